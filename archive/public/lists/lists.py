"""From what was found to the pages that show several records."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive import languages, names
from archive.catalogue import listing
from archive.catalogue.listing import Entry, ResultPage
from archive.editions.reading import Moved
from archive.public import kinds
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists.filters import OFFERED, Filters
from archive.public.lists.items import item
from archive.public.lists.pages import Chosen, Facet, FacetValue, Group, ListPage, Paging, Results, SearchPage
from archive.public.words import counting, labels

_SLUG: Final = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)


def of_kind(kind: str, filters: Filters, *, visit: Visit) -> ListPage:
    """The list of a kind. Two queries, or none when what was asked cannot be understood."""
    found = None
    if filters.is_valid():
        found = listing.find(
            visit.reading,
            filters.query((kind,)),
            reader=visit.language,
            page=filters.page,
            order=kinds.of(kind).list_order,
        )
    here = addresses.listing(visit.language, kind)
    heading, about = str(kinds.of(kind).section), str(kinds.of(kind).about)
    return ListPage(
        frame=frames.frame_for(
            visit,
            title=_titled(heading, found),
            description=about,
            canonical=canonical(here, found.page if found else 1, filters),
            kind=kind,
            is_indexed=found is not None and not filters.asked,
            feed=addresses.with_parameters(addresses.feed(visit.language, kind), **filters.asked) if found else "",
        ),
        heading=heading,
        about=about,
        here=here,
        everything=there(here, {}, visit),
        form=filters.form,
        is_narrowed=bool(filters.asked),
        results=_results(found, filters, here=here, visit=visit, kind=kind),
    )


def search(filters: Filters, *, visit: Visit) -> SearchPage:
    """What was found. Three queries, none when nothing was looked for. Who finds nothing is offered names like it."""
    found, here = None, addresses.search(visit.language)
    if filters.is_valid() and filters.terms:
        found = listing.find(visit.reading, filters.query(), reader=visit.language, page=filters.page)
    query = filters.asked.get("q", "").replace("\0", "")
    is_narrowed = bool(filters.asked.keys() - {"q"})
    return SearchPage(
        frame=frames.frame_for(
            visit,
            title=_("Search: %(query)s") % {"query": query} if query else _("Search"),
            description=_("Search the archive"),
            canonical=here,
            is_indexed=False,
            feed=addresses.with_parameters(addresses.feed(visit.language), **filters.asked) if found else "",
        ),
        here=here,
        everything=there(here, {"q": query}, visit),
        form=filters.form,
        query=query,
        is_narrowed=is_narrowed,
        results=_results(found, filters, here=here, visit=visit),
        elsewhere=_in_other_languages(found, filters, here=here, visit=visit),
        alike=_alike(filters.terms, visit) if found and not found.total and not is_narrowed else (),
    )


def _in_other_languages(
    found: ResultPage | None, filters: Filters, *, here: str, visit: Visit
) -> tuple[FacetValue, ...]:
    """Where nothing was found in the language that was asked for: the others in which there is something."""
    if found is None or found.total:
        return ()
    return tuple(_value("language", code, count, filters.asked, here, visit) for code, count in found.languages.items())


def _alike(terms: tuple[str, ...], visit: Visit) -> tuple[Link, ...]:
    """Names that readers can see and that look like what was typed, each leading to what it finds."""
    here = addresses.search(visit.language)
    found = listing.suggestions(visit.reading, terms, reader=visit.language)
    links = (item(entry, visit=visit).title for entry in found)
    return tuple(replace(link, address=there(here, {"q": link.text}, visit)) for link in links)


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


def _results(found: ResultPage | None, filters: Filters, *, here: str, visit: Visit, kind: str = "") -> Results | None:
    if found is None:
        return None
    return Results(
        total=found.total,
        counted=counting.counted(kind, found.total, visit.language),
        groups=tuple(_groups(found, kind, visit=visit)),
        facets=tuple(_facets(found, filters, here=here, visit=visit)),
        chosen=tuple(chosen(filters, here=here, visit=visit)),
        paging=paging(found.page, found.pages, filters.asked, here=here, visit=visit),
    )


def _groups(found: ResultPage, kind: str, *, visit: Visit) -> Iterable[Group]:
    """All of it; of a list in alphabetical order that has several pages, what stands under each letter."""
    is_long = kind and kinds.of(kind).list_order == "title" and found.pages > 1
    letters = groupby(found.entries, key=lambda entry: names.initial(entry.title, visit.language) if is_long else "")
    for letter, entries in letters:
        yield Group(heading=letter, items=tuple(item(entry, visit=visit, terms=found.words) for entry in entries))


def _facets(found: ResultPage, filters: Filters, *, here: str, visit: Visit) -> Iterable[Facet]:
    of_kinds = {kind.name: found.kinds[kind.name] for kind in kinds.every() if kind.name in found.kinds}
    years = dict(sorted(found.years.items(), reverse=True))
    counted: tuple[tuple[str, str, Mapping[Any, int]], ...] = (
        ("kind", _("Kinds"), of_kinds),
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
        id=f"{name}-{written}",
        label=_in_words(name, written, visit.language),
        language=written if name == "language" else "",
        count=count,
        address=there(here, {**asked, name: "" if is_chosen else written}, visit),
        is_chosen=is_chosen,
    )


def chosen(filters: Filters, *, here: str, visit: Visit, besides: Collection[str] = ("q",)) -> Iterable[Chosen]:
    """The filters that are on, ``besides`` apart."""
    for name, written in filters.asked.items():
        if name in besides:
            continue
        value = filters.form.cleaned_data[name]
        yield Chosen(
            name=str(filters.form.fields[name].label),
            value=value.title if isinstance(value, Entry) else _in_words(name, written, visit.language),
            language=value.language if isinstance(value, Entry) else "",
            without=there(here, {**filters.asked, name: ""}, visit),
        )


def _in_words(name: str, written: str, language: str) -> str:
    match name:
        case "kind":
            return str(kinds.of(written).section)
        case "language":
            return languages.get(written).autonym
        case "from" | "to":
            return labels.date_in_words(written, language)
    return written


def paging(shown: int, pages: int, asked: Mapping[str, str], *, here: str, visit: Visit) -> Paging:
    def page(number: int) -> str:
        if not 1 <= number <= pages:
            return ""
        return there(here, {**asked, "page": str(number) if number > 1 else ""}, visit)

    return Paging(page=shown, pages=pages, previous=page(shown - 1), next=page(shown + 1))


def _titled(heading: str, found: ResultPage | None) -> str:
    """The first page of a list bears its heading alone, so that no two pages are called the same."""
    if found is None or found.page == 1:
        return heading
    return f"{heading}, {_('Page %(page)s of %(pages)s') % {'page': found.page, 'pages': found.pages}}"


def canonical(here: str, page: int, filters: Filters) -> str:
    """A list's own address; narrowed lists point to the whole one."""
    return addresses.with_parameters(here, page=str(page) if page > 1 and not filters.asked else "")


def there(here: str, asked: Mapping[str, str], visit: Visit) -> str:
    return addresses.with_parameters(here, **{**asked, addresses.AS_OF: visit.as_of})
