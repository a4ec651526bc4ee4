"""Entering the reading room: one visit for each request, one page for each answer, and its headers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from zlib_ng import gzip_ng

from archive import clock, languages
from archive.editions import reading
from archive.editions.reading import FutureReading
from archive.public.frame import frames, naming, templates
from archive.public.frame.pages import ErrorPage, Page
from archive.public.frame.visits import NoInstant, visit
from archive.public.programs.pages import SitemapIndexPage, SitemapPage

# Nobody keeps a page without asking whether it still stands: there is no address to purge when something
# is released, and no lifetime from which its coming could be told. A cache bridges a restart of a minute, and shows no
# longer than that what was withdrawn for somebody's safety.
CACHE_CONTROL: Final = "max-age=0, s-maxage=1, stale-if-error=60"


# Below that nothing is gained. The most effort makes a page smaller by a fiftieth, and takes twice as long or more.
SHORTEST_PACKED: Final = 200
EFFORT: Final = 5

View = Callable[..., HttpResponseBase]
Response = TypeVar("Response", bound=HttpResponseBase)


def nothing(**where: Any) -> tuple[str, ...]:
    return ()


def public_view(view: View, *, parameters: Callable[..., tuple[str, ...]] = nothing) -> View:
    """Makes ``view(visit, asked, **where)`` a view of Django's. It never learns who asks.

    ``parameters(**where)`` names the parameters it understands besides the instant.
    """

    @require_safe
    @wraps(view)
    def entered(request: HttpRequest, **where: Any) -> HttpResponseBase:
        known = parameters(**where)
        try:
            visiting = visit(request, known=known)
        except (NoInstant, FutureReading) as wrong:
            return refused(str(wrong))
        asked = naming.understood(request.GET, known)
        etag = naming.named(visiting.version, visiting.today, request.path, asked)
        request.page_named = etag  # type: ignore[attr-defined]  # for whoever keeps the answer, whatever it is
        if naming.is_known(etag, request.headers.get("If-None-Match", "")):
            response: HttpResponseBase = HttpResponseNotModified()
        else:
            response = view(visiting, asked, **where)
        if response.status_code in (200, 304):
            response.headers["ETag"] = etag
        # Said of short answers and of 304 as well: a cache must know it before it hands out what it has.
        patch_vary_headers(response, ("Accept-Encoding",))
        # A captured copy stays as it is.
        return with_headers(_smaller(response, request))

    entered.parameters = parameters  # type: ignore[attr-defined]  # for whoever leads to this address from another spelling
    return entered


def render(page: Page, *, status: int = 200) -> HttpResponse:
    """The page as HTML, in its own language. Its template sees ``page`` and nothing of the request."""
    with override(page.frame.language):
        return HttpResponse(templates.written(page.template, page), status=status)


def render_xml(page: SitemapPage | SitemapIndexPage) -> HttpResponse:
    written = templates.written(page.template, page)
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


def refused(why: str) -> HttpResponse:
    """The answer to what cannot be understood."""
    return with_headers(error(_("This request could not be understood"), why, status=400))


def error(heading: str, text: str, *, status: int, query: str = "") -> HttpResponse:
    """A page that says what went wrong, and knows nothing but its language. ``query`` may be looked for instead."""
    frame = frames.standalone(reading.at(clock.now()), languages.current(), title=heading)
    return render(ErrorPage(frame=frame, heading=heading, text=text, query=query), status=status)


def _smaller(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Packed, if whoever asks takes it so.

    Nothing secret is on a page, so nothing can be learned from its size, and nothing has to be hidden by chance.
    """
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    if not isinstance(response, HttpResponse) or not re_accepts_gzip.search(accepted):
        return response
    packed = gzip_ng.compress(response.content, compresslevel=EFFORT, mtime=0)
    if len(response.content) < SHORTEST_PACKED or len(packed) >= len(response.content):
        return response
    response.content = packed
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(packed))
    if "ETag" in response.headers:
        response.headers["ETag"] = f"W/{response.headers['ETag'].removeprefix('W/')}"
    return response


def with_headers(response: Response) -> Response:
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers.setdefault("Content-Language", languages.current())
    return response
