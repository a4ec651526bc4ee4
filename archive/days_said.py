"""The days that running text speaks of, in whichever language: both ends of a span, and whether another text may say
the same day.
"""

import re
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

    def may_be(self, other: "Day") -> bool:
        """Whether both may be one: a year that one of them leaves unsaid is the other's."""
        same_year = not (self.year and other.year) or self.year == other.year
        return same_year and (self.month, self.day) == (other.month, other.day)


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
    ends = [end for one in found for end in _other_ends(text, one, found)]
    return tuple(sorted((*found, *ends), key=lambda one: one.start))


def _other_ends(text: str, one: Day, known: Collection[Day]) -> Iterator[Day]:
    taken = {place for other in known for place in range(other.start, other.end)}
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
    """Whether ``text`` may say it: as a day, or by its number with the name of its month near."""
    if any(day.may_be(other) for other in days_in(text)):
        return True
    return not any((day.month, day.day) == (one.month, one.day) for one in days_in(text)) and _is_near(day, text)


def _is_near(day: Day, text: str) -> bool:
    number = re.compile(rf"(?<![0-9.,]){day.day}(?![0-9])")
    words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    return any(
        number.search(text, max(0, start - 2 * _FAR), start + len(word) + 2 * _FAR)
        for start, word in words
        if _month_of(word) == day.month
    )


_WORD: Final = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=2_000)
def _month_of(word: str) -> int:
    return next(filter(None, (spoken.month_of(word) for spoken in languages.known())), 0)
