"""Words of a text that say something else a year later: found, and said for another year.

What a language says of them stands in its module (``archive.languages.years``).
"""

from archive import languages
from archive.languages.years import Kind, YearWords

__all__ = ["Kind", "YearWords", "find", "retold"]


def find(text: str, language: str, *, year: int = 0) -> list[YearWords]:
    """The words of ``text``, plain text of one block, that depend on the year; in its order, none in another.

    ``year`` is the one for which the text is written: dates and years that name another one are history, and not
    found. Without it every date with a year and every year is found.
    """
    found = sorted(languages.get(language).year_words_in(text), key=lambda one: (one.start, -one.end))
    taken: list[YearWords] = []
    for one in found:
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    return taken


def retold(found: YearWords, language: str, years: int = 1, *, year: int = 0) -> str:
    """What was ``found`` as it is said so many ``years`` later, in the same form. Empty: nobody can be sure.

    What does not age, "the 44-day war", is said in the same words. ``year`` is the one for which the text was written.
    """
    if found.kind is Kind.DAYS:
        return found.words
    return languages.get(language).retold(found, found.number + years)
