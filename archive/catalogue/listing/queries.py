"""What readers ask for, and what they may mean by a name."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading

from .keeping import kept
from .sql import among, ask, read_uuid

# So many names of one thing are looked for besides the one that was asked for.
MOST_NAMES: Final = 60

# Folded words, and the same with other names of what they name: one of these has to occur.
Spellings = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader asked for. Everything is optional; ``terms`` are folded words, all of which must occur.

    Of several values of one facet one is enough; each facet that is asked has to hold. What lies in a place and what is
    narrower than a subject counts as well. ``naming`` is a record that has to be named, in whatever way; it is found as
    well if ``itself`` is asked for.
    """

    kinds: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    observances: frozenset[UUID] = frozenset()
    issuers: frozenset[UUID] = frozenset()
    places: frozenset[UUID] = frozenset()
    persons: frozenset[UUID] = frozenset()
    subjects: frozenset[UUID] = frozenset()
    forms: frozenset[str] = frozenset()
    has_figures: bool = False
    years: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    naming: UUID | None = None
    itself: bool = False
    earliest: date | None = None
    latest: date | None = None

    @property
    def chosen(self) -> dict[str, Collection[Any]]:
        """Facet → the values that are asked for; no facet of which any will do."""
        asked: dict[str, Collection[Any]] = {
            "kind": self.kinds,
            "observance": self.observances,
            "issuer": self.issuers,
            "place": self.places,
            "person": self.persons,
            "subject": self.subjects,
            "form": self.forms,
            "figures": ("yes",) if self.has_figures else (),
            "year": self.years,
            "language": self.languages,
        }
        return {facet: values for facet, values in asked.items() if values}

    def reader(self, language: str) -> str:
        """In whose language records are shown: in the one that was asked for, if it is one."""
        return next(iter(self.languages)) if len(self.languages) == 1 else language


def merges(reading: Reading) -> dict[UUID, tuple[UUID, ...]]:
    """Record → those that lead to it at this instant, because they were merged into it. One query for a version."""

    def find() -> dict[UUID, tuple[UUID, ...]]:
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for into, record in ask(_MERGED, {"instant": reading.instant}):
            found[read_uuid(into)].append(read_uuid(record))
        return {into: tuple(records) for into, records in found.items()}

    return kept(reading, "merges", find)


_MERGED: Final = """
    SELECT edition."into", edition.record FROM archive_row AS edition
    WHERE edition."into" IS NOT NULL AND edition.live_from <= %(instant)s AND edition.live_until > %(instant)s
"""


def with_merged(reading: Reading, values: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """``values``, and what was merged into one of them."""
    known = merges(reading)
    return tuple(dict.fromkeys(one for value in values for one in (value, *known.get(value, ()))))


def spellings(reading: Reading, terms: tuple[str, ...]) -> Spellings:
    """``terms``, and the same with every other name of what they name in it: "garabagh 1990" for "karabakh 1990".

    The longest name counts. Names are those of today, whenever the archive is looked at. One query for a version.
    """
    if not terms:
        return ()
    return kept(reading, ("spellings", terms), lambda: _spellings(reading, terms))


def _spellings(reading: Reading, terms: tuple[str, ...]) -> Spellings:
    spans = {
        " ".join(terms[first:end]): (first, end)
        for first in range(len(terms))
        for end in range(first + 1, len(terms) + 1)
    }
    said: dict[str, Any] = {"now": reading.now}
    of_row: dict[int, set[str]] = defaultdict(set)
    for row, folded in ask(_NAMED.format(among("name", spans, said)), said):
        of_row[row].add(folded)
    found = {name for names in of_row.values() for name in names if name in spans}
    if not found:
        return (terms,)
    longest = max(found, key=lambda name: (len(name.split()), name))
    first, end = spans[longest]
    others = {name for names in of_row.values() if longest in names for name in names} - {longest}
    again = ((*terms[:first], *name.split(), *terms[end:]) for name in sorted(others)[:MOST_NAMES])
    return (terms, *again)


# All names of what bears one of them. At one instant a record has one row.
_NAMED: Final = """
    SELECT name.row_id, name.folded
    FROM archive_spelling AS asked
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_spelling AS name
    WHERE asked.folded {} AND edition.id = asked.row_id AND name.row_id = edition.id
      AND edition.live_from <= %(now)s AND edition.live_until > %(now)s
"""
