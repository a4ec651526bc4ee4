"""Observances: what law made of a day has to bear what their status promises."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext_lazy as _

from archive import rules
from archive.editions.payloads.observances import DateRule, ObservancePayload, Override, RitualForm
from archive.records import date_rules as records
from archive.records.base import Record
from archive.records.observances import Observance
from archive.records.rituals import Ritual
from archive.records.texts import Text
from archive.rules import dates_from

from ..problems import Problem, Spot, problem
from .base import Freezing
from .labels import Public
from .texts import phrase


class ObservanceFreezing(Freezing[Observance]):
    MODEL = Observance

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("rules", records.DateRule.objects.select_related("instrument", "base", "kept_by"))
        yield Prefetch("overrides", records.Override.objects.select_related("instrument"))
        yield Prefetch("rituals", Ritual.objects.select_related("instrument").prefetch_related("phrases"))

    def own_rows(self) -> Iterator[Model]:
        yield from (*self.record.rules.all(), *self.record.overrides.all(), *self.record.rituals.all())
        yield from (words for ritual in self.record.rituals.all() for words in ritual.phrases.all())

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        one = self.record
        law = [named for row in one.rules.all() for named in (row.instrument, row.base, row.kept_by)]
        years, rituals = one.overrides.all(), one.rituals.all()
        return [one.successor, *law, *(row.instrument for row in years), *(row.instrument for row in rituals)]

    def payload(self, public: Public, **common: Any) -> ObservancePayload:
        one = self.record
        return ObservancePayload(
            status=one.status,
            successor=public.optional(one.successor, "successor"),
            rules=tuple(_date_rule(row, public) for row in one.rules.all()),
            base_year=one.base_year,
            base_year_last=one.base_year_last,
            overrides=tuple(_override(row, public) for row in one.overrides.all()),
            rituals=tuple(_ritual(row, public) for row in one.rituals.all()),
            **common,
        )

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        """What its status promises has to stand in its rules."""
        if unsaid := [ritual.pk for ritual in self.record.rituals.all() if not ritual.phrases.all()]:
            said = _("Say of each ritual what is done, in one language at least.")
            yield problem(said, Spot(rows="rituals", row=unsaid[0]))
        found = [rule for row in self.record.rules.all() if not row.kept_by and (rule := row.rule())]
        if self.record.status in Observance.NEVER_KEPT:
            if self.record.overrides.all():
                said = _("It never came into force, so nothing can be said of single years. Remove them.")
                yield problem(said, Spot(rows="overrides"))
        elif not any(rule.kind for rule in found):
            yield problem(_("Say when it is kept: add the instrument that sets its date."), Spot(rows="rules"))
        elif self.record.status in (Observance.Status.ABOLISHED, Observance.Status.SUSPENDED):
            last = rules.in_force(found, rules.YEARS[-1])
            if last and last.kind:
                yield problem(
                    _("It is kept no longer: give the last year of its rule, or the instrument that abolishes it."),
                    Spot(rows="rules"),
                )


def _date_rule(row: records.DateRule, public: Public) -> DateRule:
    return DateRule(
        effect=row.effect,
        kept_by=public.optional(row.kept_by, "kept-by"),
        instrument=public.optional(row.instrument, "instrument"),
        signed=row.signed,
        kind=row.kind,
        month=row.month,
        day=row.day,
        weekday=row.weekday,
        nth=row.nth,
        side=row.side,
        base=public.optional(row.base, "base"),
        days=row.days,
        dates=tuple(day.isoformat() for day in dates_from(row.dates)),
        duration=row.duration,
        shifts=row.shifts,
        leap=row.leap,
        at_sunset=row.at_sunset,
        from_year=row.valid_from_year,
        to_year=row.valid_to_year,
    )


def _override(row: records.Override, public: Public) -> Override:
    return Override(
        year=row.year,
        outcome=row.outcome,
        date=row.date.isoformat() if row.date else "",
        day_off=row.day_off.isoformat() if row.day_off else "",
        instrument=public.reference(row.instrument.uuid, "instrument"),
    )


def _ritual(row: Ritual, public: Public) -> RitualForm:
    return RitualForm(
        what=phrase(row.phrases.all()),
        time=f"{row.time:%H:%M}" if row.time else "",
        zone=row.zone,
        from_year=row.valid_from_year,
        to_year=row.valid_to_year,
        instrument=public.optional(row.instrument, "instrument"),
    )
