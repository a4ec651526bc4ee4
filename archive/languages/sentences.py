"""Where the sentences of running text end, and which of their words say something by themselves."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Final

from .reading import Reading

# What may end a sentence, with the marks that close what was quoted; and a line.
_END: Final = re.compile(r"""(?<![.!?…])[.!?…]++[»”’"')\]]*+(?=\s)|\n""")
# The word before a full stop, and the first letter or figure of what comes after it.
_LAST_WORD: Final = re.compile(r"""(?<![^\s«»“”"'(\[])[^\s«»“”"'(\[]+\Z""")
_NEXT: Final = re.compile(r"[^\w\n]{0,100}(\w)")
# "A", "A.S": what a name begins with.
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# A longer word is no abbreviation, and a longer quotation is taken apart: so no more is read at each full stop.
LONGEST_WORD: Final = 100
LONGEST_QUOTATION: Final = 300


class Sentences(Reading):
    """All of it may be missing: then every full stop before a capital letter ends a sentence."""

    # Words after which a full stop ends no sentence: "Mr"; and those after which it ends none before a figure: "No".
    abbreviations: ClassVar[frozenset[str]] = frozenset()
    abbreviations_before_figures: ClassVar[frozenset[str]] = frozenset()
    # What says nothing without the words beside it, besides ``small_words``: "about", "his".
    function_words: ClassVar[frozenset[str]] = frozenset()

    def sentences(self, text: str) -> Iterator[str]:
        """Those of ``text``, in their order. A line ends one, whatever it ends with."""
        start = 0
        for end in _END.finditer(text):
            if self._is_end(text, start, end):
                if said := text[start : end.end()].strip():
                    yield said
                start = end.end()
        if said := text[start:].strip():
            yield said

    def _is_end(self, text: str, start: int, end: re.Match[str]) -> bool:
        following = _NEXT.match(text, end.end())
        if end[0] == "\n" or following is None:
            return True
        if following[1].islower() or _is_quoting(text[max(start, end.end() - LONGEST_QUOTATION) : end.end()]):
            return False  # somebody is quoted, and the sentence goes on
        last = text[max(start, end.start() - LONGEST_WORD) : end.start()]
        return not end[0].startswith(".") or not self._is_short(last, following[1])

    def _is_short(self, said: str, following: str) -> bool:
        """Whether the full stop after ``said`` shortens its last word, or counts what follows."""
        if said.strip().isdecimal():
            return True
        found = _LAST_WORD.search(said)
        word = found[0] if found else ""
        if _INITIALS.fullmatch(word) and word.replace(".", "").isupper():
            return True
        plain = self.plain(word)
        is_before_a_figure = following.isdecimal() and plain in self.short_before_figures
        return plain in self.short_words or is_before_a_figure

    @cached_property
    def short_words(self) -> frozenset[str]:
        return frozenset(map(self.plain, self.abbreviations))

    @cached_property
    def short_before_figures(self) -> frozenset[str]:
        return frozenset(map(self.plain, {*self.abbreviations_before_figures, *self.short_months}))

    # What only asks: "how", "many", "who".
    question_words: ClassVar[frozenset[str]] = frozenset()

    # What is asked for, a time, a place or a number → how: "time" → "when".
    asks_for: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    # What is counted, and of whom → words by which people look for such a number: "killed" → "died losses".
    counted: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def root(self, folded: str) -> str:
        """What is left of a folded word by which others of its family are found: more may be gone than its endings."""
        return self.term(folded)

    def term(self, folded: str) -> str:
        """What all forms of a folded word have in common: "victories" and "victory"."""
        return self.stem(folded)


def _is_quoting(said: str) -> bool:
    """Whether a quotation has begun in ``said`` and not ended."""
    begun = max(said.rfind("“"), said.rfind("«"))
    return begun > max(said.rfind("”"), said.rfind("»"))
