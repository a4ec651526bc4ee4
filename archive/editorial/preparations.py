"""What archivists have said of every year of an observance. It is of the desk alone, and no part of any record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.records.observances import Observance


class Preparation(models.Model):
    """What holds for each year of an observance. Without one, the default template does, and nothing more is asked."""

    class Tone(models.TextChoices):
        MOURNING = "mourning", _("Mourning")
        CELEBRATION = "celebration", _("Celebration")

    observance = models.OneToOneField(Observance, models.CASCADE, related_name="preparation")
    tone = models.CharField(
        _("tone of the day"),
        max_length=11,
        choices=Tone,
        blank=True,
        help_text=_("Only so that the desk can warn when a day of mourning falls on one of celebration."),
    )
    ceremony_at = models.TimeField(
        _("ceremony at"),
        null=True,
        blank=True,
        help_text=_("As clocks show in the archive’s zone. It is offered where a statement is scheduled."),
    )
    asks_sensitivity = models.BooleanField(
        _("its statements are looked at for sensitivity"),
        default=False,
        help_text=_(
            "None goes out before somebody who did not write it has looked at media, personal data and content notes."
        ),
    )

    class Meta:
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        default_permissions = ()
