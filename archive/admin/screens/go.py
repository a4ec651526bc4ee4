"""The search in the header: a pasted address of the reading room leads to its record, words to what is called so."""

from functools import cache
from itertools import pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.editions.models import Address
from archive.public import kinds
from archive.records.base import KINDS, Record

from ..base.links import record_url
from ..base.responses import page
from .lookup import records_called

# What somebody may have pasted; no address is longer.
LONGEST: Final = 500


@require_safe
def go(request: HttpRequest) -> HttpResponse:
    """Straight to the record where an address says which, or where only one is called so."""
    written = request.GET.get("q", "").strip()[:LONGEST]
    allowed = [kind for kind in KINDS if _may_look(request, kind)]
    found = record_at(written) if "/" in written else None
    if found is not None and found.kind in allowed:
        return HttpResponseRedirect(record_url(found))
    called = records_called(written, allowed) if "/" not in written else []
    if len(called) == 1:
        return HttpResponseRedirect(record_url(called[0]))
    context = {
        "title": _("What was looked for"),
        "written": written,
        "is_address": "/" in written,
        "lines": [(one, record_url(one)) for one in called],
    }
    return page(request, "admin/archive/go.html", context)


def record_at(written: str) -> Record | None:
    """The record to which an address of the reading room leads, in any language, with its host or without.

    What stands below it, such as an edition, leads there as well, and so does an address that it had once, or has only
    at the desk as yet.
    """
    kind, slug = _named_by(written)
    had = Address.objects.filter(kind=kind, slug=slug).values("record")
    known = Record.objects.filter(uuid__in=had).first()
    return known or Record.objects.filter(kind=kind, slug=slug).first()


def _named_by(written: str) -> tuple[str, str]:
    """Kind and slug of an address; empty for what is none."""
    try:
        parts = [unquote(part) for part in urlsplit(written).path.split("/") if part]
    except ValueError:  # [ and ] that hold no address
        return "", ""
    named = ((segment, slug) for segment, slug in pairwise(parts) if segment in _kinds_by_segment())
    segment, slug = next(named, ("", ""))
    return (_kinds_by_segment().get(segment, ""), slug) if "\0" not in slug else ("", "")


@cache
def _kinds_by_segment() -> dict[str, str]:
    return {kind.segment: kind.name for kind in kinds.every()}


def _may_look(request: HttpRequest, kind: str) -> bool:
    allowed: bool = request.user.has_perm(f"archive.view_{KINDS[kind]._meta.model_name}")
    return allowed
