"""Who saved what, and whose work came along with it."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from archive.guards import AppendOnly

from .base import Record

_LAST: Final = """
SELECT record_id, at, COALESCE(NULLIF(public_name, ''), username)
FROM archive_contribution AS saved JOIN archive_user ON archive_user.id = by_id
WHERE record_id IN ({}) AND version = (
    SELECT MAX(version) FROM archive_contribution WHERE record_id = saved.record_id
)"""


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


def last_saves(records: Collection[int]) -> dict[int, tuple[datetime, str]]:
    """Record → when it was saved last, and by whom as an account is called. One small query."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST.format(", ".join(["%s"] * len(records)) or "NULL"), [*records])
        # SQLite keeps instants in UTC, and does not say so.
        return {record: (at if at.tzinfo else at.replace(tzinfo=UTC), by) for record, at, by in cursor.fetchall()}


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
