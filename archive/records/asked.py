"""What may be meant by what somebody types into the desk's search: words, and dates in any form."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from archive import languages, names
from archive.datings import beside_a_date, days_in, meant
from archive.languages.reading import PARTS

from . import written

# No address is longer.
LONGEST: Final = 500
# Of an address, what all of them have.
_OF_ADDRESSES: Final = re.compile(r"^\s*(?:https?://)?(?:www\.)?(?=\S+$)", re.IGNORECASE)
# 20/01/1990, as people write it whose month comes second.
_SLASHES: Final = re.compile(r"(?<![\d/])([0-3]?\d)/([01]?\d)/([12]\d{3})(?![\d/])")
_SHORT: Final = re.compile(r"(?<![\d.])([0-3]?\d)\.([1-9])\.([12]\d{3})(?!\d)")
# Endings of numbers: "1990-cı", "20-е".
_ENDING: Final = re.compile(r"(?<=\d)-(?!\d)\w{1,4}")
_MONTH_IN_NUMBERS: Final = (
    re.compile(r"(?<![\d.-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d-])"),
    re.compile(r"(?<![\d.-])(?P<month>0?[1-9]|1[0-2])[./](?P<year>1[5-9]\d\d|20\d\d)(?!\d)"),
)
_YEAR: Final = re.compile(rf"(?<!\d){PARTS['<year>']}")
_IN_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")


class _Said(NamedTuple):
    """Words of what is asked, and the date that they say, as precise as it is: a day may be one of every year."""

    words: tuple[str, ...]
    year: str
    month: int = 0
    day: int = 0

    @property
    def date(self) -> str:
        """Its word."""
        if not self.year:
            return written.each_year_on(self.month, self.day)
        return written.on(self.year, self.month or "", self.day or "")

    def beginnings(self, months: Sequence[str]) -> tuple[str, ...]:
        """How its words begin in a text of a language with these names of months; its day, which is how years begin, is
        a whole word.
        """
        return (*([f"{self.day} "] if self.day else []), _stem(months[self.month - 1]), *filter(None, [self.year]))


def ways(text: str) -> tuple[tuple[str, ...], ...]:
    """The terms of ``text``, in each of the ways in which it may be meant; none if nothing is asked for.

    A record is found that holds all terms of one of them, as its words begin (``finding``).
    """
    text = _OF_ADDRESSES.sub("", unquote(text[:LONGEST])).replace("\0", " ")
    found = (terms(text), *_with_dates(text), *_as_a_whole(text))
    return tuple(dict.fromkeys(filter(None, found)))


def terms(text: str) -> tuple[str, ...]:
    """How the words of ``text`` begin; the day of a date, which is how years begin, is a whole word."""
    days = {str(said.day) for said in _said(text) if said.day}
    return tuple(f"{term} " if term in days else term for term in names.query_terms(text))


def _with_dates(text: str) -> Iterator[tuple[str, ...]]:
    """Dates as such, and what else is said; one that has a month also as texts of each language write it."""
    rest = _SHORT.sub(r"\1.0\2.\3", _SLASHES.sub(r"\1.\2.\3", text))
    rest = _ENDING.sub(" ", rest) if not days_in(rest) else rest
    dates = [*_said(rest)]
    for said in dates:
        for words in said.words:
            rest = rest.replace(words, " ", 1)
    beside = [term for term in names.query_terms(_ENDING.sub(" ", rest)) if term not in _around()]
    if dates:
        yield tuple(dict.fromkeys((*(said.date for said in dates), *beside)))[: names.MOST_TERMS]
    if len(dates) == 1 and dates[0].month:
        for spoken in languages.known():
            yield tuple(dict.fromkeys((*dates[0].beginnings(spoken.months), *beside)))[: names.MOST_TERMS]


def _said(text: str) -> Iterator[_Said]:
    """Days; where there are none the month of a year; where there is none either, years."""
    days = [_Said((one.words,), f"{one.year:04}" if one.year else "", one.month, one.day) for one in days_in(text)]
    yield from days or _months(text) or (_Said((one[0],), one["year"]) for one in _YEAR.finditer(text))


def _months(text: str) -> list[_Said]:
    numbers = [one for pattern in _MONTH_IN_NUMBERS for one in pattern.finditer(text)]
    if numbers:
        return [_Said((one[0],), one["year"], int(one["month"])) for one in numbers]
    years = [one["year"] for one in _YEAR.finditer(text)]
    if len(years) != 1:
        return []
    months = [(one[0], month) for one in _IN_LETTERS.finditer(text) if (month := _month_of(one[0]))]
    return [_Said((word, years[0]), years[0], month) for word, month in months] if len(months) == 1 else []


def _month_of(word: str) -> int:
    """Which month it names, in whatever case."""
    named = (spoken.month_of(word) or _beginning(spoken.months, word) for spoken in languages.known())
    return next(filter(None, named), 0)


def _beginning(months: Sequence[str], word: str) -> int:
    """ "январе" begins as "январь" does, and "martın" as "mart"."""
    folded = names.fold(word)
    return next((number for number, month in enumerate(months, 1) if folded.startswith(_stem(month))), 0)


def _stem(month: str) -> str:
    """How the name of a month begins in every case."""
    folded = names.fold(month)
    return folded[: max(4, len(folded) - 1)]


def _as_a_whole(text: str) -> Iterator[tuple[str, ...]]:
    """A decade, or two days that belong together, where nothing else is asked for."""
    for one in meant(text):
        if str(one).endswith("X") or one.is_two_days:
            yield tuple(written.on(*str(point).replace("X", "").split("-")) for point in one.known)


@lru_cache(maxsize=1)
def _around() -> frozenset[str]:
    """Small words that say no more beside a date: "in the year"."""
    asked = (names.fold(spoken.asked_beside_a_date) for spoken in languages.known())
    return beside_a_date() | frozenset(" ".join(asked).split())
