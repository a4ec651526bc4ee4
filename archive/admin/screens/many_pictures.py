"""Many pictures at once: a draft of each file, with a line that says what became of it."""

from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import clock, languages, picture_files
from archive.imaging.bounds import LARGEST
from archive.imaging.formats import TAKEN
from archive.imaging.refusals import bounds, unfit
from archive.records import pictures
from archive.records.pictures import Picture
from archive.records.saving import free_slug, saving
from archive.records.texts import Text

from ..base.links import record_url
from ..base.picture_uploads import Upload, derive, taken_in
from ..base.responses import page
from ..base.small_pictures import alike

# What a line says of a file, and how they are counted.
MADE, THERE, REFUSED = "made", "there", "refused"
Line = dict[str, object]


@require_http_methods(["GET", "HEAD", "POST"])
def many_pictures(request: HttpRequest) -> HttpResponse:
    """A script sends the files one by one, and is told of each; without one they come together.

    A file of which the archive has every byte already makes no draft: whoever sends it again, because an answer was
    lost or somebody went back, has no second one.
    """
    if not request.user.has_perm("archive.add_picture"):
        raise PermissionDenied
    files = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    lines = [_line(taken_in(one), request) for one in files]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"lines": lines}, status=HTTPStatus.OK if lines else HTTPStatus.UNPROCESSABLE_ENTITY)
    counted = Counter(line["state"] for line in lines)
    context = {
        "title": _("Many pictures at once"),
        "lines": lines,
        "counted": [(state, words, counted[state]) for state, words in _counts().items()],
        "accepted": ",".join(TAKEN),
        "largest": LARGEST,
        "most_of_each": bounds()["most"],
        "too_large": str(unfit("large")),
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_together": settings.MEMORIAL_LARGEST_UPLOAD // 1_000_000,
    }
    return page(request, "admin/archive/many_pictures.html", context)


def _counts() -> dict[str, str]:
    return {MADE: _("Drafts made"), THERE: _("There already"), REFUSED: _("Not taken")}


def _line(found: Upload, request: HttpRequest) -> Line:
    """What became of one file: the draft that was made, or why there is none; and which ``others`` show the same."""
    if found.kept is None:
        return _told(found, REFUSED, found.unfit)
    derive(found.kept)
    with pictures.one_at_a_time():
        if there := pictures.of_bytes(found.kept.digest):
            said = _("The archive has this very file already, so no draft was made:")
            return _told(found, THERE, said, others=[(there, record_url(there))])
        made = _made(found, found.kept, request)
    others = alike(made.file) if made.file else []
    said = _("A draft was made. The archive has pictures that look so:") if others else _("A draft was made.")
    return _told(found, MADE, said, made=made, others=others)


def _made(found: Upload, kept: picture_files.Kept, request: HttpRequest) -> Picture:
    called = Path(found.name).stem.strip()
    picture = Picture(slug=free_slug(Picture, [called]))
    with saving(picture, by=request.user):
        picture.save()
        Text.objects.create(record=picture, language=_language(), title=called[:300] or picture.slug)
        pictures.take_in(picture, kept, name=found.name, by=request.user, at=clock.now())
    return picture


def _told(
    found: Upload, state: str, said: str, *, made: Picture | None = None, others: Iterable[tuple[Picture, str]] = ()
) -> Line:
    return {
        "name": found.name,
        "state": state,
        "said": said,
        "address": record_url(made) if made else "",
        "others": [{"title": str(one), "address": address} for one, address in others],
    }


def _language() -> str:
    """That of whoever brings them, if archivists write in it."""
    return next(code for code in languages.stand_ins(languages.current()) if code in languages.written())
