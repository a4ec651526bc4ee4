"""The public site as it will stand at an instant to come, mounted in the desk; nobody else sees it."""

import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from archive import clock, languages
from archive.clock import ClockError
from archive.editorial.people import User
from archive.public.frame import addresses
from archive.rehearsal import checks, reporting, site

from ..base.links import dossier_url, media_root
from ..base.rehearsals import FORM, rehearsal_url
from ..base.release_names import name_of, names_of
from ..base.responses import page
from ..base.times import in_all_zones
from ..base.workflow_forms import WallTimeForm, coming_releases

# Under which a file of a picture is asked for, up to its digest: readers will have it by then, and not before.
_MEDIA: Final = re.compile(r"(?:/desk/rehearsal/\w+)?/media/[a-z0-9-]+/(?=[0-9a-f]{64}/)")
# The way past all that stands before the text comes first on every page.
_SKIP: Final = re.compile(r'<body>\s*<a class="skip".*?</a>', re.DOTALL)
# So many coming releases are offered.
MOST: Final = 50


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which instant: that of a coming release, or another."""
    _require(request.user)
    form, status = WallTimeForm(request.GET or None), HTTPStatus.OK
    if request.GET:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and (instant := _instant_of(form)):
            return HttpResponseRedirect(rehearsal_url(instant))
    coming = list(coming_releases()[:MOST])
    called = names_of(coming)
    context = {
        "title": _("Rehearsal"),
        "releases": [
            (one, called[one.pk], in_all_zones(one.instant, one.zone), rehearsal_url(one.instant)) for one in coming
        ],
        "form": form,
    }
    return page(request, "admin/archive/rehearsal.html", context, status=status)


@require_safe
def rehearsal(request: HttpRequest, when: str, path: str = "") -> HttpResponseBase:
    """One page of the public site as it will be then."""
    _require(request.user)
    instant = _instant(when)
    if not path:
        return HttpResponseRedirect(rehearsal_url(instant, addresses.home(_language())))
    response = site.page(f"/{path}", request.META.get("QUERY_STRING", ""), at=instant)
    return _mounted(response, instant)


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether everything of a release will be at its place; its dossiers keep the report."""
    _require(request.user)
    release = get_object_or_404(coming_releases(), pk=pk)
    outcomes = reporting.rehearse(release, by=request.user)
    wrong = [one for one in outcomes if not one.is_ok]
    if not wrong:
        said = _("Places looked at: %(count)s. Everything will be where it should.")
        messages.success(request, said % {"count": len(outcomes)})
    context = {
        "title": _("Rehearsal"),
        "release": name_of(release),
        "when": in_all_zones(release.instant, release.zone),
        "outcomes": [
            (one, checks.NAMES[one.check.place], rehearsal_url(release.instant, one.check.address)) for one in wrong
        ],
        "kept_in": [
            (f"{observance}, {year}", dossier_url(observance, year))
            for observance, year in reporting.dossiers_of(release)
        ],
        "checked": len(outcomes),
        "left_out": checks.left_out(release),
        "url": rehearsal_url(release.instant),
    }
    return page(request, "admin/archive/rehearsed.html", context)


def _require(person: User) -> None:
    if not person.has_perm("archive.view_candidate"):
        raise PermissionDenied


def _instant(when: str) -> datetime:
    """An instant to come, as ``address`` writes it; past ones have public pages of their own."""
    try:
        instant = datetime.strptime(when, FORM).replace(tzinfo=UTC)
    except ValueError:
        raise Http404 from None
    if instant < clock.now():
        raise Http404
    return instant


def _instant_of(form: WallTimeForm) -> datetime | None:
    try:
        instant = clock.resolve(form.wall(), form.cleaned_data["zone"])
    except (ClockError, OverflowError) as refused:
        form.add_error(None, str(refused))
        return None
    if instant <= clock.now():
        form.add_error("day", _("Choose an instant that is still to come."))
        return None
    return instant


def _language() -> str:
    spoken = get_language() or languages.SOURCE
    return spoken if spoken in languages.written() else languages.written()[0]


def _mounted(response: HttpResponseBase, instant: datetime) -> HttpResponseBase:
    """Nothing of it is kept anywhere, and all its ways lead on in the same rehearsal."""
    mount = rehearsal_url(instant).rstrip("/")
    for name in ("ETag", "Content-Length"):
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if response.headers.get("Location", "").startswith("/"):
        response.headers["Location"] = f"{mount}{response.headers['Location']}"
    if isinstance(response, HttpResponse) and response.headers["Content-Type"].startswith("text/html"):
        html = site.leading_on(response.content.decode(), mount)
        response.content = _dressed(_MEDIA.sub(media_root(), html), instant)
    return response


def _dressed(html: str, instant: datetime) -> str:
    said: dict[str, Any] = {"when": in_all_zones(instant), "language": get_language()}
    over = render_to_string("admin/archive/rehearsal_head.html", said)
    dress = format_html('<link rel="stylesheet" href="{}"></head>', static("desk/rehearsal.css"))
    return _SKIP.sub(lambda skip: f"{skip[0]}{over}", html.replace("</head>", dress, 1), count=1)
