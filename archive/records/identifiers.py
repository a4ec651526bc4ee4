"""Under which number registers elsewhere keep the same thing."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LineField

from .base import Record


class Identifier(models.Model):
    """The number under which a register elsewhere keeps the same thing."""

    class Register(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        GEONAMES = "geonames", "GeoNames"
        VIAF = "viaf", "VIAF"

    WRITTEN = {
        Register.WIKIDATA: (
            re.compile(r"Q[1-9][0-9]{0,9}"),
            _("A Wikidata identifier is a Q and a number, as in Q9248."),
        ),
        Register.GEONAMES: (re.compile(r"[1-9][0-9]{0,8}"), _("A GeoNames identifier is a number, as in 587084.")),
        Register.VIAF: (re.compile(r"[1-9][0-9]{0,21}"), _("A VIAF identifier is a number without blanks.")),
    }

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="identifiers")
    register = models.CharField(_("register"), max_length=10, choices=Register)
    value = LineField(
        _("identifier"),
        max_length=22,
        help_text=_("Only if you are sure that it is the same: readers are led there. Q9248, 587084."),
    )

    class Meta:
        verbose_name = _("identifier elsewhere")
        verbose_name_plural = _("identifiers elsewhere")
        ordering = ("record", "register", "value")
        constraints = (
            models.UniqueConstraint(fields=("record", "register", "value"), name="identifier_is_listed_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.value}"

    def clean(self) -> None:
        super().clean()
        if self.register in self.Register.values:
            pattern, said = self.WRITTEN[self.Register(self.register)]
            if not re.fullmatch(pattern, self.value):
                raise ValidationError({"value": said})
