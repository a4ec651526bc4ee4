"""Many pictures at once: a draft of each file, with a line that says what became of it."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import clock, languages
from archive.records import pictures
from archive.records.base import Record
from archive.records.pictures import Picture
from archive.records.saving import free_slug, saving
from archive.records.texts import Text

from ..base.links import record_url
from ..base.picture_uploads import derive, taken_in
from ..base.responses import page

# Of pictures that show the same so many are told.
MOST_ALIKE: Final = 3
Line = dict[str, object]


@require_http_methods(["GET", "HEAD", "POST"])
def many_pictures(request: HttpRequest) -> HttpResponse:
    """A script sends the files one by one, and is told of each; without one they come together."""
    if not request.user.has_perm("archive.add_picture"):
        raise PermissionDenied
    files = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    lines = [_line(one, request) for one in files]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"lines": lines}, status=HTTPStatus.OK if lines else HTTPStatus.UNPROCESSABLE_ENTITY)
    return page(request, "admin/archive/many_pictures.html", {"title": _("Many pictures at once"), "lines": lines})


def _line(file: UploadedFile, request: HttpRequest) -> Line:
    """What became of one file: the draft that was made, or why there is none; and what shows the same."""
    found = taken_in(file)
    if found.kept is None:
        return {"name": found.name, "said": found.unfit, "address": "", "alike": []}
    derive(found.kept, 500, 500)
    picture = Picture(slug=free_slug(Picture, [Path(found.name).stem]))
    with saving(picture, by=request.user):
        picture.save()
        title = Path(found.name).stem[:300] or picture.slug
        Text.objects.create(record=picture, language=_language(), title=title)
        pictures.take_in(picture, found.kept, name=found.name, by=request.user, at=clock.now())
    alike = list(_links(pictures.alike(picture.file)[:MOST_ALIKE])) if picture.file else []
    return {"name": found.name, "said": _("A draft was made."), "address": record_url(picture), "alike": alike}


def _links(found: Iterable[Record]) -> Iterator[Line]:
    for one in found:
        yield {"title": str(one), "address": record_url(one)}


def _language() -> str:
    """That of whoever brings them, if archivists write in it."""
    return next(code for code in languages.stand_ins(languages.current()) if code in languages.written())
