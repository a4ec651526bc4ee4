"""Where things happened, and in what each place lies."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.fields import LineField

from .base import Record, root
from .chains import chain, require_end

validate_degrees = RegexValidator(r"\A-?\d{1,3}(\.\d{1,6})?\Z", _("Write decimal degrees with a point, as in 39.7583."))


def validate_latitude(written: str) -> None:
    validate_degrees(written)
    if abs(float(written)) > 90:
        raise ValidationError(gettext("Latitudes lie between -90 and 90 degrees."), code="latitude")


def validate_longitude(written: str) -> None:
    validate_degrees(written)
    if abs(float(written)) > 180:
        raise ValidationError(gettext("Longitudes lie between -180 and 180 degrees."), code="longitude")


class Place(Record):
    """A place, under the name the archive displays and all others it is known by."""

    KIND = "place"
    may_be_linked = True
    goes_in_batches = True
    may_merge = True
    record_ptr = root()

    class Precision(models.TextChoices):
        SPOT = "spot", _("The spot itself")
        SETTLEMENT = "settlement", _("The middle of a settlement")
        AREA = "area", _("The middle of a district or a region")
        ROUGH = "rough", _("Roughly")

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("lies in"),
        help_text=_("The next larger place. That one may lie in another in its turn."),
    )
    latitude = LineField(_("latitude"), max_length=11, blank=True, validators=[validate_latitude])
    longitude = LineField(_("longitude"), max_length=11, blank=True, validators=[validate_longitude])
    precision = models.CharField(
        _("what the coordinates mean"),
        max_length=10,
        choices=Precision,
        blank=True,
        help_text=_("How precise they are, so that nobody takes the middle of a district for the spot."),
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def clean(self) -> None:
        super().clean()
        require_end(self, "parent", _("In the end this place would lie in itself."))

    def parents(self) -> "tuple[Place, ...]":
        """What it lies in, the smallest first."""
        return chain(self, "parent")
