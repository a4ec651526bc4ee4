"""What one person did alone waits for another to look at it afterwards: approvals, withdrawals and their ends."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from archive import characters, clock
from archive.editions.acts import Refused
from archive.editions.models import Act, LedgerEntry
from archive.records.base import Record

from . import trail
from .models import Review, SecondOpinion
from .people import User
from .permissions import require

# Words and not values, so that both databases see that these are what their indexes hold.
_APPROVED_ALONE: Final = """
SELECT review.id FROM archive_review AS review WHERE review.verdict = 'alone'
AND NOT EXISTS (SELECT 1 FROM archive_secondopinion AS opinion WHERE opinion.review_id = review.id)
AND NOT EXISTS (
    SELECT 1 FROM archive_candidate AS companion
    WHERE companion.id = review.candidate_id AND companion.companion_of_id IS NOT NULL
)
AND {} EXISTS (
    SELECT 1 FROM archive_candidateauthor AS author
    WHERE author.candidate_id = review.candidate_id AND author.person_id = %s
)"""
_WITHDRAWN: Final = """
SELECT act.seq FROM archive_ledgerentry AS act
WHERE act.act IN ('withdraw', 'reinstate') AND act.by_id {} %s
AND NOT EXISTS (SELECT 1 FROM archive_secondopinion AS opinion WHERE opinion.act_id = act.seq)"""

_OBJECTED: Final = """
SELECT opinion.id FROM archive_secondopinion AS opinion
JOIN archive_record AS record ON record.id = opinion.record_id
LEFT JOIN archive_review AS review ON review.id = opinion.review_id
LEFT JOIN archive_ledgerentry AS act ON act.seq = opinion.act_id
WHERE opinion.verdict = 'objected' AND (review.by_id = %s OR act.by_id = %s)
AND NOT EXISTS (
    SELECT 1 FROM archive_candidate AS since WHERE since.record_id = record.id AND since.submitted_at > opinion.at
)
AND NOT EXISTS (
    SELECT 1 FROM archive_ledgerentry AS since WHERE since.record = record.uuid AND since.at > opinion.at
)"""


class AlreadySaid(Refused):
    """Somebody has looked at it before."""


class OwnAct(Refused):
    """Somebody tried to confirm what they did themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAlone:
    """Something that one person did; ``review`` or ``act`` says what."""

    record: Record
    by: str
    at: datetime
    reason: str
    review: Review | None = None
    act: LedgerEntry | None = None

    @property
    def opinion(self) -> SecondOpinion | None:
        return getattr(self.review or self.act, "second_opinion", None)


def approved_alone(review: Review) -> DoneAlone:
    return DoneAlone(
        record=review.candidate.record, by=str(review.by), at=review.at, reason=review.remark, review=review
    )


def withdrawn_alone(act: LedgerEntry, record: Record) -> DoneAlone:
    return DoneAlone(record=record, by=act.by_name, at=act.at, reason=act.reason, act=act)


def confirm(done: DoneAlone, *, by: User, remark: str = "") -> SecondOpinion:
    """Say that it is as it should be."""
    return _say(done, SecondOpinion.Verdict.CONFIRMED, by=by, remark=remark)


def object_to(done: DoneAlone, *, by: User, remark: str) -> SecondOpinion:
    """Say what is wrong with it and what is to be done next. What readers see stays as it is until that is done."""
    if not characters.written(remark):
        raise Refused(_("Say what is wrong, and what is to be done next."))
    return _say(done, SecondOpinion.Verdict.OBJECTED, by=by, remark=remark)


def reviews_for(person: User) -> QuerySet[Review]:
    """Approvals alone that wait for ``person`` or anybody else who wrote none of it."""
    return _reviews("NOT", person)


def reviews_of(person: User) -> QuerySet[Review]:
    """Approvals alone of what ``person`` wrote, on which nobody has said anything yet."""
    return _reviews("", person)


def acts_for(person: User) -> QuerySet[LedgerEntry]:
    """Withdrawals and reinstatements that wait for ``person`` or anybody else who did not do them."""
    return _acts("<>", person)


def acts_of(person: User) -> QuerySet[LedgerEntry]:
    """Withdrawals and reinstatements by ``person`` on which nobody has said anything yet."""
    return _acts("=", person)


def objections_to(person: User) -> QuerySet[SecondOpinion]:
    """Objections to what ``person`` did alone, as long as nobody has submitted or done anything of the record since."""
    return SecondOpinion.objects.filter(pk__in=RawSQL(_OBJECTED, [person.pk, person.pk])).order_by("pk")


def reviews() -> QuerySet[Review]:
    """Each with who gave it and what it is of, without the contents of that."""
    return Review.objects.select_related("candidate__record", "by").defer("candidate__content")


def last_done_alone(record: Record) -> tuple[DoneAlone, ...]:
    """The last approval of ``record``, if it was given alone; and the last time it was withdrawn or reinstated."""
    approvals = [replace(approved_alone(one), record=record) for one in last_approvals_alone([record]).values()]
    acts = LedgerEntry.objects.filter(record=record.uuid, act__in=(Act.WITHDRAW, Act.REINSTATE))
    last = acts.select_related("second_opinion__by").order_by("seq").last()
    return (*approvals, *([withdrawn_alone(last, record)] if last else []))


def last_approvals_alone(records: Collection[Record]) -> dict[int, Review]:
    """Primary key → the last approval of each of ``records`` that was given alone, unless a second person approved
    what was submitted since. One query, and most archives need no other: nobody approves alone there.
    """
    if not _is_any_alone():
        return {}
    # A companion was approved with another record, which is the one that is looked at.
    own = Review.objects.filter(candidate__companion_of=None)
    since = own.filter(
        candidate__record=OuterRef("candidate__record"), verdict=Review.Verdict.APPROVED, pk__gt=OuterRef("pk")
    )
    alone = own.filter(verdict=Review.Verdict.ALONE, candidate__record__in=[one.pk for one in records])
    found = alone.filter(~Exists(since)).select_related("candidate", "by", "second_opinion__by").order_by("pk")
    return {one.candidate.record_id: one for one in found.defer("candidate__content")}


def _is_any_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM archive_review WHERE verdict = 'alone')")
        return bool(cursor.fetchone()[0])


def may_say(done: DoneAlone, person: User) -> bool:
    """Whether ``person`` is another one than whoever did it, or wrote any of it."""
    if done.review:
        return not done.review.candidate.authors.filter(person=person).exists()
    return done.act is not None and done.act.by_id != person.pk


@transaction.atomic
def _say(done: DoneAlone, verdict: str, *, by: User, remark: str) -> SecondOpinion:
    require(by, "review")
    if not may_say(done, by):
        raise OwnAct(_("You did this yourself. Somebody else has to look at it."))
    Record.objects.select_for_update().get(pk=done.record.pk)
    if SecondOpinion.objects.filter(review=done.review, act=done.act).exists():
        raise AlreadySaid(_("Somebody else has looked at this already."))
    opinion = SecondOpinion.objects.create(
        record_id=done.record.pk,
        review=done.review,
        act=done.act,
        verdict=verdict,
        by=by,
        at=clock.now(),
        remark=remark,
    )
    trail.note(verdict, done.record, by=by)
    return opinion


def _reviews(wrote: str, person: User) -> QuerySet[Review]:
    return reviews().filter(pk__in=RawSQL(_APPROVED_ALONE.format(wrote), [person.pk])).order_by("pk")


def _acts(by: str, person: User) -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.filter(pk__in=RawSQL(_WITHDRAWN.format(by), [person.pk])).order_by("seq")
