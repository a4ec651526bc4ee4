"""What somebody counted or estimated. A figure without a speaker and a source is not kept."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.datings import validate_date
from archive.fields import LanguageField, LineField, LinesField

from .numbering import next_number
from .phrases import Phrase


class Figure(models.Model):
    """One claim about one event: how many, of whom, who says so, when and where.

    It is frozen within its event. The archive never merges, averages or picks: a claim that its speaker changed
    later stays and says by which it was superseded.
    """

    class Measure(models.TextChoices):
        KILLED = "killed", pgettext_lazy("measure", "Killed")
        BURIED = "buried", pgettext_lazy("measure", "Buried")
        INJURED = "injured", pgettext_lazy("measure", "Injured")
        MISSING = "missing", pgettext_lazy("measure", "Missing")
        CAPTURED = "captured", pgettext_lazy("measure", "Taken captive")
        ARRESTED = "arrested", pgettext_lazy("measure", "Arrested")
        DISPLACED = "displaced", pgettext_lazy("measure", "Displaced")
        IDENTIFIED = "identified", pgettext_lazy("measure", "Identified")
        ORPHANED = "orphaned", pgettext_lazy("measure", "Lost their parents")
        DESTROYED = "destroyed", pgettext_lazy("measure", "Destroyed")

    class Population(models.TextChoices):
        CIVILIANS = "civilians", pgettext_lazy("population", "Civilians")
        SERVICEMEN = "servicemen", pgettext_lazy("population", "Servicemen")
        WOMEN = "women", pgettext_lazy("population", "Women")
        CHILDREN = "children", pgettext_lazy("population", "Children")
        ELDERLY = "elderly", pgettext_lazy("population", "Elderly people")

    class Qualifier(models.TextChoices):
        EXACT = "exact", pgettext_lazy("qualifier", "Exactly this number")
        AT_LEAST = "at-least", pgettext_lazy("qualifier", "At least")
        MORE_THAN = "more-than", pgettext_lazy("qualifier", "More than")
        NEARLY = "nearly", pgettext_lazy("qualifier", "Nearly")
        ABOUT = "about", pgettext_lazy("qualifier", "About")
        ESTIMATED = "estimated", pgettext_lazy("qualifier", "An estimate")
        RANGE = "range", pgettext_lazy("qualifier", "From … to …")
        UNQUANTIFIED = "unquantified", pgettext_lazy("qualifier", "No number is given")

    class Unit(models.TextChoices):
        PERSONS = "persons", pgettext_lazy("unit", "Persons")
        FAMILIES = "families", pgettext_lazy("unit", "Families")
        VILLAGES = "villages", pgettext_lazy("unit", "Villages")
        SETTLEMENTS = "settlements", pgettext_lazy("unit", "Settlements")
        CITIES = "cities", pgettext_lazy("unit", "Cities")

    entry = models.ForeignKey("archive.TimelineEntry", models.CASCADE, related_name="figures")
    measure = models.CharField(
        _("measure"),
        max_length=12,
        choices=Measure,
        help_text=_("What is counted. Killed and buried are different measures: neither corrects the other."),
    )
    qualifier = models.CharField(
        _("how it is put"),
        max_length=12,
        choices=Qualifier,
        default=Qualifier.EXACT,
        help_text=_("As the speaker puts it. “More than 200” is never written as 200."),
    )
    value = models.PositiveIntegerField(
        pgettext_lazy("how many", "number"),
        null=True,
        blank=True,
        help_text=_("A whole number without blanks, as in 1275."),
    )
    low = models.PositiveIntegerField(
        pgettext_lazy("how many", "from"), null=True, blank=True, help_text=_("Only when a range is given.")
    )
    high = models.PositiveIntegerField(pgettext_lazy("how many", "to"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit, default=Unit.PERSONS)
    population = models.CharField(
        _("of whom"),
        max_length=12,
        blank=True,
        choices=Population,
        help_text=_("Only if the speaker says so. Figures are compared only with those about the same people."),
    )
    place = models.ForeignKey(
        "archive.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Only when the figure is about one place of a wider event, as in “in Guba”."),
    )
    as_of = LineField(
        _("as of"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("The day up to which was counted, if the speaker says so: 2020-12-15, or 2020-12, or 2020."),
    )
    stated_by = models.ForeignKey(
        "archive.Institution",
        models.PROTECT,
        related_name="figures",
        verbose_name=_("stated by"),
        help_text=_("Who gives the figure. Every figure has a speaker; the archive is none."),
    )
    stated_on = LineField(
        _("stated on"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_(
            "When it was stated. A later figure of the same speaker is shown as a revision, "
            "that of another speaker beside it."
        ),
    )
    stated_in = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        related_name="figures",
        verbose_name=_("stated in"),
        help_text=_("The source in which the archive has read it."),
    )
    locator = LineField(
        _("place in the source"), max_length=100, blank=True, help_text=_("Page, article or paragraph.")
    )
    quotation = LinesField(
        _("quotation"), blank=True, help_text=_("The sentence with the figure, letter by letter, errors included.")
    )
    quotation_language = LanguageField(_("language of the quotation"), blank=True)
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The figure of which this is a part, as in “63 children of 613”. Save that one first."),
    )
    superseded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
        help_text=_(
            "Only when the same speaker has replaced it and the dates alone do not show it. Save that one first."
        ),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    # Names it within its event for ever, from its first save on.
    number = models.PositiveIntegerField(blank=True, editable=False)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("entry", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(qualifier="unquantified", value=None, low=None, high=None)
                    | Q(
                        qualifier__in=("exact", "at-least", "more-than", "nearly", "about", "estimated"),
                        value__isnull=False,
                        low=None,
                        high=None,
                    )
                    | Q(qualifier__in=("estimated", "range"), value=None, low__isnull=False, high__isnull=False)
                ),
                name="figure_is_a_number_or_a_range_or_nothing",
                violation_error_message=_(
                    "Write one number; or, for a range, from and to; or none where no number is given."
                ),
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(high__gte=F("low")),
                name="figure_range_does_not_end_below_its_beginning",
                violation_error_message=_("The range ends below its beginning."),
            ),
            models.CheckConstraint(
                condition=Q(quotation="") | ~Q(quotation_language=""),
                name="figure_quotation_has_a_language",
                violation_error_message=_("Say in which language the quotation is."),
            ),
        )

    def __str__(self) -> str:
        numbers = "–".join(str(number) for number in (self.value, self.low, self.high) if number is not None)
        put = "" if self.qualifier in (self.Qualifier.EXACT, self.Qualifier.RANGE) else self.get_qualifier_display()
        told = ", ".join(str(part) for part in (numbers, put, self.get_population_display()) if part)
        return f"{self.get_measure_display()}: {told}" + (f" ({self.stated_on})" if self.stated_on else "")

    def save(self, *args, **kwargs) -> None:
        if self.number is None:
            self.number = next_number(self.entry_id, "figure")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        for name in ("part_of", "superseded_by"):
            if refused := next(self._wrong_about(name), None):
                raise ValidationError({name: refused})

    def _wrong_about(self, name: str) -> Iterator[object]:
        other = getattr(self, name)
        if other is None:
            return
        if other.entry_id != self.entry_id:
            yield _("Choose a figure of the same event.")
        if name == "superseded_by" and (other.stated_by_id, other.measure) != (self.stated_by_id, self.measure):
            yield _("Only its own speaker can supersede a figure: what another one says stands beside it.")
        chain = [self.pk]
        while other is not None and other.pk not in chain:
            chain.append(other.pk)
            other = getattr(other, name)
        if other is not None:
            yield _("In the end this figure would follow from itself.")


class FigureNote(Phrase):
    """What readers are told beside a figure, in one language."""

    owner = models.ForeignKey(Figure, models.CASCADE, db_index=False, related_name="phrases")
    words = LineField(
        _("note"), max_length=300, help_text=_("One neutral sentence for readers, if the figure needs it.")
    )

    class Meta(Phrase.Meta):
        verbose_name = _("note on a figure")
        verbose_name_plural = _("notes on figures")
