"""Numbers that mean one thing of a record for ever: of its paragraphs, figures and further texts."""

from typing import Final

from django.db import models, transaction

from archive import markup, paragraphs, rows
from archive.prepared import for_update, found

from .base import Record

_GIVEN: Final = 'SELECT last FROM archive_lastnumber WHERE record_id = %s AND "of" = %s'


class LastNumber(models.Model):
    """The highest number that was given in a record ``of`` its figures, its further texts, or the paragraphs of a text.

    It stays when those are deleted, so that none of their numbers is given again.
    """

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="last_numbers")
    of = models.CharField(max_length=40, editable=False)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("record", "of"), name="last_number_is_one_of_each"),)


@transaction.atomic(savepoint=False)
def next_number(record: int, of: str) -> int:
    """A number that nothing else of this kind in the record has had."""
    given = _given(record, of)
    number = (given or 0) + 1
    _give(record, of, number, before=given)
    return number


class HasParagraphs(models.Model):
    """Something with a ``body`` whose paragraphs keep their numbers, as long as they are recognisably the same."""

    body: str
    # The number of each block of the body, in their order.
    paragraphs = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self._number()
        super().save(*args, **kwargs)

    def numbered_blocks(self) -> tuple[tuple[int, str], ...]:
        """Number and canonical HTML of each block. Raises ``MarkupError``."""
        return tuple(zip(self.paragraphs, markup.blocks(self.body), strict=True))

    def numbers_of(self) -> tuple[int, str]:
        """The record, and what is numbered there by itself."""
        raise NotImplementedError

    def _number(self) -> None:
        stored = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.body == self.body:
            return
        try:
            blocks = markup.blocks(self.body)
        except markup.MarkupError:
            blocks = ()  # a draft may hold as yet what nobody can read
        # Numbers and blocks are as many as each other, or there are no numbers.
        before = stored.numbered_blocks() if stored and stored.paragraphs else ()
        self.paragraphs = self._numbered(blocks, before) if blocks else []

    @transaction.atomic(savepoint=False)
    def _numbered(self, blocks: tuple[str, ...], before: tuple[tuple[int, str], ...]) -> list[int]:
        given = _given(*self.numbers_of())
        numbers = list(paragraphs.numbered(blocks, before, last=given or 0))
        if max(numbers) > (given or 0):
            _give(*self.numbers_of(), max(numbers), before=given)
        return numbers


def _given(record: int, of: str) -> int | None:
    """The highest that was given until now, to which nobody else adds before this transaction ends; None for none."""
    return next((last for (last,) in found(f"{_GIVEN} {for_update()}", [record, of])), None)


def _give(record: int, of: str, last: int, *, before: int | None) -> None:
    """Raises ``IntegrityError`` if there was none ``before``, and somebody else has given the first one meanwhile."""
    there = () if before is None else ("record_id", "of")
    rows.insert([LastNumber(record_id=record, of=of, last=last)], instead_of=there)
