"""Many small records at once: places, sources, subjects … Each goes through the same verbs and is reported.

Of whatever can be approved here, all stands on the page: what a record says, or what it says otherwise than before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import clock
from archive.editions import acts
from archive.editions.acts import Refused
from archive.editions.models import Interval
from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate
from archive.editorial.permissions import may
from archive.editorial.situations import approved, coming, in_review
from archive.records.base import Record, kinds_that

from ..base import signed
from ..base.differences import Differences, differences
from ..base.links import record_url
from ..base.margins import ToldDoubt, doubts_of_each
from ..base.readings import by_language
from ..base.responses import page, require_right
from ..base.signed import Signed
from ..base.workflow_forms import VerdictForm

# As many as somebody reads.
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A candidate, and all that readers would see otherwise: who signs it has it on the page.

    ``form`` is where its ``doubts`` are let stand.
    """

    candidate: Candidate
    differences: Differences
    doubts: tuple[ToldDoubt, ...]

    @property
    def form(self) -> VerdictForm:
        return _form(self.candidate)

    @property
    def signed(self) -> str:
        return signed.line(self.candidate)

    @property
    def notes(self) -> list[tuple[str, str, str]]:
        """The public note."""
        return by_language(self.candidate.payload.change.note)


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
    context = {
        "title": _("Small records, many at once"),
        "outcomes": [_done(act, one, request) for one in signed.read(lines)] if act else [],
        "to_approve": _shown(_to_approve(request.user)) if may(request.user, "review") else (),
        "to_publish": _shown(_to_publish()) if may(request.user, "publish") else (),
    }
    return page(request, "admin/archive/batch.html", context)


def _to_approve(user: Any) -> QuerySet[Candidate]:
    return in_review(kinds=kinds_that("goes_in_batches")).exclude(authors__person=user)


def _to_publish() -> QuerySet[Candidate]:
    return approved(kinds=kinds_that("goes_in_batches")).exclude(record__uuid__in=_scheduled())


def _shown(small: QuerySet[Candidate]) -> list[Waiting]:
    """Of what changes others along with it, these are read on its own page."""
    found = small.filter(companions=None).defer(None).select_related("record", "submitted_by")  # what they say is shown
    shown = list(found.prefetch_related("record__texts").order_by("pk")[:MOST])
    stands = Interval.objects.covering(clock.now()).filter(record__in=[one.record.uuid for one in shown])
    before = {one.record: one.payload.held for one in stands.select_related("payload")}
    pending = acts.pending(records=[one.record.uuid for one in shown])
    before |= {one.record: one.payload.held for one in pending}  # it replaces that
    return [
        Waiting(
            candidate=one,
            differences=differences(before.get(one.record.uuid), one.payload),
            doubts=doubts,
        )
        for one, doubts in doubts_of_each(shown).items()
    ]


def _scheduled() -> QuerySet[Any, Any]:
    """What is approved for these replaces what is scheduled: on its own page."""
    return coming().order_by().values("record")


def _form(candidate: Candidate, data: QueryDict | None = None) -> VerdictForm:
    return VerdictForm(data, prefix=f"verdict-{candidate.pk}")


def _done(act: str, line: Signed, request: HttpRequest) -> Outcome:
    candidate, digest = line
    form = _form(candidate, request.POST)
    if not form.is_valid():
        return _refused(candidate, " ".join(_faults(form)))
    try:
        with transaction.atomic():
            if act == "approve":
                reviewing.approve(candidate, by=request.user, digest=digest, **form.lets_stand())
            else:
                publishing.publish(candidate, by=request.user, digest=digest)
    except Refused as refused:
        return _refused(candidate, str(refused))
    return Outcome(record=candidate.record, url=record_url(candidate.record))


def _refused(candidate: Candidate, why: str) -> Outcome:
    return Outcome(record=candidate.record, url=reverse("admin:review", args=[candidate.uuid]), refused=why)


def _faults(form: VerdictForm) -> Iterator[str]:
    for name, faults in form.errors.items():
        yield from (f"{form.fields[name].label}: {fault}" for fault in faults)
