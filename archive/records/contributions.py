"""Who saved what, and whose work came along with it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.guards import AppendOnly

from .base import Record


class Contribution(AppendOnly):
    """Who saved which record when. Whoever is here since the last edition is an author of the next one.

    It outlives a draft that was deleted: then nothing has the key it speaks of, now or ever.
    """

    record = models.ForeignKey(
        Record, models.DO_NOTHING, db_index=False, related_name="contributions", db_constraint=False
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    # Part of the record → its seal as it was saved (``seals``). None if it was saved before there were any, and again.
    seals = models.JSONField(null=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("record", "version"), name="contribution_is_one_per_version"),)
        indexes = (
            models.Index(fields=("by", "-id"), name="contribution_by_person"),
            models.Index(fields=("by", "record"), name="contribution_by_its_author"),
        )


class BroughtIn(AppendOnly):
    """Somebody with work that readers did not have yet when a save took it over from another record.

    She is an author from then on like whoever saved. The row is written once, so that nothing that becomes of the
    other record later, nor undoing what was done, takes her off.
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, db_index=False, related_name="brought_in")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # It may be a draft that was deleted since.
    taken_from = models.ForeignKey(Record, models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        verbose_name = _("author brought in")
        verbose_name_plural = _("authors brought in")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("contribution", "person"), name="author_is_brought_in_once_by_a_save"),
        )
