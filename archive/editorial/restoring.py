"""Paragraphs that were taken out and put back have the numbers under which readers know them."""

from collections.abc import Mapping

from archive import markup, paragraphs
from archive.editions.payloads import Payload
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.saving import saving
from archive.records.slots import Slot
from archive.records.statements import EditorsNote
from archive.records.texts import Text

from .people import User


def restore_numbers(record: Record, edition: Payload, *, by: User) -> bool:
    """What is new in the texts of ``record`` and recognisably a paragraph of ``edition`` gets that one's number again.

    What is said of it at the desk goes along. Returns whether anything was, and so saved: then it has to be read again.
    """
    found = [(text, again) for text in record.texts.all() if (again := _known_again(text, edition))]
    if found:
        with saving(record, by=by, version=record.version):
            for text, again in found:
                _restore(text, again)
    return bool(found)


def _known_again(text: Text, edition: Payload) -> dict[int, int]:
    if text.language not in edition.texts:
        return {}
    readers = [(int(one.id.removeprefix("p")), one.html) for one in edition.texts[text.language].blocks]
    try:
        return _again(text.numbered_blocks(), readers)
    except markup.MarkupError:
        return {}  # readiness will say so


def _restore(text: Text, again: Mapping[int, int]) -> None:
    text.paragraphs = [again.get(number, number) for number in text.paragraphs]
    Text.objects.filter(pk=text.pk).update(paragraphs=text.paragraphs)
    _follow(text, again)


def _again(now: tuple[tuple[int, str], ...], readers: list[tuple[int, str]]) -> dict[int, int]:
    """The number that a paragraph has now → the one under which readers know it."""
    gone = [(number, html) for number, html in readers if number not in dict(now)]
    new = [(number, html) for number, html in now if number not in dict(readers)]
    last = max((number for number, _html in (*now, *readers)), default=0)
    found = paragraphs.numbered([html for _number, html in new], gone, last=last)
    return {number: old for (number, _html), old in zip(new, found, strict=True) if old <= last}


def _follow(text: Text, again: Mapping[int, int]) -> None:
    cited = Citation.objects.filter(record=text.record_id, paragraph_language__in=("", text.language))
    notes = EditorsNote.objects.filter(statement=text.record_id, language=text.language)
    slots = Slot.objects.filter(statement=text.record_id, language=text.language)
    for now, old in again.items():
        cited.filter(paragraph=now).update(paragraph=old)
        notes.filter(paragraph=now).update(paragraph=old)
        slots.filter(paragraph=old).delete()  # of what stood there before
        slots.filter(paragraph=now).update(paragraph=old)
