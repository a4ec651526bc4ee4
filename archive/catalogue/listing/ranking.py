"""In which order what words find stands: by how much of the question a record has, and where.

Databases only say which texts hold words. What counts here is read from the texts themselves, and how rare something is
from what stands: so both databases answer alike, and what is still to come changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any, Final
from uuid import UUID

from archive import names
from archive.catalogue import tokens
from archive.catalogue.models import TEXTS
from archive.word_index import words_of

from .sql import among, ask
from .understanding import Group, Sort, Understood
from .understanding.groups import SAME_ROOT

# So many are put in order by what they say; the others follow by date.
MOST_RANKED: Final = 500
# What a group weighs where it stands: in the title, or as what the record is about; in the summary; elsewhere.
IN_HEAD, IN_SUMMARY, IN_BODY = 2.5, 1.5, 1.0
# What names, dates and phrases weigh beside words.
WEIGHT: Final = {Sort.PHRASE: 1.5, Sort.NAME: 1.5, Sort.DATE: 1.2, Sort.WORD: 1.0}
# Of the record that bears the name; of a title that says just what is asked; of words that stand beside one another.
BEARS_IT, IS_TITLE, TOGETHER = 4.0, 6.0, 0.5
OWN_LANGUAGE: Final = 1.15
# So many words have titles of the usual length.
USUAL_TITLE: Final = 8


@dataclass(frozen=True)
class Candidate:
    """A text that holds words, and all that its place depends on."""

    text: int
    record: UUID
    language: str
    title: str
    summary: str
    words: frozenset[str]

    @cached_property
    def titled(self) -> list[str]:
        return names.fold(self.title).split()

    @cached_property
    def summed_up(self) -> frozenset[str]:
        return frozenset(names.fold(self.summary).split())


def ranked(texts: Iterable[int], understood: Understood, *, dates: Mapping[int, int], reader: str) -> list[int]:
    """The rows of ``texts``, what answers best first; ``dates`` says where each row is in time. One query."""
    candidates = _read(texts)
    places = [[_best(group, one) for group in understood.groups] for one in candidates]
    weights = [
        WEIGHT[group.sort] * _rarity(found)
        for group, found in zip(understood.groups, zip(*places, strict=True), strict=False)
    ]
    best: dict[int, tuple[bool, float]] = {}
    for one, found in zip(candidates, places, strict=True):
        placed = _is_first(one, understood, found), _score(one, understood, found, weights, reader)
        row = one.text // TEXTS
        best[row] = max(best.get(row, placed), placed)
    titles = {one.text // TEXTS: one.title for one in reversed(candidates)}
    return sorted(best, key=lambda row: (not best[row][0], -best[row][1], -dates[row], titles[row], row))


def _read(texts: Iterable[int]) -> list[Candidate]:
    said: dict[str, Any] = {}
    found = ask(_TEXTS.format(among("text", texts, said)), said)
    return [
        Candidate(text, record, language, title, summary, frozenset(words_of(words).split()))
        for text, record, language, title, summary, words in found
    ]


_TEXTS: Final = """
    SELECT said.id, edition.record, said.language, said.title, said.summary, said.folded
    FROM archive_rowtext AS said CROSS JOIN archive_row AS edition
    WHERE said.id {} AND edition.id = said.row_id ORDER BY said.id
"""


def _rarity(found: Sequence[float]) -> float:
    """How much it tells of a record that a group stands at its head, by how many of all candidates have it there."""
    count = sum(weight >= IN_HEAD / 2 for weight in found)
    return log(2 + len(found) / (1 + count))


def _score(
    one: Candidate, understood: Understood, found: Sequence[float], weights: Sequence[float], reader: str
) -> float:
    """How well a text answers in which the groups weigh what was ``found``."""
    whole = sum(weights)
    score = sum(weight * best for weight, best in zip(weights, found, strict=True))
    bearing = [weight * _bears(group, one) for weight, group in zip(weights, understood.groups, strict=True)]
    score += BEARS_IT * sum(bearing) + _in_title(one, understood, whole)
    # What has more of the question comes before what has less of it at a better place.
    share = sum(weight for weight, best in zip(weights, found, strict=True) if best) / whole
    return round(score * share**2 * (OWN_LANGUAGE if one.language == reader else 1), 6)


def _is_first(one: Candidate, understood: Understood, found: Sequence[float]) -> bool:
    """Whether it has all that is asked, or is what is named, and not only something that is called alike."""
    return all(found) or any(_bears(group, one) >= SAME_ROOT for group in understood.groups)


def _best(group: Group, one: Candidate) -> float:
    """What the best alternative weighs that the text holds, where it stands."""
    found = 0.0
    for alternative in group.alternatives:
        if alternative.weight * IN_HEAD > found and one.words.issuperset(alternative.words):
            found = max(found, alternative.weight * _where(alternative.words, one))
    return found


def _where(words: Sequence[str], one: Candidate) -> float:
    if one.words.issuperset(map(tokens.head, words)):
        return IN_HEAD
    return IN_SUMMARY if one.summed_up.issuperset(words) else IN_BODY


def _bears(group: Group, one: Candidate) -> float:
    return next((weight for record, weight in group.bearers if tokens.itself(record) in one.words), 0.0)


def _in_title(one: Candidate, understood: Understood, weight: float) -> float:
    """That a title says just what is asked for, how much of it that is, and what stands beside one another in it."""
    asked, titled = understood.typed, one.titled
    if not asked or not titled:
        return 0.0
    if list(asked) == titled:
        return weight * IS_TITLE
    held = _held_in_title(one, understood)
    pairs = len(set(pairwise(titled)) & set(pairwise(asked)))
    return weight * held / max(len(titled), USUAL_TITLE / 2) + TOGETHER * pairs


def _held_in_title(one: Candidate, understood: Understood) -> int:
    """How many words of the title the question explains."""
    asked = {word for group in understood.groups for alternative in group.alternatives for word in alternative.words}
    return sum(word in asked for word in one.titled)
