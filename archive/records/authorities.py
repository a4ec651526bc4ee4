"""Authority records: the places and institutions that other records name."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Kind, Record, root

validate_degrees = RegexValidator(r"\A-?\d{1,3}(\.\d{1,6})?\Z", _("Write decimal degrees with a point, as in 39.7583."))


class Place(Record):
    """A place, under the name the archive displays and all others it is known by."""

    kind_of_model = Kind.PLACE
    record_ptr = root()

    latitude = models.CharField(_("latitude"), max_length=11, blank=True, validators=[validate_degrees])
    longitude = models.CharField(_("longitude"), max_length=11, blank=True, validators=[validate_degrees])

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")


class Institution(Record):
    """A body that issues documents or takes part in events."""

    kind_of_model = Kind.INSTITUTION
    record_ptr = root()

    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="institutions", verbose_name=_("seat")
    )

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
