"""What is written down while an observance is prepared. It is of the desk alone, and no part of any record."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.editorial.preparations import Preparation
from archive.fields import AddressField, DigestField, LineField, LinesField
from archive.records.observances import A_YEAR, Observance
from archive.records.statements import Statement

from .steps import Role, Step

# As far as a task may lie from its day.
WITHIN_A_YEAR = (MinValueValidator(-366), MaxValueValidator(366))


class Doing(models.Model):
    """Something to be done, so many days after the day itself: in the template, or in the dossier of one year.

    ``key`` is the same in both. What has no words of its own is a ``step`` that everybody reads in their language.
    """

    key = models.CharField(max_length=40, editable=False)
    step = models.CharField(max_length=12, choices=Step, blank=True, editable=False)
    what = LineField(_("what is to be done"), max_length=200, blank=True)
    role = models.CharField(_("who does it"), max_length=12, choices=Role, default=Role.ARCHIVIST)
    days = models.SmallIntegerField(
        _("days from the day itself"),
        validators=WITHIN_A_YEAR,
        help_text=_("-30 for thirty days before, 0 for the day itself, 7 for a week after."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.what or str(self.get_step_display())

    def clean(self) -> None:
        super().clean()
        if not self.what and not self.step:
            raise ValidationError({"what": _("Say what is to be done.")})


class TemplateTask(Doing):
    """A task of every year."""

    preparation = models.ForeignKey(Preparation, models.CASCADE, db_index=False, related_name="tasks")

    class Meta:
        verbose_name = _("task of every year")
        verbose_name_plural = _("tasks of every year")
        default_permissions = ()
        ordering = ("days", "id")
        constraints = (models.UniqueConstraint(fields=("preparation", "key"), name="template_has_a_task_once"),)


class Obligation(models.Model):
    """That an institution issues something on an observance, year after year, in these ``languages``."""

    observance = models.ForeignKey(Observance, models.CASCADE, db_index=False, related_name="obligations")
    institution = models.ForeignKey(
        "archive.Institution", models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    origin = models.CharField(
        _("our own or recorded"), max_length=12, choices=Statement.Origin, default=Statement.Origin.AUTHORED
    )
    form = models.CharField(_("issued as"), max_length=12, choices=Statement.Form, default=Statement.Form.STATEMENT)
    languages = models.JSONField(_("languages"), default=list)
    valid_from_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True, validators=A_YEAR)
    valid_to_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True, validators=A_YEAR)
    instrument = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instrument"),
        help_text=_("What obliges it, as a source, if there is such a document."),
    )
    note = LineField(_("note"), max_length=300, blank=True, help_text=_("Why it is expected, if no document says so."))

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        default_permissions = ()
        ordering = ("observance", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("observance", "institution", "origin", "form", "valid_from_year"),
                name="obligation_is_said_once",
                violation_error_message=_("This is said already."),
            ),
        )

    def clean(self) -> None:
        super().clean()
        if self.valid_from_year and self.valid_to_year and self.valid_to_year < self.valid_from_year:
            raise ValidationError({"valid_to_year": _("The last year lies before the first.")})

    def holds_in(self, year: int) -> bool:
        return (self.valid_from_year or year) <= year <= (self.valid_to_year or year)


class Dossier(models.Model):
    """One year of one observance. There is a row as soon as something is written into it; a closed one is read."""

    observance = models.ForeignKey(Observance, models.CASCADE, related_name="dossiers", db_index=False)
    year = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("observance", "year"), name="dossier_is_one_a_year"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="dossier_is_closed_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("year",), condition=Q(closed_at=None), name="dossier_open"),)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Task(Doing):
    """Something to be done for one year. ``carried_from`` is the year whose dossier was closed before it was done."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="tasks", db_index=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    carried_from = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        default_permissions = ()
        ordering = ("days", "id")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "key"), name="dossier_has_a_task_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="task_is_done_by_somebody",
            ),
        )


class DossierNote(models.Model):
    """What somebody writes down for colleagues. It is carried on to the next year until it is settled."""

    class Sort(models.TextChoices):
        NOTE = "note", _("Note")
        REVIEW = "review", _("Looking back")
        REOPENED = "reopened", _("Opened again")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="notes")
    sort = models.CharField(max_length=8, choices=Sort, default=Sort.NOTE)
    words = LinesField(_("note"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    carried_from = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("note in a dossier")
        verbose_name_plural = _("notes in dossiers")
        default_permissions = ()
        ordering = ("id",)


class Report(models.Model):
    """What was looked at for a dossier, by a program or a person: ``is_ok`` is empty where that is no question.

    ``kind`` says who can read ``data``; ``words`` are for everybody.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    is_ok = models.BooleanField(null=True)
    words = LinesField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        ordering = ("-id",)


class WatchedAddress(models.Model):
    """A page that is asked around the day whether it says something else: ``digest`` is of what it said last."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="watched", db_index=False)
    address = AddressField(
        _("address of the page"), max_length=500, help_text=_("Where its issuer would make it public first.")
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    # What was answered, as in “404”; or why nothing was.
    answer = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("watched page")
        verbose_name_plural = _("watched pages")
        default_permissions = ()
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("dossier", "address"), name="page_is_watched_once"),)


class FeedKey(models.Model):
    """By which a person's own calendar of days asks for them: SHA-256 of what stands in its address."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = DigestField(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        default_permissions = ()


class AddressCheck(models.Model):
    """What was found at an address of a source, the last time that the archive asked there.

    It says nothing to readers and changes no record. ``source`` is its uuid and no foreign key: neither saving nor
    merging sources concerns it.
    """

    class State(models.TextChoices):
        OK = "ok", _("It can be read there")
        MOVED = "moved", _("It has moved to another address")
        GONE = "gone", _("It can no longer be read there")
        UNCLEAR = "unclear", _("Unclear")

    source = models.UUIDField()
    address = AddressField(max_length=500)
    state = models.CharField(max_length=7, choices=State)
    moved_to = AddressField(max_length=500, blank=True)
    # What was answered, as in “404”; or why nothing was.
    answer = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check of an address")
        verbose_name_plural = _("checks of addresses")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("source", "address"), name="address_is_checked_once"),)
        indexes = (models.Index(fields=("checked_at",), name="address_check_by_time"),)
