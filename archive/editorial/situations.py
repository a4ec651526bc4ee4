"""Where a record stands between desk and readers. Derived from candidates, reviews and intervals, never stored."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions import acts
from archive.editions.models import Edition, Interval
from archive.records.base import Record

from .models import Candidate, Review
from .publishing import edition_of
from .reviewing import is_stale, latest_candidate


class State(models.TextChoices):
    """What the next person has to do."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Published, with changes not yet submitted")
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
    pending = next(iter(acts.pending(record=record.uuid)), None)
    standing = Interval.objects.covering(clock.now()).filter(record=record.uuid).first()
    issued = candidate is not None and edition_of(candidate) is not None
    return Situation(
        state=_state(stale=stale, issued=issued, review=review, pending=pending, standing=standing),
        candidate=None if stale else candidate,
        review=review,
        pending=pending,
        standing=standing,
    )


def _state(
    *, stale: bool, issued: bool, review: Review | None, pending: Edition | None, standing: Interval | None
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
    if standing:
        return State.CHANGED if stale else State.PUBLISHED
    if review and review.verdict == Review.Verdict.RETURNED:
        return State.RETURNED
    return State.DRAFT
