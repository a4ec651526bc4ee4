"""Places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .base import Payload, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePayload(Payload):
    """``parents`` is all it lies in, the smallest first."""

    KIND: ClassVar[str] = "place"
    FACETS: ClassVar[Mapping[str, str]] = {**Payload.FACETS, "parent": "parent"}
    HAS_NAMES: ClassVar[bool] = True
    IN_SHORT: ClassVar[frozenset[str]] = frozenset({"parents"})

    latitude: str = ""
    longitude: str = ""
    precision: str = ""
    parents: tuple[Reference, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        return (*self.parents, *Payload.references(self))
