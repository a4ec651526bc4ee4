"""Feeds, calendars, sitemaps, cards, and what a home screen is told."""

import re
from functools import partial

from django.http import Http404, HttpResponse, QueryDict

from archive.editions.reading import Snapshot
from archive.imaging import offers
from archive.public.detail import editions
from archive.public.detail.resolving import gone_or_moved, moved_to, snapshots_at
from archive.public.frame import identity
from archive.public.frame.responses import public_view, render_xml
from archive.public.frame.visits import Visit
from archive.public.lists.filters import (
    SEARCH_FILTERS,
    Filters,
    feed_parameters,
    filters_for,
    list_filters,
    page_parameter,
)
from archive.public.lists.views import not_understood
from archive.public.pictures import heads
from archive.public.programs import calendars, cards, feeds, manifests, sitemaps
from archive.public.programs.cards import CardWords


@partial(public_view, parameters=feed_parameters)
def feed(visit: Visit, parameters: QueryDict, kind: str = "") -> HttpResponse:
    """A list with its filters; without ``kind`` the whole archive, with the filters of the search."""
    filters = filters_for(list_filters(kind) if kind else SEARCH_FILTERS, parameters, visit=visit)
    return feeds.of_list(filters, kind=kind, visit=visit) if filters.is_valid() else not_understood(filters)


@partial(public_view, parameters=page_parameter)
def observance_feed(visit: Visit, parameters: QueryDict, slug: str) -> HttpResponse:
    filters = Filters(parameters, names=())
    if not filters.is_valid():
        return not_understood(filters)
    snapshots = snapshots_at(visit, "observance", slug)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    return feeds.of_observance(snapshots[-1], number=filters.page, visit=visit)


@partial(public_view, parameters=page_parameter)
def corrections_feed(visit: Visit, parameters: QueryDict) -> HttpResponse:
    filters = Filters(parameters, names=())
    return feeds.of_corrections(number=filters.page, visit=visit) if filters.is_valid() else not_understood(filters)


@public_view
def calendar(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return calendars.of_all(visit)


@public_view
def every_year(visit: Visit, parameters: QueryDict, slug: str) -> HttpResponse:
    """All days of an observance, for a calendar."""
    snapshots = snapshots_at(visit, "observance", slug)
    return gone_or_moved(snapshots[-1], visit, slug) or calendars.of_every_year(snapshots[-1], visit=visit)


@public_view
def days(visit: Visit, parameters: QueryDict, slug: str, year: int) -> HttpResponse:
    """The days of an observance in one year, for a calendar."""
    snapshots = snapshots_at(visit, "observance", slug)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    if found := calendars.of_year(snapshots[-1], year, visit=visit):
        return found
    raise Http404


@public_view
def card(visit: Visit, parameters: QueryDict, kind: str, slug: str) -> HttpResponse:
    """What other sites show of a record, in a language in which it can be read."""
    newest = _newest(visit, kind, slug)
    if isinstance(newest, HttpResponse):
        return newest
    archive = identity.of(visit.reading, version=visit.version, language=visit.language)
    label = editions.label(newest, visit.language) if newest.withdrawn else ""
    return _drawn(cards.of_record(newest.payload, visit.language, archive, label=label))


@public_view
def card_with_picture(visit: Visit, parameters: QueryDict, kind: str, slug: str) -> HttpResponse:
    """The same with a picture beside the words; nothing where its page shows none that everybody may see at once."""
    newest = _newest(visit, kind, slug)
    if isinstance(newest, HttpResponse):
        return newest
    picture = heads.on_card(newest, heads.known(newest.payload, visit.language, visit.reading), visit.reading)
    archive = identity.of(visit.reading, version=visit.version, language=visit.language)
    words = cards.of_record(newest.payload, visit.language, archive)
    if picture is None or not words.can_be_drawn():
        raise Http404
    return cards.answer_beside(words, picture.master, offers.beside_words(picture))


def _newest(visit: Visit, kind: str, slug: str) -> Snapshot | HttpResponse:
    """What stands there and can be read in the reader's language, or what is answered instead."""
    newest = snapshots_at(visit, kind, slug)[-1]
    if kept := visit.reading.slug_merged_into(newest):
        return moved_to(kept, visit)
    if elsewhere := gone_or_moved(newest, visit, slug):
        return elsewhere
    if visit.language not in newest.payload.texts:
        raise Http404
    return newest


@public_view
def card_of_archive(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return _drawn(cards.of_archive(identity.of(visit.reading, version=visit.version, language=visit.language)))


def _drawn(words: CardWords) -> HttpResponse:
    """Raises ``Http404`` for what has letters that the archive's typeface has not."""
    if not words.can_be_drawn():
        raise Http404
    return cards.answer(words)


@public_view
def manifest(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return manifests.answer(identity.of(visit.reading, version=visit.version, language=visit.language), visit.language)


@public_view
def sitemap_index(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return render_xml(sitemaps.index(visit))


def part_parameter(**where: object) -> tuple[str, ...]:
    return ("part",)


@partial(public_view, parameters=part_parameter)
def sitemap(visit: Visit, parameters: QueryDict, year: int | None) -> HttpResponse:
    part = parameters.get("part", "1")
    if not re.fullmatch("[1-9][0-9]{0,3}", part, re.ASCII):
        raise Http404
    page = sitemaps.of_year(year, part=int(part), visit=visit)
    if not page.entries:
        raise Http404
    return render_xml(page)
