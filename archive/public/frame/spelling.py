"""An address with capitals or doubled slashes leads to the right one, where there is one that everybody can read."""

import re
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from archive import languages
from archive.public.frame import addresses, visits

# What may be led to: a page, and the old address of one, which leads on by itself.
THERE = (HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY)


def corrected(request: HttpRequest) -> str:
    """Where ``request`` should have gone, with the parameters that are known there; empty for nothing and nonsense.

    The page is asked for as a reader would ask, so that what is still to come stays what never was.
    """
    path = re.sub("/+", "/", request.path.lower() + ("/" if _is_page(request.path) else ""))
    language = path.split("/")[1]
    if path == request.path or request.method not in ("GET", "HEAD"):
        return ""
    read_in = language if language in languages.spoken() else languages.spoken()[0]
    within = path.removeprefix(f"/{language}") if language in languages.spoken() else path
    try:
        page = resolve(within, "archive.public.urls")
        return _with_known(path, page, request.GET) if _is_there(f"/{read_in}{within}", page, read_in) else ""
    except (Resolver404, Http404):
        return ""


def _is_page(path: str) -> bool:
    """Whether the last part is no name of a file, such as a feed's: pages end in a slash."""
    return "." not in path.rpartition("/")[2]


def _is_there(path: str, page: ResolverMatch, language: str) -> bool:
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "GET", path, path
    with override(language):
        answer = page.func(asked, *page.args, **page.kwargs)
    if isinstance(answer, FileResponse) and answer.file_to_stream:
        answer.file_to_stream.close()  # not the answer: that would end the request that is being answered
    return answer.status_code in THERE


def _with_known(path: str, page: ResolverMatch, asked: QueryDict) -> str:
    instant = {addresses.AS_OF: asked.get(addresses.AS_OF, "")}
    known = page.func.parameters(**page.kwargs)  # type: ignore[attr-defined]  # which public_view has given it
    query = visits.other_parameters(asked, known=known)
    return addresses.with_query(path, query, addresses.with_parameters("", **instant)[1:])
