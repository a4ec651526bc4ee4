"""Where a record stands between desk and readers. Derived from candidates, reviews and intervals, never stored."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions import acts
from archive.editions.models import Act, Edition, Interval, LedgerEntry
from archive.records.base import Record

from .models import Candidate, Review
from .publishing import edition_of
from .reviewing import current, is_stale, latest_candidate


class State(models.TextChoices):
    """What the next person has to do."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Published, with changes not yet submitted")
    MERGED = "merged", _("Merged into another")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """``candidate`` is the last one submitted, if it is still what the record says; ``pending`` is still to come."""

    state: State
    candidate: Candidate | None
    review: Review | None
    pending: Edition | None
    standing: Interval | None

    @property
    def is_public(self) -> bool:
        return self.standing is not None


def situation(record: Record) -> Situation:
    """Where ``record`` stands now."""
    candidate = latest_candidate(record)
    stale = candidate is None or is_stale(candidate)
    review = Review.objects.filter(candidate=candidate).select_related("by").first() if candidate else None
    pending = next(iter(acts.pending(records=[record.uuid])), None)
    standing = Interval.objects.covering(clock.now()).filter(record=record.uuid).first()
    issued = candidate is not None and edition_of(candidate) is not None
    return Situation(
        state=_state(record, stale=stale, issued=issued, review=review, pending=pending, standing=standing),
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
        for one in _last()
        .filter(record__in=uuids.values())
        .select_related("review")
        .annotate(is_current=Exists(current().filter(pk=OuterRef("pk"))))
    }
    became = {one.uuid: one.record_id for one in candidates.values()}
    issued = {became[uuid] for uuid in _not_recalled().filter(candidate__in=became).values_list("candidate", flat=True)}
    pending = {uuids[edition.record]: edition for edition in acts.pending(records=uuids)}
    intervals = Interval.objects.covering(clock.now()).filter(record__in=uuids)
    standing = {uuids[interval.record]: interval for interval in intervals}
    return {
        pk: _state(
            by_key[pk],
            stale=pk not in candidates or not getattr(candidates[pk], "is_current"),  # noqa: B009  # an annotation
            issued=pk in issued,
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
    return _last().filter(review__verdict=Review.Verdict.RETURNED)


def approved() -> QuerySet[Candidate]:
    """What waits for a publisher."""
    issued = _not_recalled().filter(candidate=OuterRef("uuid"))
    return current().filter(~Exists(issued), review__verdict=Review.Verdict.APPROVED).defer("content")


def _last() -> QuerySet[Candidate]:
    """The last candidate of each record, without its bytes."""
    newer = Candidate.objects.filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
    return Candidate.objects.filter(~Exists(newer)).defer("content")


def _not_recalled() -> QuerySet[Edition]:
    recalled = LedgerEntry.objects.filter(edition=OuterRef("pk"), act=Act.RECALL)
    return Edition.objects.filter(~Exists(recalled))


def _state(
    record: Record,
    *,
    stale: bool,
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
    if standing and stale:
        return State.CHANGED
    if standing:
        return State.MERGED if standing.state == Interval.State.MERGED else State.PUBLISHED
    if record.merged_into_id:
        return State.MERGED
    if review and review.verdict == Review.Verdict.RETURNED:
        return State.RETURNED
    return State.DRAFT
