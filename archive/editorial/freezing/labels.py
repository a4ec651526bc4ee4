"""What payloads call the records that they name."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from archive.editions.models import Interval
from archive.editions.payloads import Change, Cited, CitedSource, Payload, Reference, Words
from archive.records.base import KINDS, Record
from archive.records.sources import Source

from . import base


class Public:
    """What readers can see of the records a payload names: labels come from here and nowhere else."""

    def __init__(self, uuids: Collection[str], at: datetime) -> None:
        live = Interval.objects.nameable(at).filter(record__in=uuids).select_related("payload") if uuids else ()
        self.payloads = {str(one.record): one.payload.held for one in live}

    def beside(self, payloads: Mapping[str, Payload]) -> Self:
        """The same, and what readers cannot see yet as these ``payloads`` (uuid → payload) call it."""
        known = copy(self)
        known.payloads = {**payloads, **self.payloads}
        return known

    def reference(self, uuid: Any, role: str) -> Reference:
        payload = self.payloads[str(uuid)]
        return Reference(record=str(uuid), kind=payload.kind, label=payload.titles(), role=role)

    def optional(self, record: Record | None, role: str) -> Reference | None:
        return self.reference(record.uuid, role) if record else None

    def source(self, uuid: UUID) -> CitedSource:
        found = self.payloads[str(uuid)].as_cited()
        if found is None:
            raise TypeError(f"{uuid} is no source")
        return found

    def found_in(self, source: Source | None) -> Cited | None:
        return Cited(source=self.source(source.uuid)) if source else None

    def references(self, records: Iterable[Record], role: str) -> tuple[Reference, ...]:
        """In the order of their slugs, which is the same on every database."""
        return tuple(self.reference(record.uuid, role) for record in sorted(records, key=lambda one: one.slug))


class Drafts(Public):
    """The same, and for what readers cannot see what archivists have written of it: two queries for each kind."""

    def __init__(self, uuids: Collection[str], at: datetime) -> None:
        super().__init__(uuids, at)
        missing = set(uuids) - self.payloads.keys()
        kinds = Record.objects.filter(uuid__in=missing).order_by("kind").values_list("kind", flat=True).distinct()
        for kind in kinds if missing else ():
            of_kind = KINDS[kind].objects.filter(uuid__in=missing).prefetch_related("texts")
            self.payloads |= {str(record.uuid): unpublished(record, self) for record in of_kind}


def unpublished(record: Record, public: Public) -> Payload:
    """What names ``record``, which stands there as its own kind, by what archivists have written of it."""
    texts = {text.language: Words(title=text.title) for text in record.texts.all() if text.title}
    return base.of(record).unpublished(public, **root(record, texts, change=Change(kind="first")))


def root(record: Record, texts: dict[str, Words], *, change: Change) -> dict[str, Any]:
    """The fields without which nothing is a payload."""
    return {"kind": record.kind, "record": str(record.uuid), "slug": record.slug, "texts": texts, "change": change}
