"""Authority records for the editor’s link dialog."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from archive import names
from archive.records.base import Kind, Name, Record, Text
from archive.records.linking import AUTHORITIES

MOST = 20


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Places, institutions and persons whose title or other name holds every word of ``q``, however it is spelled."""
    if not request.user.has_perms(tuple(f"archive.view_{kind}" for kind in AUTHORITIES)):
        raise PermissionDenied
    shown = called(request.GET.get("q", ""), AUTHORITIES)
    return JsonResponse(
        {"found": [{"record": str(one.uuid), "title": str(one), "kind": str(Kind(one.kind).label)} for one in shown]}
    )


def called(written: str, kinds: Iterable[str]) -> list[Record]:
    """Records of ``kinds`` with every word of ``written`` in a title or name; without what was merged."""
    terms = names.query_terms(written[:200])
    found = Record.objects.filter(kind__in=tuple(kinds), merged_into=None).prefetch_related("texts")
    for term in terms:
        in_title = Text.objects.filter(record=OuterRef("pk"), folded__contains=term)
        in_name = Name.objects.filter(record=OuterRef("pk"), folded__contains=term)
        found = found.filter(Exists(in_title) | Exists(in_name))
    return list(found.order_by("slug")[:MOST]) if terms else []
