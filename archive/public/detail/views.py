"""A record, its editions, its copies."""

import logging
from functools import partial

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from archive import copies
from archive.editions import reading
from archive.editions.payloads.sources import SourcePayload
from archive.public import kinds
from archive.public.detail import details, editions
from archive.public.detail import named_in as naming
from archive.public.detail.resolving import gone_or_moved, moved_to, snapshots_at
from archive.public.frame.responses import public_view, render
from archive.public.frame.visits import Visit
from archive.public.lists.filters import Filters, page_parameter
from archive.public.lists.views import not_understood

log = logging.getLogger(__name__)


@public_view
def record(visit: Visit, parameters: QueryDict, kind: str, slug: str) -> HttpResponse:
    snapshots = snapshots_at(visit, kind, slug)
    if kept := visit.reading.slug_merged_into(snapshots[-1]):
        return moved_to(kept, visit)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    return render(details.page_for(snapshots[-1].payload, visit=visit, history=snapshots))


@public_view
def all_editions(visit: Visit, parameters: QueryDict, kind: str, slug: str) -> HttpResponse:
    snapshots = snapshots_at(visit, kind, slug)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    return render(editions.page(snapshots, visit=visit))


@partial(public_view, parameters=page_parameter)
def named_in(visit: Visit, parameters: QueryDict, kind: str, slug: str, of: str) -> HttpResponse:
    """What names a record, all of one kind."""
    filters = Filters(parameters, names=())
    if not filters.is_valid():
        return not_understood(filters)
    snapshots = snapshots_at(visit, kind, slug)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    if kept := visit.reading.slug_merged_into(snapshots[-1]):
        return moved_to(kept, visit)
    if visit.language not in snapshots[-1].payload.texts:
        return render(details.missing_language(snapshots[-1].payload, visit=visit))
    if page := naming.page(snapshots[-1], kinds.of(of), filters, visit=visit):
        return render(page)
    raise Http404


@public_view
def edition(visit: Visit, parameters: QueryDict, kind: str, slug: str, number: int) -> HttpResponse:
    snapshots = snapshots_at(visit, kind, slug)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    of_that_number = [one for one in snapshots if one.number == number]
    if not of_that_number:
        raise Http404
    shown = of_that_number[0]
    return render(details.page_for(shown.payload, visit=visit, history=snapshots, edition=shown))


@public_view
def copy(visit: Visit, parameters: QueryDict, slug: str, digest: str) -> HttpResponseBase:
    """The file of a captured copy, if the source offers it now; it is handed out, not shown."""
    snapshots = reading.at(visit.reading.now).editions("source", slug)
    if not snapshots:
        raise Http404
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
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
