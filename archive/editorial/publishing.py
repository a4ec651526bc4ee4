"""Through the door: what was approved becomes an edition, now or at its instant; what was published is withdrawn."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from archive import audit, characters, clock
from archive.catalogue import rebuilding
from archive.catalogue.models import Row
from archive.editions import acts, ledger
from archive.editions.acts import Refused, Replacement
from archive.editions.histories import History, Span
from archive.editions.ledger import LedgerWriter
from archive.editions.models import Act, Edition, Interval, Release
from archive.editions.reasons import UNNAMED
from archive.records.base import Record, leading

from . import coming, companions, privacy, sensitivity, states, trail
from .claiming import claimed
from .coming import LEFT_BEHIND
from .models import Candidate, Review
from .people import User
from .permissions import require
from .reviewing import BY_ITSELF, NoteMissing, StaleDigest, require_current
from .submissions import Submissions

# How the trail calls an edition that is still to come: it has no number before it stands.
COMING: Final = "coming"


class NotApproved(Refused):
    """Nobody but its authors has read this, or it was returned."""


class AlreadyPublished(Refused):
    """This candidate is an edition already."""


class WaitsForRelease(Refused):
    """The candidate names what becomes public only with a certain release."""


def publish(
    candidate: Candidate, *, by: User, digest: str, reason: str = "", together: Mapping[Candidate, str] = BY_ITSELF
) -> Edition:
    """Make an approved candidate public now, and ``together`` with it others, each with the digest on the page."""
    with _opened({candidate: digest, **together}, by=by, reason=reason) as (writer, records):
        _require_release(records, writer.now)
        approved = [one.approved() for one in records]
        issued = acts.publish(approved, zone=settings.MEMORIAL_TIME_ZONE, writer=writer)
        numbers = [writer.history(one.record).number_of(one) for one in issued]
        _issued(Act.PUBLISH, records.values(), issued, numbers, writer)
    return issued[0]


def schedule(
    candidate: Candidate,
    *,
    by: User,
    digest: str,
    release: Release,
    reason: str = "",
    together: Mapping[Candidate, str] = BY_ITSELF,
) -> Edition:
    """Make an approved candidate public from the instant of ``release`` on, and ``together`` with it others.

    Nothing has to run then.
    """
    with _opened({candidate: digest, **together}, by=by, reason=reason) as (writer, records):
        _require_release(records, release.instant)
        issued = acts.schedule([one.approved() for one in records], release=release, writer=writer)
        _issued(Act.SCHEDULE, records.values(), issued, [COMING] * len(issued), writer)
    return issued[0]


def replace(candidate: Candidate, *, by: User, digest: str, scheduled: Edition, reason: str = "") -> Edition:
    """Put an approved candidate in the place of what is ``scheduled`` of its record, at the same instant.

    Its companions come along: other records' coming editions that bear a name which it changes.
    """
    return _replace({candidate: digest}, lambda edition: edition.pk == scheduled.pk, by=by, reason=reason)[0]


def replace_in(
    release: Release, mends: Mapping[Candidate, str], *, by: User, reason: str, seen: str | None = None
) -> list[Edition]:
    """Put approved candidates, each with the digest on the page, in the place of what is to come with ``release``, in
    one act, if that is still ``seen``; and with them their companions.
    """

    def is_meant(edition: Edition) -> bool:
        _require_seen(release, seen)
        return edition.release_id == release.pk

    return _replace(mends, is_meant, by=by, reason=reason)


def _replace(
    decided: Mapping[Candidate, str], is_meant: Callable[[Edition], bool], *, by: User, reason: str
) -> list[Edition]:
    along = _companions(decided)
    with _opened(decided, along=along, by=by, reason=reason) as (writer, locked):
        own = [_in_place_of(writer.history(record.uuid), one, is_meant, writer) for one, record in locked.items()]
        replaced = [*own, *companions.replacements(along)]
        privacy.require_allowed(*(one.approved.payload for one in replaced[len(own) :]))
        issued = acts.replace(replaced, writer=writer)
        coming.require_known([one.record for one in issued], now=writer.now, otherwise=LEFT_BEHIND)
        others = _records(issued[len(own) :])
        records = {record.uuid: record for record in locked.values()} | others
        for one, edition in zip(replaced, issued, strict=True):
            _replaced(records[edition.record], one.edition, edition, writer)
        states.derive([one.pk for one in others.values()])
    return issued


def _companions(candidates: Collection[Candidate]) -> list[Candidate]:
    """Those of records of which nothing else is decided on."""
    own = {one.record_id for one in candidates}
    return [one for each in candidates for one in companions.of(each) if one.record_id not in own]


def _in_place_of(
    history: History, candidate: Candidate, is_meant: Callable[[Edition], bool], writer: LedgerWriter
) -> Replacement:
    scheduled = history.pending(writer.now)
    if scheduled is None or not is_meant(scheduled):
        raise StaleDigest(_("Something else is scheduled by now. Read it again before you decide."))
    _require_release([candidate], scheduled.release.instant)
    return Replacement(edition=scheduled, approved=candidate.approved())


@transaction.atomic
def plan_release(*, by: User, wall: datetime, zone: str, title: str = "") -> Release:
    """A coming instant that candidates may be scheduled for. ``wall`` is naive, in ``zone``."""
    require(by, "publish")
    clock.require_place(zone)
    release = acts.plan(wall=wall, zone=zone, title=title)
    audit.note("plan", by=by, about=str(release), instant=release.instant.isoformat())
    return release


def as_seen(release: Release) -> str:
    """Names the instant of ``release``, and what comes with it: whoever decides on it by a page has seen that."""
    instant = Release.objects.values_list("instant", flat=True).get(pk=release.pk)
    issued = release.editions.aggregate(last=Max("pk"), recalled=Count("acts", filter=Q(acts__act=Act.RECALL)))
    return f"{instant.isoformat()} {issued['last']} {issued['recalled']}"


def reschedule(
    release: Release, *, by: User, wall: datetime, zone: str, reason: str, seen: str | None = None
) -> Release:
    """Move a coming release and all its editions, if it is still ``seen``. ``wall`` is naive, in ``zone``."""
    with _decided(release, by=by, reason=reason, seen=seen) as writer:
        clock.require_place(zone)
        release, moved = acts.reschedule(release, wall=wall, zone=zone, writer=writer)
        _moved(release, moved, writer)
    return release


def release_now(release: Release, *, by: User, reason: str, seen: str | None = None) -> list[Edition]:
    """Make all that is to come with ``release`` public now, in one act, if that is still ``seen``; returns that.

    Documents keep their dates.
    """
    with _decided(release, by=by, reason=reason, seen=seen) as writer:
        release, moved = acts.release_now(release, writer=writer)
        _moved(release, moved, writer)
    return moved


def recall_all(release: Release, *, by: User, reason: str, seen: str | None = None) -> list[Edition]:
    """Take back all that is to come with ``release``, in one act, if that is still ``seen``; returns that."""
    with _decided(release, by=by, reason=reason, seen=seen) as writer:
        editions = acts.pending(release=release, now=writer.now)
        writer.histories(edition.record for edition in editions)
        for edition in editions:
            acts.recall(edition, writer=writer)
        coming.require_known([edition.record for edition in editions], now=writer.now)
        _recalled(editions, writer, edition=COMING)
    return editions


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
    candidates: Mapping[Candidate, str], *, along: Collection[Candidate] = (), by: User, reason: str
) -> Iterator[tuple[LedgerWriter, dict[Candidate, Record]]]:
    """The ledger, to make approved candidates editions, each with the digest that was on the page; and their records.

    Nobody else decides on these meanwhile, or changes the level of a person whom one of them names, or what goes
    ``along`` with them.
    """
    require(by, "publish")
    with transaction.atomic():
        named = privacy.named(one.payload for one in (*candidates, *along))
        locked = claimed(candidates, beside=named)
        records = {one: locked[one.record_id] for one in candidates}
        lead, *others = (one.uuid for one in records.values())
        with ledger.opened(by=by, reason=reason, about=lead) as writer:
            writer.histories(others)
            found = [_require_approved(*each, records, writer=writer) for each in candidates.items()]
            privacy.require_allowed(*(one.payload for one in candidates))
            sensitivity.require_looked_at(candidates)
            yield writer, records
            states.keep(*(one.after(writer.history(one.record.uuid), now=clock.now()) for one in found))


@contextmanager
def _decided(release: Release, *, by: User, reason: str, seen: str | None) -> Iterator[LedgerWriter]:
    """The ledger, to decide on all of ``release``: nothing joins or leaves what was ``seen`` of it meanwhile."""
    require(by, "publish")
    _require_reason(reason)
    with transaction.atomic(), ledger.opened(by=by, reason=reason) as writer:
        _require_seen(release, seen)
        yield writer


def _require_seen(release: Release, seen: str | None) -> None:
    if seen is not None and seen != as_seen(release):
        raise StaleDigest(_("This release has changed. Read it again before you decide."))


def _require_approved(
    candidate: Candidate, digest: str, records: Mapping[Candidate, Record], *, writer: LedgerWriter
) -> Submissions:
    """Returns what was submitted of its record."""
    record = records[candidate]
    found = Submissions.of(record, writer.history(record.uuid), now=writer.now)
    with acts.telling_of(record) if len(records) > 1 else nullcontext():
        require_current(candidate, found, digest=digest)
        if found.verdict(candidate) not in Review.PASSING:
            raise NotApproved(_("A second person has to approve this first."))
        if found.became(candidate):
            raise AlreadyPublished(_("This has been published or scheduled already."))
    return found


def _require_release(candidates: Collection[Candidate], instant: datetime) -> None:
    if any(one.release and instant < one.release.instant for one in candidates):
        raise WaitsForRelease(_("It names what becomes public only later. Schedule it for that release."))


def _require_reason(reason: str) -> None:
    if not characters.written(reason):
        raise Refused(_("Say why; the ledger keeps the reason."))


def _require_note(stands: Span | None, note: Mapping[str, str]) -> None:
    languages = sorted(stands.edition.payload.held.texts) if stands else []
    if untold := [language for language in languages if not characters.written(note.get(language, ""))]:
        raise NoteMissing(_("Tell readers why, in: %(languages)s.") % {"languages": ", ".join(untold)})


def _moved(release: Release, editions: Collection[Edition], writer: LedgerWriter) -> None:
    coming.require_known([edition.record for edition in editions], now=writer.now)
    coming.require_all_known(editions)
    # All there ever were: its instant may have come meanwhile.
    records = release.editions.order_by("record").values_list("record", flat=True).distinct()
    rebuilding.refresh_several(writer.histories(records))
    _derive_states([edition.record for edition in editions])
    audit.note(Act.RESCHEDULE, by=writer.by, about=str(release), instant=release.instant.isoformat())


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


def _issued(
    act: str, records: Collection[Record], issued: Collection[Edition], numbers: Collection[Any], writer: LedgerWriter
) -> None:
    rebuilding.refresh(*writer.histories(one.uuid for one in records))
    for record, edition, number in zip(records, issued, numbers, strict=True):
        told = {"edition": number, "digest": edition.payload_id}
        trail.note(act, record, by=writer.by, title=leading(edition.payload.held.titles()), **told)


def _touched(act: str, record: Record, writer: LedgerWriter, **details: Any) -> None:
    rebuilding.refresh(writer.history(record.uuid))
    trail.note(act, record, by=writer.by, **details)
