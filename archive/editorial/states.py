"""Where each record stands, stored: only so can many be asked at once. What is stored follows from what was done.

Between two acts only time changes a state, and there is one instant at most at which it does: that at which what is
scheduled begins to stand. So it is asked twice, for now and for then, by the same rules that ``situation`` shows.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from archive import clock, rows
from archive.catalogue import migrating, rebuilding
from archive.editions import intervals
from archive.editions.models import Interval
from archive.records.base import Record

from .models import Candidate, RecordState, Review, State
from .submissions import Submissions

# When a span begins and ends, and what stands in it: the state of an interval.
Spanning = tuple[datetime, datetime, str]

# So many are derived in one transaction.
AT_ONCE: Final = 500
# So many are found first and put in order then; of more, each is asked as a list comes to it in its order.
FEW: Final = 2000
# Both ask for what is so now: until something changes, and where it has changed.
_STILL: Final = "FROM archive_recordstate WHERE state = %s {of_kind} AND (changes_at IS NULL OR changes_at > %s)"
_BY_NOW: Final = "FROM archive_recordstate WHERE next_state = %s {of_kind} AND changes_at <= %s"
_IN_STATE: Final = f"SELECT {{what}} {_STILL} UNION ALL SELECT {{what}} {_BY_NOW}"
_NOW: Final = """
SELECT record_id, CASE WHEN changes_at <= %s THEN next_state ELSE state END
FROM archive_recordstate WHERE record_id IN ({})"""
_WAITING: Final = """
SELECT candidate_id FROM archive_recordstate
WHERE waiting = %s {of_kinds} AND (changes_at IS NULL OR changes_at > %s)
UNION ALL SELECT candidate_id FROM archive_recordstate
WHERE next_waiting = %s {of_kinds} AND changes_at <= %s"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The state of a record at an instant, and where its last candidate stands, if that waits for somebody."""

    state: State
    waiting: State | None


# --- the rules ----------------------------------------------------------------------------------------


def stand(found: Submissions, standing: str) -> Stand:
    """How the record stands of which all this was ``found``.

    ``standing`` is the state of the interval that covers the instant; empty if readers have nothing of it.
    """
    waiting = _waiting(found)
    return Stand(state=_state(found, standing, waiting), waiting=waiting)


def _waiting(found: Submissions) -> State | None:
    candidate = found.last
    if candidate is None:
        return None
    verdict = found.verdict(candidate)
    if verdict == Review.Verdict.RETURNED:
        return State.RETURNED
    if found.is_overtaken(candidate):
        return State.OVERTAKEN
    if found.is_stale(candidate) or found.became(candidate):
        return None
    return State.APPROVED if verdict else State.IN_REVIEW


def _state(found: Submissions, standing: str, waiting: State | None) -> State:
    is_stale = found.last is None or found.is_stale(found.last)
    if standing == Interval.State.WITHDRAWN:
        return State.WITHDRAWN
    if waiting and not is_stale:
        return waiting
    if found.history.pending(found.now):
        return State.DIFFERS if found.goes_out_otherwise() else State.SCHEDULED
    if waiting == State.OVERTAKEN:
        return State.OVERTAKEN
    if standing and found.is_changed():
        return State.CHANGED
    if standing:
        return State.MERGED if standing == Interval.State.MERGED else State.PUBLISHED
    if found.record.merged_into_id:
        return State.MERGED
    return State.RETURNED if waiting == State.RETURNED else State.DRAFT


# --- asking -------------------------------------------------------------------------------------------


def states(records: Collection[Record]) -> dict[int, State]:
    """Primary key → the state now, for a whole list. One query at most."""
    keys = [record.pk for record in records]
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NOW.format(", ".join(["%s"] * len(keys))), [clock.now(), *keys])
        return {key: State(state) for key, state in cursor.fetchall()}


def in_state(records: QuerySet[Any], state: str, *, counted: int | None = None) -> QuerySet[Any]:
    """Those of ``records`` that are in ``state`` now: so many of their kind, if that was ``counted``."""
    kind = records.model.KIND
    if (count(kind, state, most=FEW + 1) if counted is None else counted) <= FEW:
        return records.filter(pk__in=RawSQL(*_in_state(kind, state, "record_id")))
    now = clock.now()
    still = Q(state=state) & (Q(changes_at=None) | Q(changes_at__gt=now))
    by_now = Q(next_state=state, changes_at__lte=now)
    # A planner knows from this how many there are of it; of a CASE it knows nothing.
    return records.filter(Exists(RecordState.objects.filter(still | by_now, record=OuterRef("pk"))))


def count(kind: str, state: str, *, most: int) -> int:
    """How many records of ``kind``, or of all if it is empty, are in ``state`` now; they are counted up to ``most``."""
    found, asked = _in_state(kind, state, "1")  # an index has it all
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({found} LIMIT {most}) AS found", asked)
        return int(cursor.fetchone()[0])


def waiting(state: State, now: datetime | None = None, *, kinds: Sequence[str] = ()) -> QuerySet[Candidate]:
    """The last candidates of records that are ``state`` and wait for somebody, without their contents.

    ``kinds``: only of these. What waits may be many, of which none is of them.
    """
    now = now or clock.now()
    of_kinds = f"AND kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    told = [state, *kinds, now] * 2
    return Candidate.objects.filter(pk__in=RawSQL(_WAITING.format(of_kinds=of_kinds), told)).defer("content")


def _in_state(kind: str, state: str, what: str) -> tuple[str, list[Any]]:
    """Asks for ``what`` of each of them."""
    of_kind, kinds = ("AND kind = %s", [kind]) if kind else ("", [])
    now = clock.now()
    return _IN_STATE.format(what=what, of_kind=of_kind), [state, *kinds, now, state, *kinds, now]


# --- storing ------------------------------------------------------------------------------------------


def keep(*found: Submissions) -> None:
    """Store how records stand after an act of which all is known: nobody else acts on them meanwhile. One statement."""
    _write([_stored(one, _to_last(one)) for one in found])


def _to_last(found: Submissions) -> list[Spanning]:
    stood = intervals.intervals(span for span in found.history.spans if span.end > found.now)
    return [(one.live_from, one.live_until, one.state) for one in stood]


def derive(records: Collection[int]) -> None:
    """Store how ``records`` (their primary keys) stand, as the database says. Call it at the end of a transaction."""
    if not records:
        return
    if connection.vendor == "postgresql":  # nobody else derives them from what was there before; SQLite has one writer
        list(RecordState.objects.filter(record__in=records).order_by("record").select_for_update().values_list("pk"))
    now = clock.now()
    found = Submissions.of_each(records, now=now)
    spans = _spans([one.record.uuid for one in found if one.history.acts], now)
    _write([_stored(one, spans.get(one.record.uuid, ())) for one in found])


def derive_all(progress: Callable[[int, int], None], *, missing: bool = False) -> int:
    """Derive the states of all records anew, or those that are ``missing``, some at a time; returns how many.

    ``progress`` is told how many are done, and of how many.
    """
    records = Record.objects.filter(stored_state=None) if missing else Record.objects.all()
    total, done, after = records.count(), 0, 0
    while batch := list(records.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            derive(batch)
        done, after = done + len(batch), batch[-1]
        progress(done, max(done, total))
    return done


def derive_after_saving(record: Record, **sent: Any) -> None:
    """Receiver of ``saved``."""
    derive([record.pk])


def derive_after_migrate(sender: AppConfig, using: str, verbosity: int = 1, **sent: Any) -> None:
    """Receiver of ``post_migrate``: records that were there before their states are found by them too."""
    tables = {Record._meta.db_table, RecordState._meta.db_table}
    if using != DEFAULT_DB_ALIAS or not tables <= set(connection.introspection.table_names()):
        return
    if Record.objects.filter(stored_state=None).exists():
        told = migrating.progress_bar(sys.stdout, "Deriving states") if verbosity else rebuilding.silently
        derive_all(told, missing=True)


def _stored(found: Submissions, spans: Collection[Spanning]) -> RecordState:
    """``spans`` are those that have not ended: when each begins and ends, and what stands in it."""
    now = found.now
    to_come = [begin for begin, _end, _state in spans if begin > now]
    to_come += [edition.release.instant for edition in found.history.issued.values() if edition.release.instant > now]
    # More than one only if somebody set the clock back: the ledger's own does not go.
    changes_at = max(to_come, default=None)
    stands = stand(found, _standing(spans, now))
    then = stand(found.after(found.history, now=changes_at), _standing(spans, changes_at)) if changes_at else None
    return RecordState(
        record_id=found.record.pk,
        kind=found.record.kind,
        state=stands.state,
        waiting=stands.waiting,
        changes_at=changes_at,
        next_state=then.state if then else None,
        next_waiting=then.waiting if then else None,
        goes_out_otherwise=found.goes_out_otherwise(),
        candidate_id=found.last.pk if found.last else None,
    )


def _standing(spans: Iterable[Spanning], instant: datetime) -> str:
    return next((state for begin, end, state in spans if begin <= instant < end), "")


def _spans(records: Collection[UUID], now: datetime) -> dict[UUID, list[Spanning]]:
    found: dict[UUID, list[Spanning]] = {record: [] for record in records}
    if found:
        lasting = Interval.objects.filter(record__in=records, live_until__gt=now)
        for record, begin, end, state in lasting.values_list("record", "live_from", "live_until", "state"):
            found[record].append((begin, end, state))
    return found


def _write(stored: Sequence[RecordState]) -> None:
    rows.insert(stored, instead_of=("record_id",))
