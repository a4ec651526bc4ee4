"""Dated events."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.dates import DateError, PartialDate, validate_partial_date

from .base import Kind, Record, root
from .subjects import Classified


class TimelineEntry(Classified, Record):
    """Something that happened, as precisely dated as its sources allow."""

    kind_of_model = Kind.TIMELINE_ENTRY
    record_ptr = root()

    date = models.CharField(
        _("date"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("No more precise than the sources: 1990-01-20, or 1990-01, or 1990."),
    )
    date_end = models.CharField(
        _("last day"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("Only when it lasted longer; otherwise leave it empty."),
    )
    observances = models.ManyToManyField(
        "archive.Observance", blank=True, related_name="entries", verbose_name=_("observances")
    )
    places = models.ManyToManyField("archive.Place", blank=True, related_name="entries", verbose_name=_("places"))

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")

    def clean(self) -> None:
        super().clean()
        if not self.date_end:
            return
        try:
            backwards = PartialDate.parse(self.date_end).latest < PartialDate.parse(self.date).earliest
        except DateError:
            return  # the fields' own validators say what is wrong
        if backwards:
            raise ValidationError({"date_end": _("The last day lies before the first.")})
