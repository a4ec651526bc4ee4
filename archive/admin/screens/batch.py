"""Many small records at once: places, sources, subjects … Each goes through the same verbs and is reported."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import clock
from archive.editions import acts, payloads
from archive.editions.acts import Refused
from archive.editions.models import Interval
from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate
from archive.editorial.permissions import may
from archive.editorial.situations import approved, coming, in_review
from archive.records.base import Record, kinds_that

from ..base.differences import Difference, differences
from ..base.links import record_url
from ..base.responses import page, require_right

MOST = 500
MOST_TOLD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A candidate, and all that readers would see otherwise: who signs it has it on the page."""

    candidate: Candidate
    differences: tuple[Difference, ...]


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
    require_right(request, right)
    lines = request.POST.getlist("listed" if "everything" in request.POST else "chosen")
    outcomes = [_done(act, line, request.user) for line in lines] if act else []
    context = {
        "title": _("Small records, many at once"),
        "outcomes": [outcome for outcome in outcomes if outcome],
        "to_approve": _small(in_review().exclude(authors__person=request.user)) if may(request.user, "review") else (),
        "to_publish": _small(approved().exclude(record__uuid__in=_scheduled())) if may(request.user, "publish") else (),
    }
    return page(request, "admin/archive/batch.html", context)


def _small(candidates) -> list[Waiting]:
    found = candidates.filter(record__kind__in=kinds_that("goes_in_batches")).select_related("record", "submitted_by")
    shown = list(found.prefetch_related("record__texts").order_by("pk")[:MOST])
    stands = Interval.objects.covering(clock.now()).filter(record__in=[one.record.uuid for one in shown])
    public = {one.record: payloads.from_bytes(bytes(one.payload.content)) for one in stands.select_related("payload")}
    coming = acts.pending(records=[one.record.uuid for one in shown])
    public |= {one.record: payloads.from_bytes(bytes(one.payload.content)) for one in coming}  # it replaces that
    return [
        Waiting(
            candidate=one,
            differences=differences(before, payloads.from_bytes(bytes(one.content)))
            if (before := public.get(one.record.uuid))
            else (),
        )
        for one in shown
    ]


def _scheduled() -> QuerySet[Any, Any]:
    """What is approved for these replaces what is scheduled: on its own page."""
    return coming().order_by().values("record")


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
