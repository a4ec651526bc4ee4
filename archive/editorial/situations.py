"""Where a record stands between desk and readers, with all that this follows from; and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from archive import clock
from archive.editions.histories import History
from archive.editions.models import Edition, Interval
from archive.records.base import Record

from . import states
from .models import Candidate, RecordState, Review, State
from .submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """``candidate`` is the last one submitted, if it can still be decided on; ``pending`` is still to come.

    ``overtaken`` is the last one submitted, if readers were given another edition before it could go out.
    ``goes_out_otherwise``: what is still to come is not what is saved. ``is_unsubmitted``: the record says something
    that is neither public nor to come. All of it follows from its ``history`` and what was submitted.
    """

    state: State
    history: History
    candidate: Candidate | None
    review: Review | None
    pending: Edition | None
    standing: Interval | None
    overtaken: Candidate | None = None
    goes_out_otherwise: bool = False
    is_unsubmitted: bool = False

    @property
    def is_public(self) -> bool:
        return self.standing is not None


def situation(record: Record) -> Situation:
    """Where ``record`` stands now."""
    found = Submissions.read(record)
    candidate = found.last
    review = Review.objects.filter(candidate=candidate).select_related("by").first() if candidate else None
    standing = Interval.objects.covering(found.now).filter(record=record.uuid).first()
    return Situation(
        state=states.stand(found, standing.state if standing else "").state,
        history=found.history,
        overtaken=candidate if candidate and found.is_overtaken(candidate) else None,
        candidate=found.candidate,
        review=review,
        pending=found.history.pending(found.now),
        standing=standing,
        goes_out_otherwise=found.goes_out_otherwise(),
        is_unsubmitted=found.is_unsubmitted(),
    )


def in_review(now: datetime | None = None, *, kinds: Sequence[str] = ()) -> QuerySet[Candidate]:
    """What waits for a second person."""
    return states.waiting(State.IN_REVIEW, now, kinds=kinds)


def returned(now: datetime | None = None) -> QuerySet[Candidate]:
    """What was given back and not submitted again."""
    return states.waiting(State.RETURNED, now)


def approved(now: datetime | None = None, *, kinds: Sequence[str] = ()) -> QuerySet[Candidate]:
    """What waits for a publisher."""
    return states.waiting(State.APPROVED, now, kinds=kinds)


def overtaken(now: datetime | None = None) -> QuerySet[Candidate]:
    """What its record still says, but readers were given another edition first.

    Its words wait for somebody to say what kind of change they are now.
    """
    return states.waiting(State.OVERTAKEN, now)


def coming(now: datetime | None = None) -> QuerySet[Interval]:
    """When what is scheduled begins to stand, the next one first."""
    begins = Interval.objects.filter(live_from__gt=now or clock.now()).exclude(state=Interval.State.WITHDRAWN)
    return begins.order_by("live_from", "seq")


def going_out_otherwise(now: datetime | None = None) -> QuerySet[Edition]:
    """Coming editions that are not what their records say by now, the next one first.

    How the records that they name are called is not asked, nor a language that they leave as readers have it.
    """
    now = now or clock.now()
    unlike = RecordState.objects.filter(goes_out_otherwise=True, changes_at__gt=now).values("record__uuid")
    editions = Edition.objects.filter(pk__in=coming(now).order_by().values("edition"), record__in=unlike)
    return editions.filter(release__instant__gt=now).select_related("release").order_by("release__instant", "pk")
