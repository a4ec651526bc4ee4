"""Whom records name, and what sources say of their parts in events."""

import re
import secrets
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import names
from archive.datings import validate_date
from archive.fields import LanguageField, LineField, LinesField

from .base import Record, require_order, root

# Without vowels, so that chance writes no word, and without what is easily misread.
ADDRESS_LETTERS: Final = "bcdfghjkmnpqrstvwxz23456789"
_ADDRESS: Final = re.compile(f"p-[{ADDRESS_LETTERS}]{{8}}")


def tells_nothing(slug: str) -> bool:
    """Whether a person may stand at this address."""
    return bool(_ADDRESS.fullmatch(slug))


class Person(Record):
    """Somebody whom records name. Nothing is assumed of anybody: neither a fate, nor a consent, nor that it is public.

    What happened to them is said by ``Involvement``, with its source. ``living``, ``consent``, ``privacy`` and ``note``
    are for the desk and are frozen nowhere.

    The address is made when a person is saved first, and stays: a name may have to go, and an address never goes.
    """

    KIND = "person"
    may_be_linked = True
    may_merge = True
    chooses_address = False
    record_ptr = root()

    class Living(models.TextChoices):
        UNKNOWN = "unknown", _("Not known")
        LIVING = "living", _("Living")
        DEAD = "dead", _("Has died")

    class Consent(models.TextChoices):
        OWN = "own", _("The person has agreed")
        FAMILY = "family", _("The family has agreed")
        OFFICE = "office", _("Known only by a public office, and named only for it")
        PUBLISHED = "published", _("Named in an official publication that is cited")

    class Privacy(models.TextChoices):
        PUBLIC = "public", _("Public")
        WITHHELD = "withheld", _("The name is withheld: only initials are public")
        HIDDEN = "hidden", _("Not public")

    born = LineField(_("born"), max_length=40, blank=True, validators=[validate_date])
    died = LineField(_("died"), max_length=40, blank=True, validators=[validate_date])
    living = models.CharField(
        _("whether still living"),
        max_length=8,
        choices=Living,
        default=Living.UNKNOWN,
        help_text=_("Only what a source says. Readers never see it; they see a date of death, if there is one."),
    )
    consent = models.CharField(
        _("basis of consent"),
        max_length=10,
        choices=Consent,
        blank=True,
        help_text=_("Needed before anything of a person is published who lives, or of whom that is not known."),
    )
    privacy = models.CharField(
        _("level of privacy"),
        max_length=10,
        choices=Privacy,
        default=Privacy.HIDDEN,
        help_text=_("Publishing obeys it, also in records that name this person."),
    )
    note = LinesField(
        _("note for colleagues"),
        blank=True,
        max_length=1000,
        help_text=_("Who agreed and when, what to be careful with. Readers never see it."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def clean(self) -> None:
        super().clean()
        if self.died and self.living != self.Living.DEAD:
            raise ValidationError(
                {"living": _("There is a date of death. Say that the person has died, or remove it.")}
            )
        require_order(self, "born", "died", _("The day of death lies before that of birth."))

    def save(self, *args, **kwargs) -> None:
        """Whatever address was asked for."""
        if not tells_nothing(self.slug):
            self.slug = _new_address()
        super().save(*args, **kwargs)

    def forbids(self, shown: Iterable[str]) -> bool:
        """Whether the level of privacy is against any of these names being public."""
        if self.privacy == self.Privacy.WITHHELD:
            return any(name != names.initials(name) for name in shown)
        return self.privacy == self.Privacy.HIDDEN


def _new_address() -> str:
    made = iter(lambda: "p-" + "".join(secrets.choice(ADDRESS_LETTERS) for _ in range(8)), "")
    return next(slug for slug in made if not Record.objects.filter(kind=Person.KIND, slug=slug).exists())


class Involvement(models.Model):
    """What one source says of a person and an event, or a statement. It is frozen within the person."""

    class Role(models.TextChoices):
        VICTIM = "victim", pgettext_lazy("role", "Victim")
        SURVIVOR = "survivor", pgettext_lazy("role", "Survivor")
        WITNESS = "witness", pgettext_lazy("role", "Witness")
        OFFICIAL = "official", pgettext_lazy("role", "Official")
        CONVICTED = "convicted", pgettext_lazy("role", "Convicted by a court")
        OTHER = "other", pgettext_lazy("role", "Named in it")

    person = models.ForeignKey(Person, models.CASCADE, related_name="involvements")
    role = models.CharField(
        _("role"), max_length=10, choices=Role, help_text=_("As the source says it, never as it may be supposed.")
    )
    entry = models.ForeignKey(
        "archive.TimelineEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="involved",
        verbose_name=_("event"),
        help_text=_("An event of the timeline, or else a statement."),
    )
    statement = models.ForeignKey(
        "archive.Statement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="involved",
        verbose_name=_("statement"),
    )
    source = models.ForeignKey(
        "archive.Source", models.PROTECT, related_name="involvements", verbose_name=_("according to")
    )
    locator = LineField(
        _("place in the source"), max_length=100, blank=True, help_text=_("Page, article or paragraph.")
    )
    quotation = LinesField(
        _("quotation"), blank=True, help_text=_("The source’s own words, letter by letter, errors included.")
    )
    quotation_language = LanguageField(_("language of the quotation"), blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("part in an event")
        verbose_name_plural = _("parts in events")
        ordering = ("person", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(entry=None, statement__isnull=False) | Q(entry__isnull=False, statement=None),
                name="involvement_is_in_one_event_or_statement",
                violation_error_message=_("Choose either an event or a statement."),
            ),
            models.CheckConstraint(
                condition=Q(quotation="") | ~Q(quotation_language=""),
                name="involvement_quotation_has_a_language",
                violation_error_message=_("Say in which language the quotation is."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.named()}"

    def named(self) -> Record:
        """The event or the statement."""
        return self.entry or self.statement  # type: ignore[return-value]  # the database knows that there is one
