"""Dates of a question that are said in words or in short, in the digits in which all are read: "двадцатое января",
"iyirmi yanvar"; 20.01.90, 20.I.1990.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from archive.date_words import days_in_words
from archive.languages.calendar import ROMAN

from .asking import Typed, written

_BETWEEN: Final = frozenset("./-")
_MONTHS: Final = {number.lower(): str(month) for month, number in enumerate(ROMAN[:13]) if month}
# Two digits from these on are of the last century.
LAST_CENTURY: Final = 40


def in_digits(words: Sequence[Typed]) -> tuple[Typed, ...]:
    """A day that is said in several words becomes one."""
    found = list(words)
    for first, end, day in reversed([*days_in_words([one.folded for one in words])]):
        said = words[first:end]
        found[first:end] = [Typed(written=written(said), folded=str(day), between=said[-1].between)]
    for place in range(len(found) - 2):
        found[place : place + 3] = _in_full(*found[place : place + 3])
    return tuple(found)


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
