"""A question as it is typed: words, phrases in quotation marks, and what is not wanted after a minus."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from archive import languages, names

# More are not asked for; of a phrase no more either.
MOST_WORDS: Final = 12
_QUOTED: Final = re.compile(r"[“”„‟\"]([^“”„‟\"]+)[“”„‟\"]|«([^«»]+)»|‹([^‹›]+)›")
_MINUS: Final = re.compile(r"(?<!\S)[-−–](?=[^\W_])(\S+)")
_HYPHENS: Final = frozenset("-‐‑")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A word of a question: as it is written, and folded; ``between`` stands before the next one. A number that counts
    ``years`` since something goes with the words that say so.
    """

    written: str
    folded: str
    between: str = ""
    years: int = 0

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
        yield Typed(written=text[word.start : word.end], folded=word.folded, between=between)


def written(words: Sequence[Typed]) -> str:
    """Several words that stand beside one another, as they were typed."""
    return "".join(part for word in words for part in (word.written, word.between)).removesuffix(words[-1].between)
