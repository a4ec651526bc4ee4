"""The list of a kind."""

from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.catalogue.listing import ResultPage
from archive.public import kinds
from archive.public.frame import addresses, frames
from archive.public.frame.visits import Visit
from archive.public.lists import results, understanding
from archive.public.lists.filters import Filters
from archive.public.lists.pages import ListPage


def page(kind: kinds.Kind, filters: Filters, *, visit: Visit) -> ListPage:
    """The list of a kind. Two queries, of some kinds three, or none when what was asked cannot be understood."""
    found = None
    if filters.is_valid():
        found = listing.find(
            visit.reading,
            filters.query((kind.name,)),
            reader=visit.language,
            page=filters.page,
            order=results.in_order(filters, kind.name) or "best",
            most=kind.per_page,
        )
    records = tuple(one.record for one in found.entries) if found else ()
    here = addresses.listing(visit.language, kind.name)
    feed = addresses.feed(visit.language, kind.name)
    heading, about = str(kind.section), str(kind.about)
    return ListPage(
        frame=frames.frame_for(
            visit,
            title=_titled(heading, found),
            description=about,
            canonical=results.canonical(here, found.page if found else 1, filters),
            kind=kind.name,
            is_indexed=found is not None and not filters.parameters,
            feed=addresses.with_parameters(feed, **filters.followed) if found else "",
        ),
        heading=heading,
        about=about,
        here=here,
        everything=results.address_with(here, {}, visit),
        form=results.form(found, filters, visit=visit, kind=kind.name),
        is_narrowed=bool(filters.narrowing),
        results=results.of(
            found, filters, here=here, visit=visit, kind=kind.name, images=kind.images_of(records, visit=visit)
        ),
        everywhere=results.everywhere(found, filters, visit=visit) if found else "",
        understanding=understanding.of(found, filters, here=here, visit=visit, kind=kind.name),
        orders=understanding.orders(found, filters, here=here, visit=visit, kind=kind.name),
        map=kind.map_of(records, visit=visit),
    )


def _titled(heading: str, found: ResultPage | None) -> str:
    """The first page of a list bears its heading alone, so that no two pages are called the same."""
    if found is None or found.page == 1:
        return heading
    return f"{heading}, {_('Page %(page)s of %(pages)s') % {'page': found.page, 'pages': found.pages}}"
