"""Reading what was submitted, and deciding: what readers would see otherwise, who wrote it, and what comes next."""

from collections.abc import Collection, Iterator
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import clock
from archive.editions.histories import History
from archive.editions.models import Edition, Interval
from archive.editions.payloads import Payload
from archive.editorial import freezing, packages
from archive.editorial.models import Candidate
from archive.editorial.submissions import Submissions
from archive.markup import MarkupError
from archive.public.comparing import comparison
from archive.public.detail import details
from archive.public.frame.responses import render
from archive.records.base import Record
from archive.records.pictures import Picture

from ..base import as_readers, framing, readings, verdicts
from ..base.links import media_root, record_url
from ..base.responses import page


@require_safe
def review(request: HttpRequest, uuid) -> HttpResponse:
    """One candidate and whatever is read together with it, with everything a second person needs to decide."""
    candidate = _candidate(request, uuid)
    against = request.GET.get("against", "")
    found = [readings.reading(one, person=request.user, against=against) for one in packages.of(candidate)]
    context = {
        "title": str(next(one.record for one in found if one.candidate == candidate)),
        "subtitle": _("What was submitted"),
        "readings": found,
        "verdicts": verdicts.on(found),
    }
    return framing.has_frames(page(request, "admin/archive/review.html", context, status=HTTPStatus.OK))


@require_safe
def preview(request: HttpRequest, uuid, language: str) -> HttpResponse:
    """What was submitted, through the public template, in one language. Nobody may keep it or find it.

    ``against``: as a second person reads it, compared with that form of the record, or with nothing.
    """
    candidate = _candidate(request, uuid)
    after, against = candidate.payload, request.GET.get("against", "")
    if not against:
        return _as_readers(after, language)
    known = () if against == readings.NOTHING else readings.earlier(candidate, History.of(candidate.record.uuid))
    before = next((one.payload for one in known if one.name == against), None)
    is_new = before is None or language not in before.texts
    other = "" if is_new else _as_readers(before, language, says_so=False).content.decode()
    response = _as_readers(after, language, says_so=False)
    response.content = as_readers.page(response.content.decode(), other)
    return response


@require_safe
def since(request: HttpRequest, uuid, language: str) -> HttpResponse:
    """What was submitted beside what its issuer said on the same observance last, as readers would compare them."""
    return _since(_candidate(request, uuid).payload, language)


@require_safe
def draft_since(request: HttpRequest, uuid, language: str) -> HttpResponse:
    """The same of what is saved now."""
    payload = _draft(request, uuid)
    return payload if isinstance(payload, HttpResponse) else _since(payload, language)


@require_safe
def draft(request: HttpRequest, uuid, language: str) -> HttpResponse:
    """What is saved now, submitted or not, through the public template."""
    payload = _draft(request, uuid)
    return payload if isinstance(payload, HttpResponse) else _as_readers(payload, language)


def _draft(request: HttpRequest, uuid) -> Payload | HttpResponse:
    """What is saved now, or where it is said why that cannot be shown."""
    record = get_object_or_404(Record, uuid=uuid).of_its_kind()
    if not request.user.has_perm(f"archive.view_{record._meta.model_name}"):
        raise PermissionDenied
    if unsaid := list(freezing.of(record).unsaid()):
        messages.error(request, " ".join(str(one.message) for one in unsaid))
        return HttpResponseRedirect(record_url(record))
    try:
        return freezing.draft(record, at=clock.now())
    except MarkupError as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(record_url(record))


def _since(payload: Payload, language: str) -> HttpResponse:
    found = comparison.preview(payload, language=language, now=clock.now())
    if language not in payload.texts or found is None:
        raise Http404
    response = _not_to_be_found(render(found), language)
    response.content = as_readers.page(response.content.decode())
    return response


def _as_readers(payload: Payload, language: str, *, says_so: bool = True) -> HttpResponse:
    if language not in payload.texts:
        raise Http404
    now = clock.now()
    stands = _still_to_come(payload, now)
    coming = tuple(_pictures_to_come(_shown_by(payload) & stands.keys(), now))
    shown = details.preview(
        payload,
        language=language,
        now=now,
        stands=stands,
        says_so=says_so,
        media=media_root(),
        coming=coming,
    )
    response = render(shown)
    return _not_to_be_found(response, language)


def _not_to_be_found(response: HttpResponse, language: str) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Language"] = language
    return framing.may_be_framed(response)


def _still_to_come(payload: Payload, now: datetime) -> dict[str, tuple[str, str]]:
    """Where the records will stand that it names and that readers were never told of: links lead there by then."""
    told = Interval.objects.filter(record=OuterRef("uuid"), live_from__lte=now)
    named = Record.objects.filter(~Exists(told), uuid__in=payload.named_records(), merged_into=None)
    return {str(uuid): (kind, slug) for uuid, kind, slug in named.values_list("uuid", "kind", "slug")}


def _shown_by(payload: Payload) -> set[str]:
    """The pictures (uuids) at its head and in its texts."""
    return {ref.record for ref in payload.pictures} | {ref.record for ref in payload.mentions if ref.role == "picture"}


def _pictures_to_come(records: Collection[str], now: datetime) -> Iterator[Payload]:
    """How pictures (uuids) will stand that readers were never told of: as scheduled, as submitted, or as saved."""
    keys = list(Picture.objects.filter(uuid__in=records).values_list("pk", flat=True)) if records else []
    scheduled, submitted, saved = set(), set(), []
    for one in Submissions.of_each(keys, now=now):
        if pending := one.history.pending(now):
            scheduled.add(pending.pk)
        elif candidate := one.candidate:
            submitted.add(candidate.pk)
        else:
            saved.append(one.record)
    if scheduled:
        editions = Edition.objects.filter(pk__in=scheduled).select_related("payload")
        yield from (one.payload.held for one in editions)
    if submitted:
        candidates = Candidate.objects.with_frozen().filter(pk__in=submitted)
        yield from (one.payload for one in candidates)
    yield from freezing.drafts(saved, at=now)


def _candidate(request: HttpRequest, uuid) -> Candidate:
    if not request.user.has_perm("archive.view_candidate"):
        raise PermissionDenied
    return get_object_or_404(Candidate.objects.select_related("record", "submitted_by", "review__by"), uuid=uuid)
