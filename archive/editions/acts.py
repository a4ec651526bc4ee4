"""The acts themselves: each writes payload, edition and ledger, and derives the intervals, in one transaction.

Who may act, and whether what is published was approved, is asked by ``editorial``. What can never be true is
refused here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.audit import Actor

from . import intervals, ledger, payloads
from .models import FOREVER, Act, Address, Edition, Interval, IntervalQuerySet, LedgerEntry, Release, StoredPayload
from .reasons import REASONS


class Refused(Exception):
    """An act that cannot be done, in the archive's words."""


class AddressTaken(Refused):
    """Another record has, or once had, this address."""


class PendingEditionExists(Refused):
    """The record has an edition that is still to come."""


class InstantPast(Refused):
    """The instant asked for has gone by."""


class ReleaseIsLive(Refused):
    """The release has already happened."""


class NotPublished(Refused):
    """What is named is not public at that instant."""


class AlreadyWithdrawn(Refused):
    """The record is withdrawn."""


class NotWithdrawn(Refused):
    """The record is not withdrawn."""


IN_THE_WAY: Final = _("“%(title)s” is still to come and would name what readers do not know by then. Recall it first.")
LEFT_BEHIND: Final = _(
    "“%(title)s” is still to come and names this as it was scheduled. Submit this again, so that both change together."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """``content``, approved as ``candidate``, for the place of ``edition``, which is still to come."""

    edition: Edition
    content: bytes
    candidate: UUID


def publish(content: bytes, *, candidate: UUID, by: Actor, zone: str, reason: str = "") -> Edition:
    """Freeze ``content`` as an edition that is live from now on."""
    with ledger.opened() as writer:
        wall = clock.local(writer.now, zone).replace(tzinfo=None)
        release = Release.objects.create(wall=wall.isoformat(), zone=zone, instant=writer.now)
        edition = _issue(
            Act.PUBLISH, content, candidate=candidate, by=by, release=release, writer=writer, reason=reason
        )
        _require_known(edition)
        return edition


def schedule(content: bytes, *, candidate: UUID, by: Actor, release: Release, reason: str = "") -> Edition:
    """Freeze ``content`` as an edition that will be live from ``release`` on, with nothing having to run then."""
    with ledger.opened() as writer:
        release = Release.objects.get(pk=release.pk)
        _require_coming(release.instant, writer.now)
        edition = _issue(
            Act.SCHEDULE, content, candidate=candidate, by=by, release=release, writer=writer, reason=reason
        )
        _require_known(edition)
        return edition


def replace(replacements: Collection[Replacement], *, by: Actor, reason: str = "") -> list[Edition]:
    """Put what was approved since in the place of what is scheduled, each at the instant of what it replaces.

    Something is scheduled at every moment; what all of them name is asked once, at the end.
    """
    with ledger.opened() as writer:
        scheduled = [_still_coming(one.edition, writer.now) for one in replacements]
        for edition in scheduled:
            _recall(edition, by=by, reason=reason, writer=writer)
        issued = [
            _issue(
                Act.SCHEDULE,
                one.content,
                candidate=one.candidate,
                by=by,
                release=edition.release,
                writer=writer,
                reason=reason,
            )
            for one, edition in zip(replacements, scheduled, strict=True)
        ]
        for edition in issued:
            _require_known(edition)
        _require_pending_references(writer.now, LEFT_BEHIND)
        return issued


def plan(*, wall: datetime, zone: str, title: str = "") -> Release:
    """A coming release that editions may join. Raises ``ClockError`` for a wall time that is not one instant."""
    instant = clock.resolve(wall, zone)
    _require_coming(instant, clock.now())
    return Release.objects.create(title=title, wall=wall.isoformat(), zone=zone, instant=instant)


def reschedule(release: Release, *, by: Actor, wall: datetime, zone: str, reason: str) -> Release:
    """Move a coming release, with all its editions, to another coming instant."""
    instant = clock.resolve(wall, zone)
    with ledger.opened() as writer:
        release = Release.objects.get(pk=release.pk)
        if release.instant <= writer.now:
            raise ReleaseIsLive(_("This release has already happened; it can no longer be moved."))
        _require_coming(instant, writer.now)
        writer.write(Act.RESCHEDULE, by=by, instant=instant, release=release, reason=reason)
        release.wall, release.zone, release.instant = wall.isoformat(), zone, instant
        release.save()
        for edition in pending(release=release, now=writer.now):
            intervals.refresh(edition.record)
        _require_pending_references(writer.now)
        return release


def recall(edition: Edition, *, by: Actor, reason: str) -> None:
    """Take back an edition that is still to come. Nothing that readers see will tell of it."""
    with ledger.opened() as writer:
        _recall(_still_coming(edition, writer.now), by=by, reason=reason, writer=writer)
        _require_pending_references(writer.now)


def withdraw(record: UUID, *, by: Actor, reason_class: str, note: Mapping[str, str], reason: str = "") -> list[Edition]:
    """Withdraw what readers see of ``record`` now, or change the reason for which it is withdrawn.

    Nothing stands in its way: what is still to come of it is recalled, and so is every other coming edition that
    would name what readers now never come to know. Returns the recalled editions.
    """
    if reason_class not in REASONS:
        raise Refused(_("Choose why it is withdrawn."))
    with ledger.opened() as writer:
        edition = _standing(record, writer.now)
        if _is_withdrawn(record, writer.now, reason_class):
            raise AlreadyWithdrawn(_("This record is already withdrawn for this reason."))
        recalled = pending(records=[record], now=writer.now)
        for coming in recalled:
            _recall(coming, by=by, reason=reason, writer=writer)
        writer.write(
            Act.WITHDRAW,
            by=by,
            instant=writer.now,
            edition=edition,
            reason_class=reason_class,
            note=dict(note),
            reason=reason,
        )
        intervals.refresh(record)
        while betraying := [coming for coming in pending(now=writer.now) if _betrays(coming)]:
            for coming in betraying:
                _recall(coming, by=by, reason=reason, writer=writer)
            recalled += betraying
        return recalled


def reinstate(record: UUID, *, by: Actor, note: Mapping[str, str], reason: str = "") -> None:
    """Undo a withdrawal: the last edition stands again from now on."""
    with ledger.opened() as writer:
        if not _is_withdrawn(record, writer.now):
            raise NotWithdrawn(_("This record is not withdrawn."))
        edition = _standing(record, writer.now)
        writer.write(Act.REINSTATE, by=by, instant=writer.now, edition=edition, note=dict(note), reason=reason)
        intervals.refresh(record)


def pending(
    *, records: Collection[UUID] | None = None, release: Release | None = None, now: datetime | None = None
) -> list[Edition]:
    """Editions that are still to come: all of them, those of some records, or those of a release."""
    recalled = LedgerEntry.objects.filter(edition=OuterRef("pk"), act=Act.RECALL)
    coming = Edition.objects.filter(~Exists(recalled), release__instant__gt=now or clock.now())
    if records is not None:
        coming = coming.filter(record__in=records)
    if release:
        coming = coming.filter(release=release)
    return list(coming.select_related("release", "payload"))


def unknown(payload: payloads.Payload, *, at: datetime) -> set[str]:
    """The uuids of records that ``payload`` names or describes as readers have never seen them by then.

    An older label than today's betrays nothing; one that is still to come does.
    """
    begun = Interval.objects.begun(at).filter(record__in=payload.named_records()).select_related("payload")
    seen = [payloads.from_bytes(bytes(interval.payload.content)) for interval in begun]
    labels = [(one.record, one.titles()) for one in seen]
    sources = [one.as_cited() for one in seen]
    named = {ref.record for ref in payload.references() if (ref.record, ref.label) not in labels}
    return named | {cited.source.record for cited in payload.cited() if cited.source not in sources}


def _issue(
    act: Act, content: bytes, *, candidate: UUID, by: Actor, release: Release, writer: ledger.LedgerWriter, reason: str
) -> Edition:
    payload = payloads.from_bytes(content)
    record = UUID(payload.record)
    if _is_withdrawn(record, writer.now):
        raise AlreadyWithdrawn(_("This record is withdrawn. Reinstate it before you publish it anew."))
    if pending(records=[record], now=writer.now):
        raise PendingEditionExists(
            _("This record already has an edition that is still to come. Replace or recall that one.")
        )
    if payload.merged_into and _is_led_away(UUID(payload.merged_into.record), release.instant):
        raise Refused(_("The record it was merged into is, or will be, merged into another one. Choose that one."))
    _take_address(payload)
    digest = payloads.digest(content)
    stored = StoredPayload.objects.filter(pk=digest).first()
    edition = Edition.objects.create(
        record=record,
        kind=payload.kind,
        payload=stored or StoredPayload.objects.create(digest=digest, content=content),
        change=payload.change.kind,
        release=release,
        candidate=candidate,
    )
    writer.write(act, by=by, instant=release.instant, edition=edition, note=payload.change.note, reason=reason)
    intervals.refresh(record)
    return edition


def _require_coming(instant: datetime, now: datetime) -> None:
    if instant <= now:
        raise InstantPast(_("This instant has gone by. Choose one that is still to come."))
    if instant >= FOREVER:  # no interval could begin there, and clocks further east have no such day
        raise Refused(_("No calendar reaches that far: check the year."))


def _still_coming(edition: Edition, now: datetime) -> Edition:
    edition = Edition.objects.select_related("release").get(pk=edition.pk)
    if edition.release.instant <= now:
        raise ReleaseIsLive(_("This edition is already public; it can be corrected or withdrawn, not recalled."))
    if edition.acts.filter(act=Act.RECALL).exists():
        raise Refused(_("This edition has already been recalled."))
    return edition


def _recall(edition: Edition, *, by: Actor, reason: str, writer: ledger.LedgerWriter) -> None:
    writer.write(Act.RECALL, by=by, instant=edition.release.instant, edition=edition, reason=reason)
    intervals.refresh(edition.record)


def _names_only(payload: payloads.Payload, public: IntervalQuerySet) -> bool:
    """Whether every record a payload names is among these: otherwise its label would betray one that is not."""
    named = payload.named_records()
    return named <= {str(uuid) for uuid in public.filter(record__in=named).values_list("record", flat=True)}


def _require_known(edition: Edition) -> None:
    """What was just issued names and describes only what readers know by then."""
    payload, at = payloads.from_bytes(bytes(edition.payload.content)), edition.release.instant
    if not _names_only(payload, Interval.objects.nameable(at)):
        raise NotPublished(
            _("It names a record that is not public at that instant. Publish that one first, or together.")
        )
    if unknown(payload, at=at):
        raise NotPublished(_("It names or describes a record as readers would not know it by then. Submit it again."))


def _require_pending_references(now: datetime, otherwise: Promise = IN_THE_WAY) -> None:
    """After an act has moved or removed something to come, all else that is to come names only what readers know."""
    for edition in pending(now=now):
        if _betrays(edition):
            title = next(iter(payloads.from_bytes(bytes(edition.payload.content)).titles().values()))
            raise NotPublished(otherwise % {"title": title})


def _betrays(coming: Edition) -> bool:
    """Whether a coming edition would name what readers do not know by then."""
    payload, at = payloads.from_bytes(bytes(coming.payload.content)), coming.release.instant
    return bool(unknown(payload, at=at)) or not _names_only(payload, Interval.objects.covering(at))


def _is_led_away(record: UUID, instant: datetime) -> bool:
    """Whether ``record`` leads elsewhere at ``instant`` or later: readers would go in circles."""
    merged = Interval.objects.filter(record=record, state=Interval.State.MERGED)
    return merged.filter(live_until__gt=instant).exists()


def _take_address(payload: payloads.Payload) -> None:
    record = UUID(payload.record)
    owner = Address.objects.filter(kind=payload.kind, slug=payload.slug).values_list("record", flat=True).first()
    if owner is None:
        Address.objects.create(kind=payload.kind, slug=payload.slug, record=record)
    elif owner != record:
        raise AddressTaken(_("This address belongs, or once belonged, to another record. Choose another one."))


def _standing(record: UUID, now: datetime) -> Edition:
    interval = Interval.objects.covering(now).filter(record=record).first()
    if interval is None:
        raise NotPublished(_("Readers cannot see this record yet."))
    return Edition.objects.select_related("release").get(pk=interval.edition)


def _is_withdrawn(record: UUID, now: datetime, reason_class: str = "") -> bool:
    withdrawn = Interval.objects.covering(now).filter(record=record, state=Interval.State.WITHDRAWN)
    return withdrawn.filter(reason_class=reason_class).exists() if reason_class else withdrawn.exists()
