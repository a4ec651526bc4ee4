"""Pages of the public site as readers will get them at an instant to come."""

import re
from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from archive import languages
from archive.editions import reading
from archive.public.frame.views import not_found

PUBLIC: Final = "memorial.public_urls"
# What leads on from a page, but for what no reading changes.
_WAY: Final = re.compile(r'(<(?:a|form|button)\b[^>]*?\b(?:href|action|formaction)=")(?=/)(?!/static/|/desk/)')


def page(path: str, query: str = "", *, at: datetime) -> HttpResponseBase:
    """What the public site will answer at ``path``, which begins with a slash, to somebody without a cookie."""
    request = _asked(path, query, at)
    with override(get_language_from_path(path) or languages.current()):
        try:
            view, _unnamed, named = resolve(path, urlconf=PUBLIC)
            return view(request, **named)
        except (Resolver404, Http404) as missing:
            return not_found(request, missing)


def leading_on(html: str, mount: str) -> str:
    """``html`` with all its ways through the site leading on below ``mount``, an address without a slash at its end."""
    return _WAY.sub(lambda way: f"{way[1]}{mount}", html)


def _asked(path: str, query: str, at: datetime) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "HTTP_ACCEPT_LANGUAGE": languages.current()}
    request.GET = QueryDict(query)
    request.reading = reading.rehearsed_at(at)  # type: ignore[attr-defined]  # in place of the present
    return request
