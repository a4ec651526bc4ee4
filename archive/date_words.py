"""Days and months in folded words, in whichever known language and order they are said: "1990 ci il yanvarin 20 si"."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from archive import languages, names, sounds
from archive.dates import A_LEAP_YEAR

# As many words between a day and its month, or a month and its year, as stand there: "ci il", "г", "of the".
MOST_BETWEEN: Final = 2
_NUMBER: Final = re.compile("[0-9]{1,2}")
# With the ending of an ordinal: "20th", "20го".
_DAY: Final = re.compile(r"([0-9]{1,2})[^\W\d_]{0,3}")
_MONTH: Final = re.compile("0[1-9]|1[0-2]")
_YEAR: Final = re.compile("1[5-9][0-9]{2}|20[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A day, or a month of a year, that stands in ``words[first:end]``. What is not said is 0."""

    first: int
    end: int
    month: int
    day: int = 0
    year: int = 0


def dates_in(words: Sequence[str]) -> Iterator[Said]:
    """Every day and month that folded ``words`` name, in their order. A month alone is none."""
    for place, word in enumerate(words):
        if month := _month(word):
            yield from _around(words, place, month)
        elif "0" <= word[0] <= "9" and (found := _numbered(words, place)):
            yield found


def months_in(words: Sequence[str]) -> frozenset[int]:
    """Every month that folded ``words`` name, be it alone."""
    return frozenset(filter(None, map(_month, words)))


def counted_to(words: Sequence[str], place: int) -> int:
    """Where ends what goes with the number at ``place``: the ending of an ordinal, the word for a year."""
    return _after(words, place + 1)


def _around(words: Sequence[str], place: int, month: int) -> Iterator[Said]:
    """What stands before and after a month: its days, and its year."""
    first, end = place, place + 1
    days: list[int] = []
    before = _before(words, place)
    while before >= 0 and (day := _day(words[before])) and len(days) < 2:
        days.append(day)
        first = before
        before -= 1
    if not days and (after := _after(words, place + 1)) < len(words) and (day := _day(words[after])):
        days.append(day)
        end = _after(words, after + 1) if _is_between(words, after + 1) else after + 1
    year, first, end = _year_beside(words, first, end)
    for day in days or ([0] if year else []):
        if _exists(month, day):
            yield Said(first=first, end=end, month=month, day=day, year=year)


def _year_beside(words: Sequence[str], first: int, end: int) -> tuple[int, int, int]:
    after = _after(words, end)
    if after < len(words) and _YEAR.fullmatch(words[after]):
        return int(words[after]), first, after + 1
    before = _before(words, first)
    if before >= 0 and _YEAR.fullmatch(words[before]):
        return int(words[before]), before, end
    return 0, first, end


def _before(words: Sequence[str], place: int) -> int:
    """The place of what stands before ``place``, small words apart; -1 for nothing."""
    found = place - 1
    while found >= 0 and place - found <= MOST_BETWEEN and words[found] in _between():
        found -= 1
    return found


def _after(words: Sequence[str], place: int) -> int:
    found = place
    while found < len(words) and found - place < MOST_BETWEEN and words[found] in _between():
        found += 1
    return found


def _is_between(words: Sequence[str], place: int) -> bool:
    return place < len(words) and words[place] in _between()


def _numbered(words: Sequence[str], place: int) -> Said | None:
    """20.01.1990, 1990-01-20, 20/01/1990: three numbers; and 01.1990, two."""
    three = words[place : place + 3]
    if len(three) > 1 and _MONTH.fullmatch(three[0]) and _YEAR.fullmatch(three[1]):
        is_after_a_day = place and _NUMBER.fullmatch(words[place - 1])
        return None if is_after_a_day else Said(first=place, end=place + 2, month=int(three[0]), year=int(three[1]))
    if len(three) < 3:
        return None
    day, month, year = three if _YEAR.fullmatch(three[2]) else (three[2], three[1], three[0])
    if not (_YEAR.fullmatch(year) and _NUMBER.fullmatch(month) and _NUMBER.fullmatch(day)):
        return None
    if not (1 <= int(month) <= 12 and int(day) and _exists(int(month), int(day))):
        return None
    return Said(first=place, end=place + 3, month=int(month), day=int(day), year=int(year))


def _exists(month: int, day: int) -> bool:
    return day <= monthrange(A_LEAP_YEAR, month)[1]


@lru_cache(maxsize=5_000)
def _day(word: str) -> int:
    """The day of a month that ``word`` is, with the ending of an ordinal or without; 0 for none."""
    found = _DAY.fullmatch(word)
    number = int(found[1]) if found else 0
    return number if number <= 31 else 0


@lru_cache(maxsize=5_000)
def _month(word: str) -> int:
    if word[:3] not in _beginnings():
        return 0
    said = next(filter(None, (spoken.month_of(word) for spoken in languages.known())), 0)
    return said or next(
        filter(None, (_months(one.code).get(sounds.root(word, one.code)) for one in languages.known())), 0
    )


@cache
def _months(language: str) -> Mapping[str, int]:
    """In whichever case: by what their names have in common with their forms."""
    spoken = languages.get(language)
    found = {sounds.root(names.fold(name), language): number for number, name in enumerate(spoken.months, 1)}
    return {root: number for root, number in found.items() if len(root) >= sounds.SHORTEST}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(names.fold(word)[:3] for spoken in languages.known() for word in spoken.month_numbers)


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    """Small words that stand within a date."""
    return frozenset(names.fold(" ".join(one.within_a_date for one in languages.known())).split())
