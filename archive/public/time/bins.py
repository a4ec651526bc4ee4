"""Which stretches the bars of an overview stand for, so that they fit beside each other."""

from bisect import bisect_right
from collections.abc import Collection
from itertools import groupby
from typing import Final, NamedTuple

from archive.catalogue.listing import Bucket
from archive.dates import PartialDate
from archive.public.time.spans import Span, Unit

# So many bars for decades fit on every screen. Where there are more, those without anything make a gap; where even that
# leaves too many, they are centuries.
MOST_DECADES: Final = 12


class Bin(NamedTuple):
    """What one bar stands for, and what touches it."""

    stretches: tuple[PartialDate, ...]
    buckets: list[Bucket]


def binned(drawn: Span, unit: Unit, buckets: Collection[Bucket]) -> list[Bin]:
    """What each bar stands for: one stretch, or where nothing is for long, several."""
    found = _one_per_stretch(drawn, unit, buckets)
    if unit is not Unit.DECADE or len(found) <= MOST_DECADES:
        return found
    with_gaps = _with_gaps(found)
    return with_gaps if len(with_gaps) <= MOST_DECADES else _with_gaps(_one_per_stretch(drawn, Unit.CENTURY, buckets))


def _one_per_stretch(drawn: Span, unit: Unit, buckets: Collection[Bucket]) -> list[Bin]:
    """A bin for each stretch. Of many buckets most touch only a few of them."""
    stretches = drawn.stretches(unit)
    begins = [stretch.earliest for stretch in stretches]
    touching: list[list[Bucket]] = [[] for _stretch in stretches]
    for bucket in buckets:
        if bucket.overlaps(begins[0], stretches[-1].latest):
            for place in range(max(bisect_right(begins, bucket.earliest) - 1, 0), bisect_right(begins, bucket.latest)):
                touching[place].append(bucket)
    return [Bin((stretch,), found) for stretch, found in zip(stretches, touching, strict=True)]


def _with_gaps(bins: list[Bin]) -> list[Bin]:
    found: list[Bin] = []
    for is_there, several in groupby(bins, key=lambda one: bool(one.buckets)):
        together = list(several)
        stretches = tuple(stretch for one in together for stretch in one.stretches)
        found += together if is_there else [Bin(stretches, [])]
    return found
