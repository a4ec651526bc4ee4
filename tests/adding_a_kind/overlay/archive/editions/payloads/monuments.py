"""Monuments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .base import Payload, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class MonumentPayload(Payload):
    KIND: ClassVar[str] = "monument"
    FACETS: ClassVar[Mapping[str, str]] = {**Payload.FACETS, "stands-in": "place"}

    place: Reference
    unveiled: str = ""

    def references(self) -> tuple[Reference, ...]:
        return (self.place, *Payload.references(self))
