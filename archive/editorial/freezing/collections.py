"""Collections: with their members."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext_lazy as _

from archive.editions.payloads.collections import CollectionPayload, MemberForm
from archive.records import collections as records
from archive.records.base import Record
from archive.records.texts import Text

from ..problems import Problem, Spot, problem
from .base import Freezing
from .labels import Public
from .texts import phrase


class CollectionFreezing(Freezing[records.Collection]):
    MODEL = records.Collection

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("members", records.Member.objects.select_related("record").prefetch_related("phrases"))

    def own_rows(self) -> Iterator[Model]:
        for member in self.record.members.all():
            yield from (member, *member.phrases.all())

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [member.record for member in self.record.members.all()]

    def payload(self, public: Public, **common: Any) -> CollectionPayload:
        return CollectionPayload(
            members=tuple(
                MemberForm(
                    record=public.reference(member.record.uuid, "member"),
                    caption=phrase(member.phrases.all()),
                )
                for member in self.record.members.all()
            ),
            **common,
        )

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        if not self.record.members.all():
            yield problem(_("Add at least one record to the collection."), Spot(rows="members"))
