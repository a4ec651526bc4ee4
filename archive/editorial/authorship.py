"""Whose words a candidate holds. None of these people approves it; the database asks the same rows."""

from collections.abc import Collection, Iterator
from typing import Final

from django.db import connection

from archive import clock
from archive.editions.histories import History
from archive.editions.payloads import Payload
from archive.editions.payloads.sources import SourcePayload
from archive.records.base import Record
from archive.records.sources import CapturedCopy

from .models import Candidate, CandidateAuthor

SAVED: Final = """
SELECT saved.by_id FROM archive_contribution AS saved WHERE saved.record_id = %s AND saved.version > %s
UNION SELECT brought.person_id FROM archive_broughtin AS brought
JOIN archive_contribution AS saved ON saved.id = brought.contribution_id
WHERE saved.record_id = %s AND saved.version > %s
UNION SELECT saved.by_id FROM archive_confirmation AS saved WHERE saved.statement_id = %s AND saved.version > %s"""
# To be one: to save, to be brought in, to confirm what was carried.
WAYS: Final = 3
UNTIL: Final = SAVED.replace("AND saved.version > %s", "AND saved.version > %s AND saved.version <= %s")


def sign(candidate: Candidate, *, history: History, again: Candidate | None = None) -> None:
    """Name everybody who wrote any of ``candidate``: call it once for each that is stored.

    ``history`` is that of its record.
    ``again`` is an earlier candidate of which words or a note are submitted once more: its authors stay authors.
    """
    since = _since(history, candidate.languages, keeps_back=_kept_back(candidate.payload))
    people = {candidate.submitted_by_id, *_saved(candidate.record_id, since)}
    people |= _captured(candidate.record_id, candidate.payload, history)
    if again:
        people.update(again.authors.values_list("person_id", flat=True))
    CandidateAuthor.objects.bulk_create(CandidateAuthor(candidate=candidate, person_id=pk) for pk in sorted(people))


def not_yet_public(record: Record) -> set[int]:
    """Primary keys of everybody with work in ``record``, in any language, that readers may not have been given."""
    return _saved(record.pk, _since(History.of(record.uuid), record.languages()))


def wrote(record: Record, version: int, languages: Collection[str]) -> set[int]:
    """Whoever has work in ``record``, in ``languages``, as it was saved as ``version``, that was not public before."""
    since = _since(History.of(record.uuid), languages, before=version)
    return _people(UNTIL, [record.pk, since, version] * WAYS)


def _saved(record: int, since: int) -> set[int]:
    """Whoever saved a later version, whose work came along with that, and who confirmed any of its words."""
    return _people(SAVED, [record, since] * WAYS)


def _people(sql: str, params: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return {person for (person,) in cursor.fetchall()}


def _since(
    history: History,
    languages: Collection[str],
    *,
    keeps_back: frozenset[str] = frozenset(),
    before: int | None = None,
) -> int:
    """The last version, or the last ``before`` one, that readers were given in all of ``languages``; 0 for none.

    An edition that left a language out gave nothing of it, nor did one that kept back more than ``keeps_back``.
    """
    found: dict[str, int] = {}
    for candidate, payload in _given(history):
        if found.keys() >= set(languages):
            break
        if _kept_back(payload) <= keeps_back and (before is None or candidate.record_version < before):
            found = dict.fromkeys(candidate.languages, candidate.record_version) | found
    return min((found.get(one, 0) for one in languages), default=0)


def _given(history: History) -> Iterator[tuple[Candidate, Payload]]:
    """What became an edition that readers have had, the last first. One may be recalled until its instant."""
    now = clock.now()
    issued = {one.candidate: one.payload for one in history.issued.values() if one.release.instant <= now}
    if not issued:
        return
    candidates = Candidate.objects.filter(uuid__in=issued).defer("content")
    for candidate in candidates.order_by("-record_version", "-pk"):
        yield candidate, issued[candidate.uuid].held


def _kept_back(payload: Payload) -> frozenset[str]:
    """What readers are not given although the record says it: they are only led on, or read initials for a name."""
    kept = (("words", payload.merged_into is not None), ("name", payload.withholds_name()))
    return frozenset(what for what, is_kept in kept if is_kept)


def _captured(record: int, payload: Payload, history: History) -> set[int]:
    """Who captured the copy that readers would be offered, unless they have been before."""
    offered = payload.offered_copy if isinstance(payload, SourcePayload) else None
    if offered is None or any(getattr(one, "offered_copy", None) == offered for _by, one in _given(history)):
        return set()
    copies = CapturedCopy.objects.filter(source=record, sha256=offered.sha256)
    return set(copies.values_list("captured_by_id", flat=True))
