"""What is scheduled and names a record as it is scheduled: when that changes, both change together."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from archive import clock
from archive.editions import acts, payloads
from archive.editions.acts import Replacement
from archive.editions.histories import History
from archive.editions.models import Edition
from archive.editions.payloads import Payload

from . import coming
from .coming import NamesOtherwise
from .models import Candidate, CandidateAuthor
from .people import User


def store(candidate: Candidate, *, scheduled: Edition | None, by: User) -> None:
    """Freeze the companions of ``candidate``, which is signed and mends what is ``scheduled`` of its record.

    Whoever wrote the name that changes is their author.
    """
    changed = dict(_changed(candidate.payload, scheduled))
    if not changed:
        return
    roots = _submitted_as(changed)
    companions = Candidate.objects.bulk_create(
        relabelled(roots[edition], payload, by=by, release=edition.release, companion_of=candidate)
        for edition, payload in changed.items()
    )
    authors = candidate.authors.values_list("person", flat=True)
    CandidateAuthor.objects.bulk_create(
        CandidateAuthor(candidate=companion, person_id=pk) for companion in companions for pk in authors
    )


def of(candidate: Candidate) -> list[Candidate]:
    return list(candidate.companions.select_related("record"))


def replacements(found: Collection[Candidate]) -> list[Replacement]:
    """What these companions take the place of, as far as that is still to come.

    Raises ``NamesOtherwise`` where one would take the place of another: each was signed with one new name.
    """
    companions: dict[int | None, Candidate] = {}
    for one in found:
        if other := companions.setdefault(one.relabels_id, one):
            _require_same(other, one)
    there = acts.pending(records=[one.record.uuid for one in companions.values()]) if companions else []
    editions = {root.pk: edition for edition, root in _submitted_as(there).items()}
    return [
        Replacement(edition=editions[root], approved=one.approved())
        for root, one in companions.items()
        if root in editions
    ]


def _require_same(one: Candidate, other: Candidate) -> None:
    """Of two companions of the same record: they are one."""
    if one == other:
        return
    named = (each.companion_of.record.title() for each in (one, other) if each.companion_of)
    said = _(
        "“%(title)s” is still to come and names both “%(one)s” and “%(other)s”. Replace one of them first, and submit "
        "the other again."
    )
    told = dict(zip(("one", "other"), named, strict=True))
    raise NamesOtherwise(said % {"title": one.record.title(), **told}, one.record.uuid)


def are_complete(candidate: Candidate) -> bool:
    """Whether everything that names what is scheduled of its record would change together with it."""
    scheduled = History.of(candidate.record.uuid).pending(clock.now())
    roots = {one.relabels_id for one in candidate.companions.defer("content")}
    return roots >= {root.pk for root in _submitted_as(dict(_changed(candidate.payload, scheduled))).values()}


def relabelled(candidate: Candidate, payload: Payload, *, by: User, **beside: Any) -> Candidate:
    """What was submitted as ``candidate``, under the labels of ``payload``; it is not stored yet."""
    content = payloads.to_bytes(payload)
    return Candidate(
        record_id=candidate.record_id,
        record_version=candidate.record_version,
        content=content,
        digest=payloads.digest(content),
        change=candidate.change,
        languages=candidate.languages,
        submitted_by=by,
        submitted_at=clock.now(),
        relabels_id=candidate.relabels_id or candidate.pk,
        **beside,
    )


def _changed(payload: Payload, scheduled: Edition | None) -> Iterator[tuple[Edition, Payload]]:
    """Every coming edition that bears a label which ``payload`` changes, as it would be then."""
    if scheduled is None or payloads.named_alike(scheduled.payload.held, payload):
        return
    before = scheduled.payload.held
    for edition in coming.naming([scheduled.record], now=clock.now()):
        if edition.record != scheduled.record and edition.release.instant >= scheduled.release.instant:
            anew = payloads.relabelled(edition.payload.held, before=before, after=payload)
            if anew != edition.payload.held:
                yield edition, anew


def _submitted_as(editions: Collection[Edition]) -> dict[Edition, Candidate]:
    """What somebody submitted and became each of these, be it under another label by now. One query."""
    submitted = Candidate.objects.filter(uuid__in=[one.candidate for one in editions]).select_related("relabels")
    roots = {one.uuid: one.relabels or one for one in submitted.defer("content", "relabels__content")}
    return {edition: roots[edition.candidate] for edition in editions}
