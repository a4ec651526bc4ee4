"""Places: with all they lie in."""

from collections.abc import Collection, Iterable
from typing import Any

from archive.editions.payloads.places import PlacePayload
from archive.records.base import Record
from archive.records.places import Place

from .base import Freezing
from .labels import Public


class PlaceFreezing(Freezing[Place]):
    MODEL = Place

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return self.record.parents()

    def payload(self, public: Public, **common: Any) -> PlacePayload:
        return PlacePayload(
            latitude=self.record.latitude,
            longitude=self.record.longitude,
            precision=self.record.precision,
            parents=tuple(public.reference(parent.uuid, "parent") for parent in self.record.parents()),
            **common,
        )
