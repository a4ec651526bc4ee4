"""One day in all years, one year in all its days, and what was said last."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from archive.dates import A_LEAP_YEAR
from archive.editions.reading import Reading

from . import counting
from .entries import Entry, by_text, entries
from .keeping import kept
from .ordering import PER_PAGE, ordered, page_of, texts_shown
from .queries import DATED, Query
from .selecting import FROM_LISTS, LISTED, Branch, any_reader, instants, standing
from .sql import ask

# Of what is a span, it is found by its last day as well.
COLUMNS: Final = ("first_day", "last_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What is dated to a day or a year: of each kind one page, and how many there are. ``pages`` is the most of any."""

    entries: Mapping[str, tuple[Entry, ...]]
    totals: Mapping[str, int]
    page: int = 1
    pages: int = 1

    def of(self, kind: str) -> tuple[Entry, ...]:
        return self.entries.get(kind, ())


def on_day(reading: Reading, month: int, day: int, *, reader: str, page: int = 1) -> Dated:
    """Events dated to that day of any year, the earliest first, and statements, the newest first; of a span, its first
    and its last day. One query; for a publication version one more, and one for each kind.
    """
    number = 100 * month + day
    totals = kept(reading, ("on day", number), lambda: _totals_on_day(reading, number))
    pages = max((-(-total // PER_PAGE) for total in totals.values()), default=1)
    page = min(max(page, 1), pages)
    first = (page - 1) * PER_PAGE

    def texts(kind: str) -> Sequence[int]:
        def find(most: int | None) -> Iterable[tuple[int]]:
            said = {**instants(reading), "reader": reader, "day": number, "kind": kind}
            return ask(ordered(_of_day(reading), DATED[kind], most), said)

        last = min(first + PER_PAGE, totals[kind])
        return page_of(reading, ("on day", number, kind, reader), find, first=first, last=last)

    found = {kind: texts(kind) for kind in DATED if kind in totals}
    return Dated(entries=_of_kinds(found, reader), totals=totals, page=page, pages=pages)


def _of_day(reading: Reading) -> tuple[Branch, ...]:
    where = (LISTED, *standing(reading), "shown.kind = %(kind)s")
    return tuple(Branch(FROM_LISTS, (*where, f"shown.{column} = %(day)s")) for column in COLUMNS)


def _totals_on_day(reading: Reading, number: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in DATED:
        said = {**instants(reading), "reader": any_reader(), "day": number, "kind": kind}
        counted = " UNION ALL ".join(f"SELECT COUNT(*) {branch.sql}" for branch in _of_day(reading))
        found[kind] = sum(count for (count,) in ask(counted, said))
    return {kind: count for kind, count in found.items() if count}


def _of_kinds(texts: Mapping[str, Sequence[int]], reader: str) -> dict[str, tuple[Entry, ...]]:
    """The entries of all texts, by their kinds. One query."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries((text for several in texts.values() for text in several), reader=reader):
        found[entry.kind].append(entry)
    return {kind: tuple(several) for kind, several in found.items()}


def days_with_entries(reading: Reading) -> set[tuple[int, int]]:
    """Month and day of every date on which ``on_day`` finds something. One query for a publication version."""

    def find() -> set[tuple[int, int]]:
        leap_year = (date(A_LEAP_YEAR, 1, 1) + timedelta(later) for later in range(366))
        numbers = ", ".join(f"({100 * day.month + day.day})" for day in leap_year)
        kinds = " OR ".join(
            f"EXISTS (SELECT 1 {branch.sql})".replace("%(day)s", "days.day").replace("%(kind)s", f"'{kind}'")
            for kind in DATED
            for branch in _of_day(reading)
        )
        found = ask(
            f"WITH days(day) AS (VALUES {numbers}) SELECT day FROM days WHERE {kinds}",
            {**instants(reading), "reader": any_reader()},
        )
        return {divmod(number, 100) for (number,) in found}

    return kept(reading, "days", find)


def in_year(reading: Reading, year: int, *, reader: str) -> Dated:
    """The first of the statements of a year and of the events that touch it, the earliest first.

    One query; for a publication version one more, and one for each kind.
    """
    found, totals = {}, {}
    for kind in DATED:
        query = Query(kinds=(kind,), years=frozenset({year}))
        totals[kind] = counting.total(reading, query)
        last = min(PER_PAGE, totals[kind])
        found[kind] = texts_shown(reading, query, reader=reader, order="oldest", first=0, last=last)
    return Dated(entries=_of_kinds(found, reader), totals=totals)


def year_counts(reading: Reading) -> dict[int, dict[str, int]]:
    """Year → kind → how many statements and events stand under it."""
    years = {year: of_kinds for year, of_kinds in counting.by_year(reading).items() if year is not None}
    dated = {year: {kind: of_kinds[kind] for kind in DATED if kind in of_kinds} for year, of_kinds in years.items()}
    return {year: of_kinds for year, of_kinds in sorted(dated.items()) if of_kinds}


class Wanted(NamedTuple):
    """Of an observance so many statements of a year and of the year before, and so many events that it recalls."""

    observance: UUID
    year: int
    statements: int
    before: int
    events: int


class Occasion(NamedTuple):
    """What there is of that; ``statements`` with their words."""

    statements: tuple[Entry, ...] = ()
    before: tuple[Entry, ...] = ()
    events: tuple[Entry, ...] = ()


def occasions(
    reading: Reading, wanted: Iterable[Wanted], *, reader: str, latest: int
) -> tuple[list[Occasion], tuple[Entry, ...]]:
    """What each of ``wanted`` asks; and the ``latest`` statements, without those. One query; more for a version."""
    texts = [tuple(_of_occasion(reading, one, reader)) for one in wanted]
    shown = {text for statements, before, _events in texts for text in (*statements, *before)}
    newest = texts_shown(
        reading, Query(kinds=("statement",)), reader=reader, order="newest", first=0, last=latest + len(shown)
    )
    last = [text for text in newest if text not in shown][:latest]
    whole = {text for parts in texts for part in parts for text in part}
    found = by_text({*whole, *last}, reader=reader, with_words={text for parts in texts for text in parts[0]})

    def entries_of(part: Iterable[int]) -> tuple[Entry, ...]:
        return tuple(found[text] for text in part if text in found)

    return [Occasion(*map(entries_of, parts)) for parts in texts], entries_of(last)


def _of_occasion(reading: Reading, wanted: Wanted, reader: str) -> Iterator[Sequence[int]]:
    observances = frozenset({wanted.observance})
    for year, most in ((wanted.year, wanted.statements), (wanted.year - 1, wanted.before)):
        query = Query(kinds=("statement",), observances=observances, years=frozenset({year}))
        yield texts_shown(reading, query, reader=reader, order="newest", first=0, last=most)
    query = Query(kinds=("timeline-entry",), observances=observances)
    yield texts_shown(reading, query, reader=reader, order="oldest", first=0, last=wanted.events)
