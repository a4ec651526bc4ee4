"""Days and months in words, in whichever known language and order they are said: "1990-cı il yanvarın 19-dan 20-nə".

They are read from folded words. Of running text also where they stand is told, and whether another text may say the
same.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
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
    """A day, or a month of a year, that stands in ``words[first:end]``. What is not said is 0.

    Of several days that share a month each has words of its ``own``: those from and before which.
    """

    first: int
    end: int
    month: int
    day: int = 0
    year: int = 0
    own: tuple[int, int] = (0, 0)


def dates_in(words: Sequence[str]) -> Iterator[Said]:
    """Every day and month that folded ``words`` name, in their order. A month alone is none."""
    beginnings = _beginnings()  # most words are nothing: each is looked at, and few are asked for
    for place, word in enumerate(words):
        if word[:3] in beginnings and (month := _month(word)):
            yield from _around(words, place, month)
        elif "0" <= word[0] <= "9" and (found := _numbered(words, place)):
            yield found


def months_in(words: Sequence[str]) -> frozenset[int]:
    """Every month that folded ``words`` name, be it alone."""
    return frozenset(filter(None, map(_month, words)))


def days_in_words(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where a day is said in words beside its month: from which word, to before which, and the day."""
    for place, word in enumerate(words):
        if word[:3] in _beginnings() and _month(word):
            end, first = _before(words, place) + 1, _after(words, place + 1)
            before = ((end - 2, end), (end - 1, end)) if _before_a_month().issuperset(words[end:place]) else ()
            spans = (*before, (first, first + 2), (first, first + 1))
            said = ((*span, _day_said(tuple(words[slice(*span)]))) for span in spans if span[0] >= 0)
            yield from islice((one for one in said if one[2] and one[1] <= len(words)), 1)


@lru_cache(maxsize=1_000)
def _day_said(words: tuple[str, ...]) -> int:
    """The day of a month that ``words`` say, or a number with its ending; 0 for none, and for digits alone."""
    said = " ".join(words)
    if any(map(str.isdecimal, words)):
        return 0
    read = (number for one in languages.known() for number in (one.read_ordinal(said), one.read_cardinal(said)))
    return next((number for number in read if number and number <= 31), 0)


def counted_to(words: Sequence[str], place: int) -> int:
    """Where ends what goes with the number at ``place``: the ending of an ordinal, the word for a year."""
    return _after(words, place + 1)


def _around(words: Sequence[str], place: int, month: int) -> Iterator[Said]:
    """What stands before and after a month: its days, and its year."""
    days = _days_before(words, place) or _days_after(words, place)
    first, end = min([place, *days]), max([place, *days]) + 1
    if end > place + 1 and _is_between(words, end):
        end = _after(words, end)
    year, first, end = _year_beside(words, first, end)
    for day in days:
        if _exists(month, _day(words[day])):
            own = _own(day, days, first, end)
            yield Said(first=first, end=end, month=month, day=_day(words[day]), year=year, own=own)
    if year and not days:
        yield Said(first=first, end=end, month=month, year=year, own=(first, end))


def _own(day: int, days: Sequence[int], first: int, end: int) -> tuple[int, int]:
    """All of it, for one day; of two that beside the month has what the other one leaves."""
    if len(days) == 1:
        return first, end
    if day != days[0]:
        return day, day + 1
    return (day, end) if days[1] < day else (first, day + 1)


def _days_before(words: Sequence[str], month: int) -> list[int]:
    """Where the day stands, and before it the one that begins the span: "19–20 January", "19 to 20 January"."""
    nearest = _before(words, month)
    if nearest < 0 or not _day(words[nearest]):
        return []
    other = nearest - 1
    if other > 0 and words[other] in _joints():
        other = _before(words, other)
    return [nearest, other] if other >= 0 and _day(words[other]) else [nearest]


def _days_after(words: Sequence[str], month: int) -> list[int]:
    """The same after it: "January 19 to 20". What stands before another month is of that."""
    nearest = _after(words, month + 1)
    if nearest >= len(words) or not _day(words[nearest]):
        return []
    joint = _after(words, nearest + 1)
    other = joint + 1
    is_joined = other < len(words) and words[joint] in _joints() and _day(words[other])
    is_of_another = other + 1 < len(words) and _month(words[other + 1])
    return [nearest, other] if is_joined and not is_of_another else [nearest]


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
        if is_after_a_day:
            return None
        return Said(first=place, end=place + 2, month=int(three[0]), year=int(three[1]), own=(place, place + 2))
    if len(three) < 3:
        return None
    day, month, year = three if _YEAR.fullmatch(three[2]) else (three[2], three[1], three[0])
    if not (_YEAR.fullmatch(year) and _NUMBER.fullmatch(month) and _NUMBER.fullmatch(day)):
        return None
    if not (1 <= int(month) <= 12 and int(day) and _exists(int(month), int(day))):
        return None
    own = place, place + 3
    return Said(first=place, end=place + 3, month=int(month), day=int(day), year=int(year), own=own)


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
    return said or next(filter(None, (_months(one.code).get(one.stem(word)) for one in languages.known())), 0)


@cache
def _months(language: str) -> Mapping[str, int]:
    """In whichever case: by what their names have in common with their forms."""
    spoken = languages.get(language)
    found = {spoken.stem(names.fold(name)): number for number, name in enumerate(spoken.months, 1)}
    return {root: number for root, number in found.items() if len(root) >= sounds.SHORTEST}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(names.fold(word)[:3] for spoken in languages.known() for word in spoken.month_numbers)


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    """Small words that stand within a date."""
    return frozenset(names.fold(" ".join(one.within_a_date for one in languages.known())).split())


@lru_cache(maxsize=1)
def _before_a_month() -> frozenset[str]:
    """Small words between a day in words and its month."""
    return frozenset(names.fold(" ".join(one.before_a_month for one in languages.known())).split())


@lru_cache(maxsize=1)
def _joints() -> frozenset[str]:
    """Words between the two ends of a span: "to", "and", "-dan"."""
    return frozenset(names.fold(" ".join(one.between_days for one in languages.known())).split())


# --- in running text ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a text, and the ``words`` that name it; of the other end of a span these are its number alone. All of
    what is said stands from ``first`` to before ``last``.
    """

    month: int
    day: int
    year: int | None = None
    words: str
    start: int
    first: int
    last: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


# What may stand between two words of a date: blanks, dots, dashes; before a year a comma too.
_WITHIN: Final = re.compile(r"\.?[ \u00a0]*|[./]|[ \u00a0]?[-‐‑–—−][ \u00a0]?|’|'")
_BEFORE_A_YEAR: Final = re.compile(r",[ \u00a0]")


@lru_cache(maxsize=2_000)
def days_in(text: str) -> tuple[Day, ...]:
    """In the order of the text."""
    found = names.words(text)
    words: list[str] = []
    places: list[int] = []
    for place, word in enumerate(found):
        if place and not _goes_on(text, found[place - 1], word):
            words.append(_NOTHING)
            places.append(place)
        words.append(word.folded)
        places.append(place)
    days = (_placed(text, found, places, said) for said in dates_in(words) if said.day)
    return tuple(sorted(dict.fromkeys(days), key=lambda one: one.start))


# Stands where a date cannot go on.
_NOTHING: Final = " "


def _goes_on(text: str, before: names.Word, after: names.Word) -> bool:
    """Two small numbers with a blank between them are no date."""
    between = text[before.end : after.start]
    if _NUMBER.fullmatch(before.folded) and _NUMBER.fullmatch(after.folded) and not between.strip():
        return False
    is_year = _YEAR.fullmatch(after.folded)
    return bool(_WITHIN.fullmatch(between) or (is_year and _BEFORE_A_YEAR.fullmatch(between)))


def _placed(text: str, found: Sequence[names.Word], places: Sequence[int], said: Said) -> Day:
    spans = (said.own, (said.first, said.end))
    own, whole = ((found[places[first]].start, found[places[end - 1]].end) for first, end in spans)
    return Day(
        month=said.month,
        day=said.day,
        year=said.year or None,
        words=text[slice(*own)],
        start=own[0],
        first=whole[0],
        last=whole[1],
    )


def without_days(text: str) -> str:
    """``text`` with blanks where it names days."""
    letters = [*text]
    for one in days_in(text):
        letters[one.first : one.last] = " " * (one.last - one.first)
    return "".join(letters)


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
        for number in _FREE_NUMBER.finditer(text, max(0, word.start() - _FAR), word.end() + _FAR)
    )


# As far from the name of a month its days may stand.
_FAR: Final = 32
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_FREE_NUMBER: Final = re.compile(r"(?<![0-9.,])[0-3]?[0-9](?![0-9])")


@lru_cache(maxsize=2_000)
def _month_of(word: str) -> int:
    return next(filter(None, (spoken.month_of(word) for spoken in languages.known())), 0)
