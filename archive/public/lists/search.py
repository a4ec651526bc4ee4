"""The search."""

from dataclasses import replace

from django.utils.translation import gettext as _

from archive import names
from archive.catalogue import listing
from archive.catalogue.listing import Alike, ResultPage
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import results, understanding
from archive.public.lists.filters import Filters
from archive.public.lists.items import item
from archive.public.lists.pages import CountedLink, SearchPage


def page(filters: Filters, *, visit: Visit) -> SearchPage:
    """What was found, by words, by filters or by both. Three queries, none when nothing was looked for. Who finds
    nothing is offered names like it.
    """
    found, here = None, addresses.search(visit.language)
    if filters.is_valid() and (filters.terms or filters.narrowing.keys() - {"q"}):
        order = results.in_order(filters, "") or "best"
        found = listing.find(visit.reading, filters.query(), reader=visit.language, page=filters.page, order=order)
    query = str(filters.parameters.get("q", "")).replace("\0", "")
    is_narrowed = bool(filters.narrowing.keys() - {"q"})
    return SearchPage(
        frame=frames.frame_for(
            visit,
            title=_("Search: %(query)s") % {"query": query} if query else _("Search"),
            description=_("Search the archive"),
            canonical=here,
            is_indexed=False,
            feed=addresses.with_parameters(addresses.feed(visit.language), **filters.followed) if found else "",
        ),
        here=here,
        everything=results.address_with(here, {"q": query}, visit),
        form=results.form(found, filters, visit=visit),
        query=query,
        is_narrowed=is_narrowed,
        results=results.of(found, filters, here=here, visit=visit),
        understanding=understanding.of(found, filters, here=here, visit=visit),
        orders=understanding.orders(found, filters, here=here, visit=visit),
        in_other_languages=_in_other_languages(found, filters, here=here, visit=visit),
        suggestions=_suggestions(found, filters.terms, visit) if found and not is_narrowed else (),
    )


def _in_other_languages(
    found: ResultPage | None, filters: Filters, *, here: str, visit: Visit
) -> tuple[CountedLink, ...]:
    """Where nothing was found in the language that was asked for: the others in which there is something."""
    if found is None or found.total:
        return ()
    return tuple(
        results.counted_link("language", code, count, filters, here=here, visit=visit)
        for code, count in sorted(found.facets["language"].items())
        if count
    )


def _suggestions(found: ResultPage, terms: tuple[str, ...], visit: Visit) -> tuple[Link, ...]:
    """Names that readers can see and that look like what was typed where nothing was found, or like a word that was
    not looked for where something was; each leads to what it finds with all the other words.
    """
    left_out = {group.written for group in found.search.left_out} if found.search else set()
    if found.total and not left_out:
        return ()
    here, folded = addresses.search(visit.language), {names.fold(words) for words in left_out}
    alike = listing.suggestions(visit.reading, terms, reader=visit.language)
    return tuple(_instead(one, here, visit) for one in alike if not found.total or _replaced(one, terms) in folded)


def _replaced(one: Alike, terms: tuple[str, ...]) -> str:
    """What the name takes the place of."""
    return " ".join(terms[len(one.before) : len(terms) - len(one.after)])


def _instead(one: Alike, here: str, visit: Visit) -> Link:
    """The name, and what else was typed as it was."""
    name = item(one.entry, visit=visit).title
    words = " ".join((*one.before, name.text, *one.after))
    return replace(name, text=words, address=results.address_with(here, {"q": words}, visit))
