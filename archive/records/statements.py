"""What institutions issue on a day of remembrance."""

from collections.abc import Collection
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import clock, rules
from archive.datings import midnights, validate_date
from archive.fields import LanguageField, LineField, LinesField

from .base import Dated, EmptyLeast, Record, root
from .numbering import next_number
from .phrases import Phrase
from .subjects import Classified
from .texts import InItsLanguage, Linking, Text


class Statement(Dated, Classified, Record):
    """One document, of one or more issuers.

    ``authored`` is our institution's own; ``transcribed`` is evidence and is never mended.
    """

    KIND = "statement"
    record_ptr = root()

    class Form(models.TextChoices):
        STATEMENT = "statement", _("Statement")
        MESSAGE = "message", _("Message")
        ADDRESS = "address", pgettext_lazy("a speech", "Address")
        PROCLAMATION = "proclamation", _("Proclamation")
        POST = "post", pgettext_lazy("on a social network", "Post")
        JOINT = "joint", _("Joint statement")
        CONDOLENCE = "condolence", _("Condolence")
        ARTICLE = "article", _("Article")
        SILENCE = "silence", _("Silence")

    class Origin(models.TextChoices):
        AUTHORED = "authored", _("Authored: our institution issues it")
        TRANSCRIBED = "transcribed", _("Transcribed: somebody else issued it")

    class Completeness(models.TextChoices):
        FULL = "full", _("Full text")
        EXCERPT = "excerpt", _("Excerpt")
        SUMMARY = "summary", _("The archive’s summary")
        REPORT = "report", _("Somebody’s report of what was said")
        NONE = "none", _("No text: none was spoken, or its words are lost")

    observance = models.ForeignKey(
        "archive.Observance",
        models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("observance"),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
        help_text=_("The year of the observance it was issued for, even if it was released on the eve."),
    )
    date = LineField(
        _("date on the document"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("As the document itself is dated: 2026-01-20, or 2026-01, or 2026."),
    )
    form = models.CharField(_("issued as"), max_length=12, choices=Form, default=Form.STATEMENT)
    origin = models.CharField(
        _("our own or transcribed"),
        max_length=12,
        choices=Origin,
        default=Origin.TRANSCRIBED,
        help_text=_("Transcribed words are evidence: they are reproduced as they stand, errors included."),
    )
    completeness = models.CharField(
        _("how much of it is here"),
        max_length=8,
        choices=Completeness,
        default=Completeness.FULL,
        help_text=_(
            "Whether the text below is the whole document, a part of it, our own summary, or what somebody reports "
            "of it; or whether there is none."
        ),
    )
    original_language = LanguageField(
        _("language of the original"),
        blank=True,
        help_text=_("As in Azerbaijani; or in French for a document that the archive only translates."),
    )
    number = LineField(
        _("issuer’s number"),
        max_length=60,
        blank=True,
        help_text=_("As the issuer numbers the document, as in SG/SM/20036."),
    )
    signed = LineField(
        _("signed"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("Only if it was signed on another day than the document bears."),
    )
    received = LineField(
        _("received"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("When the document reached the archive: 2026-01-18. Readers see it."),
    )
    released_wall = LineField(
        _("released at"),
        max_length=40,
        blank=True,
        help_text=_("Day and time at which the issuer made it public, as clocks there showed: 2026-01-19 22:01."),
    )
    released_zone = LineField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[clock.validate_zone],
        help_text=_("As in Baku. Empty means the archive’s own."),
    )
    embargo_wall = LineField(
        _("embargo until"),
        max_length=40,
        blank=True,
        help_text=_("As the issuer stated it, whether it was kept or not: 2026-01-20 00:00."),
    )
    embargo_zone = LineField(
        _("time zone of the embargo"),
        max_length=64,
        blank=True,
        validators=[clock.validate_zone],
        help_text=_("As in Baku. Empty means the archive’s own."),
    )
    anniversary = models.PositiveSmallIntegerField(
        _("anniversary it states"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("The number in its words: 36 for “the 36th anniversary” and for “36 years ago”."),
    )
    anniversary_is_confirmed = models.BooleanField(
        _("the anniversary is meant so"),
        default=False,
        help_text=_("Tick this if the number is right although the calendar counts another one."),
    )
    issuers = models.ManyToManyField("archive.Institution", through="archive.Issuer", related_name="statements")
    places = models.ManyToManyField("archive.Place", blank=True, related_name="statements", verbose_name=_("places"))

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        # In the order of the desk's list: of all, and of those that have one form or origin; those of one year.
        indexes = (
            EmptyLeast(fields=("-year", "-earliest", "-record_ptr"), name="statement_by_year"),
            EmptyLeast(fields=("form", "-year", "-earliest", "-record_ptr"), name="statement_by_form"),
            EmptyLeast(fields=("origin", "-year", "-earliest", "-record_ptr"), name="statement_by_origin"),
            models.Index(fields=("observance", "year"), name="statement_of_year"),
        )

    def clean(self) -> None:
        super().clean()
        for name in ("released", "embargo"):
            self._clean_moment(name)

    def _clean_moment(self, name: str) -> None:
        """The wall time in its one form and with its zone; a zone without a time says nothing."""
        wall, zone = (getattr(self, f"{name}_{part}") for part in ("wall", "zone"))
        zone = (zone or settings.MEMORIAL_TIME_ZONE) if wall else ""
        try:
            wall = clock.stamp(wall, zone)[: len("2026-01-19T22:01")] if wall else ""
        except clock.NoPlace:
            return  # the field's own validator says what is wrong
        except clock.ClockError as refused:
            raise ValidationError({f"{name}_wall": [str(refused), *midnights(wall)]}) from refused
        setattr(self, f"{name}_wall", wall)
        setattr(self, f"{name}_zone", zone)

    def counted(self) -> tuple[int, ...]:
        """Its anniversary as the calendar counts it: the lowest and the highest if what is recalled lasted longer."""
        recalled = self.observance
        if not (recalled and self.year):
            return ()
        return rules.anniversaries(self.year, recalled.base_year, recalled.base_year_last)

    def miscounts(self) -> bool:
        """Whether it states another anniversary than the calendar counts."""
        counted = self.counted() if self.anniversary else ()
        return bool(counted and self.anniversary not in range(counted[0], counted[-1] + 1))


class Issuer(models.Model):
    """One of the institutions that issue a statement, in the order of the document."""

    class Role(models.TextChoices):
        ISSUER = "issuer", _("Issuer")
        ON_BEHALF_OF = "on-behalf-of", _("On behalf of")
        DELIVERED_BY = "delivered-by", _("Delivered by")
        PUBLISHED_BY = "published-by", _("Published by")

    statement = models.ForeignKey(Statement, models.CASCADE, db_index=False, related_name="issued_by")
    institution = models.ForeignKey(
        "archive.Institution", models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.ISSUER)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuers")
        ordering = ("statement", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "institution", "role"),
                name="issuer_is_named_once",
                violation_error_message=_("This institution is named in this role already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.institution)


_ISSUERS: Final = """
SELECT statement_id, institution_id FROM archive_issuer WHERE role = %s AND statement_id IN ({})
ORDER BY statement_id, position, id"""


def issuers_of(statements: Collection[int]) -> dict[int, list[int]]:
    """Statement → the institutions that issue it, in the order of the document. One small query."""
    found: dict[int, list[int]] = {}
    places = ", ".join(["%s"] * len(statements))
    with connection.cursor() as cursor:
        cursor.execute(_ISSUERS.format(places or "NULL"), [Issuer.Role.ISSUER, *statements])
        for statement, institution in cursor.fetchall():
            found.setdefault(statement, []).append(institution)
    return found


class DocumentVersion(models.Model):
    """One version of the document as its issuer made it public. Editions of our record are something else."""

    statement = models.ForeignKey(Statement, models.CASCADE, db_index=False, related_name="versions")
    label = LineField(_("version"), max_length=40, help_text=_("Its number or name, as in 1, 2 or “as delivered”."))
    issued = LineField(
        _("issued"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("2026-01-20, 2026-01 or 2026."),
    )
    source = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source"),
        help_text=_("Where this version stands."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("issuer’s version")
        verbose_name_plural = _("the issuer’s versions of this document")
        ordering = ("statement", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "label"),
                name="document_version_is_listed_once",
                violation_error_message=_("This version is listed already."),
            ),
        )

    def __str__(self) -> str:
        return self.label


class VersionNote(Phrase):
    """What the issuer changed in a version, in one language."""

    owner = models.ForeignKey(DocumentVersion, models.CASCADE, db_index=False, related_name="phrases")
    words = LineField(
        _("what the issuer changed"),
        max_length=300,
        help_text=_("One neutral sentence: what it says and what the version before said."),
    )

    class Meta(Phrase.Meta):
        verbose_name = _("note on an issuer’s version")
        verbose_name_plural = _("notes on issuers’ versions")


class Rendering(Linking):
    """A further text of the same document: an agency's translation beside the official one, or the original in a
    language that the archive does not speak. The record's own texts are the page; these are folded below them.

    What was the page while the words themselves were not there stays as what it was: somebody's report, or a summary.
    """

    TOLD = (Statement.Completeness.REPORT, Statement.Completeness.SUMMARY)
    TRANSLATIONS = (*Text.Translation.choices, *((one.value, one.label) for one in TOLD))

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="renderings")
    language = LanguageField(_("language"), help_text=_("As in English, Turkish, French."))
    translation = models.CharField(
        _("original or translation"), max_length=10, choices=TRANSLATIONS, default=Text.Translation.AGENCY
    )
    translator = LineField(_("translator"), max_length=200, blank=True)
    published = LineField(
        _("published"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("When this text became public, as in 2025-01-19."),
    )
    of_version = LineField(_("version it renders"), max_length=40, blank=True)
    title = LineField(_("title"), max_length=300, help_text=_("As this text is headed, errors included."))
    body = LinesField(_("text"))
    source = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source"),
        help_text=_("Where the archive has found it."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    # Names it within its record for ever, from its first save on.
    number = models.PositiveIntegerField(blank=True, editable=False)

    class Meta:
        verbose_name = _("further text")
        verbose_name_plural = _("further texts of this document")
        ordering = ("statement", "position", "id")

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"

    def save(self, *args, **kwargs) -> None:
        if self.number is None:
            self.number = next_number(self.statement_id, "further text")
        super().save(*args, **kwargs)

    def numbers_of(self) -> tuple[int, str]:
        return self.statement_id, f"further text {self.number}"

    @property
    def record_id(self) -> int:
        """The record it belongs to, by the name that its own texts have for it."""
        return self.statement_id


class EditorsNote(InItsLanguage):
    """What the archive says beside a text without changing it. Readers see that the words are the archive's."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="notes")
    language = LanguageField(
        _("language"),
        help_text=_("The note stands beside the text in this language, and is written in it."),
    )
    paragraph = models.PositiveSmallIntegerField(
        _("paragraph"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Its number on the public page. Empty: the note is about the whole text."),
    )
    words = LineField(
        _("note"), max_length=500, help_text=_("One or two neutral sentences: “The document has ‘polices’.”")
    )

    class Meta:
        verbose_name = _("editor’s note")
        verbose_name_plural = _("editor’s notes")
        ordering = ("statement", "language", models.F("paragraph").asc(nulls_last=True), "id")

    def __str__(self) -> str:
        return self.words
