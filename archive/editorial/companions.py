"""What is scheduled and names a record as it is scheduled: when that changes, both change together."""

from collections.abc import Iterator

from archive import clock
from archive.editions import acts, payloads
from archive.editions.acts import Replacement
from archive.editions.models import Edition
from archive.editions.payloads import Payload

from .models import Candidate, CandidateAuthor
from .people import User


def store(candidate: Candidate, payload: Payload, *, by: User) -> None:
    """Freeze the companions of ``candidate``, which is signed. Whoever wrote the name that changes is their author."""
    for edition, content in _relabelled(candidate, payload):
        root = _submitted_as(edition)
        companion = Candidate.objects.create(
            record_id=root.record_id,
            record_version=root.record_version,
            content=content,
            digest=payloads.digest(content),
            change=root.change,
            languages=root.languages,
            release=edition.release,
            submitted_by=by,
            submitted_at=clock.now(),
            companion_of=candidate,
            relabels=root,
        )
        authors = candidate.authors.values_list("person", flat=True)
        CandidateAuthor.objects.bulk_create(CandidateAuthor(candidate=companion, person_id=pk) for pk in authors)


def replacements(candidate: Candidate) -> list[Replacement]:
    """What its companions take the place of, as far as that is still to come."""
    companions = {one.relabels_id: one for one in candidate.companions.all()}
    coming = {_submitted_as(edition).pk: edition for edition in acts.pending()} if companions else {}
    return [
        Replacement(edition=coming[root], content=bytes(one.content), candidate=one.uuid)
        for root, one in companions.items()
        if root in coming
    ]


def are_complete(candidate: Candidate) -> bool:
    """Whether everything that names what is scheduled of its record would change together with it."""
    payload = payloads.from_bytes(bytes(candidate.content))
    roots = {one.relabels_id for one in candidate.companions.all()}
    return roots >= {_submitted_as(edition).pk for edition, _content in _relabelled(candidate, payload)}


def _relabelled(candidate: Candidate, payload: Payload) -> Iterator[tuple[Edition, bytes]]:
    """Every other coming edition that bears a label which ``payload`` changes, with the bytes it would have then."""
    record = candidate.record.uuid
    scheduled = next(iter(acts.pending(records=[record])), None)
    if scheduled is None:
        return
    before = payloads.from_bytes(bytes(scheduled.payload.content))
    if payloads.named_alike(before, payload):
        return
    for edition in acts.pending():
        if edition.record != record and edition.release.instant >= scheduled.release.instant:
            naming = payloads.from_bytes(bytes(edition.payload.content))
            anew = payloads.relabelled(naming, before=before, after=payload)
            if anew != naming:
                yield edition, payloads.to_bytes(anew)


def _submitted_as(edition: Edition) -> Candidate:
    """What somebody submitted and became ``edition``, be it under another label by now."""
    candidate: Candidate = Candidate.objects.select_related("relabels").get(uuid=edition.candidate)
    return candidate.relabels or candidate
