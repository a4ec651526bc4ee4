"""Dates as well as they are known, in a subset of EDTF (ISO 8601-2). How languages say them is theirs to know."""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive import languages
from archive.languages import Case, Language, Point

__all__ = [
    "A_LEAP_YEAR",
    "DateError",
    "Dating",
    "PartialDate",
    "day_in_words",
    "in_words",
    "no_dating",
    "plain_day",
    "reaches_before_our_era",
    "since_in_words",
    "span_in_words",
    "validate_partial_date",
]

A_LEAP_YEAR: Final = 2000
# So many dates stay read, with what was found out of them, and said: on pages the same ones stand again and again.
MOST_READ: Final = 2_000

# In EDTF an X stands for a digit that is not known. Level 1 has it at the end only: 199X, 1990-XX, 1990-01-XX.
_WRITTEN: Final = re.compile(
    r"""(?P<year>[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))
        (?:(?<!X)-(?P<month>[01][0-9]|2[1-4]|XX)
           (?:(?<!2[1-4])-(?P<day>XX|(?<!X-)[0-9]{2}))?)?
        (?P<doubt>(?<![0-9]{4}-2[1-4])[~?%])?""",
    re.VERBOSE,
)
# Of a date: a minus before a year, the year 0, and what begins with it (000X, 00XX).
_YEAR_ZERO: Final = re.compile(r"(?:^|[\[/,])\s*(?:[-−]\s?[0-9]|000[0X]|00XX)")
# The months of a season, in the north. Winter may begin a year or end it: March is as far as it can reach.
_SEASONS: Final = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (1, 12 + 2)}


class DateError(ValueError):
    """Something that is not a date. Its text is for the archivist."""


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """One date as precisely as it is known, in the characters of EDTF. Two are equal only if known equally well.

    ``month`` may be a season (21 spring … 24 winter), of which nothing is in doubt. ``doubt`` is "~" for about, "?"
    for perhaps, "%" for both.
    """

    year: str
    month: str = ""
    day: str = ""
    doubt: str = ""

    def __post_init__(self) -> None:
        try:
            _first, _last = self.earliest, self.latest
        except (ValueError, OverflowError):
            raise _no_date(self) from None

    @classmethod
    @lru_cache(maxsize=MOST_READ)
    def parse(cls, text: str) -> Self:
        """Read "1990", "1990-01", "1990-01-20", "199X", "1990-01-XX", "1990-21", and "1990~"; nothing is guessed."""
        written = _WRITTEN.fullmatch(text)
        if not written:
            raise _no_date(text)
        return cls(**written.groupdict(default=""))

    def __str__(self) -> str:
        return "-".join(part for part in (self.year, self.month, self.day) if part) + self.doubt

    @cached_property
    def earliest(self) -> date:
        """The first day that it can mean. No margin is invented for a doubt: "circa 1905" begins with 1905."""
        return date(int(self.year.replace("X", "0")), self._months[0], int(self.day) if self._has_day else 1)

    @cached_property
    def latest(self) -> date:
        """The last day that it can mean."""
        year, month = int(self.year.replace("X", "9")), self._months[1]
        if month > 12:
            year, month = year + 1, month - 12
        return date(year, month, int(self.day) if self._has_day else monthrange(year, month)[1])

    def in_words(self, language: str) -> str:
        spoken = languages.get(language)
        is_about, is_perhaps = self.doubt in ("~", "%"), self.doubt in ("?", "%")
        said = spoken.about.format(self.said(spoken, Case.ABOUT)) if is_about else self.said(spoken)
        return spoken.perhaps.format(said) if is_perhaps else said

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a year, month or day with all its digits, be it in doubt."""
        return "X" not in str(self) and self.month not in _SEASONS

    @property
    def _months(self) -> tuple[int, int]:
        if self.month.isdecimal():
            return _SEASONS.get(self.month) or (int(self.month), int(self.month))
        return 1, 12

    @property
    def _has_day(self) -> bool:
        return self.day.isdecimal()

    @property
    def point(self) -> Point:
        """Of one that names its month."""
        return Point(int(self.year), int(self.month), int(self.day) if self._has_day else 0)

    def said(self, spoken: Language, case: Case = Case.ALONE) -> str:
        """In words, without the doubt."""
        if self.year.endswith("XX"):
            return spoken.century(int(self.year[:2]) + 1, case)
        if self.year.endswith("X"):
            return spoken.decade(int(self.year.replace("X", "0")), case)
        year = int(self.year)
        if self._has_day:
            return spoken.day(int(self.day), int(self.month), year, case)
        if self.month in _SEASONS:
            return spoken.season([*_SEASONS].index(self.month), year, case)
        if not self.month.isdecimal():
            unknown = spoken.month_and_day_unknown if self.day else spoken.month_unknown
            return f"{spoken.year(year, case)}, {unknown}" if self.month else spoken.year(year, case)
        month = spoken.month(int(self.month), year, case)
        return f"{month}, {spoken.day_unknown}" if self.day else month


@dataclass(frozen=True, kw_only=True)
class Dating:
    """When something was: a date, the span from one to another, or one of several.

    As EDTF writes them: "1990-01-20", "1990-01-19/1990-01-20", "[1992,1993]". A span may have an open end ("..") or
    one that nobody knows (""). ``joint`` is what stands between the ``points``: nothing, "/" or ",". Seasons and
    unknown digits stand alone, as in level 1 of the standard.
    """

    points: tuple[PartialDate | str, ...]
    joint: str = ""

    def __post_init__(self) -> None:
        known = self.known
        fitting = {"": len(self.points) == 1, "/": len(self.points) == 2, ",": len(self.points) > 1}
        is_readable = not self.joint or all(point.is_plain for point in known)
        if not (fitting[self.joint] and known and is_readable) or len(set(known)) < len(known):
            raise no_dating(self)
        if any(later.latest < sooner.earliest for sooner, later in pairwise(known)):
            raise DateError(_("“%(text)s” runs backwards: write the earlier date first.") % {"text": self})

    @classmethod
    @lru_cache(maxsize=MOST_READ)
    def parse(cls, text: str) -> Self:
        """Read an expression; nothing is guessed."""
        joint, parts = "", [text]
        if text.startswith("[") and text.endswith("]"):
            joint, parts = ",", text[1:-1].split(",")
        elif "/" in text:
            joint, parts = "/", text.split("/")
        ends = ("", "..") if joint == "/" else ()
        try:
            points = tuple(part if part in ends else PartialDate.parse(part) for part in parts)
        except DateError:
            raise no_dating(text) from None
        return cls(points=points, joint=joint)

    def __str__(self) -> str:
        written = self.joint.join(str(point) for point in self.points)
        return f"[{written}]" if self.joint == "," else written

    @cached_property
    def known(self) -> tuple[PartialDate, ...]:
        return tuple(point for point in self.points if isinstance(point, PartialDate))

    @cached_property
    def earliest(self) -> date | None:
        """The first day that it can mean; none if its beginning is open or unknown."""
        if not isinstance(self.points[0], PartialDate):
            return None
        return min(one.earliest for one in self._several or self.known[:1])

    @cached_property
    def latest(self) -> date | None:
        """The last day that it can mean; none if its end is open or unknown."""
        if not isinstance(self.points[-1], PartialDate):
            return None
        return max(one.latest for one in self._several or self.known[-1:])

    @property
    def _several(self) -> tuple[PartialDate, ...]:
        return self.known if self.joint == "," else ()

    @cached_property
    def order(self) -> tuple[date, bool, timedelta]:
        """Sorts datings by their beginning; what contains another comes before it: 1990, 1990-01, 1990-01-01.

        One without a beginning comes just before its end.
        """
        first = self.earliest or self.known[0].earliest
        return first, self.earliest is not None, date.max - (self.latest or date.max)

    def is_before(self, other: "Dating") -> bool:
        """Whether it ends before ``other`` begins; what overlaps has no order."""
        return bool(self.latest and other.earliest and self.latest < other.earliest)

    def touches(self, year: int) -> bool:
        """Whether it may have been in that year."""
        return (self.earliest or date.min).year <= year <= (self.latest or date.max).year

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a day, month or year beyond doubt, as in 1990-01-20."""
        return not self.joint and self.known[0].is_plain and not self.known[0].doubt

    @property
    def is_of_level_0(self) -> bool:
        """Whether it is what EDTF has at its lowest level: a day, month or year beyond doubt, or a span of two."""
        is_without_doubt = all(point.is_plain and not point.doubt for point in self.known)
        return self.joint != "," and len(self.known) == len(self.points) and is_without_doubt

    @property
    def is_two_days(self) -> bool:
        """A day and the next one: what may have been one night."""
        ends = self.days
        return self.joint == "/" and len(ends) == 2 and ends[1] - ends[0] == timedelta(days=1)

    @property
    def days(self) -> tuple[date, ...]:
        """Those that it names: of a span, the first and the last."""
        return tuple(one.earliest for one in self.known if one.earliest == one.latest)

    def in_words(self, language: str) -> str:
        spoken = languages.get(language)
        said = self._points_in_words(spoken)
        match self.joint, self.points:
            case ",", _several:
                return spoken.one_of(said)
            case "/", ("" | ".." as end, _known):
                return _no_beginning(spoken, end).format(said[0])
            case "/", (_known, "" | ".." as end):
                return _no_end(spoken, end).format(said[0])
            case "/", _both:
                return spoken.span(*said, is_even=len({len(str(one)) for one in self.known}) == 1)
        return said[0]

    def night_in_words(self, language: str) -> str:
        """Of two days: the night between them."""
        spoken = languages.get(language)
        first, last = self._points_in_words(spoken)
        years = {int(one.year) for one in self.known}
        return spoken.night(first, last, year=min(years) if len(years) == 1 else 0)

    def _points_in_words(self, spoken: Language) -> tuple[str, ...]:
        """Each; what all share is said once."""
        year = self.known[0].year
        if len(self.known) > 1 and all(not one.doubt and one.month and one.year == year for one in self.known):
            return spoken.shortened([one.point for one in self.known])
        return tuple(one.in_words(spoken.code) for one in self.known)


def in_words(written: str, language: str) -> str:
    """A dating that was read before: "1990-01-20" → "20 January 1990"."""
    return _in_words(written, languages.get(language))


@lru_cache(maxsize=MOST_READ)
def _in_words(written: str, spoken: Language) -> str:
    if day := plain_day(written):
        return spoken.day(day.day, day.month, day.year, Case.ALONE)
    return Dating.parse(written).in_words(spoken.code)


def plain_day(written: str) -> date | None:
    """The day that "1990-01-20" names; nothing for whatever else may be written. Most datings are not taken apart."""
    if len(written) == len("1990-01-20") and written[4] == written[7] == "-":
        with suppress(ValueError):
            return date.fromisoformat(written)
    return None


def since_in_words(written: str, language: str) -> str:
    """As ``in_words``, in the case that a beginning or an end asks for."""
    dating = Dating.parse(written)
    if dating.joint or dating.known[0].doubt:
        return dating.in_words(language)
    return dating.known[0].said(languages.get(language), Case.SINCE)


def span_in_words(first: str, last: str, language: str) -> str:
    """From one date to another: "1923–1991", "19–20 January 1990". One of them may be empty: that end is open.

    What stands alone in EDTF is said as well: "1990s or later", "1920s – 1991".
    """
    if first == last:
        return in_words(first, language)
    try:
        return in_words(f"{first or '..'}/{last or '..'}", language)
    except DateError:
        spoken = languages.get(language)
        if first and last:
            return spoken.span(in_words(first, language), in_words(last, language), is_even=False)
        return (_no_end if first else _no_beginning)(spoken, "..").format(in_words(first or last, language))


def _no_beginning(spoken: Language, end: str) -> str:
    return spoken.or_earlier if end == ".." else spoken.beginning_unknown


def _no_end(spoken: Language, end: str) -> str:
    return spoken.or_later if end == ".." else spoken.end_unknown


@lru_cache(maxsize=MOST_READ)
def day_in_words(month: int, day: int, language: str) -> str:
    """A day of any year; 29 February is one."""
    PartialDate(year=str(A_LEAP_YEAR), month=f"{month:02}", day=f"{day:02}")
    return languages.get(language).day(day, month)


def validate_partial_date(value: str) -> None:
    """For fields that hold the text of a ``PartialDate``: one date, as that of a decree."""
    try:
        PartialDate.parse(value)
    except DateError as error:
        raise ValidationError(str(error), code="date") from error


# --- what is refused ---------------------------------------------------------------------------------


def reaches_before_our_era(text: str) -> bool:
    """Whether it is written like a date of which a part lies before the year 1."""
    return bool(_YEAR_ZERO.search(text) or _before_our_era_in_words().search(text))


@lru_cache(maxsize=1)
def _before_our_era_in_words() -> re.Pattern[str]:
    """44 BC, in every language."""
    words = "|".join(spoken.says_before_our_era for spoken in languages.known())
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _before_our_era(given: object) -> DateError:
    return DateError(
        _("“%(text)s” reaches back before the year 1, with which the dates of the archive begin. Say it in the text.")
        % {"text": given}
    )


def _no_date(given: object) -> DateError:
    if reaches_before_our_era(str(given)):
        return _before_our_era(given)
    return DateError(
        _(
            "“%(text)s” is not a date of the calendar. Write the day as 1990-01-20, or the month as 1990-01, "
            "or only the year as 1990."
        )
        % {"text": given}
    )


def no_dating(given: object) -> DateError:
    """What is wrong with something that is no ``Dating``."""
    if reaches_before_our_era(str(given)):
        return _before_our_era(given)
    return DateError(
        _(
            "“%(text)s” is not a date the archive can read. Write 1990-01-20, 1990-01 or 1990; 1990-01-19/1990-01-20 "
            "for a span; 1905~ for circa; 199X for the 1990s; [1992,1993] for one of several."
        )
        % {"text": given}
    )
