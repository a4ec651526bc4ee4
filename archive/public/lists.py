"""From what was found to the pages that show several records."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.catalogue.listing import Entry, Found
from archive.editions.reading import Moved

from . import addresses, frames, labels, occurring
from .filters import OFFERED, Filters
from .items import IN_ORDER, days, grouped_by_year, item, items
from .pages import (
    Chosen,
    Facet,
    FacetValue,
    Group,
    HomePage,
    Item,
    ListPage,
    Paging,
    Results,
    SearchPage,
    TimelinePage,
)
from .visits import Visit

ORDERS: Final = {"statement": "newest", **dict.fromkeys(IN_ORDER, "oldest")}
DAYS_AT_HOME: Final = 4
STATEMENTS_AT_HOME: Final = 5
EVENTS_AT_HOME: Final = 5

_SLUG: Final = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)


def home(visit: Visit) -> HomePage:
    """Four queries."""
    observances = listing.choices(visit.reading, ("observance",), reader=visit.language)
    kept = days(observances, occurring.everything(visit.reading), visit=visit)
    frame = frames.around(visit, title="", canonical=addresses.home(visit.language))
    return HomePage(
        frame=replace(frame, description=" ".join(frame.identity.summary.split())),
        today=tuple(day for day in kept if day.is_today),
        coming=tuple(day for day in kept if not day.is_today)[:DAYS_AT_HOME],
        statements=_latest("statement", STATEMENTS_AT_HOME, visit),
        events=_latest("timeline-entry", EVENTS_AT_HOME, visit),
        all_observances=addresses.listing(visit.language, "observance", as_of=visit.as_of),
        all_statements=addresses.listing(visit.language, "statement", as_of=visit.as_of),
        timeline=addresses.listing(visit.language, "timeline-entry", as_of=visit.as_of),
    )


def of_kind(kind: str, filters: Filters, *, visit: Visit) -> ListPage:
    """The list of a kind. Three queries, or none when what was asked cannot be understood."""
    found = None
    if filters.is_valid():
        order = ORDERS.get(kind, "title")
        found = listing.find(
            visit.reading, filters.question((kind,)), reader=visit.language, page=filters.page, order=order
        )
    here = addresses.listing(visit.language, kind)
    heading = str(labels.SECTIONS[kind])
    form = TimelinePage if kind == "timeline-entry" else ListPage
    return form(
        frame=frames.around(
            visit,
            title=heading,
            description=str(labels.ABOUT_SECTIONS[kind]),
            canonical=_canonical(here, found, filters),
            kind=kind,
            is_indexed=found is not None and not filters.asked,
            feed=addresses.asking(addresses.feed(visit.language, kind), **filters.asked) if found else "",
        ),
        heading=heading,
        about=str(labels.ABOUT_SECTIONS[kind]),
        here=here,
        everything=_there(here, {}, visit),
        form=filters.form,
        is_narrowed=bool(filters.asked),
        results=_results(found, filters, here=here, visit=visit, by_year=kind == "timeline-entry"),
    )


def search(filters: Filters, *, visit: Visit) -> SearchPage:
    """What was found. Four queries, or none when nothing was looked for."""
    found, here = None, addresses.search(visit.language)
    if filters.is_valid() and filters.terms:
        found = listing.find(visit.reading, filters.question(), reader=visit.language, page=filters.page)
    query = filters.asked.get("q", "")
    return SearchPage(
        frame=frames.around(
            visit,
            title=_("Search: %(query)s") % {"query": query} if query else _("Search"),
            canonical=here,
            is_indexed=False,
            feed=addresses.asking(addresses.feed(visit.language), **filters.asked) if found else "",
        ),
        here=here,
        everything=_there(here, {"q": query}, visit),
        form=filters.form,
        query=query,
        is_narrowed=bool(filters.asked.keys() - {"q"}),
        results=_results(found, filters, here=here, visit=visit),
    )


def filters_for(wanted: tuple[str, ...], asked: QueryDict, *, visit: Visit) -> Filters:
    """One query when there are records to choose from, and more only for an address that is one no longer."""
    kinds = [OFFERED[name] for name in wanted if name in OFFERED]
    offered = listing.choices(visit.reading, kinds, reader=visit.language) if kinds else ()
    known = {(entry.kind, entry.slug) for entry in offered}
    asked = asked.copy()
    for name in OFFERED.keys() & set(wanted):
        slug = str(asked.get(name, ""))
        if _SLUG.fullmatch(slug) and (OFFERED[name], slug) not in known:
            asked[name] = _led_to(OFFERED[name], slug, visit)
    return Filters(asked, wanted=wanted, offered=offered)


def _led_to(kind: str, slug: str, visit: Visit) -> str:
    """The address to which an older one, or that of a merged record, leads by now."""
    found = visit.reading.find(kind, slug)
    while isinstance(found, Moved):
        slug, found = found.slug, visit.reading.find(kind, found.slug)
    return slug


def _latest(kind: str, limit: int, visit: Visit) -> tuple[Item, ...]:
    return items(listing.latest(visit.reading, (kind,), reader=visit.language, limit=limit), visit=visit)


def _results(
    found: Found | None, filters: Filters, *, here: str, visit: Visit, by_year: bool = False
) -> Results | None:
    if found is None:
        return None
    lines = tuple(item(entry, visit=visit, terms=found.words) for entry in found.entries)
    return Results(
        total=found.total,
        groups=grouped_by_year(found.entries, visit=visit) if by_year else (Group(heading="", items=lines),),
        facets=tuple(_facets(found, filters, here=here, visit=visit, oldest_first=by_year)),
        chosen=tuple(chosen(filters, here=here, visit=visit)),
        paging=_paging(found, filters.asked, here=here, visit=visit),
    )


def _facets(found: Found, filters: Filters, *, here: str, visit: Visit, oldest_first: bool) -> Iterable[Facet]:
    years = dict(sorted(found.years.items(), reverse=not oldest_first))
    counted: tuple[tuple[str, str, Mapping[Any, int]], ...] = (
        ("kind", _("Kinds"), found.kinds),
        ("year", _("Years"), years),
        ("language", _("Languages"), found.languages),
    )
    for name, heading, counts in counted:
        if name in filters.filters and counts:
            values = (_value(name, value, count, filters.asked, here, visit) for value, count in counts.items())
            yield Facet(heading=heading, values=tuple(values))


def _value(name: str, value: object, count: int, asked: Mapping[str, str], here: str, visit: Visit) -> FacetValue:
    written = str(value)
    is_chosen = asked.get(name) == written
    return FacetValue(
        label=_in_words(name, written, visit.language),
        language=written if name == "language" else "",
        count=count,
        address=_there(here, {**asked, name: "" if is_chosen else written}, visit),
        is_chosen=is_chosen,
    )


def chosen(filters: Filters, *, here: str, visit: Visit) -> Iterable[Chosen]:
    """The filters that are on, the words looked for apart."""
    for name, written in filters.asked.items():
        if name == "q":
            continue
        value = filters.form.cleaned_data[name]
        yield Chosen(
            name=str(filters.form.fields[name].label),
            value=value.title if isinstance(value, Entry) else _in_words(name, written, visit.language),
            language=value.language if isinstance(value, Entry) else "",
            without=_there(here, {**filters.asked, name: ""}, visit),
        )


def _in_words(name: str, written: str, language: str) -> str:
    match name:
        case "kind":
            return str(labels.SECTIONS[written])
        case "language":
            return labels.AUTONYMS[written]
        case "from" | "to":
            return labels.date_in_words(written, language)
    return written


def _paging(found: Found, asked: Mapping[str, str], *, here: str, visit: Visit) -> Paging:
    def page(number: int) -> str:
        if not 1 <= number <= found.pages:
            return ""
        return _there(here, {**asked, "page": str(number) if number > 1 else ""}, visit)

    return Paging(page=found.page, pages=found.pages, previous=page(found.page - 1), next=page(found.page + 1))


def _canonical(here: str, found: Found | None, filters: Filters) -> str:
    """A list's own address; narrowed lists point to the whole one."""
    page = found.page if found and not filters.asked else 1
    return addresses.asking(here, page=str(page) if page > 1 else "")


def _there(here: str, asked: Mapping[str, str], visit: Visit) -> str:
    return addresses.asking(here, **{**asked, addresses.AS_OF: visit.as_of})
