"""What each instrument said of the days of an observance, and what was said of single years."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import rules
from archive.dates import validate_partial_date
from archive.fields import LineField, LinesField

from .observances import A_YEAR, Observance

# A CHECK lets pass what it cannot tell, so a column that must not be empty has to be named as such.
A_MONTH = Q(month__isnull=False, month__range=(1, 12))
A_DAY = A_MONTH & Q(day__isnull=False, day__range=(1, 31))


class DateRule(models.Model):
    """What one instrument did to an observance: it set a day, or renamed it, added a ritual, ended it.

    One row for each version; nothing is taken away when the next one comes. A row that sets a day has a ``kind``,
    and of its parameters those that this kind needs; the others stay empty.
    """

    class Kind(models.TextChoices):
        FIXED = rules.Kind.FIXED.value, _("the same day every year")
        NTH = rules.Kind.NTH.value, _("a weekday of a month, such as its second Sunday")
        NEAR = rules.Kind.NEAR.value, _("a weekday before or after a day")
        OFFSET = rules.Kind.OFFSET.value, _("so many days from another observance")
        LISTED = rules.Kind.LISTED.value, _("days listed by hand")

    class Effect(models.TextChoices):
        ESTABLISHES = "establishes", _("establishes it")
        CHANGES_DATE = "changes-date", _("changes its date")
        CONFIRMS = "confirms", _("confirms it")
        RENAMES = "renames", _("renames it")
        ADDS_RITUAL = "adds-ritual", _("adds a ritual")
        ABOLISHES = "abolishes", _("abolishes it")

    class Weekday(models.TextChoices):
        MONDAY = "mon", _("Monday")
        TUESDAY = "tue", _("Tuesday")
        WEDNESDAY = "wed", _("Wednesday")
        THURSDAY = "thu", _("Thursday")
        FRIDAY = "fri", _("Friday")
        SATURDAY = "sat", _("Saturday")
        SUNDAY = "sun", _("Sunday")

    class Nth(models.IntegerChoices):
        FIRST = 1, _("first of the month")
        SECOND = 2, _("second of the month")
        THIRD = 3, _("third of the month")
        FOURTH = 4, _("fourth of the month")
        FIFTH = 5, _("fifth of the month")
        LAST = rules.LAST, _("last of the month")

    class Side(models.TextChoices):
        ON_OR_BEFORE = rules.Side.ON_OR_BEFORE.value, _("on that day or before it")
        ON_OR_AFTER = rules.Side.ON_OR_AFTER.value, _("on that day or after it")
        BEFORE = rules.Side.BEFORE.value, _("before that day")
        AFTER = rules.Side.AFTER.value, _("after that day")

    class Leap(models.TextChoices):
        FEBRUARY = rules.Leap.FEBRUARY.value, _("28 February")
        MARCH = rules.Leap.MARCH.value, _("1 March")
        NOTHING = rules.Leap.NOTHING.value, _("it is not observed")

    SETS_A_DATE = (Effect.ESTABLISHES, Effect.CHANGES_DATE)
    # Of the parameters, those that each kind uses. The rest is emptied when a row is checked.
    USES = {
        "": frozenset(),
        Kind.FIXED: frozenset({"month", "day", "leap"}),
        Kind.NTH: frozenset({"month", "weekday", "nth"}),
        Kind.NEAR: frozenset({"month", "day", "weekday", "side", "base", "leap"}),
        Kind.OFFSET: frozenset({"base", "days"}),
        Kind.LISTED: frozenset({"dates"}),
    }

    observance = models.ForeignKey(Observance, models.CASCADE, related_name="rules")
    kept_by = models.ForeignKey(
        "archive.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only for"),
        help_text=_(
            "Only for a body or community that keeps the observance on days of its own. Leave it empty for the rule "
            "that holds for everybody."
        ),
    )
    effect = models.CharField(_("what the instrument did"), max_length=12, choices=Effect, default=Effect.ESTABLISHES)
    instrument = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instrument"),
        help_text=_("The decree, order or resolution, as a source. Readers see it in the history of the day."),
    )
    signed = LineField(
        _("signed"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_(
            "2020-12-03, 2020-12 or 2020. Of two rules that begin in the same year, the one signed later holds."
        ),
    )
    kind = models.CharField(
        _("when it is kept"),
        max_length=12,
        choices=Kind,
        blank=True,
        help_text=_("Only for an instrument that sets the date. Then fill in what this kind of rule needs."),
    )
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True, help_text=_("A number, 1 for January."))
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True, help_text=_("The day of the month."))
    weekday = models.CharField(_("weekday"), max_length=3, choices=Weekday, blank=True)
    nth = models.SmallIntegerField(_("which one"), choices=Nth, null=True, blank=True)
    side = models.CharField(
        _("before or after"),
        max_length=12,
        choices=Side,
        blank=True,
        help_text=_("The day it is counted from is the day of the month above, or the other observance."),
    )
    base = models.ForeignKey(
        Observance,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other observance"),
        help_text=_("The observance from whose first day it is counted. It has to be public."),
    )
    days = models.SmallIntegerField(
        _("days from it"), null=True, blank=True, help_text=_("7 for a week later, -7 for a week earlier.")
    )
    dates = LinesField(
        _("listed days"),
        blank=True,
        help_text=_(
            "2025-04-24, 2026-04-14: every day that an instrument or a calendar gives, also for days of other "
            "calendars."
        ),
    )
    duration = models.PositiveSmallIntegerField(
        _("how many days"), default=1, help_text=_("1 for a single day, 8 for a week and a day.")
    )
    shifts = LineField(
        _("moved when it falls on"),
        max_length=60,
        blank=True,
        help_text=_("“fri -1, sun +1”: a Friday becomes Thursday, a Sunday Monday. Only if the instrument says so."),
    )
    leap = models.CharField(
        _("in years without 29 February"),
        max_length=12,
        choices=Leap,
        blank=True,
        help_text=_("Only for a day on 29 February, and then it has to be said."),
    )
    at_sunset = models.BooleanField(_("begins at sunset on the evening before"), default=False)
    valid_from_year = models.PositiveSmallIntegerField(
        _("first year"),
        null=True,
        blank=True,
        validators=A_YEAR,
        help_text=_(
            "The first year in which it could be kept by this rule: for a rule made in December for a day in "
            "November, the next one. A later rule with the same first year takes its place before it was ever kept."
        ),
    )
    valid_to_year = models.PositiveSmallIntegerField(
        _("last year"),
        null=True,
        blank=True,
        validators=A_YEAR,
        help_text=_("Only if an instrument ends it. A later rule takes over by itself."),
    )
    note = LinesField(_("note for colleagues"), blank=True, max_length=1000, help_text=_("Readers never see it."))

    class Meta:
        verbose_name = _("instrument and date rule")
        verbose_name_plural = _("instruments and date rules")
        # Where no year is known comes first on every database.
        ordering = ("observance", "signed", models.F("valid_from_year").asc(nulls_first=True), "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(effect__in=("establishes", "changes-date"), kind__gt="")
                | (~Q(effect__in=("establishes", "changes-date")) & Q(kind="")),
                name="date_rule_sets_a_date_if_its_act_does",
                violation_error_message=_(
                    "An instrument that establishes an observance or changes its date says when it is kept; others do "
                    "not."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="fixed") | A_DAY,
                name="date_rule_fixed_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind="nth-weekday") | (A_MONTH & Q(weekday__gt="", nth__isnull=False)),
                name="date_rule_of_a_month_has_a_weekday",
            ),
            models.CheckConstraint(
                condition=~Q(kind="weekday-near")
                | (
                    Q(weekday__gt="", side__gt="")
                    & (Q(base__isnull=False, month__isnull=True, day__isnull=True) | (Q(base__isnull=True) & A_DAY))
                ),
                name="date_rule_near_has_one_anchor",
            ),
            models.CheckConstraint(
                condition=~Q(kind="offset") | Q(base__isnull=False, days__isnull=False),
                name="date_rule_offset_has_a_base",
            ),
            models.CheckConstraint(condition=~Q(kind="listed") | Q(dates__gt=""), name="date_rule_listed_has_days"),
            models.CheckConstraint(
                condition=~Q(month=2, day=29) | Q(leap__gt=""),
                name="date_rule_of_29_february_has_a_leap_policy",
                violation_error_message=_(
                    "29 February exists only in leap years: say what is kept in the other years."
                ),
            ),
            models.CheckConstraint(condition=Q(duration__range=(1, 366)), name="date_rule_lasts_a_day_to_a_year"),
            models.CheckConstraint(
                condition=Q(valid_from_year__isnull=True)
                | Q(valid_to_year__isnull=True)
                | Q(valid_to_year__gte=models.F("valid_from_year")),
                name="date_rule_ends_after_it_begins",
                violation_error_message=_("The last year lies before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(effect="abolishes") | Q(valid_from_year__isnull=False),
                name="date_rule_that_abolishes_has_a_year",
                violation_error_message=_(
                    "Say in which year it is no longer kept: that is the first year of this row."
                ),
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | ~Q(base=models.F("observance")),
                name="date_rule_is_not_counted_from_itself",
                violation_error_message=_("An observance cannot be counted from itself."),
            ),
        )

    def __str__(self) -> str:
        said = (self.get_effect_display(), str(self.instrument) if self.instrument else self.signed)
        return ": ".join(str(part) for part in said if part)

    def clean(self) -> None:
        super().clean()
        if (self.effect in self.SETS_A_DATE) != bool(self.kind):
            return  # the constraint says it in words
        for name in ("month", "day", "weekday", "nth", "side", "base", "days", "dates", "leap"):
            if name not in self.USES[self.kind]:
                field = self._meta.get_field(name)
                setattr(self, name, None if field.null else "")
        try:
            self.shifts = ", ".join(f"{weekday} {days:+}" for weekday, days in rules.shifts_from(self.shifts))
            self.dates = ", ".join(day.isoformat() for day in sorted(rules.dates_from(self.dates)))
            self.rule()
        except rules.RuleError as refused:
            raise ValidationError(str(refused), code="rule") from refused

    def rule(self) -> rules.Rule | None:
        """What it says of the days, if anything. Raises ``RuleError`` for what names none."""
        if not self.kind and self.effect != self.Effect.ABOLISHES:
            return None
        return rules.Rule(
            kind=rules.Kind(self.kind),
            month=self.month,
            day=self.day,
            weekday=self.weekday,
            nth=self.nth,
            side=self.side,
            base=str(self.base.uuid) if self.base else "",
            days=self.days,
            dates=rules.dates_from(self.dates),
            duration=self.duration or 1,
            shifts=rules.shifts_from(self.shifts),
            leap=self.leap,
            at_sunset=self.at_sunset,
            from_year=self.valid_from_year,
            to_year=self.valid_to_year,
            signed=self.signed,
            ref=str(self.pk or ""),
        )


class Override(models.Model):
    """What an instrument said of one year alone. A day off moves nothing; it is recorded beside the day."""

    class Outcome(models.TextChoices):
        MOVED = rules.Outcome.MOVED.value, _("it was moved to another day")
        NOT_OBSERVED = rules.Outcome.NOT_OBSERVED.value, _("it was not observed")
        AS_RULED = rules.Outcome.AS_RULED.value, _("it stayed; a day off was given")

    observance = models.ForeignKey(Observance, models.CASCADE, db_index=False, related_name="overrides")
    year = models.PositiveSmallIntegerField(_("year"), validators=A_YEAR)
    outcome = models.CharField(_("what happened"), max_length=12, choices=Outcome, default=Outcome.MOVED)
    date = models.DateField(_("moved to"), null=True, blank=True)
    day_off = models.DateField(
        _("day off"),
        null=True,
        blank=True,
        help_text=_("Only where an instrument gives one on another day."),
    )
    instrument = models.ForeignKey("archive.Source", models.PROTECT, related_name="+", verbose_name=_("instrument"))

    class Meta:
        verbose_name = _("single year")
        verbose_name_plural = _("single years")
        ordering = ("observance", "year")
        constraints = (
            models.UniqueConstraint(
                fields=("observance", "year"),
                name="override_is_one_a_year",
                violation_error_message=_("This year is listed already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="moved", date__isnull=False) | (~Q(outcome="moved") & Q(date__isnull=True)),
                name="override_has_a_date_if_it_moves",
                violation_error_message=_("Give the day it was moved to, and only if it was moved."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="as-ruled") | Q(day_off__isnull=False),
                name="override_without_a_move_gives_a_day_off",
                violation_error_message=_("Give the day off, or say what else happened in this year."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.get_outcome_display()}"

    def clean(self) -> None:
        super().clean()
        for name in ("date", "day_off"):
            day = getattr(self, name)
            if day and self.year and abs(day.year - self.year) > 1:
                raise ValidationError({name: _("This day lies more than a year away. Check its year.")})

    def override(self) -> rules.Override:
        return rules.Override(
            year=self.year,
            outcome=rules.Outcome(self.outcome),
            day=self.date,
            day_off=self.day_off,
            ref=str(self.pk or ""),
        )
