"""What institutions issue on a day of remembrance."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.dates import validate_partial_date

from .base import Kind, Language, Record, root


class Statement(Record):
    """One document, of one or more issuers.

    ``authored`` is our institution's own; ``transcribed`` is evidence and is never mended.
    """

    kind_of_model = Kind.STATEMENT
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

    class Origin(models.TextChoices):
        AUTHORED = "authored", _("Authored: our institution issues it")
        TRANSCRIBED = "transcribed", _("Transcribed: somebody else issued it")

    class Completeness(models.TextChoices):
        FULL = "full", _("Full text")
        EXCERPT = "excerpt", _("Excerpt")
        SUMMARY = "summary", _("The archive’s summary")

    observance = models.ForeignKey(
        "archive.Observance",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("observance"),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
        help_text=_("The year of the observance it was issued for, even if it was released on the eve."),
    )
    date = models.CharField(
        _("date on the document"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("As the document itself is dated: 2026-01-20, or 2026-01, or 2026."),
    )
    form = models.CharField(_("form"), max_length=12, choices=Form, default=Form.STATEMENT)
    origin = models.CharField(
        _("origin"),
        max_length=12,
        choices=Origin,
        default=Origin.TRANSCRIBED,
        help_text=_("Transcribed words are evidence: they are reproduced as they stand, errors included."),
    )
    completeness = models.CharField(
        _("completeness"),
        max_length=8,
        choices=Completeness,
        default=Completeness.FULL,
        help_text=_("Whether the text below is the whole document, a part of it, or our own summary."),
    )
    original_language = models.CharField(_("language of the original"), max_length=2, choices=Language)
    issuers = models.ManyToManyField("archive.Institution", through="archive.Issuer", related_name="statements")
    places = models.ManyToManyField("archive.Place", blank=True, related_name="statements", verbose_name=_("places"))

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")


class Issuer(models.Model):
    """One of the institutions that issue a statement, in the order of the document."""

    class Role(models.TextChoices):
        ISSUER = "issuer", _("Issuer")
        ON_BEHALF_OF = "on-behalf-of", _("On behalf of")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="issued_by")
    institution = models.ForeignKey(
        "archive.Institution", models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.ISSUER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuers")
        ordering = ("statement", "position", "id")
        constraints = (models.UniqueConstraint(fields=("statement", "institution"), name="issuer_is_named_once"),)

    def __str__(self) -> str:
        return str(self.institution)
