"""Merging two records of one kind: which is kept, everything that would change, and then the act."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.editions.acts import Refused
from archive.editorial import authorship, merging
from archive.editorial.people import User
from archive.editorial.situations import situation
from archive.records.base import Record
from archive.records.saving import StaleVersion

from ..base.links import record_url
from ..base.numbers import number_in
from ..base.responses import page, require_right, status_of
from ..base.usage import uses_by_kind
from .lookup import records_called


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, uuid, into=None) -> HttpResponse:
    """Look for the record that is kept; then, with ``into``, see what merging would change, and do it."""
    require_right(request, "submit")
    old, kept = _record(uuid), _record(into) if into else None
    refused: Exception | None = None
    if request.method == "POST":
        try:
            with transaction.atomic():
                return _done(request, old, kept)
        except (Refused, StaleVersion) as why:
            refused = why
    planned = None
    if kept and not old.merged_into:
        try:
            planned = merging.plan(old, into=kept)
        except Refused as why:
            refused = why
    written = request.GET.get("q", "")
    context = {
        "title": _("Merge “%(title)s” into another record") % {"title": old},
        "record": old,
        "record_url": record_url(old),
        "kept": old.merged_into or kept,
        "kept_url": record_url(old.merged_into or kept) if old.merged_into or kept else "",
        "plan": planned,
        "authors": User.objects.filter(pk__in=authorship.not_yet_public(old)).order_by("pk") if planned else (),
        "is_public": situation(old).is_public,
        "groups": uses_by_kind(planned.uses) if planned else (),
        "refused": refused,
        "query": written,
        "found": [one for one in records_called(written, (old.kind,)) if one.pk != old.pk],
    }
    return page(request, "admin/archive/merge.html", context, status=status_of(refused) if refused else HTTPStatus.OK)


def _done(request: HttpRequest, old: Record, kept: Record | None) -> HttpResponse:
    if old.merged_into:
        merging.separate(old, by=request.user, version=number_in(request.POST.get("seen", "")))
        messages.success(request, _("It stands for itself again. What had moved stays where it is."))
        return HttpResponseRedirect(record_url(old))
    if kept is None:
        raise Refused(_("Choose the record that is kept."))
    merging.merge(old, into=kept, by=request.user, seen=request.POST.get("seen", ""))
    if situation(old).is_public:
        messages.success(
            request, _("Merged on the desk. Submit both records now: readers are led on when this one is published.")
        )
        return HttpResponseRedirect(record_url(old))
    messages.success(request, _("Merged. Readers never knew the other one."))
    return HttpResponseRedirect(record_url(kept))


def _record(uuid) -> Record:
    return get_object_or_404(Record.objects.prefetch_related("texts").select_related("merged_into"), uuid=uuid)
