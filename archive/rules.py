"""On which days something is kept: rules as laws make them, and the days that follow from them in a year."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from archive import languages
from archive.languages import Language

# The years that can be asked for. Earlier laws are told of in words; later ones nobody has made.
YEARS: Final = range(1800, 2201)
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST: Final = -1
LONGEST: Final = 366
FARTHEST: Final = 366


class Kind(StrEnum):
    """How a rule says its day. ``NONE``: from its first year on, nothing is kept."""

    NONE = ""
    FIXED = "fixed"
    NTH = "nth-weekday"
    NEAR = "weekday-near"
    OFFSET = "offset"
    LISTED = "listed"


class Side(StrEnum):
    """Where a weekday lies, seen from the day it is counted from."""

    ON_OR_BEFORE = "on-or-before"
    ON_OR_AFTER = "on-or-after"
    BEFORE = "before"
    AFTER = "after"


class Leap(StrEnum):
    """What is kept in years without 29 February."""

    UNSAID = ""
    FEBRUARY = "28-february"
    MARCH = "1-march"
    NOTHING = "not-observed"


class Outcome(StrEnum):
    """What an instrument said of one year. ``AS_RULED`` moves nothing: it only gives a day off."""

    MOVED = "moved"
    NOT_OBSERVED = "not-observed"
    AS_RULED = "as-ruled"


class RuleError(ValueError):
    """A rule that names no day. Its text is for the archivist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a date rule. Which fields it needs depends on ``kind``; it refuses what is missing.

    ``base`` names another observance, for ``first_day_of``. ``shifts`` are weekdays with the days by which an
    occurrence falling on them is moved. Years are the first and the last in which it may apply; ``signed`` is
    the date of its instrument, and ``ref`` whatever the caller knows it by.
    """

    kind: Kind
    month: int | None = None
    day: int | None = None
    weekday: str = ""
    nth: int | None = None
    side: str = ""
    base: str = ""
    days: int | None = None
    dates: tuple[date, ...] = ()
    duration: int = 1
    shifts: tuple[tuple[str, int], ...] = ()
    leap: str = ""
    at_sunset: bool = False
    from_year: int | None = None
    to_year: int | None = None
    signed: str = ""
    ref: str = ""

    def __post_init__(self) -> None:
        _CHECKS[Kind(self.kind)](self)
        if not 1 <= self.duration <= LONGEST:
            raise RuleError(_("It lasts at least one day and at most 366."))
        if self.from_year and self.to_year and self.to_year < self.from_year:
            raise RuleError(_("The last year lies before the first."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What an instrument said of one year alone. ``day`` is given for what was moved."""

    year: int
    outcome: Outcome
    day: date | None = None
    day_off: date | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that something is kept: its first and last day, and the rule or the override it follows from.

    It belongs to ``year`` even if a shift took its days out of it. ``at_sunset``: it begins on the evening before.
    """

    year: int
    first: date
    last: date
    ref: str = ""
    at_sunset: bool = False
    is_moved: bool = False
    day_off: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


FirstDay = Callable[[str, int], date | None]


def _unknown(base: str, year: int) -> None:
    return None


def occurrences(
    rules: Sequence[Rule], overrides: Iterable[Override], year: int, *, first_day_of: FirstDay = _unknown
) -> tuple[Occurrence, ...]:
    """Every occurrence of ``year``, in order. Mostly there is one; dates of other calendars may bring two.

    ``first_day_of(base, year)`` tells the first day of another observance's occurrence, if it has one.
    """
    if year not in YEARS:
        return ()
    rule = in_force(rules, year)
    override = next((one for one in overrides if one.year == year), None)
    if override and override.outcome == Outcome.NOT_OBSERVED:
        return ()
    moved = override.day if override and override.outcome == Outcome.MOVED else None
    days = [moved] if moved else _shifted(rule, year, first_day_of)
    more = rule.duration - 1 if rule else 0
    return tuple(
        Occurrence(
            year=year,
            first=day,
            last=later(day, more),
            ref=override.ref if moved and override else rule.ref if rule else "",
            at_sunset=bool(rule and rule.at_sunset),
            is_moved=bool(moved),
            day_off=override.day_off if override else None,
        )
        for day in sorted(days)
    )


def later(day: date, days: int) -> date:
    """So many days after ``day``; at both ends of the calendar it stays there."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def in_force(rules: Sequence[Rule], year: int) -> Rule | None:
    """The rule of ``year``: the one that began last and, of those that began together, the one signed last."""
    valid = [rule for rule in rules if (rule.from_year or 0) <= year <= (rule.to_year or YEARS[-1])]
    return max(valid, key=lambda rule: (rule.from_year or 0, rule.signed), default=None)


def ever_in_force(rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether there is a year for which ``rule`` is the one; a rule may be superseded before its first occurrence."""
    turns = {
        YEARS[0],
        *(one.from_year or YEARS[0] for one in rules),
        *(one.to_year + 1 for one in rules if one.to_year),
    }
    return any(in_force(rules, year) is rule for year in turns if year in YEARS)


def every_year(rule: Rule | None) -> str:
    """The day of every year as ISO 8601 writes it: "--11-08"; "--11" for a day that moves within a month."""
    if rule is None or not rule.month:
        return ""
    if rule.kind == Kind.FIXED and not rule.shifts:
        return f"--{rule.month:02}-{rule.day:02}"
    return f"--{rule.month:02}"


# --- what is written in a form ------------------------------------------------------------------------


def anniversaries(year: int, first: int | None, last: int | None = None) -> tuple[int, ...]:
    """How many years ``year`` is after what began in ``first``; the fewest and the most if it lasted until ``last``."""
    counted = {year - base for base in (first, last) if base}
    return tuple(sorted(count for count in counted if count > 0))


def dates_from(text: str) -> tuple[date, ...]:
    """The days of "2024-05-06, 2025-04-24", or one on each line. Raises ``RuleError`` for anything else."""
    return tuple(_day_from(word) for word in text.replace(",", " ").split())


def shifts_from(text: str) -> tuple[tuple[str, int], ...]:
    """The shifts of "fri -1, sun +1". Raises ``RuleError`` for anything else."""
    words = text.replace(",", " ").lower().split()
    if len(words) % 2:
        raise _no_shift(text)
    pairs = tuple(zip(words[::2], words[1::2], strict=True))
    for weekday, days in pairs:
        if weekday not in WEEKDAYS or days[:1] not in ("+", "-") or days[1:] not in tuple("123456"):
            raise _no_shift(text)
    if len(dict(pairs)) < len(pairs):
        raise _no_shift(text)
    return tuple((weekday, int(days)) for weekday, days in pairs)


def _no_shift(text: str) -> RuleError:
    return RuleError(
        _(
            "“%(text)s” cannot be understood. Write each weekday once (mon, tue, wed, thu, fri, sat, sun) and how "
            "many days it is moved, as in “fri -1, sun +1”."
        )
        % {"text": text}
    )


def _day_from(word: str) -> date:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS or day.isoformat() != word:
        raise RuleError(_("“%(text)s” is no day. Write each day as in 2025-04-24.") % {"text": word})
    return day


# --- from a rule to its days --------------------------------------------------------------------------


def _shifted(rule: Rule | None, year: int, first_day_of: FirstDay) -> list[date]:
    if rule is None:
        return []
    shifts = dict(rule.shifts)
    return [later(day, shifts.get(WEEKDAYS[day.weekday()], 0)) for day in _days(rule, year, first_day_of)]


def _days(rule: Rule, year: int, first_day_of: FirstDay) -> Iterable[date]:
    match rule.kind:
        case Kind.FIXED:
            found = _of_year(rule, year)
        case Kind.NTH:
            found = _nth(rule, year)
        case Kind.NEAR:
            anchor = first_day_of(rule.base, year) if rule.base else _of_year(rule, year)
            found = _near(rule, anchor) if anchor else None
        case Kind.OFFSET:
            anchor = first_day_of(rule.base, year)
            found = later(anchor, rule.days or 0) if anchor else None
        case Kind.LISTED:
            return [day for day in rule.dates if day.year == year]
        case _:
            return []
    return [found] if found else []


def _of_year(rule: Rule, year: int) -> date | None:
    month, day = rule.month or 1, rule.day or 1
    if day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return {Leap.FEBRUARY: date(year, 2, 28), Leap.MARCH: date(year, 3, 1)}.get(Leap(rule.leap))


def _nth(rule: Rule, year: int) -> date | None:
    month, weekday, nth = rule.month or 1, WEEKDAYS.index(rule.weekday), rule.nth or 1
    length = monthrange(year, month)[1]
    if nth == LAST:
        end = date(year, month, length)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= length else None


def _near(rule: Rule, anchor: date) -> date:
    weekday = WEEKDAYS.index(rule.weekday)
    back, ahead = (anchor.weekday() - weekday) % 7, (weekday - anchor.weekday()) % 7
    days = {
        Side.ON_OR_BEFORE: -back,
        Side.ON_OR_AFTER: ahead,
        Side.BEFORE: -(back or 7),
        Side.AFTER: ahead or 7,
    }[Side(rule.side)]
    return later(anchor, days)


# --- what a rule must say -----------------------------------------------------------------------------


def _check_nothing(rule: Rule) -> None:
    """A rule that ends an observance names no day."""


def _check_day(rule: Rule) -> None:
    if not rule.month or not rule.day:
        raise RuleError(_("Say on which day of which month it is kept."))
    # 2000 was a leap year.
    if rule.month not in range(1, 13) or rule.day not in range(1, monthrange(2000, rule.month)[1] + 1):
        raise RuleError(_("This month has no such day."))
    if (rule.month, rule.day) == (2, 29) and Leap(rule.leap) == Leap.UNSAID:
        raise RuleError(_("29 February exists only in leap years: say what is kept in the other years."))


def _check_nth(rule: Rule) -> None:
    if rule.month not in range(1, 13) or rule.weekday not in WEEKDAYS or rule.nth not in (1, 2, 3, 4, 5, LAST):
        raise RuleError(_("Say which weekday of which month it is, as in the second Sunday of November."))


def _check_near(rule: Rule) -> None:
    if rule.weekday not in WEEKDAYS or rule.side not in set(Side):
        raise RuleError(_("Say which weekday it is, and whether it lies before or after the day it is counted from."))
    if rule.base and (rule.month or rule.day):
        raise RuleError(_("It is counted either from a day of the year or from another observance, not from both."))
    if not rule.base:
        _check_day(rule)


def _check_offset(rule: Rule) -> None:
    if not rule.base or rule.days is None or abs(rule.days) > FARTHEST:
        raise RuleError(
            _("Say from which observance it is counted, and how many days later (or earlier, with a minus).")
        )


def _check_listed(rule: Rule) -> None:
    if not rule.dates:
        raise RuleError(_("List at least one day, each as in 2025-04-24."))
    if len(set(rule.dates)) < len(rule.dates):
        raise RuleError(_("The same day is listed twice."))


_CHECKS: Final[dict[Kind, Callable[[Rule], None]]] = {
    Kind.NONE: _check_nothing,
    Kind.FIXED: _check_day,
    Kind.NTH: _check_nth,
    Kind.NEAR: _check_near,
    Kind.OFFSET: _check_offset,
    Kind.LISTED: _check_listed,
}


# --- in words -----------------------------------------------------------------------------------------


def in_words(rule: Rule, language: str, *, base: str = "") -> str:
    """What the rule says: "8 November", "the second Sunday of November". ``base`` is the other observance's name."""
    spoken = languages.get(language)
    said = _said(rule, spoken, base)
    more = [*_leap_in_words(rule, spoken), *_shifts_in_words(rule, spoken)]
    if rule.duration > 1:
        more.append(spoken.days(rule.duration))
    return f"{said} ({'; '.join(more)})" if said and more else said


def _said(rule: Rule, spoken: Language, base: str) -> str:
    month, day = rule.month or 1, rule.day or 1
    match rule.kind:
        case Kind.FIXED:
            return spoken.day(day, month)
        case Kind.NTH:
            return spoken.nth_weekday(rule.nth or 1, WEEKDAYS.index(rule.weekday), month)
        case Kind.NEAR:
            anchor = spoken.quoted(base) if rule.base else spoken.day(day, month)
            return spoken.near(rule.side, WEEKDAYS.index(rule.weekday), anchor)
        case Kind.OFFSET:
            return spoken.offset(rule.days or 0, base)
        case Kind.LISTED:
            return spoken.listed_days
    return ""


def _leap_in_words(rule: Rule, spoken: Language) -> Iterable[str]:
    if (rule.month, rule.day) != (2, 29):
        return
    if rule.leap == Leap.NOTHING:
        yield spoken.not_in_other_years
    else:
        month, day = (2, 28) if rule.leap == Leap.FEBRUARY else (3, 1)
        yield spoken.in_other_years.format(spoken.day(day, month))


def _shifts_in_words(rule: Rule, spoken: Language) -> Iterable[str]:
    for weekday, days in rule.shifts:
        yield spoken.shifted(WEEKDAYS.index(weekday), days)
