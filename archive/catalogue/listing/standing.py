"""As what every row of the catalogue counts, and which rows stand at an instant: in memory, a bit for each row.

A row has a number here, in the order in which rows became known. ``Bits`` are a set of numbers, a bit for each: what
several filters leave, and how much that is, is found by joining whole sets. What was written since is read again and
gets another number, while the one that it had stands no more. So what follows from a publication costs what it changed.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final
from uuid import UUID

from archive import clock
from archive.editions.models import FOREVER
from archive.editions.reading import Reading
from archive.kept import Kept

from . import stored_rows
from .keeping import kept
from .queries import Query, merges, with_merged
from .selecting import LISTED, NOT_WITHHELD, any_reader, instants, standing
from .sql import among, ask, each, read_uuid

Bits = int
# The rows under one value: bits; where they are less than one in so many, numbers in their order. These take less room,
# and more are counted more slowly.
Numbers = int | Sequence[int]
DENSE: Final = 1024
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
}
# The facet of what names what it lies in, or is narrower than, and of which kind that is.
ABOVE: Final = {"place": ("place", "parent"), "subject": ("subject", "broader")}
FACETS: Final = ("kind", "observance", "issuer", "place", "person", "subject", "form", "figures", "year", "language")
YES: Final = "yes"

Under = dict[str, dict[Any, Numbers]]


def bits_of(numbers: Iterable[int], size: int) -> Bits:
    """``numbers`` below ``size``."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def numbers_of(bits: Bits) -> list[int]:
    """In their order."""
    return [one.start() for one in re.finditer("1", bin(bits)[:1:-1])]


def joined(several: Iterable[Numbers], size: int) -> Bits:
    found = 0
    for one in several:
        found |= one if isinstance(one, int) else bits_of(one, size)
    return found


def count_within(numbers: Numbers, bits: Bits, flags: bytes) -> int:
    """How many of ``numbers`` are among ``bits``; ``flags`` are the bytes of these."""
    if isinstance(numbers, int):
        return (numbers & bits).bit_count()
    return sum(flags[number >> 3] >> (number & 7) & 1 for number in numbers)


def _how_many(numbers: Numbers) -> int:
    return numbers.bit_count() if isinstance(numbers, int) else len(numbers)


class Known:
    """All rows that are in lists, whenever they stand: one for a process, which only ever learns more.

    ``number_of`` has a place for every row from ``first`` on, ``rows`` and all else one for every number. ``last`` is
    the newest change that is known, and its mark: an archive in which that is not there is another one.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self.last: tuple[int, int] = (0, 0)
        self._is_whole = False
        # The newest change that the file knows.
        self._stored = -AT_ONCE
        self.first, self.number_of = 0, array("i")
        self.rows, self.dates = array("q"), array("q")
        self.earliest, self.latest, self.years_of = array("i"), array("i"), array("H")
        self.by_date, self.by_beginning, self._by_end = Order(), Order(), Order()
        self.listed: Bits = 0
        self.under: Under = {}

    def __len__(self) -> int:
        return len(self.rows)

    def catch_up(self) -> None:
        """Read what was written since. One query; two more if anything was, and for each further batch of rows."""
        if not self._is_whole:
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
        for row, number in zip(rows, numbers, strict=True):
            self.number_of[row - self.first] = number
        self.rows.extend(rows)
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
            value = YES if facet == "figures" else read_uuid(value) if facet in _RECORDS else value
            under = self.under.setdefault(facet, {})
            under[value] = _added(under.get(value, ()), sorted(set(numbers)), size)

    def _remember(self) -> None:
        """For processes that begin later. Sets of numbers are told as bytes or numbers, one array after another."""
        under = [(facet, value, rows) for facet, every in self.under.items() for value, rows in every.items()]
        told = [(facet, value.hex if isinstance(value, UUID) else value) for facet, value, _rows in under]
        facts = {"last": self.last, "first": self.first, "under": told}
        sets = [self.listed, *(rows for _facet, _value, rows in under)]
        stored_rows.write(facts, [*self._arrays(), *(_written(one, len(self)) for one in sets)], program=_program())
        self._stored = self.last[0]

    def _recall(self) -> None:
        """What another process knew."""
        with stored_rows.reading(program=_program()) as found:
            if not found:
                return
            facts, arrays = found
            for name, one in zip(_ARRAYS, arrays, strict=False):
                setattr(self, name, one)
            self.by_date, self.by_beginning, self._by_end = (Order(next(arrays), next(arrays)) for _order in range(3))
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
    if facet in _RECORDS:
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


_RECORDS: Final = frozenset(("observance", "issuer", "place", "person", "subject"))


def _added(numbers: Numbers, new: list[int], size: int) -> Numbers:
    """``new`` ones are all larger."""
    if isinstance(numbers, int):
        return numbers | bits_of(new, size)
    several = array("i", [*numbers, *new])
    return bits_of(several, size) if len(several) > size // DENSE else several


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


# --- at one instant -------------------------------------------------------------------------------------


class Standing:
    """The rows that can be read at an instant, and what they count as, by the names and trees of that instant."""

    def __init__(self, known: Known, reading: Reading) -> None:
        self.size, self.live = len(known), known.standing_at(reading.instant)
        self.first, self.number_of, self.rows, self.dates = known.first, known.number_of, known.rows, known.dates
        self.earliest, self.latest, self.years_of = known.earliest, known.latest, known.years_of
        self.by_date, self.by_beginning = known.by_date, known.by_beginning
        self.under: Under = {facet: dict(under) for facet, under in known.under.items()}
        self._by_size: dict[str, list[tuple[int, Any]]] = {}
        self._years: dict[int, Numbers] = {}
        if reading.is_past:
            self.live &= ~self.of_rows(row for (row,) in ask(_WITHHELD, instants(reading)))
        self._join_merged(reading)
        self._join_witnesses(reading)
        self._join_narrower(reading)

    def __len__(self) -> int:
        """In things of some hundred bytes: beyond what is known of all rows, which is shared."""
        return self.size // 800 + sum(map(len, self.under.values()))

    def number(self, row: int) -> int:
        """Of a row by its key; below 0 if it is not known, or was written since."""
        place = row - self.first
        number = self.number_of[place] if 0 <= place < len(self.number_of) else -1
        return number if number < self.size else -1

    def of_rows(self, rows: Iterable[int]) -> Bits:
        """The keys of rows as bits; what is not known is left out."""
        first, number_of, size = self.first, self.number_of, self.size
        end = first + len(number_of)
        numbers = (number_of[row - first] for row in rows if first <= row < end)
        return bits_of((number for number in numbers if 0 <= number < size), size)

    def _join_merged(self, reading: Reading) -> None:
        """What names a record that was merged names what took it in: a chain of mergers leads on link by link."""
        self._into = {record: into for into, records in merges(reading).items() for record in records}
        for under in (self.under.get(facet, {}) for facet in _RECORDS):
            merged = [(self._into[record], under.pop(record)) for record in under.keys() & self._into.keys()]
            for into, rows in merged:
                under[into] = joined((rows, under.get(into, ())), self.size)

    def _join_witnesses(self, reading: Reading) -> None:
        """A person's page says in what she took part: that counts under her as well."""
        took_part: dict[UUID, list[int]] = defaultdict(list)
        for person, row in ask(_WITNESSES.format(_standing(reading)), _said(reading)):
            took_part[read_uuid(person)].append(row)
        under = self.under.setdefault("person", {})
        for person, rows in took_part.items():
            under[person] = joined((under.get(person, ()), self.of_rows(rows)), self.size)

    def _join_narrower(self, reading: Reading) -> None:
        """What is narrower, or lies in something, counts under that; a circle counts once."""
        below: dict[str, dict[UUID, set[UUID]]] = {facet: defaultdict(set) for facet in ABOVE}
        for record, kind, above in ask(_ABOVE.format(_standing(reading)), _said(reading)):
            for facet, (of_kind, _named) in ABOVE.items():
                if kind == of_kind:
                    below[facet][self.kept(read_uuid(above))].add(self.kept(read_uuid(record)))
        for facet, tree in below.items():
            own = self.under.setdefault(facet, {})
            whole = {above: [own[one] for one in _all_below(above, tree) if one in own] for above in tree}
            own |= {above: joined(several, self.size) for above, several in whole.items() if several}

    def kept(self, record: UUID) -> UUID:
        """Instead of what was merged what took it in."""
        return self._into.get(record, record)

    # What is asked

    def answers(self, reading: Reading, query: Query, found: Bits | None = None) -> "Answer":
        """What stands of all that is asked. ``found`` is what holds the words, whether it stands or not."""
        bits = self.live if found is None else self.live & found
        if query.earliest or query.latest:
            bits &= self._in_time(query.earliest or date.min, query.latest or date.max, bits)
        if query.naming:
            bits &= self._naming(reading, query.naming, itself=query.itself)
        chosen = {facet: self._any(facet, values) for facet, values in query.chosen.items()}
        return Answer(self, bits, chosen)

    def _any(self, facet: str, values: Collection[Any]) -> Bits:
        return joined(
            (self.rows_under(facet, self.kept(one) if facet in _RECORDS else one) for one in values), self.size
        )

    def rows_under(self, facet: str, value: Any) -> Numbers:
        """A year counts what touches it."""
        if facet != "year":
            return self.under.get(facet, {}).get(value, ())
        if value not in self._years:
            spans = (rows for (_under, first, last), rows in self._spans.items() if first <= value <= last)
            whole = self.under.get("year", {}).get(value, ())
            beside = joined(spans, self.size)
            self._years[value] = joined((whole,), self.size) | beside if beside else whole
        return self._years[value]

    def of_year(self, year: int) -> Bits:
        """What stands under it."""
        spans = (rows for (under, _first, _last), rows in self._spans.items() if under == year)
        return joined((self.under.get("year", {}).get(year, ()), *spans), self.size) & self.live

    @property
    def _spans(self) -> dict[Any, Numbers]:
        return self.under.get("span", {})

    @property
    def undated(self) -> Bits:
        return joined(self.under.get("undated", {}).values(), self.size)

    @cached_property
    def years(self) -> list[int]:
        """Those under which anything stands, the last first."""
        known = {*self.under.get("year", {}), *(year for year, _first, _last in self._spans)}
        return sorted((year for year in known if self.of_year(year)), reverse=True)

    def years_of_all(self, bits: Bits) -> list[int]:
        """The years in which all of ``bits`` is dated; none if some of it is of several, or has no date."""
        if bits & (joined(self._spans.values(), self.size) | self.undated):
            return []
        return [year for year, rows in self.under.get("year", {}).items() if bits & joined((rows,), self.size)]

    def _in_time(self, earliest: date, latest: date, among: Bits) -> Bits:
        """What may be dated between the two. Whole years are taken together."""
        first, last = earliest.toordinal(), latest.toordinal()
        surely, perhaps = 0, joined(self._spans.values(), self.size)
        for year, rows in self.under.get("year", {}).items():
            if earliest <= date(year, 1, 1) and date(year, 12, 31) <= latest:
                surely |= joined((rows,), self.size)
            elif earliest.year <= year <= latest.year:
                perhaps |= joined((rows,), self.size)
        doubtful = numbers_of(perhaps & among)
        touching = (one for one in doubtful if self.latest[one] >= first and self.earliest[one] <= last)
        return surely | bits_of(touching, self.size)

    def _naming(self, reading: Reading, record: UUID, *, itself: bool) -> Bits:
        """What names ``record`` in whatever way. One query for a version."""

        def find() -> Bits:
            said: dict[str, Any] = {"record": record}
            rows = ask(_NAMING.format(among("value", with_merged(reading, (record,)), said)), said)
            own = self.of_rows(row for row, is_itself in rows if is_itself)
            # A record names itself where it names what was merged into it: that is not told.
            naming = self.of_rows(row for row, is_itself in rows if not is_itself) & ~own
            return naming | own if itself else naming

        return kept(reading, ("naming", record, itself), find, weigh=lambda found: self.size / 800)

    def by_size(self, facet: str) -> list[tuple[int, Any]]:
        """How many rows are under each value of a facet, whether they stand or not; the most first."""
        if facet not in self._by_size:
            counted = [(_how_many(rows), value) for value, rows in self.under.get(facet, {}).items()]
            self._by_size[facet] = sorted(counted, key=lambda one: one[0], reverse=True)
        return self._by_size[facet]


def _all_below(above: UUID, tree: Mapping[UUID, set[UUID]]) -> set[UUID]:
    found, step = {above}, {above}
    while step:  # a circle, which two editions can make between them, ends where it began
        step = {one for parent in step for one in tree.get(parent, ())} - found
        found |= step
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a query: ``bits`` before anything was chosen, and what each facet's choice would leave of all."""

    standing: Standing
    bits: Bits
    chosen: Mapping[str, Bits]

    @property
    def whole(self) -> Bits:
        return self.without("")

    def without(self, facet: str) -> Bits:
        """As if nothing were chosen of ``facet``."""
        found = self.bits
        for other, bits in self.chosen.items():
            if other != facet:
                found &= bits
        return found

    def counted(self, facet: str, *, most: int, always: Collection[Any] = ()) -> dict[Any, int]:
        """How many each value leaves beside what is chosen of the others, the most first; none that leaves nothing.

        ``most`` values, and ``always`` these. It is over where no other has rows enough to be among the most.
        """
        bits, standing = self.without(facet), self.standing
        flags = bits.to_bytes(standing.size // 8 + 1, "little")
        if facet == "year":
            touching = ((year, standing.rows_under(facet, year)) for year in standing.years)
            return {year: many for year, rows in touching if (many := count_within(rows, bits, flags))}
        under = standing.under.get(facet, {})
        found: dict[Any, int] = {}
        least: list[int] = []
        for size, value in standing.by_size(facet):
            if len(least) >= most and least[-most] > size:
                break
            if many := count_within(under[value], bits, flags):
                found[value] = many
                least.insert(bisect_left(least, many), many)
        first = sorted(found.items(), key=lambda one: (-one[1], str(one[0])))[:most]
        chosen = {value: count_within(under.get(value, ()), bits, flags) for value in always}
        return {**dict(first), **chosen}


def _standing(reading: Reading) -> str:
    return " AND ".join((LISTED, *standing(reading)))


def _said(reading: Reading) -> dict[str, Any]:
    return {**instants(reading), "reader": any_reader()}


_WITHHELD: Final = NOT_WITHHELD.removeprefix("shown.row_id NOT IN (").removesuffix(")")
_WITNESSES: Final = """
    SELECT edition.record, other.id
    FROM archive_rowforreader AS shown CROSS JOIN archive_term AS term
    CROSS JOIN archive_row AS edition CROSS JOIN archive_row AS other
    WHERE {} AND shown.kind = 'person' AND term.row_id = shown.row_id AND term.facet = 'event'
      AND edition.id = shown.row_id AND other.record = term.value
"""
_ABOVE: Final = """
    SELECT edition.record, shown.kind, term.value
    FROM archive_rowforreader AS shown CROSS JOIN archive_term AS term CROSS JOIN archive_row AS edition
    WHERE {} AND shown.kind IN ('place', 'subject') AND term.row_id = shown.row_id
      AND term.facet IN ('parent', 'broader') AND edition.id = shown.row_id
"""
_NAMING: Final = """
    SELECT term.row_id, 0 FROM archive_term AS term WHERE term.value {}
    UNION SELECT own.id, 1 FROM archive_row AS own WHERE own.record = %(record)s
"""

_KNOWN: Final = Kept[Known](most=1)


def at(reading: Reading) -> Standing:
    """What stands at the instant of ``reading``. Some queries for a publication version, more the first time."""

    def find() -> Standing:
        known = _KNOWN.get("rows", Known)
        with known.lock:
            known.catch_up()
            return Standing(known, reading)

    return kept(reading, "standing", find)
