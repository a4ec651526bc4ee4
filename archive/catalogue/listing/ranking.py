"""In which order what words find stands: by how much of the question a record has, and where.

Databases only say which texts hold words. What counts here is read from the texts themselves, and how rare something is
from what stands: so both databases answer alike, and what is still to come changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log
from typing import Any, Final, NamedTuple

from archive import names
from archive.catalogue import engines, tokens
from archive.catalogue.models import TEXTS
from archive.word_index import Group as Words

from .sql import among, ask
from .understanding import Alternative, Group, Sort, Understood
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
# Of what is asked for: an event or a place, where the question is when or where.
ANSWERING: Final = 1.5
# Who bears the name of a day bears it in every year.
IN_ANY_YEAR: Final = 0.5
# So many words have titles of the usual length.
USUAL_TITLE: Final = 8


class Candidate(NamedTuple):
    """A text that holds words, and all that its place depends on."""

    text: int
    language: str
    title: str
    held: frozenset[str]  # of what tells it from others, by its names


def ranked(
    texts: Iterable[int],
    understood: Understood,
    *,
    dates: Mapping[int, int],
    reader: str,
    in_all: frozenset[str] = frozenset(),
    answering: Collection[int] = (),
) -> dict[int, float]:
    """The rows of ``texts``, what answers best first, and how well each does; ``dates`` says where each row is in time.
    Words ``in_all`` of the texts need not be looked for in them. The rows ``answering`` are what the question asks for.
    What has all that is asked in its text gains about 1. Two queries, one more for each hundred words.
    """
    groups = [_Looked(group) for group in understood.groups]
    explained = frozenset(word for one in groups for word in one.words)
    linked = {one.words[0]: one.weight for one in understood.linked}
    telling: dict[str, Words] = {sign: ((sign,),) for sign in linked}
    for group in groups:
        telling |= group.telling
    heads = frozenset(map(tokens.head, explained.union(understood.typed)))
    # Where all of these are asked for, titles without them need not be read.
    is_told = heads <= telling.keys()
    candidates = _read(texts, telling, in_all)
    places = {held: [group.best_in(held) for group in groups] for held in {one.held for one in candidates}}
    found = zip(*(places[one.held] for one in candidates), strict=True)
    weights = [WEIGHT[one.group.sort] * _rarity(weighed) for one, weighed in zip(groups, found, strict=False)]
    weight = sum(weights)
    known = {held: _of_words(held, weighed, groups, weights, linked) for held, weighed in places.items()}
    best: dict[int, tuple[bool, float]] = {}
    for one in candidates:
        row, (is_first, is_named, score, share, beyond) = one.text // TEXTS, known[one.held]
        if not is_told or not heads.isdisjoint(one.held):
            score += _in_title(names.fold(one.title).split(), understood.typed, explained, weight)
        if row in answering:
            score *= ANSWERING * (1 if is_named else share)
        else:
            score *= share**2
        placed = is_first, _rounded(score + beyond, is_own=one.language == reader)
        best[row] = max(best.get(row, placed), placed)
    titles = {one.text // TEXTS: one.title for one in reversed(candidates)}
    order = sorted(best, key=lambda row: (not best[row][0], -best[row][1], -dates[row], titles[row], row))
    return {row: best[row][1] / (weight or 1) for row in order}


def _of_words(
    held: frozenset[str],
    found: Sequence[float],
    groups: Sequence["_Looked"],
    weights: Sequence[float],
    linked: Mapping[str, float],
) -> tuple[bool, bool, float, float, float]:
    """What follows for a text from the words that it holds, whatever its title is: whether it comes first, and whether
    it is named; how well it answers, which share of the question it has, and what it gains by its links.
    """
    bears = [group.borne_by(held) for group in groups]
    # What is named, and not only something that is called alike, comes with what has all that is asked.
    is_named = max(bears) >= SAME_ROOT
    is_first = all(found) or is_named
    besides = [group.bearing * bears[place] + group.linked_in(held) for place, group in enumerate(groups)]
    beyond = 0 if is_first else sum(weights) * _linked(held, linked)
    return is_first, is_named, _score(found, besides, weights), _share(found, weights), beyond


def _linked(held: frozenset[str], linked: Mapping[str, float]) -> float:
    return max((linked[word] for word in held if word in linked), default=0.0)


class _Looked:
    """A group, as it is looked for in texts."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.words = frozenset(word for one in group.alternatives for word in one.words)
        self._linked = [
            (tokens.named(record), tokens.head(tokens.named(record)), weight) for record, weight in group.bearers
        ]
        self._bearers = [(tokens.itself(record), weight) for record, weight in group.bearers]
        self.bearing = BEARS_IT * (IN_ANY_YEAR if group.is_of_a_year else 1)
        ways = [(one.weight, one.words, *_standing(one.words)) for one in _telling_more(group.alternatives)]
        self._alternatives = [
            (weight, " ".join(words), " ".join(head), " ".join(summed_up)) for weight, words, head, summed_up in ways
        ]
        links = {sign for *signs, _weight in self._linked for sign in signs}
        # What tells one text from another.
        self.telling: dict[str, Words] = {" ".join(words): (words,) for _weight, *way in ways for words in way}
        self.telling |= {sign: ((sign,),) for sign in (*links, *(sign for sign, _weight in self._bearers))}
        self.best_in, self.linked_in, self.borne_by = map(cache, (self._best_in, self._linked_in, self._borne_by))

    # What follows is by what a text holds of ``telling``: many texts hold the same.

    def _best_in(self, held: frozenset[str]) -> float:
        """What the best alternative weighs that the text holds, where it stands."""
        found = 0.0
        for weight, words, head, summed_up in self._alternatives:
            if weight * IN_HEAD <= found:
                break
            if words in held:
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


def _telling_more(several: Iterable[Alternative]) -> list[Alternative]:
    """Those that weigh most first, without what has all words of one that weighs as much: where "victory" counts,
    "victory day" adds nothing.
    """
    found: list[Alternative] = []
    for one in sorted(several, key=lambda one: -one.weight):
        if not any(frozenset(one.words).issuperset(other.words) for other in found):
            found.append(one)
    return found


def _standing(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signs that all words stand at the head of a text; and in its summary, which no sign does."""
    summed_up = [tokens.SUMMARY] if any(word[0] in tokens.SIGNS for word in words) else map(tokens.summed_up, words)
    return tuple(map(tokens.head, words)), tuple(summed_up)


def _read(texts: Iterable[int], telling: Mapping[str, Words], in_all: frozenset[str]) -> list[Candidate]:
    said: dict[str, Any] = {}
    found = ask(_TEXTS.format(among("text", texts, said)), said)
    certain = frozenset(name for name, (one, *others) in telling.items() if not others and in_all.issuperset(one))
    asked = {name: group for name, group in telling.items() if name not in certain}
    held = engines.WORDS.held_by([text for text, _language, _title in found], asked)
    return [Candidate(text, language, title, held[text] | certain) for text, language, title in found]


_TEXTS: Final = """
    SELECT said.id, said.language, said.title FROM archive_rowtext AS said WHERE said.id {} ORDER BY said.id
"""


def _rarity(found: Sequence[float]) -> float:
    """How much it tells of a record that a group stands at its head, by how many of all candidates have it there."""
    count = sum(weight >= IN_HEAD / 2 for weight in found)
    return log(2 + len(found) / (1 + count))


def _where(head: str, summed_up: str, held: frozenset[str]) -> float:
    if head in held:
        return IN_HEAD
    return IN_SUMMARY if summed_up in held else IN_BODY


def _score(found: Sequence[float], besides: Sequence[float], weights: Sequence[float]) -> float:
    """How well a text answers in which groups of these ``weights`` weigh what was ``found``, and more ``besides``."""
    each = zip(weights, found, besides, strict=True)
    return sum(weight * (best + more) for weight, best, more in each)


def _share(found: Sequence[float], weights: Sequence[float]) -> float:
    """How much of the question it has: what has more comes before what has less at a better place."""
    return sum(weight for weight, best in zip(weights, found, strict=True) if best) / sum(weights)


def _rounded(score: float, *, is_own: bool) -> float:
    return round(score * (OWN_LANGUAGE if is_own else 1), 6)


def _in_title(titled: list[str], asked: Sequence[str], explained: frozenset[str], weight: float) -> float:
    """That a title says just what is asked for, how much of it that is, and what stands beside one another in it."""
    if not asked or not titled:
        return 0.0
    if list(asked) == titled:
        return weight * IS_TITLE
    held = sum(word in explained for word in titled)
    pairs = len(set(pairwise(titled)) & set(pairwise(asked)))
    return weight * held / max(len(titled), USUAL_TITLE / 2) + TOGETHER * pairs
