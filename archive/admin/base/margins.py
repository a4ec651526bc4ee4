"""What stands in the margin of a record at the desk: the doubts it raises, each with the way to its spot."""

from collections.abc import Collection
from dataclasses import dataclass

from archive.editorial import acknowledgements
from archive.editorial.acknowledgements import Acknowledgement
from archive.editorial.problems import Doubt
from archive.records.base import Record

from .spots import spot_url


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDoubt:
    """``url`` leads to where it can be mended; ``acknowledged`` says who lets it stand, if somebody does."""

    doubt: Doubt
    url: str
    acknowledged: Acknowledgement | None


def told_doubts(record: Record, doubts: Collection[Doubt]) -> tuple[ToldDoubt, ...]:
    """First those that nobody lets stand. One query; none if there are no doubts."""
    known = acknowledgements.of(record.pk, doubts)
    told = (ToldDoubt(doubt=one, url=spot_url(record, one.spot), acknowledged=known.get(one.digest)) for one in doubts)
    return tuple(sorted(told, key=lambda one: bool(one.acknowledged)))
