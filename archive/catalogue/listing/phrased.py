"""Whether words stand beside one another in a text: no index says so, and its own words do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from archive import names
from archive.catalogue.models import unpacked

from .sql import among, ask

# So many texts that hold all words are read: those that were stored last.
MOST_READ: Final = 1000
AT_ONCE: Final = 200


def holding(texts: Iterable[int], phrases: Sequence[Sequence[Sequence[str]]]) -> Iterator[int]:
    """Those of the last of ``texts`` that hold all of ``phrases``: of each word its folded forms."""
    wanted = [_pattern(one) for one in phrases]
    read = _by_letters if _is_of_letters(phrases) else names.fold
    last = sorted(texts, reverse=True)[:MOST_READ]
    for first in range(0, len(last), AT_ONCE):
        said: dict[str, Any] = {}
        for text, words in ask(_WORDS.format(among("text", last[first : first + AT_ONCE], said)), said):
            own, beside = unpacked(bytes(words))
            parts = [f" {read(part)} " for part in (own, *(said for _code, said in beside))]
            if all(any(map(one.search, parts)) for one in wanted):
                yield text


def _pattern(phrase: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """Folded words are of letters and digits alone; between two are one blank or several."""
    return re.compile(" *".join(f" (?:{'|'.join(forms)})" for forms in phrase) + " ")


def _is_of_letters(phrases: Iterable[Sequence[Sequence[str]]]) -> bool:
    """Whether each word is as its letters are, whatever stands around them: numbers may be written in groups."""
    words = (form for phrase in phrases for word in phrase for form in word)
    return all(word.isalpha() and len(word) < names.LONGEST_WORD for word in words)


def _by_letters(part: str) -> str:
    """That takes a tenth of folding; few texts have other letters, or apostrophes, and are folded."""
    spaced = names.by_letters(part)
    return names.fold(part) if spaced is None else spaced


_WORDS: Final = "SELECT said.id, said.words FROM archive_rowtext AS said WHERE said.id {} ORDER BY said.id"
