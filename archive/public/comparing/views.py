"""A comparison at its address."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, QueryDict

from archive import rules
from archive.public.comparing import comparison as comparing
from archive.public.frame.responses import public_view, render
from archive.public.frame.visits import Visit


@public_view
def comparison(visit: Visit, parameters: QueryDict, slug: str, issuer: str, one: int, other: int) -> HttpResponse:
    """Of two years in their order; another order, and addresses of before, lead there. Both have to be readable."""
    if one == other or not {one, other} <= {*rules.YEARS}:
        raise Http404
    found = comparing.find(visit, slug, issuer, (min(one, other), max(one, other)))
    if found is None:
        raise Http404
    if found.address(visit).partition("?")[0] != f"/{visit.language}/{visit.path}":
        return HttpResponsePermanentRedirect(found.address(visit))
    return render(comparing.page(found, visit=visit))
