"""When observances are kept. It follows from what is live at the reader's instant; nothing of it is stored."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from archive import dates, kept, rules
from archive.editions.payloads import Reference
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.reading import Reading, Snapshot
from archive.public.frame.pages import When
from archive.rules import Occurrence, Override, Rule

# How far ahead a day is looked for: nobody is told of days that are farther away.
YEARS_AHEAD: Final = 8
# One observance may be counted from another, and that from a third.
DEEPEST: Final = 3

# By version; and by what stands, which most versions leave as it was.
_CALENDARS: Final = kept.Kept["Calendar"](most=4)
_STANDING: Final = kept.Kept["Calendar"](most=4)
# Days of all observances, by calendar and year or by calendar and today.
_DAYS: Final = kept.Kept["tuple[Kept, ...]"](most=64)

# An observance and one time that it is kept.
Kept = tuple[ObservancePayload, Occurrence]


class Law(NamedTuple):
    """What law says of the days of one observance, for everybody or for one body."""

    rules: tuple[Rule, ...]
    single_years: tuple[Override, ...]


class Calendar:
    """The days of observances: ``snapshots`` are those that can be read, by their addresses.

    ``known`` are their payloads by uuid; ``name`` tells all that they were made from.
    """

    def __init__(self, snapshots: Iterable[Snapshot] = (), *, name: Hashable = None) -> None:
        self.name = name
        self.snapshots = tuple(sorted(snapshots, key=lambda one: one.payload.slug))
        payloads = (one.payload for one in self.snapshots)
        self.known = {one.record: one for one in payloads if isinstance(one, ObservancePayload)}
        self._laws: dict[tuple[str, str], Law] = {}

    def occurrences(
        self, payload: ObservancePayload, year: int, *, kept_by: Reference | None = None
    ) -> tuple[Occurrence, ...]:
        """Every occurrence of ``year``, for everybody or for one body; none by a rule counted from what is not public.

        What was said of single years is said of everybody.
        """
        return self._by_law(self._law(payload, kept_by), year)

    def coming(self, payload: ObservancePayload, today: date, *, limit: int) -> tuple[Occurrence, ...]:
        """The next occurrences, that of today among them."""
        law = self._law(payload)
        years = range(today.year - 1, today.year + YEARS_AHEAD + 1)  # the last one of a year may reach into the next
        found = (one for year in years for one in self._by_law(law, year) if one.last >= today)
        return tuple(sorted(found, key=lambda one: one.first)[:limit])

    def next_of_each(self, today: date) -> tuple[Kept, ...]:
        """Each observance with its next occurrence, that of today among them; without those that have none."""

        def made() -> tuple[Kept, ...]:
            found = ((payload, self.coming(payload, today, limit=1)) for payload in self.known.values())
            return _in_order((payload, coming[0]) for payload, coming in found if coming)

        return _DAYS.get((self.name, today), made)

    def on(self, day: date) -> tuple[Kept, ...]:
        """What is kept on that day. An occurrence may reach into the next year, or be moved out of its own."""
        years = range(day.year - 1, day.year + 2)
        return _in_order(pair for year in years for pair in self.of_year(year) if pair[1].covers(day))

    def of_year(self, year: int) -> tuple[Kept, ...]:
        return _DAYS.get((self.name, year), lambda: _in_order(self._of(year)))

    def _of(self, year: int) -> Iterator[Kept]:
        for payload in self.known.values():
            for one in self.occurrences(payload, year) if year >= (since(payload) or 0) else ():
                yield payload, one

    def _law(self, payload: ObservancePayload, kept_by: Reference | None = None) -> Law:
        if payload is not self.known.get(payload.record):  # an earlier edition, or one that nobody can read yet
            return _law_of(payload, kept_by)
        key = payload.record, kept_by.record if kept_by else ""
        if key not in self._laws:
            self._laws[key] = _law_of(payload, kept_by)
        return self._laws[key]

    def _by_law(self, law: Law, year: int, depth: int = 0) -> tuple[Occurrence, ...]:
        def first_day_of(base: str, year: int) -> date | None:
            if depth == DEEPEST or base not in self.known:
                return None
            found = self._by_law(self._law(self.known[base]), year, depth + 1)
            return found[0].first if found else None

        return rules.occurrences(law.rules, law.single_years, year, first_day_of=first_day_of)

    def last_change(self, snapshot: Snapshot) -> datetime:
        """Since when its days are what they are."""
        found, step = {str(snapshot.record)}, {str(snapshot.record)}
        while step:
            step = {base for one in step & self.known.keys() for base in _bases(self.known[one])} - found
            found |= step
        return max((snapshot.since, *(one.since for one in self.snapshots if one.payload.record in found)))


def _law_of(payload: ObservancePayload, kept_by: Reference | None) -> Law:
    return Law(payload.days(kept_by), () if kept_by else payload.single_years())


def since(payload: ObservancePayload) -> int | None:
    """The first year of which it may be said that it was kept, if one is known.

    Where no law says, it is the one after that in which it happened.
    """
    begins = [row.from_year for row in payload.rules if row.kind]
    known = [year for year in begins if year]
    if known and len(known) == len(begins):
        return min(known)
    recalled = payload.base_year_last or payload.base_year
    return recalled + 1 if recalled else None


def _in_order(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted(kept, key=lambda pair: (pair[1].first, pair[0].slug)))


def everything(reading: Reading) -> Calendar:
    """With every live observance. One query for each version, and another where it changed any of them."""
    return _CALENDARS.get(reading.version(), lambda: _as_it_stands(reading))


def _as_it_stands(reading: Reading) -> Calendar:
    standing = reading.standing("observance"), reading.unnamed
    return _STANDING.get(standing, lambda: Calendar(reading.snapshots("observance"), name=standing))


def around(payload: ObservancePayload, reading: Reading) -> Calendar:
    """With those from which ``payload`` is counted, if it is."""
    return everything(reading) if _bases(payload) else Calendar()


def _bases(payload: ObservancePayload) -> set[str]:
    return {row.base.record for row in payload.rules if row.base}


def days_of(occurrence: Occurrence, language: str) -> When:
    """The day of an occurrence, or from its first to its last."""
    first, last = occurrence.first.isoformat(), occurrence.last.isoformat()
    return When(machine=first, words=dates.span_in_words(first, last, language))
