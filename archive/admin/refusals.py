"""What the desk could not take: every refusal shows the words that were sent, to be read, copied or sent again.

Decision 26 says why nothing is sent again but by a button on a page of ours.
"""

import sys
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from archive.public import views

from .sent import Sent, came_along, sent


def refused(request: HttpRequest, reason: str, *, status: int, again: bool = True) -> HttpResponse:
    """A page that says why nothing was saved, with all that was typed. It asks the database nothing.

    ``again``: whether sending the same once more may help; then there is a button for it.
    """
    return _page(request, _sent(request), reason, status=status, again=again)


def signed_out(request: HttpRequest) -> HttpResponse:
    """The sign-in page, through which the words go along."""
    from .site import site

    context = {
        **site.each_context(request),
        "title": _("Sign in again"),
        "form": (site.login_form or AdminAuthenticationForm)(request),
        "app_path": reverse("admin:login"),
        "next": _page_before(request),
        **going_along(_sent(request), is_ours=_is_ours(request)),
    }
    response = TemplateResponse(request, site.login_template, context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response


def going_along(words: Sent | None, *, is_ours: bool = True) -> dict[str, object]:
    """What the sign-in page says and holds of ``words``."""
    if words is None:
        return {}
    return {"is_refused": True, "typed": list(words.said()), "carried": words.carried() if is_ours else ""}


def signed_in(request: HttpRequest, words: Sent) -> HttpResponse:
    """Somebody has come through that page."""
    reason = _("You are signed in as %(who)s. Nothing of this is saved yet: send it now.") % {"who": request.user}
    return _page(request, words, reason, status=HTTPStatus.OK, again=True)


def _page(request: HttpRequest, words: Sent, reason: str, *, status: int, again: bool) -> HttpResponse:
    from .site import site

    context = {
        "title": _("Not saved yet"),
        "site_header": site.site_header,
        "site_title": site.site_title,
        "is_popup": any(name == "_popup" for name, _value in words.words),
        "reason": reason,
        "sent": words,
        "typed": list(words.said()),
        "may_send": again and words.words and _is_ours(request),
        "page_before": _page_before(request),
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("admin/archive/refused.html", context), status=status)
    add_never_cache_headers(response)
    return response


# --- whose words they are ----------------------------------------------------------------------------


def _sent(request: HttpRequest) -> Sent:
    """Nothing of what another site sent: that page would say on our behalf whatever it likes."""
    if _origin(request) not in ("", *_own_origins(request)):
        return Sent(address=request.get_full_path())
    if request.path == reverse("admin:login"):
        return came_along(request) or Sent(address=reverse("admin:index"))
    return sent(request)


def _is_ours(request: HttpRequest) -> bool:
    """Whether a page of this desk sent it: its token was right, or the browser says so, and no page makes it lie."""
    return getattr(request, "csrf_processing_done", False) or _origin(request) in _own_origins(request)


def _origin(request: HttpRequest) -> str:
    return request.headers.get("Origin", "")


def _own_origins(request: HttpRequest) -> tuple[str, ...]:
    return (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)


def _page_before(request: HttpRequest) -> str:
    """Where the words were typed."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host() or not before.path.startswith(settings.MEMORIAL_DESK_PATH):
        before = urlsplit(request.get_full_path())
    address = before._replace(scheme="", netloc="", fragment="").geturl()
    return reverse("admin:index") if before.path == reverse("admin:login") else address


# --- what Django calls -------------------------------------------------------------------------------


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not that of this session: nearly always, somebody has signed out and in again."""
    if not _is_at_the_desk(request):
        return views.forbidden(request, PermissionError(reason))
    if not request.user.is_authenticated:
        return signed_out(request)
    said = _(
        "You have signed in again since this page was opened, so the archive could not be sure that you sent this. "
        "You are signed in as %(who)s. Nothing was saved."
    )
    return refused(request, said % {"who": request.user}, status=HTTPStatus.FORBIDDEN)


def gone(request: HttpRequest) -> HttpResponse:
    reason = _("This is not there any more: somebody has deleted it since you opened the page. Nothing was saved.")
    return refused(request, reason, status=HTTPStatus.GONE, again=False)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_sent_to_the_desk(request):
        return views.forbidden(request, exception)
    reason = str(exception) or _("You may not do this. Nothing was saved.")
    return refused(request, reason, status=HTTPStatus.FORBIDDEN, again=False)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return gone(request) if _is_sent_to_the_desk(request) else views.not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Something went wrong here. Whether anything can be asked of the database is not known."""
    if not _is_sent_to_the_desk(request):
        return views.failed(request)
    if not isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        reason = _("The archive has made a mistake, through no fault of yours. Nothing was saved.")
        return refused(request, reason, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    reason = _("The archive cannot save anything at the moment. Nothing was saved. Send it again in a little while.")
    response = refused(request, reason, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = "120"
    return response


def _is_at_the_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.MEMORIAL_DESK_PATH)


def _is_sent_to_the_desk(request: HttpRequest) -> bool:
    return request.method == "POST" and _is_at_the_desk(request)
