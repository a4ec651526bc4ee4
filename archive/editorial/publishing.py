"""Through the door: what was approved becomes an edition, now or at its instant; what was published is withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive import audit, characters, clock
from archive.catalogue import rebuilding
from archive.catalogue.models import Row
from archive.editions import acts, intervals, payloads
from archive.editions.acts import Refused
from archive.editions.models import Act, Edition, Interval, Release
from archive.editions.reasons import UNNAMED
from archive.records.base import Record

from . import companions, privacy
from .models import Candidate, Review
from .people import User
from .permissions import require
from .reviewing import NoteMissing, StaleDigest, claimed

# How the trail calls an edition that is still to come: it has no number before it stands.
COMING: Final = "coming"


class NotApproved(Refused):
    """Nobody but its authors has read this, or it was returned."""


class AlreadyPublished(Refused):
    """This candidate is an edition already."""


class WaitsForRelease(Refused):
    """The candidate names what becomes public only with a certain release."""


@transaction.atomic
def publish(candidate: Candidate, *, by: User, digest: str, reason: str = "") -> Edition:
    """Make an approved candidate public now."""
    record = _require_approved(candidate, by=by, digest=digest)
    if candidate.release and candidate.release.instant > clock.now():
        raise WaitsForRelease(_("It names what becomes public only later. Schedule it for that release."))
    edition = acts.publish(
        bytes(candidate.content),
        candidate=candidate.uuid,
        by=by,
        zone=settings.MEMORIAL_TIME_ZONE,
        reason=reason,
    )
    return _done(Act.PUBLISH, edition, record, by=by)


@transaction.atomic
def schedule(candidate: Candidate, *, by: User, digest: str, release: Release, reason: str = "") -> Edition:
    """Make an approved candidate public from the instant of ``release`` on; nothing has to run then."""
    record = _require_approved(candidate, by=by, digest=digest)
    if candidate.release and release.instant < candidate.release.instant:
        raise WaitsForRelease(_("It names what becomes public only later. Schedule it for that release."))
    edition = acts.schedule(bytes(candidate.content), candidate=candidate.uuid, by=by, release=release, reason=reason)
    return _done(Act.SCHEDULE, edition, record, by=by)


@transaction.atomic
def replace(candidate: Candidate, *, by: User, digest: str, scheduled: Edition, reason: str = "") -> Edition:
    """Put an approved candidate in the place of what is ``scheduled`` of its record, at the same instant.

    Its companions come along: other records' coming editions that bear a name which it changes.
    """
    record = _require_approved(candidate, by=by, digest=digest)
    if scheduled.record != record.uuid or scheduled.release.instant <= clock.now():
        raise StaleDigest(_("Something else is scheduled by now. Read it again before you decide."))
    if candidate.release and scheduled.release.instant < candidate.release.instant:
        raise WaitsForRelease(_("It names what becomes public only later. Schedule it for that release."))
    own = acts.Replacement(edition=scheduled, content=bytes(candidate.content), candidate=candidate.uuid)
    replaced = [own, *companions.replacements(candidate)]
    for one in replaced:
        privacy.require_allowed(payloads.from_bytes(one.content))
    issued = acts.replace(replaced, by=by, reason=reason)
    for one, edition in zip(replaced, issued, strict=True):
        _noted(Act.RECALL, _record(edition.record), by=by, digest=one.edition.payload_id)
        _done(Act.SCHEDULE, edition, _record(edition.record), by=by)
    return issued[0]


@transaction.atomic
def plan_release(*, by: User, wall: datetime, zone: str, title: str = "") -> Release:
    """A coming instant that candidates may be scheduled for. ``wall`` is naive, in ``zone``."""
    require(by, "publish")
    clock.require_place(zone)
    release = acts.plan(wall=wall, zone=zone, title=title)
    audit.note("plan", by=by, about=str(release), instant=release.instant.isoformat())
    return release


@transaction.atomic
def reschedule(release: Release, *, by: User, wall: datetime, zone: str, reason: str) -> Release:
    """Move a coming release and all its editions. ``wall`` is naive, in ``zone``."""
    require(by, "publish")
    _require_reason(reason)
    clock.require_place(zone)
    moved = acts.reschedule(release, by=by, wall=wall, zone=zone, reason=reason)
    for record in moved.editions.values_list("record", flat=True):  # all: its instant may have come meanwhile
        rebuilding.refresh(record)
    audit.note(Act.RESCHEDULE, by=by, about=str(moved), instant=moved.instant.isoformat())
    return moved


@transaction.atomic
def recall(edition: Edition, *, by: User, reason: str) -> None:
    """Take back an edition before readers see it. Its release stays, for another edition to take its place."""
    require(by, "publish")
    _require_reason(reason)
    acts.recall(edition, by=by, reason=reason)
    _done(Act.RECALL, edition, _record(edition.record), by=by)


@transaction.atomic
def withdraw(
    record: Record, *, by: User, reason_class: str, note: Mapping[str, str], reason: str = ""
) -> tuple[Edition, ...]:
    """Withdraw a record at once, for one of ``editions.reasons.REASONS``; or change that reason.

    ``note`` (language → words) is public, and needed in every language readers have. Returns the coming editions that
    were recalled with it: its own, and those that would name what readers now never come to know.

    Where the reason withholds its name, nothing public tells it any more; what was merged into it goes along.
    """
    require(by, "withdraw")
    _require_note(record, note)
    return tuple(_withdraw(record, by=by, reason_class=reason_class, note=note, reason=reason))


@transaction.atomic
def reinstate(record: Record, *, by: User, note: Mapping[str, str], reason: str = "") -> None:
    """Undo a withdrawal: the last edition stands again."""
    require(by, "withdraw")
    privacy.require_public(record)
    _reinstate(record, by=by, note=note, reason=reason)


def edition_of(candidate: Candidate) -> Edition | None:
    """The edition that this candidate became, be it under another label, unless that was recalled."""
    became = Candidate.objects.with_companions(candidate.pk).values("uuid")
    editions = Edition.objects.filter(candidate__in=became).exclude(acts__act=Act.RECALL)
    return editions.select_related("release").order_by("-pk").first()


def _withdraw(record: Record, *, by: User, reason_class: str, note: Mapping[str, str], reason: str) -> list[Edition]:
    privacy.require_silence(record, reason_class=reason_class, note=note)
    was_unnamed = rebuilding.is_unnamed(record.uuid)
    recalled = acts.withdraw(record.uuid, by=by, reason_class=reason_class, note=note, reason=reason)
    _touched(Act.WITHDRAW, record, by=by, reason_class=reason_class)
    for edition in recalled:
        _touched(Act.RECALL, _record(edition.record), by=by, digest=edition.payload_id)
    for old, for_which in _merged_into(record).items():
        if reason_class in UNNAMED and for_which != reason_class:
            recalled += _withdraw(old, by=by, reason_class=reason_class, note=note, reason=reason)
        elif reason_class not in UNNAMED and for_which in UNNAMED:
            _reinstate(old, by=by, note={}, reason=reason)
    _tell_of_name(record, was_unnamed)
    return recalled


def _reinstate(record: Record, *, by: User, note: Mapping[str, str], reason: str) -> None:
    was_unnamed = rebuilding.is_unnamed(record.uuid)
    acts.reinstate(record.uuid, by=by, note=note, reason=reason)
    _touched(Act.REINSTATE, record, by=by)
    for old, for_which in _merged_into(record).items():
        if for_which in UNNAMED:
            _reinstate(old, by=by, note={}, reason=reason)
    _tell_of_name(record, was_unnamed)


def _merged_into(record: Record) -> dict[Record, str]:
    """What leads readers to ``record``, or would, were it not withdrawn: with the reason class for which it is."""
    once = Row.objects.filter(into=record.uuid).values("record")
    stands = Interval.objects.covering(clock.now()).filter(record__in=once).select_related("payload")
    said = [(one, payloads.from_bytes(bytes(one.payload.content)).merged_into) for one in stands]
    return {_record(one.record): one.reason_class for one, into in said if into and into.record == str(record.uuid)}


def _tell_of_name(record: Record, was_unnamed: bool) -> None:
    """What names ``record`` is found and listed by its name, or no longer."""
    if rebuilding.is_unnamed(record.uuid) != was_unnamed:
        rebuilding.refresh_naming(record.uuid)


def _require_approved(candidate: Candidate, *, by: User, digest: str) -> Record:
    require(by, "publish")
    record = claimed(candidate, digest=digest)
    if not Review.objects.filter(candidate=candidate, verdict=Review.Verdict.APPROVED).exists():
        raise NotApproved(_("A second person has to approve this first."))
    if edition_of(candidate):
        raise AlreadyPublished(_("This has been published or scheduled already."))
    privacy.require_allowed(payloads.from_bytes(bytes(candidate.content)))
    return record


def _require_reason(reason: str) -> None:
    if not characters.written(reason):
        raise Refused(_("Say why; the ledger keeps the reason."))


def _require_note(record: Record, note: Mapping[str, str]) -> None:
    interval = Interval.objects.covering(clock.now()).filter(record=record.uuid).select_related("payload").first()
    languages = sorted(payloads.from_bytes(bytes(interval.payload.content)).texts) if interval else []
    if untold := [language for language in languages if not characters.written(note.get(language, ""))]:
        raise NoteMissing(_("Tell readers why, in: %(languages)s.") % {"languages": ", ".join(untold)})


def _record(uuid: UUID) -> Record:
    return Record.objects.get(uuid=uuid)


def _done(act: str, edition: Edition, record: Record, *, by: User) -> Edition:
    number = intervals.number_of(edition, at=edition.release.instant) if act == Act.PUBLISH else COMING
    _touched(act, record, by=by, edition=number, digest=edition.payload_id)
    return edition


def _touched(act: str, record: Record, *, by: User, **details: Any) -> None:
    rebuilding.refresh(record.uuid)
    _noted(act, record, by=by, **details)


def _noted(act: str, record: Record, *, by: User, **details: Any) -> None:
    audit.note(act, by=by, kind=record.kind, record=record.uuid, about=record.title() or record.slug, **details)
