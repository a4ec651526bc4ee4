"""Persons, and their parts in events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from archive import names

from .base import Cited, Payload, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementForm:
    """What one source says of a person in an event: ``role`` in ``event``, which may be a statement too."""

    role: str
    event: Reference
    stated_in: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPayload(Payload):
    """Whose name is withheld stands here under initials, without other names and dates."""

    KIND: ClassVar[str] = "person"
    FACETS: ClassVar[Mapping[str, str]] = {**Payload.FACETS, "event": "event"}
    HAS_NAMES: ClassVar[bool] = True

    born: str = ""
    died: str = ""
    involvements: tuple[InvolvementForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        return (*(one.event for one in self.involvements), *Payload.references(self))

    def cited(self) -> tuple[Cited, ...]:
        return (*self.citations, *(one.stated_in for one in self.involvements))

    def dates(self) -> Iterator[str]:
        yield from filter(None, (self.born, self.died))

    def withholds_name(self) -> bool:
        return all(title == names.initials(title) for title in self.titles().values())
