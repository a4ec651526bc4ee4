"""Other names and spellings of a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import languages, names
from archive.datings import validate_date
from archive.fields import LanguageField, LineField

from .base import Record, require_order
from .phrases import Phrase


def default_language() -> str:
    """The first in which archivists write."""
    return languages.written()[0]


class Name(models.Model):
    """Another spelling or name of a record. The main name is the title of its text."""

    class Sort(models.TextChoices):
        VARIANT = "variant", _("Other spelling")
        OFFICIAL = "official", _("Official name")
        FORMER = "former", _("Former name")
        SHORT = "short", _("Short name")
        TRANSLITERATION = "translit", _("Transliteration")
        OTHER = "other", _("Name used by others")
        # Of no page: nobody is told that the archive calls it so, because it does not.
        SEARCHED = "searched", _("Only searched for; readers are not shown it")

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="names")
    text = LineField(_("name"), max_length=300, help_text=_("Exactly as it is spelled, with its own letters."))
    language = LanguageField(
        _("language"),
        default=default_language,
        help_text=_("As in Azerbaijani, Armenian."),
    )
    sort = models.CharField(_("what it is"), max_length=10, choices=Sort, default=Sort.VARIANT)
    # In a language that nobody noted. What is written now is in ``UsedBy``.
    used_by = LineField(
        _("used by, in an unknown language"),
        max_length=100,
        blank=True,
        help_text=_(
            "It was written before languages were noted. Write it in the line of its language, and empty this."
        ),
    )
    since = LineField(
        _("since"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("From when on it bore this name: 1991, 1991-11 or 1991-11-26."),
    )
    until = LineField(
        _("until"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("Until when. A later name is another row, or the title."),
    )
    scheme = LineField(
        _("system"), max_length=60, blank=True, help_text=_("Of a transliteration: its system, as in BGN/PCGN 1993.")
    )
    folded = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("other names and spellings")
        ordering = ("record", "language", "text")
        constraints = (
            models.UniqueConstraint(fields=("record", "text", "language"), name="name_is_listed_once_per_language"),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        require_order(self, "since", "until", _("It was borne no longer before it was borne first."))

    def save(self, *args, **kwargs) -> None:
        self.folded = names.fold(self.text)[:200]
        super().save(*args, **kwargs)


class UsedBy(Phrase):
    """Who calls it so, in one language."""

    owner = models.ForeignKey(Name, models.CASCADE, db_index=False, related_name="phrases")
    words = LineField(
        _("used by"),
        max_length=100,
        help_text=_("Who calls it so, if not everybody: an institution, a country, a language community."),
    )

    class Meta(Phrase.Meta):
        verbose_name = _("who uses a name")
        verbose_name_plural = _("who uses names")
