"""What is kept in the next weeks, and how ready each statement is: one screen for everybody at the desk."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import clock, languages
from archive.dates import span_in_words
from archive.dossiers import board as boards
from archive.dossiers import days
from archive.dossiers.board import BoardDay, Line
from archive.dossiers.days import Unseen
from archive.editorial.people import User

from ..base.expected_lines import ShownLine, begin_url, columns, line
from ..base.links import dossier_url
from ..base.responses import page
from . import dossier_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    day: BoardDay
    when: str
    url: str
    lines: tuple[ShownLine, ...]


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("archive.view_observance"):
        raise PermissionDenied
    today, calendar = clock.today(), dossier_pages.calendar()
    kept = calendar.next_of_each(today)
    found = boards.board(boards.soon(kept, today), today)
    codes = columns(line.expected for day in found for line in day.lines if line.expected)
    context = {
        "title": _("The days ahead"),
        "days": [_shown(day, codes, request.user) for day in found],
        "columns": codes or languages.written(),
        "days_left_out": boards.days_left_out(kept, today),
        "statements_left_out": found.left_out,
        "unseen": [_unseen(one) for one in days.unseen(calendar.known, today, today + boards.SPAN)],
    }
    return page(request, "admin/archive/board.html", context)


def _unseen(one: Unseen) -> tuple[str, str, str]:
    """What it is called, its dossier, and when it is kept."""
    return str(one.observance), dossier_url(one.observance, one.days.year), "; ".join(one.days.in_words())


def _shown(day: BoardDay, codes: list[str], person: User) -> ShownDay:
    first, last = day.occurrence.first.isoformat(), day.occurrence.last.isoformat()
    return ShownDay(
        day=day,
        when=span_in_words(first, last, languages.current()),
        url=dossier_url(day.record, day.year),
        lines=tuple(_line(one, day, codes, person) for one in day.lines if one.expected),
    )


def _line(one: Line, day: BoardDay, codes: list[str], person: User) -> ShownLine:
    assert one.expected
    begun = begin_url(one.expected, day.observance, day.year, day.first)
    return line(one.expected, codes, person=person, begun=begun, alarm=one.alarm)
