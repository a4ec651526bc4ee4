"""Dated events."""

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.dates import DateError, Dating
from archive.datings import validate_date
from archive.fields import LanguageField, LineField, WordingField

from .base import Dated, EmptyLeast, Record, root
from .subjects import Classified

# As many things as archivists put into an order that happened on one day.
LAST_IN_DAY: Final = 63


class TimelineEntry(Dated, Classified, Record):
    """Something that happened, as precisely dated as its sources allow."""

    KIND = "timeline-entry"
    record_ptr = root()

    class Weight(models.IntegerChoices):
        LIGHT = 1, _("Light: in few words")
        ORDINARY = 2, _("Ordinary")
        HEAVY = 3, _("Heavy: with its name in the picture of time")

    date = LineField(
        _("date"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_(
            "No more precise than the sources: 1990-01-20, 1990-01 or 1990; 1990-01-19/1990-01-20 from one day to "
            "another; 1905~ circa, 1905? perhaps; 199X the 1990s; [1992,1993] one of them; ../1994 or earlier, "
            "1994/.. or later."
        ),
    )
    one_night = models.BooleanField(
        _("one night"),
        default=False,
        help_text=_("Of two days: it happened in the night between them, as in 1990-01-19/1990-01-20."),
    )
    time = models.TimeField(
        _("time"),
        null=True,
        blank=True,
        help_text=_("Only if the source gives it, as the clocks of that place showed it: 00:00, 23:30."),
    )
    zone = LineField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[clock.validate_zone],
        help_text=_("Whose clocks: Baku, Moscow, UTC."),
    )
    order_in_day = models.PositiveSmallIntegerField(
        _("order within the day"),
        default=0,
        validators=[MaxValueValidator(LAST_IN_DAY)],
        help_text=_(
            "Of what happened on one day and is known no better, what has the higher number comes later: the decree 0, "
            "what it led to 1. It is the same in every language."
        ),
    )
    date_wording = WordingField(
        _("date in the source’s own words"),
        max_length=200,
        blank=True,
        help_text=_("Letter by letter, as in “in the night of the 19th to the 20th”. Readers see it beside the date."),
    )
    date_wording_language = LanguageField(_("language of these words"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight on the timeline"),
        choices=Weight,
        default=Weight.ORDINARY,
        help_text=_("How much room it takes among others. It says nothing of what the event meant to anybody."),
    )
    observances = models.ManyToManyField(
        "archive.Observance", blank=True, related_name="entries", verbose_name=_("observances")
    )
    places = models.ManyToManyField("archive.Place", blank=True, related_name="entries", verbose_name=_("places"))

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        # In the order of the desk's list.
        indexes = (EmptyLeast(fields=("earliest", "record_ptr"), name="timeline_entry_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(time=None, zone="") | Q(time__isnull=False) & ~Q(zone=""),
                name="timeline_entry_time_has_a_zone",
                violation_error_message=_("A time needs its time zone, and a time zone its time."),
            ),
            models.CheckConstraint(
                condition=Q(date_wording="") | ~Q(date_wording_language=""),
                name="timeline_entry_wording_has_a_language",
                violation_error_message=_("Say in which language the source dates it."),
            ),
        )

    def clean(self) -> None:
        super().clean()
        try:
            dating = Dating.parse(self.date)
        except DateError:
            return  # the field's own validator says what is wrong
        if self.one_night and not dating.is_two_days:
            raise ValidationError({"one_night": _("A night lies between a day and the next: 1990-01-19/1990-01-20.")})
        if self.time and not (dating.is_plain and dating.known[0].day):
            raise ValidationError({"time": _("Only a full day can have a time: write it as 1990-01-20.")})
        try:
            self.instant()
        except clock.NoPlace:
            return  # so it does here
        except clock.ClockError as refused:
            raise ValidationError({"zone": str(refused)}) from refused

    def instant(self) -> datetime | None:
        """The moment of its time in its zone. Raises ``ClockError`` for one that there never was."""
        if self.time is None or not self.zone:
            return None
        return clock.resolve(datetime.combine(datetime.fromisoformat(self.date), self.time), self.zone)
