"""What lists, the search and the timeline show of what was found, besides the records: filters, counts, pages."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import groupby, zip_longest
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive import languages, names
from archive.catalogue import listing
from archive.catalogue.listing import MOST_OFFERED, Entry, Named, ResultPage
from archive.public import kinds
from archive.public.frame import addresses
from archive.public.frame.addresses import Parameters
from archive.public.frame.visits import Visit
from archive.public.lists.filters import OF_RECORDS, Filters
from archive.public.lists.items import item
from archive.public.lists.pages import (
    ActiveFilter,
    CountedLink,
    Facet,
    FacetValue,
    FilterForm,
    Group,
    Item,
    PageLink,
    Pagination,
    Results,
)
from archive.public.pictures.pages import Image
from archive.public.words import counting, labels

Counted = Mapping[str, Mapping[Any, int]]
# So many pages on either side of the one that is shown are led to.
NEAR: Final = 2
BY_YEAR: Final = frozenset({"newest", "oldest"})
# What a page says elsewhere.
BESIDE_A_LIST: Final = frozenset({"order", "literal"})
BESIDE_A_SEARCH: Final = BESIDE_A_LIST | {"q"}


def of(
    found: ResultPage | None,
    filters: Filters,
    *,
    here: str,
    visit: Visit,
    kind: str = "",
    images: Mapping[UUID, Image] = MappingProxyType({}),
) -> Results | None:
    """``images`` are what is shown beside some of the records."""
    if found is None:
        return None
    order, besides = in_order(filters, kind), BESIDE_A_LIST if kind else BESIDE_A_SEARCH
    return Results(
        total=found.total,
        counted=counting.counted(kind, found.total, visit.language),
        groups=tuple(_groups(found, order if kind else "", visit=visit, images=images)),
        is_by_year=order in BY_YEAR,
        active_filters=tuple(active_filters(filters, here=here, visit=visit, kind=kind, besides=besides)),
        pagination=pagination(found.page, found.pages, filters.parameters, here=here, visit=visit),
    )


def in_order(filters: Filters, kind: str) -> str:
    """In which a list or a search stands; "" is what answers best first."""
    return filters.in_order or own_order(filters, kind)


def own_order(filters: Filters, kind: str) -> str:
    """The same where none is asked for."""
    if filters.terms:
        return ""
    return kinds.of(kind).list_order if kind else "newest"


def _groups(found: ResultPage, order: str, *, visit: Visit, images: Mapping[UUID, Image]) -> Iterable[Group]:
    """What stands under each year, month or letter, as a list is ordered; all of it where what answers best comes
    first.
    """
    heading, terms = _heading(found, order, visit.language), found.words
    for words, entries in groupby(found.entries, key=heading):
        yield Group(
            heading=words,
            items=tuple(
                _item(entry, terms, heading=words, visit=visit, image=images.get(entry.record)) for entry in entries
            ),
        )


def _heading(found: ResultPage, order: str, language: str) -> Callable[[Entry], str]:
    """Under which heading a record stands. Letters are for lists of several pages."""
    if order == "title" and found.pages > 1:
        return lambda entry: names.initial(entry.title, language)
    if order in BY_YEAR:
        return lambda entry: str(entry.year or "") or _month_of(entry, language)
    return lambda entry: ""


def _month_of(entry: Entry, language: str) -> str:
    return languages.get(language).month(int(entry.date[2:4])) if entry.date.startswith("--") else ""


def _item(entry: Entry, terms: tuple[str, ...], *, heading: str, visit: Visit, image: Image | None) -> Item:
    year = entry.year if entry.year and heading == str(entry.year) else 0
    return item(entry, visit=visit, terms=terms, year=year, image=image)


def form(found: ResultPage | None, filters: Filters, *, visit: Visit, kind: str = "") -> FilterForm:
    """The form that narrows what was found."""
    return filters.shown(facets(found.facets, filters, visit=visit, kind=kind) if found else ())


def facets(counted: Counted, filters: Filters, *, visit: Visit, kind: str = "") -> tuple[Facet, ...]:
    """What the filters of a list offer: nothing that leaves nothing, unless it is chosen. At most one query."""
    of_list = {name: counted[name] for name in filters.filters if counted.get(name)}
    records = {record for name in of_list.keys() & OF_RECORDS.keys() for record in of_list[name]}
    named = listing.named(visit.reading, records, reader=visit.language)
    found = ((name, tuple(_values(name, of_list[name], named, filters, visit, kind))) for name in of_list)
    return tuple(
        Facet(
            name=name,
            heading=str(filters.filters[name].label),
            values=values,
            is_cut=len(of_list[name]) >= MOST_OFFERED and name in OF_RECORDS,
        )
        for name, values in found
        if values
    )


def _values(
    name: str, counts: Mapping[Any, int], named: Mapping[UUID, Named], filters: Filters, visit: Visit, kind: str
) -> Iterable[FacetValue]:
    chosen, grouped = _chosen(name, filters), languages.get(visit.language).grouped
    offered = _records(name, counts, named, visit) if name in OF_RECORDS else _said(name, counts, visit, kind)
    for value, written, label, language, count in offered:
        yield FacetValue(
            id=f"{name}-{written}",
            value=written,
            label=label,
            language=language,
            count=grouped(count),
            is_chosen=bool(chosen) and value in chosen,
        )


def _chosen(name: str, filters: Filters) -> Collection[Any]:
    values = (filters.cleaned.get(name) or {}).values()
    return {one.record if isinstance(one, Named) else one for one in values}


def _records(
    name: str, counts: Mapping[UUID, int], named: Mapping[UUID, Named], visit: Visit
) -> Iterable[tuple[UUID, str, str, str, int]]:
    """Those that somebody can read: what leaves most first, and of as much by its title. Days of every year come in
    its order; what has none of its own stands last.
    """
    known = [(one, count) for record, count in counts.items() if (one := named.get(record))]
    known.sort(key=lambda found: (-found[1], names.sort_key(found[0].title, visit.language)))
    if name == "observance":
        known.sort(key=lambda found: (not found[0].date, found[0].date))
    for one, count in known:
        yield one.record, one.slug, one.title, one.language if one.language != visit.language else "", count


def _said(name: str, counts: Mapping[Any, int], visit: Visit, kind: str) -> Iterable[tuple[Any, str, str, str, int]]:
    for value in _IN_ORDER[name](counts):
        written = str(value)
        label = in_words(name, written, visit.language, kind=kind)
        yield value, written, label, written if name == "language" else "", counts[value]


_IN_ORDER: Final[Mapping[str, Callable[[Collection[Any]], Iterable[Any]]]] = defaultdict(
    lambda: iter,
    {
        "kind": lambda counts: (kind.name for kind in kinds.every() if kind.name in counts),
        "year": partial(sorted, reverse=True),
        "language": sorted,
    },
)


def counted_link(name: str, written: str, count: int, filters: Filters, *, here: str, visit: Visit) -> CountedLink:
    """To what is asked with that one value of a facet."""
    return CountedLink(
        label=in_words(name, written, visit.language),
        language=written if name == "language" else "",
        count=languages.get(visit.language).grouped(count),
        address=address_with(here, {**filters.parameters, name: (written,)}, visit),
    )


def active_filters(
    filters: Filters, *, here: str, visit: Visit, kind: str = "", besides: Collection[str] = BESIDE_A_SEARCH
) -> Iterable[ActiveFilter]:
    """What is chosen, value by value; ``besides`` apart."""
    for name, said in filters.parameters.items():
        for written in (said,) if isinstance(said, str) else said:
            if name in besides:
                continue
            meaning = filters.cleaned[name][written] if isinstance(said, tuple) else written
            named = meaning if isinstance(meaning, Named) else None
            others = () if isinstance(said, str) else tuple(one for one in said if one != written)
            yield ActiveFilter(
                name=str(filters.filters[name].label),
                value=named.title if named else in_words(name, written, visit.language, kind=kind),
                language=named.language if named else "",
                without=address_with(here, {**filters.parameters, name: others}, visit),
            )


def in_words(name: str, written: str, language: str, *, kind: str = "") -> str:
    """A value of a parameter, as readers of ``language`` call it, in a list of ``kind`` or of all."""
    match name:
        case "form":
            among = (kinds.of(kind),) if kind else kinds.every()
            return next((one.form(written) for one in among if written in one.forms), written)
        case "figures":
            return _("With figures")
        case "pictures":
            return _("With pictures")
        case "kind":
            return str(kinds.of(written).section)
        case "language":
            return languages.get(written).autonym
        case "from" | "to":
            return labels.date_in_words(written, language)
    return written


def pagination(shown: int, pages: int, parameters: Parameters, *, here: str, visit: Visit) -> Pagination:
    def page(number: int) -> str:
        if not 1 <= number <= pages:
            return ""
        return address_with(here, {**parameters, "page": str(number) if number > 1 else ""}, visit)

    near = sorted({1, pages, *range(max(shown - NEAR, 1), min(shown + NEAR, pages) + 1)})
    numbers = (
        PageLink(number=one, address="" if one == shown else page(one), is_gap=following > one + 1)
        for one, following in zip_longest(near, near[1:], fillvalue=pages)
    )
    return Pagination(page=shown, pages=pages, previous=page(shown - 1), next=page(shown + 1), numbers=tuple(numbers))


def everywhere(found: ResultPage, filters: Filters, *, visit: Visit) -> str:
    """Where the same words are looked for in the whole archive, if nothing on a list has them."""
    if found.total or not found.search:
        return ""
    return address_with(addresses.search(visit.language), {"q": str(filters.parameters["q"])}, visit)


def canonical(here: str, page: int, filters: Filters) -> str:
    """A list's own address; narrowed lists point to the whole one."""
    return addresses.with_parameters(here, page=str(page) if page > 1 and not filters.parameters else "")


def address_with(here: str, parameters: Parameters, visit: Visit) -> str:
    return addresses.with_parameters(here, **{**parameters, addresses.AS_OF: visit.as_of})
