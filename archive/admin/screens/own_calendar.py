"""The days ahead in the calendar that somebody keeps herself: an address of her own, which asks without a session."""

from collections.abc import Iterator
from typing import Final
from uuid import uuid5

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive import characters, clock, rules
from archive.dossiers import board, digest, feeds
from archive.dossiers.board import BoardDay
from archive.editorial.people import User
from archive.public.programs import content_lines
from archive.public.programs.content_lines import moment, text

from ..base.links import dossier_url
from ..base.responses import page
from . import dossier_pages

PROGRAM: Final = "-//Memorial Archive//Days ahead//EN"


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Making an address, which is shown once, and stopping it."""
    if not request.user.has_perm("archive.view_observance"):
        raise PermissionDenied
    person, address = User.objects.get(pk=request.user.pk), ""
    if "stop" in request.POST:
        feeds.revoke(person)
        messages.success(request, _("The address is not answered any more."))
        return HttpResponseRedirect(reverse("admin:own_calendar"))
    if "make" in request.POST:
        address = settings.MEMORIAL_ADDRESS + reverse("admin:days_feed", args=[feeds.make(person)])
    context = {"title": _("Your own calendar of the days ahead"), "address": address, "key": feeds.key_of(person)}
    return page(request, "admin/archive/own_calendar.html", context)


@require_safe
def days_feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a program that asks again: whoever has the address, and nobody else."""
    person = feeds.person_of(token)
    if person is None:
        raise Http404
    with translation.override(person.language):
        response = HttpResponse(_written(), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _written() -> bytes:
    today = clock.today()
    found = board.board(board.soon(dossier_pages.calendar().next_of_each(today), today), today)
    name = text(_("The days ahead"))
    return content_lines.written(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PROGRAM}", "METHOD:PUBLISH"),
            *(f"NAME:{name}", f"X-WR-CALNAME:{name}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"),
            *(line for day in found for line in _event(day)),
            "END:VCALENDAR",
        ]
    )


def _event(day: BoardDay) -> Iterator[str]:
    """A whole day, or several: as readers know it, with the kind and the state of what is expected."""
    states = [digest.states_in_words(line) for line in day.lines]
    alarms = dict.fromkeys(line.alarm for line in day.lines if line.alarm)
    address = settings.MEMORIAL_ADDRESS + dossier_url(day.record, day.year)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{text(characters.line(' · '.join([day.title, *alarms])))}"
    yield f"DTSTART;VALUE=DATE:{content_lines.day(day.first)}"
    yield f"DTEND;VALUE=DATE:{content_lines.day(rules.later(day.occurrence.last, 1))}"  # no part of it any more
    yield f"DTSTAMP:{moment(clock.now())}"
    yield f"UID:{uuid5(day.record, f'{day.year}/desk')}"
    yield f"DESCRIPTION:{text(chr(10).join([*states, address]))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{address}"
    yield "END:VEVENT"
