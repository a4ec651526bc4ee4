"""What happened at the desk that somebody wants to be told. It follows from what was done; stored is what was sent.

A notice names the kind, the day of remembrance that readers know already, and what happened: never a title or a word of
what is pending.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editions.models import Edition, Interval
from archive.fields import LineField
from archive.records.base import KINDS

from . import situations
from .comments import OpenComment
from .models import Candidate, Review
from .people import User
from .permissions import may

# Of what happened of one sort, so many of the last are looked at.
MOST: Final = 200
AHEAD: Final = timedelta(hours=1)


class About(models.TextChoices):
    """What somebody may be told of, or not."""

    SUBMITTED = "submitted", _("Something waits for your review")
    RETURNED = "returned", _("Something you wrote was returned")
    APPROVED = "approved", _("Something you wrote or may publish was approved")
    ALONE = "alone", _("Something was approved alone and waits for a second opinion")
    COMMENT = "comment", _("A comment on what you wrote, or an answer, waits for you")
    SOON = "soon", _("Something you wrote or may publish goes out within the hour")
    OUT = "out", _("Something you wrote or may publish went out")


class SentNotice(models.Model):
    """That ``person`` was sent a notice, by its key: so nothing is sent twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+")
    key = LineField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice that was sent")
        verbose_name_plural = _("notices that were sent")
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="notice_is_sent_once"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """``at`` is when it happened, or will. ``concerned`` wrote or submitted it; ``by`` did what happened to it."""

    about: About
    at: datetime
    candidate: Candidate
    concerned: frozenset[int]
    by: int | None = None

    @property
    def key(self) -> str:
        """The same for what is the same; what was moved to another instant is told anew."""
        return f"{self.about} {self.candidate.pk} {self.at:%Y-%m-%dT%H:%M}"

    def concerns(self, person: User) -> bool:
        if self.about in (person.unwanted_notices or ()) or self.by == person.pk:
            return False
        if self.about in (About.SUBMITTED, About.ALONE):
            return person.pk not in self.concerned and may(person, "review")
        if self.about in (About.RETURNED, About.COMMENT):
            return person.pk in self.concerned
        return person.pk in self.concerned or may(person, "publish")

    def what(self, days: "Days") -> str:
        """As in “statement, National Mourning Day”, in the language that is spoken now."""
        kind = str(KINDS[self.candidate.record.kind]._meta.verbose_name)
        return capfirst(", ".join([kind, *days.named(self.candidate)]))


def told(*, since: datetime, now: datetime) -> list[Notice]:
    """All that happened after ``since``, and what goes out within the hour after ``now``; the last comes first."""
    found = [*_submitted(since), *_reviewed(since), *_commented(since), *_released(since, now)]
    return sorted(found, key=lambda notice: (notice.at, notice.candidate.pk), reverse=True)


def _submitted(since: datetime) -> Iterator[Notice]:
    """What still waits: nobody needs to be told of what somebody else has read meanwhile."""
    for candidate in _with_record(situations.in_review().order_by("-pk"))[:MOST]:
        if candidate.submitted_at > since:
            yield _notice(About.SUBMITTED, candidate, at=candidate.submitted_at)


def _reviewed(since: datetime) -> Iterator[Notice]:
    reviews = Review.objects.filter(candidate__companion_of=None).select_related("second_opinion").order_by("-pk")
    found = {review.candidate_id: review for review in reviews[:MOST] if review.at > since}
    for candidate in _with_record(Candidate.objects.filter(pk__in=found)):
        review = found[candidate.pk]
        about = About.APPROVED if review.verdict in Review.PASSING else About.RETURNED
        yield _notice(about, candidate, at=review.at, by=review.by_id)
        if review.verdict == Review.Verdict.ALONE and not hasattr(review, "second_opinion"):
            yield _notice(About.ALONE, candidate, at=review.at, by=review.by_id)


def _commented(since: datetime) -> Iterator[Notice]:
    """What is open still; whoever said something there is concerned as well."""
    waiting = OpenComment.objects.filter(at__gt=since).select_related("comment").prefetch_related("comment__answers")
    said = {one: one.comment.candidate_id for one in waiting.order_by("-at")[:MOST]}
    found = _with_record(Candidate.objects.filter(pk__in=set(said.values()))) if said else ()
    candidates = {one.pk: one for one in found}
    for one, candidate in said.items():
        among = {one.comment.by_id, *(answer.by_id for answer in one.comment.answers.all())}
        notice = _notice(About.COMMENT, candidates[candidate], at=one.at, by=one.last_by_id)
        yield replace(notice, concerned=notice.concerned | among)


def _released(since: datetime, now: datetime) -> Iterator[Notice]:
    """What was planned ahead: whoever publishes at once knows it."""
    spans = Interval.objects.filter(live_from__gt=since, live_from__lte=now + AHEAD, at_once=False)
    begins = {one.edition: one.live_from for one in spans.order_by("-live_from")[:MOST]}
    editions = dict(Edition.objects.filter(pk__in=begins).values_list("candidate", "pk"))
    issued = Candidate.objects.filter(uuid__in=editions).values_list("uuid", "pk", "relabels")
    # Under another label it is still what its authors wrote.
    written = {root or own: begins[editions[uuid]] for uuid, own, root in issued}
    for candidate in _with_record(Candidate.objects.filter(pk__in=written)):
        at = written[candidate.pk]
        yield _notice(About.SOON if at > now else About.OUT, candidate, at=at)


def _with_record(candidates: Any) -> Any:
    return candidates.defer(None).with_frozen().select_related("record", "review").prefetch_related("authors")


def _notice(about: About, candidate: Candidate, *, at: datetime, by: int | None = None) -> Notice:
    concerned = {author.person_id for author in candidate.authors.all()} | {candidate.submitted_by_id}
    return Notice(about=about, at=at, candidate=candidate, concerned=frozenset(concerned), by=by)


class Days:
    """How readers know the days of remembrance that ``candidates`` name, as of ``now``. One query."""

    def __init__(self, candidates: Collection[Candidate], *, now: datetime) -> None:
        self.of = {one.pk: _days(one) for one in candidates}
        every = {day for days in self.of.values() for day in days}
        standing = Interval.objects.covering(now).filter(record__in=every, state=Interval.State.LIVE)
        self.payloads = {one.record: one.payload.held for one in standing.select_related("payload")} if every else {}

    def named(self, candidate: Candidate) -> Iterator[str]:
        language = languages.current()
        days = (self.payloads[day] for day in self.of[candidate.pk] if day in self.payloads)
        return (payload.words(language)[1].title for payload in days)


def _days(candidate: Candidate) -> tuple[UUID, ...]:
    named = (record for facet, record in candidate.payload.terms() if facet == "observance")
    return tuple(dict.fromkeys(map(UUID, named)))
