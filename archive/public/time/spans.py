"""Stretches of the calendar between which a timeline is zoomed: centuries, decades, years, months, days.

A stretch is written as EDTF has it: 19XX, 199X, 1990, 1990-01, 1990-01-20.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import Final

from archive.dates import MOST_READ, Dating, PartialDate

# More bars than these do not fit beside each other.
MOST_BARS: Final = 40


class Unit(IntEnum):
    """How long a stretch is; as a number, how many characters say it.

    Bars stand for centuries where decades are too many; nothing is read under them.
    """

    CENTURY = 2
    DECADE = 3
    YEAR = 4
    MONTH = 7
    DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From a first to a last day."""

    first: date
    last: date

    def touches(self, other: "Span") -> bool:
        return self.first <= other.last and self.last >= other.first

    def within(self, other: "Span") -> bool:
        return other.first <= self.first and self.last <= other.last

    @property
    def unit(self) -> Unit:
        """The shortest unit in which all of it can be shown; decades for whatever is longer."""
        counts = {
            Unit.DAY: (self.last - self.first).days + 1,
            Unit.MONTH: self.months,
            Unit.YEAR: self.last.year - self.first.year + 1,
        }
        return next((unit for unit, count in counts.items() if count <= MOST_BARS), Unit.DECADE)

    @property
    def months(self) -> int:
        """How many of them it touches."""
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    @property
    def headings(self) -> tuple[Unit, ...]:
        """Under which headings what happened in it is read: from the larger to the smaller."""
        unit = self.unit
        if unit is Unit.YEAR and not self.within(of(containing(self.first, Unit.DECADE))):
            unit = Unit.DECADE
        units = tuple(Unit)
        return units[units.index(unit) :][:2]

    def stretches(self, unit: Unit) -> tuple[PartialDate, ...]:
        """Those that it touches, in order."""
        found = [containing(self.first, unit)]
        while found[-1].latest < self.last:
            found.append(containing(found[-1].latest + timedelta(days=1), unit))
        return tuple(found)

    def enclosing(self) -> tuple[PartialDate, ...]:
        """The stretches it lies in, from the decade to the day."""
        found = (containing(self.first, unit) for unit in Unit if unit is not Unit.CENTURY)
        return tuple(stretch for stretch in found if self.within(of(stretch)))

    def nearest(self, day: date) -> date:
        """``day``, or the end of it that is nearest to it."""
        return min(max(day, self.first), self.last)

    def across(self, day: date, *, at_its_end: bool = False) -> float:
        """Where ``day`` begins in it, or ends, from 0 to 1; what lies outside is at its ends."""
        whole = (self.last - self.first).days + 1
        return min(max(((day - self.first).days + at_its_end) / whole, 0.0), 1.0)


def of(stretch: PartialDate) -> Span:
    return Span(first=stretch.earliest, last=stretch.latest)


def containing(day: date, unit: Unit) -> PartialDate:
    return _cut(day.isoformat(), unit)


def beginning(dating: Dating, unit: Unit) -> PartialDate:
    """The stretch in which it begins, or a longer one if it is known no better: 1990 of 1990~, whatever the unit."""
    first = dating.known[0]
    return _cut(str(first).removesuffix(first.doubt), unit)


@lru_cache(maxsize=MOST_READ)
def first_of(written: str, unit: Unit) -> PartialDate:
    """The same of a dating that was read before."""
    return beginning(Dating.parse(written), unit)


def _cut(written: str, unit: Unit) -> PartialDate:
    # There was no year 0, so the nine years after it make no decade, nor the 99 a century.
    if unit is Unit.CENTURY and not written.startswith("00"):
        written = f"{written[:2]}XX"
    elif unit <= Unit.DECADE:
        written = written[:4] if written.startswith("000") else f"{written[:3]}X"
    return PartialDate.parse(written[: max(unit, Unit.YEAR)])
