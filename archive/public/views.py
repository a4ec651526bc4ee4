"""The reading room's views: parse, ask, answer."""

import logging
import re
import sys
from dataclasses import replace
from datetime import date
from functools import partial

from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from archive import copies, languages, rules
from archive.editions import reading
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.payloads.sources import SourcePayload
from archive.editions.reading import Moved, Snapshot
from archive.public import kinds
from archive.public.detail import details, editions
from archive.public.frame import addresses, frames, icons, spelling, standalone
from archive.public.frame.responses import error, public_view, refused, render, render_xml, with_headers
from archive.public.frame.visits import Visit
from archive.public.kinds import occurrences
from archive.public.lists import corrections, filters, lists
from archive.public.programs import calendars, feeds, sitemaps
from archive.public.time import almanac
from archive.public.time import home as first_page

log = logging.getLogger(__name__)


@require_safe
def choose_language(request: HttpRequest, **where: object) -> HttpResponse:
    """An address without a language gets the one a reader prefers: the one place that asks which."""
    language = _preferred(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{language}{request.get_full_path()}")
    patch_vary_headers(response, ("Accept-Language",))
    return response


@public_view
def home(visit: Visit, asked: QueryDict) -> HttpResponse:
    return render(first_page.page(visit))


@partial(public_view, parameters=filters.of_list)
def listing(visit: Visit, asked: QueryDict, kind: str) -> HttpResponse:
    if "" in asked.values():
        return _without_what_is_empty(visit)
    wanted = lists.filters_for(kinds.of(kind).filters, asked, visit=visit)
    show = kinds.of(kind).list_page or partial(lists.of_kind, kind)
    return render(show(wanted, visit=visit), status=200 if wanted.is_valid() else 400)


@partial(public_view, parameters=filters.of_search)
def search(visit: Visit, asked: QueryDict) -> HttpResponse:
    if "" in asked.values():
        return _without_what_is_empty(visit)
    wanted = lists.filters_for(filters.OF_SEARCH, asked, visit=visit)
    return render(lists.search(wanted, visit=visit), status=200 if wanted.is_valid() else 400)


@public_view
def record(visit: Visit, asked: QueryDict, kind: str, slug: str) -> HttpResponse:
    snapshots = _snapshots(visit, kind, slug)
    if kept := visit.reading.slug_merged_into(snapshots[-1]):
        return _under(kept, visit)
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    return render(details.page_for(snapshots[-1].payload, visit=visit, history=snapshots))


@public_view
def occurrence(visit: Visit, asked: QueryDict, slug: str, year: int) -> HttpResponse:
    """An observance in one year. Years in which it was not kept have a page that says so; there is an end to them."""
    if year not in rules.YEARS:
        raise Http404
    snapshots = _snapshots(visit, "observance", slug)
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    payload = snapshots[-1].payload
    assert isinstance(payload, ObservancePayload)
    return render(occurrences.page(payload, year, visit=visit, history=snapshots))


@partial(public_view, parameters=filters.of_pages)
def corrected(visit: Visit, asked: QueryDict) -> HttpResponse:
    wanted = filters.Filters(asked, wanted=())
    return render(corrections.page(wanted.page, visit=visit)) if wanted.is_valid() else _not_understood(wanted)


@public_view
def on_this_day(visit: Visit, asked: QueryDict, of: date | None = None) -> HttpResponse:
    """A day in all years; without one, the day of today."""
    shown = of or visit.today
    return render(almanac.day(shown.month, shown.day, visit=visit))


@public_view
def year(visit: Visit, asked: QueryDict, number: int) -> HttpResponse:
    page = almanac.year(number, visit=visit)
    if page is None:
        raise Http404
    return render(page)


@public_view
def years(visit: Visit, asked: QueryDict) -> HttpResponse:
    return render(almanac.years(visit=visit))


@public_view
def all_editions(visit: Visit, asked: QueryDict, kind: str, slug: str) -> HttpResponse:
    snapshots = _snapshots(visit, kind, slug)
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    return render(editions.page(snapshots, visit=visit))


@public_view
def edition(visit: Visit, asked: QueryDict, kind: str, slug: str, number: int) -> HttpResponse:
    snapshots = _snapshots(visit, kind, slug)
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    of_that_number = [one for one in snapshots if one.number == number]
    if not of_that_number:
        raise Http404
    shown = of_that_number[0]
    return render(details.page_for(shown.payload, visit=visit, history=snapshots, edition=shown))


@public_view
def copy(visit: Visit, asked: QueryDict, slug: str, digest: str) -> HttpResponseBase:
    """The file of a captured copy, if the source offers it now; it is handed out, not shown."""
    snapshots = reading.at(visit.reading.now).editions("source", slug)
    if not snapshots:
        raise Http404
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    payload = snapshots[-1].payload
    offered = payload.offered_copy if isinstance(payload, SourcePayload) else None
    if offered is None or offered.sha256 != digest:
        raise Http404
    try:
        file = copies.opened(digest)
    except OSError as lost:
        log.error("The captured copy %s cannot be opened: %s", digest, lost)
        raise Http404 from lost
    response = copies.handed_out(file, name=payload.slug, media_type=offered.media_type)
    if language := getattr(payload, "language", ""):
        response.headers["Content-Language"] = language
    return response


@partial(public_view, parameters=filters.of_feed)
def feed(visit: Visit, asked: QueryDict, kind: str = "") -> HttpResponse:
    """A list with its filters; without ``kind`` the whole archive, with the filters of the search."""
    wanted = lists.filters_for(kinds.of(kind).filters if kind else filters.OF_SEARCH, asked, visit=visit)
    return feeds.of_list(wanted, kind=kind, visit=visit) if wanted.is_valid() else _not_understood(wanted)


@partial(public_view, parameters=filters.of_pages)
def observance_feed(visit: Visit, asked: QueryDict, slug: str) -> HttpResponse:
    wanted = filters.Filters(asked, wanted=())
    if not wanted.is_valid():
        return _not_understood(wanted)
    snapshots = _snapshots(visit, "observance", slug)
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    return feeds.of_observance(snapshots[-1], number=wanted.page, visit=visit)


@partial(public_view, parameters=filters.of_pages)
def corrections_feed(visit: Visit, asked: QueryDict) -> HttpResponse:
    wanted = filters.Filters(asked, wanted=())
    return feeds.of_corrections(number=wanted.page, visit=visit) if wanted.is_valid() else _not_understood(wanted)


@public_view
def calendar(visit: Visit, asked: QueryDict) -> HttpResponse:
    return calendars.of_all(visit)


@public_view
def days(visit: Visit, asked: QueryDict, slug: str, year: int) -> HttpResponse:
    """The days of an observance in one year, for a calendar."""
    snapshots = _snapshots(visit, "observance", slug)
    if elsewhere := _gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    if found := calendars.of_year(snapshots[-1], year, visit=visit):
        return found
    raise Http404


@public_view
def sitemap_index(visit: Visit, asked: QueryDict) -> HttpResponse:
    return render_xml(sitemaps.every_one(visit))


@public_view
def sitemap(visit: Visit, asked: QueryDict, year: int | None) -> HttpResponse:
    part = asked.get("part", "1")
    if not re.fullmatch("[1-9][0-9]{0,3}", part, re.ASCII):
        raise Http404
    page = sitemaps.of_year(year, part=int(part), visit=visit)
    if not page.located:
        raise Http404
    return render_xml(page)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read. The desk says of itself that it is to be left out, so nobody is led to it from here."""
    lines = ("User-agent: *", "Allow: /", "", f"Sitemap: {addresses.absolute(addresses.SITEMAPS)}")
    return _kept_for_a_day("".join(f"{line}\n" for line in lines).encode(), "text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    return _kept_for_a_day(icons.drawn(name), icons.TYPES[name])


def _kept_for_a_day(content: bytes, content_type: str) -> HttpResponse:
    """What tells nothing of the archive, so that it may be kept without asking."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same for what is still to come, for what never was and for nonsense."""
    if right := spelling.corrected(request):
        return with_headers(HttpResponsePermanentRedirect(right))
    heading = _("There is nothing at this address")
    text = _("Nothing in the archive can be read at this address. It may be misspelled; try the search or a list.")
    # The last part of an address often is the name of what was looked for.
    words = " ".join(re.findall(r"[^\W_]+", request.path.rstrip("/").rpartition("/")[2]))
    return with_headers(error(heading, text, status=404, query=words[:100]))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    heading = _("This could not be understood")
    text = _("What your browser sent could not be understood. Please go back and try it another way.")
    return with_headers(error(heading, text, status=400))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    heading = _("This is not open to you")
    text = _("You may not do this, or not from where you came. Go back, load the page again and try once more.")
    return with_headers(error(heading, text, status=403))


def failed(request: HttpRequest) -> HttpResponse:
    """Something went wrong here. If it is that the database cannot be asked, it will be a matter of minutes."""
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        response = standalone.render("503.html", status=503)
        response.headers["Retry-After"] = "120"
        return response
    return standalone.render("500.html", status=500)


def _not_understood(wanted: filters.Filters) -> HttpResponse:
    return refused(" ".join(str(one) for errors in wanted.form.errors.values() for one in errors))


def _snapshots(visit: Visit, kind: str, slug: str) -> tuple[Snapshot, ...]:
    """All that has stood at an address, oldest first. One query in the present. Raises ``Http404`` for nothing."""
    if snapshots := visit.reading.editions(kind, slug):
        return snapshots
    # What is withheld today has no past any more, only today's notice.
    notice = visit.reading.find(kind, slug) if visit.reading.is_past else None
    if isinstance(notice, Moved):
        notice = reading.at(visit.reading.now).find(kind, notice.slug)
    if not isinstance(notice, Snapshot):
        raise Http404
    return (notice,)


def _gone_or_moved(snapshot: Snapshot, visit: Visit, slug: str) -> HttpResponse | None:
    """The answer where nothing may be read any more, or where the record has got another address since."""
    if snapshot.withheld:
        return render(details.tombstone(snapshot, visit=visit), status=410)
    return None if snapshot.payload.slug == slug else _under(snapshot.payload.slug, visit)


def _without_what_is_empty(visit: Visit) -> HttpResponse:
    """A form sends every field; the address keeps those that say something."""
    return HttpResponseRedirect(frames.here(visit))


def _under(slug: str, visit: Visit) -> HttpResponse:
    """To the same page under another address: the slug is the second part after the language."""
    segment, _old, rest = visit.path.split("/", 2)
    moved = replace(visit, path=f"{segment}/{slug}/{rest}", query="")
    return HttpResponsePermanentRedirect(frames.here(moved))


def _preferred(header: str) -> str:
    """The first language of ``Accept-Language`` that the archive speaks; the archive's own for none."""
    for code, _quality in parse_accept_lang_header(header):
        try:
            return get_supported_language_variant(code).partition("-")[0]
        except LookupError:
            continue
    return languages.spoken()[0]
