"""How a language says dates, as well as they are known."""

from abc import abstractmethod
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Final, NamedTuple

from .letters import words
from .numbers import Numbers


class Case(StrEnum):
    """Where the words of a date stand. Only languages with cases tell them apart."""

    ALONE = "alone"
    ABOUT = "about"  # after the word for about
    SINCE = "since"  # after those for since and until


class Point(NamedTuple):
    """A month of a year, or a day of it."""

    year: int
    month: int
    day: int = 0


# Centuries, from the first to the hundredth: every one that four digits can name.
ROMAN: Final = tuple(
    tens + ones
    for tens in ("", *words("X XX XXX XL L LX LXX LXXX XC C"))
    for ones in ("", *words("I II III IV V VI VII VIII IX"))
)


class Calendar(Numbers):
    """Months and weekdays, and every form of a dating. Patterns have {} where the words of a date stand."""

    # Spring, summer, autumn, winter, as {season} of a year.
    seasons: ClassVar[tuple[str, str, str, str]]
    about: ClassVar[str]
    perhaps: ClassVar[str]
    # What has an open end, and what has one that nobody knows: "{} or earlier", "beginning unknown – {}".
    or_earlier: ClassVar[str]
    or_later: ClassVar[str]
    beginning_unknown: ClassVar[str]
    end_unknown: ClassVar[str]
    # Said after what is known of a date: "1990, month unknown".
    month_unknown: ClassVar[str]
    day_unknown: ClassVar[str]
    month_and_day_unknown: ClassVar[str]

    @cached_property
    def months(self) -> tuple[str, ...]:
        """As they stand alone, inside a sentence: "January", "yanvar", "январь"."""
        return self._months("stand-alone")

    @cached_property
    def months_of_a_day(self) -> tuple[str, ...]:
        """As they stand with a day: "20 January", "20 января"."""
        return self._months("format")

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """From Monday to Sunday."""
        return tuple(self.cldr.days["format"]["wide"][number] for number in range(7))

    def _months(self, sort: str) -> tuple[str, ...]:
        return tuple(self.cldr.months[sort]["wide"][number] for number in range(1, 13))

    # --- one date ---

    def year(self, year: int, case: Case = Case.ALONE) -> str:
        """ "1990", and in Russian "1990 года" where a case is asked for."""
        return str(year)

    def month(self, month: int, year: int = 0, case: Case = Case.ALONE) -> str:
        """ "January 1990", or without a year "January"."""
        name = self.months[month - 1] if case is Case.ALONE else self.months_of_a_day[month - 1]
        return f"{name} {self.year(year, case)}" if year else name

    def day(self, day: int, month: int, year: int = 0, case: Case = Case.ALONE) -> str:
        """ "20 January 1990", or without a year "20 January"."""
        named = f"{day} {self.months_of_a_day[month - 1]}"
        return f"{named} {self.year(year, case)}" if year else named

    def season(self, season: int, year: int, case: Case = Case.ALONE) -> str:
        """ "spring 1990"; 0 is spring and 3 winter."""
        return f"{self.seasons[season]} {self.year(year, case)}"

    @abstractmethod
    def decade(self, year: int, case: Case = Case.ALONE) -> str:
        """The years from ``year`` on: "1990s"."""

    @abstractmethod
    def century(self, number: int, case: Case = Case.ALONE) -> str:
        """ "20th century", "XX əsr"."""

    # --- several ---

    def shortened(self, points: Sequence[Point]) -> tuple[str, ...]:
        """Several dates of one year, each in words; what all share is said once, with the last: "19", "20 January
        1990".
        """
        *others, last = points
        if all(point.day and point.month == last.month for point in points):
            said = [str(point.day) for point in others]
        else:
            said = [self._in_a_year(point) for point in others]
        return (*said, self._in_a_year(last, last.year))

    def _in_a_year(self, point: Point, year: int = 0) -> str:
        return self.day(point.day, point.month, year) if point.day else self.month(point.month, year)

    def span(self, first: str, last: str, *, is_even: bool) -> str:
        """ "19–20 January 1990", but "27 September – 10 November 2020", and where the ends are not even, known to the
        day and to the year: "1988 – 12 May 1994".
        """
        return ("–" if is_even and " " not in first else " – ").join((first, last))

    @abstractmethod
    def night(self, first: str, last: str, year: int = 0) -> str:
        """Between two days in words, shortened: "night of 19–20 January 1990". ``year`` is the one that both are of."""
