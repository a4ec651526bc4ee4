"""From draft to verdict: an archivist submits, a second person approves or returns; or one approves alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive import characters, clock
from archive.editions import acts, payloads
from archive.editions.acts import Refused
from archive.editions.histories import History
from archive.editions.models import ChangeKind, Edition, Interval, Release
from archive.editions.payloads import Payload
from archive.prepared import found
from archive.records import seals
from archive.records.base import Record

from . import acknowledgements, packages, privacy, states, trail
from .claiming import claim, claimed, to_be_submitted
from .freezing import Asked, Public, carry_over, freeze_together, read, unpublished
from .models import Candidate, Review
from .people import User
from .permissions import require
from .problems import Problem
from .readiness import problems
from .restoring import restore_numbers
from .submissions import Submissions
from .submitting import Opened, labels, store

# Readers of these changes are told in words what has changed.
NEEDS_NOTE = frozenset({ChangeKind.CORRECTION, ChangeKind.UPDATE, ChangeKind.DOUBT})
CHANGES = (
    ChangeKind.MINOR,
    ChangeKind.TRANSLATION,
    ChangeKind.CORRECTION,
    ChangeKind.UPDATE,
    ChangeKind.DOUBT,
)

_WROTE: Final = "SELECT 1 FROM archive_candidateauthor WHERE candidate_id = %s AND person_id = %s"
_COMPANIONS: Final = "SELECT id, digest FROM archive_candidate WHERE companion_of_id = %s ORDER BY id"

BY_ITSELF: Final[Mapping[Any, Any]] = MappingProxyType({})
NO_NOTE: Final[Mapping[str, str]] = MappingProxyType({})


class NotReady(Refused):
    """The record cannot be frozen yet: ``problems`` says why."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem.message for problem in found))
        self.problems = found


class NothingChanged(Refused):
    """Readers would see no difference."""


class AlreadyPublic(Refused):
    """Readers have seen this record before: it takes a correction, not a first edition."""


class NoteMissing(Refused):
    """The public note is missing in a language that needs it."""


class MoreThanTranslation(Refused):
    """Words readers already have were changed under the name of a translation."""


class OwnText(Refused):
    """Somebody tried to approve their own words."""


class NotOwnText(Refused):
    """Somebody tried to approve alone what others wrote."""


class StaleDigest(Refused):
    """What was on the page is not what stands here now."""


class AlreadyReviewed(Refused):
    """There is a verdict on this candidate."""


class StaleVersion(Refused):
    """The record says something else, in what is submitted, than when it was opened."""


def submit(
    record: Record,
    *,
    by: User,
    version: int,
    languages: Collection[str] = (),
    release: Release | None = None,
    remark: str = "",
    together: Mapping[Record, int] = BY_ITSELF,
    acknowledged: Collection[str] = (),
    why: str = "",
) -> Candidate:
    """Freeze ``record`` as its first edition's candidate, in ``languages`` (all that have a title by default).

    ``version`` is the one the submitter saw. With ``release``, labels may come from editions that are public by then.

    ``together`` are other records that readers have never seen, each with the version the submitter saw: they are
    submitted in the same act, and each names the others as they will be called. What was submitted before is joined.

    ``acknowledged`` are the digests of the doubts that ``by`` lets stand, and ``why``. ``Doubted`` if one is left that
    keeps it back.
    """
    return _submit(
        record,
        by=by,
        version=version,
        languages=languages,
        release=release,
        remark=remark,
        together=together,
        stand={"digests": acknowledged, "reason": why},
    )


def correct(
    record: Record,
    *,
    by: User,
    version: int,
    change: str,
    note: Mapping[str, str],
    languages: Collection[str] = (),
    release: Release | None = None,
    remark: str = "",
    together: Mapping[Record, int] = BY_ITSELF,
    acknowledged: Collection[str] = (),
    why: str = "",
) -> Candidate:
    """Freeze a change to a record that readers have: ``change`` is minor, translation, correction, update or doubt.

    Languages that readers have and that are not among ``languages`` stay as they were frozen.

    ``note`` (language → words) is public. All but minor changes and translations need it in every language
    readers have.
    """
    if change not in CHANGES:
        raise Refused(_("Say what kind of change this is."))
    return _submit(
        record,
        by=by,
        version=version,
        languages=languages,
        release=release,
        remark=remark,
        change=change,
        note=note,
        together=together,
        stand={"digests": acknowledged, "reason": why},
    )


def approve(
    candidate: Candidate,
    *,
    by: User,
    digest: str,
    remark: str = "",
    acknowledged: Collection[str] = (),
    why: str = "",
) -> Review:
    """Sign the digest that was on the page. Whoever wrote any of it cannot.

    ``acknowledged`` are the digests of the doubts that ``by`` lets stand, and ``why``. ``Doubted`` if one is left.
    """
    return _review(
        candidate,
        Review.Verdict.APPROVED,
        by=by,
        digest=digest,
        remark=remark,
        acknowledged=acknowledged,
        why=why,
    )


def approve_alone(
    candidate: Candidate,
    *,
    by: User,
    digest: str,
    reason: str,
    acknowledged: Collection[str] = (),
    why: str = "",
) -> Review:
    """Sign what one wrote oneself, because nobody else can. Another person says afterwards what they think of it."""
    if not characters.written(reason):
        raise Refused(_("Say why nobody else can approve it now."))
    return _review(
        candidate,
        Review.Verdict.ALONE,
        by=by,
        digest=digest,
        remark=reason,
        acknowledged=acknowledged,
        why=why,
    )


def return_(candidate: Candidate, *, by: User, digest: str, remark: str) -> Review:
    """Give it back to its authors, with the reason."""
    if not characters.written(remark):
        raise Refused(_("Say why you return it."))
    return _review(candidate, Review.Verdict.RETURNED, by=by, digest=digest, remark=remark)


def approved_before(candidate: Candidate) -> Review | None:
    """The approval of the same words, if they were overtaken: since then nothing is new but the change and its note."""
    approvals = Review.objects.filter(verdict=Review.Verdict.APPROVED, candidate__companion_of=None)
    earlier = approvals.filter(candidate__record=candidate.record_id, candidate__lt=candidate.pk).order_by("-pk")
    review = earlier.select_related("candidate", "by").first()
    if review is None or Edition.objects.filter(candidate=review.candidate.uuid).exists():
        return None
    before, now = (one.payload for one in (review.candidate, candidate))
    return review if payloads.same_content(before, now) else None


def require_current(candidate: Candidate, submitted: Submissions, *, digest: str) -> None:
    """Raise ``StaleDigest`` unless ``candidate`` is what stands there, and ``digest`` what was on the page."""
    if candidate.digest != digest or submitted.is_stale(candidate):
        raise StaleDigest(_("This is no longer what was on your page. Read it again before you decide."))


@transaction.atomic
def _submit(
    record: Record,
    *,
    by: User,
    release: Release | None,
    remark: str,
    together: Mapping[Record, int],
    stand: Mapping[str, Any],
    **asked: Any,
) -> Candidate:
    require(by, "submit")
    opened = _opened_together(record, together, by=by, **asked)
    mends = opened[0].scheduled
    # What it mends is read then.
    public, joined, release = labels(opened, release or (mends.release if mends else None))
    frozen = _frozen(opened, public.beside(packages.labels_of(joined)), at=release.instant if release else clock.now())
    privacy.require_allowed(*frozen)
    said: dict[str, Any] = {"by": by, "release": release, "remark": remark}
    package = packages.chosen([one.record for one in opened], joined)
    candidates = [store(one, payload, package=package, **said) for one, payload in zip(opened, frozen, strict=True)]
    for one in candidates:
        acknowledgements.acknowledge(one, by=by, **stand)
    packages.hold_labels(candidates, joined, public)
    held = [candidate for one, candidate in zip(opened, candidates, strict=True) if one.record.is_held]
    again = packages.freeze_anew(held, by=by)
    states.derive([one.record_id for one in (*candidates, *again)])
    for one in candidates:
        trail.note("submit", one.record, by=by, title=one.record.title(), digest=one.digest)
    return candidates[0]


def _opened_together(record: Record, together: Mapping[Record, int], *, by: User, **asked: Any) -> list[Opened]:
    """The record, and those that are submitted with it."""
    if together:
        claim([one.pk for one in (record, *together)])
    opened = [_opened(record, by=by, **asked)]
    for one, version in together.items():
        with acts.telling_of(one):
            opened.append(_opened(one, by=by, version=version))
    return opened


def _opened(
    record: Record,
    *,
    by: User,
    version: int,
    languages: Collection[str] = (),
    change: str = ChangeKind.FIRST,
    note: Mapping[str, str] = NO_NOTE,
) -> Opened:
    record = to_be_submitted(record)
    history, now = History.of(record.uuid), clock.now()
    stands, scheduled = history.at(now), history.pending(now)
    before = stands.edition.payload.held if stands else None
    _require_kind_of_change(before, change)
    record = read(record)
    languages = frozenset(languages or record.languages())
    if not seals.are_alike(record.pk, version, record.version, parts=(seals.FACTS, *languages)):
        raise StaleVersion(_("Somebody else has saved this record since you opened it. Read it again, then submit it."))
    last = scheduled.payload.held if scheduled else before
    if last and restore_numbers(record, last, by=by):
        record = read(to_be_submitted(record))
    asked = Asked(record=record, languages=languages, change=change, note=note)
    return Opened(asked=asked, history=history, before=before, scheduled=scheduled)


def _frozen(opened: Sequence[Opened], public: Public, *, at: datetime) -> list[Payload]:
    """What readers would have of each, compared with what they have."""
    called = {str(one.record.uuid): unpublished(one.record, public) for one in opened}
    if unready := tuple(_unready(opened, public.beside(called), at=at)):
        raise NotReady(unready)
    return [
        _compared(*each) for each in zip(opened, freeze_together([one.asked for one in opened], public), strict=True)
    ]


def _unready(opened: Sequence[Opened], public: Public, *, at: datetime) -> Iterator[Problem]:
    lead = opened[0]
    for one in opened:
        for one_problem in problems(one.record, languages=one.asked.languages, at=at, public=public):
            yield one_problem if one is lead else replace(one_problem, message=f"{one.record}: {one_problem.message}")


def _compared(one: Opened, payload: Payload) -> Payload:
    payload = payloads.from_bytes(payloads.to_bytes(payload))  # compared as readers will have it
    if one.before is not None:
        payload = carry_over(payload, one.before)
        _require_sense(payload, one.before)
    if one.scheduled and payload == one.scheduled.payload.held:
        raise NothingChanged(_("This is what is scheduled already."))
    return payload


def _require_kind_of_change(before: Payload | None, change: str) -> None:
    """What readers have is changed, and nothing else."""
    if change == ChangeKind.FIRST and before is not None:
        raise AlreadyPublic(_("Readers have this record already. Say what kind of change this is."))
    if change != ChangeKind.FIRST and before is None:
        raise acts.NotPublished(_("Readers cannot see this record yet."))


def _require_sense(payload: Payload, before: Payload) -> None:
    """Something changed, it is called by its name, and readers are told in their language."""
    if payloads.same_content(payload, before):
        raise NothingChanged(_("Readers would see no difference to the last edition."))
    readers = sorted(payload.texts.keys() & before.texts.keys())
    untold = [language for language in readers if not payload.change.note.get(language, "").strip()]
    if payload.change.kind in NEEDS_NOTE and untold:
        raise NoteMissing(_("Tell readers what has changed, in: %(languages)s.") % {"languages": ", ".join(untold)})
    changed = any(payload.texts[language] != before.texts[language] for language in readers)
    added = payload.texts.keys() - before.texts.keys()
    if payload.change.kind == ChangeKind.TRANSLATION and (changed or not added):
        raise MoreThanTranslation(
            _("A translation adds a language and leaves the others as they are. Name another kind of change.")
        )


@transaction.atomic
def _review(
    candidate: Candidate,
    verdict: str,
    *,
    by: User,
    digest: str,
    remark: str,
    acknowledged: Collection[str] = (),
    why: str = "",
) -> Review:
    require(by, "alone" if verdict == Review.Verdict.ALONE else "review")
    submitted = Submissions.read(claimed([candidate])[candidate.record_id])
    require_current(candidate, submitted, digest=digest)
    if submitted.verdict(candidate):
        raise AlreadyReviewed(_("There is a verdict on this already."))
    _require_hand(candidate, verdict, by=by)
    if verdict in Review.PASSING:
        acknowledgements.require_all(candidate, acknowledged, by=by, reason=why)
    review = Review.objects.create(
        candidate=candidate, verdict=verdict, digest=digest, by=by, at=clock.now(), remark=remark
    )
    if verdict in Review.PASSING:
        _approve_companions(review)
    states.derive([candidate.record_id])
    trail.note(verdict, submitted.record, by=by, digest=digest)
    return review


def _require_hand(candidate: Candidate, verdict: str, *, by: User) -> None:
    """Others approve what somebody wrote; alone one approves nothing else but that."""
    wrote = bool(found(_WROTE, [candidate.pk, by.pk]))
    if verdict == Review.Verdict.APPROVED and wrote:
        raise OwnText(_("You wrote part of this. Somebody else has to approve it."))
    if verdict == Review.Verdict.ALONE and not wrote:
        raise NotOwnText(_("You wrote none of this. Approve it as a second person."))


def _approve_companions(review: Review) -> None:
    said = {"verdict": review.verdict, "by": review.by, "at": review.at}
    why = review.remark if review.verdict == Review.Verdict.ALONE else ""
    for companion, signed in found(_COMPANIONS, [review.candidate_id]):
        Review.objects.create(candidate_id=companion, digest=signed, remark=why, **said)


def standing(record: Record) -> Payload | None:
    """The payload readers have now, withdrawn or not."""
    interval = Interval.objects.covering(clock.now()).filter(record=record.uuid).select_related("payload").first()
    return interval.payload.held if interval else None
