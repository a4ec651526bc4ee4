"""The files of pictures. They answer as long as readers may read an edition that names them."""

import logging
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from archive import clock, picture_files
from archive.catalogue import listing
from archive.editions import reading
from archive.editions.payloads.pictures import PicturePayload
from archive.editions.reading import Reading
from archive.imaging.recipes import Recipe
from archive.kept import Kept
from archive.public.frame import naming
from archive.public.frame.responses import CACHE_CONTROL
from archive.public.pictures import showing
from archive.public.pictures.later import not_yet

log = logging.getLogger(__name__)


class Files(NamedTuple):
    """``recipes``: all that answers under an address, by masters and names. ``is_on_request``: an edition says so."""

    recipes: Mapping[tuple[str, str], Recipe]
    is_on_request: bool


NOTHING: Final = Files({}, is_on_request=False)
# By the version: some hundred bytes a file. A scan of many pages is asked for page by page, and to read its editions
# takes longer than to read a file.
_FILES: Final = Kept[Files](most=8_000)


@require_safe
def media(request: HttpRequest, slug: str, master: str, name: str) -> HttpResponseBase:
    """One file of a picture. Nobody learns of one that is still to come: not from its name, and not by asking for it
    on a condition. What is shown on request only is in no result of those who look for pictures."""
    files = files_of(reading.at(clock.now()), slug)
    if (recipe := files.recipes.get((master, name))) is None:
        raise Http404
    response = answered(request, master, recipe, mark="-on-request" if files.is_on_request else "")
    if files.is_on_request:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def files_of(read: Reading, slug: str) -> Files:
    """The files whose masters an edition names that can be read now, be it a past one.

    One query; the first time for a version one or two more, and two for all pictures. Nonsense costs the same.
    """
    return _FILES.get((read.version(), slug), lambda: _found(read, slug), weight=lambda found: 1 + len(found.recipes))


def _found(read: Reading, slug: str) -> Files:
    """Of what was withdrawn none, nor any with the face of somebody whose name is withheld; of what was merged none
    where what took it in is not shown.
    """
    editions = read.editions("picture", slug)
    if not editions or editions[-1].withdrawn:
        return NOTHING
    if (into := editions[-1].payload.merged_into) and not showing.named(read, [into]):
        return NOTHING
    hidden = listing.faces_withheld(read).masters
    payloads = [one.payload for one in editions if isinstance(one.payload, PicturePayload)]
    masters = frozenset[str]().union(*(one.masters() for one in payloads)) - hidden
    offered = ((master, showing.offered_of(one, master)) for one in payloads for master in masters)
    recipes = {(master, name): file for master, files in offered for name, file in files.items()}
    return Files(recipes, is_on_request=any(one.is_on_request for one in payloads))


def answered(request: HttpRequest, master: str, recipe: Recipe, *, mark: str = "") -> HttpResponseBase:
    """The file to whoever may have it, or that it is still what they have. Raises ``Http404`` if it was lost.

    ``mark`` tells of other headers: a cache keeps those that it first had, until the ETag is another one.
    """
    etag = _etag_of(master, recipe, mark)
    if naming.is_known(etag, request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponseNotModified(), etag)
    return _sent(master, recipe, mark)


def _sent(master: str, recipe: Recipe, mark: str) -> HttpResponseBase:
    """The file, to be shown, or the nearest one that is there; 503 where none is there yet, or its store is away.
    Nobody waits for one.
    """
    try:
        found, file = picture_files.at_hand(master, recipe)
        return _with_headers(FileResponse(file, content_type=found.media_type), _etag_of(master, found, mark))
    except FileNotFoundError as lost:
        log.error("The picture %s cannot be shown as %s: it was lost", master, recipe.name)
        raise Http404 from lost
    except picture_files.NotYet:
        return not_yet()
    except OSError as failed:
        log.error("The picture %s cannot be shown as %s: %s", master, recipe.name, failed)
        return not_yet()


def _etag_of(master: str, recipe: Recipe, mark: str) -> str:
    return f'"{master[:32]}-{recipe.name}{mark}"'


def _with_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Kept as pages are, and nothing in it ever runs."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-site"
    return response
