"""Pictures: photographs, drawings, maps, sheets of documents; and the files that were taken in of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import connection, models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from archive import audit, characters, rights
from archive.audit import Actor
from archive.datings import validate_date
from archive.fields import DigestField, LanguageField, LineField, LinesField
from archive.guards import AppendOnly
from archive.imaging.taking import differs
from archive.picture_files import Kept

from .base import Dated, Record, root
from .phrases import Phrase
from .subjects import Classified
from .texts import titles

# In so many of 64 places two looks may differ that are most likely of the same: of eight parts one is alike then.
LIKENESS: Final = 6
_PART: Final = 2
_PARTS: Final = range(1, 17, _PART)
# A lock of PostgreSQL's, the letters “pictures”.
_MAKING: Final = 0x7069637475726573


class Picture(Dated, Classified, Record):
    """One picture: what it shows, who made it, and what may be done with it. Its texts are its title and its caption.

    ``consent`` is for the desk and is frozen nowhere.
    """

    KIND = "picture"
    may_merge = True
    record_ptr = root()

    class Sort(models.TextChoices):
        PHOTOGRAPH = "photograph", _("Photograph")
        DOCUMENT = "document", _("Sheet of a document")
        MAP = "map", _("Map")
        DRAWING = "drawing", _("Drawing or painting")
        DIAGRAM = "diagram", _("Diagram")
        OTHER = "other", _("Other")

    class Consent(models.TextChoices):
        OWN = "own", _("Those whom it shows have agreed")
        FAMILY = "family", _("Their families have agreed")
        OFFICE = "office", _("It shows them in a public office, and for nothing else")
        PUBLISHED = "published", _("It was made public officially, and the source is cited")

    file = models.ForeignKey(
        "archive.PictureFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    sort = models.CharField(_("what it is"), max_length=10, choices=Sort, default=Sort.PHOTOGRAPH)
    date = LineField(
        _("date"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("When it was made, no more precisely than is known: 1990-01-20, 1990-01, 1990, 199X or 1990~."),
    )
    places = models.ManyToManyField("archive.Place", blank=True, related_name="pictures", verbose_name=_("places"))
    persons = models.ManyToManyField(
        "archive.Person", blank=True, related_name="pictures", verbose_name=_("persons shown")
    )
    consent = models.CharField(
        _("basis of consent"),
        max_length=10,
        blank=True,
        choices=Consent,
        help_text=_("Needed where persons are shown who can be recognised. Readers never see it."),
    )
    rights = models.CharField(
        _("rights"),
        max_length=15,
        blank=True,
        choices=[(name, one.label) for name, one in rights.ALL.items()],
        help_text=_("A licence of Creative Commons, or one of the statements of rightsstatements.org."),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It tells nothing, so nothing is read out in its place. Then it needs no alternative text."),
    )
    sensitive = models.BooleanField(
        _("shown on request only"),
        default=False,
        help_text=_(
            "For what is hard to see. Readers are told what it shows before they choose to see it; it is in no card, "
            "list or result. Say what it shows in the content note of its text."
        ),
    )
    # Of a thousand parts from the left, and from above.
    focus_x = models.PositiveSmallIntegerField(
        _("focal point from the left"), default=500, validators=[MaxValueValidator(1000)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point from above"),
        default=500,
        validators=[MaxValueValidator(1000)],
        help_text=_("What has to stay in sight where it is cropped, in thousandths of its width and height."),
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = (
            models.CheckConstraint(
                condition=Q(focus_x__lte=1000, focus_y__lte=1000),
                name="picture_focal_point_lies_in_it",
                violation_error_message=_("The focal point lies within the picture: from 0 to 1000."),
            ),
        )

    @property
    def is_on_request(self) -> bool:
        """Whether whoever sees it is told first what it shows."""
        return self.sensitive or any(text.content_note for text in self.texts.all())

    def clean(self) -> None:
        super().clean()
        if self.file and self.file.picture_id != self.pk:
            raise ValidationError({"file": _("Choose a file of this picture.")})


class PictureDescription(Phrase):
    """What stands for a picture where it is not seen, who made it, and how it is credited, in one language."""

    WORDS = ("alternative", "creator", "credit")

    owner = models.ForeignKey(Picture, models.CASCADE, db_index=False, related_name="phrases")
    alternative = LineField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_(
            "For whoever cannot see it: who and what is to be seen, where and when, in one or two sentences. Neither "
            "“photo of”, nor what only the caption knows, nor what it makes one feel."
        ),
    )
    creator = LineField(_("creator"), max_length=200, blank=True, help_text=_("Who took, drew or wrote it."))
    credit = LineField(
        _("credit line"),
        max_length=200,
        blank=True,
        help_text=_("As whoever holds the rights wants it, as in “National Archives, 1-23”. Readers see it."),
    )

    class Meta(Phrase.Meta):
        verbose_name = _("description of a picture")
        verbose_name_plural = _("descriptions of pictures")


class PicturePage(models.Model):
    """A further page of a picture that has several, as a scan of a letter has. The first is the picture's own file.

    ``transcription`` is what can be read on it, in its own ``language``; what that means in others, its words say.
    """

    picture = models.ForeignKey(Picture, models.CASCADE, db_index=False, related_name="pages")
    file = models.ForeignKey(
        "archive.PictureFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    transcription = LinesField(
        _("transcription"),
        blank=True,
        help_text=_("What can be read on the page, letter by letter and line by line, errors included."),
    )
    language = LanguageField(_("language of the transcription"), blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("further page of a picture")
        verbose_name_plural = _("further pages")
        ordering = ("picture", "position", "id")
        indexes = (models.Index(fields=("picture", "position"), name="picture_page_in_its_order"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(transcription="") | ~Q(language=""),
                name="picture_page_transcription_has_a_language",
                violation_error_message=_("Say in which language the transcription is."),
            ),
        )

    def __str__(self) -> str:
        return self.file.name if self.file else " ".join(self.transcription.split())[:80]

    def clean(self) -> None:
        super().clean()
        if self.file and self.file.picture_id != self.picture_id:
            raise ValidationError({"file": _("Choose a file of this picture.")})


class PicturePageWords(Phrase):
    """What stands for a further page in one language: where it is not seen, and where its own words are not read."""

    WORDS = ("translation", "alternative")

    owner = models.ForeignKey(PicturePage, models.CASCADE, db_index=False, related_name="phrases")
    translation = LinesField(
        _("translation"), blank=True, help_text=_("What the transcription says, for readers of other languages.")
    )
    alternative = LineField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What else is to be seen than words: a drawing, a stamp, a signature. Else leave it empty."),
    )

    class Meta(Phrase.Meta):
        verbose_name = _("words of a further page")
        verbose_name_plural = _("words of further pages")


class ShownPicture(models.Model):
    """A picture at the head of a record."""

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="shown_pictures")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="shown_at", verbose_name=_("picture"))
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("picture at the head of a record")
        verbose_name_plural = _("pictures at the heads of records")
        ordering = ("record", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("record", "picture"),
                name="shown_picture_is_shown_once",
                violation_error_message=_("This picture is shown here already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.picture)

    def clean(self) -> None:
        super().clean()
        if self.picture_id and self.picture_id == self.record_id:
            raise ValidationError({"picture": _("A picture cannot stand at its own head.")})


class PictureFile(AppendOnly):
    """A file as it was taken in: the original, and the master that was made of it. It is never replaced.

    ``captured`` is what the original tells of how it was made, for the desk alone. ``colour`` (#rrggbb) is the one that
    it has most of; ``look`` is alike in files that show the same.
    """

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="files", verbose_name=_("picture"))
    sha256 = DigestField("SHA-256", db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("type of file"), max_length=100)
    name = LineField(_("name of the file"), max_length=255)
    captured = models.JSONField(_("what the file tells of itself"), default=dict)
    master = DigestField(_("SHA-256 of the master"), db_index=True)
    master_type = models.CharField(_("type of the master"), max_length=100)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    colour = models.CharField(_("colour"), max_length=7)
    look = models.CharField(_("look"), max_length=16)
    taken_at = models.DateTimeField(_("taken in at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken in by")
    )

    class Meta:
        verbose_name = _("file of a picture")
        verbose_name_plural = _("files of pictures")
        ordering = ("picture", "-id")
        indexes = tuple(models.Index(Substr("look", at, _PART), name=f"picture_file_by_look_{at}") for at in _PARTS)

    def __str__(self) -> str:
        return f"{self.name}, {self.width} × {self.height}, {self.sha256[:12]}"


@transaction.atomic
def take_in(picture: Picture, kept: Kept, *, name: str, by: Actor, at: datetime) -> None:
    """Let ``picture`` show a file that was taken in. Call it while it is saved."""
    picture.file = _taken_in(picture, kept, name=name, by=by, at=at)
    picture.save()


@transaction.atomic
def take_in_page(page: PicturePage, kept: Kept, *, name: str, by: Actor, at: datetime) -> None:
    """The same of a further page."""
    page.file = _taken_in(page.picture, kept, name=name, by=by, at=at)
    page.save()


def _taken_in(picture: Picture, kept: Kept, *, name: str, by: Actor, at: datetime) -> PictureFile:
    about = picture.title() or picture.slug
    audit.note("take in", by=by, kind=picture.kind, record=picture.uuid, about=about, digest=kept.digest)
    return PictureFile.objects.create(
        picture=picture,
        sha256=kept.digest,
        size=kept.size,
        media_type=kept.media_type,
        name=characters.line(name)[-255:] or kept.digest,
        captured=kept.captured,
        master=kept.master,
        master_type=kept.master_type,
        width=kept.width,
        height=kept.height,
        colour=kept.colour,
        look=kept.look,
        taken_at=at,
        taken_by_id=by.pk,
    )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction in which nobody else makes records of files that were sent."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite has one writer anyway: its transactions begin IMMEDIATE
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING])
        yield


def of_bytes(digest: str) -> Picture | None:
    """The first picture that has a file with these bytes, be it that of a page."""
    file = PictureFile.objects.filter(sha256=digest).select_related("picture").order_by("pk").first()
    return file.picture if file else None


def alike(file: PictureFile) -> QuerySet[Picture]:
    """Other pictures that show the same as ``file``: of which the same bytes were taken in, or that look so."""
    parts: dict[str, Any] = {f"part_{at}": Substr("look", at, _PART) for at in _PARTS}
    any_of_it = Q(sha256=file.sha256)
    for at in _PARTS:
        any_of_it |= Q(**{f"part_{at}": file.look[at - 1 : at - 1 + _PART]})
    near = PictureFile.objects.exclude(picture=file.picture_id).alias(**parts).filter(any_of_it)
    files = _nearest(file.look, near.values_list("pk", "look"))
    shown = PictureFile.objects.filter(pk__in=files)
    found = Picture.objects.filter(pk__in=shown.values("picture"), merged_into=None)
    return found.prefetch_related(titles()).order_by("slug")


def _nearest(look: str, files: Iterable[tuple[int, str]]) -> list[int]:
    return [key for key, other in files if differs(look, other) <= LIKENESS]
