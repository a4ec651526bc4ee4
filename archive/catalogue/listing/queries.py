"""What readers ask for."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading

from .keeping import kept
from .sql import ask, read_uuid

# What is dated, and in which order one day of all years has it.
DATED: Final = {"timeline-entry": "oldest", "statement": "newest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader asked for. Everything is optional; ``question`` is what was typed, as it was, and its very words
    are meant if it ``is_literal``.

    Of several values of one facet one is enough; each facet that is asked has to hold. What lies in a place and what is
    narrower than a subject counts as well. ``naming`` is a record that has to be named, in whatever way; it is found as
    well if ``itself`` is asked for.
    """

    kinds: tuple[str, ...] = ()
    question: str = ""
    is_literal: bool = False
    observances: frozenset[UUID] = frozenset()
    issuers: frozenset[UUID] = frozenset()
    places: frozenset[UUID] = frozenset()
    persons: frozenset[UUID] = frozenset()
    subjects: frozenset[UUID] = frozenset()
    forms: frozenset[str] = frozenset()
    has_figures: bool = False
    has_pictures: bool = False
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
            "pictures": ("yes",) if self.has_pictures else (),
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


def merged_at_last(reading: Reading) -> Mapping[UUID, UUID]:
    """Record → what it is merged into now, at the end of a chain of mergers. One query for a version."""
    if reading.is_past:
        reading = replace(reading, instant=reading.now)
    return kept(reading, "merged at last", lambda: _at_last(merges(reading)))


def _at_last(merged: Mapping[UUID, tuple[UUID, ...]]) -> Mapping[UUID, UUID]:
    into = {record: one for one, records in merged.items() for record in records}

    def last(record: UUID) -> UUID:
        met = {record}
        while (following := into.get(record)) and following not in met:
            met.add(record := following)
        return record

    return {record: last(record) for record in into}


def with_merged(reading: Reading, values: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """``values``, and what was merged into one of them."""
    known = merges(reading)
    return tuple(dict.fromkeys(one for value in values for one in (value, *known.get(value, ()))))
