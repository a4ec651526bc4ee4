"""Dates of a question that are said in words or in short, in the digits in which all are read: "двадцатое января",
"iyirmi yanvar"; 20.01.90, 20.I.1990; "24-ü", "в мае 94 года".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from archive import languages, names
from archive.date_words import counted_to, days_in_words, months_in
from archive.languages.calendar import ROMAN

from .asking import Typed, written

_BETWEEN: Final = frozenset("./-")
_MONTHS: Final = {number.lower(): str(month) for month, number in enumerate(ROMAN[:13]) if month}
# Two digits from these on are of the last century.
LAST_CENTURY: Final = 40
# No day of a month has a larger number.
MOST_DAYS: Final = 31
# So many letters end a number after a hyphen: "24-ü", "8-nə".
MOST_OF_AN_ENDING: Final = 2


def in_digits(words: Sequence[Typed]) -> tuple[Typed, ...]:
    """A day that is said in several words becomes one."""
    found = [*_with_years(tuple(_with_endings(words)))]
    for first, end, day in reversed([*days_in_words([one.folded for one in words])]):
        said = words[first:end]
        found[first:end] = [Typed(written=written(said), folded=str(day), between=said[-1].between)]
    for place in range(len(found) - 2):
        found[place : place + 3] = _in_full(*found[place : place + 3])
    return tuple(found)


def _with_endings(words: Sequence[Typed]) -> Iterator[Typed]:
    """A number of two digits loses the ending after its hyphen, if it says no more: "24-ü", but "36-cı"."""
    place = 0
    while place < len(words):
        several = words[place : place + 2]
        if len(several) > 1 and several[0].goes_on and _is_number(several[0].folded) and _is_ending(several[1].folded):
            yield replace(several[0], written=written(several), between=several[1].between)
            place += 2
        else:
            yield several[0]
            place += 1


def _is_ending(folded: str) -> bool:
    return folded.isalpha() and len(folded) <= MOST_OF_AN_ENDING and folded not in _within_dates()


def _with_years(words: Sequence[Typed]) -> Iterator[Typed]:
    """Two digits after a month are a year where they can be no day, or the word for a year follows."""
    folded = [one.folded for one in words]
    for place, word in enumerate(words):
        is_of_a_month = place and len(word.folded) == 2 and _is_number(word.folded) and months_in([folded[place - 1]])
        is_year = is_of_a_month and (int(word.folded) > MOST_DAYS or _says_year(folded, place))
        yield replace(word, folded=_year(word.folded)) if is_year else word


def _says_year(words: Sequence[str], place: int) -> bool:
    """Whether what goes with the number at ``place`` says that it is one."""
    return not _words_for_a_year().isdisjoint(words[place : counted_to(words, place)])


@lru_cache(maxsize=1)
def _words_for_a_year() -> frozenset[str]:
    known = [one for one in languages.known() if one.word_for_a_year]
    return frozenset(
        word for one in known for word in names.fold(one.within_a_date).split() if word.startswith(one.word_for_a_year)
    )


@lru_cache(maxsize=1)
def _within_dates() -> frozenset[str]:
    """What stands between the parts of a date, in whichever language."""
    return frozenset(names.fold(" ".join(one.within_a_date for one in languages.known())).split())


def _in_full(day: Typed, month: Typed, year: Typed) -> tuple[Typed, Typed, Typed]:
    number = _MONTHS.get(month.folded, month.folded)
    is_date = day.between == month.between and day.between in _BETWEEN and _is_number(day.folded) and _is_number(number)
    if not is_date or not year.folded.isdecimal():
        return day, month, year
    return day, replace(month, folded=number), replace(year, folded=_year(year.folded))


def _is_number(folded: str) -> bool:
    return folded.isdecimal() and len(folded) <= 2


def _year(digits: str) -> str:
    return f"{'19' if int(digits) >= LAST_CENTURY else '20'}{digits}" if len(digits) == 2 else digits
