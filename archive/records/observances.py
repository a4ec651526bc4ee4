"""Days of remembrance, set by law."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Kind, Record, root

DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Observance(Record):
    """A day kept every year on a fixed date. Its decree is cited as a source."""

    kind_of_model = Kind.OBSERVANCE
    record_ptr = root()

    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    first_year = models.PositiveSmallIntegerField(
        _("first observed in"),
        null=True,
        blank=True,
        help_text=_("The first year in which the day was kept."),
    )

    class Meta:
        verbose_name = _("observance")
        verbose_name_plural = _("observances")

    def clean(self) -> None:
        super().clean()
        if self.month and self.day and 1 <= self.month <= 12 and self.day > DAYS_IN_MONTH[self.month - 1]:
            raise ValidationError({"day": _("This month has no such day.")})
        if self.month == 2 and self.day == 29:
            raise ValidationError(
                {"day": _("29 February exists only in leap years; choose the day kept in every year.")}
            )
