"""Authority records for the editor’s link dialog, and what the fields of the forms offer."""

from collections.abc import Iterable, Sequence

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from archive import names
from archive.records import finding
from archive.records.base import KINDS, Record, kinds_that
from archive.records.texts import titles

from ..site import site

MOST = 20


class RecordAutocomplete(AutocompleteJsonView):
    """What a field offers while somebody types. Among records of all kinds, each says what it is."""

    def serialize_result(self, obj, to_field_name) -> dict[str, str]:
        found = super().serialize_result(obj, to_field_name)
        return found | {"text": f"{obj} · {obj.kind_name}"} if type(obj) is Record else found


def autocomplete(request: HttpRequest) -> HttpResponseBase:
    return RecordAutocomplete.as_view(admin_site=site)(request)


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Places, institutions and persons whose title or other name holds every word of ``q``, however it is spelled."""
    linked = kinds_that("may_be_linked")
    if not request.user.has_perms(tuple(f"archive.view_{KINDS[kind]._meta.model_name}" for kind in linked)):
        raise PermissionDenied
    shown = records_called(request.GET.get("q", ""), linked)
    return JsonResponse(
        {"found": [{"record": str(one.uuid), "title": str(one), "kind": one.kind_name} for one in shown]}
    )


def records_called(written: str, kinds: Iterable[str]) -> list[Record]:
    """The first ``MOST`` of ``kinds`` with words that begin as those that are ``written``; without what was merged."""
    terms = names.query_terms(written[:200])
    found = [one for kind in kinds for one in _called(terms, kind)] if terms else []
    first = sorted(found, key=lambda one: one.slug)[:MOST]
    prefetch_related_objects(first, titles())
    return first


def _called(terms: Sequence[str], kind: str) -> QuerySet[Record]:
    """Of one kind: an index has the addresses of each in their order."""
    standing = Record.objects.filter(kind=kind, merged_into=None).order_by("slug")
    return finding.called(standing, terms, kind=kind).records[:MOST]
