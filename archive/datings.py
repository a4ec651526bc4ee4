"""Dates as people write them, in Azerbaijani, English and Russian. Nothing here guesses a century or an order."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive import dates, names
from archive.dates import DateError, Dating

__all__ = [
    "Anniversary",
    "Dated",
    "Opening",
    "anniversary",
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


# --- months ------------------------------------------------------------------------------------------


def _spellings(language: str) -> dict[str, int]:
    both = (*enumerate(dates.MONTHS[language], 1), *enumerate(dates.MONTHS_OF_A_DAY[language], 1))
    return {names.fold(name): number for number, name in both}


# English newspapers shorten all but the shortest.
_SHORT: Final = {
    **{month[:3].lower(): number for number, month in enumerate(dates.MONTHS["en"], start=1) if month != "May"},
    "sept": 9,
}
_MONTHS: Final = _SHORT | _spellings("en") | _spellings("az") | _spellings("ru")


def _any(language: str) -> str:
    found = "|".join(sorted(_spellings(language), key=len, reverse=True))
    # In capitals Azerbaijani writes İYUN, where Python's ignoring of case does not look.
    return found.replace("i", "[iİıI]")


_EN: Final = rf"(?:{_any('en')}|(?:{'|'.join(_SHORT)})\.?)"
# With its endings ("20 yanvarda", "20 yanvarın"), but not "20 martyrs".
_AZ: Final = rf"(?:{_any('az')})"
_AZ_ENDING: Final = r"(?:[ıiuü]n?|[ıiuü]?n?d[aə]n?|[aə])?"
_RU: Final = rf"(?:{_any('ru')})"
_DAY: Final = r"(?P<day>[0-3]?[0-9])"
_YEAR: Final = r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])"
_TH: Final = r"(?:st|nd|rd|th)?"
_IL: Final = r"-?\s?c[ıiuü]\s+il(?:in)?"

_WRITTEN: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.-])(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![\d-])",
        r"(?<![\d.])(?P<day>[0-3]?[0-9])\.(?P<month>[01][0-9])\.(?P<year>[12][0-9]{3})(?![\d])",
        rf"\b{_YEAR}{_IL}\s+{_DAY}\s+(?P<month>{_AZ}){_AZ_ENDING}\b",
        rf"\b{_YEAR}{_IL}\s+(?P<month>{_AZ})[ıiuü]n\s+{_DAY}(?![0-9])",
        rf"(?<![0-9.,]){_DAY}{_TH}\s+(?:of\s+)?(?P<month>{_EN})(?:,?\s+{_YEAR}|\b)",
        rf"(?<![0-9.,]){_DAY}\s+(?P<month>{_AZ}){_AZ_ENDING}(?:,?\s+{_YEAR}|\b)",
        rf"(?<![0-9.,]){_DAY}\s+(?P<month>{_RU})(?:\s+{_YEAR}|\b)",
        rf"\b(?P<month>{_EN})\s+{_DAY}{_TH}(?![0-9])(?:,?\s+{_YEAR})?",
        rf"\b(?P<month>{_AZ})[ıiuü]n\s+{_DAY}(?![0-9])",
    )
)


def days_in(text: str) -> tuple[Dated, ...]:
    """The days that ``text`` names, in its order; each word counts once, for the longest reading."""
    found = sorted(_found(text), key=lambda dated: (dated.start, -len(dated.words)))
    taken: list[Dated] = []
    for dated in found:
        if not taken or dated.start >= taken[-1].start + len(taken[-1].words):
            taken.append(dated)
    return tuple(taken)


def _found(text: str) -> Iterator[Dated]:
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            if dated := _dated(match):
                yield dated


def _dated(match: re.Match[str]) -> Dated | None:
    said = match["month"]
    month = int(said) if said.isdecimal() else _MONTHS.get(names.fold(said), 0)
    said_year = match.groupdict().get("year")
    year = int(said_year) if said_year else None
    try:
        date(year or dates.A_LEAP_YEAR, month, int(match["day"]))
    except ValueError:
        return None
    return Dated(words=match[0], start=match.start(), month=month, day=int(match["day"]), year=year)


# What may stand around a day that fills a line: days of the week, "in the year", "г.", "dated".
_BESIDE: Final = frozenset(
    names.fold(
        "monday tuesday wednesday thursday friday saturday sunday bazar ertəsi çərşənbə axşamı cümə şənbə "
        "понедельник вторник среда четверг пятница суббота воскресенье "
        "г год года cı ci cu cü il ili tarix date dated дата"
    ).split()
)


def whole_day(text: str) -> Dated | None:
    """The day with its year, when ``text`` is a date and nothing else."""
    if len(text) > 80:
        return None
    found = [dated for dated in days_in(text) if dated.year]
    if len(found) != 1:
        return None
    rest = text.replace(found[0].words, " ", 1)
    return found[0] if set(names.fold(rest).split()) <= _BESIDE else None


_MONTH_AND_YEAR: Final = re.compile(rf"(?P<month>{_EN}|{_AZ}|{_RU})\s+{_YEAR}", re.IGNORECASE)
_AFTER_A_DATE: Final = re.compile(
    r"(?:\s*г(?:\.|ода?\b)|-?\s?c[ıiuü]\s+il(?:də|in)?\b)?\s*[–—:-]\s+(?=\S)", re.IGNORECASE
)


def opening(text: str) -> Opening | None:
    """The date a heading begins with, when a dash or colon and what happened come after it."""
    for dating, words in _openings(text):
        if after := _AFTER_A_DATE.match(text, len(words)):
            return Opening(date=dating, words=words, rest=text[after.end() :])
    return None


def _openings(text: str) -> Iterator[tuple[Dating, str]]:
    for dated in days_in(text)[:1]:
        if dated.start == 0 and dated.year:
            yield Dating.parse(dated.date), dated.words
    if match := _MONTH_AND_YEAR.match(text):
        yield Dating.parse(f"{match['year']}-{_MONTHS[names.fold(match['month'])]:02}"), match[0]
    if match := re.match(_YEAR, text):
        yield Dating.parse(match["year"]), match[0]


# --- anniversaries -----------------------------------------------------------------------------------

_ORDINALS: Final = {
    word: number
    for line in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu onuncu",
        "первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая",
        "первой второй третьей четвёртой пятой шестой седьмой восьмой девятой десятой",
        "первую вторую третью четвёртую пятую шестую седьмую восьмую девятую десятую",
    )
    for number, word in enumerate(names.fold(line).split(), start=1)
}
_COUNT: Final = r"(?P<count>[0-9]{1,3}(?:st|nd|rd|th|-?\s?c[ıiuü]|-я|-й|-ю|-ую|-ой)?|[^\W\d_]{4,12})"
_ANNIVERSARIES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_COUNT}\s+anniversary\b[^.!?\n]{{0,120}}?\b{_YEAR}",
        rf"\b{_COUNT}\s+годовщин\w{{1,3}}\b[^.!?\n]{{0,120}}?\b{_YEAR}",
        rf"\b{_YEAR}{_IL}[^.!?\n]{{0,120}}?\s{_COUNT}\s+ildönümü\w{{0,4}}\b",
    )
)


def anniversary(text: str) -> Anniversary | None:
    """The first anniversary whose count and first year stand in one sentence: "second anniversary of … 2020"."""
    for pattern in _ANNIVERSARIES:
        for match in pattern.finditer(text):
            digits = re.match(r"[0-9]+", match["count"])
            count = int(digits[0]) if digits else _ORDINALS.get(names.fold(match["count"]))
            if count:
                return Anniversary(year=int(match["year"]) + count, words=match[0])
    return None


# --- what somebody may have meant ----------------------------------------------------------------------


def validate_date(value: str) -> None:
    """For fields that hold a ``Dating``. What is none is refused, and what its words may mean is offered: only
    who has read the source can say whether it does.
    """
    try:
        if not Dating.parse(value).is_plain:
            _ask_the_standard(value)
    except DateError as refused:
        raise ValidationError([str(refused), *_offers(value)], code="date") from refused


def _ask_the_standard(value: str) -> None:
    """It has the last word on what is kept. Raises ``DateError``."""
    # Here, because it takes a fifth of a second to load, and only who writes such dates needs it.
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(value)
    except EDTFParseException as refused:
        raise dates.no_dating(value) from refused


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
    language = get_language() or "en"
    if readings := "; ".join(f"{dating} ({dating.in_words(language)})" for dating in found):
        yield _("Perhaps you mean: %(readings)s. If so, write that.") % {"readings": readings}


_ABOUT: Final = re.compile(r"\b(?:circa|ca?\.|about|around|approximately|təxminən|около|ок\.|примерно|приблизительно)")
_PERHAPS: Final = re.compile(r"\b(?:perhaps|probably|possibly|ehtimal|возможно|вероятно|предположительно)|\?")
_BEFORE: Final = re.compile(r"\b(?:before|until|əvvəl|qədər|до|ранее|не позднее)\b")
_AFTER: Final = re.compile(r"\b(?:after|since|sonra|bəri|после|не ранее)\b")
_OR: Final = re.compile(r"^\[|\b(?:or|və ya|yaxud|или|либо)\b")
_MIDNIGHT: Final = re.compile(r"midnight|gecə\s?yarı|полноч", re.IGNORECASE)
_TIME: Final = re.compile(r"\b[0-2]?[0-9][:.][0-5][0-9]\b(?!\.)")
_TENS: Final = re.compile(r"\b([12][0-9]{2})0(?:['’]?s\b|-?c[ıiuü]\s+illər|-?[ех]\b)")
_PART: Final = re.compile(r"(?P<year>[12][0-9]{3})|(?P<day>[0-3]?[0-9])(?![0-9])|(?P<month>[^\W\d_]{3,})")
_MONTH_ENDED: Final = re.compile(rf"({_AZ}){_AZ_ENDING}", re.IGNORECASE)


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


def _expressions(text: str) -> Iterator[str]:
    if tens := _TENS.search(text):
        yield f"{tens[1]}X"
        return
    doubt = {(True, False): "~", (False, True): "?", (True, True): "%"}.get(
        (bool(_ABOUT.search(text)), bool(_PERHAPS.search(text))), ""
    )
    match [f"{point}{doubt}" for point in _points(text)]:
        case [one] if _BEFORE.search(text):
            yield f"../{one}"
        case [one] if _AFTER.search(text):
            yield f"{one}/.."
        case [_first, _second, *_more] as several if _OR.search(text):
            yield f"[{','.join(several)}]"
        case [one] | [one, _] as ends:
            yield "/".join(ends)


def _points(text: str) -> list[str]:
    """Years, months and days in their order; what one leaves unsaid, its neighbour says: "19–20 January 1990"."""
    parts: list[dict[str, str]] = [{}]
    for match in _PART.finditer(_TIME.sub(" ", _spelled_out(text))):
        name, said = str(match.lastgroup), match[0]
        if name == "month":
            ended = _MONTH_ENDED.fullmatch(said)
            said = f"{_MONTHS.get(names.fold(ended[1] if ended else said), 0)}"
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
    for pattern in _WRITTEN[:2]:
        text = pattern.sub(_with_its_month, text)
    return re.sub(r"(?<=[0-9])(?:-(?=[^\W\d])|(?=st|nd|rd|th))[^\W\d_]+", " ", text)


def _with_its_month(day: re.Match[str]) -> str:
    month = int(day["month"])
    return f"{day['day']} {dates.MONTHS['en'][month - 1]} {day['year']}" if 1 <= month <= 12 else day[0]


def _midnights(text: str) -> tuple[str, str] | None:
    """The two days that the midnight of a day may be on, as dates or, without a year, in words."""
    found = days_in(text[:100]) if _MIDNIGHT.search(text) else ()
    if not found:
        return None
    first = date(found[0].year or dates.A_LEAP_YEAR, found[0].month, found[0].day)
    second = first + timedelta(days=1)
    if found[0].year:
        return first.isoformat(), second.isoformat()
    language = get_language() or "en"
    return (
        dates.day_in_words(first.month, first.day, language),
        dates.day_in_words(second.month, second.day, language),
    )
