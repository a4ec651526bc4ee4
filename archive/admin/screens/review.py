"""Reading what was submitted: what differs from the last edition, who wrote it, and how readers would see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import clock, languages
from archive.editions import payloads
from archive.editions.payloads import Payload
from archive.editorial import freezing
from archive.editorial.models import Candidate
from archive.editorial.reviewing import approved_before, standing
from archive.editorial.situations import Situation, situation
from archive.markup import MarkupError
from archive.public.detail import details
from archive.public.frame.responses import render
from archive.records.base import Record

from ..base import publishing_bar
from ..base.differences import Difference, differences
from ..base.links import record_url
from ..base.margins import margin
from ..base.responses import page


@require_safe
def review(request: HttpRequest, uuid) -> HttpResponse:
    """One candidate, with everything a second person needs to decide."""
    candidate = _candidate(request, uuid)
    record = candidate.record.of_its_kind()
    payload = publishing_bar.payload_of(candidate)
    prefetch_related_objects([record], "texts")
    found = situation(record)
    public = standing(record) if found.is_public else None
    scheduled = _scheduled(found, candidate)
    is_current = found.candidate == candidate
    offered = tuple(publishing_bar.offered(record, found, public, person=request.user)) if is_current else ()
    context = {
        "title": str(record),
        "candidate": candidate,
        "record": record,
        "record_url": record_url(record),
        "payload": payload,
        "authors": [author.person for author in candidate.authors.select_related("person").order_by("pk")],
        "verdict": getattr(candidate, "review", None),
        "is_stale": not is_current,
        "bar": publishing_bar.bar(record, person=request.user, found=found),
        "buttons": [
            publishing_bar.button(name, record, found, public) for name in offered if name in publishing_bar.DECIDING
        ],
        "is_own": is_current and "alone" not in offered and publishing_bar.wrote(found, request.user),
        "compared": tuple(_compared(payload, scheduled, public)),
        "companions": [_companion(one) for one in candidate.companions.select_related("record", "relabels")],
        "approved_before": approved_before(candidate),
        "languages": [(code, languages.autonym(code)) for code in sorted(payload.texts)],
        "margin": margin(candidate, person=request.user),
        "notes": [(code, words) for code, words in sorted(payload.change.note.items())],
    }
    return page(request, "admin/archive/review.html", context, status=HTTPStatus.OK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was submitted beside another form of the record; ``is_new``: there is none."""

    heading: str
    differences: tuple[Difference, ...]
    is_new: bool = False


def _compared(payload: Payload, scheduled: Payload | None, public: Payload | None) -> Iterator[Compared]:
    if scheduled:
        heading = _("What differs from what is scheduled")
        yield Compared(heading=heading, differences=differences(scheduled, payload))
    if public:
        heading = _("What differs from what readers see now")
        yield Compared(heading=heading, differences=differences(public, payload))
    if not scheduled and not public:
        heading = _("First publication: all of it is new")
        yield Compared(heading=heading, differences=differences(None, payload), is_new=True)


def _scheduled(found: Situation, candidate: Candidate) -> Payload | None:
    """What is scheduled of its record, unless that is this very candidate."""
    if found.pending is None or found.pending.candidate == candidate.uuid:
        return None
    return payloads.from_bytes(bytes(found.pending.payload.content))


def _companion(candidate: Candidate) -> tuple[Record, str, tuple[Difference, ...]]:
    """Another record that changes with it, its address, and the label that does."""
    changed = differences(publishing_bar.payload_of(candidate.relabels), publishing_bar.payload_of(candidate))
    return candidate.record, record_url(candidate.record), changed


@require_safe
def preview(request: HttpRequest, uuid, language: str) -> HttpResponse:
    """What was submitted, through the public template, in one language. Nobody may keep it or find it."""
    return _as_readers(publishing_bar.payload_of(_candidate(request, uuid)), language)


@require_safe
def draft(request: HttpRequest, uuid, language: str) -> HttpResponse:
    """What is saved now, submitted or not, through the public template."""
    record = get_object_or_404(Record, uuid=uuid).of_its_kind()
    if not request.user.has_perm(f"archive.view_{record._meta.model_name}"):
        raise PermissionDenied
    if unsaid := list(freezing.of(record).unsaid()):
        messages.error(request, " ".join(str(one.message) for one in unsaid))
        return HttpResponseRedirect(record_url(record))
    try:
        payload = freezing.draft(record, at=clock.now())
    except MarkupError as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(record_url(record))
    return _as_readers(payload, language)


def _as_readers(payload: Payload, language: str) -> HttpResponse:
    if language not in payload.texts:
        raise Http404
    response = render(details.preview(payload, language=language, now=clock.now()))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Language"] = language
    return response


def _candidate(request: HttpRequest, uuid) -> Candidate:
    if not request.user.has_perm("archive.view_candidate"):
        raise PermissionDenied
    return get_object_or_404(Candidate.objects.select_related("record", "submitted_by", "review__by"), uuid=uuid)
