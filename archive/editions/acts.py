"""The acts themselves: each writes payload, edition and ledger, and derives the intervals.

All of them need the ledger opened: that is the transaction in which they stand. Who may act, whether what is published
was approved, and what an act means for other records' coming editions, is asked by ``editorial``. What can never be
true of the record itself is refused here.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive import clock, languages

from . import intervals, knowledge, payloads
from .histories import History
from .ledger import LedgerWriter
from .models import FOREVER, Act, Address, Edition, Interval, Release, StoredPayload
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What a second person approved as ``candidate`` (its uuid): ``payload`` is what ``content`` holds."""

    candidate: UUID
    content: bytes
    payload: payloads.Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """``approved``, for the place of ``edition``, which is still to come."""

    edition: Edition
    approved: Approved


@contextmanager
def telling_of(title: object) -> Iterator[None]:
    """Of several records, say of which one something was refused."""
    try:
        yield
    except Refused as refused:
        refused.args = (f"{title}: {refused}",)
        raise


def publish(approved: Collection[Approved], *, zone: str, writer: LedgerWriter) -> list[Edition]:
    """Freeze what was approved as editions that are live from now on, with one release."""
    wall = clock.local(writer.now, zone).replace(tzinfo=None)
    release = Release.objects.create(wall=wall.isoformat(), zone=zone, instant=writer.now, at_once=True)
    return _issue_together(Act.PUBLISH, approved, release=release, writer=writer)


def schedule(approved: Collection[Approved], *, release: Release, writer: LedgerWriter) -> list[Edition]:
    """Freeze what was approved as editions that will be live from ``release`` on, with nothing having to run then."""
    release = Release.objects.get(pk=release.pk)
    _require_coming(release.instant, writer.now)
    return _issue_together(Act.SCHEDULE, approved, release=release, writer=writer)


def replace(replacements: Collection[Replacement], *, writer: LedgerWriter) -> list[Edition]:
    """Put what was approved since in the place of what is scheduled, each at the instant of what it replaces.

    Something is scheduled at every moment; what all of them name is asked once, at the end.
    """
    scheduled = [_still_coming(one.edition, writer) for one in replacements]
    for edition in scheduled:
        _recall(edition, writer=writer)
    issued = [
        _issue(Act.SCHEDULE, one.approved, release=edition.release, writer=writer)
        for one, edition in zip(replacements, scheduled, strict=True)
    ]
    for edition in issued:
        _require_known(edition)
    return issued


def plan(*, wall: datetime, zone: str, title: str = "") -> Release:
    """A coming release that editions may join. Raises ``ClockError`` for a wall time that is not one instant."""
    instant = clock.resolve(wall, zone)
    _require_coming(instant, clock.now())
    return Release.objects.create(title=title, wall=wall.isoformat(), zone=zone, instant=instant)


def reschedule(release: Release, *, wall: datetime, zone: str, writer: LedgerWriter) -> tuple[Release, list[Edition]]:
    """Move a coming release to another coming instant; returns it as it is now, and all its coming editions."""
    instant, release = clock.resolve(wall, zone), _to_move(release, writer)
    _require_coming(instant, writer.now)
    return _move(release, instant=instant, wall=wall, zone=zone, writer=writer)


def release_now(release: Release, *, writer: LedgerWriter) -> tuple[Release, list[Edition]]:
    """Move a coming release to this instant; returns it as it is now, and all that is live with it from now on."""
    release = _to_move(release, writer)
    wall = clock.local(writer.now, release.zone).replace(tzinfo=None)
    return _move(release, instant=writer.now, wall=wall, zone=release.zone, writer=writer)


def recall(edition: Edition, *, writer: LedgerWriter) -> None:
    """Take back an edition that is still to come. Nothing that readers see will tell of it."""
    _recall(_still_coming(edition, writer), writer=writer)


def withdraw(record: UUID, *, reason_class: str, note: Mapping[str, str], writer: LedgerWriter) -> list[Edition]:
    """Withdraw what readers see of ``record`` now, or change the reason for which it is withdrawn.

    Nothing stands in its way: what is still to come of it is recalled. Returns that.
    """
    if reason_class not in REASONS:
        raise Refused(_("Choose why it is withdrawn."))
    edition, before = _standing(record, writer), writer.history(record).withdrawal(writer.now)
    if before and before.reason_class == reason_class:
        raise AlreadyWithdrawn(_("This record is already withdrawn for this reason."))
    coming = writer.history(record).pending(writer.now)
    if coming:
        _recall(coming, writer=writer)
    writer.write(Act.WITHDRAW, instant=writer.now, edition=edition, reason_class=reason_class, note=dict(note))
    intervals.add(writer.history(record))
    return [coming] if coming else []


def reinstate(record: UUID, *, note: Mapping[str, str], writer: LedgerWriter) -> None:
    """Undo a withdrawal: the last edition stands again from now on."""
    if not writer.history(record).withdrawal(writer.now):
        raise NotWithdrawn(_("This record is not withdrawn."))
    edition = _standing(record, writer)
    writer.write(Act.REINSTATE, instant=writer.now, edition=edition, note=dict(note))
    intervals.add(writer.history(record))


def pending(
    *,
    records: Collection[UUID] | QuerySet[Any] | None = None,
    release: Release | None = None,
    now: datetime | None = None,
) -> list[Edition]:
    """Editions that are still to come: all of them, those of some records, or those of a release."""
    now = now or clock.now()
    to_begin = Interval.objects.filter(live_from__gt=now)
    if records is not None:
        to_begin = to_begin.filter(record__in=records)
    # A withdrawal begins an interval as well, and a clock that was set back may have that before it.
    coming = Edition.objects.filter(pk__in=to_begin.values("edition"), release__instant__gt=now)
    if release:
        coming = coming.filter(release=release)
    return list(coming.select_related("release", "payload"))


def _to_move(release: Release, writer: LedgerWriter) -> Release:
    release = Release.objects.get(pk=release.pk)
    if release.instant <= writer.now:
        raise ReleaseIsLive(_("This release has already happened; it can no longer be moved."))
    return release


def _move(
    release: Release, *, instant: datetime, wall: datetime, zone: str, writer: LedgerWriter
) -> tuple[Release, list[Edition]]:
    moved = pending(release=release, now=writer.now)
    writer.write(Act.RESCHEDULE, instant=instant, release=release)
    release.wall, release.zone, release.instant = wall.isoformat(), zone, instant
    release.save()
    for edition in moved:
        edition.release = release
    intervals.refresh(writer.histories(edition.record for edition in moved))
    return release, moved


def _issue_together(
    act: Act, approved: Collection[Approved], *, release: Release, writer: LedgerWriter
) -> list[Edition]:
    """What all of these name is asked once all of them are there."""
    issued = []
    for one in approved:
        with _telling(one.payload, approved):
            issued.append(_issue(act, one, release=release, writer=writer))
    for edition in issued:
        with _telling(edition.payload.held, approved):
            _require_known(edition)
    return issued


def _telling(payload: payloads.Payload, approved: Collection[Approved]) -> AbstractContextManager[None]:
    return telling_of(_title(payload)) if len(approved) > 1 else nullcontext()


def _title(payload: payloads.Payload) -> str:
    return payload.words(languages.current())[1].title


def _issue(act: Act, approved: Approved, *, release: Release, writer: LedgerWriter) -> Edition:
    payload = approved.payload
    record = UUID(payload.record)
    before = writer.history(record)
    if before.withdrawal(writer.now):
        raise AlreadyWithdrawn(_("This record is withdrawn. Reinstate it before you publish it anew."))
    if before.pending(writer.now):
        raise PendingEditionExists(
            _("This record already has an edition that is still to come. Replace or recall that one.")
        )
    if payload.merged_into and _is_led_away(UUID(payload.merged_into.record), release.instant):
        raise Refused(_("The record it was merged into is, or will be, merged into another one. Choose that one."))
    _take_address(payload, before)
    edition = Edition.objects.create(
        record=record,
        kind=payload.kind,
        payload=_stored(approved, before),
        change=payload.change.kind,
        release=release,
        candidate=approved.candidate,
    )
    writer.write(act, instant=release.instant, edition=edition, note=payload.change.note)
    intervals.add(writer.history(record))
    return edition


def _stored(approved: Approved, before: History) -> StoredPayload:
    """Its bytes, which may have been frozen of the same record before."""
    digest = payloads.digest(approved.content)
    frozen = (act.edition.payload for act in before.acts if act.edition and act.payload_digest == digest)
    stored = next(frozen, None) or StoredPayload.objects.create(digest=digest, content=approved.content)
    stored.held = approved.payload
    return stored


def _require_coming(instant: datetime, now: datetime) -> None:
    if instant <= now:
        raise InstantPast(_("This instant has gone by. Choose one that is still to come."))
    if instant >= FOREVER:  # no interval could begin there, and clocks further east have no such day
        raise Refused(_("No calendar reaches that far: check the year."))


def _still_coming(edition: Edition, writer: LedgerWriter) -> Edition:
    coming = writer.history(edition.record).pending(writer.now)
    if coming and coming.pk == edition.pk:
        return coming
    if Release.objects.get(pk=edition.release_id).instant <= writer.now:
        raise ReleaseIsLive(_("This edition is already public; it can be corrected or withdrawn, not recalled."))
    raise Refused(_("This edition has already been recalled."))


def _recall(edition: Edition, *, writer: LedgerWriter) -> None:
    writer.write(Act.RECALL, instant=edition.release.instant, edition=edition)
    intervals.refresh([writer.history(edition.record)])


def _require_known(edition: Edition) -> None:
    """What was just issued names and describes only what readers know by then."""
    payload, at = edition.payload.held, edition.release.instant
    standing = knowledge.standing(payload, at=at)
    nameable = {str(one.record) for one in standing if one.state != Interval.State.WITHDRAWN}
    if absent := payload.named_records() - nameable:
        raise NotPublished(
            _("It names what readers cannot see at that instant: %(names)s. Publish that first, or together.")
            % {"names": "; ".join(_called(payload, absent))}
        )
    if knowledge.unknown(payload, at=at, beside=standing):
        raise NotPublished(_("It names or describes a record as readers would not know it by then. Submit it again."))


def _called(payload: payloads.Payload, records: Collection[str]) -> list[str]:
    """What ``payload`` calls these ``records``."""
    labels = {one.record: one.label for one in payload.references()}
    labels |= {cited.source.record: cited.source.label for cited in payload.cited()}
    order, told = languages.stand_ins(languages.current()), (labels[record] for record in records)
    return sorted(next((label[code] for code in (*order, *label) if label.get(code)), "") for label in told)


def _is_led_away(record: UUID, instant: datetime) -> bool:
    """Whether ``record`` leads elsewhere at ``instant`` or later: readers would go in circles."""
    merged = Interval.objects.filter(record=record, state=Interval.State.MERGED)
    return merged.filter(live_until__gt=instant).exists()


def _take_address(payload: payloads.Payload, before: History) -> None:
    if any(act.edition and act.edition.payload.held.slug == payload.slug for act in before.acts):
        return  # it has been its own since then
    if not Address.take(kind=payload.kind, slug=payload.slug, record=UUID(payload.record)):
        raise AddressTaken(_("This address belongs, or once belonged, to another record. Choose another one."))


def _standing(record: UUID, writer: LedgerWriter) -> Edition:
    stands = writer.history(record).at(writer.now)
    if stands is None:
        raise NotPublished(_("Readers cannot see this record yet."))
    return stands.edition
