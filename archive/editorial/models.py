"""What was submitted for approval, and what was said of it."""

import uuid
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from archive.editions.acts import Approved
from archive.editions.models import ChangeKind, LedgerEntry, Release, StoredPayload
from archive.editions.payloads import Payload, from_bytes
from archive.fields import LinesField
from archive.guards import AppendOnly, FrozenQuerySet, Guard
from archive.packing import PackedField
from archive.records.base import Record
from archive.triggers import Trigger

# Of what has become an edition the very bytes are frozen, for ever: they are not kept twice.
GIVES_UP_ITS_COPY: Final = Trigger(
    name="candidate_gives_up_its_copy",
    table="archive_edition",
    event="INSERT",
    does=(
        "UPDATE archive_candidate SET content = NULL WHERE uuid = NEW.candidate AND EXISTS (SELECT 1 "
        "FROM archive_storedpayload AS frozen WHERE frozen.digest = NEW.payload_id "
        "AND frozen.digest = archive_candidate.digest AND frozen.content = archive_candidate.content);"
    ),
)


class CandidateQuerySet(FrozenQuerySet["Candidate"]):
    def with_frozen(self) -> Self:
        """Each with the bytes that are frozen, where it has given up its own: for whoever reads several."""
        frozen = StoredPayload.objects.filter(digest=OuterRef("digest")).values("content")
        return self.annotate(frozen=Subquery(frozen))


class Candidate(AppendOnly):
    """A payload as it was submitted. Approving signs its digest; change one character and it is another candidate.

    ``content`` are its bytes, until the same are frozen as those of an edition. ``submitted`` are they in any case.

    ``languages`` are those that were frozen from the record; what else it holds is carried over from the last edition.
    ``release`` is set when its labels were taken from what will be public only then.

    A *companion* is what is scheduled of another record (``relabels``), in which nothing differs but how it names the
    record of the candidate that it goes with (``companion_of``): both are approved together, and go out together.

    A *package* is what is read and goes out together, each with a verdict of its own: all with the same ``package``.
    It is called by the uuid of the first of them, which may have been submitted when nobody knew of the others.

    ``has_content_note`` is written down as it is submitted, so that the database knows it too. Of a companion, which is
    looked at with what it goes with, of what has none, and of what was submitted before this it says nothing.
    """

    GUARDS = (
        Guard(
            name="unapproved",
            table="archive_edition",
            event="INSERT",
            when=(
                "NOT EXISTS (SELECT 1 FROM archive_review AS review "
                "JOIN archive_candidate AS candidate ON candidate.id = review.candidate_id "
                "WHERE candidate.uuid = NEW.candidate AND candidate.digest = NEW.payload_id "
                "AND review.verdict IN ('approved', 'alone'))"
            ),
            message="an edition is what a second person approved, or its author alone",
        ),
        Guard(
            name="without_bytes",
            event="INSERT",
            when=(
                "NEW.content IS NULL AND NOT EXISTS "
                "(SELECT 1 FROM archive_storedpayload AS frozen WHERE frozen.digest = NEW.digest)"
            ),
            message="what is submitted has bytes",
        ),
    )
    MAY_LEAVE: ClassVar[Mapping[str, str]] = {
        "content": (
            "EXISTS (SELECT 1 FROM archive_storedpayload AS frozen "
            "WHERE frozen.digest = OLD.digest AND frozen.content = OLD.content)"
        )
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="candidates")
    record_version = models.PositiveIntegerField()
    content = PackedField(null=True)
    digest = models.CharField(max_length=64)
    change = models.CharField(_("change"), max_length=12, choices=ChangeKind)
    languages = models.JSONField(_("languages"), default=list)
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    remark = LinesField(_("remark to the reviewer"), blank=True)
    companion_of = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="companions")
    relabels = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="+")
    package = models.UUIDField(null=True, editable=False)
    has_content_note = models.BooleanField(null=True, editable=False)

    objects: ClassVar[Any] = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ("id",)
        # Almost no candidate is one: an index of all would be taken for the way to those that are none.
        indexes = (
            models.Index(fields=("companion_of",), condition=Q(companion_of__isnull=False), name="candidate_companion"),
            models.Index(fields=("relabels",), condition=Q(relabels__isnull=False), name="candidate_relabelling"),
            models.Index(fields=("package",), condition=Q(package__isnull=False), name="candidate_package"),
        )
        permissions = (
            ("submit", _("Can submit a record for review")),
            ("review", _("Can approve and return what others wrote")),
            ("alone", _("Can approve alone what they wrote themselves")),
            ("publish", _("Can publish, schedule, reschedule and recall")),
            ("withdraw", _("Can withdraw and reinstate")),
        )

    @cached_property
    def payload(self) -> Payload:
        """The payload that was submitted."""
        return from_bytes(self.submitted)

    @cached_property
    def submitted(self) -> bytes:
        """The bytes that were submitted: its own, or those that are frozen since then. One query, if it is not told."""
        if self.content is not None:
            return bytes(self.content)
        told = vars(self).get("frozen")
        return bytes(StoredPayload.objects.get(pk=self.digest).content if told is None else told)

    def approved(self) -> Approved:
        """What becomes an edition once a second person has approved it."""
        return Approved(candidate=self.uuid, content=self.submitted, payload=self.payload)


class CandidateAuthor(AppendOnly):
    """Someone who wrote any of a candidate, and so cannot approve it."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, db_index=False, related_name="authors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = (models.UniqueConstraint(fields=("candidate", "person"), name="author_is_named_once"),)


class HeldLabel(AppendOnly):
    """``candidate`` names the record of ``named`` as that one calls it: readers could not see it yet."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, db_index=False, related_name="held_labels")
    named = models.ForeignKey(Candidate, models.PROTECT, related_name="holders")

    class Meta:
        verbose_name = _("held label")
        verbose_name_plural = _("held labels")
        constraints = (models.UniqueConstraint(fields=("candidate", "named"), name="label_is_held_once"),)


class Review(AppendOnly):
    """One verdict on one candidate. ``ALONE``: one of its authors approved it, and says in the remark why."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        ALONE = "alone", _("Approved alone")
        RETURNED = "returned", _("Returned")

    # What may become an edition.
    PASSING = frozenset({Verdict.APPROVED, Verdict.ALONE})

    GUARDS = (
        Guard(
            name="own_text",
            event="INSERT",
            when=(
                "NEW.verdict = 'approved' AND EXISTS (SELECT 1 FROM archive_candidateauthor AS author "
                "WHERE author.candidate_id = NEW.candidate_id AND author.person_id = NEW.by_id)"
            ),
            message="nobody approves their own words",
        ),
        Guard(
            name="not_own_text",
            event="INSERT",
            when=(
                "NEW.verdict = 'alone' AND NOT EXISTS (SELECT 1 FROM archive_candidateauthor AS author "
                "WHERE author.candidate_id = NEW.candidate_id AND author.person_id = NEW.by_id)"
            ),
            message="alone is only approved what somebody wrote themselves",
        ),
        Guard(
            name="unsigned",
            event="INSERT",
            when=(
                "NEW.verdict IN ('approved', 'alone') AND NOT EXISTS (SELECT 1 FROM archive_candidateauthor AS author "
                "JOIN archive_candidate AS candidate ON candidate.id = author.candidate_id "
                "WHERE candidate.id = NEW.candidate_id AND author.person_id = candidate.submitted_by_id)"
            ),
            message="nothing is approved of which nobody said who wrote it",
        ),
        Guard(
            name="other_digest",
            event="INSERT",
            when=(
                "NOT EXISTS (SELECT 1 FROM archive_candidate AS candidate "
                "WHERE candidate.id = NEW.candidate_id AND candidate.digest = NEW.digest)"
            ),
            message="a review signs the digest of its candidate",
        ),
    )

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="review")
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    remark = LinesField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(verdict="approved") | ~models.Q(remark=""),
                name="review_that_returns_says_why",
            ),
        )
        indexes = (models.Index(fields=("id",), condition=Q(verdict="alone"), name="review_alone"),)


class SecondOpinion(AppendOnly):
    """What another person said afterwards of what one did alone: of an approval, a withdrawal or its end.

    An objection says what is to be done next. It changes nothing that readers see: somebody has to do that.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        OBJECTED = "objected", _("Objected to")

    GUARDS = (
        Guard(
            name="own_act",
            event="INSERT",
            when=(
                "EXISTS (SELECT 1 FROM archive_review AS review "
                "JOIN archive_candidateauthor AS author ON author.candidate_id = review.candidate_id "
                "WHERE review.id = NEW.review_id AND NEW.by_id IN (review.by_id, author.person_id)) "
                "OR EXISTS (SELECT 1 FROM archive_ledgerentry AS act "
                "WHERE act.seq = NEW.act_id AND act.by_id = NEW.by_id)"
            ),
            message="nobody confirms what they did themselves",
        ),
        Guard(
            name="not_alone",
            event="INSERT",
            when=(
                "NOT EXISTS (SELECT 1 FROM archive_review AS review "
                "JOIN archive_candidate AS candidate ON candidate.id = review.candidate_id "
                "WHERE review.id = NEW.review_id AND review.verdict = 'alone' "
                "AND candidate.record_id = NEW.record_id) "
                "AND NOT EXISTS (SELECT 1 FROM archive_ledgerentry AS act "
                "JOIN archive_record AS record ON record.uuid = act.record WHERE act.seq = NEW.act_id "
                "AND act.act IN ('withdraw', 'reinstate') AND record.id = NEW.record_id)"
            ),
            message="a second opinion is of what one person did alone",
        ),
    )

    record = models.ForeignKey(Record, models.PROTECT, related_name="second_opinions")
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="second_opinion")
    act = models.OneToOneField(LedgerEntry, models.PROTECT, null=True, related_name="second_opinion")
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    remark = LinesField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("second opinion")
        verbose_name_plural = _("second opinions")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(review=None, act__isnull=False) | Q(review__isnull=False, act=None),
                name="second_opinion_is_of_one_act",
            ),
            models.CheckConstraint(
                condition=Q(verdict="confirmed") | ~Q(remark=""),
                name="second_opinion_that_objects_says_what_next",
            ),
        )
        indexes = (models.Index(fields=("id",), condition=Q(verdict="objected"), name="opinion_objected"),)


class State(models.TextChoices):
    """Where a record stands: what the next person has to do."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    DIFFERS = "differs", _("Scheduled; what is saved differs")
    PUBLISHED = "published", _("Published")
    OVERTAKEN = "overtaken", _("Overtaken by its release")
    CHANGED = "changed", _("Published, with changes not yet submitted")
    MERGED = "merged", _("Merged into another")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RecordState(models.Model):
    """The state of a record, and from ``changes_at`` on, when its coming edition begins, ``next_state``. Derived.

    ``waiting`` and ``next_waiting`` say where its last candidate stands, as long as somebody has to do something about
    that: in review, returned, approved or overtaken. What was returned still is while its record is being mended.

    ``goes_out_otherwise`` says that what begins then is not what is saved, whoever has it to mend.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="stored_state")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State)
    waiting = models.CharField(max_length=10, null=True)
    changes_at = models.DateTimeField(null=True)
    next_state = models.CharField(max_length=10, null=True)
    next_waiting = models.CharField(max_length=10, null=True)
    goes_out_otherwise = models.BooleanField(default=False)
    candidate = models.ForeignKey(Candidate, models.DO_NOTHING, null=True, db_index=False, related_name="+")

    class Meta:
        verbose_name = _("state")
        verbose_name_plural = _("states")
        indexes = (
            # The record comes last: so the keys of those in a state are read in the index alone.
            models.Index(fields=("state", "kind", "changes_at", "record"), name="state_of_kind"),
            models.Index(
                fields=("next_state", "kind", "changes_at", "record"),
                condition=Q(next_state__isnull=False),
                name="state_next_of_kind",
            ),
            # With all that is asked of what waits, so that nothing else is read of it.
            models.Index(
                fields=("waiting", "candidate", "changes_at"),
                condition=Q(waiting__isnull=False),
                name="state_waiting",
            ),
            models.Index(
                fields=("next_waiting", "candidate"),
                condition=Q(next_waiting__isnull=False),
                name="state_next_waiting",
            ),
            models.Index(
                fields=("changes_at", "record"), condition=Q(goes_out_otherwise=True), name="state_going_out_otherwise"
            ),
        )
