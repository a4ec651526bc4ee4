"""What is submitted, from the record that is claimed to the candidate that is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from archive import clock
from archive.editions import payloads
from archive.editions.histories import History
from archive.editions.knowledge import unknown
from archive.editions.models import ChangeKind, Edition, Release
from archive.editions.payloads import Payload
from archive.records.base import Record

from . import authorship, companions, freezing, packages
from .freezing import Asked, Public
from .models import Candidate
from .people import User
from .submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A record that nobody else submits meanwhile, what is asked of it, and what readers have or will have of it."""

    asked: Asked
    history: History
    before: Payload | None
    scheduled: Edition | None

    @property
    def record(self) -> Any:
        return self.asked.record


def labels(opened: Sequence[Opened], release: Release | None) -> tuple[Public, list[Candidate], Release | None]:
    """What readers see of all that is named, what was submitted of the rest, and with which release it is public."""
    names = frozenset[str]().union(*(one.asked.names() for one in opened))
    public = Public(names, release.instant if release else clock.now())
    absent = names - public.payloads.keys() - {str(one.record.uuid) for one in opened}
    joined = packages.joinable(absent)
    if release is None and (release := packages.release_of(absent - joined.keys())):
        public = Public(names, release.instant)
    return public, list(joined.values()), release


def store(
    one: Opened, payload: Payload, *, by: User, release: Release | None, remark: str, package: UUID | None
) -> Candidate:
    content, record = payloads.to_bytes(payload), one.record
    # Before a first edition readers were given nothing that could overtake anything.
    late = None if payload.change.kind == ChangeKind.FIRST else _overtaken(record, one.history)
    candidate = Candidate.objects.create(
        record_id=record.pk,
        record_version=record.version,
        content=content,
        digest=payloads.digest(content),
        change=payload.change.kind,
        languages=sorted(one.asked.languages),
        release=release if release and unknown(payload, at=clock.now()) else None,
        submitted_by=by,
        submitted_at=clock.now(),
        remark=remark,
        package=package,
        has_content_note=payload.has_content_note() or None,
    )
    candidate.payload, candidate.record = payload, record
    freezing.of(record).keep_with(candidate)
    authorship.sign(candidate, history=one.history, again=late)
    companions.store(candidate, scheduled=one.history.pending(candidate.submitted_at), by=by)
    return candidate


def _overtaken(record: Record, history: History) -> Candidate | None:
    """The last candidate, if it says the same and readers were given another edition before it could go out."""
    found = Submissions.of(record, history, now=clock.now())
    return found.last if found.last and found.is_overtaken(found.last) else None
