"""What is still open of the statements of a year and of those before: doubts nobody lets stand, comments that wait."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from archive import clock
from archive.editions.models import Interval
from archive.editorial import acknowledgements, comments, freezing, readiness
from archive.editorial.comments import Comment
from archive.editorial.problems import Doubt
from archive.records.observances import Observance
from archive.records.statements import Statement

# So many statements of the year are looked through, and as many of the years before.
MOST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is open of one statement, by its key; nothing of most."""

    statement: int
    doubts: tuple[Doubt, ...]
    comments: tuple[Comment, ...]


def of(observance: Observance, now: Sequence[Statement], before: Sequence[Statement]) -> list[Open]:
    """Of those of this year as they are saved, and of those ``before`` as readers have them; in that order."""
    now, before = now[:MOST], before[:MOST]
    raised = {**_saved(observance, now), **_public(before)}
    stands = acknowledgements.of_each(raised)
    said = _comments([one.pk for one in (*now, *before)])
    found = (
        Open(
            statement=one.pk,
            doubts=tuple(doubt for doubt in raised.get(one.pk, ()) if doubt.digest not in stands[one.pk]),
            comments=tuple(comment for comment in said if comment.candidate.record_id == one.pk),
        )
        for one in (*now, *before)
    )
    return [one for one in found if one.doubts or one.comments]


def _saved(observance: Observance, statements: Sequence[Statement]) -> dict[int, tuple[Doubt, ...]]:
    found = [one for one in freezing.read_several(statements) if isinstance(one, Statement)]
    for one in found:
        one.observance = observance  # which has been read
    return {one.pk: readiness.doubts(one) for one in found}


def _public(statements: Sequence[Statement]) -> dict[int, tuple[Doubt, ...]]:
    return dict(_of_editions({one.uuid: one.pk for one in statements}))


def _of_editions(keys: dict[UUID, int]) -> Iterator[tuple[int, tuple[Doubt, ...]]]:
    stands = Interval.objects.live(clock.now()).filter(record__in=keys).select_related("payload") if keys else ()
    found = {keys[one.record]: tuple(readiness.doubts_in(one.payload.held)) for one in stands}
    yield from {**dict.fromkeys(keys.values(), ()), **found}.items()


def _comments(statements: Collection[int]) -> list[Comment]:
    """Those that wait, in one query."""
    waiting = comments.Comment.objects.filter(candidate__record__in=statements, opened__isnull=False)
    return list(waiting.select_related("candidate", "by").defer("candidate__content").order_by("pk"))
