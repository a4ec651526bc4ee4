"""An observance as law made it: the instruments, the rule of today, and a single year."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from archive import languages, rules
from archive.editions.payloads import Reference
from archive.editions.payloads.observances import DateRule, ObservancePayload, Override, RitualForm
from archive.editions.reading import Snapshot
from archive.public.detail import citing, editions, figures
from archive.public.detail.composing import Composing, chosen, when
from archive.public.frame import addresses, frames
from archive.public.kinds import occurrences
from archive.public.lists.items import items, span_of
from archive.public.pages import (
    BodyDays,
    Diary,
    LawLine,
    Link,
    OccurrenceLine,
    OccurrencePage,
    RitualLine,
    SingleYear,
    When,
)
from archive.public.programs import json_ld
from archive.public.words import labels
from archive.rules import Occurrence

YEARS_AHEAD: Final = 3


def status(payload: ObservancePayload) -> str:
    """What has to be said of a day that is not simply in force."""
    return labels.spoken(labels.STATUSES, payload.status) if payload.status in labels.STATUSES else ""


def day(payload: ObservancePayload, year: int, language: str) -> When | None:
    """The rule of ``year`` in words; if it does not apply yet, the one that will."""
    found = payload.days()
    rule = rules.in_force(found, year) or rules.in_force(found, rules.YEARS[-1])
    if rule is None or not rule.kind:
        return None
    written = rules.every_year(rule)
    return When(
        machine=labels.machine_date(written) if written else "", words=_row(payload, rule.ref).in_words(language)
    )


def law(payload: ObservancePayload, made: Composing) -> tuple[LawLine, ...]:
    """Every instrument in the order in which they were signed; empty where only the day is known."""
    rows = payload.of_today().rules
    if not any(row.instrument or row.signed for row in rows):
        return ()
    lines = []
    for place, row in enumerate(rows):
        found = payload.days(row.kept_by)
        rule = next((one for one in found if one.ref == f"rule-{place}"), None)
        now = rules.in_force(found, made.visit.today.year)
        lines.append(
            LawLine(
                signed=when(row.signed, made.language),
                effect=labels.spoken(labels.EFFECTS, row.effect),
                kept_by=made.link(row.kept_by) if row.kept_by else None,
                instrument=made.link(row.instrument) if row.instrument else None,
                days=row.in_words(made.language),
                years=_years(row, made.language),
                never_kept=bool(row.kind) and (rule is None or not rules.ever_in_force(rule, found)),
                is_in_force=rule is not None and rule is now and bool(row.kind),
            )
        )
    return tuple(lines)


def single_years(payload: ObservancePayload, made: Composing) -> tuple[SingleYear, ...]:
    return tuple(_single_year(row, payload, made) for row in payload.overrides)


def rituals(payload: ObservancePayload, made: Composing, *, year: int | None = None) -> tuple[RitualLine, ...]:
    """What is done on the day; of a single ``year``, if it is given, and then not since when."""
    return tuple(
        ritual(
            row,
            made.language,
            years=_years(row, made.language) if year is None else "",
            instrument=made.link(row.instrument) if row.instrument else None,
        )
        for row in payload.rituals
        if year is None or row.is_of(year)
    )


def ritual(row: RitualForm, language: str, *, years: str = "", instrument: Link | None = None) -> RitualLine:
    code, words = chosen(row.what, language)
    return RitualLine(
        what=Link(text=words, language=code if code != language else ""),
        time=labels.time_in_words(row.time, row.zone),
        years=years,
        instrument=instrument,
    )


def occurrence(one: Occurrence, payload: ObservancePayload, made: Composing) -> OccurrenceLine:
    resting_on = instrument(one, payload)
    return OccurrenceLine(
        when=span_of(one, made.language),
        address=_address(payload, one.year, made),
        at_sunset=one.at_sunset,
        is_moved=one.is_moved,
        day_off=when(one.day_off.isoformat(), made.language) if one.day_off else None,
        instrument=made.link(resting_on) if resting_on else None,
    )


def instrument(one: Occurrence, payload: ObservancePayload) -> Reference | None:
    """The one that moved an occurrence, or the one whose rule it follows."""
    return (_override(payload, one.ref) if one.is_moved else _row(payload, one.ref)).instrument


def diary(payload: ObservancePayload, year: int | None, made: Composing) -> Diary | None:
    """The ways into a reader's calendar, with the days of ``year``; none from the past."""
    if made.visit.as_of:
        return None
    everything = addresses.calendar(made.language)
    return Diary(
        days=addresses.calendar(made.language, payload.slug, year) if year else "",
        all=everything,
        subscribing=addresses.subscribing(everything),
    )


def page(payload: ObservancePayload, year: int, made: Composing, history: tuple[Snapshot, ...]) -> OccurrencePage:
    """An observance in one year."""
    visit, language = made.visit, made.language
    calendar = occurrences.around(payload, visit.reading)
    days = calendar.occurrences(payload, year)
    said = made.naming("statement")
    statements = items((entry for entry in said if entry.year == year), visit=visit)
    first = _first_year(payload, (entry.year for entry in said), otherwise=visit.today.year)
    left_out = [row for row in payload.overrides if row.year == year and row.outcome == rules.Outcome.NOT_OBSERVED]
    name, address = made.words.title, addresses.occurrence(language, payload.slug, year)
    title = _("%(observance)s, %(year)s") % {"observance": name, "year": year}
    observance = addresses.record(language, payload.kind, payload.slug, as_of=visit.as_of)
    sources = made.sources_of(field="rituals")
    page = OccurrencePage(
        frame=frames.around(
            visit,
            title=title,
            description=made.words.summary,
            canonical=address,
            kind=payload.kind,
            live=payload.texts,
            is_indexed=bool(days or statements) and not history[-1].withdrawn,
            number=history[-1].number,
        ),
        kind=labels.spoken(labels.KINDS, payload.kind),
        offers_support=payload.offers_support,
        notices=tuple(editions.notices(history, visit=visit)),
        observance=Link(text=name, address=observance),
        year=year,
        all_of_year=addresses.year(language, year, as_of=visit.as_of),
        status=status(payload),
        days=tuple(occurrence(one, payload, made) for one in days),
        days_of_bodies=tuple(_of_body(body, calendar, payload, year, made) for body in payload.bodies()),
        not_kept=_single_year(left_out[0], payload, made) if left_out else None,
        rituals=rituals(payload, made, year=year) if days else (),
        ritual_sources=tuple(replace(link, address=observance + link.address) for link in sources),
        diary=diary(payload, year if days else None, made),
        statements=statements,
        events=items(reversed(made.naming("timeline-entry")), visit=visit),
        figures=figures.of_events(made, stated_in=year),
        cite=citing.cite(history, visit=visit, several=(title, address)),
        earlier=_leaf(payload, year - 1, first, made),
        later=_leaf(payload, year + 1, first, made),
    )
    return replace(page, frame=json_ld.telling(page.frame, json_ld.occurrence(page, days))) if days else page


def _of_body(
    body: Reference, calendar: occurrences.Calendar, payload: ObservancePayload, year: int, made: Composing
) -> BodyDays:
    found = calendar.occurrences(payload, year, kept_by=body)
    return BodyDays(body=made.link(body), days=tuple(occurrence(one, payload, made) for one in found))


def _first_year(payload: ObservancePayload, said: Iterable[int | None], *, otherwise: int) -> int:
    """The earliest year of which anything is known: by law, by what it recalls, or because something was ``said``."""
    ruled = (row.from_year for row in payload.of_today().rules)
    single = (row.year for row in payload.overrides)
    return min((year for year in (occurrences.since(payload), *ruled, *single, *said) if year), default=otherwise)


def _leaf(payload: ObservancePayload, year: int, first: int, made: Composing) -> Link | None:
    """The way to the year before or after, as long as something may be found there."""
    if not first <= year <= made.visit.today.year + YEARS_AHEAD or year not in rules.YEARS:
        return None
    return Link(text=str(year), address=_address(payload, year, made))


def _single_year(row: Override, payload: ObservancePayload, made: Composing) -> SingleYear:
    moved = when(row.date, made.language)
    return SingleYear(
        year=Link(text=str(row.year), address=_address(payload, row.year, made)),
        words=labels.spoken(labels.OUTCOMES, row.outcome) % {"day": moved.words if moved else ""},
        day_off=when(row.day_off, made.language),
        instrument=made.link(row.instrument),
    )


def _years(row: DateRule | RitualForm, language: str) -> str:
    first, last = row.from_year, row.to_year
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("from %(year)s on") % {"year": languages.get(language).counted_year(first)}
    return _("until %(year)s") % {"year": languages.get(language).counted_year(last)} if last else ""


def _row(payload: ObservancePayload, ref: str) -> DateRule:
    return payload.of_today().rules[_place(ref)]


def _override(payload: ObservancePayload, ref: str) -> Override:
    return payload.overrides[_place(ref)]


def _place(ref: str) -> int:
    return int(ref.rpartition("-")[2])


def _address(payload: ObservancePayload, year: int, made: Composing) -> str:
    return addresses.occurrence(made.language, payload.slug, year, as_of=made.visit.as_of)
