"""From draft to verdict: an archivist submits, a second person approves or returns; or one approves alone."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import characters, clock
from archive.editions import acts, payloads
from archive.editions.acts import Refused
from archive.editions.histories import History
from archive.editions.knowledge import unknown
from archive.editions.models import ChangeKind, Edition, Interval, Release
from archive.editions.payloads import Payload
from archive.records import seals
from archive.records.base import KINDS, Record

from . import acknowledgements, authorship, companions, privacy, states, trail
from .freezing import carry_over, freeze, labels_for, read
from .models import Candidate, Review
from .people import User
from .permissions import require
from .problems import Problem
from .readiness import problems
from .restoring import restore_numbers
from .submissions import Submissions

# Readers of these changes are told in words what has changed.
NEEDS_NOTE = frozenset({ChangeKind.CORRECTION, ChangeKind.UPDATE, ChangeKind.DOUBT})
CHANGES = (
    ChangeKind.MINOR,
    ChangeKind.TRANSLATION,
    ChangeKind.CORRECTION,
    ChangeKind.UPDATE,
    ChangeKind.DOUBT,
)


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
) -> Candidate:
    """Freeze ``record`` as its first edition's candidate, in ``languages`` (all that have a title by default).

    ``version`` is the one the submitter saw. With ``release``, labels may come from editions that are public by then.
    """
    return _submit(
        record,
        by=by,
        version=version,
        languages=languages,
        release=release,
        remark=remark,
        change=ChangeKind.FIRST,
        note={},
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
    before, now = (payloads.from_bytes(bytes(one.content)) for one in (review.candidate, candidate))
    return review if payloads.same_content(before, now) else None


def claimed(candidate: Candidate, *, beside: Collection[str] = ()) -> Record:
    """Its record, on which nobody else decides until this transaction ends, and which nobody saves meanwhile.

    So it is with the records ``beside`` it, by their uuids. Whoever locks several does it in this order, and locks the
    ledger afterwards: then nobody waits for somebody who waits for them.
    """
    which = Q(pk=candidate.record_id) | Q(uuid__in=beside) if beside else Q(pk=candidate.record_id)
    locked = Record.objects.select_for_update().filter(which).order_by("pk")
    return next(record for record in locked if record.pk == candidate.record_id)


def require_current(candidate: Candidate, submitted: Submissions, *, digest: str) -> None:
    """Raise ``StaleDigest`` unless ``candidate`` is what stands there, and ``digest`` what was on the page."""
    if candidate.digest != digest or submitted.is_stale(candidate):
        raise StaleDigest(_("This is no longer what was on your page. Read it again before you decide."))


@transaction.atomic
def _submit(
    record: Record,
    *,
    by: User,
    version: int,
    languages: Collection[str],
    release: Release | None,
    remark: str,
    change: str,
    note: Mapping[str, str],
) -> Candidate:
    require(by, "submit")
    record = KINDS[record.kind].objects.select_for_update(of=("record_ptr",)).get(pk=record.pk)
    history, now = History.of(record.uuid), clock.now()
    stands, scheduled = history.at(now), history.pending(now)
    before = stands.edition.payload.held if stands else None
    _require_kind_of_change(before, change)
    release = release or (scheduled.release if scheduled else None)  # what it mends is read then
    at = release.instant if release else now
    record = read(record)
    languages = frozenset(languages or record.languages())
    if not seals.are_alike(record.pk, version, record.version, parts=(seals.FACTS, *languages)):
        raise StaleVersion(_("Somebody else has saved this record since you opened it. Read it again, then submit it."))
    last = scheduled.payload.held if scheduled else before
    if last and restore_numbers(record, last, by=by):
        record = read(KINDS[record.kind].objects.get(pk=record.pk))
    public = labels_for(record, languages=languages, at=at)
    if found := problems(record, languages=languages, at=at, public=public):
        raise NotReady(found)
    payload = freeze(record, languages=languages, change=change, note=note, public=public)
    payload = payloads.from_bytes(payloads.to_bytes(payload))  # compared as readers will have it
    if before is not None:
        payload = carry_over(payload, before)
        _require_sense(payload, before)
    if scheduled and payload == scheduled.payload.held:
        raise NothingChanged(_("This is what is scheduled already."))
    privacy.require_allowed(payload)
    bound = release if release and unknown(payload, at=clock.now()) else None
    return _store(record, payload, languages, by=by, release=bound, remark=remark, history=history)


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


def _store(
    record: Record,
    payload: Payload,
    languages: Collection[str],
    *,
    by: User,
    release: Release | None,
    remark: str,
    history: History,
) -> Candidate:
    content = payloads.to_bytes(payload)
    # Before a first edition readers were given nothing that could overtake anything.
    late = None if payload.change.kind == ChangeKind.FIRST else _overtaken(record, history)
    candidate = Candidate.objects.create(
        record_id=record.pk,
        record_version=record.version,
        content=content,
        digest=payloads.digest(content),
        change=payload.change.kind,
        languages=sorted(languages),
        release=release,
        submitted_by=by,
        submitted_at=clock.now(),
        remark=remark,
    )
    candidate.payload = payload
    authorship.sign(candidate, history=history, again=late)
    companions.store(candidate, scheduled=history.pending(candidate.submitted_at), by=by)
    states.derive([record.pk])
    trail.note("submit", record, by=by, title=record.title(), digest=candidate.digest)
    return candidate


def _overtaken(record: Record, history: History) -> Candidate | None:
    """The last candidate, if it says the same and readers were given another edition before it could go out."""
    found = Submissions.of(record, history, now=clock.now())
    return found.last if found.last and found.is_overtaken(found.last) else None


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
    found = Submissions.read(claimed(candidate))
    require_current(candidate, found, digest=digest)
    if found.verdict(candidate):
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
    trail.note(verdict, found.record, by=by, digest=digest)
    return review


def _require_hand(candidate: Candidate, verdict: str, *, by: User) -> None:
    """Others approve what somebody wrote; alone one approves nothing else but that."""
    wrote = candidate.authors.filter(person=by).exists()
    if verdict == Review.Verdict.APPROVED and wrote:
        raise OwnText(_("You wrote part of this. Somebody else has to approve it."))
    if verdict == Review.Verdict.ALONE and not wrote:
        raise NotOwnText(_("You wrote none of this. Approve it as a second person."))


def _approve_companions(review: Review) -> None:
    said = {"verdict": review.verdict, "by": review.by, "at": review.at}
    why = review.remark if review.verdict == Review.Verdict.ALONE else ""
    for companion, signed in review.candidate.companions.values_list("pk", "digest"):
        Review.objects.create(candidate_id=companion, digest=signed, remark=why, **said)


def standing(record: Record) -> Payload | None:
    """The payload readers have now, withdrawn or not."""
    interval = Interval.objects.covering(clock.now()).filter(record=record.uuid).select_related("payload").first()
    return interval.payload.held if interval else None
