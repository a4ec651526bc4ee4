"""Years that a question counts since something: "35th anniversary", "36 years since", "35 illiyi"; and in which year it
was so long ago.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final
from uuid import UUID

from archive import languages, names
from archive.catalogue import tokens
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.reading import Reading
from archive.languages.reading import Told

from .. import keeping
from ..sql import ask, read_uuid
from .asking import Typed, written
from .groups import DATED, JOINED, RESPELLED, Alternative, Group, Sort
from .known_names import MOST_MEANT, bearing

# A number may be that of anything.
NUMBER: Final = JOINED / 2
_OBSERVANCES: Final = """
    SELECT edition.record, payload.content
    FROM archive_row AS edition JOIN archive_storedpayload AS payload ON payload.digest = edition.digest
    WHERE edition.kind = 'observance' AND edition.live_from <= %(now)s AND edition.live_until > %(now)s
"""


def counted_together(words: Sequence[Typed]) -> tuple[Typed, ...]:
    """A number becomes one word with what says that it counts years."""
    found = [*words]
    for told in _told(written(words)) if words else ():
        said = names.fold(told.words).split()
        folded = [one.folded for one in found]
        for first in range(len(found) - len(said) + 1):
            if folded[first : first + len(said)] == said:
                several = found[first : first + len(said)]
                found[first : first + len(said)] = [_as_one(several, told.number)]
                break
    return tuple(found)


def _as_one(words: Sequence[Typed], years: int) -> Typed:
    folded = " ".join(one.folded for one in words)
    return Typed(written=written(words), folded=folded, between=words[-1].between, years=years)


def _told(text: str) -> list[Told]:
    """The longest first: "36 year" stands in "36 year anniversary"."""
    each = (chain(one.anniversaries_in(text), one.years_counted_in(text)) for one in languages.known())
    return sorted(chain.from_iterable(each), key=lambda told: -len(told.words))


def of_years(word: Typed) -> Group:
    """A number that counts years, in digits and in words of every language."""
    typed = tuple(dict.fromkeys(word.folded.split()))
    return Group(
        written=word.written,
        typed=typed,
        sort=Sort.WORD,
        alternatives=tuple(Alternative(said, weight) for said, weight in _ways_to_count(word.years, typed)),
        years=word.years,
    )


def _ways_to_count(years: int, typed: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    # Endings of numbers in digits are left out: they stand beside any number.
    yield (typed[0], typed[-1]) if typed[0].isdecimal() else typed, 1.0
    yield (str(years),), NUMBER
    for one in languages.known():
        if len(said := names.fold(one.ordinal(years)).split()) == 1:
            yield tuple(said), RESPELLED
        yield tuple(names.fold(one.ordinal_in_words(years)).split()), RESPELLED


def in_years_of_those_named(reading: Reading, groups: Sequence[Group]) -> list[Group]:
    """With the years in which an observance that is named was so long ago; nothing if none was by now, or next year.
    One query for a version, none if no years are counted.
    """
    if not any(group.years for group in groups):
        return [*groups]
    first_years = keeping.kept(reading, "first years", lambda: _first_years(reading))
    named = _surely_named(groups, first_years) or _partly_named(reading, groups, first_years)
    began = sorted({year for record in named for year in first_years[record]})
    last = reading.now.year + 1
    found = [_in_years(group, began, last) if group.years else group for group in groups]
    return found if all(one.sort is Sort.DATE for one in found if one.years) else []


def _surely_named(groups: Sequence[Group], among: Collection[UUID]) -> Collection[UUID]:
    """Those ``among`` which no other is named more surely."""
    found = [(record, weight) for group in groups for record, weight in group.bearers if record in among]
    best = max((weight for _record, weight in found), default=0.0)
    return {record for record, weight in found if weight == best}


def _partly_named(reading: Reading, groups: Sequence[Group], among: Mapping[UUID, object]) -> Collection[UUID]:
    """Those ``among`` in whose names a word stands, and that in few others: "Khojaly"."""
    words = (word for group in groups if not group.years for word in group.typed)
    several = (bearing(reading, word) & among.keys() for word in words)
    return frozenset[UUID]().union(*(found for found in several if len(found) <= MOST_MEANT))


def _in_years(group: Group, began: Sequence[int], last: int) -> Group:
    if not (years := [year + group.years for year in began if year + group.years <= last]):
        return group
    said = group.also(Alternative((tokens.year(year),), DATED) for year in years)
    return replace(said, sort=Sort.DATE, date=str(years[0]) if len(years) == 1 else "")


def _first_years(reading: Reading) -> Mapping[UUID, tuple[int, ...]]:
    found: dict[UUID, tuple[int, ...]] = {}
    said: dict[str, Any] = {"now": reading.now}
    for record, content in ask(_OBSERVANCES, said):
        payload = reading.payload(bytes(content))
        if isinstance(payload, ObservancePayload):
            years = (payload.base_year, payload.base_year_last)
            found[read_uuid(record)] = tuple(year for year in years if year)
    return found
