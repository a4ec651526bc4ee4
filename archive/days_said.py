"""The days that running text speaks of, in whichever language: both ends of a span, and whether another text may say
the same day.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive import datings, languages

__all__ = ["Day", "days_in", "is_said", "without_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a text, and the ``words`` that name it. Of the other end of a span these are its number alone."""

    month: int
    day: int
    year: int | None = None
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


# So far from a day the other end of its span may begin.
_FAR: Final = 16


@lru_cache(maxsize=1)
def _ends() -> tuple[re.Pattern[str], ...]:
    """The other day before one and after it: "19–20 January", "с 19 на 20 января", "January 19 to 20"; or with the
    endings that say from where and to where: "yanvarın 19-dan 20-nə".
    """
    words = "|".join(filter(None, (one.says_between_days for one in languages.known())))
    number, ending = r"(?P<day>[0-3]?[0-9])(?![0-9])", r"(?:-?[^\W\d_]{1,4}\b)?"
    between = rf"(?:\s?[–—-]\s?|,?\s(?:{words})\s)"
    return (
        re.compile(rf"(?<![0-9.,:]){number}(?:{ending}{between}|-[^\W\d_]{{1,4}}\s)\Z", re.IGNORECASE),
        re.compile(rf"{ending}{between}{number}(?![.,:][0-9])", re.IGNORECASE),
        re.compile(r"-[^\W\d_]{1,4}\s(?P<day>[0-3]?[0-9])(?=-[^\W\d_]{1,4}\b)"),
    )


@lru_cache(maxsize=2_000)
def days_in(text: str) -> tuple[Day, ...]:
    """In the order of the text."""
    found = [
        Day(month=one.month, day=one.day, year=one.year, words=one.words, start=one.start)
        for one in datings.days_in(text)
    ]
    taken = frozenset(place for one in found for place in range(one.start, one.end))
    ends = [end for one in found for end in _other_ends(text, one, taken)]
    return tuple(sorted((*found, *ends), key=lambda one: one.start))


def _other_ends(text: str, one: Day, taken: Collection[int]) -> Iterator[Day]:
    before, after, after_an_ending = _ends()
    nearest = max(0, one.start - _FAR)
    found = [(before.search(text[nearest : one.start]), nearest)]
    if one.words.endswith(str(one.day)):
        found.append((after_an_ending.match(text, one.end) or after.match(text, one.end), 0))
    for match, offset in found:
        if match and 1 <= int(match["day"]) <= 31 and offset + match.start("day") not in taken:
            start = offset + match.start("day")
            yield Day(month=one.month, day=int(match["day"]), year=one.year, words=match["day"], start=start)


def without_days(text: str) -> str:
    """``text`` with blanks where it names days."""
    letters = [*text]
    for one in days_in(text):
        letters[one.start : one.end] = " " * len(one.words)
    return "".join(letters)


# --- whether another text says it -------------------------------------------------------------------


def is_said(day: Day, text: str) -> bool:
    """Whether ``text`` may say it: as a day, or by its number with the name of its month near. A year that one of both
    leaves unsaid is the other's.
    """
    years = _years(text).get((day.month, day.day))
    if years is None:
        return (day.month, day.day) in _in_pieces(text)
    return day.year is None or None in years or day.year in years


@lru_cache(maxsize=1_000)
def _years(text: str) -> dict[tuple[int, int], set[int | None]]:
    """Month and day → the years with which they are said; none where no year is."""
    found: dict[tuple[int, int], set[int | None]] = defaultdict(set)
    for one in days_in(text):
        found[one.month, one.day].add(one.year)
    return dict(found)


@lru_cache(maxsize=1_000)
def _in_pieces(text: str) -> frozenset[tuple[int, int]]:
    """Every month that is named, with each number that stands near."""
    return frozenset(
        (month, int(number[0]))
        for word in _WORD.finditer(text)
        if (month := _month_of(word[0]))
        for number in _NUMBER.finditer(text, max(0, word.start() - 2 * _FAR), word.end() + 2 * _FAR)
    )


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_NUMBER: Final = re.compile(r"(?<![0-9.,])[0-3]?[0-9](?![0-9])")


@lru_cache(maxsize=2_000)
def _month_of(word: str) -> int:
    return next(filter(None, (spoken.month_of(word) for spoken in languages.known())), 0)
