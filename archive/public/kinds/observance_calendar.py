"""When observances are kept. It follows from what is live at the reader's instant; nothing of it is stored."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from archive import dates, rules
from archive.editions.payloads import Payload, Reference
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.reading import Reading, Snapshot
from archive.public.frame.pages import When
from archive.rules import Occurrence

# How far ahead a day is looked for: nobody is told of days that are farther away.
YEARS_AHEAD: Final = 8
# One observance may be counted from another, and that from a third.
DEEPEST: Final = 3

# An observance and one time that it is kept.
Kept = tuple[ObservancePayload, Occurrence]


class Calendar:
    """The days of observances. ``known`` are live payloads by uuid: those from which others are counted."""

    def __init__(self, known: Mapping[str, ObservancePayload]) -> None:
        self.known = known

    def occurrences(
        self, payload: ObservancePayload, year: int, *, kept_by: Reference | None = None, depth: int = 0
    ) -> tuple[Occurrence, ...]:
        """Every occurrence of ``year``, for everybody or for one body; none by a rule counted from what is not public.

        What was said of single years is said of everybody.
        """

        def first_day_of(base: str, year: int) -> date | None:
            if depth == DEEPEST or base not in self.known:
                return None
            found = self.occurrences(self.known[base], year, depth=depth + 1)
            return found[0].first if found else None

        single = () if kept_by else payload.single_years()
        return rules.occurrences(payload.days(kept_by), single, year, first_day_of=first_day_of)

    def coming(self, payload: ObservancePayload, today: date, *, limit: int) -> tuple[Occurrence, ...]:
        """The next occurrences, that of today among them."""
        years = range(today.year - 1, today.year + YEARS_AHEAD + 1)  # the last one of a year may reach into the next
        found = (one for year in years for one in self.occurrences(payload, year) if one.last >= today)
        return tuple(sorted(found, key=lambda one: one.first)[:limit])

    def next_of_each(self, today: date) -> tuple[Kept, ...]:
        """Each observance with its next occurrence, that of today among them; without those that have none."""
        found = ((payload, self.coming(payload, today, limit=1)) for payload in self.known.values())
        return _in_order((payload, coming[0]) for payload, coming in found if coming)

    def on(self, day: date) -> tuple[Kept, ...]:
        """What is kept on that day. An occurrence may reach into the next year, or be moved out of its own."""
        years = range(day.year - 1, day.year + 2)
        return _in_order(pair for year in years for pair in self._of(year) if pair[1].covers(day))

    def of_year(self, year: int) -> tuple[Kept, ...]:
        return _in_order(self._of(year))

    def _of(self, year: int) -> Iterator[Kept]:
        for payload in self.known.values():
            for one in self.occurrences(payload, year) if year >= (since(payload) or 0) else ():
                yield payload, one

    def last_change(self, snapshot: Snapshot, since: Mapping[str, datetime]) -> datetime:
        """Since when its days are what they are. ``since`` tells the same of the edition of each observance."""
        found, step = {str(snapshot.record)}, {str(snapshot.record)}
        while step:
            step = {base for one in step & self.known.keys() for base in _bases(self.known[one])} - found
            found |= step
        return max(snapshot.since, *(since[one] for one in found & since.keys()))


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
    """With every live observance. One query."""
    return of(reading.live("observance"))


def of(observances: Iterable[Payload]) -> Calendar:
    return Calendar(_by_uuid(observances))


def around(payload: ObservancePayload, reading: Reading) -> Calendar:
    """With those from which ``payload`` is counted: a query for each step, and none for most observances."""
    known: dict[str, ObservancePayload] = {}
    wanted = _bases(payload)
    for _step in range(DEEPEST):
        if not wanted:
            break
        found = _by_uuid(reading.live("observance", records=wanted))
        known |= found
        wanted = {base for one in found.values() for base in _bases(one)} - known.keys()
    return Calendar(known)


def _bases(payload: ObservancePayload) -> set[str]:
    return {row.base.record for row in payload.rules if row.base}


def _by_uuid(found: Iterable[Payload]) -> dict[str, ObservancePayload]:
    return {one.record: one for one in found if isinstance(one, ObservancePayload)}


def days_of(occurrence: Occurrence, language: str) -> When:
    """The day of an occurrence, or from its first to its last."""
    first, last = occurrence.first.isoformat(), occurrence.last.isoformat()
    return When(machine=first, words=dates.span_in_words(first, last, language))
