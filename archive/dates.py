"""Dates as well as they are known, in a subset of EDTF (ISO 8601-2); and how three languages say them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = [
    "A_LEAP_YEAR",
    "MONTHS",
    "MONTHS_OF_A_DAY",
    "DateError",
    "Dating",
    "PartialDate",
    "counted_year",
    "day_in_words",
    "in_words",
    "no_dating",
    "ordinal",
    "reaches_before_our_era",
    "since_in_words",
    "span_in_words",
    "validate_partial_date",
    "years_ago",
]


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

# In EDTF an X stands for a digit that is not known. Level 1 has it at the end only: 199X, 1990-XX, 1990-01-XX.
_WRITTEN: Final = re.compile(
    r"""(?P<year>[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))
        (?:(?<!X)-(?P<month>[01][0-9]|2[1-4]|XX)
           (?:(?<!2[1-4])-(?P<day>XX|(?<!X-)[0-9]{2}))?)?
        (?P<doubt>(?<![0-9]{4}-2[1-4])[~?%])?""",
    re.VERBOSE,
)
# Of a date: a minus before a year, the year 0, and what begins with it (000X, 00XX). In words: 44 BC.
_BEFORE_OUR_ERA: Final = re.compile(
    r"""(?:^|[\[/,])\s*(?:[-−]\s?[0-9]|000[0X]|00XX)|\b(?:b\.?\s?c\.?\s?e?|e\.?\s?ə|до\s+(?:н\.?\s?э|нашей\s+эры))\b
        |\b(?:eramızdan|miladdan)\s+(?:əvvəl|öncə)""",
    re.VERBOSE | re.IGNORECASE,
)
# The months of a season, in the north. Winter may begin a year or end it: March is as far as it can reach.
_SEASONS: Final = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (1, 12 + 2)}


class DateError(ValueError):
    """Something that is not a date. Its text is for the archivist."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    def parse(cls, text: str) -> Self:
        """Read "1990", "1990-01", "1990-01-20", "199X", "1990-01-XX", "1990-21", and "1990~"; nothing is guessed."""
        written = _WRITTEN.fullmatch(text)
        if not written:
            raise _no_date(text)
        return cls(**written.groupdict(default=""))

    def __str__(self) -> str:
        return "-".join(part for part in (self.year, self.month, self.day) if part) + self.doubt

    @property
    def earliest(self) -> date:
        """The first day that it can mean. No margin is invented for a doubt: "circa 1905" begins with 1905."""
        return date(int(self.year.replace("X", "0")), self._months[0], int(self.day) if self._has_day else 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        year, month = int(self.year.replace("X", "9")), self._months[1]
        if month > 12:
            year, month = year + 1, month - 12
        return date(year, month, int(self.day) if self._has_day else monthrange(year, month)[1])

    def in_words(self, language: str) -> str:
        spoken = _spoken(language)
        if self.doubt == "?":
            return _PERHAPS[spoken].format(self._said(spoken))
        if not self.doubt:
            return self._said(spoken)
        about = _ABOUT[spoken].format(self._said(_AFTER_ABOUT.get(spoken, spoken)))
        return _PERHAPS[spoken].format(about) if self.doubt == "%" else about

    @property
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

    def _said(self, spoken: str) -> str:
        """Without the doubt."""
        if self.year.endswith("XX"):
            number = int(self.year[:2])
            return _CENTURY[spoken].format(ordinal(number + 1, spoken) if spoken == "en" else _ROMAN[number])
        if self.year.endswith("X"):
            year = self.year.replace("X", "0")
            return _DECADE[spoken].format(year=int(year), th=_ordinal_ending(int(year)))
        year = _YEAR[spoken].format(int(self.year))
        if self._has_day:
            return f"{int(self.day)} {MONTHS_OF_A_DAY[spoken[:2]][int(self.month) - 1]} {year}"
        if self.month in _SEASONS:
            return f"{_SEASON[spoken][self.month]} {year}"
        known = f"{_MONTH[spoken][int(self.month) - 1]} {year}" if self.month.isdecimal() else year
        unknown = _UNKNOWN[spoken[:2]].get((self.month, self.day))
        return f"{known}, {unknown}" if unknown else known


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def known(self) -> tuple[PartialDate, ...]:
        return tuple(point for point in self.points if isinstance(point, PartialDate))

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean; none if its beginning is open or unknown."""
        if not isinstance(self.points[0], PartialDate):
            return None
        return min(one.earliest for one in self._several or self.known[:1])

    @property
    def latest(self) -> date | None:
        """The last day that it can mean; none if its end is open or unknown."""
        if not isinstance(self.points[-1], PartialDate):
            return None
        return max(one.latest for one in self._several or self.known[-1:])

    @property
    def _several(self) -> tuple[PartialDate, ...]:
        return self.known if self.joint == "," else ()

    @property
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

    @property
    def is_plain(self) -> bool:
        """Whether it is a day, month or year beyond doubt, as in 1990-01-20."""
        return not self.joint and self.known[0].is_plain and not self.known[0].doubt

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
        spoken = _spoken(language)
        said = _shortened(self.known, spoken)
        match self.joint, self.points:
            case ",", _several:
                return f"{', '.join(said[:-1])} {_OR[spoken]} {said[-1]}"
            case "/", ("" | ".." as end, _known):
                return _NO_BEGINNING[spoken][end].format(said[0])
            case "/", (_known, "" | ".." as end):
                return _NO_END[spoken][end].format(said[0])
            case "/", _both:
                return _span(said, is_even=len({len(str(one)) for one in self.known}) == 1)
        return said[0]

    def night_in_words(self, language: str) -> str:
        """Of two days: the night between them."""
        spoken = _spoken(language)
        first, last = _shortened(self.known, spoken)
        if spoken == "ru":
            return f"ночь с {first} на {last}"
        days = _span((first, last), is_even=True)
        if spoken == "en":
            return f"night of {days}"
        begin, end = self.known
        if begin.year != end.year:
            return f"{days} gecəsi"
        return f"{ordinal(int(end.year), spoken)} il {days.removesuffix(f' {int(end.year)}')} gecəsi"


def in_words(written: str, language: str) -> str:
    """A dating that was read before: "1990-01-20" → "20 January 1990"."""
    return Dating.parse(written).in_words(language)


def since_in_words(written: str, language: str) -> str:
    """As ``in_words``, in the case that a beginning or an end asks for: Russian has the genitive after "с" and "до"."""
    dating = Dating.parse(written)
    if _spoken(language) == "ru" and not dating.joint and not dating.known[0].doubt:
        return dating.known[0]._said("ru-of")
    return dating.in_words(language)


def span_in_words(first: str, last: str, language: str) -> str:
    """From one date to another: "1923–1991", "19–20 January 1990". One of them may be empty: that end is open.

    What stands alone in EDTF is said as well: "1990s or later", "1920s – 1991".
    """
    if first == last:
        return in_words(first, language)
    try:
        return in_words(f"{first or '..'}/{last or '..'}", language)
    except DateError:
        if first and last:
            return f"{in_words(first, language)} – {in_words(last, language)}"
        return (_NO_END if first else _NO_BEGINNING)[_spoken(language)][".."].format(in_words(first or last, language))


def ordinal(number: int, language: str) -> str:
    """The place in a row of years: "36th", "36-cı", and in Russian "36-я", which is said of a годовщина."""
    match _spoken(language):
        case "az":
            return f"{number}-{_ordinal_ending(number)}"
        case "ru":
            return f"{number}-я"
    ending = "th" if number % 100 in range(11, 14) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def counted_year(year: int, language: str) -> str:
    """A year as it stands before the word for one: "1990-cı" ildən, but 1990 года and 1990."""
    return ordinal(year, language) if _spoken(language) == "az" else str(year)


def day_in_words(month: int, day: int, language: str) -> str:
    """A day of any year; 29 February is one."""
    known = PartialDate(year=str(A_LEAP_YEAR), month=f"{month:02}", day=f"{day:02}")
    return f"{int(known.day)} {MONTHS_OF_A_DAY[_spoken(language)][month - 1]}"


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
    """For fields that hold the text of a ``PartialDate``: one date, as that of a decree."""
    try:
        PartialDate.parse(value)
    except DateError as error:
        raise ValidationError(str(error), code="date") from error


# --- how the languages say it ------------------------------------------------------------------------

# "ru-of" is the Russian genitive, which follows "около".
_AFTER_ABOUT: Final = {"ru": "ru-of"}
_ABOUT: Final = {"az": "təxminən {}", "en": "circa {}", "ru": "около {}"}
_PERHAPS: Final = {"az": "ehtimal ki, {}", "en": "perhaps {}", "ru": "предположительно {}"}
_OR: Final = {"az": "və ya", "en": "or", "ru": "или"}
_YEAR: Final = {"az": "{}", "en": "{}", "ru": "{}", "ru-of": "{} года"}
_DECADE: Final = {"az": "{year}-{th} illər", "en": "{year}s", "ru": "{year}-е годы", "ru-of": "{year}-х годов"}
_CENTURY: Final = {"az": "{} əsr", "en": "{} century", "ru": "{} век", "ru-of": "{} века"}
# Centuries, from the first to the hundredth: every one that four digits can name.
_ROMAN: Final = tuple(
    tens + ones
    for tens in ("", *_words("X XX XXX XL L LX LXX LXXX XC C"))
    for ones in ("", *_words("I II III IV V VI VII VIII IX"))
)[1:101]
_SEASON: Final = {
    "az": dict(zip(_SEASONS, _words("yaz yay payız qış"), strict=True)),
    "en": dict(zip(_SEASONS, _words("spring summer autumn winter"), strict=True)),
    "ru": dict(zip(_SEASONS, _words("весна лето осень зима"), strict=True)),
    "ru-of": dict(zip(_SEASONS, _words("весны лета осени зимы"), strict=True)),
}
_MONTH: Final = MONTHS | {"ru-of": MONTHS_OF_A_DAY["ru"]}
# By what stands for the month and the day.
_UNKNOWN: Final = {
    spoken: {("XX", ""): month, ("XX", "XX"): both} | {(f"{number:02}", "XX"): day for number in range(1, 13)}
    for spoken, month, day, both in (
        ("az", "ayı məlum deyil", "günü məlum deyil", "ayı və günü məlum deyil"),
        ("en", "month unknown", "day unknown", "month and day unknown"),
        ("ru", "месяц неизвестен", "день неизвестен", "месяц и день неизвестны"),
    )
}
_NO_BEGINNING: Final = {
    "az": {"..": "{} və ya daha əvvəl", "": "başlanğıcı məlum deyil – {}"},
    "en": {"..": "{} or earlier", "": "beginning unknown – {}"},
    "ru": {"..": "{} или ранее", "": "начало неизвестно – {}"},
}
_NO_END: Final = {
    "az": {"..": "{} və ya daha sonra", "": "{} – sonu məlum deyil"},
    "en": {"..": "{} or later", "": "{} – end unknown"},
    "ru": {"..": "{} или позднее", "": "{} – конец неизвестен"},
}
_DISTANCES: Final = {
    "az": ("bu il", "{count} {years} əvvəl", "{count} {years} sonra"),
    "en": ("this year", "{count} {years} ago", "in {count} {years}"),
    "ru": ("в этом году", "{count} {years} назад", "через {count} {years}"),
}


def _shortened(points: tuple[PartialDate, ...], spoken: str) -> tuple[str, ...]:
    """Each in words; what all share is said once, with the last."""
    *others, last = points
    said = [one.in_words(spoken) for one in others]
    if all(not one.doubt and one.month and one.year == last.year for one in points):
        if all(one.day.isdecimal() and one.month == last.month for one in points):
            said = [str(int(one.day)) for one in others]
        else:
            said = [words.removesuffix(f" {int(last.year)}") for words in said]
    return (*said, last.in_words(spoken))


def _span(said: tuple[str, ...], *, is_even: bool) -> str:
    """ "19–20 January 1990", but "27 September – 10 November 2020" and "1988 – 12 May 1994"."""
    return ("–" if is_even and " " not in said[0] else " – ").join(said)


def _ordinal_ending(year: int) -> str:
    """In Azerbaijani, by the vowels of the last word that is spoken: 1990-cı, 1992-ci, 1993-cü, 1999-cu."""
    if year % 10:
        return _words("_ ci ci cü cü ci cı ci ci cu")[year % 10]
    if year % 100:
        return _words("_ cu ci cu cı ci cı ci ci cı")[year % 100 // 10]
    return "cü" if year % 1000 else "ci"  # yüzüncü, mininci


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


def reaches_before_our_era(text: str) -> bool:
    """Whether it is written like a date of which a part lies before the year 1."""
    return bool(_BEFORE_OUR_ERA.search(text))


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
