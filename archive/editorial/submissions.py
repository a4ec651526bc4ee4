"""What was submitted of one record, and what became of it. What lists ask of many, ``reviewing`` says in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from archive import clock
from archive.editions.histories import History
from archive.editions.models import Edition
from archive.records.base import Record

from .models import Candidate, Review

# Every candidate of a record without its content, and the verdict on it. Every act asks this.
_SUBMITTED: Final = f"""
SELECT {", ".join(f"candidate.{field.column}" for field in Candidate._meta.concrete_fields if field.name != "content")},
    review.verdict
FROM archive_candidate AS candidate LEFT JOIN archive_review AS review ON review.candidate_id = candidate.id
WHERE candidate.record_id = %s ORDER BY candidate.id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submissions:
    """``candidates`` are all there are of ``record``, the first one first, without their contents."""

    record: Record
    candidates: tuple[Candidate, ...]
    history: History
    now: datetime

    @classmethod
    def of(cls, record: Record, history: History, *, now: datetime) -> Self:
        """What was submitted of ``record``, the ``history`` of which has been read. One query."""
        candidates = tuple(Candidate.objects.raw(_SUBMITTED, [record.pk]))
        return cls(record=record, candidates=candidates, history=history, now=now)

    @classmethod
    def read(cls, record: Record) -> Self:
        """The same, with its history. Two queries."""
        return cls.of(record, History.of(record.uuid), now=clock.now())

    @property
    def last(self) -> Candidate | None:
        """The last that somebody submitted."""
        return next((one for one in reversed(self.candidates) if one.companion_of_id is None), None)

    def verdict(self, candidate: Candidate) -> str:
        """What was said of ``candidate``; empty as long as nothing was."""
        return next((getattr(one, "verdict") or "" for one in self.candidates if one.pk == candidate.pk), "")  # noqa: B009

    def became(self, candidate: Candidate) -> Edition | None:
        """The edition that ``candidate`` became, be it under another label, unless that was recalled."""
        return next(self._editions_of(candidate), None)

    def is_stale(self, candidate: Candidate) -> bool:
        """Whether the record was saved or submitted again since, or readers were given another edition of it."""
        return not self._is_unchanged(candidate) or self._was_given_another(candidate)

    def is_overtaken(self, candidate: Candidate) -> bool:
        """Whether the record still says this, and it was not returned, but readers were given another edition first."""
        is_waiting = self._is_unchanged(candidate) and self._was_given_another(candidate)
        is_returned = self.verdict(candidate) == Review.Verdict.RETURNED
        return is_waiting and not is_returned and self.became(candidate) is None

    def _is_unchanged(self, candidate: Candidate) -> bool:
        return self.last == candidate and candidate.record_version == self.record.version

    def _was_given_another(self, candidate: Candidate) -> bool:
        own = [edition.pk for edition in self._editions_of(candidate)]
        others = (edition for edition in self.history.issued.values() if edition.pk not in own)
        return any(candidate.submitted_at < other.release.instant <= self.now for other in others)

    def _editions_of(self, candidate: Candidate) -> Iterator[Edition]:
        """The last one first."""
        own = {one.uuid for one in self.candidates if candidate.pk in (one.pk, one.relabels_id)}
        return (edition for edition in reversed(self.history.issued.values()) if edition.candidate in own)
