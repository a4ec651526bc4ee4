"""When each edition of a record stands: one function, called after every act."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from . import payloads
from .models import FOREVER, Act, Edition, Interval, LedgerEntry
from .reasons import REASONS

Moment = tuple[datetime, int, Edition | LedgerEntry]


def intervals(editions: Iterable[Edition], acts: Iterable[LedgerEntry]) -> list[Interval]:
    """The intervals of one record, from its editions (with release and payload) and all acts on it, unsaved.

    An edition begins at its release and ends where the next thing begins: a later edition, a withdrawal,
    a reinstatement. Recalled editions never stood, and neither did what another one met at its very instant: numbers
    are given to what stands.
    """
    acts = list(acts)
    recalled = {act.edition_id for act in acts if act.act == Act.RECALL}
    issued = {act.edition_id: act.seq for act in acts if act.act in (Act.PUBLISH, Act.SCHEDULE)}
    moments: list[Moment] = [
        (edition.release.instant, issued[edition.pk], edition) for edition in editions if edition.pk not in recalled
    ]
    moments += [(act.at, act.seq, act) for act in acts if act.act in (Act.WITHDRAW, Act.REINSTATE)]
    moments.sort(key=lambda moment: moment[:2])
    ends = [*(begin for begin, _, _ in moments[1:]), FOREVER]
    found: list[Interval] = []
    numbers: dict[int, int] = {}
    current: Edition | None = None
    for (begin, seq, what), end in zip(moments, ends, strict=False):
        current = what if isinstance(what, Edition) else current
        if current and end > begin:
            number = numbers.setdefault(current.pk, len(numbers) + 1)
            act = what if isinstance(what, LedgerEntry) else None
            found.append(_interval(current, number, begin, end, seq, act))
    return found


def refresh(record: UUID) -> None:
    """Derive the stored intervals of ``record`` anew."""
    editions = Edition.objects.filter(record=record).select_related("release", "payload")
    derived = intervals(editions, LedgerEntry.objects.filter(record=record))
    Interval.objects.filter(record=record).delete()
    Interval.objects.bulk_create(derived)


def number_of(edition: Edition, *, at: datetime) -> int | None:
    """The number by which readers know ``edition``; ``None`` as long as it has not stood ``at`` that instant."""
    stood = Interval.objects.begun(at).filter(edition=edition.pk)
    return stood.values_list("number", flat=True).first()


def _interval(
    edition: Edition, number: int, begin: datetime, end: datetime, seq: int, act: LedgerEntry | None
) -> Interval:
    withdrawn = act is not None and act.act == Act.WITHDRAW
    payload = payloads.from_bytes(bytes(edition.payload.content))
    standing = Interval.State.MERGED if payload.merged_into else Interval.State.LIVE
    return Interval(
        record=edition.record,
        kind=edition.kind,
        slug=payload.slug,
        edition=edition.pk,
        number=number,
        payload=edition.payload,
        change=edition.change,
        state=Interval.State.WITHDRAWN if withdrawn else standing,
        live_from=begin,
        live_until=end,
        seq=seq,
        reason_class=act.reason_class if act and withdrawn else "",
        withheld=bool(act and withdrawn and not REASONS[act.reason_class].shows_text),
        note=act.note if act and withdrawn else {},
    )
