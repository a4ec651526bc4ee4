"""What readers ask for, and what they may mean by a name."""

from collections import defaultdict
from dataclasses import dataclass, replace
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

    ``subjects`` are one subject and those below it: one of them is enough. ``naming`` is a record that has to be named,
    in whatever way; it is found as well if ``itself`` is asked for.
    """

    kinds: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    observance: UUID | None = None
    issuer: UUID | None = None
    place: UUID | None = None
    subjects: frozenset[UUID] = frozenset()
    naming: UUID | None = None
    itself: bool = False
    year: int | None = None
    language: str = ""
    earliest: date | None = None
    latest: date | None = None

    @property
    def facets(self) -> dict[str, tuple[UUID, ...]]:
        """Facet → the records one of which has to be named under it; no facet is any."""
        asked: dict[str, tuple[UUID | None, ...]] = {
            "observance": (self.observance,),
            "issuer": (self.issuer,),
            "place": (self.place,),
            "subject": tuple(sorted(self.subjects)),
            "": (self.naming,),
        }
        found = {facet: tuple(value for value in values if value) for facet, values in asked.items()}
        return {facet: values for facet, values in found.items() if values}

    def without_counted(self) -> "Query":
        """What is left of it without the filters whose values are counted.

        Lists are of one kind, and offer no other: what is narrowed is counted of that alone.
        """
        is_narrowed = bool(self.facets or self.earliest or self.latest) and not self.terms
        return replace(self, kinds=self.kinds if is_narrowed else (), year=None, language="")


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
