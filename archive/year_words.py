"""Words of a text that say something else a year later: found, and said for another year.

What a language says of them stands in its module (``archive.languages.years``).
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from archive import datings, languages
from archive.languages import Language
from archive.languages.years import Kind, YearWords

__all__ = ["Kind", "YearWords", "find", "retold"]

# How far from a name its office may stand, and from a date its weekday.
_OFFICE: Final = 80
_WEEKDAY: Final = 40
# 20/01/2026, 20-01-2026, 20.1.2026 and 2026/01/20: whichever of the two is the month.
_IN_FIGURES: Final = re.compile(
    r"(?<![\w/.-])(?:[0-3]?[0-9](?P<sign>[/.-])[0-3]?[0-9](?P=sign)(?P<last>(?:19|20)[0-9]{2})"
    r"|(?P<first>(?:19|20)[0-9]{2})/[0-3]?[0-9]/[0-3]?[0-9])(?![\w/]|[-.][0-9])"
)


def find(text: str, language: str, *, year: int = 0, names: Collection[str] = ()) -> list[YearWords]:
    """The words of ``text``, plain text of one block, that depend on the year; in its order, none in another.

    ``year`` is the one for which the text is written: dates and years that name another one are history, and not
    found. Without it every date with a year and every year is found. Of the people called by ``names`` those are found
    who stand beside the word for an office.
    """
    return list(_found(text, language, year, frozenset(names)))


@lru_cache(maxsize=2_000)
def _found(text: str, language: str, year: int, names: frozenset[str]) -> tuple[YearWords, ...]:
    spoken = languages.get(language)
    years = (*_dates_in(text, spoken, year), *spoken.years_in(text))
    found = [*spoken.year_words_in(text), *_in_office(text, spoken, names)]
    years = (*years, *_in_figures(text))
    found += [one for one in years if not year or one.number in (0, year)]
    return tuple(_longest(found))


def retold(found: YearWords, language: str, years: int = 1, *, year: int = 0) -> str:
    """What was ``found`` as it is said so many ``years`` later, in the same form. Empty: nobody can be sure.

    What does not age, "the 44-day war", is said in the same words. ``year`` is the one for which the text was written;
    without it a weekday beside a date without a year cannot be said again.
    """
    spoken = languages.get(language)
    match found.kind:
        case Kind.DAYS:
            return found.words
        case Kind.YEAR:
            return spoken.year_retold(found, found.number + years)
        case Kind.DATE:
            return _date_retold(found, spoken, years, year)
    return spoken.retold(found, found.number + years)


def _longest(found: list[YearWords]) -> Iterator[YearWords]:
    """Those that begin first, and of these the longest; each word counts once. A weekday belongs to its date."""
    end = 0
    dated = {place for one in found if one.kind is Kind.DATE for place in range(one.start, one.end)}
    alone = (one for one in found if one.kind is not Kind.WEEKDAY or one.end - 1 not in dated)
    for one in sorted(alone, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


# --- dates -------------------------------------------------------------------------------------------


def _dates_in(text: str, spoken: Language, year: int) -> Iterator[YearWords]:
    """Dates with a year, or with a weekday: that one says the year too."""
    small = spoken.small(text)
    before, after, rest = _beside_a_date(spoken.code)
    for dated in datings.days_in(text):
        end = dated.start + len(dated.words)
        if dated.year and (ending := rest.match(small, end)):
            end = ending.end()
        nearest = max(0, dated.start - _WEEKDAY)
        first, last = before.search(small[nearest : dated.start]), after.match(small[end : end + _WEEKDAY])
        start = nearest + first.start() if first else dated.start
        end += last.end() if last and not first else 0
        if first or last or dated.year:
            yield YearWords(start=start, words=text[start:end], kind=Kind.DATE, number=dated.year or 0)


def _in_figures(text: str) -> Iterator[YearWords]:
    for match in _IN_FIGURES.finditer(text):
        yield YearWords(
            start=match.start(), words=match[0], kind=Kind.DATE, number=int(match["first"] or match["last"])
        )


@lru_cache(maxsize=20)
def _beside_a_date(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A weekday before a date, one after it, and what belongs to the year that ends it."""
    spoken = languages.get(language)
    weekday, between = rf"(?P<weekday>{spoken.any_weekday})", spoken.beside_a_weekday or r"[\s,]*"
    return (
        re.compile(rf"\b{weekday}\b{between}$"),
        re.compile(rf"{between}\b{weekday}\b"),
        re.compile(rf"(?:{spoken.says_year_after})" if spoken.says_year_after else "(?!)"),
    )


def _date_retold(found: YearWords, spoken: Language, years: int, year: int) -> str:
    if _IN_FIGURES.fullmatch(found.words):
        return _with_year(found.words, spoken, found.number, found.number + years)
    (dated,) = datings.days_in(found.words)[:1] or (None,)
    said_in = dated and (dated.year or year)
    if not dated or not said_in:
        return ""
    try:
        then = date(said_in + years, dated.month, dated.day)
    except ValueError:
        return ""  # 29 February
    said = _with_weekday(found.words, spoken, then)
    return said if not dated.year else _with_year(said, spoken, dated.year, then.year)


def _with_weekday(words: str, spoken: Language, day: date) -> str:
    small = spoken.small(words)
    if not (match := re.search(rf"\b(?:{spoken.any_weekday})\b", small)):
        return words
    forms = next(forms for forms in spoken.weekday_forms or (spoken.weekdays,) if match[0] in map(spoken.lower, forms))
    said = spoken.styled(forms[day.weekday()], match[0], words[match.start() : match.end()])
    return f"{words[: match.start()]}{said}{words[match.end() :]}"


def _with_year(words: str, spoken: Language, old: int, year: int) -> str:
    return spoken.year_retold(
        YearWords(start=0, words=words, kind=Kind.YEAR, number=old, said=str(old), at=words.index(str(old))), year
    )


# --- people ------------------------------------------------------------------------------------------


def _in_office(text: str, spoken: Language, names: Collection[str]) -> Iterator[YearWords]:
    """A name with the word for an office before it, or after a comma behind it."""
    if not (spoken.offices and names):
        return
    small = spoken.small(text)
    called = "|".join(re.escape(spoken.small(name)) for name in sorted(names, key=len, reverse=True) if name.strip())
    office = rf"\b(?:{spoken.offices})"
    before, after = re.compile(rf"{office}[^,.!?;\n]*$"), re.compile(rf"\w{{0,4}},\s+(?:[^\W\d_]+\s+)?{office}\w*")
    end = 0
    for match in re.finditer(rf"\b(?:{called})", small) if called else ():
        nearest = max(end, match.start() - _OFFICE)
        end = match.end()
        first, last = before.search(small[nearest : match.start()]), after.match(small, match.end())
        if first or last:
            start = nearest + first.start() if first else match.start()
            end = last.end() if last else end
            yield YearWords(start=start, words=text[start:end], kind=Kind.OFFICE)
