"""A question as it is understood: groups of alternatives, one of each of which has to be found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, combinations
from typing import Final
from uuid import UUID

from archive.word_index import Wanted, least

# What alternatives weigh beside the very word, which is 1.
RESPELLED: Final = 0.95
DATED: Final = 0.9
JOINED: Final = 0.9
SAME_ROOT: Final = 0.85
SAME_SOUND: Final = 0.7
TAKES_PART: Final = 0.6
SUBJECT: Final = 0.8
IN_A_SUBJECT: Final = 0.5
ITS_YEAR: Final = 0.3


class Sort(StrEnum):
    WORD = "word"
    NAME = "name"
    DATE = "date"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Folded words, or signs of the index, that a text has to hold together."""

    words: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What stands for some words of the question, as these were ``written``.

    ``bearers`` are the records that are called so, with what that weighs; ``is_person``: they are persons. ``date`` is
    what the words say, if they say one: 1990-01-20, --01-20; ``years`` are how many they count since something.
    """

    written: str
    typed: tuple[str, ...]
    sort: Sort
    alternatives: tuple[Alternative, ...]
    bearers: tuple[tuple[UUID, float], ...] = ()
    is_person: bool = False
    date: str = ""
    years: int = 0

    @property
    def is_of_a_year(self) -> bool:
        return bool(self.date) and not self.date.startswith("--")

    def also(self, further: Iterable[Alternative]) -> "Group":
        """With further alternatives; of the same words what weighs most."""
        found: dict[tuple[str, ...], Alternative] = {}
        for one in (*self.alternatives, *further):
            if one.words not in found or found[one.words].weight < one.weight:
                found[one.words] = one
        return replace(self, alternatives=tuple(found.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """``groups`` have to be found; ``optional`` words say little, and count only for the order. Of each of ``phrases``
    one form of each word has to stand beside one of the next. What is ``linked`` with the best is enough by itself;
    what is ``supported`` by them was found, and counts for more.
    ``asks_for`` is what is wanted to know: a time, a place, a number, an event, the site itself.
    """

    groups: tuple[Group, ...]
    optional: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    phrases: tuple[tuple[tuple[str, ...], ...], ...] = ()
    without: tuple[str, ...] = ()
    asks_for: frozenset[str] = frozenset()
    linked: tuple[Alternative, ...] = ()
    supported: tuple[Alternative, ...] = ()

    def wanted(self, groups: Sequence[Group] | None = None, lacking: int = 0) -> Wanted:
        """As search engines are asked; of fewer ``groups`` if that is said, of which so many may be ``lacking``."""
        several = self.groups if groups is None else groups
        found = [least([one.words for one in group.alternatives]) for group in several]
        # Of any two there is one, if one may be lacking; of any three, if two may be.
        enough = tuple(tuple(chain(*several)) for several in combinations(found, lacking + 1))
        phrases = tuple(one for one in self.phrases if len(one) > 1)
        return Wanted(enough, self.without, phrases, tuple(one.words for one in self.linked))
