"""Timeline entries: with their figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext_lazy as _

from archive.editions.payloads import Cited
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.records.base import Record
from archive.records.figures import Figure
from archive.records.timeline_entries import TimelineEntry

from ..problems import Problem, Spot, problem
from .base import Freezing
from .labels import Public
from .texts import phrase


class TimelineEntryFreezing(Freezing[TimelineEntry]):
    MODEL = TimelineEntry

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("observances")
        yield Prefetch("places")
        beside = ("part_of", "superseded_by")
        yield Prefetch(
            "figures",
            Figure.objects.select_related("stated_by", "stated_in", "place", *beside).prefetch_related("phrases"),
        )

    def own_rows(self) -> Iterator[Model]:
        for figure in self.record.figures.all():
            yield from (figure, *figure.phrases.all())

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        behind = [named for one in self.record.figures.all() for named in (one.stated_by, one.stated_in, one.place)]
        return [*behind, *self.record.observances.all(), *self.record.places.all()]

    def figure_ids(self) -> dict[int, str]:
        return {figure.pk: f"f{figure.number}" for figure in self.record.figures.all()}

    def payload(self, public: Public, **common: Any) -> TimelineEntryPayload:
        one = self.record
        instant, ids = one.instant(), self.figure_ids()
        return TimelineEntryPayload(
            date=one.date,
            one_night=one.one_night,
            time=f"{one.time:%H:%M}" if one.time else "",
            zone=one.zone,
            instant=instant.isoformat() if instant else "",
            order_in_day=one.order_in_day,
            weight=one.weight,
            date_wording=one.date_wording,
            date_wording_language=one.date_wording_language,
            observances=public.references(one.observances.all(), "observance"),
            places=public.references(one.places.all(), "place"),
            figures=tuple(_figure(figure, ids, public) for figure in one.figures.all()),
            **common,
        )

    def unsaid(self) -> Iterator[Problem]:
        if not self.record.date:
            yield problem(_("Say when it happened."), Spot(field="date"))

    def needs_source(self) -> bool:
        return True

    def needs_text(self) -> bool:
        return True


def _figure(one: Figure, ids: Mapping[int, str], public: Public) -> FigureForm:
    return FigureForm(
        id=ids[one.pk],
        measure=one.measure,
        qualifier=one.qualifier,
        stated_by=public.reference(one.stated_by.uuid, "speaker"),
        stated_in=Cited(
            source=public.source(one.stated_in.uuid),
            locator=one.locator,
            quotation=one.quotation,
            quotation_language=one.quotation_language,
        ),
        value=one.value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        population=one.population,
        place=public.optional(one.place, "place"),
        as_of=one.as_of,
        stated_on=one.stated_on,
        part_of=ids[one.part_of_id] if one.part_of_id else "",
        superseded_by=ids[one.superseded_by_id] if one.superseded_by_id else "",
        note=phrase(one.phrases.all()),
    )
