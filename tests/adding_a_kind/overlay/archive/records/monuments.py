"""Monuments: what stands somewhere so that people remember."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.datings import validate_date
from archive.fields import LineField

from .base import Record, root


class Monument(Record):
    """One monument, where it stands and since when."""

    KIND = "monument"
    record_ptr = root()

    place = models.ForeignKey("archive.Place", models.PROTECT, related_name="monuments", verbose_name=_("place"))
    unveiled = LineField(_("unveiled"), max_length=40, blank=True, validators=[validate_date])

    class Meta:
        verbose_name = _("monument")
        verbose_name_plural = _("monuments")
