"""One record in a list."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive import clock
from archive.catalogue.models import TEXTS, unpacked
from archive.editions.masking import name_withheld

from .sql import among, ask, read_uuid


class Entry(NamedTuple):
    """One record in a list, in the language in which it is shown; ``languages`` are all in which it can be read.

    ``number`` and ``digest`` are those of its edition, which stands ``since`` an instant. ``leads`` says whether the
    language is the best one for the reader; it is not when the words that were looked for, or the language that was
    asked for, stand in another. ``packed`` are its ``texts`` when searching. ``broader`` is said of subjects by
    ``choices``. ``issuers`` are the labels of those who issued it, by language.

    It begins with what ``COLUMNS`` say, in their order. A page has up to a hundred of them.
    """

    record: UUID
    kind: str
    slug: str
    number: int
    digest: str
    since: datetime
    language: str
    title: str
    summary: str
    date: str
    one_night: bool
    time: str
    zone: str
    year: int | None
    form: str
    weight: int = 2
    issuers: tuple[Mapping[str, str], ...] = ()
    leads: bool = True
    languages: tuple[str, ...] = ()
    packed: bytes = b""
    broader: UUID | None = None

    @property
    def words(self) -> str:
        """Its own text. Nothing is kept of it: most passages are known already."""
        return unpacked(self.packed)[0]

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Languages and words: its own, and those beside it."""
        words, beside = unpacked(self.packed)
        return (self.language, words), *beside


# A row, one of its texts, and how it stands for a reader.
COLUMNS: Final = """
    edition.record, edition.kind, edition.slug, edition.number, edition.digest, edition.live_from,
    said.language, said.title, said.summary, edition.date, edition.one_night, edition."time", edition.zone,
    edition.year, edition.form, edition.weight, edition.issuers, said.id = shown.text_id, shown.languages
"""
WIDTH: Final = 19


def entry(row: Sequence[Any], *, packed: Any = b"", broader: Any = None) -> Entry:
    """What ``COLUMNS`` say."""
    record, kind, slug, number, digest, since, *said, issuers, leads, languages = row
    first = (read_uuid(record), kind, slug, number, digest, clock.stored(since), *said)
    issued_by = tuple(label or name_withheld() for label in _labels(issuers)) if issuers != "[]" else ()
    under = read_uuid(broader) if broader else None
    return Entry._make((*first, issued_by, bool(leads), tuple(languages.split()), bytes(packed or b""), under))


@lru_cache(maxsize=1_000)
def _labels(issuers: str) -> list[dict[str, str]]:
    """A few hundred institutions issue nearly all there is."""
    found: list[dict[str, str]] = json.loads(issuers)
    return found


_SHOWN: Final = f"""
    SELECT said.id, {COLUMNS}, {{}}
    FROM archive_rowtext AS said
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    WHERE said.id {{}} AND edition.id = said.row_id AND shown.row_id = edition.id AND shown.reader = %(reader)s
"""


def entries(texts: Iterable[int], *, reader: str, with_words: bool = False) -> tuple[Entry, ...]:
    """The records whose texts these are, in their order; ``with_words`` for passages. One query, none for none."""
    texts = tuple(texts)
    found = by_text(texts, reader=reader, with_words=texts if with_words else ())
    return tuple(found[text] for text in texts if text in found)


def of_rows(texts: Collection[int], *, reader: str, with_words: bool = False) -> tuple[Entry, ...]:
    """The records some of whose texts these are, in their order: each in that which readers are shown if it is among
    them, else in the first. One query, none for none.
    """
    found = by_text(texts, reader=reader, with_words=texts if with_words else ())
    shown: dict[int, Entry] = {}
    for text in texts:
        if text in found and (found[text].leads or text // TEXTS not in shown):
            shown[text // TEXTS] = found[text]
    return tuple(shown.values())


def by_text(texts: Collection[int], *, reader: str, with_words: Collection[int] = ()) -> Mapping[int, Entry]:
    """Text → the record whose it is; ``with_words`` those among ``texts``. One query, none for none."""
    if not texts:
        return {}
    said: dict[str, Any] = {"reader": reader}
    words = f"CASE WHEN said.id {among('spoken', with_words, said)} THEN said.words END" if with_words else "NULL"
    sql = _SHOWN.format(words, among("text", texts, said))
    return {row[0]: entry(row[1:-1], packed=row[-1]) for row in ask(sql, said)}
