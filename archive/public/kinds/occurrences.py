"""An observance in one year: its days, and what was said on them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from archive import rules
from archive.catalogue import listing
from archive.editions.payloads import Reference
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.reading import Snapshot
from archive.public.detail import citing, details, editions, figures
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import Cite, MissingLanguagePage
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link, Notice, Page
from archive.public.frame.shown import shown
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances
from archive.public.kinds.observances import CalendarLinks, OccurrenceLine, RitualLine, SingleYear
from archive.public.lists.items import items
from archive.public.lists.pages import Item
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import counting
from archive.rules import Occurrence

YEARS_AHEAD: Final = 3


@shown
class BodyDays:
    """The days on which one body or community keeps an observance by a rule of its own."""

    body: Link
    days: tuple[OccurrenceLine, ...]


@shown
class OccurrencePage(Page):
    """An observance in one year. ``days`` is empty for a year in which it was not kept.

    ``is_to_come``: its first day has not begun yet.

    ``ritual_sources`` lead to what the page of the observance cites for its rituals.
    """

    template: ClassVar[str] = "public/occurrence.html"
    kind: str
    offers_support: bool
    notices: tuple[Notice, ...]
    observance: Link
    year: int
    all_of_year: str
    status: str
    days: tuple[OccurrenceLine, ...]
    is_to_come: bool
    days_of_bodies: tuple[BodyDays, ...]
    not_kept: SingleYear | None
    rituals: tuple[RitualLine, ...]
    ritual_sources: tuple[Link, ...]
    calendar: CalendarLinks | None
    statements: tuple[Item, ...]
    all_statements: Link | None
    events: tuple[Item, ...]
    all_events: Link | None
    figures: Markup
    cite: Cite | None
    earlier: Link | None
    later: Link | None


def page(
    payload: ObservancePayload, year: int, *, visit: Visit, history: tuple[Snapshot, ...]
) -> OccurrencePage | MissingLanguagePage:
    """Four queries, and those of ``observance_calendar.around``.

    ``history`` is all that has stood at the observance's address, oldest first.
    """
    if visit.language not in payload.texts:
        return details.missing_language(payload, visit=visit)
    related = listing.related(visit.reading, payload, reader=visit.language, apart=("statement",))
    query = listing.Query(kinds=("statement",), naming=UUID(payload.record), years=frozenset({year}))
    said = listing.find(visit.reading, query, reader=visit.language)
    return _page(payload, year, said, PageBuilder(payload, visit=visit, related=related), history)


def _page(
    payload: ObservancePayload,
    year: int,
    said: listing.ResultPage,
    builder: PageBuilder,
    history: tuple[Snapshot, ...],
) -> OccurrencePage:
    visit, language = builder.visit, builder.language
    calendar = observance_calendar.around(payload, visit.reading)
    days = calendar.occurrences(payload, year)
    statements = items(said.entries, visit=visit)
    first = _first_year(payload, said.facets["year"], otherwise=visit.today.year)
    left_out = [row for row in payload.overrides if row.year == year and row.outcome == rules.Outcome.NOT_OBSERVED]
    name, address = builder.words.title, addresses.occurrence(language, payload.slug, year)
    title = _("%(observance)s, %(year)s") % {"observance": name, "year": year}
    observance = addresses.record(language, payload.kind, payload.slug, as_of=visit.as_of)
    sources = builder.sources_of(field="rituals")
    page = OccurrencePage(
        frame=frames.frame_for(
            visit,
            title=title,
            description=builder.words.summary,
            canonical=address,
            kind=payload.kind,
            live=payload.texts,
            is_indexed=bool(days or statements) and not history[-1].withdrawn,
            number=history[-1].number,
            card=builder.card(payload.slug),
        ),
        kind=str(builder.kind.label),
        offers_support=payload.offers_support,
        notices=tuple(editions.notices(history, visit=visit)),
        observance=Link(text=name, address=observance),
        year=year,
        all_of_year=addresses.year(language, year, as_of=visit.as_of),
        status=observances.status(payload),
        days=tuple(observances.occurrence(one, payload, builder) for one in days),
        is_to_come=bool(days) and min(one.first for one in days) > visit.today,
        days_of_bodies=tuple(_of_body(body, calendar, payload, year, builder) for body in payload.bodies()),
        not_kept=observances.single_year(left_out[0], payload, builder) if left_out else None,
        rituals=observances.rituals(payload, builder, year=year) if days else (),
        ritual_sources=tuple(replace(link, address=observance + link.address) for link in sources),
        calendar=observances.calendar_links(payload, year if days else None, builder),
        statements=statements,
        all_statements=_all_statements(payload, year, said, builder),
        events=items(reversed(builder.naming("timeline-entry")), visit=visit),
        all_events=builder.all_naming("timeline-entry"),
        figures=figures.of_events(builder, stated_in=year),
        cite=citing.cite(history, visit=visit, several=(title, address)),
        earlier=_neighbour(payload, year - 1, first, builder),
        later=_neighbour(payload, year + 1, first, builder),
    )
    return replace(page, frame=json_ld.attach(page.frame, _json_ld(page, days))) if days else page


def _all_statements(
    payload: ObservancePayload, year: int, said: listing.ResultPage, builder: PageBuilder
) -> Link | None:
    """The list of them, where these are but the newest."""
    if said.pages == 1:
        return None
    query = {"observance": payload.slug, "year": str(year), addresses.AS_OF: builder.visit.as_of}
    return Link(
        text=_("All of them: %(counted)s") % {"counted": counting.counted("statement", said.total, builder.language)},
        address=addresses.with_parameters(addresses.listing(builder.language, "statement"), **query),
    )


def _of_body(
    body: Reference, calendar: observance_calendar.Calendar, payload: ObservancePayload, year: int, builder: PageBuilder
) -> BodyDays:
    found = calendar.occurrences(payload, year, kept_by=body)
    return BodyDays(body=builder.link(body), days=tuple(observances.occurrence(one, payload, builder) for one in found))


def _first_year(payload: ObservancePayload, said: Iterable[int], *, otherwise: int) -> int:
    """The earliest year of which anything is known: by law, by what it recalls, or because something was ``said``."""
    ruled = (row.from_year for row in payload.rules)
    single = (row.year for row in payload.overrides)
    return min(
        (year for year in (observance_calendar.since(payload), *ruled, *single, *said) if year), default=otherwise
    )


def _neighbour(payload: ObservancePayload, year: int, first: int, builder: PageBuilder) -> Link | None:
    """The way to the year before or after, as long as something may be found there."""
    if not first <= year <= builder.visit.today.year + YEARS_AHEAD or year not in rules.YEARS:
        return None
    return Link(text=str(year), address=observances.address_of(payload, year, builder))


def _json_ld(page: OccurrencePage, days: Iterable[Occurrence]) -> Terms:
    """It seldom has more than one occurrence."""
    observance = json_ld.thing("EventSeries", page.observance)
    events = [
        {
            **json_ld.page_terms(page.frame),
            "@id": f"{page.frame.canonical}#{day.first.isoformat()}",
            "@type": "Event",
            "name": page.frame.title,
            "startDate": day.first.isoformat(),
            "endDate": day.last.isoformat(),
            "superEvent": observance,
        }
        for day in days
    ]
    return {"@graph": events}
