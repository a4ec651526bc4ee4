"""Words that are not saved, as ``static/desk/working_copies.js`` tells them to the archive and asks for them again.

A name leads to a copy of whoever asks, and to nobody else's.
"""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.editorial import working_copies
from archive.editorial.working_copies import WorkingCopy
from archive.records.base import KINDS, Record
from archive.templatetags.desk import moment

from .. import unsaved
from ..base.versioned import VersionedAdmin

# Of a form with every word in it; the longest statements of the field take a tenth.
MOST: Final = 2_000_000


@require_safe
def mine(request: HttpRequest) -> JsonResponse:
    """What this person typed and did not save: into one ``form``, with who else is in its ``record``; or anywhere."""
    copies = working_copies.offered(request.user)
    if "form" not in request.GET:
        return JsonResponse({"copies": [_in_short(copy) for copy in copies]})
    form = request.GET["form"]
    _require_right(request, form)
    record = _uuid(request.GET.get("record", ""))
    others = _others(request, record) if record and _is_there(request, record) else []
    return JsonResponse({"copies": [_whole(copy) for copy in copies.filter(form=form)], "others": others})


@require_http_methods(["GET", "POST", "DELETE"])
def one(request: HttpRequest, name: str) -> HttpResponse:
    """A copy of one's own under its name: read, kept, let go."""
    if not unsaved.NAME.fullmatch(name):
        raise Http404
    if request.method == "POST":
        return _kept(request, name)
    if request.method == "DELETE":
        working_copies.drop(name, by=request.user)
        return JsonResponse({})
    copy = working_copies.offered(request.user).filter(name=name).first()
    if copy is None:
        raise Http404
    return JsonResponse(_whole(copy))


def _kept(request: HttpRequest, name: str) -> JsonResponse:
    if _is_too_long(request):
        return _refused(_("Kept in this browser only: so much is not kept at the archive before it is saved."), 413)
    told = _read(request.body)
    _require_right(request, told["form"])
    record, words = _uuid(told["record"]), told["words"]
    if record and not _is_there(request, record):
        return _refused(_("Kept in this browser only: somebody has deleted this record since you opened it."), 410)
    typed = None if words is None else json.dumps(words, ensure_ascii=False).encode(errors="surrogatepass")
    working_copies.keep(name, by=request.user, form=told["form"], record=record, words=typed)
    answer = JsonResponse({"others": _others(request, record)})
    # A page that is merely open keeps nobody signed in.
    answer.is_no_work = words is None
    return answer


def _is_too_long(request: HttpRequest) -> bool:
    try:
        return len(request.body) > MOST
    except RequestDataTooBig:
        return True


def _read(body: bytes) -> dict[str, Any]:
    """What a page tells: its form and record, and what was typed, if anything was."""
    try:
        told = json.loads(body)
        known = {"form": str(told["form"])[:1000], "record": str(told.get("record", "")), "words": told.get("words")}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as unreadable:
        raise BadRequest from unreadable
    if not isinstance(known["words"], dict | None) or "\0" in known["form"]:
        raise BadRequest
    return known


def _require_right(request: HttpRequest, form: str) -> None:
    """Whoever may write into the form of a record may have words in it."""
    try:
        match = resolve(form.partition("?")[0])
    except Resolver404 as nowhere:
        raise Http404 from nowhere
    admin = getattr(match.func, "model_admin", None)
    if not isinstance(admin, VersionedAdmin):
        raise Http404
    may = admin.has_change_permission if "object_id" in match.kwargs else admin.has_add_permission
    if not may(request):
        raise PermissionDenied


def _is_there(request: HttpRequest, record: UUID) -> bool:
    """Whether there is such a record; nobody is told who is in one of a kind that she may not write."""
    kind = Record.objects.filter(uuid=record).values_list("kind", flat=True).first()
    if kind and not request.user.has_perm(f"archive.change_{KINDS[kind]._meta.model_name}"):
        raise PermissionDenied
    return kind is not None


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError as nonsense:
        raise BadRequest from nonsense


def _whole(copy: WorkingCopy) -> dict[str, Any]:
    return {**json.loads(copy.words), "id": copy.name, "form": copy.form, "page": copy.form}


def _in_short(copy: WorkingCopy) -> dict[str, Any]:
    """For a list: without the words."""
    return {key: value for key, value in _whole(copy).items() if key != "fields"}


def _others(request: HttpRequest, record: UUID | None) -> list[str]:
    there = working_copies.others_in(record, besides=request.user) if record else ()
    return [_in_words(str(person), since) for person, since in there]


def _in_words(who: str, since: datetime | None) -> str:
    if since is None:
        return _("%(who)s has this record open.") % {"who": who}
    local = timezone.localtime(since)
    when = f"{local:%H:%M}" if local.date() == timezone.localdate() else moment(since)
    return _("%(who)s has this record open, and is writing since %(when)s.") % {"who": who, "when": when}


def _refused(why: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": why}, status=status)
