"""What the desk could not take: every refusal shows the words that were sent, to be read, copied or sent again.

Decision 26 says why nothing is sent again but by a button on a page of ours.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from ..site import site
from .posted_forms import PostedForm, carried_over, posted


def refused(request: HttpRequest, reason: str, *, status: int, again: bool = True) -> HttpResponse:
    """A page that says why nothing was saved, with all that was typed. It asks the database nothing.

    ``again``: whether sending the same once more may help; then there is a button for it.
    """
    return _page(request, _posted(request), reason, status=status, again=again)


def gone(request: HttpRequest) -> HttpResponse:
    reason = _("This is not there any more: somebody has deleted it since you opened the page. Nothing was saved.")
    return refused(request, reason, status=HTTPStatus.GONE, again=False)


def signed_out(request: HttpRequest) -> HttpResponse:
    """The sign-in page, through which the words go along."""
    context = {
        **site.each_context(request),
        "title": _("Sign in again"),
        "form": (site.login_form or AdminAuthenticationForm)(request),
        "app_path": reverse("admin:login"),
        "next": _page_before(request),
        **going_along(_posted(request), is_ours=_is_ours(request)),
    }
    response = TemplateResponse(request, site.login_template, context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response


def going_along(words: PostedForm | None, *, is_ours: bool = True) -> dict[str, object]:
    """What the sign-in page says and holds of ``words``."""
    if words is None:
        return {}
    return {
        "is_refused": True,
        "lacks": words.lacks,
        "typed": list(words.said()),
        "carried": words.carried() if is_ours else "",
    }


def signed_in(request: HttpRequest, words: PostedForm) -> HttpResponse:
    """Somebody has come through that page."""
    reason = _("You are signed in as %(who)s. Nothing of this is saved yet: send it now.") % {"who": request.user}
    return _page(request, words, reason, status=HTTPStatus.OK, again=True)


def _page(request: HttpRequest, words: PostedForm, reason: str, *, status: int, again: bool) -> HttpResponse:
    context = {
        "title": _("Not saved yet"),
        "site_header": site.site_header,
        "site_title": site.site_title,
        "is_popup": any(name == "_popup" for name, _value in words.words),
        "reason": reason,
        "posted": words,
        "typed": list(words.said()),
        "may_send": again and words.words and _is_ours(request),
        "page_before": _page_before(request),
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("admin/archive/refused.html", context), status=status)
    add_never_cache_headers(response)
    return response


# --- whose words they are ----------------------------------------------------------------------------


def _posted(request: HttpRequest) -> PostedForm:
    """Nothing of what another site sent: that page would say on our behalf whatever it likes."""
    if _origin(request) not in ("", *_own_origins(request)):
        return PostedForm(address=request.get_full_path())
    if request.path == reverse("admin:login"):
        return carried_over(request) or PostedForm(address=reverse("admin:index"))
    return posted(request)


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
