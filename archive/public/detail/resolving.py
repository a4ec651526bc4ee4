"""What stands at the address of a record, and what is answered where nothing can be read there any more."""

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from archive.editions import reading
from archive.editions.reading import Moved, Snapshot
from archive.public.detail import details
from archive.public.frame import frames
from archive.public.frame.responses import render
from archive.public.frame.visits import Visit


def snapshots_at(visit: Visit, kind: str, slug: str) -> tuple[Snapshot, ...]:
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


def gone_or_moved(snapshot: Snapshot, visit: Visit, slug: str) -> HttpResponse | None:
    """The answer where nothing may be read any more, or where the record has got another address since."""
    if snapshot.withheld:
        return render(details.tombstone(snapshot, visit=visit), status=410)
    return None if snapshot.payload.slug == slug else moved_to(snapshot.payload.slug, visit)


def moved_to(slug: str, visit: Visit) -> HttpResponse:
    """To the same page under another address: the slug is the second part after the language."""
    segment, _old, rest = visit.path.split("/", 2)
    moved = replace(visit, path=f"{segment}/{slug}/{rest}", query="")
    return HttpResponsePermanentRedirect(frames.here(moved))
