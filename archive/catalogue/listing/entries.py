"""One record in a list."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from archive.catalogue.models import unpacked
from archive.editions.masking import name_withheld

from .sql import among, ask, read_instant, read_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record in a list, in the language in which it is shown; ``languages`` are all in which it can be read.

    ``number`` and ``digest`` are those of its edition, which stands ``since`` an instant. ``leads`` says whether the
    language is the best one for the reader; it is not when the words that were looked for, or the language that was
    asked for, stand in another. ``words`` is its whole text when searching, ``beside`` what says itself in which
    language it is. ``broader`` is said of subjects by ``choices``. ``issuers`` are the labels of those who issued it,
    by language.
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
    issuers: tuple[Mapping[str, str], ...] = ()
    leads: bool = True
    languages: tuple[str, ...] = ()
    words: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    broader: UUID | None = None


# A row, one of its texts, and how it stands for a reader.
COLUMNS: Final = """
    edition.record, edition.kind, edition.slug, edition.number, edition.digest, edition.live_from,
    said.language, said.title, said.summary, edition.date, edition.one_night, edition."time", edition.zone,
    edition.year, edition.form, edition.issuers, said.id = shown.text_id, shown.languages
"""
WIDTH: Final = 18


def entry(row: Sequence[Any], *, packed: Any = b"", broader: Any = None) -> Entry:
    """What ``COLUMNS`` say."""
    words, beside = unpacked(bytes(packed)) if packed else ("", ())
    return Entry(
        record=read_uuid(row[0]),
        kind=row[1],
        slug=row[2],
        number=row[3],
        digest=row[4],
        since=read_instant(row[5]),
        language=row[6],
        title=row[7],
        summary=row[8],
        date=row[9],
        one_night=bool(row[10]),
        time=row[11],
        zone=row[12],
        year=row[13],
        form=row[14],
        issuers=tuple(label or name_withheld() for label in json.loads(row[15])) if row[15] != "[]" else (),
        leads=bool(row[16]),
        languages=tuple(row[17].split()),
        words=words,
        beside=beside,
        broader=read_uuid(broader) if broader else None,
    )


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
    if not texts:
        return ()
    said: dict[str, Any] = {"reader": reader}
    sql = _SHOWN.format("said.words" if with_words else "NULL", among("text", texts, said))
    found = {row[0]: entry(row[1:-1], packed=row[-1]) for row in ask(sql, said)}
    return tuple(found[text] for text in texts if text in found)
