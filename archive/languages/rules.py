"""How a language says the days that laws set (``archive.rules``)."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from .calendar import Calendar

LAST = -1


class Rules(Calendar):
    """Weekdays are counted from Monday, 0. ``anchor`` is a day in words, or the quoted name of another observance."""

    # By the value of ``archive.rules.Side``, with {weekday} and {anchor}: "the {weekday} on or before {anchor}".
    weekday_near: ClassVar[Mapping[str, str]]
    # With {name}, and, where days are counted, {days}: "{days} after {name}".
    on_the_day_of: ClassVar[str]
    after: ClassVar[str]
    before: ClassVar[str]
    # "days listed for each year"
    listed_days: ClassVar[str]
    # Of what is kept on 29 February: "not in other years", "in other years {}".
    not_in_other_years: ClassVar[str]
    in_other_years: ClassVar[str]

    @abstractmethod
    def nth_weekday(self, nth: int, weekday: int, month: int) -> str:
        """ "the second Sunday of November"; the last one is -1."""

    def near(self, side: str, weekday: int, anchor: str) -> str:
        """ "the Sunday on or before 9 May"."""
        return self.weekday_near[side].format(weekday=self.weekdays[weekday], anchor=anchor)

    def offset(self, days: int, name: str) -> str:
        """ "2 days after “Name”"; before it with a minus, and of none "the day of “Name”"."""
        pattern = (self.after if days > 0 else self.before) if days else self.on_the_day_of
        return pattern.format(name=self.quoted(name), days=self.days(abs(days)))

    def shifted(self, weekday: int, days: int) -> str:
        """ "Friday → Thursday"."""
        return f"{self.weekdays[weekday]} → {self.weekdays[(weekday + days) % 7]}"
