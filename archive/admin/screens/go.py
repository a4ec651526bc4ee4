"""The search in the header: an address or an identifier leads to what it is of, all else to whatever has it in it."""

import re
from collections.abc import Collection
from functools import cache
from itertools import pairwise, product
from typing import Final
from urllib.parse import unquote, urlsplit

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.editions.models import Address
from archive.editorial.models import Candidate
from archive.public import kinds
from archive.records import asked, finding
from archive.records.base import KINDS, Record
from archive.records.sources import Source

from ..base import found
from ..base.links import address, record_url
from ..base.responses import page

# Characters of what is typed, in the title of the page.
LONGEST_TITLE: Final = 60
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:https?://)?(?:www\.)?(.*?)/?(?:#.*)?", re.IGNORECASE)


@require_safe
def go(request: HttpRequest) -> HttpResponse:
    """Straight to the record where an address or an identifier says which, or where only one has it in it."""
    written = request.GET.get("q", "").strip()[: asked.LONGEST]
    allowed = [kind for kind in KINDS if _may_look(request, kind)]
    groups = () if (url := _named_url(written, allowed)) else found.groups(written, allowed)
    lines = [line for group in groups for line in group.lines]
    if url or len(lines) == 1:
        return HttpResponseRedirect(url or lines[0].url)
    context = {
        "title": _("Search: %(query)s") % {"query": Truncator(written).chars(LONGEST_TITLE)},
        "written": written,
        "is_address": "/" in written,
        "groups": groups,
    }
    return page(request, "admin/archive/go.html", context)


def _named_url(written: str, allowed: Collection[str]) -> str:
    """The page of what an identifier or an address in what is ``written`` is of; empty where neither stands in it."""
    if match := _UUID.search(written):
        return _identified_url(match[0], allowed)
    named = (record_at(written) or source_at(written)) if "/" in written else None
    return record_url(named) if named is not None and named.kind in allowed else ""


def _identified_url(uuid: str, allowed: Collection[str]) -> str:
    """The form of the record that has this identifier; or what was submitted, and became an edition, under it."""
    if record := Record.objects.filter(uuid=uuid, kind__in=allowed).first():
        return record_url(record)
    submitted = Candidate.objects.filter(uuid=uuid, record__kind__in=allowed).only("uuid").first()
    return address("review", submitted.uuid) if submitted else ""


def source_at(written: str) -> Record | None:
    """The source that stands at a web address, cited so, or today, elsewhere or in a web archive; none of several."""
    forms = _forms(written)
    is_there = Q(address__in=forms) | Q(current_address__in=forms) | Q(archived_address__in=forms)
    is_there |= Q(further_addresses__address__in=forms)
    if not (words := asked.ways(written)[:1]):
        return None
    looked_up = finding.holding(Source.objects.all(), words, kind=Source.KIND).records
    at_it = list(looked_up.filter(is_there).distinct()[:2])
    return at_it[0] if len(at_it) == 1 else None


def _forms(written: str) -> list[str]:
    """In which forms an address may have been written that leads to one page."""
    bare = _HOST.fullmatch(written)
    parts = product(("http://", "https://"), ("", "www."), [bare[1]] if bare else [], ("", "/"))
    return [written, *map("".join, parts)]


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
