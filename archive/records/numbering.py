"""Numbers that mean one thing of a record for ever: of its paragraphs, figures and further texts."""

from django.db import models, transaction

from archive import markup, paragraphs

from .base import Record


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
    _give(given, 1)
    return given.last


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
        found = list(paragraphs.numbered(blocks, before, last=given.last))
        _give(given, max(found) - given.last)
        return found


def _given(record: int, of: str) -> LastNumber:
    """What was given until now, to which nobody else adds before this transaction ends."""
    given = LastNumber.objects.select_for_update().filter(record_id=record, of=of)
    return next(iter(given), LastNumber(record_id=record, of=of))


def _give(given: LastNumber, count: int) -> None:
    if count > 0:
        given.last += count
        given.save()
