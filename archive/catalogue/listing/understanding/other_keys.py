"""Questions that are typed with the keys of another language: "[jl;fks" is "ходжалы", "Ыргырф" is "shusha"."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import Final

from archive import languages

# What keys type that hold no letter, with a capital's.
_SMALL: Final = str.maketrans('{}:"<>~', "[];',.`")


def on_other_keys(question: str) -> Iterator[str]:
    """What was meant, if it was typed with the keys of another language, each once, in small letters. It has no signs
    but those that are on no key of a letter.
    """
    typed = question.translate(_SMALL).lower()
    meant = (typed.translate(table) for keys, table in _tables() if _on_keys(typed) <= keys)
    yield from dict.fromkeys(one for one in meant if one != typed and all(map(str.isalpha, _on_keys(one))))


def _on_keys(text: str) -> frozenset[str]:
    """Its letters, and what some keyboard has in their place."""
    every = frozenset[str]().union(*(keys for keys, _table in _tables()))
    return frozenset(one for one in text if one.isalpha() or one in every)


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[frozenset[str], dict[int, int]], ...]:
    """The keys of one language, and what they are in another."""
    several = [one.keys for one in languages.known() if one.keys]
    return tuple((frozenset(own), str.maketrans(own, other)) for own, other in permutations(several, 2))
