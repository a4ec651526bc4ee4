"""What was submitted of a record, and what became of it. What lists ask of many is stored: see ``states``."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Self
from uuid import UUID

from archive import clock
from archive.editions.histories import History
from archive.editions.models import FOREVER, Edition, LedgerEntry, Release
from archive.prepared import Columns, found, places
from archive.records.base import Record

from . import sealed
from .models import Candidate, Review

# Every candidate of records without its content, the verdict on it, and the seals of its record: those of the version
# that was submitted, and those of the version that stands now. Every act asks this.
_CANDIDATES: Final = Columns(Candidate, but=["content"])
_SUBMITTED: Final = f"""
SELECT {_CANDIDATES.of("candidate")}, review.verdict, record.version, submitted.seals, saved.seals
FROM archive_candidate AS candidate
JOIN archive_record AS record ON record.id = candidate.record_id
LEFT JOIN archive_review AS review ON review.candidate_id = candidate.id
LEFT JOIN archive_contribution AS submitted
    ON submitted.record_id = candidate.record_id AND submitted.version = candidate.record_version
LEFT JOIN archive_contribution AS saved ON saved.record_id = record.id AND saved.version = record.version
WHERE candidate.record_id IN ({{}}) ORDER BY candidate.id"""
# Every release that acts on records are about, with the act and the edition.
_OF_RELEASE: Final = Columns(Release, only=["id", "instant"])
_ISSUED: Final = f"""
SELECT record.id, act.seq, act.act, edition.id, edition.candidate, {_OF_RELEASE.of("release")}
FROM archive_record AS record JOIN archive_ledgerentry AS act ON act.record = record.uuid
JOIN archive_edition AS edition ON edition.id = act.edition_id
JOIN archive_release AS release ON release.id = edition.release_id
WHERE record.id IN ({{}}) ORDER BY act.seq"""
_OF_RECORD: Final = Columns(Record, only=["id", "uuid", "kind", "version", "merged_into"])
_RECORDS: Final = f"SELECT {_OF_RECORD.of('record')} FROM archive_record AS record WHERE id IN ({{}}) ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submissions:
    """``candidates`` are all there are of ``record``, the first one first, without their contents."""

    record: Record
    candidates: tuple[Any, ...]
    history: History
    now: datetime

    @classmethod
    def of(cls, record: Record, history: History, *, now: datetime) -> Self:
        """What was submitted of ``record``, the ``history`` of which has been read. One query."""
        candidates = tuple(map(_candidate, _asked(_SUBMITTED, [record.pk])))
        return cls(record=record, candidates=candidates, history=history, now=now)

    @classmethod
    def of_each(cls, records: Collection[int], *, now: datetime) -> list[Self]:
        """The same of those ``records`` (their primary keys) that there are; no payload is read. Three queries."""
        submitted: dict[int, list[Candidate]] = defaultdict(list)
        for one in map(_candidate, _asked(_SUBMITTED, records)):
            submitted[one.record_id].append(one)
        acts: dict[int, list[LedgerEntry]] = defaultdict(list)
        for key, *act in _asked(_ISSUED, records):
            acts[key].append(_act(*act))
        return [
            cls(
                record=record,
                candidates=tuple(submitted[record.pk]),
                history=History(record.uuid, tuple(acts[record.pk])),
                now=now,
            )
            for record in map(_OF_RECORD.read, _asked(_RECORDS, records))
        ]

    @classmethod
    def read(cls, record: Record) -> Self:
        """The same, with its history. Two queries."""
        return cls.of(record, History.of(record.uuid), now=clock.now())

    def after(self, history: History, *, now: datetime) -> Self:
        """The same at another instant, when more was done."""
        return replace(self, history=history, now=now)

    @property
    def last(self) -> Candidate | None:
        """The last that somebody submitted."""
        return next((one for one in reversed(self.candidates) if one.companion_of_id is None), None)

    def verdict(self, candidate: Candidate) -> str:
        """What was said of ``candidate``; empty as long as nothing was."""
        return next((one.verdict or "" for one in self.candidates if one.pk == candidate.pk), "")

    def became(self, candidate: Candidate) -> Edition | None:
        """The edition that ``candidate`` became, be it under another label, unless that was recalled."""
        return next(self._editions_of(candidate), None)

    @property
    def candidate(self) -> Candidate | None:
        """The last one, if it can still be decided on."""
        return self.last if self.last and not self.is_stale(self.last) else None

    def is_stale(self, candidate: Candidate) -> bool:
        """Whether the record says something else by now in what ``candidate`` holds of it; or was submitted again, or
        readers were given another edition of it.
        """
        return not self._is_unchanged(candidate) or self._was_given_another(candidate)

    def is_overtaken(self, candidate: Candidate) -> bool:
        """Whether the record still says this, and it was not returned, but readers were given another edition first."""
        is_waiting = self._is_unchanged(candidate) and self._was_given_another(candidate)
        is_returned = self.verdict(candidate) == Review.Verdict.RETURNED
        return is_waiting and not is_returned and self.became(candidate) is None

    def is_changed(self) -> bool:
        """Whether the record says anything by now that readers have not been given."""
        return sealed.says_more(self._given(self.now))

    def is_unsubmitted(self) -> bool:
        """Whether it says anything that they have not been given, and is not to come either."""
        return sealed.says_more(self._given(FOREVER))

    def goes_out_otherwise(self) -> bool:
        """Whether the record says something else by now than what is still to come of it."""
        pending = self.history.pending(self.now)
        return any(sealed.differs(one) for one in self.candidates if pending and one.uuid == pending.candidate)

    def _is_unchanged(self, candidate: Candidate) -> bool:
        return self.last is not None and self.last == candidate and not sealed.differs(self.last)

    def _given(self, instant: datetime) -> Iterator[Candidate]:
        """What readers are given until ``instant``, the last of it first."""
        submitted = {one.uuid: one for one in self.candidates}
        for edition in reversed(self.history.issued.values()):
            if edition.release.instant <= instant and edition.candidate in submitted:
                yield submitted[edition.candidate]

    def _was_given_another(self, candidate: Candidate) -> bool:
        own = [edition.pk for edition in self._editions_of(candidate)]
        others = (edition for edition in self.history.issued.values() if edition.pk not in own)
        return any(candidate.submitted_at < other.release.instant <= self.now for other in others)

    def _editions_of(self, candidate: Candidate) -> Iterator[Edition]:
        """The last one first."""
        own = {one.uuid for one in self.candidates if candidate.pk in (one.pk, one.relabels_id)}
        return (edition for edition in reversed(self.history.issued.values()) if edition.candidate in own)


def _asked(sql: str, records: Collection[int]) -> list[tuple[Any, ...]]:
    return found(sql.format(places(records)), [*records]) if records else []


def _candidate(row: Sequence[Any]) -> Any:
    """A candidate with what is ``_SUBMITTED`` beside it."""
    candidate: Any = _CANDIDATES.read(row[: len(_CANDIDATES)])
    candidate.verdict, candidate.version_now, candidate.seals, candidate.seals_now = row[len(_CANDIDATES) :]
    return candidate


def _act(seq: int, act: str, edition: int, candidate: Any, *release: Any) -> LedgerEntry:
    """An act, as far as it says what was issued and what of it was taken back; with its edition and its release."""
    issued = Edition(pk=edition, candidate=UUID(str(candidate)), release=_OF_RELEASE.read(release))
    return LedgerEntry(seq=seq, act=act, edition=issued)
