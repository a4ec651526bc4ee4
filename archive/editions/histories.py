"""All that was done to one record, read at once; and what stands when, which follows from it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any, Final, Self
from uuid import UUID

from django.db import connection

from archive.prepared import Columns, found, places

from .models import FOREVER, Act, Edition, LedgerEntry, Release, StoredPayload
from .reasons import UNNAMED

Moment = tuple[datetime, int, Edition | LedgerEntry]

# Acts, each with its edition, and that with its release and payload. Every verb asks this.
_ACT: Final = Columns(LedgerEntry)
_EDITION: Final = Columns(Edition)
_RELEASE: Final = Columns(Release)
_PAYLOAD: Final = Columns(StoredPayload)
_ACTS: Final = f"""
SELECT {_ACT.of("act")}, {_EDITION.of("edition")}, {_RELEASE.of("release")}, {_PAYLOAD.of("payload")}
FROM archive_ledgerentry AS act LEFT JOIN archive_edition AS edition ON edition.id = act.edition_id
LEFT JOIN archive_release AS release ON release.id = edition.release_id
LEFT JOIN archive_storedpayload AS payload ON payload.digest = edition.payload_id
WHERE act.record IN ({{}}) {{}} ORDER BY act.seq"""
_OR_THE_LAST: Final = "OR act.seq = (SELECT MAX(seq) FROM archive_ledgerentry)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in which one edition, or the notice of its withdrawal, stands. ``seq`` is the act that began it.

    ``at_once``: it began with that act, and was not waited for. ``is_again``: the edition stood before, and was
    reinstated.
    """

    edition: Edition
    number: int
    begin: datetime
    end: datetime
    seq: int
    at_once: bool
    withdrawal: LedgerEntry | None
    is_again: bool

    def covers(self, instant: datetime) -> bool:
        return self.begin <= instant < self.end


@dataclass(frozen=True)
class History:
    """The acts on one record, the first one first: each with its edition, and that with its release and payload.

    Releases are as they were when this was read.
    """

    record: UUID
    acts: tuple[LedgerEntry, ...] = ()

    @classmethod
    def of(cls, record: UUID) -> Self:
        """One query."""
        return cls(record, tuple(_acts([record])))

    @classmethod
    def of_each(cls, records: Collection[UUID]) -> dict[UUID, Self]:
        """One query for all of them."""
        acts: dict[UUID | None, list[LedgerEntry]] = defaultdict(list)
        for act in _acts(records):
            acts[act.record].append(act)
        return {record: cls(record, tuple(acts[record])) for record in records}

    @classmethod
    def beside_head(cls, record: UUID) -> "tuple[Self, LedgerEntry | None]":
        """The same of one record, and the last act of all, on whatever record. One query."""
        acts = _acts([record], _OR_THE_LAST)
        return cls(record, tuple(act for act in acts if act.record == record)), acts[-1] if acts else None

    def and_then(self, act: LedgerEntry) -> Self:
        """The same after one more ``act``."""
        return type(self)(self.record, (*self.acts, act))

    @cached_property
    def issued(self) -> dict[int, Edition]:
        """Every edition that was not recalled, by the place in the ledger at which it was issued."""
        recalled = {act.edition_id for act in self.acts if act.act == Act.RECALL}
        issuing = (act for act in self.acts if act.act in (Act.PUBLISH, Act.SCHEDULE))
        return {act.seq: act.edition for act in issuing if act.edition and act.edition_id not in recalled}

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """What stands when, from its first edition until for ever.

        An edition begins at its release and ends where the next thing begins: a later edition, a withdrawal,
        a reinstatement. Recalled editions never stood, and neither did what another one met at its very instant:
        numbers are given to what stands.
        """
        waited_for = {act.seq for act in self.acts if act.act == Act.SCHEDULE}
        return tuple(_spans(self._moments(), waited_for))

    def at(self, instant: datetime) -> Span | None:
        """What stands at ``instant``."""
        return next((span for span in self.spans if span.covers(instant)), None)

    def withdrawal(self, instant: datetime) -> LedgerEntry | None:
        """The act by which it is withdrawn at ``instant``."""
        span = self.at(instant)
        return span.withdrawal if span else None

    def pending(self, now: datetime) -> Edition | None:
        """The edition that is still to come: there is never another one."""
        return next((one for one in self.issued.values() if one.release.instant > now), None)

    def number_of(self, edition: Edition) -> int | None:
        """The number by which readers know ``edition`` from its beginning on."""
        return next((span.number for span in self.spans if span.edition.pk == edition.pk), None)

    @property
    def is_unnamed(self) -> bool:
        """Whether nobody is told the name of the record any more."""
        last = self.spans[-1].withdrawal if self.spans else None
        return last is not None and last.reason_class in UNNAMED

    def _moments(self) -> list[Moment]:
        moments: list[Moment] = [(edition.release.instant, seq, edition) for seq, edition in self.issued.items()]
        moments += [(act.at, act.seq, act) for act in self.acts if act.act in (Act.WITHDRAW, Act.REINSTATE)]
        return sorted(moments, key=lambda moment: moment[:2])


def _acts(records: Collection[UUID], or_others: str = "") -> list[LedgerEntry]:
    if not records:
        return []
    written = LedgerEntry._meta.get_field("record").get_db_prep_value
    asked = _ACTS.format(places(records), or_others)
    return [_act(iter(row)) for row in found(asked, [written(record, connection) for record in records])]


def _act(values: Iterator[Any]) -> LedgerEntry:
    parts: list[Any] = [each.read([*islice(values, len(each))]) for each in (_ACT, _EDITION, _RELEASE, _PAYLOAD)]
    act, edition, release, payload = parts
    edition.release, edition.payload = release, payload
    act.edition = edition if act.edition_id else None
    entry: LedgerEntry = act
    return entry


def _spans(moments: Iterable[Moment], waited_for: Collection[int]) -> Iterator[Span]:
    moments = list(moments)
    ends = [*(begin for begin, _seq, _what in moments[1:]), FOREVER]
    numbers: dict[int, int] = {}
    current: Edition | None = None
    for (begin, seq, what), end in zip(moments, ends, strict=False):
        current = what if isinstance(what, Edition) else current
        if current and end > begin:
            stood_before = current.pk in numbers
            number = numbers.setdefault(current.pk, len(numbers) + 1)
            withdrawal = what if isinstance(what, LedgerEntry) and what.act == Act.WITHDRAW else None
            yield Span(
                edition=current,
                number=number,
                begin=begin,
                end=end,
                seq=seq,
                at_once=seq not in waited_for,
                withdrawal=withdrawal,
                is_again=stood_before and withdrawal is None,
            )
