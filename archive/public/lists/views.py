"""Lists, the search, and what was corrected."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from archive.public import kinds
from archive.public.frame import frames
from archive.public.frame.responses import public_view, refused, render
from archive.public.frame.visits import Visit
from archive.public.lists import completing, corrections, record_list
from archive.public.lists import search as searching
from archive.public.lists.filters import (
    SEARCH_FILTERS,
    Filters,
    completed_parameters,
    filters_for,
    list_filters,
    list_parameters,
    page_parameter,
    search_parameters,
)


@partial(public_view, parameters=list_parameters)
def listing(visit: Visit, parameters: QueryDict, kind: str) -> HttpResponse:
    if has_empty(parameters):
        return without_empty_parameters(visit)
    shown = kinds.of(kind)
    filters = filters_for(list_filters(kind), parameters, visit=visit)
    page = shown.list_page or partial(record_list.page, shown)
    return render(page(filters, visit=visit), status=200 if filters.is_valid() else 400)


@partial(public_view, parameters=search_parameters)
def search(visit: Visit, parameters: QueryDict) -> HttpResponse:
    if has_empty(parameters):
        return without_empty_parameters(visit)
    filters = filters_for(SEARCH_FILTERS, parameters, visit=visit)
    return render(searching.page(filters, visit=visit), status=200 if filters.is_valid() else 400)


@partial(public_view, parameters=completed_parameters)
def suggest(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return completing.answer(parameters.get("q", ""), visit=visit)


@partial(public_view, parameters=page_parameter)
def corrected(visit: Visit, parameters: QueryDict) -> HttpResponse:
    filters = Filters(parameters, names=())
    return render(corrections.page(filters.page, visit=visit)) if filters.is_valid() else not_understood(filters)


def not_understood(filters: Filters) -> HttpResponse:
    return refused(" ".join(str(one) for errors in filters.errors.values() for one in errors))


def has_empty(parameters: QueryDict) -> bool:
    return any("" in values for _name, values in parameters.lists())


def without_empty_parameters(visit: Visit) -> HttpResponse:
    """A form sends every field; the address keeps those that say something."""
    return HttpResponseRedirect(frames.here(visit))
