"""Days kept every year, and what law made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from archive import languages
from archive import rules as law

from .base import Payload, Phrase, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """What one instrument did to an observance; with a ``kind``, the day it set. Fields as in ``rules.Rule``.

    ``kept_by`` names the body or community for which alone it holds.
    """

    effect: str
    kept_by: Reference | None = None
    instrument: Reference | None = None
    signed: str = ""
    kind: str = ""
    month: int | None = None
    day: int | None = None
    weekday: str = ""
    nth: int | None = None
    side: str = ""
    base: Reference | None = None
    days: int | None = None
    dates: tuple[str, ...] = ()
    duration: int = 1
    shifts: str = ""
    leap: str = ""
    at_sunset: bool = False
    from_year: int | None = None
    to_year: int | None = None

    def rule(self, ref: str = "") -> law.Rule | None:
        """What it says of the days, if anything: one that ends an observance says that there are none."""
        if not self.kind and self.effect != "abolishes":
            return None
        return law.Rule(
            kind=law.Kind(self.kind),
            month=self.month,
            day=self.day,
            weekday=self.weekday,
            nth=self.nth,
            side=self.side,
            base=self.base.record if self.base else "",
            days=self.days,
            dates=law.dates_from(" ".join(self.dates)),
            duration=self.duration,
            shifts=law.shifts_from(self.shifts),
            leap=self.leap,
            at_sunset=self.at_sunset,
            from_year=self.from_year,
            to_year=self.to_year,
            signed=self.signed,
            ref=ref,
        )

    def in_words(self, language: str) -> str:
        """The day that it sets, in words; empty for what sets none."""
        rule, label = self.rule(), self.base.label if self.base else {}
        base = next((label[code] for code in languages.stand_ins(language) if label.get(code)), "")
        return law.in_words(rule, language, base=base) if rule else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What an instrument said of one year alone; ``date`` and ``day_off`` are days or empty."""

    year: int
    outcome: str
    instrument: Reference
    date: str = ""
    day_off: str = ""

    def override(self, ref: str = "") -> law.Override:
        return law.Override(
            year=self.year,
            outcome=law.Outcome(self.outcome),
            day=date.fromisoformat(self.date) if self.date else None,
            day_off=date.fromisoformat(self.day_off) if self.day_off else None,
            ref=ref,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RitualForm:
    """What is done on the day. A ``time`` (12:00) without a ``zone`` is local wherever one is."""

    what: Phrase
    time: str = ""
    zone: str = ""
    from_year: int | None = None
    to_year: int | None = None
    instrument: Reference | None = None

    def is_of(self, year: int) -> bool:
        """Whether it may have been kept in ``year``."""
        return (self.from_year or year) <= year <= (self.to_year or year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservancePayload(Payload):
    KIND: ClassVar[str] = "observance"
    FACETS: ClassVar[Mapping[str, str]] = {
        **Payload.FACETS,
        "observance": "observance",
        "instrument": "source",
        "base": "observance",
        "successor": "observance",
        "kept-by": "mention",
    }
    HAS_NAMES: ClassVar[bool] = True
    # Of these no day was ever kept.
    NEVER_KEPT: ClassVar[frozenset[str]] = frozenset({"proposed", "stricken"})

    status: str = "in-force"
    successor: Reference | None = None
    rules: tuple[DateRule, ...] = ()
    overrides: tuple[Override, ...] = ()
    base_year: int | None = None
    base_year_last: int | None = None
    rituals: tuple[RitualForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        successor = (self.successor,) if self.successor else ()
        of_rules = [ref for row in self.rules for ref in (row.instrument, row.base, row.kept_by) if ref]
        of_years = (row.instrument for row in self.overrides)
        of_rituals = (row.instrument for row in self.rituals if row.instrument)
        return (*successor, *of_rules, *of_years, *of_rituals, *Payload.references(self))

    def days(self, kept_by: Reference | None = None) -> tuple[law.Rule, ...]:
        """The rules that hold for everybody, or those of one body; none if it was never in force.

        Each has its place among ``rules`` as ``ref``.
        """
        if self.status in self.NEVER_KEPT:
            return ()
        rows = ((place, row) for place, row in enumerate(self.rules) if row.kept_by == kept_by)
        found = (row.rule(f"rule-{place}") for place, row in rows)
        return tuple(rule for rule in found if rule)

    def bodies(self) -> tuple[Reference, ...]:
        """Those that keep it on days of their own, each once."""
        own = {row.kept_by.record: row.kept_by for row in self.rules if row.kept_by}
        return tuple(own.values())

    def single_years(self) -> tuple[law.Override, ...]:
        """Its overrides, each with its place as ``ref``; none if it was never in force."""
        if self.status in self.NEVER_KEPT:
            return ()
        return tuple(row.override(f"override-{place}") for place, row in enumerate(self.overrides))

    def every_year(self) -> str:
        return "" if self.status in self.NEVER_KEPT else law.every_year(self._latest_rule())

    def _latest_rule(self) -> law.Rule | None:
        """The rule that nothing has superseded; of what is kept no longer, one by which it was."""
        found = [rule for row in self.rules if (rule := row.rule())]
        return law.in_force([rule for rule in found if rule.kind], law.YEARS[-1]) or next(iter(found), None)

    def days_in_words(self, language: str) -> tuple[str, ...]:
        """Those of its rules, be it that they never had an occurrence."""
        said = (row.in_words(language) for row in self.rules)
        return tuple(dict.fromkeys(words for words in said if words))

    def further_words(self, language: str) -> tuple[str, ...]:
        """The days that its rules have ever named, kept or not, and what is done on them."""
        return (*self.days_in_words(language), *(one.what.words.get(language, "") for one in self.rituals))
