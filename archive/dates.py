"""Dates that may be known to the day, the month or only the year; and how three languages say them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = ["DateError", "PartialDate", "day_in_words", "validate_partial_date", "years_ago"]


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


# Azerbaijani writes its months small inside a sentence (Django's own catalogue writes them large). Russian
# has two cases: "январь 1990", but "20 января 1990" (Django's month-and-day format has the wrong one).
MONTHS: Final = {
    "az": _words("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
    "en": _words("January February March April May June July August September October November December"),
    "ru": _words("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
}
MONTHS_OF_A_DAY: Final = MONTHS | {
    "ru": _words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
}
A_LEAP_YEAR: Final = 2000

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class DateError(ValueError):
    """Something that is not a date. Its text is for the archivist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date as precisely as it is known. Two are equal only if they are known equally well."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        try:
            date(self.year, self.month or 1, self.day or 1)
        except (ValueError, OverflowError):
            raise _no_date(self) from None
        if self.month == 0 or self.day == 0 or (self.day and not self.month):
            raise _no_date(self)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "1990", "1990-01" or "1990-01-20"; nothing is guessed from anything else."""
        written = _WRITTEN.fullmatch(text)
        if not written:
            raise _no_date(text)
        year, month, day = (int(part) if part else None for part in written.groups())
        return cls(year=year or 0, month=month, day=day)

    def __str__(self) -> str:
        known = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(known)

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def in_words(self, language: str) -> str:
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{MONTHS[_spoken(language)][self.month - 1]} {self.year}"
        return f"{day_in_words(self.month, self.day, language)} {self.year}"


def day_in_words(month: int, day: int, language: str) -> str:
    """A day of any year; 29 February is one."""
    known = PartialDate(year=A_LEAP_YEAR, month=month, day=day)
    return f"{known.day} {MONTHS_OF_A_DAY[_spoken(language)][month - 1]}"


def years_ago(year: int, on_year: int, language: str) -> str:
    """How long before ``on_year`` the year ``year`` was, counting calendar years: "36 years ago".

    The same year is "this year", a later one "in 2 years".
    """
    count = on_year - year
    this_year, past, future = _DISTANCES[_spoken(language)]
    if count == 0:
        return this_year
    pattern = past if count > 0 else future
    return pattern.format(count=abs(count), years=_years(abs(count), _spoken(language)))


def validate_partial_date(value: str) -> None:
    """For form and model fields that hold the text of a ``PartialDate``."""
    try:
        PartialDate.parse(value)
    except DateError as error:
        raise ValidationError(str(error), code="date") from error


_DISTANCES: Final = {
    "az": ("bu il", "{count} {years} əvvəl", "{count} {years} sonra"),
    "en": ("this year", "{count} {years} ago", "in {count} {years}"),
    "ru": ("в этом году", "{count} {years} назад", "через {count} {years}"),
}


def _years(count: int, language: str) -> str:
    if language == "az":
        return "il"  # no plural after a number
    if language == "en":
        return "year" if count == 1 else "years"
    # The three Russian forms: 1, 21, 31 год; 2-4, 22-24 года; all others, and 11-14, лет.
    if count % 100 in range(11, 15):
        return "лет"
    return {1: "год", 2: "года", 3: "года", 4: "года"}.get(count % 10, "лет")


def _spoken(language: str) -> str:
    """One of the three languages: "en-gb" counts as English, and so does a language not spoken here."""
    primary = language.partition("-")[0].lower()
    return primary if primary in MONTHS else "en"


def _no_date(given: object) -> DateError:
    return DateError(
        _(
            "“%(text)s” is not a date of the calendar. Write the day as 1990-01-20, or the month as 1990-01, "
            "or only the year as 1990."
        )
        % {"text": given}
    )
