"""What is done on a day of remembrance."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.fields import LineField

from .observances import A_YEAR, Observance
from .phrases import Phrase, by_language


class Ritual(models.Model):
    """What is done on the day. A time without a zone is the local time, wherever one is."""

    observance = models.ForeignKey(Observance, models.CASCADE, related_name="rituals")
    time = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Only if it has one, as the clocks there show it: 12:00.")
    )
    zone = LineField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[clock.validate_zone],
        help_text=_("As in Baku. Empty means the archive’s own."),
    )
    local_everywhere = models.BooleanField(
        _("local time everywhere"),
        default=False,
        help_text=_("At that time in every zone, as a silence at noon wherever one is."),
    )
    valid_from_year = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, validators=A_YEAR, help_text=_("Only if a source says so.")
    )
    valid_to_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True, validators=A_YEAR)
    instrument = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instrument"),
        help_text=_("The one that added it. What else is known of it from a source is cited for the rituals below."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("ritual")
        verbose_name_plural = _("rituals")
        ordering = ("observance", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(time__isnull=True, zone="", local_everywhere=False)
                | Q(time__isnull=False, zone="", local_everywhere=True)
                | Q(time__isnull=False, zone__gt="", local_everywhere=False),
                name="ritual_time_is_local_or_has_a_zone",
            ),
            models.CheckConstraint(
                condition=Q(valid_from_year__isnull=True)
                | Q(valid_to_year__isnull=True)
                | Q(valid_to_year__gte=models.F("valid_from_year")),
                name="ritual_ends_after_it_begins",
                violation_error_message=_("The last year lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return next(iter(by_language(self.phrases.all()).values()), "")

    def clean(self) -> None:
        super().clean()
        self.local_everywhere = self.local_everywhere and self.time is not None
        has_zone = self.time is not None and not self.local_everywhere
        self.zone = (self.zone or settings.MEMORIAL_TIME_ZONE) if has_zone else ""


class RitualWords(Phrase):
    """What is done, in one language. A ritual has words in one at least."""

    owner = models.ForeignKey(Ritual, models.CASCADE, db_index=False, related_name="phrases")
    words = LineField(_("what is done"), max_length=200)

    class Meta(Phrase.Meta):
        verbose_name = _("words of a ritual")
        verbose_name_plural = _("words of rituals")
