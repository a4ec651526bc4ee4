"""Authority records for the editor’s link dialog, and what the fields of the forms offer."""

from collections.abc import Iterable

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from archive import names
from archive.records.base import KINDS, Record, kinds_that
from archive.records.names import Name
from archive.records.texts import Text

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
    """Records of ``kinds`` with every word of ``written`` in a title or name; without what was merged."""
    terms = names.query_terms(written[:200])
    found = Record.objects.filter(kind__in=tuple(kinds), merged_into=None).prefetch_related("texts")
    for term in terms:
        in_title = Text.objects.filter(record=OuterRef("pk"), folded__contains=term)
        in_name = Name.objects.filter(record=OuterRef("pk"), folded__contains=term)
        found = found.filter(Exists(in_title) | Exists(in_name))
    return list(found.order_by("slug")[:MOST]) if terms else []
