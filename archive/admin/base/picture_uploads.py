"""Files of pictures that come along with a form. They are taken in, and derived, before anything is saved: nobody who
saves something else waits for it."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Final, Protocol

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from archive import picture_files
from archive.imaging.refusals import Unfit
from archive.public.pictures import showing

# Of the thousandths in which a focal point is told.
EDGE: Final = 1000
_SALT: Final = "archive.admin.pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What a file is called, and what is known of it, or why it is not taken."""

    name: str
    kept: picture_files.Kept | None = None
    unfit: str = ""

    def token(self) -> str:
        """What the page carries along while something else is to be mended: a browser sends no file twice."""
        return signing.dumps([self.name, asdict(self.kept) if self.kept else None, self.unfit], salt=_SALT)


def of_token(token: str) -> Upload | None:
    """Nothing for what we have not signed."""
    try:
        name, kept, unfit = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Upload(name=name, kept=picture_files.Kept(**kept) if kept else None, unfit=unfit)


def taken_in(upload: UploadedFile) -> Upload:
    name = upload.name or ""
    try:
        return Upload(name=name, kept=picture_files.keep(upload))
    except Unfit as unfit:
        return Upload(name=name, unfit=str(unfit))


class MasterOf(Protocol):
    """A file of a picture: what is known of one that was taken in, or its row."""

    @property
    def master(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


def derive(file: MasterOf, focus_x: int, focus_y: int) -> None:
    """Make what readers will be given of it, as far as it is not there: all of it, and around its focal point."""
    if max(focus_x, focus_y) > EDGE:
        return
    offered = showing.offered(showing.Measures(file.width, file.height, focus_x, focus_y))
    with suppress(Unfit, OSError):  # what cannot be made now is made when it is asked for
        picture_files.derive_missing(file.master, offered.values())
