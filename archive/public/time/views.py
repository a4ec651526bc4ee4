"""The first page, days and years; an observance in one year."""

from datetime import date
from functools import partial

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from archive import dates, rules
from archive.editions.payloads.observances import ObservancePayload
from archive.public.detail.resolving import gone_or_moved, snapshots_at
from archive.public.frame import addresses
from archive.public.frame.responses import public_view, refused, render
from archive.public.frame.visits import Visit
from archive.public.kinds import occurrences
from archive.public.lists.filters import Filters
from archive.public.lists.views import not_understood
from archive.public.time import days
from archive.public.time import home as first_page
from archive.public.time import years as all_years


@public_view
def home(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return render(first_page.page(visit))


def day_parameters(**where: object) -> tuple[str, ...]:
    return ("month", "day", "page")


@partial(public_view, parameters=day_parameters)
def on_this_day(visit: Visit, parameters: QueryDict, of: date | None = None) -> HttpResponse:
    """A day in all years; without one, the day of today. Who asks for a month and a day is led to theirs."""
    if "day" in parameters or "month" in parameters:
        return _asked_for(visit, parameters)
    filters, shown = Filters(parameters, names=()), of or visit.today
    if not filters.is_valid():
        return not_understood(filters)
    return render(days.page(shown.month, shown.day, visit=visit, number=filters.page))


def _asked_for(visit: Visit, parameters: QueryDict) -> HttpResponse:
    try:
        day = date(dates.A_LEAP_YEAR, int(parameters.get("month", "")), int(parameters.get("day", "")))
    except ValueError:
        return refused(_("There is no such day. Choose a month, and a day that it has."))
    return HttpResponseRedirect(addresses.day(visit.language, day.month, day.day, as_of=visit.as_of))


@public_view
def year(visit: Visit, parameters: QueryDict, number: int) -> HttpResponse:
    page = all_years.page(number, visit=visit)
    if page is None:
        raise Http404
    return render(page)


@public_view
def years(visit: Visit, parameters: QueryDict) -> HttpResponse:
    return render(all_years.index(visit=visit))


@public_view
def occurrence(visit: Visit, parameters: QueryDict, slug: str, year: int) -> HttpResponse:
    """An observance in one year. Years in which it was not kept have a page that says so; there is an end to them."""
    if year not in rules.YEARS:
        raise Http404
    snapshots = snapshots_at(visit, "observance", slug)
    if elsewhere := gone_or_moved(snapshots[-1], visit, slug):
        return elsewhere
    payload = snapshots[-1].payload
    assert isinstance(payload, ObservancePayload)
    return render(occurrences.page(payload, year, visit=visit, history=snapshots))
