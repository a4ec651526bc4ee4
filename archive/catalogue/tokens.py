"""Words of the index that nobody can write: each begins with a sign that folding leaves nowhere.

They say of a text what its words do not: which of them stand in its title or summary, what it names, when it was.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from archive.date_words import dates_in
from archive.dates import Dating, PartialDate
from archive.word_index import ASKED_OF_ROWS

# Before a word, or another sign: it stands in the title, or is said of the record itself.
HEAD: Final = "·"
# Before a date: a year 1990, a month 199001, a day 19900120, a day of any year 0120.
DATE: Final = "§"
# Before the key of a record: it is named; it is this one. Before a language: that of the text.
NAMED: Final = "¤"
ITSELF: Final = "¶"
LANGUAGE: Final = "¦"
# Before a word: it stands in the summary. That is asked of what was found already.
SUMMARY: Final = ASKED_OF_ROWS
SIGNS: Final = frozenset((HEAD, DATE, NAMED, ITSELF, LANGUAGE, SUMMARY))
# Of what lasted longer only its ends are told.
MOST_YEARS: Final = 100


def head(word: str) -> str:
    return word if word.startswith(ITSELF) else HEAD + word


def summed_up(word: str) -> str:
    return SUMMARY + word


def named(record: UUID | str) -> str:
    return NAMED + UUID(str(record)).hex


def itself(record: UUID | str) -> str:
    return ITSELF + UUID(str(record)).hex


def of_language(code: str) -> str:
    return LANGUAGE + code.lower().replace("-", "")


def year(number: int) -> str:
    return f"{DATE}{number:04}"


def month(year: int, month: int) -> str:
    return f"{DATE}{year:04}{month:02}"


def day(month: int, day: int, year: int = 0) -> str:
    return f"{DATE}{year:04}{month:02}{day:02}" if year else f"{DATE}{month:02}{day:02}"


def of_dating(written: str) -> Iterator[str]:
    """All of a dating: its days, months and years."""
    dating = Dating.parse(written)
    for point in dating.known:
        yield from _of_point(point)
    first, last = (dating.earliest or dating.known[0].earliest).year, (dating.latest or dating.known[-1].latest).year
    yield from map(year, range(first, last + 1) if last - first < MOST_YEARS else (first, last))


def _of_point(point: PartialDate) -> Iterator[str]:
    first, last = point.earliest, point.latest
    if (first.year, first.month) == (last.year, last.month):
        yield month(first.year, first.month)
    if first == last:
        yield from (day(first.month, first.day, first.year), day(first.month, first.day))


def of_every_year(written: str) -> Iterator[str]:
    """ "--01-20"."""
    number, _dash, of_month = written.removeprefix("--").partition("-")
    if of_month:
        yield day(int(number), int(of_month))


def of_words(words: Sequence[str]) -> Iterator[str]:
    """Days and months that a text names. That it names a year does not make it one of that year."""
    for said in dates_in(words):
        if said.year:
            yield month(said.year, said.month)
        if said.day:
            yield day(said.month, said.day)
        if said.day and said.year:
            yield day(said.month, said.day, said.year)
