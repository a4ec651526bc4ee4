"""A question as it is typed: words, phrases in quotation marks, and what is not wanted after a minus."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Final

from archive import languages, names

# More are not asked for; of a phrase no more either.
MOST_WORDS: Final = 12
# The words of a hashtag have so many letters.
SHORTEST_RUN: Final = 4
_QUOTED: Final = re.compile(r"[“”„‟\"]([^“”„‟\"]+)[“”„‟\"]|«([^«»]+)»|‹([^‹›]+)›")
_MINUS: Final = re.compile(r"(?<!\S)[-−–](?=[^\W_])(\S+)")
_HYPHENS: Final = frozenset("-‐‑")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A word of a question: as it is written, and folded; ``between`` stands before the next one. A number that counts
    ``years`` since something goes with the words that say so; what is written together with others has the ``whole``.
    """

    written: str
    folded: str
    between: str = ""
    years: int = 0
    whole: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether a hyphen joins it with the next word."""
        return self.between in _HYPHENS


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that have to stand beside one another."""

    written: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``without`` are folded words that must not occur."""

    words: tuple[Typed, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[str, ...] = ()


def asked(question: str) -> Asked:
    """What is typed. With nothing but what is not wanted, that is what is looked for."""
    quoted = [next(filter(None, found.groups())) for found in _QUOTED.finditer(question)]
    phrases = tuple(_phrases(quoted))
    rest = _QUOTED.sub(" ; ", question)
    without = names.query_terms(" ".join(found[1] for found in _MINUS.finditer(rest)))
    words = tuple(_words(_MINUS.sub(" ; ", rest)))[:MOST_WORDS]
    if words or phrases:
        return Asked(words=words, phrases=phrases, without=without)
    return Asked(words=tuple(_words(question))[:MOST_WORDS])


def _phrases(quoted: list[str]) -> Iterator[Phrase]:
    for written in quoted[:MOST_WORDS]:
        if words := tuple(names.fold(written).split())[:MOST_WORDS]:
            yield Phrase(written=written.strip(), words=words)


def asks_for(words: Sequence[str]) -> frozenset[str]:
    """What folded ``words`` ask for, in whichever language: a time, a place, a number, an event, the site itself."""
    said = f" {' '.join(words)} "
    return frozenset(what for how, what in _ways_of_asking().items() if f" {how} " in said)


@lru_cache(maxsize=1)
def _ways_of_asking() -> dict[str, str]:
    several = (each for one in languages.known() for each in one.asks_for.items())
    return {names.fold(how): what for what, ways in several for how in ways}


def _words(text: str) -> Iterator[Typed]:
    found = names.words(text)
    for word, following in zip_longest(found, found[1:]):
        between = text[word.end : following.start] if following else ""
        *before, last = _runs(text[word.start : word.end])
        whole = word.folded if before else ""
        yield from (Typed(written=one, folded=names.fold(one), whole=whole) for one in before)
        yield Typed(written=last, folded=names.fold(last), between=between, whole=whole)


def _runs(word: str) -> list[str]:
    """The words of a hashtag: "BlackJanuary", "20yanvar". Endings stay where they are: "1990cı", "36th"."""
    ends = [place for place in range(1, len(word)) if _begins_anew(word[place - 1], word[place])]
    parts = [word[begin:end] for begin, end in pairwise((0, *ends, len(word)))]
    is_several = all(part.isdecimal() or len(part) >= SHORTEST_RUN for part in parts)
    return parts if is_several else [word]


def _begins_anew(before: str, letter: str) -> bool:
    return (before.islower() and letter.isupper()) or (before.isdecimal() != letter.isdecimal())


def written(words: Sequence[Typed]) -> str:
    """Several words that stand beside one another, as they were typed."""
    return "".join(part for word in words for part in (word.written, word.between)).removesuffix(words[-1].between)
