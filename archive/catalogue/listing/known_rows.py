"""As what every row of the catalogue counts, whenever it stands: in memory, once for a process.

A row has a number here, in the order in which rows became known. What was written since is read again and gets another
number, while the one that it had stands no more. So what follows from a publication costs what it changed.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final
from uuid import UUID

from archive import clock
from archive.editions.models import FOREVER

from . import rows_on_disk
from .bits import Bits, Numbers, added, bits_of
from .selecting import any_reader
from .sql import among, ask, each, read_uuid

# So many rows are read together.
AT_ONCE: Final = 1000
# Where more was written than such a part of what is known, all of it is read.
ENOUGH: Final = 1 / 3
# So many rows are worth being stored for the next process.
MANY: Final = 5000

# Of what a row names, under which facet it counts. What is narrower, or lies in something, counts under that as well.
NAMED: Final = {
    "observance": "observance",
    "issuer": "issuer",
    "place": "place",
    "parent": "place",
    "person": "person",
    "subject": "subject",
    "broader": "subject",
    "stated-in": "figures",
    "picture": "picture",
    "open": "open",
}
# The facet of what names what it lies in, or is narrower than, and of which kind that is.
# The facets whose values are records.
RECORDS: Final = frozenset(("observance", "issuer", "place", "person", "subject", "picture", "open"))
YES: Final = "yes"

Under = dict[str, dict[Any, Numbers]]


class Known:
    """All rows that are in lists, whenever they stand: one for a process, which only ever learns more.

    ``number_of`` has a place for every row from ``first`` on, ``rows`` and all else one for every number. ``former`` is
    the number that its row had before, below 0 for none: by that goes whoever knows fewer. ``last`` is the newest
    change that is known, and its mark: an archive in which that is not there is another one. ``numbering`` is another
    object as soon as rows are numbered anew: what follows from numbers is kept under it.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self.last: tuple[int, int] = (0, 0)
        self.numbering = object()
        self._is_whole = False
        # The newest change that the file knows.
        self._stored = -AT_ONCE
        self.first, self.number_of = 0, array("i")
        self.rows, self.dates, self.former = array("q"), array("q"), array("i")
        self.earliest, self.latest, self.years_of = array("i"), array("i"), array("H")
        self.by_date, self.by_beginning, self._by_end = Order(), Order(), Order()
        self.listed: Bits = 0
        self.under: Under = {}

    def __len__(self) -> int:
        return len(self.rows)

    def catch_up(self) -> None:
        """Read what was written since. One query; two more if anything was, and for each further batch of rows."""
        if not self._is_whole:
            self._forget()  # what was learned until something failed
            self._recall()
        most = max(AT_ONCE, int(ENOUGH * len(self)))
        changed = ask(_CHANGES, {"last": self.last[0], "most": most + 2}) if self._is_whole else []
        if not changed or changed[0][:2] != self.last or len(changed) > most + 1 or self._is_worn:
            self._forget()
            self._learn_all()
        elif changed[1:]:
            self._learn_again({row for _id, _mark, row in changed[1:]})
            self.last = changed[-1][:2]
        else:
            return
        self.by_date, self.by_beginning, self._by_end = (
            order.settled() for order in (self.by_date, self.by_beginning, self._by_end)
        )
        if len(self) >= MANY and self.last[0] > self._stored + AT_ONCE:
            self._remember()

    @property
    def _is_worn(self) -> bool:
        """Whether most numbers are those of rows that are no more."""
        return len(self) > 2 * self.listed.bit_count() + AT_ONCE

    def _learn_all(self) -> None:
        # First which change is the last: what is written meanwhile is read once more.
        newest = ask(_NEWEST_CHANGE, {})
        ((first, last),) = ask(_ENDS, {})
        self.first = first or 0
        for begin in range(self.first, (last or -1) + 1, AT_ONCE):
            self._read("edition.id BETWEEN %(from)s AND %(to)s", {"from": begin, "to": begin + AT_ONCE - 1})
        self.last, self._is_whole = newest[0] if newest else (0, 0), True

    def _learn_again(self, rows: Collection[int]) -> None:
        former = [self.number_of[row - self.first] for row in rows if 0 <= row - self.first < len(self.number_of)]
        self.listed &= ~bits_of((number for number in former if number >= 0), len(self))
        if min(rows) < self.first:
            self._forget()
            self._learn_all()
            return
        wanted = sorted(rows)
        for begin in range(0, len(wanted), AT_ONCE):
            said: dict[str, Any] = {}
            self._read(f"edition.id {among('row', wanted[begin : begin + AT_ONCE], said)}", said)

    def _read(self, which: str, said: dict[str, Any]) -> None:
        begin, found = len(self), defaultdict[tuple[str, Any], list[int]](list)
        if not (read := ask(_ROWS.format(which), {**said, "reader": any_reader()})):
            return
        self._add(read, found)
        self.listed |= ((1 << len(read)) - 1) << begin
        for row, facet, kind, value in each(_TERMS.format(which.replace("edition.id", "term.row_id")), said):
            number = self.number_of[row - self.first] if 0 <= row - self.first < len(self.number_of) else -1
            if number >= begin and (facet != "parent" or kind == "place"):
                found[NAMED[facet], value].append(number)
        self._put(found)

    def _add(self, read: Sequence[tuple[Any, ...]], found: Mapping[tuple[str, Any], list[int]]) -> None:
        """What their own columns say. A column is read at once; rows that count as the same are told apart once."""
        begin = len(self)
        numbers = range(begin, begin + len(read))
        rows, dates, begins, ends, earliest, latest, *counted = zip(*read, strict=True)
        self.number_of.extend([-1] * (max(rows) - self.first + 1 - len(self.number_of)))
        # Others read meanwhile: a number is told when there is something of it.
        self.former.extend(self.number_of[row - self.first] for row in rows)
        self.rows.extend(rows)
        for row, number in zip(rows, numbers, strict=True):
            self.number_of[row - self.first] = number
        self.dates.extend(dates)
        self.earliest.extend(map(_day, earliest))
        self.latest.extend(map(_day, latest))
        self.years_of.extend(year or 0 for year in counted[2])
        self.by_date.add(zip(dates, numbers, strict=True))
        self.by_beginning.add(zip(map(_instant, begins), numbers, strict=True))
        ending = zip(map(_instant, ends), numbers, strict=True)
        self._by_end.add((end, number) for end, number in ending if end < _FOREVER)
        alike = defaultdict[tuple[Any, ...], list[int]](list)
        for number, facts in zip(numbers, zip(earliest, latest, *counted, strict=True), strict=True):
            alike[facts].append(number)
        for facts, several in alike.items():
            for facet, value in _counted(*facts):
                found[facet, value].extend(several)

    def _put(self, found: Mapping[tuple[str, Any], list[int]]) -> None:
        size = len(self)
        for (facet, value), numbers in found.items():
            value = YES if facet == "figures" else read_uuid(value) if facet in RECORDS else value
            under = self.under.setdefault(facet, {})
            under[value] = added(under.get(value, ()), sorted(set(numbers)), size)

    def _remember(self) -> None:
        """For processes that begin later. Sets of numbers are told as bytes or numbers, one array after another."""
        under = [(facet, value, rows) for facet, every in self.under.items() for value, rows in every.items()]
        told = [(facet, value.hex if isinstance(value, UUID) else value) for facet, value, _rows in under]
        facts = {"last": self.last, "first": self.first, "under": told}
        sets = [self.listed, *(rows for _facet, _value, rows in under)]
        rows_on_disk.write(facts, [*self._arrays(), *(_written(one, len(self)) for one in sets)], program=_program())
        self._stored = self.last[0]

    def _recall(self) -> None:
        """What another process knew."""
        with rows_on_disk.reading(program=_program()) as found:
            if not found:
                return
            facts, arrays = found
            for name, one in zip(_ARRAYS, arrays, strict=False):
                setattr(self, name, one)
            self.by_date, self.by_beginning, self._by_end = (Order(next(arrays), next(arrays)) for _order in range(3))
            self.former = array("i", [-1]) * len(self)
            self.listed = int.from_bytes(next(arrays).tobytes(), "little")
            for (facet, value), rows in zip(facts["under"], arrays, strict=True):
                self.under.setdefault(facet, {})[_value(facet, value)] = _read_again(rows)
        last, mark = facts["last"]
        self.last, self.first, self._stored, self._is_whole = (last, mark), facts["first"], last, True

    def _arrays(self) -> "list[array[int]]":
        orders = (self.by_date, self.by_beginning, self._by_end)
        return [
            *(getattr(self, name) for name in _ARRAYS),
            *(part for one in orders for part in (one.keys, one.numbers)),
        ]

    def standing_at(self, instant: datetime) -> Bits:
        """Those that have begun, and not ended."""
        at, size = microseconds(instant), len(self)
        return self.listed & ~bits_of(self.by_beginning.after(at), size) & ~bits_of(self._by_end.until(at), size)


# What there is of every number, as ``Known`` calls it.
_ARRAYS: Final = ("number_of", "rows", "dates", "earliest", "latest", "years_of")


def _written(numbers: Numbers, size: int) -> "array[int]":
    if isinstance(numbers, int):
        return array("B", numbers.to_bytes(size // 8 + 1, "little"))
    return array("i", numbers)


def _read_again(written: "array[int]") -> Numbers:
    return int.from_bytes(written.tobytes(), "little") if written.typecode == "B" else written


def _value(facet: str, told: Any) -> Any:
    if facet in RECORDS:
        return UUID(told)
    return tuple(told) if isinstance(told, list) else told


@cache
def _program() -> str:
    """By what all of this is found out: what was written by another is read no more."""
    return sha256(Path(__file__).read_bytes()).hexdigest()


class Order:
    """Numbers in the order of a key of theirs. What is added has its place once it is ``settled``."""

    def __init__(self, keys: "array[int] | None" = None, numbers: "array[int] | None" = None) -> None:
        self.keys, self.numbers = keys or array("q"), numbers or array("i")
        self._added = array("q"), array("i")

    def add(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Keys and numbers."""
        keys, numbers = self._added
        for key, number in pairs:
            keys.append(key)
            numbers.append(number)

    def settled(self) -> "Order":
        """Another one, so that whoever reads this may go on."""
        keys, numbers = self._added
        if len(keys) > AT_ONCE:
            keys, numbers = self.keys + keys, self.numbers + numbers
            places = sorted(range(len(keys)), key=keys.__getitem__)
            return Order(array("q", map(keys.__getitem__, places)), array("i", map(numbers.__getitem__, places)))
        found = Order(self.keys[:], self.numbers[:])
        for key, number in zip(keys, numbers, strict=True):
            place = bisect_right(found.keys, key)
            found.keys.insert(place, key)
            found.numbers.insert(place, number)
        return found

    def after(self, key: int) -> "array[int]":
        return self.numbers[bisect_right(self.keys, key) :]

    def until(self, key: int) -> "array[int]":
        return self.numbers[: bisect_right(self.keys, key)]


def _counted(
    earliest: str,
    latest: str,
    kind: str,
    form: str,
    year: int | None,
    first: int | None,
    last: int | None,
    languages: str,
) -> Iterator[tuple[str, Any]]:
    """The facets and values under which a row counts by its own columns."""
    yield "kind", kind
    if form:
        yield "form", form
    for language in languages.split():
        yield "language", language
    if year is None:
        yield "undated", ""
    elif first == last == year and f"{year:04}-01-01" <= earliest and latest <= f"{year:04}-12-31":
        yield "year", year
    else:
        yield "span", (year, first, last)


@lru_cache(maxsize=20_000)
def _day(written: str) -> int:
    """A day as a number; 0 of what has none."""
    return date.fromisoformat(written).toordinal() if written else 0


@lru_cache(maxsize=1000)
def _instant(written: str) -> int:
    return microseconds(clock.stored(datetime.fromisoformat(written)))


def microseconds(instant: datetime) -> int:
    return round(instant.timestamp() * 1_000_000)


_FOREVER: Final = microseconds(FOREVER)

# Days and instants as text: to read them one by one would take longest.
_ROWS: Final = """
    SELECT edition.id, shown.sort_date, CAST(shown.live_from AS text), CAST(shown.live_until AS text),
           COALESCE(CAST(shown.earliest AS text), ''), COALESCE(CAST(shown.latest AS text), ''),
           shown.kind, edition.form, shown.year, shown.first_year, shown.last_year, shown.languages
    FROM archive_row AS edition CROSS JOIN archive_rowforreader AS shown
    WHERE {} AND shown.row_id = edition.id AND shown.reader = %(reader)s AND shown.is_listed
"""
_TERMS: Final = """
    SELECT term.row_id, term.facet, term.kind, term.value FROM archive_term AS term
    WHERE {} AND term.facet IN (%s)
""" % ", ".join(f"'{facet}'" for facet in NAMED)  # noqa: UP031  # the braces are filled in later
_ENDS: Final = "SELECT (SELECT MIN(id) FROM archive_row), (SELECT MAX(id) FROM archive_row)"
_CHANGES: Final = """
    SELECT change.id, change.mark, change.written FROM archive_rowchange AS change
    WHERE change.id >= %(last)s ORDER BY change.id LIMIT %(most)s
"""
_NEWEST_CHANGE: Final = "SELECT change.id, change.mark FROM archive_rowchange AS change ORDER BY change.id DESC LIMIT 1"
