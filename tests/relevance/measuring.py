"""How good an order is: nDCG, recall, and whether the named thing comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from statistics import fmean
from typing import Final

from .judging import Query

# So many results are looked at.
FIRST: Final = 10


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """The gain of the first ten, as a share of what the best order would gain. A grade g gains 2**g - 1, at place n
    divided by log2(n + 1).
    """
    best = sorted(grades.values(), reverse=True)
    return _gain(grades.get(key, 0) for key in found[:FIRST]) / _gain(best[:FIRST])


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def recall(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """What is useful among the first ten, as a share of all that is; of more than ten, of ten."""
    return sum(key in grades for key in found[:FIRST]) / min(len(grades), FIRST)


@dataclass(frozen=True)
class Answer:
    """The keys that an engine found for a query, the best first, and what they are worth."""

    query: Query
    found: Sequence[str]
    grades: Mapping[str, int]

    @cached_property
    def ndcg(self) -> float:
        return ndcg(self.found, self.grades)

    @cached_property
    def recall(self) -> float:
        return recall(self.found, self.grades)

    @property
    def is_first(self) -> bool:
        """Whether what is named comes first."""
        return self.found[:1] == [self.query.need.thing]

    @property
    def is_useful(self) -> bool:
        return self.recall > 0


@dataclass(frozen=True)
class Answers:
    """What an engine answered. Queries that nothing answers count by themselves."""

    every: tuple[Answer, ...]

    @cached_property
    def answerable(self) -> tuple[Answer, ...]:
        return tuple(one for one in self.every if one.grades)

    @property
    def ndcg(self) -> float:
        return fmean(one.ndcg for one in self.answerable)

    @property
    def recall(self) -> float:
        return fmean(one.recall for one in self.answerable)

    @property
    def first(self) -> float:
        """The share of names whose thing comes first; all of none."""
        return fmean([one.is_first for one in self.answerable if one.query.is_name] or [True])

    @property
    def useless(self) -> tuple[Answer, ...]:
        """Those with nothing useful among the first ten."""
        return tuple(one for one in self.answerable if not one.is_useful)

    @property
    def told(self) -> int:
        """Of the queries that nothing answers, how many found nothing."""
        return sum(not one.found for one in self.every if not one.grades)

    def of(self, *, kind: str = "", language: str = "") -> "Answers":
        return Answers(
            tuple(
                one
                for one in self.every
                if one.query.kind == (kind or one.query.kind) and one.query.language == (language or one.query.language)
            )
        )
