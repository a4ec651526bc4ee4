"""In which order what words find stands: by how much of the question a record has, and where.

Databases only say which texts hold words. What counts here is read from the texts themselves, and how rare something is
from what stands: so both databases answer alike, and what is still to come changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from math import log
from typing import Any, Final

from archive import names
from archive.catalogue import engines, tokens
from archive.catalogue.models import TEXTS

from .sql import among, ask
from .understanding import Group, Sort, Understood
from .understanding.groups import SAME_ROOT

# So many are put in order by what they say; the others follow by date.
MOST_RANKED: Final = 500
# What a group weighs where it stands: in the title, or as what the record is about; in the summary; elsewhere.
IN_HEAD, IN_SUMMARY, IN_BODY = 2.5, 1.5, 1.0
# What names, dates and phrases weigh beside words.
WEIGHT: Final = {Sort.PHRASE: 1.5, Sort.NAME: 1.5, Sort.DATE: 1.2, Sort.WORD: 1.0}
# Of the record that bears the name, of what is about it, and of what names it; of a title that says just what is asked;
# of words that stand beside one another.
BEARS_IT, ABOUT_IT, NAMES_IT, IS_TITLE, TOGETHER = 4.0, 1.0, 0.6, 6.0, 0.5
OWN_LANGUAGE: Final = 1.15
# So many words have titles of the usual length.
USUAL_TITLE: Final = 8


@dataclass(frozen=True)
class Candidate:
    """A text that holds words, and all that its place depends on."""

    text: int
    language: str
    title: str
    words: frozenset[str]  # of those that tell it from others

    @cached_property
    def titled(self) -> list[str]:
        return names.fold(self.title).split()


def ranked(texts: Iterable[int], understood: Understood, *, dates: Mapping[int, int], reader: str) -> dict[int, float]:
    """The rows of ``texts``, what answers best first, and how well each does; ``dates`` says where each row is in time.
    What has all that is asked in its text gains about 1. Two queries, one more for each hundred words.
    """
    groups = [_Looked(group) for group in understood.groups]
    explained = frozenset(word for one in groups for word in one.words)
    linked = {one.words[0]: one.weight for one in understood.linked}
    heads = frozenset(map(tokens.head, explained.union(understood.typed)))
    candidates = _read(texts, heads.union(linked, *(one.telling for one in groups)))
    places = [[group.best_in(one.words) for group in groups] for one in candidates]
    weights = [
        WEIGHT[one.group.sort] * _rarity(found) for one, found in zip(groups, zip(*places, strict=True), strict=False)
    ]
    best: dict[int, tuple[bool, float]] = {}
    for one, found in zip(candidates, places, strict=True):
        bears = [group.borne_by(one.words) for group in groups]
        # What is named, and not only something that is called alike, comes with what has all that is asked.
        is_first = all(found) or max(bears) >= SAME_ROOT
        besides = [BEARS_IT * bears[place] + group.linked_in(one.words) for place, group in enumerate(groups)]
        score = _score(found, besides, weights) + _in_title(one, understood.typed, explained, heads, sum(weights))
        score *= _share(found, weights) ** 2
        score += 0 if is_first else sum(weights) * _linked(one, linked)
        placed = is_first, _rounded(score, is_own=one.language == reader)
        row = one.text // TEXTS
        best[row] = max(best.get(row, placed), placed)
    titles = {one.text // TEXTS: one.title for one in reversed(candidates)}
    order = sorted(best, key=lambda row: (not best[row][0], -best[row][1], -dates[row], titles[row], row))
    return {row: best[row][1] / (sum(weights) or 1) for row in order}


def _linked(one: Candidate, linked: Mapping[str, float]) -> float:
    return max((linked[word] for word in one.words if word in linked), default=0.0)


class _Looked:
    """A group, as it is looked for in texts."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.words = frozenset(word for one in group.alternatives for word in one.words)
        self._linked = [
            (tokens.named(record), tokens.head(tokens.named(record)), weight) for record, weight in group.bearers
        ]
        self._bearers = [(tokens.itself(record), weight) for record, weight in group.bearers]
        self._alternatives = [
            (one.weight, frozenset(one.words), frozenset(map(tokens.head, one.words)), _summed_up(one.words))
            for one in sorted(group.alternatives, key=lambda one: -one.weight)
        ]
        heads = frozenset[str]().union(*(head | summed for _weight, _words, head, summed in self._alternatives))
        # The words by which one text is told from another.
        links = {sign for *signs, _weight in self._linked for sign in signs}
        self.telling = self.words | heads | links | {sign for sign, _weight in self._bearers}
        self.best_in, self.linked_in, self.borne_by = map(cache, (self._best_in, self._linked_in, self._borne_by))

    # What follows is of the words that a text holds of ``telling``: many texts hold the same.

    def _best_in(self, held: frozenset[str]) -> float:
        """What the best alternative weighs that the text holds, where it stands."""
        found = 0.0
        for weight, words, head, summed_up in self._alternatives:
            if weight * IN_HEAD <= found:
                break
            if words <= held:
                found = max(found, weight * _where(head, summed_up, held))
        return found

    def _linked_in(self, held: frozenset[str]) -> float:
        """What it weighs that the text is about what is named, or names it, not by words alone."""
        weights = (
            weight * (ABOUT_IT if about in held else NAMES_IT) for named, about, weight in self._linked if named in held
        )
        return max(weights, default=0.0)

    def _borne_by(self, held: frozenset[str]) -> float:
        return next((weight for sign, weight in self._bearers if sign in held), 0.0)


def _summed_up(words: Iterable[str]) -> frozenset[str]:
    """The signs that words stand in the summary; of what is a sign itself one that no text has."""
    is_sign = any(word[0] in tokens.SIGNS for word in words)
    return frozenset([tokens.SUMMARY] if is_sign else map(tokens.summed_up, words))


def _read(texts: Iterable[int], telling: frozenset[str]) -> list[Candidate]:
    said: dict[str, Any] = {}
    found = ask(_TEXTS.format(among("text", texts, said)), said)
    held = engines.WORDS.held_by([text for text, _language, _title in found], telling)
    return [Candidate(text, language, title, held[text]) for text, language, title in found]


_TEXTS: Final = """
    SELECT said.id, said.language, said.title FROM archive_rowtext AS said WHERE said.id {} ORDER BY said.id
"""


def _rarity(found: Sequence[float]) -> float:
    """How much it tells of a record that a group stands at its head, by how many of all candidates have it there."""
    count = sum(weight >= IN_HEAD / 2 for weight in found)
    return log(2 + len(found) / (1 + count))


def _where(head: frozenset[str], summed_up: frozenset[str], held: frozenset[str]) -> float:
    if head <= held:
        return IN_HEAD
    return IN_SUMMARY if summed_up <= held else IN_BODY


def _score(found: Sequence[float], besides: Sequence[float], weights: Sequence[float]) -> float:
    """How well a text answers in which groups of these ``weights`` weigh what was ``found``, and more ``besides``."""
    each = zip(weights, found, besides, strict=True)
    return sum(weight * (best + more) for weight, best, more in each)


def _share(found: Sequence[float], weights: Sequence[float]) -> float:
    """How much of the question it has: what has more comes before what has less at a better place."""
    return sum(weight for weight, best in zip(weights, found, strict=True) if best) / sum(weights)


def _rounded(score: float, *, is_own: bool) -> float:
    return round(score * (OWN_LANGUAGE if is_own else 1), 6)


def _in_title(
    one: Candidate, asked: Sequence[str], explained: frozenset[str], heads: frozenset[str], weight: float
) -> float:
    """That a title says just what is asked for, how much of it that is, and what stands beside one another in it."""
    # At its head stand besides what the record is called: what is not there is not in the title either.
    if not asked or one.words.isdisjoint(heads) or not (titled := one.titled):
        return 0.0
    if list(asked) == titled:
        return weight * IS_TITLE
    held = sum(word in explained for word in titled)
    pairs = len(set(pairwise(titled)) & set(pairwise(asked)))
    return weight * held / max(len(titled), USUAL_TITLE / 2) + TOGETHER * pairs
