"""Whether words stand beside one another in a text: no index says so, and its own words do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from archive import names
from archive.catalogue.models import unpacked

from .sql import among, ask

# So many texts that hold all words are read: those that were stored last.
MOST_READ: Final = 1000
AT_ONCE: Final = 200


def holding(texts: Iterable[int], phrases: Sequence[Sequence[str]]) -> Iterator[int]:
    """Those of the last of ``texts`` that hold all of ``phrases``: folded words."""
    wanted = [f" {' '.join(one)} " for one in phrases]
    last = sorted(texts, reverse=True)[:MOST_READ]
    for first in range(0, len(last), AT_ONCE):
        said: dict[str, Any] = {}
        for text, words in ask(_WORDS.format(among("text", last[first : first + AT_ONCE], said)), said):
            own, beside = unpacked(bytes(words))
            if all(any(one in _folded(part) for part in (own, *(said for _code, said in beside))) for one in wanted):
                yield text


def _folded(part: str) -> str:
    return f" {names.fold(part)} "


_WORDS: Final = "SELECT said.id, said.words FROM archive_rowtext AS said WHERE said.id {} ORDER BY said.id"
