"""Days kept every year: how law made them, what is done on them, and what names them."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from markupsafe import Markup

from archive import languages, rules
from archive.editions.payloads import Reference
from archive.editions.payloads.observances import DateRule, ObservancePayload, Override, RitualForm
from archive.public.detail import figures
from archive.public.detail.builder import PageBuilder, when
from archive.public.detail.pages import DetailPage, Within
from archive.public.frame import addresses
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds import observance_calendar, observance_matrix
from archive.public.kinds.base import Kind
from archive.public.kinds.observance_calendar import days_of
from archive.public.kinds.observance_matrix import Matrix
from archive.public.lists.items import items
from archive.public.lists.pages import Group, Item
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import labels
from archive.public.words.labels import Labels
from archive.rules import Occurrence

DAYS_TO_COME: Final = 3

# What an instrument did to an observance.
EFFECTS: Final[Labels] = {
    "establishes": gettext_lazy("It establishes the day."),
    "changes-date": gettext_lazy("It changes the date."),
    "confirms": gettext_lazy("It confirms the day."),
    "renames": gettext_lazy("It renames the day."),
    "adds-ritual": gettext_lazy("It adds a ritual."),
    "abolishes": gettext_lazy("It abolishes the day."),
}
# Of a day in force nothing needs to be said.
STATUSES: Final[Labels] = {
    "proposed": gettext_lazy("Proposed. No instrument has established this day."),
    "suspended": gettext_lazy("Suspended"),
    "abolished": gettext_lazy("Abolished"),
    "renamed": gettext_lazy("Renamed. Another observance has taken its place."),
    "stricken": gettext_lazy("Stricken. This day never came into force."),
}
# What an instrument said of a single year.
OUTCOMES: Final[Labels] = {
    "moved": gettext_lazy("moved to %(day)s"),
    "not-observed": gettext_lazy("not observed"),
    "as-ruled": gettext_lazy("kept on its day"),
}


@shown
class CalendarLinks:
    """How days come into a reader's own calendar: ``days`` is a file with those of one page, if it has any.

    ``every_year`` is one with all days of its observance, ``all`` one with the days of all observances;
    ``subscribing_to_it`` and ``subscribing`` let a calendar keep up with them.
    """

    days: str
    every_year: str
    subscribing_to_it: str
    all: str
    subscribing: str


@shown
class LawLine:
    """What one instrument did to an observance. ``days`` are those it set.

    ``never_kept``: another one took its place before the first of them.
    """

    signed: When | None
    effect: str
    kept_by: Link | None
    instrument: Link | None
    days: str
    years: str
    never_kept: bool
    is_in_force: bool


@shown
class SingleYear:
    """What an instrument said of one year."""

    year: Link
    words: str
    day_off: When | None
    instrument: Link


@shown
class RitualLine:
    """What is done on the day: ``time`` with its zone, and ``years`` in words. ``instrument`` added it."""

    what: Link
    time: str
    years: str
    instrument: Link | None


@shown
class OccurrenceLine:
    """One occurrence. ``instrument`` is the one that moved it, or the one whose rule it follows."""

    when: When
    address: str
    at_sunset: bool = False
    is_moved: bool = False
    day_off: When | None = None
    instrument: Link | None = None


@shown
class ObservancePage(DetailPage):
    """``coming`` are its next days, the first of them perhaps today.

    ``status`` is said of what is not simply in force; ``day`` is the rule of today in words, ``law`` how it came to be.
    ``anniversary`` is that of the next day, ``counted_from`` the year they are counted from, or two.
    """

    template: ClassVar[str] = "public/observance.html"

    status: str
    successor: Link | None
    day: When | None
    counted_from: str
    is_today: bool
    anniversary: str
    coming: tuple[OccurrenceLine, ...]
    calendar: CalendarLinks | None
    law: tuple[LawLine, ...]
    single_years: tuple[SingleYear, ...]
    rituals: tuple[RitualLine, ...]
    matrix: Matrix | None
    events: tuple[Item, ...]
    all_events: Link | None
    figures: Markup
    others: tuple[Group, ...]
    within: Within | None


def _fill(payload: ObservancePayload, builder: PageBuilder) -> Mapping[str, Any]:
    visit, today = builder.visit, builder.visit.today
    days = observance_calendar.around(payload, visit.reading)
    coming = days.coming(payload, today, limit=DAYS_TO_COME)
    return {
        "status": status(payload),
        "successor": builder.link(payload.successor) if payload.successor else None,
        "day": day(payload, today.year, visit.language),
        "counted_from": " / ".join(str(year) for year in (payload.base_year, payload.base_year_last) if year),
        "is_today": any(one.covers(today) for one in coming),
        "anniversary": anniversary(payload, coming[0].year, visit.language) if coming else "",
        "coming": tuple(occurrence(one, payload, builder) for one in coming),
        "calendar": calendar_links(payload, coming[0].year if coming else None, builder)
        if builder.is_current
        else None,
        "law": law(payload, builder),
        "single_years": tuple(single_year(row, payload, builder) for row in payload.overrides),
        "rituals": rituals(payload, builder),
        "matrix": observance_matrix.matrix(payload, builder, all_statements=_all_statements(payload, builder)),
        "events": items(reversed(builder.naming("timeline-entry")), visit=visit),
        "all_events": builder.all_naming("timeline-entry"),
        "figures": figures.of_events(builder),
        "others": builder.appears("timeline-entry"),
        "within": builder.within("observance", _("Search within this observance")),
    }


def _all_statements(payload: ObservancePayload, builder: PageBuilder) -> str:
    """The list of statements, narrowed to those on it."""
    query = {"observance": payload.slug, addresses.AS_OF: builder.visit.as_of}
    return addresses.with_parameters(addresses.listing(builder.language, "statement"), **query)


def status(payload: ObservancePayload) -> str:
    """What has to be said of a day that is not simply in force."""
    return labels.label_of(STATUSES, payload.status) if payload.status in STATUSES else ""


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


def anniversary(payload: ObservancePayload, year: int, language: str) -> str:
    """As the calendar counts it; two where what it recalls lasted longer than a year."""
    counted = rules.anniversaries(year, payload.base_year, payload.base_year_last)
    said = (languages.get(language).anniversary(count) for count in counted)
    return pgettext("between two ways of counting", " or ").join(said)


def law(payload: ObservancePayload, builder: PageBuilder) -> tuple[LawLine, ...]:
    """Every instrument in the order in which they were signed; empty where only the day is known."""
    rows = payload.rules
    if not any(row.instrument or row.signed for row in rows):
        return ()
    lines = []
    for place, row in enumerate(rows):
        found = payload.days(row.kept_by)
        rule = next((one for one in found if one.ref == f"rule-{place}"), None)
        now = rules.in_force(found, builder.visit.today.year)
        lines.append(
            LawLine(
                signed=when(row.signed, builder.language),
                effect=labels.label_of(EFFECTS, row.effect),
                kept_by=builder.link(row.kept_by) if row.kept_by else None,
                instrument=builder.link(row.instrument) if row.instrument else None,
                days=row.in_words(builder.language),
                years=_years(row, builder.language),
                never_kept=bool(row.kind) and (rule is None or not rules.ever_in_force(rule, found)),
                is_in_force=rule is not None and rule is now and bool(row.kind),
            )
        )
    return tuple(lines)


def rituals(payload: ObservancePayload, builder: PageBuilder, *, year: int | None = None) -> tuple[RitualLine, ...]:
    """What is done on the day; of a single ``year``, if it is given, and then not since when."""
    return tuple(
        ritual(
            row,
            builder.language,
            years=_years(row, builder.language) if year is None else "",
            instrument=builder.link(row.instrument) if row.instrument else None,
        )
        for row in payload.rituals
        if year is None or row.is_of(year)
    )


def ritual(row: RitualForm, language: str, *, years: str = "", instrument: Link | None = None) -> RitualLine:
    code, words = row.what.localized(language)
    return RitualLine(
        what=Link(text=words, language=code if code != language else ""),
        time=labels.time_in_words(row.time, row.zone),
        years=years,
        instrument=instrument,
    )


def occurrence(one: Occurrence, payload: ObservancePayload, builder: PageBuilder) -> OccurrenceLine:
    resting_on = instrument(one, payload)
    return OccurrenceLine(
        when=days_of(one, builder.language),
        address=address_of(payload, one.year, builder),
        at_sunset=one.at_sunset,
        is_moved=one.is_moved,
        day_off=when(one.day_off.isoformat(), builder.language) if one.day_off else None,
        instrument=builder.link(resting_on) if resting_on else None,
    )


def instrument(one: Occurrence, payload: ObservancePayload) -> Reference | None:
    """The one that moved an occurrence, or the one whose rule it follows."""
    return (_override(payload, one.ref) if one.is_moved else _row(payload, one.ref)).instrument


def calendar_links(payload: ObservancePayload, year: int | None, builder: PageBuilder) -> CalendarLinks | None:
    """With the days of ``year``; none from the past."""
    if builder.visit.as_of:
        return None
    everything = addresses.calendar(builder.language)
    of_this = addresses.calendar(builder.language, payload.slug)
    return CalendarLinks(
        days=addresses.calendar(builder.language, payload.slug, year) if year else "",
        every_year=of_this,
        subscribing_to_it=addresses.webcal(of_this),
        all=everything,
        subscribing=addresses.webcal(everything),
    )


def single_year(row: Override, payload: ObservancePayload, builder: PageBuilder) -> SingleYear:
    moved = when(row.date, builder.language)
    return SingleYear(
        year=Link(text=str(row.year), address=address_of(payload, row.year, builder)),
        words=labels.label_of(OUTCOMES, row.outcome) % {"day": moved.words if moved else ""},
        day_off=when(row.day_off, builder.language),
        instrument=builder.link(row.instrument),
    )


def _years(row: DateRule | RitualForm, language: str) -> str:
    first, last = row.from_year, row.to_year
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("from %(year)s on") % {"year": languages.get(language).counted_year(first)}
    return _("until %(year)s") % {"year": languages.get(language).counted_year(last)} if last else ""


def _row(payload: ObservancePayload, ref: str) -> DateRule:
    return payload.rules[_place(ref)]


def _override(payload: ObservancePayload, ref: str) -> Override:
    return payload.overrides[_place(ref)]


def _place(ref: str) -> int:
    return int(ref.rpartition("-")[2])


def address_of(payload: ObservancePayload, year: int, builder: PageBuilder) -> str:
    return addresses.occurrence(builder.language, payload.slug, year, as_of=builder.visit.as_of)


def _json_ld(payload: ObservancePayload, page: ObservancePage, builder: PageBuilder) -> Terms:
    return {
        "@type": "EventSeries",
        "subEvent": [_coming(day, page) for day in page.coming],
        "about": [json_ld.thing("Event", event.title) for event in page.events],
    }


def _coming(day: OccurrenceLine, page: ObservancePage) -> Terms:
    link = Link(text=f"{page.prose.title}, {day.when.words}", address=day.address)
    return {**json_ld.thing("Event", link), "startDate": day.when.machine}


KIND: Final = Kind(
    name="observance",
    segment="observances",
    order=10,
    label=gettext_lazy("Observance"),
    section=gettext_lazy("Observances"),
    about=gettext_lazy("Days of remembrance, the acts that established them and what was said on them."),
    counted=lambda total: ngettext("%(number)s observance", "%(number)s observances", total),
    fields={
        **dict.fromkeys(("status", "successor"), gettext_lazy("Whether the day is in force")),
        "rules": gettext_lazy("Legal history"),
        "overrides": gettext_lazy("Single years"),
        "rituals": gettext_lazy("Rituals"),
        **dict.fromkeys(("base_year", "base_year_last"), gettext_lazy("The year from which anniversaries are counted")),
    },
    page=ObservancePage,
    fill=_fill,
    apart=("statement",),
    json_ld=_json_ld,
    has_feed=True,
    list_order="oldest",
)
