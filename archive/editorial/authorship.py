"""Whose words a candidate holds. None of these people approves it; the database asks the same rows."""

from collections.abc import Collection, Iterator

from archive import clock
from archive.editions import payloads
from archive.editions.models import Act, Edition
from archive.editions.payloads import Payload
from archive.editions.payloads.sources import SourcePayload
from archive.records.base import Record
from archive.records.contributions import BroughtIn, Contribution
from archive.records.sources import CapturedCopy

from .models import Candidate, CandidateAuthor


def sign(candidate: Candidate, *, again: Candidate | None = None) -> None:
    """Name everybody who wrote any of ``candidate``: call it once for each that is stored.

    ``again`` is an earlier candidate of which words or a note are submitted once more: its authors stay authors.
    """
    payload = _payload(candidate)
    since = _since(candidate.record, candidate.languages, keeps_back=_kept_back(payload))
    people = {candidate.submitted_by_id, *_saved(candidate.record, since), *_captured(candidate.record, payload)}
    if again:
        people.update(again.authors.values_list("person_id", flat=True))
    CandidateAuthor.objects.bulk_create(CandidateAuthor(candidate=candidate, person_id=pk) for pk in sorted(people))


def not_yet_public(record: Record) -> set[int]:
    """Primary keys of everybody with work in ``record``, in any language, that readers may not have been given."""
    return _saved(record, _since(record, record.languages()))


def _saved(record: Record, since: int) -> set[int]:
    """Whoever saved a later version, and whose work came along with that."""
    saves = Contribution.objects.filter(record_id=record.pk, version__gt=since)
    brought = BroughtIn.objects.filter(contribution__in=saves)
    return {*saves.values_list("by_id", flat=True), *brought.values_list("person_id", flat=True)}


def _since(record: Record, languages: Collection[str], *, keeps_back: frozenset[str] = frozenset()) -> int:
    """The last version that readers were given in all of ``languages`` as it stood; 0 if there is none.

    An edition that left a language out gave nothing of it, nor did one that kept back more than ``keeps_back``.
    """
    found: dict[str, int] = {}
    for candidate in _given(record):
        if found.keys() >= set(languages):
            break
        if _kept_back(_payload(candidate)) <= keeps_back:
            found = dict.fromkeys(candidate.languages, candidate.record_version) | found
    return min((found.get(one, 0) for one in languages), default=0)


def _given(record: Record) -> Iterator[Candidate]:
    """What became an edition that readers have had, the last first. One may be recalled until its instant."""
    public = Edition.objects.filter(record=record.uuid, release__instant__lte=clock.now())
    issued = public.exclude(acts__act=Act.RECALL).values("candidate")
    return Candidate.objects.filter(uuid__in=issued).order_by("-record_version", "-pk").iterator(chunk_size=10)


def _kept_back(payload: Payload) -> frozenset[str]:
    """What readers are not given although the record says it: they are only led on, or read initials for a name."""
    kept = (("words", payload.merged_into is not None), ("name", payload.withholds_name()))
    return frozenset(what for what, is_kept in kept if is_kept)


def _captured(record: Record, payload: Payload) -> set[int]:
    """Who captured the copy that readers would be offered, unless they have been before."""
    offered = payload.offered_copy if isinstance(payload, SourcePayload) else None
    if offered is None or any(getattr(_payload(one), "offered_copy", None) == offered for one in _given(record)):
        return set()
    copies = CapturedCopy.objects.filter(source=record.pk, sha256=offered.sha256)
    return set(copies.values_list("captured_by_id", flat=True))


def _payload(candidate: Candidate) -> Payload:
    return payloads.from_bytes(bytes(candidate.content))
