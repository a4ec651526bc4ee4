"""What is answered without a page of the archive: which language, icons, robots, and what went wrong."""

import re
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from archive import languages
from archive.public.frame import addresses, spelling, standalone
from archive.public.frame.responses import error, with_headers


@require_safe
def choose_language(request: HttpRequest, **where: object) -> HttpResponse:
    """An address without a language gets the one a reader prefers: the one place that asks which."""
    language = _preferred(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{language}{request.get_full_path()}")
    patch_vary_headers(response, ("Accept-Language",))
    return response


def _preferred(header: str) -> str:
    """The first language of ``Accept-Language`` in which the archive is written; the first of all for none."""
    for code, _quality in parse_accept_lang_header(header):
        try:
            language = get_supported_language_variant(code)
        except LookupError:
            continue
        if language in languages.written():
            return language
    return languages.written()[0]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read. The desk says of itself that it is to be left out, so nobody is led to it from here."""
    lines = ("User-agent: *", "Allow: /", "", f"Sitemap: {addresses.absolute(addresses.SITEMAPS)}")
    return _kept_for_a_day("".join(f"{line}\n" for line in lines).encode(), "text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    # What draws takes four megabytes: only of a process that is asked for one.
    from archive.public.frame import icons

    return _kept_for_a_day(icons.drawn(name), "image/x-icon" if name.endswith(".ico") else "image/png")


def _kept_for_a_day(content: bytes, content_type: str) -> HttpResponse:
    """What tells nothing of the archive, so that it may be kept without asking."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same for what is still to come, for what never was and for nonsense."""
    if right := spelling.corrected(request):
        return with_headers(HttpResponsePermanentRedirect(right))
    heading = _("Page not found")
    text = _("There is no page at this address. It may be misspelled; try the search, or one of the lists.")
    # The last part of an address often is the name of what was looked for.
    words = " ".join(re.findall(r"[^\W_]+", request.path.rstrip("/").rpartition("/")[2]))
    return with_headers(error(heading, text, status=404, query=words[:100]))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    heading = _("This request could not be understood")
    text = _("What your browser sent could not be understood. Please go back and try another way.")
    return with_headers(error(heading, text, status=400))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    heading = _("Access denied")
    text = _("You are not allowed to do this, or the page is out of date. Go back, reload it and try again.")
    return with_headers(error(heading, text, status=403))


def failed(request: HttpRequest) -> HttpResponse:
    """Something went wrong here. If it is that the database cannot be parameters, it will be a matter of minutes."""
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        response = standalone.render("503.html", status=503)
        response.headers["Retry-After"] = "120"
        return response
    return standalone.render("500.html", status=500)
