"""From draft to verdict: an archivist submits, a second person approves or returns."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import audit, characters, clock
from archive.editions import acts, payloads
from archive.editions.acts import Refused
from archive.editions.models import Act, ChangeKind, Edition, Interval, Release
from archive.editions.payloads import Payload
from archive.records.base import Record

from . import authorship, companions, privacy
from .freezing import carry_over, freeze, read
from .models import Candidate, Review
from .people import User
from .permissions import require
from .problems import Problem
from .readiness import problems
from .restoring import restore_numbers

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


class StaleDigest(Refused):
    """What was on the page is not what stands here now."""


class AlreadyReviewed(Refused):
    """There is a verdict on this candidate."""


class StaleVersion(Refused):
    """The record was saved again since it was opened."""


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
    if standing(record) is not None:
        raise AlreadyPublic(_("Readers have this record already. Say what kind of change this is."))
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
    before = standing(record)
    if before is None:
        raise acts.NotPublished(_("Readers cannot see this record yet."))
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
        before=before,
    )


def approve(candidate: Candidate, *, by: User, digest: str, remark: str = "") -> Review:
    """Sign the digest that was on the page. Whoever wrote any of it cannot."""
    return _review(candidate, Review.Verdict.APPROVED, by=by, digest=digest, remark=remark)


def return_(candidate: Candidate, *, by: User, digest: str, remark: str) -> Review:
    """Give it back to its authors, with the reason."""
    if not characters.written(remark):
        raise Refused(_("Say why you return it."))
    return _review(candidate, Review.Verdict.RETURNED, by=by, digest=digest, remark=remark)


def latest_candidate(record: Record) -> Candidate | None:
    """The last thing that was submitted for this record."""
    return Candidate.objects.submitted().filter(record_id=record.pk).order_by("-id").first()


def current() -> QuerySet[Candidate]:
    """The last candidate of each record, if it is still what the record says and follows upon what readers have."""
    return _unchanged().filter(~Exists(_given_since()))


def overtaken() -> QuerySet[Candidate]:
    """The last candidate of each record, if the record still says it, but readers were given another edition first.

    Its words wait for somebody to say what kind of change they are now.
    """
    waiting = _unchanged().filter(Exists(_given_since()), ~Exists(became()))
    return waiting.exclude(review__verdict=Review.Verdict.RETURNED)


def became() -> QuerySet[Edition]:
    """What a candidate of an outer query became, be it under another label, and was not recalled."""
    own = Candidate.objects.with_companions(OuterRef(OuterRef("pk"))).values("uuid")
    return Edition.objects.filter(candidate__in=own).exclude(acts__act=Act.RECALL)


def last() -> QuerySet[Candidate]:
    """The last candidate of each record."""
    newer = Candidate.objects.submitted().filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
    return Candidate.objects.submitted().filter(~Exists(newer))


def _unchanged() -> QuerySet[Candidate]:
    return last().filter(record_version=F("record__version"))


def _given_since() -> QuerySet[Edition]:
    """Editions that readers were given of its record since a candidate was submitted, and that are not its own."""
    public = Edition.objects.filter(record=OuterRef("record__uuid"), release__instant__lte=clock.now())
    own = Candidate.objects.with_companions(OuterRef(OuterRef("pk"))).values("uuid")
    since = public.filter(release__instant__gt=OuterRef("submitted_at")).exclude(candidate__in=own)
    return since.exclude(acts__act=Act.RECALL)


def is_stale(candidate: Candidate) -> bool:
    """Whether the record was saved or submitted again since, or readers were given another edition of it."""
    return not current().filter(pk=candidate.pk).exists()


def approved_before(candidate: Candidate) -> Review | None:
    """The approval of the same words, if they were overtaken: since then nothing is new but the change and its note."""
    approvals = Review.objects.filter(verdict=Review.Verdict.APPROVED, candidate__companion_of=None)
    earlier = approvals.filter(candidate__record=candidate.record_id, candidate__lt=candidate.pk).order_by("-pk")
    review = earlier.select_related("candidate", "by").first()
    if review is None or Edition.objects.filter(candidate=review.candidate.uuid).exists():
        return None
    before, now = (payloads.from_bytes(bytes(one.content)) for one in (review.candidate, candidate))
    return review if payloads.same_content(before, now) else None


def claimed(candidate: Candidate, *, digest: str) -> Record:
    """Its record, which nobody else decides on until this transaction ends. ``digest`` is what was on the page."""
    record = Record.objects.select_for_update().get(pk=candidate.record_id)
    if candidate.digest != digest or is_stale(candidate):
        raise StaleDigest(_("This is no longer what was on your page. Read it again before you decide."))
    return record


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
    before: Payload | None = None,
) -> Candidate:
    require(by, "submit")
    record = Record.objects.select_for_update().get(pk=record.pk)
    if record.version != version:
        raise StaleVersion(_("Somebody else has saved this record since you opened it. Read it again, then submit it."))
    scheduled = next(iter(acts.pending(records=[record.uuid])), None)
    if last := payloads.from_bytes(bytes(scheduled.payload.content)) if scheduled else before:
        restore_numbers(record, last)
    record = read(record)
    release = release or (scheduled.release if scheduled else None)  # what it mends is read then
    at = release.instant if release else clock.now()
    languages = frozenset(languages or record.languages())
    if found := problems(record, languages=languages, at=at):
        raise NotReady(found)
    payload = freeze(record, languages=languages, change=change, note=note, at=at)
    payload = payloads.from_bytes(payloads.to_bytes(payload))  # compared as readers will have it
    if before is not None:
        payload = carry_over(payload, before)
        _require_sense(payload, before)
    if scheduled and payload == payloads.from_bytes(bytes(scheduled.payload.content)):
        raise NothingChanged(_("This is what is scheduled already."))
    privacy.require_allowed(payload)
    bound = release if release and acts.unknown(payload, at=clock.now()) else None
    return _store(record, payload, languages, by=by, release=bound, remark=remark)


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
    record: Record, payload: Payload, languages: Collection[str], *, by: User, release: Release | None, remark: str
) -> Candidate:
    content = payloads.to_bytes(payload)
    # Before a first edition readers were given nothing that could overtake anything.
    is_first = payload.change.kind == ChangeKind.FIRST
    late = None if is_first else overtaken().filter(record=record.pk).first()
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
    authorship.sign(candidate, again=late)
    companions.store(candidate, payload, by=by)
    audit.note(
        "submit",
        by=by,
        kind=record.kind,
        record=record.uuid,
        about=record.title() or record.slug,
        digest=candidate.digest,
    )
    return candidate


@transaction.atomic
def _review(candidate: Candidate, verdict: str, *, by: User, digest: str, remark: str) -> Review:
    require(by, "review")
    record = claimed(candidate, digest=digest)
    if Review.objects.filter(candidate=candidate).exists():
        raise AlreadyReviewed(_("There is a verdict on this already."))
    if verdict == Review.Verdict.APPROVED and candidate.authors.filter(person=by).exists():
        raise OwnText(_("You wrote part of this. Somebody else has to approve it."))
    review = Review.objects.create(
        candidate=candidate, verdict=verdict, digest=digest, by=by, at=clock.now(), remark=remark
    )
    if verdict == Review.Verdict.APPROVED:
        for one in candidate.companions.all():
            Review.objects.create(candidate=one, verdict=verdict, digest=one.digest, by=by, at=review.at)
    audit.note(verdict, by=by, kind=record.kind, record=record.uuid, about=record.title() or record.slug, digest=digest)
    return review


def standing(record: Record) -> Payload | None:
    """The payload readers have now, withdrawn or not."""
    interval = Interval.objects.covering(clock.now()).filter(record=record.uuid).select_related("payload").first()
    return payloads.from_bytes(bytes(interval.payload.content)) if interval else None
