"""The one way a record is saved: with the version the editor saw, and with her name."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from archive import clock, names
from archive.prepared import Columns, found

from . import saved_rows, seals, stored_rows, text_links, written
from .base import Record, original_of
from .contributions import BroughtIn, Contribution
from .texts import Text

# What a translation renders of which the original was another one when it was written; it is no seal of any text.
EARLIER: Final = "earlier"
_TEXT: Final = Columns(Text)
_TEXTS: Final = f"SELECT {_TEXT.of('text')} FROM archive_text AS text WHERE record_id = %s ORDER BY language"
# Sent with the ``record`` at the end of the transaction in which it was saved.
saved = Signal()


class StaleVersion(Exception):
    """Somebody else saved this record meanwhile."""

    def __init__(self, record: Record) -> None:
        super().__init__(_("Somebody else has saved this record since you opened it."))
        self.record = record


@contextmanager
def saving(
    record: Record,
    *,
    by,
    version: int | None = None,
    began: int | None = None,
    brings: Mapping[int, Record] | None = None,
) -> Iterator[Record]:
    """Save ``record`` and its rows inside this block; all of it or nothing.

    ``version`` is the one the editor saw; leave it out only for a record that is not stored yet.
    Raises ``StaleVersion`` before the block runs when the stored version is another.
    ``began`` is an earlier one, if her words were written upon that and do not touch what others have saved since.

    What takes over words or rows of another record names in ``brings`` everybody with work there that readers do not
    have yet, by primary key, and that record: they are authors of this one from now on.

    A translation whose words were written in this block renders the original as it stands at its end; so does one
    whose ``renders`` was emptied, which is how somebody confirms it. If others have written in the original since she
    ``began``, both go on rendering what was there before.
    """
    with transaction.atomic():
        before = {text.language: text for text in _texts(record)} if record.pk else {}
        if record.pk:
            _claim(record, version=version or 0)  # no stored record has version 0
            saved_rows.keep_last(record, version=record.version - 1)
        yield record
        _confirm_translations(record, before, began or version)
        stored = stored_rows.stored(record)
        sealed = seals.of(record, stored)
        save = Contribution.objects.create(
            record_id=record.pk, by=by, at=clock.now(), version=record.version, seals=sealed
        )
        BroughtIn.objects.bulk_create(
            BroughtIn(contribution=save, person_id=person, taken_from_id=other.pk)
            for person, other in sorted((brings or {}).items())
            if person != by.pk
        )
        text_links.keep_of(record, stored)
        written.keep(record, stored)
        saved.send(Record, record=record)


def _claim(record: Record, *, version: int) -> None:
    claimed = Record.objects.filter(pk=record.pk, version=version).update(version=F("version") + 1)
    if not claimed:
        raise StaleVersion(record)
    record.version = version + 1


def _confirm_translations(record: Record, before: Mapping[str, Text], began: int | None) -> None:
    # What ``record`` has read of its texts may be older.
    stored = _texts(record)
    original = original_of(stored, getattr(record, "original_language", ""))
    is_seen = original is None or began is None or _is_as_seen(record, before.get(original.language), began)
    for text in stored:
        is_translation = original is not None and not text.is_original
        renders = original.seal() if original and is_translation else ""
        old = before.get(text.language)
        is_confirmed = not (renders and text.renders) or old is None or old.seal() != text.seal()
        if is_translation and is_confirmed and not is_seen:
            renders = (old.renders if old else "") or EARLIER
        if text.renders != renders and is_confirmed:
            Text.objects.filter(pk=text.pk).update(renders=renders)


def _texts(record: Record) -> list[Text]:
    """As they are stored."""
    return [*map(_TEXT.read, found(_TEXTS, [record.pk]))]


def _is_as_seen(record: Record, original: Text | None, began: int) -> bool:
    """Whether the words of the ``original``, as it stood before this save, are those that she had before her.

    One that was not there is written in this save.
    """
    if original is None or began == record.version - 1:
        return True
    seen = saved_rows.text_of(record, version=began, language=original.language)
    return seen is not None and seen.seal() == original.seal()


def free_slug(model: type[Record], titles: Iterable[str]) -> str:
    """An address made from the first title there is, with a number behind it if it is taken."""
    base = names.slug(next(filter(None, titles), "")) or model.KIND
    taken = set(Record.objects.filter(kind=model.KIND, slug__startswith=base).values_list("slug", flat=True))
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbers) if slug not in taken)
