"""Which words are gone from a text altogether, which are new to it, and which names it spells otherwise."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Final

from archive import languages, names
from archive.aligning import Sentence

__all__ = ["Respelled", "Term", "missing_terms", "respelled"]

# Two spellings of a name that are heard alike look as much alike.
HEARD: Final = 0.7
# Each name that is gone is held beside each that is new: so many of either, in so many characters.
MOST_NAMES: Final = 300
LONGEST_NAME: Final = 100
# A number is said in so many words.
MOST_WORDS: Final = 10
_FIGURE: Final = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that a text has and the other has not, in none of their forms. ``sentence`` is the first they stand in."""

    words: str
    times: int
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelled:
    """One name, as it was written and as it is."""

    before: Term
    after: Term


def missing_terms(said: Sequence[Sentence], other: Sequence[Sentence]) -> tuple[Term, ...]:
    """What ``said`` has and ``other`` has not, in the order of the text. Words that stand together are one term."""
    known = {_stem(word.folded, one.language) for one in other for word in one.written}
    found: dict[tuple[str, ...], Term] = {}
    for sentence in said:
        for run in _missing(sentence, known):
            stems = tuple(_stem(word.folded, sentence.language) for word in run)
            words = sentence.text[run[0].start : run[-1].end]
            first = found.get(stems) or Term(words=words, times=0, sentence=sentence)
            found[stems] = replace(first, times=first.times + 1)
    return tuple(found.values())


def _missing(sentence: Sentence, known: Collection[str]) -> Iterator[list[names.Word]]:
    """Runs of words that are not known, with the numbers that stand before them: "one and a half million"."""
    run: list[names.Word] = []
    for word in sentence.written:
        sort = Sort.LITTLE if _is_an_ending(sentence.text, word) else _sort(word.folded, sentence.language)
        is_missing = sort is Sort.CONTENT and _stem(word.folded, sentence.language) not in known
        if run and not _is_one(sentence.text[run[-1].end : word.start]):
            yield from _trimmed(run, sentence, known)
            run = []
        if is_missing or sort is Sort.NUMBER or (sort is Sort.LITTLE and _ends_in_a_number(run, sentence.language)):
            run.append(word)
        else:
            yield from _trimmed(run, sentence, known)
            run = []
    yield from _trimmed(run, sentence, known)


def _is_an_ending(text: str, word: names.Word) -> bool:
    """Of a figure or of what is quoted: "dən" in "100-dən"."""
    return bool(_BEFORE_AN_ENDING.search(text, max(0, word.start - 2), word.start))


_BEFORE_AN_ENDING: Final = re.compile(r"""(?:[0-9]-|[»”"])\Z""")


def _is_one(between: str) -> bool:
    """Whether nothing but a blank or a hyphen stands between two words of a term."""
    return not between.strip(" \N{NO-BREAK SPACE}-")


def _trimmed(run: Sequence[names.Word], sentence: Sentence, known: Collection[str]) -> Iterator[list[names.Word]]:
    """The run up to the last word that is missing, if there is one."""
    end = len(run)
    while end and (
        _sort(run[end - 1].folded, sentence.language) is not Sort.CONTENT
        or _stem(run[end - 1].folded, sentence.language) in known
    ):
        end -= 1
    if end:
        yield [*run[:end]]


class Sort(Enum):
    """What a word does in a sentence."""

    CONTENT = "content"
    NUMBER = "number"  # in words
    LITTLE = "little"
    FIGURE = "figure"


def _ends_in_a_number(run: Sequence[names.Word], language: str) -> bool:
    said = (_sort(word.folded, language) for word in reversed(run[-MOST_WORDS:]))
    return next((sort for sort in said if sort is not Sort.LITTLE), None) is Sort.NUMBER


@lru_cache(maxsize=20_000)
def _sort(folded: str, language: str) -> Sort:
    spoken = languages.get(language)
    if _FIGURE.match(folded):
        return Sort.FIGURE
    if folded in _little(language) or len(folded) == 1:
        return Sort.LITTLE
    return Sort.NUMBER if folded in spoken.cardinals or folded in spoken.ordinals else Sort.CONTENT


@lru_cache(maxsize=100)
def _little(language: str) -> frozenset[str]:
    spoken = languages.get(language)
    return frozenset(map(names.fold, spoken.small_words | spoken.function_words))


@lru_cache(maxsize=20_000)
def _stem(folded: str, language: str) -> str:
    return languages.get(language).term(folded)


def respelled(
    gone: Collection[Term], new: Collection[Term], alike: Callable[[str, str], bool]
) -> tuple[tuple[Respelled, ...], tuple[Term, ...], tuple[Term, ...]]:
    """Names that are written otherwise by now; and what is left of both, in which none is found.

    ``alike`` tells of two words whether they are known to name one thing. Two capital words that are heard alike do.
    """
    found: list[Respelled] = []
    come = _names(new)
    for name in _names(gone):
        if other := next((one for one in come if name.is_written_as(one, alike)), None):
            come.remove(other)
            found.append(Respelled(before=name.term, after=other.term))
    told = {term for one in found for term in (one.before, one.after)}
    left, others = (tuple(term for term in terms if term not in told) for terms in (gone, new))
    return tuple(found), left, others


@dataclass(frozen=True, slots=True)
class _Name:
    """A term that may be one: how it is looked up, and how each of its words is heard."""

    term: Term
    folded: str
    sounds: tuple[str, ...]

    def is_written_as(self, other: "_Name", alike: Callable[[str, str], bool]) -> bool:
        return alike(self.folded, other.folded) or (self.sounds == other.sounds and self._looks_like(other))

    def _looks_like(self, other: "_Name") -> bool:
        """What sounds alike and looks otherwise is another word."""
        return SequenceMatcher(None, self.term.words, other.term.words, autojunk=False).ratio() >= HEARD


def _names(terms: Iterable[Term]) -> list[_Name]:
    """The first of ``terms`` that may be names."""
    named = (one for one in terms if one.words[0].isupper() and len(one.words) <= LONGEST_NAME)
    return [_name(one) for one in islice(named, MOST_NAMES)]


def _name(term: Term) -> _Name:
    spoken, folded = languages.get(term.sentence.language), names.fold(term.words)
    return _Name(term, folded, tuple(spoken.sound(word) for word in folded.split()))
