"""What sources say about a record."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LanguageField, LineField, LinesField

from .base import Record
from .phrases import Phrase


class Citation(models.Model):
    """What a source says about a record: where it stands, and its own words.

    It is cited for the record as a whole, or for one thing of it: a ``field``, a ``figure``, or a ``paragraph`` by its
    number, in one language or in all.
    """

    class Field(models.TextChoices):
        TITLE = "title", _("Title or name")
        DATE = "date", _("Date")
        PLACES = "places", _("Places")
        ISSUERS = "issuers", _("Issuers")
        LAW = "law", _("How law made the day")
        RITUALS = "rituals", _("Rituals")

    class Relation(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        DISPUTES = "disputes", _("Disputes")
        MENTIONS = "mentions", _("Mentions")

    record = models.ForeignKey(Record, models.CASCADE, related_name="citations")
    source = models.ForeignKey("archive.Source", models.PROTECT, related_name="cited_by", verbose_name=_("source"))
    field = models.CharField(
        _("cited for the field"),
        max_length=10,
        blank=True,
        choices=Field,
        help_text=_("Leave this and the next two empty if it is cited for the whole record; else fill in one of them."),
    )
    figure = models.ForeignKey(
        "archive.Figure",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("cited for the figure"),
        help_text=_("Another source for a figure of this event. The one in which it is stated stands with the figure."),
    )
    paragraph = models.PositiveSmallIntegerField(
        _("cited for the paragraph"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Its number, as it stands beside it on the page readers see."),
    )
    paragraph_language = LanguageField(
        _("of the text in"), blank=True, help_text=_("Empty: of the text in every language.")
    )
    locator = LineField(
        _("place in the source"), max_length=100, blank=True, help_text=_("Page, article or paragraph.")
    )
    quotation = LinesField(
        _("quotation"), blank=True, help_text=_("The source’s own words, letter by letter, errors included.")
    )
    quotation_language = LanguageField(_("language of the quotation"), blank=True)
    relation = models.CharField(_("relation"), max_length=10, choices=Relation, default=Relation.SUPPORTS)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("record", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quotation="") | ~models.Q(quotation_language=""),
                name="citation_quotation_has_a_language",
                violation_error_message=_("Say in which language the quotation is."),
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(figure=None, paragraph=None)
                    | models.Q(field="", paragraph=None)
                    | models.Q(field="", figure=None)
                ),
                name="citation_is_about_one_thing",
                violation_error_message=_("Choose one of these: the field, the figure or the paragraph."),
            ),
        )

    def __str__(self) -> str:
        return str(self.source)

    def clean(self) -> None:
        super().clean()
        if self.figure and self.figure.entry_id != self.record_id:
            raise ValidationError({"figure": _("Choose a figure of this event.")})


class CitedFor(Phrase):
    """What a source is cited for in words of one language."""

    owner = models.ForeignKey(Citation, models.CASCADE, db_index=False, related_name="phrases")
    words = LineField(
        _("what it is cited for"),
        max_length=100,
        help_text=_("What it is cited for in words, as in “number of injured”. May stay empty."),
    )

    class Meta(Phrase.Meta):
        verbose_name = _("what a source is cited for")
        verbose_name_plural = _("what sources are cited for")
