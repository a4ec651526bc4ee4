"""Initials of what titles call something: "НКАО" is "Нагорно-Карабахской автономной области"."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from archive import names
from archive.catalogue.models import TEXTS
from archive.editions.reading import Reading

from ..bits import joined, numbers_of
from ..keeping import kept
from ..sql import among, ask
from ..standing import at
from .known_names import MOST_INITIALS
from .vocabulary import MOST_GUESSES, small_words

# Two letters begin any two words.
FEWEST: Final = 3
# In the titles of so many records, the first: what is called in short has stood for long.
MOST_READ: Final = 1000
# Titles of these are of what others are called, one like the other.
UNREAD: Final = ("statement", "picture")

Title = tuple[str, str]


def said_in_full(reading: Reading, word: str) -> tuple[str, ...]:
    """The runs of words in titles that begin with the letters of ``word``, folded: what is there most, first.

    Two queries for a version, none for a word of too few letters or too many.
    """
    if not (FEWEST <= len(word) <= MOST_INITIALS and word.isalpha()):
        return ()
    titles = kept(reading, "initials of titles", lambda: tuple(_titles(reading)))
    runs = Counter(_run(title, initials.index(word), len(word)) for initials, title in titles if word in initials)
    return tuple(sorted(runs, key=lambda run: (-runs[run], run))[:MOST_GUESSES])


def _run(title: str, first: int, size: int) -> str:
    return " ".join(title.split()[first : first + size])


def _titles(reading: Reading) -> Iterator[Title]:
    """The initials of each title beside its words: of all, and where some are small of the others."""
    for title in names.fold_each(_read(reading)):
        words = title.split()
        telling = [word for word in words if word not in small_words()]
        for several in {tuple(words), tuple(telling)}:
            yield "".join(word[0] for word in several), " ".join(several)


def _read(reading: Reading) -> list[str]:
    there, said = at(reading), dict[str, Any]()
    unread = joined((there.rows_under("kind", kind) for kind in UNREAD), there.size)
    rows = sorted(there.rows[number] for number in numbers_of(there.live & ~unread))[:MOST_READ]
    return [title for (title,) in ask(_TITLES.format(among("row", rows, said)), said)] if rows else []


_TITLES: Final = f"""
    SELECT said.title FROM archive_row AS edition CROSS JOIN archive_rowtext AS said
    WHERE edition.id {{}} AND said.id >= edition.id * {TEXTS} AND said.id < (edition.id + 1) * {TEXTS}
    ORDER BY said.id
"""
