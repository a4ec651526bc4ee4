"""What lists, the search and the timeline show of what was found, besides the records: filters, counts, pages."""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from archive import languages, names
from archive.catalogue.listing import Entry, ResultPage
from archive.public import kinds
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.lists.filters import Filters
from archive.public.lists.items import item
from archive.public.lists.pages import ActiveFilter, Facet, FacetValue, Group, Pagination, Results
from archive.public.words import counting, labels


def of(found: ResultPage | None, filters: Filters, *, here: str, visit: Visit, kind: str = "") -> Results | None:
    if found is None:
        return None
    return Results(
        total=found.total,
        counted=counting.counted(kind, found.total, visit.language),
        groups=tuple(_groups(found, kind, visit=visit)),
        facets=tuple(_facets(found, filters, here=here, visit=visit)),
        active_filters=tuple(active_filters(filters, here=here, visit=visit)),
        pagination=pagination(found.page, found.pages, filters.parameters, here=here, visit=visit),
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
            values = (
                facet_value(name, value, count, filters.parameters, here, visit) for value, count in counts.items()
            )
            yield Facet(heading=heading, values=tuple(values))


def facet_value(
    name: str, value: object, count: int, parameters: Mapping[str, str], here: str, visit: Visit
) -> FacetValue:
    written = str(value)
    is_chosen = parameters.get(name) == written
    return FacetValue(
        id=f"{name}-{written}",
        label=_in_words(name, written, visit.language),
        language=written if name == "language" else "",
        count=count,
        address=address_with(here, {**parameters, name: "" if is_chosen else written}, visit),
        is_chosen=is_chosen,
    )


def active_filters(
    filters: Filters, *, here: str, visit: Visit, besides: Collection[str] = ("q",)
) -> Iterable[ActiveFilter]:
    """The filters that are on, ``besides`` apart."""
    for name, written in filters.parameters.items():
        if name in besides:
            continue
        value = filters.form.cleaned_data[name]
        yield ActiveFilter(
            name=str(filters.filters[name].label),
            value=value.title if isinstance(value, Entry) else _in_words(name, written, visit.language),
            language=value.language if isinstance(value, Entry) else "",
            without=address_with(here, {**filters.parameters, name: ""}, visit),
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


def pagination(shown: int, pages: int, parameters: Mapping[str, str], *, here: str, visit: Visit) -> Pagination:
    def page(number: int) -> str:
        if not 1 <= number <= pages:
            return ""
        return address_with(here, {**parameters, "page": str(number) if number > 1 else ""}, visit)

    return Pagination(page=shown, pages=pages, previous=page(shown - 1), next=page(shown + 1))


def canonical(here: str, page: int, filters: Filters) -> str:
    """A list's own address; narrowed lists point to the whole one."""
    return addresses.with_parameters(here, page=str(page) if page > 1 and not filters.parameters else "")


def address_with(here: str, parameters: Mapping[str, str], visit: Visit) -> str:
    return addresses.with_parameters(here, **{**parameters, addresses.AS_OF: visit.as_of})
