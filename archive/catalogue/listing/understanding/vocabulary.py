"""Which words of the archive's texts stand for a word of a question: its other forms, and what is heard alike."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from archive import languages, names, sounds

from ..sql import among, ask
from .groups import SAME_ROOT, SAME_SOUND, Alternative

# Shorter words have too many neighbours.
SHORTEST_HEARD: Final = sounds.SHORTEST
# Nor does anybody misspell a longer one by a letter.
MAY_BE_WRONG: Final = range(4, 25)
# As many stand for one word: the likest of them.
MOST: Final = 60
MOST_GUESSES: Final = 8
# With so many letters goes on what begins with a shortened word, or with another one.
SHORTEST_REST: Final = 4
# So many words of a question are mended.
MOST_MENDED: Final = 4


@dataclass(frozen=True, slots=True)
class Family:
    """What is asked of the vocabulary for one folded word."""

    roots: frozenset[tuple[str, str]]
    heard: frozenset[str]


def family(folded: str) -> Family:
    """What is heard as a small word of any language is nobody's relative: "hava" and "have"."""
    codes = [one.code for one in languages.known()]
    heard = _heard(folded) - _small_sounds() if len(folded) >= SHORTEST_HEARD else frozenset[str]()
    return Family(frozenset((code, sounds.root(folded, code)) for code in codes), heard)


def _heard(folded: str) -> frozenset[str]:
    """In whichever language it is said."""
    codes = ("", *(one.code for one in languages.known()))
    return frozenset(sounds.heard(one, code) for one in sounds.spelled_elsewhere(folded) for code in codes)


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words of every language that tell nothing of what is looked for."""
    several = (word for one in languages.known() for word in one.small_words | one.function_words | one.question_words)
    return frozenset(names.fold(" ".join(several)).split())


@lru_cache(maxsize=1)
def _small_sounds() -> frozenset[str]:
    return frozenset[str]().union(*map(_heard, small_words()))


def relatives(words: Collection[str]) -> dict[str, tuple[Alternative, ...]]:
    """For each of ``words``, folded, what stands for it. One query, none for none.

    Words may be those of texts that nobody can read yet: they find nothing that does not stand, and are never shown.
    """
    families = {word: family(word) for word in words if word.isalpha()}
    roots = sorted({root for one in families.values() for _code, root in one.roots})
    heard = sorted({sound for one in families.values() for sound in one.heard})
    if not families:
        return {}
    said: dict[str, Any] = {}
    found = ask(_ALIKE.format(among("root", roots, said), among("sound", heard, said)), said)
    return {word: _likest(word, _related(word, one, found)) for word, one in families.items()}


_ALIKE: Final = """
    SELECT word, language, root, sound FROM archive_word WHERE root {0} UNION
    SELECT word, language, root, sound FROM archive_word WHERE sound {1}
"""


def _related(word: str, asked: Family, found: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, float]]:
    for other, language, root, heard in found:
        if other == word:
            continue
        if (language.partition("-")[0], root) in asked.roots:
            yield other, SAME_ROOT
        elif heard in asked.heard:
            yield other, SAME_SOUND


def _likest(word: str, related: Iterable[tuple[str, float]]) -> tuple[Alternative, ...]:
    weights: dict[str, float] = {}
    for other, weight in related:
        weights[other] = max(weight, weights.get(other, 0.0))
    ordered = sorted(weights, key=lambda other: (-weights[other], other))
    if len(ordered) > MOST:
        ordered.sort(key=lambda other: (-weights[other], -likeness(word, other), other))
    return tuple(Alternative((other,), weights[other]) for other in ordered[:MOST])


def likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other, autojunk=False).ratio()


# --- what is written in short ---


def written_out(word: str) -> tuple[str, ...]:
    """Both words of which a folded one is made, the first of them shortened: "минобороны" is "министерство обороны"."""
    found = ((word.removeprefix(short), whole) for short, whole in _shortened_words().items() if word.startswith(short))
    return tuple(f"{whole} {rest}" for rest, whole in found if len(rest) >= SHORTEST_REST)


@lru_cache(maxsize=1)
def _shortened_words() -> dict[str, str]:
    several = (each for one in languages.known() for each in one.shortened_words.items())
    return {names.fold(short): names.fold(whole) for short, whole in several}


# --- errors -------------------------------------------------------------------------------------------


def with_one_error(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each of ``words`` those from which it differs by one letter too many, too few, wrong or misplaced, the
    likest first; and both of which it is, where a blank is missing. One query, none for none.
    """
    wrong = sorted(word for word in words if word.isalpha() and len(word) in MAY_BE_WRONG)[:MOST_MENDED]
    meant = {word: [*_one_error_away(word)] for word in wrong}
    halves = {word: [*_in_two(word)] for word in wrong}
    every = {*chain(*meant.values()), *chain.from_iterable(chain(*halves.values()))}
    if not every:
        return {}
    known = there(every)
    return {
        word: (
            *_likest_to(word, known.intersection(several) - {word}),
            *map(" ".join, filter(known.issuperset, halves[word])),
        )
        for word, several in meant.items()
    }


def there(words: Collection[str]) -> frozenset[str]:
    """Which of folded ``words`` are in any text, be it one that nobody can read yet. One query."""
    said: dict[str, Any] = {}
    return frozenset(word for (word,) in ask(_THERE.format(among("word", sorted(words), said)), said))


_THERE: Final = "SELECT DISTINCT word FROM archive_word WHERE word {}"


def _one_error_away(word: str) -> Iterator[str]:
    letters = _letters(word)
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _in_two(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:place], word[place:]) for place in range(SHORTEST_REST, len(word) - SHORTEST_REST + 1))


def _letters(word: str) -> list[str]:
    """The letters, as they are folded, of the alphabets in which it may be written."""
    return sorted(frozenset[str]().union(*(one for one in _alphabets() if one.issuperset(word))))


@lru_cache(maxsize=1)
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.fold(" ".join(one.alphabet)).split()) for one in languages.known())


def _likest_to(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Fewer people err in the first letter."""
    return tuple(sorted(known, key=lambda other: (other[0] != word[0], -likeness(word, other), other))[:MOST_GUESSES])
