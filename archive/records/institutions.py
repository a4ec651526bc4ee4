"""The bodies that issue documents or take part in events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.datings import validate_date
from archive.fields import LineField

from .base import Record, require_order, root
from .chains import chain, require_end
from .places import Place


class Institution(Record):
    """A body that issues documents or takes part in events."""

    KIND = "institution"
    may_be_linked = True
    goes_in_batches = True
    may_merge = True
    record_ptr = root()

    class Sort(models.TextChoices):
        STATE = "state", _("State body")
        PARLIAMENT = "parliament", _("Parliament")
        COURT = "court", _("Court")
        MISSION = "mission", _("Embassy or mission")
        INTERNATIONAL = "international", _("International organisation")
        CIVIL = "civil", _("Organisation of citizens")
        MEDIA = "media", _("News medium or agency")
        MEMORY = "memory", _("Archive, library or museum")
        OTHER = "other", pgettext_lazy("institution", "Other")

    sort = models.CharField(_("what it is"), max_length=14, choices=Sort, blank=True)
    since = LineField(
        _("founded"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("1991, 1991-11 or 1991-11-26."),
    )
    until = LineField(_("ended"), max_length=40, blank=True, validators=[validate_date])
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=pgettext_lazy("institution", "part of"),
        help_text=_("The institution it belongs to."),
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessor"),
        help_text=_("In whose place it came. The page of that one then names this one as its successor by itself."),
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="institutions", verbose_name=_("seat")
    )

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def clean(self) -> None:
        super().clean()
        require_order(self, "since", "until", _("It ended before it was founded."))
        require_end(self, "parent", _("In the end this institution would be a part of itself."))
        require_end(self, "predecessor", _("In the end this institution would be its own predecessor."))

    def parents(self) -> "tuple[Institution, ...]":
        """What it is a part of, the nearest first."""
        return chain(self, "parent")
