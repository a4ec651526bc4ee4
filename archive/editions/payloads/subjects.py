"""Subjects, from broader to narrower."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .base import Payload, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPayload(Payload):
    """One term. The summary of its texts is its scope note."""

    KIND: ClassVar[str] = "subject"
    FACETS: ClassVar[Mapping[str, str]] = {**Payload.FACETS, "broader": "broader"}
    HAS_NAMES: ClassVar[bool] = True

    broader: Reference | None = None

    def references(self) -> tuple[Reference, ...]:
        return (*((self.broader,) if self.broader else ()), *Payload.references(self))
