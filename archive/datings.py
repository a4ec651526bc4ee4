"""Dates as people write them, in every language that is known. Nothing here guesses a century or an order."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive import dates, languages, names
from archive.dates import DateError, Dating
from archive.languages.reading import PARTS

__all__ = [
    "Anniversary",
    "Dated",
    "Opening",
    "anniversary",
    "asked",
    "beside_a_date",
    "days_in",
    "meant",
    "offer",
    "opening",
    "validate_date",
    "whole_day",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day found at ``start`` of a text, and the ``words`` that name it. The year may not be said."""

    words: str
    start: int
    month: int
    day: int
    year: int | None = None

    @property
    def date(self) -> str:
        """As ``Dating`` writes it; "" without a year."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A heading in its parts: the date it begins with, the date's words, and the rest."""

    date: Dating
    words: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """The year in which an anniversary falls, and the words that tell its count and its first year."""

    year: int
    words: str


# --- days --------------------------------------------------------------------------------------------

# 2020-01-20 and 20.01.2020, which people of all languages write.
_NUMBERED: Final = (
    re.compile(r"(?<![\d.-])(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![\d-])"),
    re.compile(r"(?<![\d.])(?P<day>[0-3]?[0-9])\.(?P<month>[01][0-9])\.(?P<year>[12][0-9]{3})(?![\d])"),
)
# A text may hold dates in several languages, so all that are known are asked.
_known: Final = languages.known


def days_in(text: str) -> tuple[Dated, ...]:
    """The days that ``text`` names, in its order; each word counts once, for the longest reading."""
    found = sorted(_found(text), key=lambda dated: (dated.start, -len(dated.words)))
    taken: list[Dated] = []
    for dated in found:
        if not taken or dated.start >= taken[-1].start + len(taken[-1].words):
            taken.append(dated)
    return tuple(taken)


def _found(text: str) -> Iterator[Dated]:
    for pattern in _NUMBERED:
        yield from _dated(pattern, text, int)
    for spoken in _known():
        for pattern in spoken.days_written_in_text:
            yield from _dated(pattern, text, spoken.month_of)


def _dated(pattern: re.Pattern[str], text: str, month_of: Callable[[str], int]) -> Iterator[Dated]:
    for match in pattern.finditer(text):
        said_year = match.groupdict().get("year")
        year, month, day = int(said_year) if said_year else None, month_of(match["month"]), int(match["day"])
        with suppress(ValueError):
            date(year or dates.A_LEAP_YEAR, month, day)
            yield Dated(words=match[0], start=match.start(), month=month, day=day, year=year)


@lru_cache(maxsize=1)
def beside_a_date() -> frozenset[str]:
    """What may stand around a day that fills a line: days of the week, "in the year", "г.", "dated"."""
    words = (word for spoken in _known() for word in (*spoken.weekdays, spoken.beside_a_date))
    return frozenset(names.fold(" ".join(words)).split())


def whole_day(text: str) -> Dated | None:
    """The day with its year, when ``text`` is a date and nothing else."""
    if len(text) > 80:
        return None
    found = [dated for dated in days_in(text) if dated.year]
    if len(found) != 1:
        return None
    rest = text.replace(found[0].words, " ", 1)
    return found[0] if set(names.fold(rest).split()) <= beside_a_date() else None


_YEAR: Final = re.compile(PARTS["<year>"])


def opening(text: str) -> Opening | None:
    """The date a heading begins with, when a dash or colon and what happened come after it."""
    for dating, words in _openings(text):
        if after := _after_a_date().match(text, len(words)):
            return Opening(date=dating, words=words, rest=text[after.end() :])
    return None


def _openings(text: str) -> Iterator[tuple[Dating, str]]:
    for dated in days_in(text)[:1]:
        if dated.start == 0 and dated.year:
            yield Dating.parse(dated.date), dated.words
    for spoken in _known():
        if match := spoken.pattern(r"<month>\s+<year>").match(text):
            yield Dating.parse(f"{match['year']}-{spoken.month_of(match['month']):02}"), match[0]
    if match := _YEAR.match(text):
        yield Dating.parse(match["year"]), match[0]


@lru_cache(maxsize=1)
def _after_a_date() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('after_a_year')})?\s*[–—:-]\s+(?=\S)", re.IGNORECASE)


def _any(name: str) -> str:
    """A pattern that all languages have, joined."""
    return "|".join(filter(None, (getattr(spoken, name) for spoken in _known())))


# --- anniversaries -----------------------------------------------------------------------------------


def anniversary(text: str) -> Anniversary | None:
    """The first anniversary whose count and first year stand in one sentence: "second anniversary of … 2020"."""
    for spoken in _known():
        for told in spoken.anniversaries_in(text):
            if first := spoken.first_year_of(text, told):
                return Anniversary(year=first[0] + told.number, words=first[1])
    return None


# --- what somebody may have meant ----------------------------------------------------------------------


def validate_date(value: str) -> None:
    """For fields that hold a ``Dating``. What is none is refused, and what its words may mean is offered: only
    who has read the source can say whether it does.
    """
    try:
        if not Dating.parse(value).is_of_level_0:
            _ask_the_standard(value)
    except DateError as refused:
        raise ValidationError([str(refused), *_offers(value)], code="date") from refused


@lru_cache(maxsize=1000)
def _ask_the_standard(value: str) -> None:
    """It has the last word on what is kept; what it has taken is asked when written and when submitted.

    Raises ``DateError``.
    """
    # Here, because it takes a fifth of a second to load, and only who writes such dates needs it.
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(value)
    except EDTFParseException as refused:
        raise dates.no_dating(value) from refused


def says_midnight(value: str) -> bool:
    """Whether it names the midnight of a day, which may be either of two."""
    return bool(_signs()["midnight"].search(value[:100])) or value.strip().startswith("24:00")


def midnights(value: str) -> list[str]:
    """The sentence for whoever has written the midnight of a day: it may be either of two. None for other words."""
    if not (days := _midnights(value)):
        return []
    said = _(
        "Midnight may be the beginning of a day or its end. Write the time as 00:00, and the day on which it is "
        "00:00: %(first)s or %(second)s."
    )
    return [said % {"first": days[0], "second": days[1]}]


def _offers(value: str) -> Iterator[str]:
    if said := midnights(value):
        yield from said
    else:
        yield from offer(meant(value))


def offer(found: Iterable[Dating]) -> Iterator[str]:
    """The sentence that offers what may be meant; none where nothing was ``found``."""
    language = languages.current()
    if readings := "; ".join(f"{dating} ({dating.in_words(language)})" for dating in found):
        yield _("Perhaps you mean: %(readings)s. If so, write that.") % {"readings": readings}


_TIME: Final = re.compile(r"\b[0-2]?[0-9][:.][0-5][0-9]\b(?!\.)")
_PART: Final = re.compile(r"(?P<year>[12][0-9]{3})|(?P<day>[0-3]?[0-9])(?![0-9])|(?P<month>[^\W\d_]{3,})")


@lru_cache(maxsize=1)
def _signs() -> dict[str, re.Pattern[str]]:
    """What tells one sort of date from another, in every language."""
    return {
        name: re.compile(pattern, re.IGNORECASE)
        for name, pattern in {
            "about": rf"\b(?:{_any('says_about')})",
            "perhaps": rf"\b(?:{_any('says_perhaps')})|\?",
            "before": rf"\b(?:{_any('says_before')})\b",
            "after": rf"\b(?:{_any('says_after')})\b",
            "or": rf"^\[|\b(?:{_any('says_or')})\b",
            "midnight": _any("says_midnight"),
            "decade": rf"\b([12][0-9]{{2}})0(?:{_any('says_decade')})",
        }.items()
    }


def meant(words: str) -> tuple[Dating, ...]:
    """What may be meant by a date in words, as a person would write it. To be offered, never to be taken."""
    text = words[:100].lower()
    if dates.reaches_before_our_era(text):
        return ()
    found = []
    for written in _expressions(text):
        with suppress(DateError):
            found.append(Dating.parse(written))
    return tuple(found)


# Days and months in figures alone, whatever stands between these.
_FIGURES: Final = (
    re.compile(r"(?P<year>[12][0-9]{3})([./-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})([./-])(?P<month>[0-9]{1,2})\2(?P<year>[12][0-9]{3})"),
    re.compile(r"(?P<year>[12][0-9]{3})[./-](?P<month>[0-9]{1,2})(?P<day>)"),
    re.compile(r"(?P<month>[0-9]{1,2})[./-](?P<year>[12][0-9]{3})(?P<day>)"),
)


def asked(words: str) -> tuple[Dating, ...]:
    """What somebody may mean who looks for a date: the one that there is can be taken, as she sees how it was read.

    Between strokes some write the day first and some the month: either may be meant where both are possible.
    """
    text = words.strip()
    for pattern in _FIGURES:
        if found := pattern.fullmatch(text):
            year, *parts = (found[name] for name in ("year", "month", "day"))
            is_either_way = text.count("/") == 2 and text.endswith(year)
            return tuple(dict.fromkeys(_of_figures(year, (parts, parts[::-1]) if is_either_way else (parts,))))
    return tuple(one for one in meant(text) if not one.joint)


def _of_figures(year: str, orders: Iterable[Sequence[str]]) -> Iterator[Dating]:
    for month, day in orders:
        with suppress(DateError):
            yield Dating.parse("-".join((year, month.zfill(2), *([day.zfill(2)] if day else ()))))


def _expressions(text: str) -> Iterator[str]:
    found = {name: match for name, pattern in _signs().items() if (match := pattern.search(text))}
    if decade := found.get("decade"):
        yield f"{decade[1]}X"
        return
    doubt = {(True, False): "~", (False, True): "?", (True, True): "%"}.get(("about" in found, "perhaps" in found), "")
    match [f"{point}{doubt}" for point in _points(text)]:
        case [one] if "before" in found:
            yield f"../{one}"
        case [one] if "after" in found:
            yield f"{one}/.."
        case [_first, _second, *_more] as several if "or" in found:
            yield f"[{','.join(several)}]"
        case [one] | [one, _] as ends:
            yield "/".join(ends)


def _points(text: str) -> list[str]:
    """Years, months and days in their order; what one leaves unsaid, its neighbour says: "19–20 January 1990"."""
    parts: list[dict[str, str]] = [{}]
    for match in _PART.finditer(_TIME.sub(" ", _spelled_out(text))):
        name, said = str(match.lastgroup), match[0]
        if name == "month":
            said = f"{next(filter(None, (spoken.month_of(said) for spoken in _known())), 0)}"
        if said == "0":
            continue
        if name in parts[-1]:
            parts.append({})
        parts[-1][name] = said.zfill(2)
    for one, neighbour in (*zip(parts[-2::-1], parts[:0:-1], strict=True), *zip(parts[1:], parts[:-1], strict=True)):
        _complete(one, neighbour)
    return ["-".join(one[name] for name in ("year", "month", "day") if name in one) for one in parts if one]


def _complete(one: dict[str, str], neighbour: dict[str, str]) -> None:
    for name in ("month", "year"):
        if name in neighbour and (name == "year" or "day" in one):
            one.setdefault(name, neighbour[name])


def _spelled_out(text: str) -> str:
    """Without endings of numbers ("1990-cı il", "20-nə", "20th") and with months in letters."""
    for pattern in _NUMBERED:
        text = pattern.sub(_with_its_month, text)
    marks = "|".join(spoken.ordinal_marks for spoken in _known())
    return re.sub(rf"(?<=[0-9])(?:-(?=[^\W\d])|(?={marks}))[^\W\d_]+", " ", text)


def _with_its_month(day: re.Match[str]) -> str:
    month = int(day["month"])
    return f"{day['day']} {_known()[0].months[month - 1]} {day['year']}" if 1 <= month <= 12 else day[0]


def _midnights(text: str) -> tuple[str, str] | None:
    """The two days that the midnight of a day may be on, as dates or, without a year, in words."""
    found = days_in(text[:100]) if _signs()["midnight"].search(text) else ()
    if not found:
        return None
    first = date(found[0].year or dates.A_LEAP_YEAR, found[0].month, found[0].day)
    second = first + timedelta(days=1)
    if found[0].year:
        return first.isoformat(), second.isoformat()
    language = languages.current()
    return (
        dates.day_in_words(first.month, first.day, language),
        dates.day_in_words(second.month, second.day, language),
    )
