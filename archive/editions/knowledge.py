"""What readers know by an instant: a payload names and describes other records only as they know them by then."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from .models import Edition, Interval
from .payloads import Payload


def standing(payload: Payload, *, at: datetime) -> tuple[Interval, ...]:
    """What stands ``at`` that instant of the records that ``payload`` names."""
    if not (named := payload.named_records()):
        return ()
    return tuple(Interval.objects.covering(at).filter(record__in=named).select_related("payload"))


def unknown(payload: Payload, *, at: datetime, beside: Collection[Interval] | None = None) -> frozenset[str]:
    """The uuids of records that ``payload`` names or describes as readers have never seen them by then.

    An older label than today's betrays nothing; one that is still to come does. ``beside`` is what ``standing`` gave.
    """
    left = _unlike(payload, standing(payload, at=at) if beside is None else beside)
    if not left:
        return left
    return left & _unlike(payload, Interval.objects.begun(at).filter(record__in=left).select_related("payload"))


def betraying(editions: Collection[Edition], *, about: Collection[str] = ()) -> list[Edition]:
    """Those of these coming ``editions`` that would name what readers do not know by then. One query for all of them.

    Only some records are asked ``about``; without that, all that are named.
    """
    asked = frozenset(about) or frozenset().union(*(one.payload.held.named_records() for one in editions))
    latest = max((one.release.instant for one in editions), default=None)
    if latest is None or not asked:
        return []
    begun = tuple(Interval.objects.begun(latest).filter(record__in=asked).select_related("payload"))
    return [one for one in editions if _betrays(one, asked, begun)]


def _betrays(coming: Edition, asked: frozenset[str], begun: Collection[Interval]) -> bool:
    payload, at = coming.payload.held, coming.release.instant
    by_then = [one for one in begun if one.live_from <= at]
    standing = {str(one.record) for one in by_then if at < one.live_until}
    return not (payload.named_records() & asked <= standing) or bool(_unlike(payload, by_then) & asked)


def _unlike(payload: Payload, intervals: Iterable[Interval]) -> frozenset[str]:
    """The uuids of records that ``payload`` names or describes otherwise than any of these does."""
    seen: dict[str, list[Payload]] = defaultdict(list)
    for interval in intervals:
        seen[str(interval.record)].append(interval.payload.held)
    named = (
        ref.record for ref in payload.references() if not any(one.titles() == ref.label for one in seen[ref.record])
    )
    cited = (one.source for one in payload.cited())
    described = (one.record for one in cited if not any(known.as_cited() == one for known in seen[one.record]))
    return frozenset((*named, *described))
