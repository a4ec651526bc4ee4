"""Where a record stands between desk and readers, with all that this follows from; and what waits for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from archive import clock
from archive.editions.models import Edition, Interval
from archive.records.base import Record

from . import freezing, states
from .models import Candidate, Review, State
from .submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """``candidate`` is the last one submitted, if it can still be decided on; ``pending`` is still to come.

    ``overtaken`` is the last one submitted, if readers were given another edition before it could go out.
    """

    state: State
    candidate: Candidate | None
    review: Review | None
    pending: Edition | None
    standing: Interval | None
    overtaken: Candidate | None = None

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
        overtaken=candidate if candidate and found.is_overtaken(candidate) else None,
        candidate=None if candidate is None or found.is_stale(candidate) else candidate,
        review=review,
        pending=found.history.pending(found.now),
        standing=standing,
    )


def in_review() -> QuerySet[Candidate]:
    """What waits for a second person."""
    return states.waiting(State.IN_REVIEW)


def returned() -> QuerySet[Candidate]:
    """What was given back and not submitted again."""
    return states.waiting(State.RETURNED)


def approved() -> QuerySet[Candidate]:
    """What waits for a publisher."""
    return states.waiting(State.APPROVED)


def overtaken() -> QuerySet[Candidate]:
    """What its record still says, but readers were given another edition first.

    Its words wait for somebody to say what kind of change they are now.
    """
    return states.waiting(State.OVERTAKEN)


def coming() -> QuerySet[Interval]:
    """When what is scheduled begins to stand, the next one first."""
    begins = Interval.objects.filter(live_from__gt=clock.now()).exclude(state=Interval.State.WITHDRAWN)
    return begins.order_by("live_from", "seq")


def saved_since() -> QuerySet[Edition]:
    """Coming editions whose records were saved after they had been submitted, the next one first."""
    of_another = Candidate.objects.filter(uuid=OuterRef("candidate")).exclude(record_version=F("record__version"))
    editions = Edition.objects.filter(pk__in=coming().order_by().values("edition"), release__instant__gt=clock.now())
    return editions.filter(Exists(of_another)).select_related("release", "payload").order_by("release__instant", "pk")


def going_out_otherwise(editions: Iterable[Edition]) -> Iterator[tuple[Edition, Record]]:
    """Of ``editions`` that are ``saved_since`` those whose records say something else by now, with these records.

    How the records that they name are called is not asked. Each is frozen to be compared: take no more than are shown.
    """
    editions = list(editions)
    records = {one.uuid: one for one in Record.objects.filter(uuid__in=[edition.record for edition in editions])}
    submitted = Candidate.objects.filter(uuid__in=[edition.candidate for edition in editions]).defer("content")
    candidates = {one.uuid: one for one in submitted}
    for edition in editions:
        record = records[edition.record]
        if _goes_out_otherwise(edition, record, candidates[edition.candidate]):
            yield edition, record


def goes_out_otherwise(edition: Edition, record: Record) -> bool:
    """Whether this coming ``edition`` is not what its ``record`` says by now."""
    return _goes_out_otherwise(edition, record, Candidate.objects.defer("content").get(uuid=edition.candidate))


def _goes_out_otherwise(edition: Edition, record: Record, candidate: Candidate) -> bool:
    if candidate.record_version == record.version:
        return False
    return freezing.says_otherwise(
        record, edition.payload.held, languages=candidate.languages, at=edition.release.instant
    )
