"""All records of one kind that name a record, page after page."""

from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.frame import addresses, frames
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import Filters
from archive.public.lists.pages import ListPage


def page(snapshot: Snapshot, kind: kinds.Kind, filters: Filters, *, visit: Visit) -> ListPage | None:
    """Nothing where nothing of ``kind`` names it. One query; two more for a publication version."""
    payload, words = snapshot.payload, snapshot.payload.texts[visit.language]
    query = listing.Query(kinds=(kind.name,), naming=snapshot.record)
    found = listing.find(visit.reading, query, reader=visit.language, page=filters.page, order=kind.list_order)
    if not found.total:
        return None
    here = addresses.named_in(visit.language, payload.kind, payload.slug, kind.name)
    heading = f"{words.title}: {kind.section}"
    return ListPage(
        frame=frames.frame_for(
            visit,
            title=heading,
            canonical=results.canonical(here, found.page, filters),
            kind=payload.kind,
            is_indexed=False,
        ),
        heading=heading,
        about=_("Records that name it, and those that lead to it by a link."),
        here=here,
        everything=results.address_with(here, {}, visit),
        form=filters.shown(),
        is_narrowed=False,
        results=results.of(found, filters, here=here, visit=visit, kind=kind.name),
    )
