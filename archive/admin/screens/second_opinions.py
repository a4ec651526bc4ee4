"""What one person did alone, before another who says what they think of it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.editions.acts import Refused
from archive.editions.models import Act, LedgerEntry
from archive.editions.reasons import REASONS
from archive.editorial import second_opinions
from archive.editorial.models import Candidate, Review
from archive.editorial.permissions import may
from archive.editorial.second_opinions import DoneAlone
from archive.records.base import Record

from ..base import alone, framing, readings
from ..base.links import record_url
from ..base.readings import Reading
from ..base.responses import page, require_right, status_of
from ..base.workflow_forms import OpinionForm
from . import piles


@require_http_methods(["GET", "HEAD", "POST"])
def second_opinion(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """One approval, withdrawal or reinstatement, with all that another person needs to say what they think of it."""
    require_right(request, "review")
    done = _done(what, pk)
    form, status = OpinionForm(request.POST or None), HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            said = _say(done, request.POST.get("verdict", ""), form.cleaned_data["remark"], by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = status_of(refused)
        else:
            link = record_url(done.record), done.record
            messages.success(request, format_html('{} <a href="{}">{}</a>', said, *link))
            line = piles.next_in("alone" if done.review else "withdrawn", request.user)
            return HttpResponseRedirect(line.first if line else reverse("admin:index"))
    context = {
        "title": str(done.record),
        "done": done,
        "heading": _heading(done),
        "record_url": record_url(done.record),
        "reason_class": REASONS[done.act.reason_class].label if done.act and done.act.reason_class else "",
        "notes": readings.by_language(done.act.note) if done.act else (),
        "reading": _reading(request, done.review.candidate) if done.review else None,
        "said": alone.afterwards(done) if done.opinion else "",
        "may_say": may(request.user, "review") and done.opinion is None and second_opinions.may_say(done, request.user),
        "form": form,
    }
    return framing.has_frames(page(request, "admin/archive/second_opinion.html", context, status=status))


def _done(what: str, pk: int) -> DoneAlone:
    if what == "review":
        reviews = Review.objects.filter(verdict=Review.Verdict.ALONE, candidate__companion_of=None)
        found = get_object_or_404(reviews.select_related("candidate__record", "by", "second_opinion__by"), pk=pk)
        return second_opinions.approved_alone(found)
    if what != "act":
        raise Http404
    acts = LedgerEntry.objects.filter(act__in=(Act.WITHDRAW, Act.REINSTATE)).select_related("second_opinion__by")
    act = get_object_or_404(acts, pk=pk)
    return second_opinions.withdrawn_alone(act, Record.objects.get(uuid=act.record))


def _say(done: DoneAlone, verdict: str, remark: str, *, by) -> str:
    match verdict:
        case "confirm":
            second_opinions.confirm(done, by=by, remark=remark)
            return _("Confirmed.")
        case "object":
            second_opinions.object_to(done, by=by, remark=remark)
            return _("Your objection stands on the start page of whoever did it. What readers see is as it was.")
        case _other:
            raise Refused(_("Confirm it, or object."))


def _heading(done: DoneAlone) -> str:
    return str(Review.Verdict.ALONE.label) if done.review else str(Act(done.act.act).label if done.act else "")


def _reading(request: HttpRequest, candidate: Candidate) -> Reading:
    return readings.reading(candidate, person=request.user, against=request.GET.get("against", ""))
