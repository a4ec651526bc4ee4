"""Where the archive's knowledge comes from, where that can be read today, and the copies that were captured of it."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import audit, clock, copies
from archive.audit import Actor
from archive.datings import validate_date
from archive.fields import AddressField, LanguageField, LineField, LinesField
from archive.guards import AppendOnly

from .base import Dated, NewestFirst, Record, root
from .phrases import Phrase


class Rights(models.TextChoices):
    """The statements of rightsstatements.org, each by its identifier there."""

    IN_COPYRIGHT = "InC", _("In copyright")
    ORPHAN = "InC-OW-EU", _("In copyright: orphan work in the European Union")
    EDUCATIONAL = "InC-EDU", _("In copyright: educational use permitted")
    NON_COMMERCIAL = "InC-NC", _("In copyright: non-commercial use permitted")
    UNLOCATABLE = "InC-RUU", _("In copyright: whose rights they are cannot be found out")
    CONTRACT = "NoC-CR", _("No copyright: contractual restrictions")
    NON_COMMERCIAL_ONLY = "NoC-NC", _("No copyright: non-commercial use only")
    OTHER_LAW = "NoC-OKLR", _("No copyright: other known legal restrictions")
    UNITED_STATES = "NoC-US", _("No copyright in the United States")
    NOT_EVALUATED = "CNE", _("Copyright not evaluated")
    UNDETERMINED = "UND", _("Copyright undetermined")
    NONE_KNOWN = "NKC", _("No known copyright")


# Under these, anybody may read a copy without asking. What holds in one country only is not among them.
OPEN_TO_READERS = (Rights.EDUCATIONAL, Rights.NON_COMMERCIAL, Rights.NON_COMMERCIAL_ONLY, Rights.NONE_KNOWN)


class Source(Dated, Record):
    """A law, document, report or page that records cite. Its title stands in its texts, in its own language."""

    KIND = "source"
    goes_in_batches = True
    may_merge = True
    dated_by = "published"
    record_ptr = root()

    class Sort(models.TextChoices):
        LAW = "law", _("Law or decree")
        RESOLUTION = "resolution", _("Resolution of a parliament or an international body")
        JUDGMENT = "judgment", _("Document of a court")
        TREATY = "treaty", _("Agreement between states")
        STATEMENT = "statement", _("Statement")
        LETTER = "letter", _("Letter or telegram")
        NEWS = "news", _("News report")
        REPORT = "report", _("Report")
        TESTIMONY = "testimony", _("Testimony or interview")
        BOOK = "book", _("Book")
        ARTICLE = "article", _("Scholarly article")
        ARCHIVAL = "archival", _("Archival document")
        REGISTER = "register", _("List or register")
        MAP = "map", _("Map")
        RECORDING = "recording", _("Photograph, film or sound recording")
        WEB = "web", _("Web page")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        """What became of the address."""

        UNKNOWN = "unknown", _("Not checked")
        OK = "ok", _("It can be read there")
        MOVED = "moved", _("It has moved to another address")
        GONE = "gone", _("It can no longer be read there")

    class Standing(models.TextChoices):
        PARTY = "party", _("A party to the events")
        GOVERNMENT = "government", _("Government")
        PARLIAMENT = "parliament", _("Parliament")
        COURT = "court", _("Court")
        UNITED_NATIONS = "un", _("Body of the United Nations")
        INTERNATIONAL = "international", _("Other international organisation")
        NGO = "ngo", _("Non-governmental organisation")
        PRESS = "press", _("Press")
        SCHOLARSHIP = "scholarship", _("Scholarship")
        WITNESS = "witness", _("Eyewitness")
        MEMORY = "memory", _("Archive, library or museum")
        OTHER = "other", _("Other")

    sort = models.CharField(_("what it is"), max_length=10, choices=Sort, default=Sort.WEB)
    standing = models.CharField(
        _("standing"),
        max_length=13,
        blank=True,
        choices=Standing,
        help_text=_("In which capacity it speaks. That is no judgement on whether it is right."),
    )
    published = LineField(
        _("published"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("2020-12-02, 2020-12 or 2020."),
    )
    language = LanguageField(
        _("language"),
        blank=True,
        help_text=_("That of the document itself."),
    )
    original_title = LineField(
        _("original title"),
        max_length=300,
        blank=True,
        help_text=_("As the document itself bears it, in its own language and letters."),
    )
    rights = models.CharField(
        _("rights"),
        max_length=10,
        blank=True,
        choices=Rights,
        help_text=_("One of the statements of rightsstatements.org. They decide whether readers may be given a copy."),
    )
    address = AddressField(_("web address as cited"), max_length=500, blank=True)
    accessed = models.DateField(
        _("read on"), null=True, blank=True, help_text=_("The day somebody last saw it at this address.")
    )
    current_address = AddressField(
        _("web address today"),
        max_length=500,
        blank=True,
        help_text=_("Only if it is another one. Readers are led there; the address as cited stays beside it."),
    )
    address_state = models.CharField(_("state of the address"), max_length=7, choices=State, default=State.UNKNOWN)
    checked_at = models.DateTimeField(
        _("checked at"), null=True, blank=True, help_text=_("When somebody found it in this state.")
    )
    archived_address = AddressField(
        _("address in a web archive"),
        max_length=500,
        blank=True,
        help_text=_("The address of one capture, as in https://web.archive.org/web/20210101000000/https://…"),
    )
    offered_copy = models.ForeignKey(
        "archive.CapturedCopy",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("copy for readers"),
        help_text=_("Copies are private. Choose one only if its rights allow readers to have it."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        # The order of the desk's list.
        indexes = (NewestFirst(fields=("-earliest", "-record_ptr"), name="source_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(offered_copy=None) | Q(rights__in=OPEN_TO_READERS),
                name="source_offers_a_copy_only_if_its_rights_allow",
                violation_error_message=_("These rights do not allow readers to be given a copy."),
            ),
            models.CheckConstraint(
                condition=~Q(address_state="moved") | ~Q(current_address=""),
                name="source_that_moved_has_an_address_today",
                violation_error_message=_("Say to which address it has moved."),
            ),
            models.CheckConstraint(
                condition=Q(original_title="") | ~Q(language=""),
                name="source_with_an_original_title_has_a_language",
                violation_error_message=_("Say in which language the document is: its original title is in that."),
            ),
        )

    def clean(self) -> None:
        super().clean()
        if self.offered_copy and self.offered_copy.source_id != self.pk:
            raise ValidationError({"offered_copy": _("This is a copy of another source.")})
        if self.accessed and self.accessed > clock.today():
            raise ValidationError({"accessed": _("This is still to come.")})
        if self.checked_at and self.checked_at > clock.now():
            raise ValidationError({"checked_at": _("This is still to come.")})
        try:
            clock.require_reach(self.checked_at or clock.now())
        except clock.ClockError as refused:
            raise ValidationError({"checked_at": str(refused)}) from refused

    @property
    def address_today(self) -> str:
        """Where it is to be read now, as far as anybody knows."""
        return self.current_address or self.address

    def addresses(self) -> tuple[str, ...]:
        """Every address it is known under, each once."""
        further = (row.address for row in self.further_addresses.all())
        return tuple(dict.fromkeys(filter(None, (self.address, self.current_address, *further))))


class SourceDescription(Phrase):
    """Who wrote a source and who made it public, as both are called in one language."""

    WORDS = ("creator", "publisher")

    owner = models.ForeignKey(Source, models.CASCADE, db_index=False, related_name="phrases")
    creator = LineField(_("creator"), max_length=200, blank=True, help_text=_("Who wrote or signed it."))
    publisher = LineField(_("publisher"), max_length=200, blank=True, help_text=_("Who made it public."))

    class Meta(Phrase.Meta):
        verbose_name = _("creator and publisher")
        verbose_name_plural = _("creators and publishers")


class FurtherAddress(models.Model):
    """Another address at which the same document stands."""

    source = models.ForeignKey(Source, models.CASCADE, db_index=False, related_name="further_addresses")
    address = AddressField(_("web address"), max_length=500)
    note = LineField(_("remark"), max_length=200, blank=True, help_text=_("For the desk, as in “copy of the agency”."))

    class Meta:
        verbose_name = _("further address")
        verbose_name_plural = _("further addresses")
        ordering = ("source", "id")
        constraints = (models.UniqueConstraint(fields=("source", "address"), name="further_address_is_listed_once"),)

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        super().clean()
        if self.source_id and self.address in (self.source.address, self.source.current_address):
            raise ValidationError({"address": _("This is its address already.")})


class CapturedCopy(AppendOnly):
    """A file as somebody found it: evidence. It is never replaced; whoever captures anew adds another."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="copies", verbose_name=_("source"))
    # Its place in the store as well: see archive.copies.
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("type of file"), max_length=100)
    name = LineField(_("name of the file"), max_length=255)
    captured_at = models.DateTimeField(_("captured at"))
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("captured by")
    )
    captured_with = LineField(
        _("captured with"),
        max_length=200,
        blank=True,
        help_text=_("The program and its version, or the scanner, as in “Firefox 140, saved as PDF”."),
    )
    note = LinesField(
        _("remark"), blank=True, max_length=1000, help_text=_("For the desk: what is missing, where it came from.")
    )

    class Meta:
        verbose_name = _("captured copy")
        verbose_name_plural = _("captured copies")
        ordering = ("source", "-captured_at", "-id")

    def __str__(self) -> str:
        return f"{self.captured_at:%Y-%m-%d}, {copies.SUFFIXES[self.media_type].strip('.').upper()}, {self.sha256[:12]}"


@transaction.atomic
def capture(
    source: Source, file: File, *, by: Actor, at: datetime, name: str = "", captured_with: str = "", note: str = ""
) -> CapturedCopy:
    """Keep ``file`` as a copy of ``source``, as it was found ``at`` that instant. Raises ``copies.Unfit``.

    Readers' words do not change by it, so the record keeps its version, and what is in review stays as it is.
    """
    kept = copies.keep(file)
    copy = CapturedCopy.objects.create(
        source=source,
        sha256=kept.digest,
        size=kept.size,
        media_type=kept.media_type,
        name=(name or file.name or kept.digest).replace("\0", "")[-255:],
        captured_at=at,
        captured_by_id=by.pk,
        captured_with=captured_with,
        note=note,
    )
    audit.note(
        "capture", by=by, kind=source.kind, record=source.uuid, about=source.title() or source.slug, digest=kept.digest
    )
    return copy
