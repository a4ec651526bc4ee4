"""Nothing that may hurt goes out before somebody has looked at it: media, personal data, content notes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import characters, clock
from archive.editions.acts import Refused
from archive.editions.payloads import Payload
from archive.editions.payloads.statements import StatementPayload
from archive.fields import LinesField
from archive.guards import AppendOnly, Guard
from archive.records.base import Record
from archive.records.persons import Person

from . import privacy, situations, trail
from .models import Candidate
from .people import User
from .permissions import may, require
from .preparations import Preparation


class SensitivityReview(AppendOnly):
    """That ``by`` has looked at what readers will see of a candidate, by its digest.

    Whoever wrote any of it says in the remark why nobody else could.
    """

    GUARDS = (
        Guard(
            name="own_sensitivity",
            event="INSERT",
            when=(
                "NEW.remark = '' AND EXISTS (SELECT 1 FROM archive_candidateauthor AS author "
                "WHERE author.candidate_id = NEW.candidate_id AND author.person_id = NEW.by_id)"
            ),
            message="whoever wrote it says why nobody else could look at it",
        ),
        Guard(
            name="other_sensitivity",
            event="INSERT",
            when=(
                "NOT EXISTS (SELECT 1 FROM archive_candidate AS candidate "
                "WHERE candidate.id = NEW.candidate_id AND candidate.digest = NEW.digest)"
            ),
            message="whoever has looked at it signs the digest of its candidate",
        ),
        Guard(
            name="not_looked_at",
            table="archive_edition",
            event="INSERT",
            when=(
                "EXISTS (SELECT 1 FROM archive_candidate AS candidate "
                "WHERE candidate.uuid = NEW.candidate AND candidate.has_content_note "
                "AND NOT EXISTS (SELECT 1 FROM archive_sensitivityreview AS signed "
                "WHERE signed.candidate_id = candidate.id))"
            ),
            message="what has a content note goes out once somebody has looked at it",
        ),
    )

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="sensitivity_review")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    remark = LinesField(_("remark"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("review of sensitivity")
        verbose_name_plural = _("reviews of sensitivity")
        ordering = ("id",)
        # Whoever may read a candidate may read it.
        default_permissions = ()


class NotLookedAt(Refused):
    """Nobody has looked at these ``candidates`` for sensitivity, and that is asked."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = tuple(candidates)
        titles = "; ".join(trail.title_of(one.record) or one.record.slug for one in self.candidates)
        said = _("Somebody who did not write it has to look at it for sensitivity first: %(titles)s.")
        super().__init__(said % {"titles": titles})


class LookedAt(Refused):
    """Somebody else was first."""


class OwnWords(Refused):
    """Somebody tried to sign what they wrote themselves."""


def reasons(payload: Payload) -> tuple[str, ...]:
    """Why somebody has to look at it, in words; none if nobody has. At most two queries."""
    return tuple(_reasons(payload))


def _reasons(payload: Payload) -> Iterator[str]:
    if payload.has_content_note():
        yield gettext("It has a content note.")
    if _is_private(privacy.named([payload])):
        yield gettext("It tells of somebody whose name is withheld.")
    observance = payload.observance if isinstance(payload, StatementPayload) else None
    if observance and Preparation.objects.filter(observance__uuid=observance.record, asks_sensitivity=True).exists():
        yield gettext("It is asked of every statement of this observance.")


def _is_private(persons: set[str]) -> bool:
    if not persons:
        return False
    return Person.objects.filter(uuid__in=persons).exclude(privacy=Person.Privacy.PUBLIC).exists()


def missing(now: datetime | None = None) -> QuerySet[Candidate]:
    """What waits for a verdict or for its release, and first for somebody to look at it.

    Of other records that it names nothing is asked: whether one of these is somebody whose name is withheld, the verbs
    say.
    """
    waiting = (situations.in_review(now) | situations.approved(now)).filter(sensitivity_review=None)
    of_observance = Q(record__as_statement__observance__preparation__asks_sensitivity=True)
    withheld = Q(record__as_person__privacy__in=(Person.Privacy.WITHHELD, Person.Privacy.HIDDEN))
    return waiting.filter(Q(has_content_note=True) | of_observance | withheld)


def of(candidate: Candidate) -> SensitivityReview | None:
    return SensitivityReview.objects.filter(candidate=candidate.pk).select_related("by").first()


def is_missing(candidate: Candidate) -> bool:
    """Whether somebody has to look at it, and nobody has."""
    return bool(reasons(candidate.payload)) and of(candidate) is None


def require_looked_at(candidates: Iterable[Candidate]) -> None:
    """Raise ``NotLookedAt`` if of one of these that is asked, and nobody has."""
    if missing := [one for one in candidates if is_missing(one)]:
        raise NotLookedAt(missing)


def may_sign(candidate: Candidate, person: User) -> bool:
    """Whoever may review and wrote none of it; or who wrote it and may approve alone."""
    return may(person, "alone" if _wrote(candidate, person) else "review")


@transaction.atomic
def sign(candidate: Candidate, *, by: User, digest: str, remark: str = "") -> SensitivityReview:
    """Say that ``by`` has looked at what was on the page. Another digest is another candidate, and looked at anew.

    Who may approve alone may sign what they wrote, and says why in the ``remark``.
    """
    _require_right(candidate, by, remark)
    Record.objects.select_for_update().get(pk=candidate.record_id)
    if candidate.digest != digest:
        raise Refused(_("This is no longer what was on your page. Read it again before you decide."))
    if found := of(candidate):
        raise LookedAt(_("%(who)s has looked at it already.") % {"who": found.by})
    signed = SensitivityReview.objects.create(candidate=candidate, digest=digest, by=by, at=clock.now(), remark=remark)
    trail.note("look at sensitivity", candidate.record, by=by, digest=digest)
    return signed


def _require_right(candidate: Candidate, person: User, remark: str) -> None:
    if not _wrote(candidate, person):
        require(person, "review")
    elif not may(person, "alone"):
        raise OwnWords(_("You wrote part of this. Somebody else has to look at it."))
    elif not characters.written(remark):
        raise OwnWords(_("You wrote part of this. Say why nobody else can look at it now."))


def _wrote(candidate: Candidate, person: User) -> bool:
    return candidate.authors.filter(person=person.pk).exists()
