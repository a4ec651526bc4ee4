"""Closing a dossier: what is left, what the template learns, and whether every byte is what it was."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.dossiers import closing, days, opening
from archive.dossiers.closing import Lesson
from archive.dossiers.steps import Step
from archive.editions.acts import Refused
from archive.editorial.permissions import may

from ..base.dossier_forms import ReasonForm
from ..base.links import dossier_url
from ..base.responses import page, status_of
from . import dossier_pages
from .dossiers import found_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, uuid: Any, year: int) -> HttpResponse:
    """One page closes a dossier, and opens one again that is closed."""
    observance = found_or_404(request, uuid, year)
    if not may(request.user, opening.RIGHT):
        raise PermissionDenied
    dossier = opening.of(observance, year)
    form = ReasonForm(request.POST if request.method == "POST" and dossier.is_closed else None)
    refused, status = "", HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            if done := _done(request, observance, year, form if dossier.is_closed else None):
                messages.success(request, done)
                return HttpResponseRedirect(dossier_url(observance, year))
        except Refused as caught:
            refused, status = str(caught), status_of(caught)
    (found,) = days.of(observance, year)
    shown = dossier_pages.shown_tasks(dossier, found.first, request.user)
    context = {
        "title": days.called(observance),
        "year": year,
        "dossier": dossier,
        "dossier_url": dossier_url(observance, year),
        "form": form,
        "refused": refused,
        "left": [one for one in shown if not one.task.done_at and one.task.step != Step.CLOSE],
        "notes": [note for note in opening.notes(dossier) if not note.settled_at and note.sort != "reopened"],
        "lessons": [_told(one) for one in closing.lessons(dossier)],
    }
    return page(request, "admin/archive/close_dossier.html", context, status=status)


def _done(request: HttpRequest, observance: Any, year: int, form: ReasonForm | None) -> str:
    if form is None:
        report = closing.close(observance, year, by=request.user, learn=request.POST.getlist("learn"))
        return (
            _("Closed. Every byte is what it was.")
            if report.is_ok
            else _("Closed. Look at the report: not all is whole.")
        )
    if not form.is_valid():
        return ""
    closing.reopen(observance, year, reason=form.cleaned_data["reason"], by=request.user)
    return _("Open again.")


def _told(lesson: Lesson) -> dict[str, Any]:
    when = dossier_pages.in_days(lesson.task.days)
    if lesson.days_before is None:
        said = _("new: %(when)s") % {"when": when}
    else:
        said = _("%(when)s instead of %(before)s") % {"when": when, "before": dossier_pages.in_days(lesson.days_before)}
    return {"key": lesson.task.key, "task": lesson.task, "said": said}
