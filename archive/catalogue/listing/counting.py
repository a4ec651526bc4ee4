"""How many records there are of what: found out once for a publication version, for every choice of its filters."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading

from . import standing
from .answering import answered
from .bits import Bits, joined
from .keeping import kept
from .queries import Query
from .standing import FACETS, Answer, Standing

# Of each facet so many values are offered at most, those that leave most.
MOST_OFFERED: Final = 40
# Of years all are.
MOST_YEARS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of what is asked, by each facet as if nothing were chosen of it. A value that leaves nothing is in none,
    unless it is chosen.
    """

    total: int
    facets: Mapping[str, Mapping[Any, int]]


def counts(reading: Reading, query: Query, answer: Answer | None = None) -> Counts:
    """``answer`` is what answers ``query``, if that is known. Nothing is asked of the database that has not been asked
    for that.
    """

    def count() -> Counts:
        found = answer or answered(reading, query).answer
        facets = {facet: _of_facet(found, facet, query.chosen.get(facet, ())) for facet in FACETS}
        return Counts(total=found.whole.bit_count(), facets=facets)

    return kept(reading, ("counts", query), count, weigh=_weight)


def _of_facet(answer: Answer, facet: str, chosen: Collection[Any]) -> dict[Any, int]:
    return answer.counted(facet, most=MOST_OFFERED, always=chosen)


def _weight(found: Counts) -> int:
    return sum(map(len, found.facets.values())) // 4


def said_by_year(reading: Reading, issuer: UUID, *, most: int) -> dict[UUID, dict[int, int]]:
    """Observance → year → how many statements ``issuer`` made on it: of the ``most`` on which it made most.

    Nothing is asked of the database that ``standing.at`` has not asked.
    """
    query = Query(kinds=("statement",), issuers=frozenset({issuer}))

    def of_years(observance: UUID) -> dict[int, int]:
        on_it = replace(query, observances=frozenset({observance}))
        return standing.at(reading).answers(reading, on_it).counted("year", most=MOST_YEARS)

    def count() -> dict[UUID, dict[int, int]]:
        days = standing.at(reading).answers(reading, query).counted("observance", most=most)
        return {day: of_years(day) for day in days}

    return kept(reading, ("said by year", issuer, most), count)


def total(reading: Reading, query: Query) -> int:
    return standing.at(reading).answers(reading, query).whole.bit_count()


def by_year(reading: Reading) -> dict[int | None, dict[str, int]]:
    """Year, or none → kind → how many records stand under it. Once for a version."""

    def count() -> dict[int | None, dict[str, int]]:
        there = standing.at(reading)
        years: dict[int | None, int] = {year: there.of_year(year) for year in there.years}
        years[None] = under_no_year(there)
        found: dict[int | None, dict[str, int]] = defaultdict(dict)
        for year, bits in years.items():
            for _many, kind in there.by_size("kind"):
                if many := (joined((there.rows_under("kind", kind),), there.size) & bits).bit_count():
                    found[year][kind] = many
        return dict(found)

    return kept(reading, "by year", count)


def under_no_year(there: Standing) -> Bits:
    """What stands and has no year."""
    return there.live & ~joined(map(there.of_year, there.years), there.size)
