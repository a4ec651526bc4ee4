"""Files of pictures that come along with a form. They are taken in, and derived, before anything is saved: nobody who
saves something else waits for it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final, Protocol

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import picture_files
from archive.imaging import offers
from archive.imaging.formats import TAKEN
from archive.imaging.recipes import Recipe
from archive.imaging.refusals import Unfit, bounds

# Of the thousandths in which a focal point is told.
EDGE: Final = 1000
# How the fields of a form, or of any row of one, are called in which a file comes, and what is known of it.
UPLOAD: Final = "upload"
TOKEN: Final = "uploaded"
# Of a form that takes a file, what nobody reads.
OURS: Final = frozenset({UPLOAD, TOKEN, "file"})
_SALT: Final = "archive.admin.pictures"
# As long as a browser keeps words that were not saved; files that nobody has named are kept for longer.
_LASTS: Final = timedelta(days=30)


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
    """Nothing for what we have not signed, or so long ago that the file may be gone."""
    try:
        name, kept, unfit = signing.loads(token, salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        return None
    return Upload(name=name, kept=picture_files.Kept(**kept) if kept else None, unfit=unfit)


def taken_in(upload: UploadedFile) -> Upload:
    name = upload.name or ""
    try:
        return Upload(name=name, kept=picture_files.keep(upload))
    except Unfit as unfit:
        return Upload(name=name, unfit=str(unfit))


class UploadForm(forms.ModelForm):
    """With a file, if one was sent. ``by`` is who sent it, ``found`` what is known of it."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        max_length=255,
        widget=forms.FileInput({"accept": ",".join(TAKEN)}),
    )
    uploaded = forms.CharField(widget=forms.HiddenInput, required=False)
    by: Any = None
    found: Upload | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = of_token(self.data.get(self.add_prefix(TOKEN), ""))
        self.fields["upload"].help_text = self.help()

    def help(self) -> str:
        """What stands below the field of the file."""
        if self.found and self.found.kept:
            said = gettext("“%(name)s” has arrived, and is taken in with what is saved. It need not be chosen again.")
            return said % {"name": self.found.name}
        said = gettext(
            "JPEG, PNG, WebP, AVIF or TIFF, up to %(most)s MB and %(pixels)s million pixels. It is kept as it is, for "
            "the archive alone; readers get copies without whatever a camera has written into it, such as where it was."
        )
        return said % bounds()

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if self.found and self.found.unfit:
            self.add_error("upload", self.found.unfit)
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if self.found and self.found.kept:
            self.take_in(self.found.kept, self.found.name)

    def take_in(self, kept: picture_files.Kept, name: str) -> None:
        """Let what is saved show the file."""
        raise NotImplementedError


class UploadMixin:
    """Mixed into the admin of what takes a file: whoever may only look is asked for none."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return found
        return [(name, {**told, "fields": [one for one in told["fields"] if one not in OURS]}) for name, told in found]


def with_tokens(request: HttpRequest) -> QueryDict:
    """What was sent, with what is known of the files that came along."""
    sent = request.POST.copy()
    for name in [one for one in sent if one.endswith(TOKEN)]:
        if (before := of_token(sent[name])) and before.unfit:
            sent[name] = ""  # it was told once
    for name, upload in request.FILES.items():
        if name.endswith(UPLOAD) and isinstance(upload, UploadedFile) and upload.size:
            sent[name.removesuffix(UPLOAD) + TOKEN] = taken_in(upload).token()
    return sent


class MasterOf(Protocol):
    """A file of a picture: what is known of one that was taken in, or its row."""

    @property
    def master(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


def derive(file: MasterOf, focus_x: int = offers.CENTRE, focus_y: int = offers.CENTRE) -> None:
    """Make what readers will be given of it, as far as it is not there: all of it, and around its focal point."""
    if max(focus_x, focus_y) > EDGE:
        return
    _make(file, offers.offered(offers.Measures(file.width, file.height, focus_x, focus_y)).values())


def derive_whole(file: MasterOf) -> None:
    """The same of what is nowhere cropped."""
    _make(file, offers.whole(file))


def _make(file: MasterOf, recipes: Iterable[Recipe]) -> None:
    with suppress(Unfit, OSError):  # what cannot be made now is made when it is asked for
        picture_files.derive_missing(file.master, recipes)
