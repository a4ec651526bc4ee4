"""Institutions: with all they are a part of."""

from collections.abc import Collection, Iterable
from typing import Any

from archive.editions.payloads.institutions import InstitutionPayload
from archive.records.base import Record
from archive.records.institutions import Institution

from .base import Freezing
from .labels import Public


class InstitutionFreezing(Freezing[Institution]):
    MODEL = Institution

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [self.record.place, self.record.predecessor, *self.record.parents()]

    def payload(self, public: Public, **common: Any) -> InstitutionPayload:
        one = self.record
        return InstitutionPayload(
            place=public.optional(one.place, "seat"),
            sort=one.sort,
            since=one.since,
            until=one.until,
            parents=tuple(public.reference(parent.uuid, "parent") for parent in one.parents()),
            predecessor=public.optional(one.predecessor, "predecessor"),
            **common,
        )
