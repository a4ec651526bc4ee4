"""An axis of time that is true to scale wherever something is, and folded where nothing is for long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final

from archive.public.time import spans
from archive.public.time.spans import Span, Unit

# A time without anything is folded if it is longer than such a part of all that is shown.
LONG: Final = 1 / 8
# Between two stretches so much of the width is kept free.
FOLD: Final = 0.035
# Up to so many months an axis is one of months; else it is one of years.
MOST_MONTHS: Final = 30


@dataclass(frozen=True)
class Axis:
    """``stretches`` are drawn side by side on one scale, the earliest first, in whole months or years (``unit``)."""

    stretches: tuple[Span, ...]
    unit: Unit

    @property
    def folded(self) -> tuple[Span, ...]:
        a_day = timedelta(days=1)
        return tuple(Span(first=one.last + a_day, last=other.first - a_day) for one, other in pairwise(self.stretches))

    def across(self, day: date, *, at_its_end: bool = False) -> float:
        """Where ``day`` begins, or ends, from 0 to 1. What is folded lies between its neighbours."""
        before = 0.0
        for place, one in enumerate(self.stretches):
            if day <= one.last:
                part = max((day - one.first).days + at_its_end, 0) / self._days
                return before + part * self._free - (FOLD / 2 if place and day < one.first else 0)
            before += _length(one) / self._days * self._free + FOLD
        return 1.0

    def length(self, unit: Unit) -> float:
        """How long one of them is, of the whole width."""
        return {Unit.MONTH: 30.4, Unit.YEAR: 365.25}[unit] / self._days * self._free

    @cached_property
    def _days(self) -> int:
        return sum(_length(one) for one in self.stretches)

    @cached_property
    def _free(self) -> float:
        return 1 - FOLD * (len(self.stretches) - 1)


def of(times: Sequence[Span]) -> Axis:
    """The axis of what happened in ``times``, of which there is one at least."""
    together = sorted(times, key=lambda one: one.first)
    whole = max(one.last for one in together) - together[0].first
    found = tuple(_clusters(together, whole * LONG))
    unit = Unit.MONTH if sum(one.months for one in found) <= MOST_MONTHS else Unit.YEAR
    return Axis(tuple(_clusters((_rounded(one, unit) for one in found), timedelta(days=1))), unit)


def _clusters(times: Iterable[Span], most: timedelta) -> Iterator[Span]:
    """Those together between which no more time lies than ``most``."""
    here: Span | None = None
    for one in times:
        if here is None or one.first - here.last > most:
            if here:
                yield here
            here = one
        else:
            here = Span(first=here.first, last=max(here.last, one.last))
    if here:
        yield here


def _rounded(span: Span, unit: Unit) -> Span:
    first, last = (spans.containing(day, unit) for day in (span.first, span.last))
    return Span(first=first.earliest, last=last.latest)


def _length(span: Span) -> int:
    return (span.last - span.first).days + 1
