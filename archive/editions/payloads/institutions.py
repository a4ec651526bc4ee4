"""Institutions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .base import Payload, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionPayload(Payload):
    """``parents`` is all it is a part of, the nearest first."""

    KIND: ClassVar[str] = "institution"
    FACETS: ClassVar[Mapping[str, str]] = {
        **Payload.FACETS,
        "place": "place",
        "seat": "place",
        "parent": "parent",
        "predecessor": "predecessor",
    }
    HAS_NAMES: ClassVar[bool] = True

    place: Reference | None = None
    sort: str = ""
    since: str = ""
    until: str = ""
    parents: tuple[Reference, ...] = ()
    predecessor: Reference | None = None

    def columns(self) -> dict[str, Any]:
        return {"form": self.sort}

    def references(self) -> tuple[Reference, ...]:
        single = (one for one in (self.place, self.predecessor) if one)
        return (*single, *self.parents, *Payload.references(self))

    def about(self) -> tuple[Reference, ...]:
        """Not where it has its seat."""
        return tuple(ref for ref in Payload.about(self) if ref is not self.place)
