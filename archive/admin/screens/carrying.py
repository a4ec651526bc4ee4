"""This year's draft from last year's statement, and its passages, which somebody confirms one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from archive import characters, clock, languages, rules
from archive.editions.acts import Refused
from archive.editorial import carrying, confirming
from archive.editorial.carried import Carrying
from archive.editorial.carrying import DraftedAlready, NotCarried
from archive.records.observances import Observance
from archive.records.saving import StaleVersion
from archive.records.statements import Statement

from ..base.links import dossier_url, record_url
from ..base.numbers import number_in
from ..base.responses import page, require_right, status_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A statement that can be carried forward, or why it cannot; ``draft_url`` is where this year's stands already."""

    statement: Statement
    url: str
    edition: int = 0
    languages: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    draft_url: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def carry_forward(request: HttpRequest) -> HttpResponse:
    """Begin the draft of a ``year`` from a ``statement``, or from what was said last on an ``observance``."""
    require_right(request, "submit")
    require_right(request, "add_statement")
    asked = {**request.GET.dict(), **request.POST.dict()}
    statement, observance = _asked_for(asked)
    year = _year(asked.get("year", ""), observance, statement)
    refused: Refused | None = None
    if request.method == "POST" and statement:
        try:
            if not number_in(asked.get("year", "")):
                raise NotCarried(_("Choose a year after that of the statement."))
            made = carrying.carry_forward(statement, year=year, by=request.user)
        except (DraftedAlready, NotCarried) as why:
            refused = why
        else:
            messages.success(request, _("Begun. What comes from last year waits until somebody has read it."))
            return HttpResponseRedirect(f"{record_url(made)}#carried")
    offers = [_offer(one, year) for one in _statements(statement, observance, year)]
    context = {
        "title": _("Begin the statement of %(year)s") % {"year": year},
        "year": year,
        "observance": observance,
        "dossier_url": dossier_url(observance, year) if year in rules.YEARS else "",
        "offers": offers,
        "refused": refused,
    }
    status = status_of(refused) if refused else HTTPStatus.OK
    return page(request, "admin/archive/carry_forward.html", context, status=status)


@require_POST
def confirm(request: HttpRequest, uuid) -> HttpResponse:
    """Let one passage stand, as it is or with what is proposed; or take that back, which a key has done too soon.

    A script asks for no page, and is told what is left.
    """
    statement = get_object_or_404(Statement, uuid=uuid)
    if not request.user.has_perm("archive.change_statement"):
        raise PermissionDenied
    is_script = request.headers.get("Accept") == "application/json"
    try:
        _do(request, statement)
    except (Refused, StaleVersion) as refused:
        if is_script:
            return JsonResponse({"said": str(refused)}, status=status_of(refused))
        messages.error(request, str(refused))
    else:
        said = _("It waits again.") if "take_back" in request.POST else _what_is_left(statement)
        if is_script:
            return JsonResponse({"said": said})
        messages.success(request, said)
    return HttpResponseRedirect(f"{record_url(statement)}#carried")


def _do(request: HttpRequest, statement: Statement) -> None:
    digest, proposed = characters.line(request.POST.get("passage", "")), request.POST.getlist("say")
    if "take_back" in request.POST:
        confirming.take_back(statement, digest, by=request.user)
    elif "change" in request.POST and proposed:
        version = number_in(request.POST.get("version", ""))
        confirming.say_anew(statement, digest, proposed, by=request.user, version=version)
    else:
        confirming.confirm(statement, digest, by=request.user)


def _what_is_left(statement: Statement) -> str:
    carried = Carrying.of(Statement.objects.get(pk=statement.pk))
    count = len(list(carried.unconfirmed())) if carried else 0
    if not count:
        return _("Confirmed. All that comes from last year has been read.")
    left = ngettext("Confirmed. %(count)s passage is left.", "Confirmed. %(count)s passages are left.", count)
    return left % {"count": count}


def _asked_for(asked: Mapping[str, str]) -> tuple[Statement | None, Observance]:
    """What is carried, if one was named, and on which observance."""
    if asked.get("statement"):
        statement = get_object_or_404(Statement.objects.select_related("observance"), uuid=_uuid(asked["statement"]))
        if statement.observance is None:
            raise Http404
        return statement, statement.observance
    return None, get_object_or_404(Observance, uuid=_uuid(asked.get("observance", "")))


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as no_uuid:
        raise Http404 from no_uuid


def _year(written: str, observance: Observance, statement: Statement | None) -> int:
    """The one that was asked for; else that of the next occurrence for which there is none yet."""
    if year := number_in(written):
        return year
    today = clock.today()
    this_year = [one for one in carrying.occurrences(observance, today.year) if one.last >= today]
    coming = today.year if this_year else today.year + 1
    return max(coming, (statement.year or 0) + 1) if statement else coming


def _statements(statement: Statement | None, observance: Observance, year: int) -> list[Statement]:
    return [statement] if statement else carrying.last_statements(observance, before=year)


def _offer(statement: Statement, year: int) -> Offer:
    url = record_url(statement)
    if draft := carrying.draft_of(statement, year=year):
        return Offer(statement=statement, url=url, refused=str(DraftedAlready(draft)), draft_url=record_url(draft))
    try:
        interval, payload = carrying.standing(statement)
    except NotCarried as refused:
        return Offer(statement=statement, url=url, refused=str(refused))
    codes = [code for code in languages.written() if code in payload.texts]
    named = tuple((code, languages.autonym(code)) for code in codes)
    return Offer(statement=statement, url=url, edition=interval.number, languages=named)
