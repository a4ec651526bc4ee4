"""When an observance is kept in a year as the desk knows it, by which rule, and what is unusual about it."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from archive import languages, rules
from archive.dates import day_in_words, span_in_words
from archive.editions.payloads.observances import ObservancePayload
from archive.editorial.models import State
from archive.editorial.preparations import Preparation
from archive.records.base import leading
from archive.records.date_rules import DateRule, Override
from archive.records.observances import Observance
from archive.records.texts import titles, titles_of
from archive.rules import Occurrence, RuleError

from .board import Kept

# Of observances that readers cannot see so many are looked at.
MOST_UNSEEN: Final = 50
NOT_SEEN: Final = (State.DRAFT, State.IN_REVIEW, State.RETURNED, State.APPROVED, State.SCHEDULED, State.DIFFERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """``row`` is the rule in force in the year, if there is one; ``single`` what was said of this year alone."""

    year: int
    occurrences: tuple[Occurrence, ...]
    row: DateRule | None = None
    single: Override | None = None
    anniversaries: tuple[int, ...] = ()

    @property
    def first(self) -> date | None:
        return self.occurrences[0].first if self.occurrences else None

    @property
    def last(self) -> date | None:
        return self.occurrences[-1].last if self.occurrences else None

    def in_words(self) -> tuple[str, ...]:
        code = languages.current()
        return tuple(span_in_words(one.first.isoformat(), one.last.isoformat(), code) for one in self.occurrences)

    def rule_in_words(self) -> str:
        rule = self.row.rule() if self.row else None
        base = str(self.row.base or "") if self.row else ""
        return rules.in_words(rule, languages.current(), base=base) if rule else ""


def of(observance: Observance, *years: int) -> list[Days]:
    """In each of ``years``, by the rules as they are at the desk now; what names no day yet has none. Two queries."""
    rows = list(observance.rules.select_related("instrument", "base").all())
    singles = list(observance.overrides.select_related("instrument").all())
    return [_of_rows(observance, year, rows, singles) for year in years]


def _of_rows(observance: Observance, year: int, rows: Sequence[DateRule], singles: Sequence[Override]) -> Days:
    try:
        found = observance.occurrences(year, law=rows, single=singles)
        row = _in_force(rows, year)
    except RuleError:  # its form says what is missing
        found, row = (), None
    return Days(
        year=year,
        occurrences=found,
        row=row,
        single=next((one for one in singles if one.year == year), None),
        anniversaries=rules.anniversaries(year, observance.base_year, observance.base_year_last),
    )


def _in_force(rows: Sequence[DateRule], year: int) -> DateRule | None:
    by_rule = {rule: row for row in rows if not row.kept_by_id and (rule := row.rule())}
    holds = rules.in_force(list(by_rule), year)
    return by_rule[holds] if holds else None


def warnings(observance: Observance, days: Days, before: Days, others: Sequence[Kept]) -> tuple[str, ...]:
    """What is unusual in this year. ``before`` are the days of the year before, ``others`` what is kept on the day."""
    return (*_of_its_days(days, before), *_of_others(observance, others))


def _of_its_days(days: Days, before: Days) -> Iterator[str]:
    if not days.occurrences:
        yield _("By its rules it is not kept in this year.")
    elif not before.occurrences:
        yield _("By its rules it was not kept in the year before.")
    if days.single and days.occurrences and days.occurrences[0].is_moved:
        yield _("In this year alone it was moved: %(day)s.") % {"day": days.in_words()[0]}
    elif days.occurrences and before.occurrences and _key(days.row) != _key(before.row):
        yield _of_another_rule(days, before)
    if len(days.occurrences) > 1:
        yield _("It is kept more than once in this year: %(days)s.") % {"days": "; ".join(days.in_words())}


def _of_another_rule(days: Days, before: Days) -> str:
    words = {"year": before.year, "before": before.rule_in_words(), "now": days.rule_in_words()}
    if words["before"] == words["now"]:
        return _("It rests on another instrument than in %(year)s, which names the same day.") % words
    return _("The rule is another one than in %(year)s: it was “%(before)s”, and is “%(now)s”.") % words


def _key(row: DateRule | None) -> int | None:
    return row.pk if row else None


def _of_others(observance: Observance, others: Sequence[Kept]) -> Iterator[str]:
    same_day = [payload for payload, _day in others if UUID(payload.record) != observance.uuid]
    if not same_day:
        return
    tones = _tones([observance.uuid, *(UUID(payload.record) for payload in same_day)])
    own = tones.get(observance.uuid, "")
    for payload in same_day:
        yield _said_of(payload, own, tones.get(UUID(payload.record), ""))


def _said_of(payload: ObservancePayload, own: str, tone: str) -> str:
    words = {"other": payload.words(languages.current())[1].title}
    if {own, tone} == {Preparation.Tone.MOURNING.value, Preparation.Tone.CELEBRATION.value}:
        return _("On the same day falls “%(other)s”: one is a day of mourning, the other of celebration.") % words
    return _("On the same day falls “%(other)s”.") % words


def _tones(observances: Collection[UUID]) -> dict[UUID, str]:
    rows = Preparation.objects.filter(observance__uuid__in=observances)
    return dict(rows.values_list("observance__uuid", "tone"))


def unlike_readers(days: Days, known: Sequence[Occurrence] | None) -> str:
    """What readers are told otherwise, because the record was changed since; ``None`` is what they do not know."""
    if known is None:
        return _("Readers cannot see this observance yet.")
    told = tuple((one.first, one.last) for one in known)
    if told == tuple((one.first, one.last) for one in days.occurrences):
        return ""
    code = languages.current()
    said = "; ".join(day_in_words(first.month, first.day, code) for first, _last in told) or _("no day")
    return _("Readers are told otherwise: %(days)s. The record was changed since.") % {"days": said}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """The next day of an observance that readers cannot see yet, by its rules at the desk."""

    observance: Observance
    days: Days


def unseen(known: Container[str], today: date, until: date) -> list[Unseen]:
    """Of observances that are not ``known`` to readers (by uuid) those that are kept in this time, the next one first.

    One query, and three if there are any; of ``MOST_UNSEEN`` of them.
    """
    stands = {"stored_state__kind": Observance.KIND, "stored_state__state__in": NOT_SEEN}
    rules = Prefetch("rules", DateRule.objects.select_related("base"))
    observances = Observance.objects.filter(**stands).order_by("pk")
    ways = (rules, "overrides", titles())
    found = [one for one in observances.prefetch_related(*ways)[:MOST_UNSEEN] if str(one.uuid) not in known]
    every = (Unseen(observance=one, days=each) for one in found for each in _in_time(one, today, until))
    return sorted(every, key=lambda one: str(one.days.first))


def _in_time(observance: Observance, today: date, until: date) -> Iterator[Days]:
    """The first year in which it is kept between the two."""
    rows, singles = list(observance.rules.all()), list(observance.overrides.all())
    years = (_of_rows(observance, year, rows, singles) for year in range(today.year, until.year + 1))
    yield from islice(
        (one for one in years if one.first and one.first <= until and (one.last or one.first) >= today), 1
    )


def called(observance: Observance) -> str:
    return leading(titles_of([observance.pk])[observance.pk], languages.current()) or observance.slug
