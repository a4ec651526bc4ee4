"""Everything that a record ever was, in one list; and any two of it side by side."""

from dataclasses import replace
from http import HTTPStatus
from itertools import islice
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import clock
from archive.editions import payloads
from archive.editions.histories import History
from archive.editorial.versions import Issued, Saved, Unread, Version, find
from archive.records.base import KINDS, Record
from archive.records.texts import titles
from archive.templatetags.desk import moment

from ..base import bringing_back
from ..base.differences import differences, of_the_desk
from ..base.links import record_url
from ..base.pictures_compared import files_compared
from ..base.record_lines import Line, Lines, places, public_address
from ..base.responses import page

MOST: Final = 50
MOST_EARLIER: Final = 10
# The two that are chosen, by the names under which the form sends them.
CHOSEN: Final = ("one", "other")


@require_safe
def versions(request: HttpRequest, uuid) -> HttpResponse:
    """Saves, submissions, verdicts and acts, newest first."""
    record = _record(request, uuid)
    reading = Lines(record=record)
    shown = Paginator(places(record), MOST).get_page(request.GET.get("p"))
    lines = reading.read(list(shown))
    held = [one for one in _chosen(request, record) if one and one.key not in {line.key for line in lines}]
    context = {
        "title": _("Versions"),
        "subtitle": str(record),
        **_around(record),
        "public_url": public_address(record, reading.history, reading.now),
        "lines": [(line, earlier(lines, line.number)) for line in lines],
        "held": [(one.key, in_words(one, reading.history)) for one in held],
        "now": f"save-{record.version}",
        "page": shown,
        "may_write": request.user.has_perm(f"archive.change_{KINDS[record.kind]._meta.model_name}"),
        **_proposed(request, lines),
    }
    return page(request, "admin/archive/versions.html", context)


@require_safe
def compare(request: HttpRequest, uuid) -> HttpResponse:
    """What differs between two versions, the older one first."""
    record = _record(request, uuid)
    two = _chosen(request, record)
    context = {"title": _("What differs"), "subtitle": str(record), **_around(record)}
    if None in two or two[0].key == two[1].key:
        context["said"] = _("Choose two different lines of the list, and compare them.")
        return page(request, "admin/archive/compare.html", context, status=HTTPStatus.BAD_REQUEST)
    before, after = sorted(two, key=lambda one: one.at)
    history = History.of(record.uuid)
    context["two"] = [(one, in_words(one, history)) for one in (before, after)]
    context["may_write"] = request.user.has_perm(f"archive.change_{KINDS[record.kind]._meta.model_name}")
    try:
        context |= _compared(before, after)
    except Unread:
        context["said"] = _("One of these two cannot be shown: it was masked, or its text cannot be read any more.")
    return page(request, "admin/archive/compare.html", context)


@require_safe
def bring_back(request: HttpRequest, uuid, key: str) -> HttpResponse:
    """The ordinary form with the words of an earlier version, not saved yet."""
    record = _record(request, uuid)
    version = find(record, key)
    if version is None:
        raise Http404
    return bringing_back.form(request, record, version)


def earlier(lines: list[Line], number: int | None) -> list[Line]:
    """The editions before that of this ``number``, the newest first: as many as one can choose from at a glance."""
    found = (line for line in lines if number and line.number and line.number < number)
    return list(islice(found, MOST_EARLIER))


def in_words(version: Version, history: History) -> str:
    """What a version is called beside another."""
    when = moment(version.at)
    if isinstance(version, Saved):
        return _("version %(number)s, saved on %(when)s") % {"number": version.contribution.version, "when": when}
    if isinstance(version, Issued):
        number = history.number_of(version.edition) if version.at <= clock.now() else None
        what = _("edition %(number)s") % {"number": number} if number else _("the coming edition")
        return _("%(what)s, visible from %(when)s") % {"what": what, "when": when}
    return _("submitted on %(when)s") % {"when": when}


def _compared(before: Version, after: Version) -> dict[str, Any]:
    old, new = before.payload(), after.payload()
    found = differences(payloads.called_as(old, new), new)
    if isinstance(before, Saved) and isinstance(after, Saved):
        found = replace(found, facts=(*found.facts, *of_the_desk(before.stood, after.stood)))
    pictures = files_compared(old, new)
    return {"differences": found, "pictures": pictures, "are_initials": old.withholds_name() or new.withholds_name()}


def _record(request: HttpRequest, uuid) -> Record:
    record = get_object_or_404(Record.objects.prefetch_related(titles()), uuid=uuid)
    if not request.user.has_perm(f"archive.view_{KINDS[record.kind]._meta.model_name}"):
        raise PermissionDenied
    return record


def _around(record: Record) -> dict[str, Any]:
    return {"record": record, "record_url": record_url(record)}


def _chosen(request: HttpRequest, record: Record) -> list[Version | None]:
    return [find(record, request.GET.get(name, "")) for name in CHOSEN]


def _proposed(request: HttpRequest, lines: list[Line]) -> dict[str, str]:
    """Which two are chosen already: as sent, or else what readers were given last and what is newest."""
    keys = [line.key for line in lines if line.key]
    newest = next(iter(keys), "")
    last = next((line.key for line in lines if line.is_edition and line.key != newest), "")
    proposed = (last or next(iter(keys[1:]), ""), newest)
    return {name: request.GET.get(name) or key for name, key in zip(CHOSEN, proposed, strict=True)}
