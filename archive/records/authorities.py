"""Authority records: the places, institutions and persons that other records name."""

import re
import secrets
from collections.abc import Iterable
from typing import Final, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive import names
from archive.datings import validate_date
from archive.fields import LineField, LinesField
from archive.languages import validate_language

from .base import Kind, Record, require_order, root

Kin = TypeVar("Kin", bound=Record)

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

    kind_of_model = Kind.PLACE
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
        _require_end(self, "parent", _("In the end this place would lie in itself."))

    def parents(self) -> "tuple[Place, ...]":
        """What it lies in, the smallest first."""
        return _chain(self, "parent")


class Institution(Record):
    """A body that issues documents or takes part in events."""

    kind_of_model = Kind.INSTITUTION
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

    sort = models.CharField(_("sort"), max_length=14, choices=Sort, blank=True)
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
        _require_end(self, "parent", _("In the end this institution would be a part of itself."))
        _require_end(self, "predecessor", _("In the end this institution would be its own predecessor."))

    def parents(self) -> "tuple[Institution, ...]":
        """What it is a part of, the nearest first."""
        return _chain(self, "parent")


def _chain(record: Kin, link: str) -> tuple[Kin, ...]:
    """Where ``link`` leads, and from there again. It ends where it would come back."""
    found: list[Kin] = []
    one = getattr(record, link)
    while one is not None and one != record and one not in found:
        found.append(one)
        one = getattr(one, link)
    return tuple(found)


def _require_end(record: Record, link: str, said: Promise) -> None:
    """Raise ``ValidationError`` if following ``link`` comes back to where it has been."""
    *_others, last = (record, *_chain(record, link))
    if getattr(last, link) is not None:
        raise ValidationError({link: said})


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

    kind_of_model = Kind.PERSON
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
    return next(slug for slug in made if not Record.objects.filter(kind=Kind.PERSON, slug=slug).exists())


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
    quotation_language = LineField(
        _("language of the quotation"), max_length=8, blank=True, validators=[validate_language]
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

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
