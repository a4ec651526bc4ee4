"""Packages: what names one another and that readers cannot see yet is submitted, read and released together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from archive import clock
from archive.editions import acts, payloads
from archive.editions.histories import History
from archive.editions.models import ChangeKind, Release
from archive.records.base import Record

from . import companions, trail
from .freezing import Public, names_in, read, read_several, unpublished
from .models import Candidate, CandidateAuthor, HeldLabel, RecordState, Review, State
from .people import User
from .submissions import Submissions

# A record names what readers cannot see yet, and that names more. So many are looked for.
MOST: Final = 100
# What was submitted and can still go out is joined.
SUBMITTED: Final = (State.IN_REVIEW, State.APPROVED)
# In which package a record was submitted last: that of others, or one that others have joined. What has become an
# edition has left it, unless that was recalled.
_PACKAGE: Final = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM archive_edition AS issued
                         JOIN archive_interval AS stands ON stands.edition = issued.id
                         WHERE issued.candidate = last.uuid) THEN NULL
            ELSE COALESCE(last.package, (SELECT joining.package FROM archive_candidate AS joining
                                         WHERE joining.package = last.uuid LIMIT 1)) END
FROM archive_candidate AS last
WHERE last.record_id = archive_record.id AND last.companion_of_id IS NULL ORDER BY last.id DESC LIMIT 1"""

# How many other records of its package have not gone out before a candidate.
_BESIDE: Final = """
SELECT COUNT(DISTINCT other.record_id) FROM archive_candidate AS other
WHERE other.record_id <> archive_candidate.record_id
  AND (other.package = COALESCE(archive_candidate.package, archive_candidate.uuid)
       OR other.uuid = archive_candidate.package)
  AND NOT EXISTS (SELECT 1 FROM archive_edition AS issued WHERE issued.candidate = other.uuid)"""


def key(candidate: Candidate) -> UUID:
    """By which the package is called in which ``candidate`` is, or would be if something joined it."""
    return candidate.package or candidate.uuid


def of(candidate: Candidate) -> list[Candidate]:
    """The candidates that are read together with ``candidate``, itself among them: first what the others name.

    Of each record the last one. What something else was submitted for by now is read alone, and so is what is in none.
    """
    there = Candidate.objects.filter(Q(package=key(candidate)) | Q(uuid=key(candidate))).select_related("record")
    last = {one.record_id: one for one in there.order_by("pk")}
    if len(last) < 2 or last[candidate.record_id] != candidate:
        return [candidate]
    return in_order(list(last.values()))


def one_of_each(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Of each package the first of ``candidates`` that no other one names.

    If each is named, it is the first of them all.
    """
    told = candidates.annotate(is_named=Exists(HeldLabel.objects.filter(named=OuterRef("pk"))))
    same = Q(package=OuterRef("package")) | Q(uuid=OuterRef("package"))
    as_named = Q(is_named=OuterRef("is_named"), pk__lt=OuterRef("pk"))
    before = told.filter(same).filter(Q(is_named__lt=OuterRef("is_named")) | as_named)
    return told.filter(Q(package=None) | ~Exists(before))


def with_beside(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """``candidates``, each with the number of records ``beside`` it in its package that have not gone out yet."""
    return candidates.annotate(beside=RawSQL(_BESIDE, [], output_field=IntegerField()))


def in_order(candidates: Collection[Candidate]) -> list[Candidate]:
    """First what the others name, as far as they do not name each other."""
    named: Mapping[int, list[int]] = defaultdict(list)
    held = HeldLabel.objects.filter(candidate__in=candidates).order_by("named")
    for holder, record in held.values_list("candidate", "named__record"):
        named[holder].append(record)
    by_record = {one.record_id: one for one in candidates}
    return list(_after_what_it_names(candidates, by_record, named, set()))


def _after_what_it_names(
    candidates: Collection[Candidate],
    by_record: Mapping[int, Candidate],
    named: Mapping[int, Collection[int]],
    met: set[int],
) -> Iterator[Candidate]:
    for one in candidates:
        if one.pk not in met:
            met.add(one.pk)
            inside = [by_record[record] for record in named[one.pk] if record in by_record]
            yield from _after_what_it_names(inside, by_record, named, met)
            yield one


# --- what comes along ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a record names that readers cannot see yet, and what that names.

    ``drafts`` have to be submitted with it, ``joined`` have been; the rest becomes public with a ``release``, the last
    of theirs. ``public`` knows them all by what they are called ``at`` that instant.
    """

    drafts: tuple[Record, ...]
    joined: tuple[Candidate, ...]
    release: Release | None
    at: datetime
    public: Public


def around(record: Record, *, languages: Collection[str]) -> Surroundings:
    """All that ``record`` would be submitted together with in ``languages``. One query if readers see all it names."""
    record, at, own = read(record), clock.now(), {str(record.uuid)}
    names = names_in(record, languages) - own
    public = Public(names, at)
    drafts, joined, coming = _beyond(names - public.payloads.keys(), at, besides=own)
    release = release_of(coming)
    if release:
        at = release.instant
    beyond = names.union(*(names_in(one, one.languages()) for one in drafts))
    if beyond > names or release:
        public = Public(beyond, at)
    called = {str(one.uuid): unpublished(one, public) for one in (record, *drafts)} | labels_of(joined)
    return Surroundings(
        drafts=tuple(drafts), joined=tuple(joined), release=release, at=at, public=public.beside(called)
    )


def _beyond(
    absent: Collection[str], at: datetime, *, besides: Collection[str]
) -> tuple[list[Record], list[Candidate], set[str]]:
    """Level by level what readers cannot see ``at`` that instant, ``besides`` the record from which all this is seen:
    drafts, what was submitted, and what is neither.
    """
    drafts: dict[str, Record] = {}
    joined: dict[str, Candidate] = {}
    rest: set[str] = set()
    while absent and len(drafts) < MOST:
        waiting = _unfinished(absent)
        joined |= _submitted(waiting)
        found = read_several(one.record for uuid, one in waiting.items() if uuid not in joined)
        rest |= absent - waiting.keys()
        drafts |= {str(one.uuid): one for one in found}
        names = set[str]().union(*(names_in(one, one.languages()) for one in found))
        absent = names.difference(drafts, joined, rest, besides)
        absent -= Public(absent, at).payloads.keys()
    return list(drafts.values()), list(joined.values()), rest


def _unfinished(uuids: Collection[str]) -> dict[str, RecordState]:
    """Where those of these records stand that somebody could submit as they are, or has, and that mend nothing.

    What was submitted first comes first.
    """
    if not uuids:
        return {}
    found = RecordState.objects.filter(state__in=(State.DRAFT, State.RETURNED, *SUBMITTED), changes_at=None)
    found = found.filter(record__uuid__in=uuids).select_related("record", "candidate__record").order_by("candidate")
    return {str(one.record.uuid): one for one in found}


def joinable(uuids: Collection[str]) -> dict[str, Candidate]:
    """What stands in review of these records, or is approved, by their uuids. One query."""
    return _submitted(_unfinished(uuids))


def _submitted(found: Mapping[str, RecordState]) -> dict[str, Candidate]:
    return {uuid: one.candidate for uuid, one in found.items() if one.state in SUBMITTED and one.candidate}


def labels_of(candidates: Iterable[Candidate]) -> dict[str, payloads.Payload]:
    """The uuids of their records → what calls these as they will be called."""
    return {one.payload.record: one.payload for one in candidates}


def release_of(uuids: Collection[str]) -> Release | None:
    """The release by which all are public that are to come of these records; none if none is."""
    editions = acts.pending(records=[UUID(one) for one in uuids]) if uuids else []
    return max((one.release for one in editions), key=lambda release: release.instant, default=None)


def naming_each_other(records: Iterable[Record]) -> list[list[Record]]:
    """``records`` in groups: what names another of them, or is named by it, is in one group with that."""
    own = {str(one.uuid): one for one in read_several(records)}
    beside: dict[str, set[str]] = defaultdict(set)
    for uuid, one in own.items():
        for other in names_in(one, one.languages()) & own.keys():
            beside[uuid].add(other)
            beside[other].add(uuid)
    groups, met = [], set[str]()
    for uuid in own:
        if group := list(_reached(uuid, beside, met)):
            groups.append([own[one] for one in group])
    return groups


def _reached(uuid: str, beside: Mapping[str, Collection[str]], met: set[str]) -> Iterator[str]:
    ahead = [uuid]
    while ahead:
        if (one := ahead.pop()) not in met:
            met.add(one)
            ahead += beside[one]
            yield one


# --- submitting ---------------------------------------------------------------------------------------


def claiming(records: QuerySet[Any]) -> QuerySet[Any]:
    """``records``, each with the ``package`` in which it was submitted last, and whether others hold its label."""
    held = HeldLabel.objects.filter(named__record=OuterRef("pk"))
    claimed: QuerySet[Any] = records.annotate(
        package=RawSQL(_PACKAGE, [], output_field=UUIDField()), is_held=Exists(held)
    )
    return claimed


def chosen(records: Sequence[Any], joined: Collection[Candidate]) -> UUID | None:
    """The package for what is submitted of ``records``: one of theirs, that of what is ``joined``, or a new one."""
    there = [*(one.package for one in records if one.package), *map(key, joined)]
    return there[0] if there else uuid4() if len(records) > 1 else None


def hold_labels(candidates: Collection[Candidate], joined: Collection[Candidate], public: Public) -> None:
    """Write down whose labels these ``candidates`` hold: what was submitted together and ``joined``, and not public."""
    known = {one.payload.record: one for one in (*joined, *candidates) if one.payload.record not in public.payloads}
    held = [
        HeldLabel(candidate=one, named=known[record])
        for one in candidates
        for record in sorted((one.payload.named_records() & known.keys()) - {one.payload.record})
    ]
    if held:
        HeldLabel.objects.bulk_create(held)


def freeze_anew(candidates: Collection[Candidate], *, by: User) -> list[Candidate]:
    """What waits and holds the label of a record that was submitted anew as one of ``candidates``, under its new label.

    It is frozen from what was submitted, whatever is saved of it by now, and has to be signed anew. What readers have
    been given is known by its old label as well.
    """
    anew = {one.record_id: one for one in candidates if one.change == ChangeKind.FIRST}
    if not anew:
        return []
    held = HeldLabel.objects.filter(named__record__in=anew).exclude(candidate__record__in=anew)
    before = defaultdict(list)
    for one in held.select_related("named", "candidate__record"):
        before[one.candidate].append(one.named)
    found = Submissions.of_each({one.record_id for one in before}, now=clock.now())
    waiting = [one.last for one in found if one.last and _can_go_out(one)]
    return [again for one, named in before.items() if one in waiting and (again := _again(one, named, anew, by=by))]


def _can_go_out(found: Submissions) -> bool:
    """Whether its last candidate can still become an edition."""
    last = found.last
    if last is None or found.is_stale(last) or found.became(last):
        return False
    return found.verdict(last) != Review.Verdict.RETURNED


def _again(one: Candidate, named: Iterable[Candidate], anew: Mapping[int, Candidate], *, by: User) -> Candidate | None:
    """``one`` under the labels that are new, as another candidate of its authors and of those who wrote the labels."""
    payload, changed = one.payload, [(before, anew[before.record_id]) for before in named]
    for before, after in changed:
        payload = payloads.relabelled(payload, before=before.payload, after=after.payload)
    if payload == one.payload:
        return None
    beside = {"release": one.release, "remark": one.remark, "package": key(one)}
    again = companions.relabelled(one, payload, by=by, has_content_note=payload.has_content_note() or None, **beside)
    again.save()
    again.payload = payload
    authors = CandidateAuthor.objects.filter(candidate__in=[one, *(after for _before, after in changed)])
    people = sorted({*authors.values_list("person", flat=True)})
    CandidateAuthor.objects.bulk_create(CandidateAuthor(candidate=again, person_id=pk) for pk in people)
    _hold_again(one, again, anew)
    if one.companions.exists():
        companions.store(again, scheduled=History.of(one.record.uuid).pending(again.submitted_at), by=by)
    trail.note("submit", one.record, by=by, digest=again.digest)
    return again


def _hold_again(one: Candidate, again: Candidate, anew: Mapping[int, Candidate]) -> None:
    held = HeldLabel.objects.filter(candidate=one).select_related("named")
    named = dict.fromkeys(anew.get(before.named.record_id, before.named) for before in held)
    HeldLabel.objects.bulk_create(HeldLabel(candidate=again, named=each) for each in named)


def approved_under_another_label(candidate: Candidate) -> Review | None:
    """The approval of the same under the labels it held before: since then nothing is new but how it names others."""
    if candidate.relabels_id is None or candidate.companion_of_id:
        return None
    earlier = Review.objects.filter(candidate__record=candidate.record_id, candidate__lt=candidate.pk)
    same = earlier.filter(Q(candidate=candidate.relabels_id) | Q(candidate__relabels=candidate.relabels_id))
    return same.filter(verdict__in=Review.PASSING).select_related("by", "candidate").order_by("-pk").first()
