"""Subjects: with the broader one."""

from collections.abc import Collection, Iterable
from typing import Any

from archive.editions.payloads.subjects import SubjectPayload
from archive.records.base import Record
from archive.records.subjects import Subject

from .base import Freezing
from .labels import Public


class SubjectFreezing(Freezing[Subject]):
    MODEL = Subject

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [self.record.broader]

    def payload(self, public: Public, **common: Any) -> SubjectPayload:
        return SubjectPayload(broader=public.optional(self.record.broader, "broader"), **common)
