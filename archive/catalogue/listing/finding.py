"""What words find: counted, and put in order, by what is known of the rows that stand.

A word index says which texts there are in a twentieth of the time that a table takes to say of each what it is. So what
searches have met of a row is kept for a publication version (``Standing``): they ask about a row once.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from threading import Lock
from typing import Any, Final

from archive.catalogue.models import TEXTS, text_id
from archive.editions.reading import Reading

from .counting import Cell, cell
from .keeping import kept
from .ordering import ORDERS
from .queries import Query, Spellings
from .selecting import FROM_LISTS, LISTED, any_reader, instants, standing, texts_with
from .sql import ask, each

# Rows are asked for one by one, so many at once, until such a part of them was: to read all takes no longer then.
AT_ONCE: Final = 5000
ENOUGH: Final = 1 / 3
# Of rows: what is not known yet, and what does not stand. Such a one is older than all else.
UNKNOWN, ABSENT = 0, 1
BEFORE_ALL: Final = -1


class Standing:
    """As what each row counts that stands at an instant, and where it is in time: as far as searches have met them.

    ``numbers`` and ``dates`` have a place for every row from ``first`` to ``last``; ``counted`` says what a number is.
    """

    def __init__(self) -> None:
        ((first, last),) = ask(_ENDS, {})
        self.first, self.last = first or 0, last or 0
        self.numbers = array("I", [UNKNOWN]) * (self.last - self.first + 1)
        self.dates = array("q", [BEFORE_ALL]) * len(self.numbers)
        self.counted: dict[int, tuple[Any, ...]] = {}
        self._number_of: defaultdict[tuple[Any, ...], int] = defaultdict(count(ABSENT + 1).__next__)
        self._asked, self._is_whole, self._learning = 0, False, Lock()

    def __len__(self) -> int:
        """In things of some hundred bytes."""
        return len(self.numbers) // 8

    def learn(self, reading: Reading, rows: Collection[int]) -> None:
        """Ask about those that are not known. What is said of a row stays as it is."""
        with self._learning:
            if self._is_whole:
                return
            unknown = [row for row in rows if self.numbers[row - self.first] == UNKNOWN]
            self._asked += len(unknown)
            if self._asked > ENOUGH * len(self.numbers):
                self._read(reading)
                self._is_whole = True
            else:
                self._ask_about(reading, unknown)

    def _ask_about(self, reading: Reading, rows: Sequence[int]) -> None:
        for first in range(0, len(rows), AT_ONCE):
            self._read(reading, f"shown.row_id IN ({_among(rows[first : first + AT_ONCE])})")
        for row in rows:
            self.numbers[row - self.first] = self.numbers[row - self.first] or ABSENT

    def _read(self, reading: Reading, *which: str) -> None:
        said = {**instants(reading), "reader": any_reader()}
        where = " AND ".join((LISTED, *standing(reading), *which))
        for row, date, *counted in each(_STANDING.format(where), said):
            if self.first <= row <= self.last:  # not what was stored since
                self.numbers[row - self.first] = self._number_of[tuple(counted)]
                self.dates[row - self.first] = date
        self.counted = {number: counted for counted, number in self._number_of.items()}


_ENDS: Final = "SELECT (SELECT MIN(id) FROM archive_row), (SELECT MAX(id) FROM archive_row)"
_STANDING: Final = f"""
    SELECT shown.row_id, shown.sort_date, shown.kind, shown.year, shown.first_year, shown.last_year, shown.languages
    FROM {FROM_LISTS} WHERE {{}}
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that hold words, whether they stand or not: as what each counts, and in which of its texts these are, as the
    bits of a number.
    """

    standing: Standing
    rows: "array[int]"
    numbers: "array[int]"
    places: "array[int]"

    def __len__(self) -> int:
        """In things of some hundred bytes."""
        return len(self.rows) // 5

    def counted(self) -> Counter[tuple[int, int]]:
        """How many stand that count so, and in such places."""
        found = Counter(zip(self.numbers, self.places, strict=True))
        return Counter({one: many for one, many in found.items() if one[0] > ABSENT})

    def cell(self, number: int, places: int, many: int = 1) -> Cell:
        return cell((*self.standing.counted[number], places, many))

    def answering(self, query: Query) -> "Found":
        """Those of the kind, year and language that are asked for."""
        if query == query.without_counted():
            return self
        answers = {one for one in self.counted() if self.cell(*one).answers(query)}
        which = [one in answers for one in zip(self.numbers, self.places, strict=True)]
        parts = (array(part.typecode, compress(part, which)) for part in (self.rows, self.numbers, self.places))
        return Found(self.standing, *parts)


def cells(reading: Reading, query: Query, *, spellings: Spellings) -> tuple[Cell, ...]:
    """What is found, as it counts. At most three queries for a version."""
    found = _found(reading, query, spellings)
    return tuple(found.cell(*one, many) for one, many in found.counted().items())


def newest(
    reading: Reading, query: Query, *, reader: str, first: int, last: int, spellings: Spellings
) -> Sequence[int]:
    """The texts from ``first`` to before ``last``, the newest first: of so many that stand. One query for a version."""

    def find() -> "array[int]":
        found = _found(reading, query, spellings).answering(query)
        return array("q", _newest(found, query.language or reader, first, last))

    return kept(reading, ("newest", query, reader, first, last), find) if first < last else ()


def _found(reading: Reading, query: Query, spellings: Spellings) -> Found:
    """All that holds the words, whichever kind, year or language is asked for."""
    of_any = query.without_counted()
    return kept(reading, ("found", of_any, any_reader()), lambda: _find(reading, of_any, spellings))


def _find(reading: Reading, query: Query, spellings: Spellings) -> Found:
    known = kept(reading, ("standing", any_reader()), Standing)
    places: dict[int, int] = {}
    for (text,) in each(*texts_with(reading, query, spellings)):
        row = text // TEXTS
        places[row] = places.get(row, 0) | 1 << text % TEXTS
    first, last = known.first, known.last
    rows = array("q", [row for row in places if first <= row <= last])
    known.learn(reading, rows)
    numbers = array("I", [known.numbers[row - first] for row in rows])
    return Found(known, rows, numbers, array("Q", [places[row] for row in rows]))


def _newest(found: Found, reader: str, first: int, last: int) -> list[int]:
    """Only what lies in the time of this page is put in order: of one date by title."""
    known = found.standing
    dates = [known.dates[row - known.first] for row in found.rows]
    in_order = sorted(dates, reverse=True)
    latest, earliest = in_order[first], in_order[last - 1]
    rows = zip(found.rows, found.places, dates, strict=True)
    places = {row: place for row, place, date in rows if earliest <= date <= latest}
    by = ORDERS["newest"].format(table="shown.", key="shown.sort_key", row="shown.row_id")
    shown = ask(_SHOWN.format(_among(places), by), {"reader": reader})
    page = shown[first - in_order.index(latest) :][: last - first]
    return [_text(row, text, places[row]) for row, text in page]


def _text(row: int, shown: int, places: int) -> int:
    """The text that readers are shown, if the words are in that; else the first that they are in."""
    is_there = places >> shown % TEXTS & 1
    return shown if is_there else text_id(row, (places & -places).bit_length() - 1)


def _among(rows: Iterable[int]) -> str:
    return ", ".join(map(str, rows))


_SHOWN: Final = f"""
    SELECT shown.row_id, shown.text_id FROM {FROM_LISTS}
    WHERE shown.reader = %(reader)s AND shown.row_id IN ({{}}) ORDER BY {{}}
"""
