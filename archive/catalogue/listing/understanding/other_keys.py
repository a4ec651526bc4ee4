"""Questions that are typed with the keys of another language: "[jl;fks" is "ходжалы", "Ыргырф" is "shusha"."""

from functools import lru_cache
from itertools import permutations
from typing import Final

from archive import languages, names

from .vocabulary import small_words, there

# What keys type that hold no letter, with a capital's.
_SMALL: Final = str.maketrans('{}:"<>~', "[];',.`")


def on_other_keys(question: str) -> tuple[str, ...]:
    """What was meant, if it was typed with the keys of another language, in small letters, where half of its words are
    in some text. It has no signs but those that are on no key of a letter. One query, none if it cannot be.
    """
    typed = question.translate(_SMALL).lower()
    meant = (typed.translate(table) for keys, table in _tables() if _on_keys(typed) <= keys)
    several = {one: _words(one) for one in meant if one != typed and all(map(str.isalpha, _on_keys(one)))}
    every = frozenset[str]().union(*several.values())
    known = there(every) if every else ()
    return tuple(one for one, words in several.items() if 2 * len(words.intersection(known)) >= len(words) > 0)


def _words(text: str) -> frozenset[str]:
    """Those that say something."""
    return frozenset(word for word in names.fold(text).split() if word.isalpha()) - small_words()


def _on_keys(text: str) -> frozenset[str]:
    """Its letters, and what some keyboard has in their place."""
    every = frozenset[str]().union(*(keys for keys, _table in _tables()))
    return frozenset(one for one in text if one.isalpha() or one in every)


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[frozenset[str], dict[int, int]], ...]:
    """The keys of one language, and what they are in another."""
    several = [one.keys for one in languages.known() if one.keys]
    return tuple((frozenset(own), str.maketrans(own, other)) for own, other in permutations(several, 2))
