"""Where a record stands between desk and readers. Derived from candidates, reviews and intervals, never stored."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions import acts
from archive.editions.models import Edition, Interval
from archive.records.base import Record

from . import freezing
from .models import Candidate, Review
from .reviewing import became, current, last, overtaken
from .submissions import Submissions


class State(models.TextChoices):
    """What the next person has to do."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    OVERTAKEN = "overtaken", _("Overtaken by its release")
    CHANGED = "changed", _("Published, with changes not yet submitted")
    MERGED = "merged", _("Merged into another")
    WITHDRAWN = "withdrawn", _("Withdrawn")


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
    stale = candidate is None or found.is_stale(candidate)
    review = Review.objects.filter(candidate=candidate).select_related("by").first() if candidate else None
    pending = found.history.pending(found.now)
    standing = Interval.objects.covering(found.now).filter(record=record.uuid).first()
    late = candidate if candidate and found.is_overtaken(candidate) else None
    issued = candidate is not None and found.became(candidate) is not None
    return Situation(
        state=_state(
            record,
            stale=stale,
            is_overtaken=late is not None,
            issued=issued,
            review=review,
            pending=pending,
            standing=standing,
        ),
        overtaken=late,
        candidate=None if stale else candidate,
        review=review,
        pending=pending,
        standing=standing,
    )


def states(records: Collection[Record]) -> dict[int, State]:
    """Primary key → state, for a whole list in five queries."""
    uuids = {record.uuid: record.pk for record in records}
    by_key = {record.pk: record for record in records}
    candidates = {
        one.record_id: one
        for one in last()
        .defer("content")
        .filter(record__in=uuids.values())
        .select_related("review")
        .annotate(
            is_current=Exists(current().filter(pk=OuterRef("pk"))),
            is_overtaken=Exists(overtaken().filter(pk=OuterRef("pk"))),
            is_issued=Exists(became()),
        )
    }
    pending = {uuids[edition.record]: edition for edition in acts.pending(records=uuids)}
    intervals = Interval.objects.covering(clock.now()).filter(record__in=uuids)
    standing = {uuids[interval.record]: interval for interval in intervals}
    return {
        pk: _state(
            by_key[pk],
            stale=pk not in candidates or not getattr(candidates[pk], "is_current"),  # noqa: B009  # an annotation
            is_overtaken=pk in candidates and getattr(candidates[pk], "is_overtaken"),  # noqa: B009
            issued=pk in candidates and getattr(candidates[pk], "is_issued"),  # noqa: B009
            review=getattr(candidates.get(pk), "review", None),
            pending=pending.get(pk),
            standing=standing.get(pk),
        )
        for pk in uuids.values()
    }


def in_review() -> QuerySet[Candidate]:
    """What waits for a second person."""
    return current().filter(review__isnull=True).defer("content")


def returned() -> QuerySet[Candidate]:
    """What was given back and not submitted again."""
    return last().filter(review__verdict=Review.Verdict.RETURNED).defer("content")


def approved() -> QuerySet[Candidate]:
    """What waits for a publisher."""
    return current().filter(~Exists(became()), review__verdict=Review.Verdict.APPROVED).defer("content")


def going_out_otherwise(pending: Iterable[Edition]) -> list[tuple[Edition, Record]]:
    """Of ``pending`` editions those whose records say something else by now, with these records, the next one first.

    How the records that they name are called is not asked.
    """
    coming = sorted(pending, key=lambda edition: edition.release.instant)
    records = {one.uuid: one for one in Record.objects.filter(uuid__in=[edition.record for edition in coming])}
    submitted = Candidate.objects.filter(uuid__in=[edition.candidate for edition in coming]).defer("content")
    candidates = {one.uuid: one for one in submitted}
    known = ((edition, records[edition.record], candidates[edition.candidate]) for edition in coming)
    return [(edition, record) for edition, record, frozen in known if _goes_out_otherwise(edition, record, frozen)]


def goes_out_otherwise(edition: Edition, record: Record) -> bool:
    """The same of one coming ``edition`` and its ``record``."""
    return _goes_out_otherwise(edition, record, Candidate.objects.defer("content").get(uuid=edition.candidate))


def _goes_out_otherwise(edition: Edition, record: Record, candidate: Candidate) -> bool:
    if candidate.record_version == record.version:
        return False
    return freezing.says_otherwise(
        record, edition.payload.held, languages=candidate.languages, at=edition.release.instant
    )


def _state(
    record: Record,
    *,
    stale: bool,
    is_overtaken: bool,
    issued: bool,
    review: Review | None,
    pending: Edition | None,
    standing: Interval | None,
) -> State:
    if standing and standing.state == Interval.State.WITHDRAWN:
        return State.WITHDRAWN
    if not stale and not issued:
        verdicts = {
            None: State.IN_REVIEW,
            Review.Verdict.APPROVED: State.APPROVED,
            Review.Verdict.RETURNED: State.RETURNED,
        }
        return verdicts[Review.Verdict(review.verdict) if review else None]
    if pending:
        return State.SCHEDULED
    if is_overtaken:
        return State.OVERTAKEN
    if standing and stale:
        return State.CHANGED
    if standing:
        return State.MERGED if standing.state == Interval.State.MERGED else State.PUBLISHED
    if record.merged_into_id:
        return State.MERGED
    if review and review.verdict == Review.Verdict.RETURNED:
        return State.RETURNED
    return State.DRAFT
