"""What paragraphs of a statement are for: the parts that recur from year to year."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LanguageField

from .statements import Statement
from .texts import InItsLanguage


class Slot(InItsLanguage):
    """Which part one ``paragraph`` of the text in a ``language`` is. Most are not marked, and need not be."""

    class Part(models.TextChoices):
        HEADING = "heading", _("Heading")
        DAY = "day", _("The day")
        EVENT = "event", _("What happened")
        FIGURES = "figures", _("Figures")
        CONSEQUENCE = "consequence", _("Consequence")
        ASSESSMENT = "assessment", _("Assessment")
        TRIBUTE = "tribute", _("Tribute")
        PLEDGE = "pledge", _("Pledge")

    statement = models.ForeignKey(Statement, models.CASCADE, db_index=False, related_name="slots")
    language = LanguageField(_("language"))
    paragraph = models.PositiveSmallIntegerField(
        _("paragraph"), validators=[MinValueValidator(1)], help_text=_("Its number on the public page.")
    )
    part = models.CharField(_("what it is"), max_length=12, choices=Part)

    class Meta:
        verbose_name = _("recurring part")
        verbose_name_plural = _("recurring parts")
        ordering = ("statement", "language", "paragraph")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "language", "paragraph"),
                name="slot_is_one_of_a_paragraph",
                violation_error_message=_("It is said already what this paragraph is."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.language} {self.paragraph}: {self.get_part_display()}"
