"""The tables of what is frozen. Rows are written by ``acts`` and read by ``reading``."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Final
from uuid import UUID

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive.fields import DigestField, LineField, LinesField
from archive.guards import AppendOnly, Guard
from archive.packing import PackedField
from archive.prepared import found

from .payloads import Payload, from_bytes
from .reasons import UNNAMED

# Later than any instant the archive will speak of; the end of what nothing has ended yet.
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


class ChangeKind(models.TextChoices):
    """Why an edition exists. Whoever reads the page is told."""

    FIRST = "first", _("First publication")
    MINOR = "minor", _("Minor change")
    TRANSLATION = "translation", _("Translation added")
    CORRECTION = "correction", _("Correction")
    UPDATE = "update", _("Update")
    DOUBT = "doubt", _("Under review")
    WITHDRAWAL = "withdrawal", _("Withdrawal")


class Act(models.TextChoices):
    """What can happen to an edition."""

    PUBLISH = "publish", _("Published")
    SCHEDULE = "schedule", _("Scheduled")
    RESCHEDULE = "reschedule", _("Rescheduled")
    RECALL = "recall", _("Recalled")
    WITHDRAW = "withdraw", _("Withdrawn")
    REINSTATE = "reinstate", _("Reinstated")
    ERASE = "erase", _("Erased")


class StoredPayload(AppendOnly):
    """Digest → bytes. The same words are stored once."""

    digest = DigestField(primary_key=True)
    content = PackedField()

    class Meta:
        verbose_name = _("payload")
        verbose_name_plural = _("payloads")

    @cached_property
    def held(self) -> Payload:
        """The payload that these bytes hold."""
        return from_bytes(bytes(self.content))


class Release(models.Model):
    """An instant, kept as wall time and zone, that one or more editions share. ``at_once``: nobody planned it."""

    title = LineField(_("title"), max_length=200, blank=True)
    wall = models.CharField(_("wall time"), max_length=26)
    zone = models.CharField(_("time zone"), max_length=64)
    instant = models.DateTimeField(_("instant"))
    at_once = models.BooleanField(default=False, editable=False)

    # A release moves only to where the ledger has just moved it, and only while it is still to come.
    GUARDS = (
        Guard(
            name="update",
            event="UPDATE",
            when=(
                "NOT EXISTS (SELECT 1 FROM archive_ledgerentry AS act WHERE act.release_id = OLD.id "
                "AND NEW.id = OLD.id AND NEW.title = OLD.title AND NEW.at_once = OLD.at_once "
                "AND act.act = 'reschedule' AND act.instant = NEW.instant AND act.at < OLD.instant "
                "AND act.seq = (SELECT MAX(entry.seq) FROM archive_ledgerentry AS entry))"
            ),
            message="a release moves only through the ledger",
        ),
        Guard(name="delete", event="DELETE", when="1 = 1", message="a release is never deleted"),
        Guard(
            name="truncate",
            event="TRUNCATE",
            when="",
            message="a release is never deleted",
            engine="postgresql",
        ),
        Guard(
            name="replace",
            event="INSERT",
            when="EXISTS (SELECT 1 FROM archive_release WHERE id = NEW.id)",
            message="a release is never replaced",
            engine="sqlite",
        ),
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("instant", "id")
        indexes = (
            models.Index(fields=("-instant", "-id"), name="release_by_instant"),
            models.Index(fields=("-instant", "-id"), condition=Q(at_once=False), name="release_planned"),
        )

    def __str__(self) -> str:
        return self.title or f"{self.wall[:16].replace('T', ' ')} {self.zone}"


class Edition(AppendOnly):
    """One frozen public form of a record. ``record`` is its uuid; ``candidate`` that of what was approved.

    It has no number of its own: ``Interval.number`` counts what readers have had.
    """

    record = models.UUIDField(_("record"), db_index=True)
    kind = models.CharField(_("kind"), max_length=20)
    payload = models.ForeignKey(StoredPayload, models.PROTECT, related_name="editions", db_index=False)
    change = models.CharField(_("change"), max_length=12, choices=ChangeKind)
    release = models.ForeignKey(Release, models.PROTECT, related_name="editions")
    candidate = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("id",)


class LedgerEntry(AppendOnly):
    """One act. Its hash covers the whole entry and the hash before it.

    ``instant`` is when readers see the act; ``note`` is public (language → words), ``reason`` is not.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    act = models.CharField(_("act"), max_length=10, choices=Act)
    at = models.DateTimeField(_("at"))
    by_id = models.BigIntegerField()
    by_name = models.CharField(_("by"), max_length=150)
    record = models.UUIDField(null=True, db_index=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="acts")
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="acts")
    payload_digest = models.CharField(max_length=64, blank=True)
    instant = models.DateTimeField(_("visible from"))
    reason_class = models.CharField(max_length=20, blank=True)
    note = models.JSONField(default=dict)
    reason = LinesField(_("reason"), blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = DigestField(unique=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ("seq",)
        indexes = (
            models.Index(fields=("seq",), condition=Q(act__in=("withdraw", "reinstate")), name="ledger_withdrawals"),
            models.Index(fields=("instant",), condition=Q(act="reschedule"), name="ledger_moves"),
        )

    def __str__(self) -> str:
        return f"{self.seq}: {self.get_act_display()}"


_TAKE = """
INSERT INTO archive_address (kind, slug, record) SELECT %s, %s, %s
WHERE NOT EXISTS (SELECT 1 FROM archive_address WHERE kind = %s AND slug = %s)
"""
_OWNER: Final = "SELECT record FROM archive_address WHERE kind = %s AND slug = %s"


class Address(AppendOnly):
    """A slug, given to one record of its kind for ever."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    record = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = (models.UniqueConstraint(fields=("kind", "slug"), name="address_is_given_once"),)

    @classmethod
    def take(cls, *, kind: str, slug: str, record: UUID) -> bool:
        """Give ``record`` this address, unless another has it; returns whether it is its own.

        One statement where nobody has it, as it is most often. Call it with the ledger locked.
        """
        uuid = Address._meta.get_field("record").get_db_prep_value(record, connection)
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [kind, slug, uuid, kind, slug])
            is_new = cursor.rowcount == 1
        return is_new or cls.owner(kind=kind, slug=slug) == record

    @classmethod
    def owner(cls, *, kind: str, slug: str) -> UUID | None:
        """The record that has this address, or once had it. One query."""
        return next((UUID(str(record)) for (record,) in found(_OWNER, [kind, slug])), None)


# What many pages ask is written out: to compose it takes ten times as long as to answer it.
# What comes before the page is only counted: an index has it, and all by which it is chosen.
_ANNOUNCED = """
SELECT stood.*, payload.content
FROM (
    SELECT id FROM archive_interval AS told
    WHERE told.announced AND told.live_from <= %(instant)s
    AND (told.withheld AND told.live_until > %(now)s OR NOT EXISTS (
        SELECT 1 FROM archive_interval AS notice
        WHERE notice.record = told.record AND notice.withheld AND notice.reason_class > ''
          AND notice.live_from <= %(now)s AND notice.live_until > %(now)s
    ))
    ORDER BY told.live_from DESC, told.seq DESC LIMIT %(most)s OFFSET %(first)s
) AS shown
CROSS JOIN archive_interval AS stood
CROSS JOIN archive_storedpayload AS payload
WHERE stood.id = shown.id AND payload.digest = stood.payload_id
ORDER BY stood.live_from DESC, stood.seq DESC
"""


class IntervalQuerySet(models.QuerySet["Interval"]):
    """The one place that knows when something is visible."""

    def covering(self, instant: datetime) -> "IntervalQuerySet":
        """What stands at ``instant``, notices of withdrawal included."""
        return self.filter(live_from__lte=instant, live_until__gt=instant)

    def live(self, instant: datetime) -> "IntervalQuerySet":
        """What readers can read at ``instant``: nearly all, so nobody looks for it by its state."""
        return self.nameable(instant).exclude(state=Interval.State.MERGED)

    def nameable(self, instant: datetime) -> "IntervalQuerySet":
        """What may be named at ``instant``: what readers can read, and what leads them to that."""
        return self.covering(instant).exclude(state=Interval.State.WITHDRAWN)

    def begun(self, instant: datetime) -> "IntervalQuerySet":
        """What has come to stand by ``instant``, superseded or not."""
        return self.filter(live_from__lte=instant)

    def announced(
        self, instant: datetime, *, now: datetime, first: int, most: int
    ) -> "models.query.RawQuerySet[Interval]":
        """Of what has come to stand by ``instant`` and is not withheld ``now`` that of which readers were told, newest
        first: so many, after the ``first``. Each with the ``content`` of its payload.
        """
        return self.raw(_ANNOUNCED, {"instant": instant, "now": now, "first": first, "most": most})

    def with_content(self) -> "IntervalQuerySet":
        """Each with the ``content`` of its payload."""
        return self.annotate(content=F("payload__content"))

    def not_withheld(self, now: datetime) -> "IntervalQuerySet":
        """Leave out the whole past of records whose withdrawal withholds it ``now``: only its notice is left."""
        withheld = Interval.objects.covering(now).filter(record=OuterRef("record"), withheld=True)
        return self.filter(~Exists(withheld) | Q(withheld=True, live_until__gt=now))

    def unnamed(self) -> "IntervalQuerySet":
        """Notices that do not tell the name of what was withdrawn."""
        return self.filter(withheld=True, reason_class__in=UNNAMED)


class Interval(models.Model):
    """A span of time in which one edition, or the notice of its withdrawal, stands. Derived from the ledger.

    An edition that says that its record was merged into another one stands as ``MERGED``: it leads there.
    ``number`` counts the editions of a record in the order in which they begin, 1, 2, 3 …, without a gap. Once that
    instant has come it is for ever; what is still to come may be recalled, so nobody is told its number.
    ``announced``: readers are told that it began. ``is_again``: its edition stood before, and was reinstated.
    """

    class State(models.TextChoices):
        LIVE = "live"
        MERGED = "merged"
        WITHDRAWN = "withdrawn"

    record = models.UUIDField()
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    # The key of the edition, and no foreign key: whoever may read the public tables alone has no table of editions.
    edition = models.PositiveBigIntegerField(db_index=True)
    number = models.PositiveIntegerField()
    payload = models.ForeignKey(StoredPayload, models.DO_NOTHING, related_name="+", db_index=False)
    change = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    seq = models.PositiveBigIntegerField()
    at_once = models.BooleanField(default=False)
    announced = models.BooleanField(default=False)
    is_again = models.BooleanField(default=False)
    reason_class = models.CharField(max_length=20, blank=True)
    withheld = models.BooleanField(default=False)
    note = models.JSONField(default=dict)

    objects = IntervalQuerySet.as_manager()

    class Meta:
        verbose_name = _("interval")
        verbose_name_plural = _("intervals")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(live_until__gt=models.F("live_from")), name="interval_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=("record", "live_from"), name="interval_begins_once"),
        )
        indexes = (
            models.Index(fields=("kind", "slug", "live_from"), name="interval_by_address"),
            models.Index(fields=("live_from", "seq"), name="interval_by_beginning"),
            models.Index(fields=("-seq",), condition=Q(at_once=True), name="interval_by_act"),
            models.Index(
                fields=("-live_from", "-seq", "record", "withheld", "live_until", "announced"),
                condition=Q(announced=True),
                name="interval_announced",
            ),
            models.Index(fields=("reason_class",), condition=Q(withheld=True), name="interval_withheld"),
            models.Index(fields=("state", "live_from"), name="interval_by_state"),
        )


class Derivation(models.Model):
    """How often everything derived has been derived anew, and how far the derivation got that is under way.

    It is a part of the publication version: what is kept of anything derived is made anew then.
    """

    number = models.PositiveIntegerField(default=0)
    after = models.UUIDField(null=True)

    @classmethod
    def current(cls) -> "Derivation":
        return cls._default_manager.first() or cls()
