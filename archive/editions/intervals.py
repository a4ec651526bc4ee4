"""When each edition of a record stands, as a table: kept in step with every act."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from archive import rows

from .histories import History, Span
from .models import Edition, Interval
from .reasons import ANNOUNCED, REASONS

_SAID = tuple(field.attname for field in Interval._meta.concrete_fields if not field.primary_key)
_said = attrgetter(*_SAID)


def intervals(spans: Iterable[Span]) -> list[Interval]:
    """The rows of these spans, unsaved, each with its payload."""
    return [_interval(span) for span in spans]


def add(history: History) -> None:
    """Store what the last act of ``history`` has begun, and has ended by that: it took nothing away."""
    rows.insert(intervals(history.spans[-2:]), instead_of=("record", "live_from"))


def refresh(histories: Collection[History]) -> None:
    """Derive the stored intervals of these records anew. As many statements for all as for one."""
    Interval.objects.filter(record__in=[history.record for history in histories]).delete()
    rows.insert([row for history in histories for row in intervals(history.spans)])


def renew(histories: Collection[History]) -> None:
    """The same where anything else is stored. Most often nothing is."""
    stored: dict[UUID, list[Any]] = defaultdict(list)
    kept = Interval.objects.filter(record__in=[history.record for history in histories]).order_by("live_from")
    for record, *said in kept.values_list("record", *_SAID):
        stored[record].append(tuple(said))
    others = [one for one in histories if stored[one.record] != list(map(_said, intervals(one.spans)))]
    if others:
        refresh(others)


def number_of(edition: Edition, *, at: datetime) -> int | None:
    """The number by which readers know ``edition``; ``None`` as long as it has not stood ``at`` that instant."""
    stood = Interval.objects.begun(at).filter(edition=edition.pk)
    return stood.values_list("number", flat=True).first()


def _interval(span: Span) -> Interval:
    edition, withdrawal = span.edition, span.withdrawal
    payload = edition.payload.held
    standing = Interval.State.MERGED if payload.merged_into else Interval.State.LIVE
    return Interval(
        record=edition.record,
        kind=edition.kind,
        slug=payload.slug,
        edition=edition.pk,
        number=span.number,
        payload=edition.payload,
        change=edition.change,
        state=Interval.State.WITHDRAWN if withdrawal else standing,
        live_from=span.begin,
        live_until=span.end,
        seq=span.seq,
        at_once=span.at_once,
        announced=bool(withdrawal or span.is_again or edition.change in ANNOUNCED),
        is_again=span.is_again,
        reason_class=withdrawal.reason_class if withdrawal else "",
        withheld=bool(withdrawal and not REASONS[withdrawal.reason_class].shows_text),
        note=withdrawal.note if withdrawal else {},
    )
