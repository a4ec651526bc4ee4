"""Many small candidates at once: places, sources, subjects … Each goes through the same verbs and is reported."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.editions.acts import Refused
from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate
from archive.editorial.permissions import may
from archive.editorial.situations import approved, in_review
from archive.records.base import Kind, Record

from .acts import page, permissions_of
from .paths import record_url

SMALL = (Kind.PLACE, Kind.INSTITUTION, Kind.SOURCE, Kind.SUBJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    record: Record
    url: str
    refused: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Approve or publish what was chosen on the page, with the digests that stood there."""
    right = "review" if may(request.user, "review") else "publish"
    act = request.POST.get("act", "")
    if act in ("approve", "publish"):
        right = {"approve": "review", "publish": "publish"}[act]
    permissions_of(request, right)
    outcomes = [_done(act, line, request.user) for line in request.POST.getlist("chosen")] if act else []
    context = {
        "title": _("Small records, many at once"),
        "outcomes": [outcome for outcome in outcomes if outcome],
        "to_approve": _small(in_review().exclude(authors__person=request.user)) if may(request.user, "review") else (),
        "to_publish": _small(approved()) if may(request.user, "publish") else (),
    }
    return page(request, "admin/archive/batch.html", context)


def _small(candidates) -> list[Candidate]:
    found = candidates.filter(record__kind__in=SMALL).select_related("record", "submitted_by")
    return list(found.prefetch_related("record__texts")[:200])


def _done(act: str, line: str, person) -> Outcome | None:
    """``line`` is a candidate's key and the digest that was on the page, joined by a colon."""
    key, _colon, digest = line.partition(":")
    candidate = Candidate.objects.filter(pk=key if key.isdecimal() else 0).select_related("record").first()
    if candidate is None:
        return None
    try:
        with transaction.atomic():
            if act == "approve":
                reviewing.approve(candidate, by=person, digest=digest)
            else:
                publishing.publish(candidate, by=person, digest=digest)
    except Refused as refused:
        return Outcome(record=candidate.record, url=record_url(candidate.record), refused=str(refused))
    return Outcome(record=candidate.record, url=record_url(candidate.record))
