"""What is typed into the forms of records and not saved yet, and who has such a form open.

A copy is nobody's but hers who typed it: whatever is asked of them here is asked for one person. Others are told that
she is there, never a word. No record is touched, nor is its row locked: a copy only bears its uuid.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.packing import PackedField

from .people import User

KEPT_FOR: Final = timedelta(days=30)
# A form that is open says so twice in this time.
IS_THERE_FOR: Final = timedelta(seconds=75)


class WorkingCopy(models.Model):
    """One open form of a record, under the ``name`` that its page has given it.

    ``words`` are the form as the browser keeps it, with the version it was typed upon; there are none as long as
    nothing was typed. ``since`` is when that began, ``at`` when the page was last heard of.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+")
    name = models.CharField(max_length=40)
    form = models.CharField(_("address"), max_length=1000)
    # None of a record that was never saved. No foreign key: that would wait for whoever saves the record.
    record = models.UUIDField(null=True)
    words = PackedField(null=True)
    since = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        # Rights are those to change the record.
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("person", "name"), name="working_copy_has_one_name"),)
        indexes = (
            models.Index(fields=("record", "at"), name="working_copy_of_record"),
            models.Index(fields=("at",), name="working_copy_by_time"),
        )


def keep(name: str, *, by: User, form: str, record: UUID | None = None, words: bytes | None = None) -> None:
    """``by`` has ``form`` open; with ``words``, these stand in it now. One small write, but for a page that is new."""
    now = clock.now()
    typed = {} if words is None else {"words": words, "since": Coalesce("since", models.Value(now))}
    if not _of(by).filter(name=name).update(at=now, **typed):
        _sweep(now)
        since = None if words is None else now
        copy = WorkingCopy(person=by, name=name, form=form, record=record, words=words, since=since, at=now)
        WorkingCopy.objects.bulk_create([copy], ignore_conflicts=True)


def offered(person: User) -> QuerySet[WorkingCopy]:
    """What ``person`` typed in the last thirty days and did not save, the newest first."""
    return _of(person).filter(since__isnull=False, at__gt=clock.now() - KEPT_FOR).order_by("-at")


def drop(name: str, *, by: User) -> None:
    """Saved, or thrown away."""
    _of(by).filter(name=name).delete()


def drop_all(record: UUID) -> None:
    """Of everybody: there is no such record any more."""
    WorkingCopy.objects.filter(record=record).delete()


def others_in(record: UUID, *, besides: User) -> Iterator[tuple[User, datetime | None]]:
    """Who else has ``record`` open now, and since when they write; who only looks comes last."""
    there = WorkingCopy.objects.filter(record=record, at__gt=clock.now() - IS_THERE_FOR).exclude(person=besides)
    found: dict[int, tuple[User, datetime | None]] = {}
    for copy in there.defer("words").select_related("person").order_by(models.F("since").asc(nulls_last=True), "pk"):
        found.setdefault(copy.person_id, (copy.person, copy.since))
    yield from found.values()


def _of(person: User) -> QuerySet[WorkingCopy]:
    return WorkingCopy.objects.filter(person=person)


def _sweep(now: datetime) -> None:
    """What is not offered any more, and pages that were closed before anything was typed."""
    closed = Q(since=None, at__lt=now - IS_THERE_FOR)
    WorkingCopy.objects.filter(closed | Q(at__lt=now - KEPT_FOR)).delete()
