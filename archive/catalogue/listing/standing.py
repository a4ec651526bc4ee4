"""Which rows stand at an instant, and as what each counts.

What several filters leave, and how much that is, is found by joining whole sets.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db import connection

from archive.catalogue.models import TEXTS, text_id
from archive.editions.reading import Reading
from archive.kept import Kept

from .bits import Bits, Numbers, bits_of, count_within, how_many, joined, numbers_of
from .faces import faces_withheld
from .keeping import kept
from .known_rows import RECORDS, YES, Known, Under
from .queries import DATED, Query, merged_at_last, merges, with_merged
from .selecting import LISTED, NOT_WITHHELD, any_reader, instants, standing
from .sql import among, ask, read_uuid

ABOVE: Final = {"place": ("place", "parent"), "subject": ("subject", "broader")}
ONE: Final = ord("1")
FACETS: Final = (
    *("kind", "observance", "issuer", "place", "person", "subject", "form"),
    *("figures", "pictures", "year", "language"),
)


class Standing:
    """The rows that can be read at an instant, and what they count as, by the names and trees of that instant."""

    def __init__(self, known: Known, reading: Reading) -> None:
        self.size, self.live = len(known), known.standing_at(reading.instant)
        self.numbering = known.numbering
        self.first, self.number_of, self.former = known.first, known.number_of, known.former
        self.rows, self.dates = known.rows, known.dates
        self.earliest, self.latest, self.years_of = known.earliest, known.latest, known.years_of
        self.by_date, self.by_beginning = known.by_date, known.by_beginning
        self.under: Under = {facet: dict(under) for facet, under in known.under.items()}
        self._by_size: dict[str, list[tuple[int, Any]]] = {}
        self._years: dict[int, Numbers] = {}
        if reading.is_past:
            self.live &= ~self.of_rows(row for (row,) in ask(_WITHHELD, instants(reading)))
        self._join_pictures(known, reading)
        self._join_merged(reading)
        self._join_witnesses(reading)
        self._join_narrower(reading)

    def __len__(self) -> int:
        """In things of some hundred bytes: beyond what is known of all rows, which is shared."""
        return self.size // 800 + sum(map(len, self.under.values()))

    def number(self, row: int) -> int:
        """Of a row by its key; below 0 if it is not known, or was first written since."""
        place = row - self.first
        return self._then(self.number_of[place]) if 0 <= place < len(self.number_of) else -1

    def _then(self, number: int) -> int:
        """Instead of the number that a row has by now the one that it had: what was written since has another."""
        while number >= self.size:
            number = self.former[number]
        return number

    def of_rows(self, rows: Iterable[int]) -> Bits:
        """The keys of rows as bits; what is not known is left out."""
        first, number_of, size = self.first, self.number_of, self.size
        end = first + len(number_of)
        numbers = (number_of[row - first] for row in rows if first <= row < end)
        then = (number if number < size else self._then(number) for number in numbers)
        return bits_of((number for number in then if number >= 0), size)

    def of_texts(self, texts: Sequence[int]) -> Bits:
        """The rows of texts, by the keys of these in their order."""
        first, number_of = self.first, self.number_of[:]  # more may become known meanwhile
        begin = bisect_left(texts, text_id(first, 0))
        end = bisect_left(texts, text_id(first + len(number_of), 0))
        # The last is that of rows which are not known: their number is below 0.
        flags = bytearray(b"0") * (len(self.rows) + 1)
        for text in texts[begin:end]:
            flags[number_of[text // TEXTS - first]] = ONE
        for number in range(self.size, len(flags) - 1):
            if flags[number] == ONE and (then := self._then(number)) >= 0:
                flags[then] = ONE
        return int(flags[self.size - 1 :: -1], 2) if self.size else 0

    def in_language(self, texts: Iterable[int], numbers: Mapping[int, int], language: str) -> frozenset[int]:
        """Those of ``texts`` that are in ``language``: of each row they stand in the order of the codes of these.
        ``numbers`` are those of their rows.
        """
        known = self.under.get("language", {})
        if language not in known:
            return frozenset()
        own, *before = (self._flags(known[code]) for code in (language, *(one for one in known if one < language)))

        def is_in(text: int) -> bool:
            place, bit = divmod(numbers[text // TEXTS], 8)
            return bool(own[place] >> bit & 1) and text % TEXTS == sum(one[place] >> bit & 1 for one in before)

        return frozenset(filter(is_in, texts))

    def _flags(self, numbers: Numbers) -> bytes:
        return joined((numbers,), self.size).to_bytes(self.size // 8 + 1, "little")

    def _join_merged(self, reading: Reading) -> None:
        """What names a record that was merged names what took it in: a chain of mergers leads on link by link."""
        self._into = {record: into for into, records in merges(reading).items() for record in records}
        for under in (self.under.get(facet, {}) for facet in RECORDS):
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

    def _join_pictures(self, known: Known, reading: Reading) -> None:
        """What shows a picture, at its head or in its text, that everybody is shown at once: by what is known now.

        At most two queries if there is any, and one more if a name is withheld.
        """
        seen, named = self.under.pop("open", {}), self.under.get("picture", {})
        if not named:
            return
        everybody = known.standing_at(reading.now) & ~self.of_rows(faces_withheld(reading).rows)
        flags = everybody.to_bytes(self.size // 8 + 1, "little")
        into = merged_at_last(reading)
        shown = (
            rows for one, rows in named.items() if count_within(seen.get(into.get(one, one), ()), everybody, flags)
        )
        self.under["pictures"] = {YES: joined(shown, self.size)}

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
            (self.rows_under(facet, self.kept(one) if facet in RECORDS else one) for one in values), self.size
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

    @cached_property
    def dated(self) -> Bits:
        """What stands of the kinds that have a day."""
        return self.live & joined((self.rows_under("kind", kind) for kind in DATED), self.size)

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
        """What names ``record`` in whatever way, whether it stands or not. One query for a version."""
        naming, own = self._named_by(with_merged(reading, (record,)), record)
        # A record names itself where it names what was merged into it: that is not told.
        return naming | own if itself else naming & ~own

    def _named_by(self, records: tuple[UUID, ...], itself: UUID) -> tuple[Bits, Bits]:
        """The rows that name one of ``records``, and those of ``itself``: only of newer ones it is asked again."""
        name = (self.numbering, records, itself)
        before = _NAMING.find(name) or (0, 0, 0)
        # Who knows fewer rows is told of these alone.
        size, naming, own = before if before[0] <= self.size else (0, 0, 0)
        if size < self.size:
            said: dict[str, Any] = {"record": itself}
            newer = among("row", self.rows[size : self.size], said) if size else "IS NOT NULL"
            rows = ask(_NAMED_BY.format(among("value", records, said), newer), said)
            naming |= self.of_rows(row for row, is_itself in rows if not is_itself)
            own |= self.of_rows(row for row, is_itself in rows if is_itself)
            if before[0] < self.size:
                _NAMING.keep(name, (self.size, naming, own), 1 + self.size // 400)
        return naming, own

    def by_size(self, facet: str) -> list[tuple[int, Any]]:
        """How many rows are under each value of a facet, whether they stand or not; the most first."""
        if facet not in self._by_size:
            counted = [(how_many(rows), value) for value, rows in self.under.get(facet, {}).items()]
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
            touching = ((year, standing.rows_under(facet, year)) for year in {*standing.years, *always})
            counted = {year: count_within(rows, bits, flags) for year, rows in touching}
            return {year: many for year, many in counted.items() if many or year in always}
        under = standing.under.get(facet, {})
        found: dict[Any, int] = {}
        least: list[int] = []
        for size, value in standing.by_size(facet):
            if len(least) >= most and least[-most] > size:
                break
            if many := count_within(under[value], bits, flags):
                found[value] = many
                least.insert(bisect_left(least, many), many)
        enough = least[-most] if len(least) > most else 0
        among = ((value, many) for value, many in found.items() if many >= enough)
        first = sorted(among, key=lambda one: (-one[1], str(one[0])))[:most]
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
_NAMED_BY: Final = """
    SELECT term.row_id, 0 FROM archive_term AS term WHERE term.value {0} AND term.row_id {1}
    UNION SELECT own.id, 1 FROM archive_row AS own WHERE own.record = %(record)s AND own.id {1}
"""

# How many rows were known, and which of them name a record or are its own: some hundred bytes each.
_NAMING: Final = Kept[tuple[int, Bits, Bits]](most=8_000)
# By the server that it was read from: one that follows another may have less.
_KNOWN: Final = Kept[Known](most=2)


def at(reading: Reading) -> Standing:
    """What stands at the instant of ``reading``. Some queries for a publication version, more the first time."""
    address = connection.settings_dict
    server = address["HOST"], address["PORT"], address["NAME"]

    def find() -> Standing:
        known = _KNOWN.get(server, Known)
        with known.lock:
            known.catch_up()
            return Standing(known, reading)

    return kept(reading, ("standing", server), find)
