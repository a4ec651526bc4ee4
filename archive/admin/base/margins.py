"""What stands in the margin of a record at the desk: the doubts it raises, each with the way to its spot."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.editorial.problems import Doubt
from archive.records.base import Record

from .spots import spot_url


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDoubt:
    """``url`` leads to where it can be mended."""

    doubt: Doubt
    url: str


def told_doubts(record: Record, doubts: Iterable[Doubt]) -> tuple[ToldDoubt, ...]:
    return tuple(ToldDoubt(doubt=one, url=spot_url(record, one.spot)) for one in doubts)
