"""The files of pictures. They answer as long as readers may read an edition that names them."""

import logging
from collections.abc import Mapping
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from archive import clock, picture_files
from archive.catalogue import listing
from archive.editions import reading
from archive.editions.payloads.pictures import PicturePayload
from archive.editions.reading import Reading
from archive.imaging.recipes import Recipe
from archive.imaging.refusals import Unfit
from archive.kept import Kept
from archive.public.frame import naming
from archive.public.pictures import showing

log = logging.getLogger(__name__)
# What answers under an address, by the version: some hundred bytes a file. A scan of many pages is asked for page by
# page, and its editions take longer to read than its files.
_FILES: Final = Kept[Mapping[tuple[str, str], Recipe]](most=8_000)


@require_safe
def media(request: HttpRequest, slug: str, master: str, name: str) -> HttpResponseBase:
    """One file of a picture. Nobody learns of one that is still to come: not from its name, and not by asking for it
    on a condition."""
    recipe = allowed(reading.at(clock.now()), slug, master, name)
    if recipe is None:
        raise Http404
    return answered(request, master, recipe)


def allowed(read: Reading, slug: str, master: str, name: str) -> Recipe | None:
    """What ``name`` asks for, if an edition that can be read now names that master, be it a past one or of a page.

    One query; the first time for a version one or two more, and two for all pictures. Nonsense costs the same.
    """
    return _FILES.get((read.version(), slug), lambda: _files(read, slug), weight=_weight).get((master, name))


def _files(read: Reading, slug: str) -> Mapping[tuple[str, str], Recipe]:
    """All that answer there, by their masters and names. Of what was withdrawn none, nor any with the face of somebody
    whose name is withheld; of what was merged none where what took it in is not shown.
    """
    editions = read.editions("picture", slug)
    if not editions or editions[-1].withdrawn:
        return {}
    if (into := editions[-1].payload.merged_into) and not showing.named(read, [into]):
        return {}
    hidden = listing.faces_withheld(read).masters
    payloads = [one.payload for one in editions if isinstance(one.payload, PicturePayload)]
    masters = frozenset[str]().union(*(one.masters() for one in payloads)) - hidden
    offered = ((master, showing.offered_of(one, master)) for one in payloads for master in masters)
    return {(master, name): file for master, files in offered for name, file in files.items()}


def _weight(files: Mapping[tuple[str, str], Recipe]) -> int:
    return 1 + len(files)


def answered(request: HttpRequest, master: str, recipe: Recipe) -> HttpResponseBase:
    """The file to whoever may have it, or that it is still what they have. Raises ``Http404`` if it was lost."""
    etag = f'"{master[:32]}-{recipe.name}"'
    if naming.is_known(etag, request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponseNotModified(), etag)
    return _with_headers(_sent(master, recipe), etag)


def _sent(master: str, recipe: Recipe) -> FileResponse:
    """The file, to be shown."""
    try:
        file = picture_files.derived(master, recipe)
    except (OSError, Unfit) as lost:
        log.error("The picture %s cannot be shown as %s: %s", master, recipe.name, lost)
        raise Http404 from lost
    return FileResponse(file, content_type=recipe.media_type)


def _with_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Nobody keeps it without asking whether it may still be shown, and nothing in it ever runs."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-site"
    return response
