"""What is akin to a record: it names the same, and is near in time."""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from archive.editions.payloads import Payload
from archive.editions.reading import Reading

from . import standing
from .bits import Bits, joined, numbers_of
from .known_rows import NAMED
from .standing import Standing

# So many are shown, and so many years before and after are looked at.
MOST_AKIN: Final = 5
YEARS_BESIDE: Final = 2
# What says what a record is about. Who said it does not.
ABOUT: Final = ("observance", "place", "person", "subject")


def rows_akin(reading: Reading, payload: Payload, *, apart: Collection[int]) -> list[int]:
    """The keys of rows of statements and events that name most of what ``payload`` names; of these the nearest in time
    first. As many as are shown, and one more: itself is perhaps among them.

    ``apart`` are those that its page shows already.
    """
    years = payload.years()
    there = standing.at(reading)
    named = {(facet, there.kept(UUID(record))) for of, record in payload.terms() if (facet := NAMED.get(of)) in ABOUT}
    if years is None or not named:
        return []
    found = dict[int, None]()
    for row in _nearest(there, named, years.year):
        if row not in apart:
            found[row] = None
        if len(found) > MOST_AKIN:
            break
    return [*found]


def _nearest(there: Standing, named: Collection[tuple[str, UUID]], year: int) -> Iterator[int]:
    """The keys of rows, some of them twice: no more is looked through than is asked for."""
    for alike in _by_how_much(there, named, there.dated):
        for distance in range(YEARS_BESIDE + 1):
            beside = {year - distance, year + distance}
            of_years = joined((there.rows_under("year", one) for one in beside), there.size)
            yield from sorted(there.rows[number] for number in numbers_of(alike & of_years))


def _by_how_much(there: Standing, named: Collection[tuple[str, UUID]], among: Bits) -> list[Bits]:
    """Those of ``among`` that share most of ``named``, then those that share one less, and so on: at least two, unless
    there is no more than one.
    """
    at_least: list[Bits] = [among]
    for facet, value in named:
        rows = joined((there.rows_under(facet, value),), there.size)
        at_least = [one | (less & rows) for one, less in zip([*at_least, 0], [0, *at_least], strict=True)]
    return at_least[: min(len(named), 2) - 1 : -1]
