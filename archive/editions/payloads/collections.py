"""Records put side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from .base import UNSAID, Naming, Payload, Phrase, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberForm(Naming):
    """One record in a collection, and what is said of it there."""

    record: Reference
    caption: Phrase = UNSAID

    @property
    def named(self) -> str:
        return self.record.record

    def masked(self, label: Mapping[str, str]) -> Self:
        return replace(self, record=self.record.masked(label), caption=UNSAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPayload(Payload):
    KIND: ClassVar[str] = "collection"
    FACETS: ClassVar[Mapping[str, str]] = {**Payload.FACETS, "member": "member"}

    members: tuple[MemberForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        return (*(member.record for member in self.members), *Payload.references(self))
