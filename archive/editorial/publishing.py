"""Through the door: what was approved becomes an edition, now or at its instant; what was published is withdrawn."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive import audit, characters, clock
from archive.catalogue import rebuilding
from archive.catalogue.models import Row
from archive.editions import acts, ledger
from archive.editions.acts import Refused, Replacement
from archive.editions.histories import Span
from archive.editions.ledger import LedgerWriter
from archive.editions.models import Act, Edition, Interval, Release
from archive.editions.reasons import UNNAMED
from archive.records.base import Record

from . import coming, companions, privacy, states, trail
from .coming import LEFT_BEHIND
from .models import Candidate, Review
from .people import User
from .permissions import require
from .reviewing import NoteMissing, StaleDigest, claimed, require_current
from .submissions import Submissions

# How the trail calls an edition that is still to come: it has no number before it stands.
COMING: Final = "coming"


class NotApproved(Refused):
    """Nobody but its authors has read this, or it was returned."""


class AlreadyPublished(Refused):
    """This candidate is an edition already."""


class WaitsForRelease(Refused):
    """The candidate names what becomes public only with a certain release."""


def publish(candidate: Candidate, *, by: User, digest: str, reason: str = "") -> Edition:
    """Make an approved candidate public now."""
    with _opened(candidate, by=by, digest=digest, reason=reason) as (writer, record):
        _require_release(candidate, writer.now)
        edition = acts.publish(candidate.approved(), zone=settings.MEMORIAL_TIME_ZONE, writer=writer)
        number = writer.history(record.uuid).number_of(edition)
        _touched(Act.PUBLISH, record, writer, edition=number, digest=edition.payload_id)
    return edition


def schedule(candidate: Candidate, *, by: User, digest: str, release: Release, reason: str = "") -> Edition:
    """Make an approved candidate public from the instant of ``release`` on; nothing has to run then."""
    with _opened(candidate, by=by, digest=digest, reason=reason) as (writer, record):
        _require_release(candidate, release.instant)
        edition = acts.schedule(candidate.approved(), release=release, writer=writer)
        _touched(Act.SCHEDULE, record, writer, edition=COMING, digest=edition.payload_id)
    return edition


def replace(candidate: Candidate, *, by: User, digest: str, scheduled: Edition, reason: str = "") -> Edition:
    """Put an approved candidate in the place of what is ``scheduled`` of its record, at the same instant.

    Its companions come along: other records' coming editions that bear a name which it changes.
    """
    along = companions.of(candidate)
    with _opened(candidate, *along, by=by, digest=digest, reason=reason) as (writer, record):
        if scheduled.record != record.uuid or scheduled.release.instant <= writer.now:
            raise StaleDigest(_("Something else is scheduled by now. Read it again before you decide."))
        _require_release(candidate, scheduled.release.instant)
        replaced = [Replacement(edition=scheduled, approved=candidate.approved()), *companions.replacements(along)]
        privacy.require_allowed(*(one.approved.payload for one in replaced[1:]))
        issued = acts.replace(replaced, writer=writer)
        coming.require_known([one.record for one in issued], now=writer.now, otherwise=LEFT_BEHIND)
        others = _records(issued[1:])
        records = {record.uuid: record} | others
        for one, edition in zip(replaced, issued, strict=True):
            _replaced(records[edition.record], one.edition, edition, writer)
        states.derive([one.pk for one in others.values()])
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
    with ledger.opened(by=by, reason=reason) as writer:
        release, moved = acts.reschedule(release, wall=wall, zone=zone, writer=writer)
        coming.require_known([edition.record for edition in moved], now=writer.now)
        coming.require_all_known(moved)
        # All there ever were: its instant may have come meanwhile.
        records = release.editions.order_by("record").values_list("record", flat=True).distinct()
        rebuilding.refresh_several(writer.histories(records))
        _derive_states([edition.record for edition in moved])
        audit.note(Act.RESCHEDULE, by=by, about=str(release), instant=release.instant.isoformat())
    return release


@transaction.atomic
def recall(edition: Edition, *, by: User, reason: str) -> None:
    """Take back an edition before readers see it. Its release stays, for another edition to take its place."""
    require(by, "publish")
    _require_reason(reason)
    with ledger.opened(by=by, reason=reason, about=edition.record) as writer:
        acts.recall(edition, writer=writer)
        coming.require_known([edition.record], now=writer.now)
        _recalled([edition], writer, edition=COMING)


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
    with ledger.opened(by=by, reason=reason, about=record.uuid) as writer:
        _require_note(writer.history(record.uuid).at(writer.now), note)
        return tuple(_withdraw(record, reason_class=reason_class, note=note, writer=writer))


@transaction.atomic
def reinstate(record: Record, *, by: User, note: Mapping[str, str], reason: str = "") -> None:
    """Undo a withdrawal: the last edition stands again."""
    require(by, "withdraw")
    with ledger.opened(by=by, reason=reason, about=record.uuid) as writer:
        privacy.require_public(record)
        _reinstate(record, note=note, writer=writer)


def _withdraw(record: Record, *, reason_class: str, note: Mapping[str, str], writer: LedgerWriter) -> list[Edition]:
    privacy.require_silence(record, reason_class=reason_class, note=note)
    was_unnamed = writer.history(record.uuid).is_unnamed
    recalled = acts.withdraw(record.uuid, reason_class=reason_class, note=note, writer=writer)
    recalled += _recall_betraying(recalled, writer)
    _touched(Act.WITHDRAW, record, writer, reason_class=reason_class)
    states.derive([record.pk])
    _recalled(recalled, writer)
    for old, for_which in _merged_into(record, writer.now).items():
        if reason_class in UNNAMED and for_which != reason_class:
            recalled += _withdraw(old, reason_class=reason_class, note=note, writer=writer)
        elif reason_class not in UNNAMED and for_which in UNNAMED:
            _reinstate(old, note={}, writer=writer)
    _tell_of_name(record, was_unnamed, writer)
    return recalled


def _recall_betraying(recalled: Collection[Edition], writer: LedgerWriter) -> list[Edition]:
    """Recall what would name others as they will never have been, now that these are ``recalled``; returns that."""
    found: list[Edition] = []
    while recalled:
        recalled = coming.betraying([edition.record for edition in recalled], now=writer.now)
        for edition in recalled:
            acts.recall(edition, writer=writer)
        found += recalled
    return found


def _reinstate(record: Record, *, note: Mapping[str, str], writer: LedgerWriter) -> None:
    was_unnamed = writer.history(record.uuid).is_unnamed
    acts.reinstate(record.uuid, note=note, writer=writer)
    _touched(Act.REINSTATE, record, writer)
    states.derive([record.pk])
    for old, for_which in _merged_into(record, writer.now).items():
        if for_which in UNNAMED:
            _reinstate(old, note={}, writer=writer)
    _tell_of_name(record, was_unnamed, writer)


def _merged_into(record: Record, now: datetime) -> dict[Record, str]:
    """What leads readers to ``record``, or would, were it not withdrawn: with the reason class for which it is."""
    once = Row.objects.filter(into=record.uuid).values("record")
    stands = list(Interval.objects.covering(now).filter(record__in=once).select_related("payload"))
    said = [(one, one.payload.held.merged_into) for one in stands]
    classes = {one.record: one.reason_class for one, into in said if into and into.record == str(record.uuid)}
    return {old: classes[old.uuid] for old in Record.objects.filter(uuid__in=classes)}


def _tell_of_name(record: Record, was_unnamed: bool, writer: LedgerWriter) -> None:
    """What names ``record`` is found and listed by its name, or no longer."""
    if writer.history(record.uuid).is_unnamed != was_unnamed:
        rebuilding.refresh_naming(record.uuid)


@contextmanager
def _opened(
    candidate: Candidate, *along: Candidate, by: User, digest: str, reason: str
) -> Iterator[tuple[LedgerWriter, Record]]:
    """The ledger, to make an approved candidate an edition, and what goes ``along`` with it; and its record.

    Nobody else decides on that meanwhile, or changes the level of a person whom one of these names.
    """
    require(by, "publish")
    with transaction.atomic():
        record = claimed(candidate, beside=privacy.named(one.payload for one in (candidate, *along)))
        with ledger.opened(by=by, reason=reason, about=record.uuid) as writer:
            found = _require_approved(candidate, record, digest=digest, writer=writer)
            yield writer, record
            states.keep(found.after(writer.history(record.uuid), now=clock.now()))


def _require_approved(candidate: Candidate, record: Record, *, digest: str, writer: LedgerWriter) -> Submissions:
    """Returns what was submitted of its record."""
    found = Submissions.of(record, writer.history(record.uuid), now=writer.now)
    require_current(candidate, found, digest=digest)
    if found.verdict(candidate) not in Review.PASSING:
        raise NotApproved(_("A second person has to approve this first."))
    if found.became(candidate):
        raise AlreadyPublished(_("This has been published or scheduled already."))
    privacy.require_allowed(candidate.payload)
    return found


def _require_release(candidate: Candidate, instant: datetime) -> None:
    if candidate.release and instant < candidate.release.instant:
        raise WaitsForRelease(_("It names what becomes public only later. Schedule it for that release."))


def _require_reason(reason: str) -> None:
    if not characters.written(reason):
        raise Refused(_("Say why; the ledger keeps the reason."))


def _require_note(stands: Span | None, note: Mapping[str, str]) -> None:
    languages = sorted(stands.edition.payload.held.texts) if stands else []
    if untold := [language for language in languages if not characters.written(note.get(language, ""))]:
        raise NoteMissing(_("Tell readers why, in: %(languages)s.") % {"languages": ", ".join(untold)})


def _derive_states(records: Collection[UUID]) -> None:
    states.derive(list(Record.objects.filter(uuid__in=records).values_list("pk", flat=True)))


def _records(editions: Collection[Edition]) -> dict[UUID, Record]:
    """The records of these editions. One query."""
    uuids = [edition.record for edition in editions]
    return {one.uuid: one for one in Record.objects.filter(uuid__in=uuids)} if uuids else {}


def _recalled(editions: Collection[Edition], writer: LedgerWriter, **details: Any) -> None:
    records = _records(editions)
    for edition in editions:
        _touched(Act.RECALL, records[edition.record], writer, digest=edition.payload_id, **details)
    states.derive([one.pk for one in records.values()])


def _replaced(record: Record, before: Edition, edition: Edition, writer: LedgerWriter) -> None:
    title = trail.title_of(record)
    trail.note(Act.RECALL, record, by=writer.by, title=title, digest=before.payload_id)
    _touched(Act.SCHEDULE, record, writer, title=title, edition=COMING, digest=edition.payload_id)


def _touched(act: str, record: Record, writer: LedgerWriter, **details: Any) -> None:
    rebuilding.refresh(writer.history(record.uuid))
    trail.note(act, record, by=writer.by, **details)
