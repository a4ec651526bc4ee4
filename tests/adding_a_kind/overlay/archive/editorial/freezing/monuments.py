"""Monuments: with the place in which they stand."""

from collections.abc import Collection, Iterable
from typing import Any

from archive.editions.payloads.monuments import MonumentPayload
from archive.records.base import Record
from archive.records.monuments import Monument

from .base import Freezing
from .labels import Public


class MonumentFreezing(Freezing[Monument]):
    MODEL = Monument

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [self.record.place]

    def payload(self, public: Public, **common: Any) -> MonumentPayload:
        place = public.reference(self.record.place.uuid, "stands-in")
        return MonumentPayload(place=place, unveiled=self.record.unveiled, **common)
