"""Freezing what is submitted together: each record names the others as they will be called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from archive.editions.models import ChangeKind
from archive.editions.payloads import Payload, named_alike
from archive.records.base import Record

from .labels import Public, unpublished
from .verbs import freeze, names_in

# What a record is called follows from its own words: the first time it is called as it is saved, the second time as it
# was frozen.
ROUNDS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be frozen of a record, which stands there as its own kind and has been read."""

    record: Record
    languages: Collection[str]
    change: str = ChangeKind.FIRST
    note: Mapping[str, str]

    def names(self) -> frozenset[str]:
        """The uuids of all records that will be named."""
        return names_in(self.record, self.languages)

    def frozen(self, public: Public) -> Payload:
        return freeze(self.record, languages=self.languages, change=self.change, note=self.note, public=public)


def freeze_together(asked: Sequence[Asked], public: Public) -> list[Payload]:
    """The public forms of all that is ``asked``. What readers cannot see yet is called as it is frozen beside."""
    own = {str(one.record.uuid) for one in asked}
    if not any(one.names() & own for one in asked):
        return [one.frozen(public) for one in asked]
    called = {str(one.record.uuid): unpublished(one.record, public) for one in asked}
    for _round in range(ROUNDS):
        frozen = [one.frozen(public.beside(called)) for one in asked]
        before, called = called, {payload.record: payload for payload in frozen}
        if all(named_alike(before[record], payload) for record, payload in called.items()):
            return frozen
    raise RuntimeError("what a record is called follows from what others are called")
