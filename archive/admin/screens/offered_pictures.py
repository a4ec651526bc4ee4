"""Pictures for the editor of texts: those that it may put there, and those that stand there already."""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from archive import names
from archive.records import finding
from archive.records.pictures import Picture

from ..base.small_pictures import small, titles_and_notes

# So many are offered at once, and of so many it is told what they are.
MOST: Final = 20
MOST_TOLD: Final = 200


@require_safe
def offered(request: HttpRequest) -> JsonResponse:
    """Of each ``record`` (uuid) that is asked for what the editor shows of it; else of the pictures that are called
    as ``q``, or without words of the newest.
    """
    if not request.user.has_perm("archive.view_picture"):
        raise PermissionDenied
    known = Picture.objects.select_related("file").prefetch_related(titles_and_notes())
    if records := request.GET.getlist("record"):
        found = known.filter(uuid__in=_uuids(records[:MOST_TOLD]))
    else:
        found = _called(known.filter(merged_into=None), request.GET.get("q", ""))[:MOST]
    return JsonResponse({"found": [_shown(one) for one in found]})


def _called(pictures: QuerySet[Picture], written: str) -> QuerySet[Picture]:
    if terms := names.query_terms(written[:200]):
        return finding.called(pictures, terms, kind=Picture.KIND).records.order_by("slug")
    return pictures.order_by("-pk")


def _uuids(written: Iterable[str]) -> Iterator[UUID]:
    for one in written:
        try:
            yield UUID(one)
        except ValueError:
            continue


def _shown(picture: Picture) -> dict[str, str]:
    """``image`` is the address of a small one; empty as with ``small``."""
    return {"record": str(picture.uuid), "title": str(picture), "image": small(picture)}
