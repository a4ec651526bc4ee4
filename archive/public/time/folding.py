"""Which stretches the bars of an overview stand for, so that they fit beside each other."""

from bisect import bisect_right
from collections.abc import Collection
from itertools import groupby
from typing import Final

from archive.catalogue.listing import Bucket
from archive.dates import PartialDate
from archive.public.time.spans import Span, Unit

# So many bars for decades fit on every screen. Where there are more, those without anything are folded; where even that
# leaves too many, they are centuries.
MOST_DECADES: Final = 12

# What one bar stands for, and what touches it.
Step = tuple[tuple[PartialDate, ...], list[Bucket]]


def steps(drawn: Span, unit: Unit, buckets: Collection[Bucket]) -> list[Step]:
    """What each bar stands for: one stretch, or where nothing is for long, several."""
    found = _unfolded(drawn, unit, buckets)
    if unit is not Unit.DECADE or len(found) <= MOST_DECADES:
        return found
    folded = _folded(found)
    return folded if len(folded) <= MOST_DECADES else _folded(_unfolded(drawn, Unit.CENTURY, buckets))


def _unfolded(drawn: Span, unit: Unit, buckets: Collection[Bucket]) -> list[Step]:
    """A step for each stretch. Of many buckets most touch only a few of them."""
    stretches = drawn.stretches(unit)
    begins = [stretch.earliest for stretch in stretches]
    touching: list[list[Bucket]] = [[] for _stretch in stretches]
    for bucket in buckets:
        if bucket.overlaps(begins[0], stretches[-1].latest):
            for place in range(max(bisect_right(begins, bucket.earliest) - 1, 0), bisect_right(begins, bucket.latest)):
                touching[place].append(bucket)
    return [((stretch,), found) for stretch, found in zip(stretches, touching, strict=True)]


def _folded(steps: list[Step]) -> list[Step]:
    found: list[Step] = []
    for is_there, several in groupby(steps, key=lambda step: bool(step[1])):
        together = list(several)
        stretches = tuple(stretch for one, _buckets in together for stretch in one)
        found += together if is_there else [(stretches, [])]
    return found
