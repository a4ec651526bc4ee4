"""What the trail tells of each act beside who did what and when: number, instant, reason, remark, and where it stands.

The trail holds no keys, so that it outlives what it speaks of. An act is found by its record and by when it was done.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive.audit import AuditEvent
from archive.editions.models import Act, ChangeKind, LedgerEntry
from archive.editions.reasons import REASONS
from archive.editorial.models import Candidate, Review, SecondOpinion
from archive.records.base import Record
from archive.templatetags.desk import moment

from .links import address, record_url

# The ledger may run ahead by less: no two of its acts are of the same instant.
AHEAD: Final = timedelta(milliseconds=1)
VERDICTS: Final = (*Review.Verdict.values,)
# What is told of what was submitted, and of the ledger.
_OF_CANDIDATES: Final = ("record", "uuid", "submitted_at", "change", "remark")
_OF_LEDGER: Final = ("record", "act", "at", "instant", "reason_class", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """``at`` is when it was done. ``url`` leads to what was submitted, or to the ledger."""

    at: datetime
    said: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a list shows of one act: the address of its record, if that is still there, and what is told."""

    record_url: str = ""
    said: str = ""
    url: str = ""


@dataclass(slots=True)
class _Found:
    by_act: dict[tuple[UUID | None, str], list[Told]] = field(default_factory=lambda: defaultdict(list))

    def last(self, event: AuditEvent) -> Told | None:
        """The act of this name on this record that ``event`` was written down for."""
        before = (one for one in self.by_act[event.record, event.act] if one.at <= event.at + AHEAD)
        return max(before, key=lambda one: one.at, default=None)


def shown(events: Collection[AuditEvent]) -> dict[int, Shown]:
    """Key → what a list shows of each of ``events``. Five queries, however many there are."""
    about = {event.record for event in events if event.record}
    records = {one.uuid: one for one in Record.objects.filter(uuid__in=about).only("uuid", "kind")} if about else {}
    found = _Found()
    for key, told in _all_told(records, events):
        found.by_act[key].append(told)
    return {event.pk: _shown(event, records, found.last(event)) for event in events}


def _shown(event: AuditEvent, records: Mapping[UUID, Record], told: Told | None) -> Shown:
    said = [*_number(event), *(told.said if told else ())]
    record = records.get(event.record) if event.record else None
    return Shown(record_url=record_url(record) if record else "", said=" · ".join(said), url=told.url if told else "")


def _number(event: AuditEvent) -> Iterator[str]:
    number, year = (event.details.get(name) for name in ("edition", "from_year"))
    if isinstance(year, int):
        yield _("from the statement of %(year)s") % {"year": year}
    if isinstance(number, int):
        yield _("Edition %(number)s") % {"number": number}


def _all_told(records: Mapping[UUID, Record], events: Collection[AuditEvent]) -> Iterator[tuple[Any, Told]]:
    acts = {event.act for event in events}
    if records and acts & {"submit", *VERDICTS}:
        yield from _submitted(records)
    if records and acts & {*SecondOpinion.Verdict.values}:
        yield from _opinions(records)
    if acts & {*Act.values}:
        yield from _ledger(records)
    if Act.RESCHEDULE in acts:
        yield from _moved(events)


def _submitted(records: Mapping[UUID, Record]) -> Iterator[tuple[Any, Told]]:
    uuids = {one.pk: uuid for uuid, one in records.items()}
    found = Candidate.objects.filter(record__in=uuids, companion_of=None)
    reviewed = found.values_list("review__verdict", "review__at", "review__remark", *_OF_CANDIDATES)
    for verdict, reviewed_at, reason, record, uuid, at, change, remark in reviewed:
        key, url = uuids[record], address("review", uuid)
        yield (key, "submit"), Told(at=at, said=(str(ChangeKind(change).label), *_quoted(remark)), url=url)
        if verdict:
            yield (key, verdict), Told(at=reviewed_at, said=(*_quoted(reason),), url=url)


def _opinions(records: Mapping[UUID, Record]) -> Iterator[tuple[Any, Told]]:
    for one in SecondOpinion.objects.filter(record__in=records.values()).select_related("record"):
        what, key = ("review", one.review_id) if one.review_id else ("act", one.act_id)
        url = address("second_opinion", what, key)
        yield (one.record.uuid, one.verdict), Told(at=one.at, said=(*_quoted(one.remark),), url=url)


def _ledger(records: Mapping[UUID, Record]) -> Iterator[tuple[Any, Told]]:
    for one in LedgerEntry.objects.filter(record__in=records).only(*_OF_LEDGER):
        yield (one.record, one.act), Told(at=one.at, said=(*_of_ledger(one),), url=_ledger_url(one))


def _moved(events: Collection[AuditEvent]) -> Iterator[tuple[Any, Told]]:
    """Moving a release is about no record: it is found by the instant to which that was moved."""
    instants = [event.details.get("instant") for event in events if event.act == Act.RESCHEDULE]
    wanted = [datetime.fromisoformat(one) for one in instants if isinstance(one, str)]
    for one in LedgerEntry.objects.filter(act=Act.RESCHEDULE, instant__in=wanted):
        yield (None, one.act), Told(at=one.at, said=(*_of_ledger(one),), url=_ledger_url(one))


def _of_ledger(entry: LedgerEntry) -> Iterator[str]:
    if entry.act in (Act.SCHEDULE, Act.RESCHEDULE):
        yield _("for %(when)s") % {"when": moment(entry.instant)}
    if entry.reason_class in REASONS:
        yield str(REASONS[entry.reason_class].label)
    yield from _quoted(entry.reason)


def _ledger_url(entry: LedgerEntry) -> str:
    return address("archive_ledgerentry_change", entry.pk)


def _quoted(words: str) -> Iterator[str]:
    if words:
        yield f"“{words}”"
