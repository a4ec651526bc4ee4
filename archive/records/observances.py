"""Days of remembrance, set by law."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import rules
from archive.rules import Occurrence

from .base import Record, root
from .subjects import Classified

if TYPE_CHECKING:
    from .date_rules import DateRule, Override

A_YEAR = (MinValueValidator(rules.YEARS[0]), MaxValueValidator(rules.YEARS[-1]))


class Observance(Classified, Record):
    """A day of remembrance. On which days it is kept, its ``rules`` and ``overrides`` say."""

    KIND = "observance"
    record_ptr = root()

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed: no instrument has established it yet")
        IN_FORCE = "in-force", _("In force")
        SUSPENDED = "suspended", _("Suspended")
        ABOLISHED = "abolished", _("Abolished")
        RENAMED = "renamed", _("Renamed: another observance has taken its place")
        STRICKEN = "stricken", _("Stricken: it never came into force")

    # Of these no day was ever kept.
    NEVER_KEPT = frozenset({Status.PROPOSED, Status.STRICKEN})

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.IN_FORCE,
        help_text=_(
            "What is proposed or stricken has no days. What was stricken stays so: an observance that a later "
            "instrument establishes is another one."
        ),
    )

    successor = models.ForeignKey(
        "archive.Observance",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over by"),
        help_text=_("The observance that took its place, if there is one. Its own page then leads back to this one."),
    )
    base_year = models.PositiveSmallIntegerField(
        _("year of what it recalls"),
        null=True,
        blank=True,
        validators=A_YEAR,
        help_text=_("Anniversaries are counted from it, as in 1990. Leave it empty if they are not counted."),
    )
    base_year_last = models.PositiveSmallIntegerField(
        _("last year of what it recalls"),
        null=True,
        blank=True,
        validators=A_YEAR,
        help_text=_("Only if it lasted several years, as in 1932 and 1933: both counts are in use then."),
    )

    class Meta:
        verbose_name = _("observance")
        verbose_name_plural = _("observances")
        constraints = (
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("record_ptr")),
                name="observance_is_not_its_own_successor",
                violation_error_message=_("An observance cannot take its own place."),
            ),
            models.CheckConstraint(
                condition=Q(base_year_last=None) | Q(base_year__isnull=False, base_year_last__gt=models.F("base_year")),
                name="observance_recalls_years_in_order",
                violation_error_message=_("The last year of what it recalls comes after the first one."),
            ),
        )

    def clean(self) -> None:
        super().clean()
        if self.successor and self.status in (self.Status.PROPOSED, self.Status.IN_FORCE):
            raise ValidationError(
                {"successor": _("Another observance took its place, so it is no longer in force: change its status.")}
            )
        before = type(self).objects.filter(pk=self.pk).values_list("status", flat=True).first() if self.pk else None
        if before == self.Status.STRICKEN and self.status != before:
            raise ValidationError(
                {
                    "status": _(
                        "This observance was stricken before it came into force, so it cannot be made active. If a "
                        "later instrument established it, describe that as an observance of its own."
                    )
                }
            )

    def occurrences(
        self, year: int, *, law: Iterable["DateRule"] | None = None, single: Iterable["Override"] | None = None
    ) -> tuple[Occurrence, ...]:
        """When it is kept in ``year``, as far as the desk knows; with ``law`` and ``single`` as they are being typed.

        Raises ``RuleError`` for a row that names no day.
        """
        if self.status in self.NEVER_KEPT:
            return ()
        rows = self.rules.all() if law is None else law
        said = [rule for row in rows if not row.kept_by_id and (rule := row.rule())]
        overrides = [row.override() for row in (self.overrides.all() if single is None else single)]
        return rules.occurrences(said, overrides, year, first_day_of=_first_day_at_the_desk)

    def fixed_day(self) -> tuple[int, int] | None:
        """Month and day of the fixed rule that began last, if there is one: by it a document's day is recognised."""
        fixed = [row for row in self.rules.all() if row.kind == rules.Kind.FIXED and not row.kept_by_id]
        last = max(fixed, key=lambda row: (row.valid_from_year or 0, row.signed), default=None)
        return (last.month, last.day) if last and last.month and last.day else None


def _first_day_at_the_desk(uuid: str, year: int) -> date | None:
    try:
        found = Observance.objects.get(uuid=uuid).occurrences(year)
    except (Observance.DoesNotExist, RecursionError):
        return None
    return found[0].first if found else None
