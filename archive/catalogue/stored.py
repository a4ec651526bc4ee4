"""What the catalogue holds of some records, beside what is derived of them now."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Model

from archive import rows
from archive.word_index import words_of

from .deriving import Derived
from .models import TEXTS, Row, RowForReader, RowText, Spelling, Term, unpacked

# In the order of ``Derived.parts``; and how one of these is known to belong to a row.
PARTS: Final[dict[type[Model], str]] = {
    RowText: f"part.id >= own.id * {TEXTS} AND part.id < (own.id + 1) * {TEXTS}",
    RowForReader: "part.row_id = own.id",
    Term: "part.row_id = own.id",
    Spelling: "part.row_id = own.id",
}
_PARTS: Final = """
SELECT own.id, {columns} FROM archive_row AS own JOIN {table} AS part ON {belongs}
WHERE own.record IN ({records}) ORDER BY part.id"""
# Each row once for each of its texts.
_FORMER: Final = f"""
SELECT own.*, part.id AS text, part.language AS language, part.folded AS folded
FROM archive_row AS own LEFT JOIN archive_rowtext AS part ON {PARTS[RowText]}
WHERE own.record IN ({{}}) ORDER BY part.id"""
_read = attrgetter(*(field.attname for field in Row._meta.concrete_fields))
_read_text = attrgetter(*(field.attname for field in RowText._meta.concrete_fields))
_read_but_end = attrgetter(*(field.attname for field in Row._meta.concrete_fields if field.name != "live_until"))


@dataclass(frozen=True, slots=True)
class Former:
    """A row that is stored, and its ``texts``, as far as words are found by them."""

    row: Row
    texts: list[RowText] = field(default_factory=list)

    def is_but_for_its_end(self, row: Row) -> bool:
        """Whether ``row`` says the same, and so do its texts, as long as the same names are withheld."""
        return bool(_read_but_end(self.row) == _read_but_end(row))


def former(records: Collection[UUID]) -> dict[tuple[UUID, datetime], Former]:
    """What is stored of ``records``, each row by its record and its beginning. One query."""
    places, record = ", ".join(["%s"] * len(records)), Row._meta.get_field("record")
    found: dict[tuple[UUID, datetime], Former] = {}
    for row in Row.objects.raw(_FORMER.format(places), [record.get_db_prep_value(one, connection) for one in records]):
        one, said = found.setdefault((row.record, row.live_from), Former(row)), vars(row)
        if said["folded"] is not None:
            one.texts.append(RowText(pk=said["text"], language=said["language"], folded=words_of(said["folded"])))
    return found


class Stored:
    """All that is there of ``records``, read in five queries."""

    def __init__(self, records: Collection[UUID]) -> None:
        self.records = records
        self.rows = {row.pk: row for row in Row.objects.filter(record__in=records)}
        self.parts = [_parts(part, records) for part in PARTS]

    def keys(self) -> dict[tuple[UUID, datetime], int]:
        """The key of each row by its record and its beginning."""
        return {(row.record, row.live_from): row.pk for row in self.rows.values()}

    def others(self, found: Sequence[Derived]) -> set[UUID]:
        """The records of which something else is stored than was ``found``."""
        derived: dict[UUID, set[int | None]] = defaultdict(set)
        for one in found:
            derived[one.row.record].add(one.row.pk if self._is_there(one) else None)
        stored: dict[UUID, set[int | None]] = defaultdict(set)
        for row in self.rows.values():
            stored[row.record].add(row.pk)
        return {record for record in self.records if derived[record] != stored[record]}

    def texts_of(self, records: Collection[UUID]) -> list[int]:
        """The keys of the texts of some of them."""
        rows = [row.pk for row in self.rows.values() if row.record in records]
        return [text[0] for row in rows for text in self.parts[0].get(row, ())]

    def _is_there(self, one: Derived) -> bool:
        row = self.rows.get(one.row.pk)
        if row is None or _read(row) != _read(one.row):
            return False
        derived = ([_text(text) for text in one.texts_stored], *map(rows.values, one.parts[1:]))
        return all(stored.get(row.pk, []) == part for stored, part in zip(self.parts, derived, strict=True))


def _parts(part: type[Model], records: Collection[UUID]) -> dict[int, list[rows.Values]]:
    """What is stored in one table, in the order in which it was stored, by the key of the row that it belongs to.

    Texts are unpacked: that takes less than to pack what is derived.
    """
    found = _asked(part, records)
    values = (values for _key, *values in found)
    written = map(_text_stored, values) if part is RowText else rows.as_written(part, values, has_key=False)
    by_row: dict[int, list[rows.Values]] = defaultdict(list)
    for (key, *_values), one in zip(found, written, strict=True):
        by_row[key].append(one)
    return by_row


def _text(text: RowText) -> rows.Values:
    *others, _words, _folded = _read_text(text)
    return *others, text.said or unpacked(b""), text.found_by


def _text_stored(values: Sequence[Any]) -> rows.Values:
    *others, words, folded = values
    return *others, unpacked(bytes(words)), set(words_of(folded).split())


def _asked(part: type[Model], records: Collection[UUID]) -> list[tuple[Any, ...]]:
    columns = ", ".join(f'part."{column}"' for column in rows.columns(part, has_key=part is RowText))
    places, record = ", ".join(["%s"] * len(records)), Row._meta.get_field("record")
    asked = _PARTS.format(columns=columns, table=part._meta.db_table, belongs=PARTS[part], records=places)
    with connection.cursor() as cursor:
        cursor.execute(asked, [record.get_db_prep_value(one, connection) for one in records])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
