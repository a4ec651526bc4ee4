"""In which order what words find stands: by how much of the question a record has, and where.

Databases only say which texts hold words. What counts here is read from the texts themselves, and how rare something is
from what stands: so both databases answer alike, and what is still to come changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby, pairwise
from math import log
from types import MappingProxyType
from typing import Final

from archive import names
from archive.catalogue import engines, tokens
from archive.catalogue.models import TEXTS
from archive.word_index import Group as Words

from .candidates import Candidates
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
# So much more of the question is a name than a word as rare: what lacks it is of something else. What a person said or
# did seldom bears her name.
NAME_OF_IT: Final = 1.6
# What has all that is asked gains by its links so much of what others gain; where much only comes near, its place is
# better by so much of what the best has.
OF_FIRST, HAS_ALL = 0.5, 0.2
# Of what is asked for: an event or a place, where the question is when or where.
ANSWERING: Final = 1.5
# Who bears the name of a day bears it in every year.
IN_ANY_YEAR: Final = 0.5
# So many words have titles of the usual length.
USUAL_TITLE: Final = 8
# Of so few texts all that counts is asked at once: what could be left out costs less than another question.
AT_ONCE: Final = 500
NOTHING: Final[Mapping[int, float]] = MappingProxyType({})
# What is worth as much of a group is held as its head, where it is told how rare that is.
TELLING: Final = IN_HEAD / 2


def ranked(
    texts: Iterable[int],
    understood: Understood,
    *,
    dates: Mapping[int, int],
    own: Collection[int] = (),
    in_all: frozenset[str] = frozenset(),
    answering: Collection[int] = (),
    linked_alone: Collection[int] = (),
    most: int | None = None,
) -> dict[int, float]:
    """The rows of ``texts``, what answers best first, and how well each does; ``dates`` says where each row is in time.
    The texts that are the reader's ``own`` are in her language. Words ``in_all`` of the texts need not be looked for in
    them. The rows ``answering`` are what the question asks for.
    If only the first ``most`` rows are asked for, every text has to hold all that is asked; of those that cannot be
    among the first less is found out.
    What has all that is asked in its text gains about 1. Two to four queries.
    """
    groups = [_Looked(group) for group in understood.groups]
    certain = frozenset(name for group in groups for name in group.certain(in_all))
    found = _Ranking(Candidates(texts, certain=certain), groups, understood, own, answering)
    if most is not None:
        found.leave_out_what_is_later(most, dates)
    if not found.knows_all:
        found.learn_more()
        if most is not None:
            found.leave_out_what_is_later(most, dates)
    rows, titles = found.placed(understood.typed)
    rows |= {row: (False, rows[row][1]) for row in linked_alone if row in rows}
    if (understood.linked or understood.supported) and not understood.phrases:
        rows = _nearer(rows)
    order = sorted(rows, key=lambda row: (not rows[row][0], -rows[row][1], -dates[row], titles[row], row))
    return {row: rows[row][1] / (found.weight or 1) for row in order[:most]}


def at_most_elsewhere(understood: Understood) -> float:
    """How well a text does at most that has nothing of the question at its head; 0 if that is not known before others
    are: how rare something is, and what bears a name.
    """
    (group, *others), weight = understood.groups, IN_SUMMARY * OWN_LANGUAGE
    if others or len(understood.typed) > 1 or group.bearers or understood.asks_for or understood.linked:
        return 0.0
    return weight * max(one.weight for one in group.alternatives)


# Whether a text comes first, whether it is named, how well it answers, which share of the question it has, and what it
# gains by its links: it follows from what it holds. And what of this is its place, the better the greater.
Worth = tuple[bool, bool, float, float, float]
Place = tuple[bool, float]


class _Ranking:
    """What is known by now of texts that are put in order. Many hold the same."""

    def __init__(
        self,
        candidates: Candidates,
        groups: Sequence["_Looked"],
        understood: Understood,
        own: Collection[int],
        answering: Collection[int],
    ) -> None:
        self._candidates, self._groups, self._own, self._answering = candidates, groups, own, answering
        self._linked = {one.words[0]: one.weight for one in (*understood.linked, *understood.supported)}
        self._titled = _in_titles(groups, understood.typed)
        first = self._titled | _of_all(group.first for group in groups)
        self._asked: dict[str, Words] = {sign: ((sign,),) for sign in self._linked} | first
        self.knows_all = engines.WORDS.reads_rows or len(candidates.held) <= AT_ONCE
        if self.knows_all:
            self._asked |= _of_all(group.worth_more(candidates.certain, 0.0) for group in groups)
        candidates.learn(candidates.held, self._asked)
        # All that is worth so much of a group was asked for.
        self._below = 0.0 if self.knows_all else IN_HEAD
        self._weights = [1.0]
        if len(groups) > 1 or len(understood.typed) > 1:  # else there is nothing beside which it is rare
            self.learn_more(TELLING)
            self._weights = self._by_rarity()
        self.weight = sum(self._weights)

    def learn_more(self, least: float = 0.0) -> None:
        """What is worth so much and more than what is known, and was not asked for yet. At most one query."""
        if self._below <= least:
            return
        self._below = least
        texts, wanted = list[int](), dict[str, Words]()
        for held, several in self._candidates.alike().items():
            further = _of_all(group.worth_more(held, least) for group in self._groups)
            if more := {name: words for name, words in further.items() if name not in self._asked}:
                texts += several
                wanted |= more
        self._candidates.learn(texts, wanted)
        self._asked |= wanted

    def _by_rarity(self) -> list[float]:
        found = ([group.best_in(held) for held in self._candidates.held.values()] for group in self._groups)
        return [WEIGHT[one.group.sort] * _rarity(weighed) for one, weighed in zip(self._groups, found, strict=True)]

    def placed(self, typed: Sequence[str]) -> tuple[dict[int, Place], dict[int, str]]:
        """The place of each row, and the title of its first text. One query."""
        titles = self._candidates.titles()
        known = self.known(lambda group, held: group.best_in(held))
        return self._rows(known, self._gained_by(titles, typed)), self._candidates.of_rows(titles)

    def _gained_by(self, titles: Mapping[int, str], typed: Sequence[str]) -> dict[int, float]:
        """What texts gain by their titles: those that have any of the words at their head."""
        explained = frozenset(word for group in self._groups for word in group.words)
        texts = [text for text, held in self._candidates.held.items() if not self._titled.keys().isdisjoint(held)]
        folded = map(str.split, names.fold_each([titles.get(text, "") for text in texts]))
        gained = (_in_title(title, typed, explained, self.weight) for title in folded)
        return dict(zip(texts, gained, strict=True))

    def known(self, found_in: Callable[["_Looked", frozenset[str]], float]) -> dict[frozenset[str], Worth]:
        """What follows from all that is held by any, if of each group so much is ``found_in`` it."""
        found = {held: [found_in(group, held) for group in self._groups] for held in self._candidates.alike()}
        is_answered = any(map(all, found.values()))
        parts = [weight * group.part for group, weight in zip(self._groups, self._weights, strict=True)]
        return {
            held: _of_words(held, weighed, self._groups, self._weights, parts, self._linked, is_answered=is_answered)
            for held, weighed in found.items()
        }

    def _rows(self, known: Mapping[frozenset[str], Worth], gains: Mapping[int, float] = NOTHING) -> dict[int, Place]:
        """The place of each row: that of its best text."""
        best: dict[int, Place] = {}
        for text, placed in self._places(known, gains):
            row = text // TEXTS
            if row not in best or placed > best[row]:
                best[row] = placed
        return best

    def _places(
        self, known: Mapping[frozenset[str], Worth], gains: Mapping[int, float] = NOTHING
    ) -> Iterator[tuple[int, Place]]:
        """The place of each text. Many stand alike."""
        placed, answering, own = cache(_placed), self._answering, self._own
        for text, held in self._candidates.held.items():
            yield text, placed(known[held], gains.get(text, 0.0), text // TEXTS in answering, text in own)

    def leave_out_what_is_later(self, most: int, dates: Mapping[int, int]) -> None:
        """Leave out the texts that cannot make their row one of the first ``most``, whatever else they hold."""
        at_least = self._rows(self.known(_Looked.at_least))
        if len(at_least) <= most:
            return
        last = sorted(((placed, dates[row]) for row, placed in at_least.items()), reverse=True)[most - 1]
        at_most = self._places(self.known(partial(_Looked.at_most, below=self._below)))
        later = [text for text, placed in at_most if (placed, dates[text // TEXTS]) < last]
        held, titled = self._candidates.held, self._titled.keys()
        self._candidates.leave_out([text for text in later if titled.isdisjoint(held[text])])


def _in_titles(groups: Iterable["_Looked"], typed: Iterable[str]) -> dict[str, Words]:
    """What a text has at its head, if its title has any of the words that titles count for."""
    heads = _of_all(group.heads for group in groups)
    told = {words[0] for words in chain.from_iterable(heads.values()) if len(words) == 1}
    explained = frozenset(word for group in groups for word in group.words).union(typed)
    more = tuple((head,) for head in sorted(frozenset(map(tokens.head, explained)) - told))
    return heads | ({_name(more): more} if more else {})


def _of_all(several: Iterable[Mapping[str, Words]]) -> dict[str, Words]:
    return {name: words for one in several for name, words in one.items()}


def _of_words(
    held: frozenset[str],
    found: Sequence[float],
    groups: Sequence["_Looked"],
    weights: Sequence[float],
    parts: Sequence[float],
    linked: Mapping[str, float],
    *,
    is_answered: bool,
) -> Worth:
    """What follows for a text from the words that it holds, whatever its title is: whether it comes first, and whether
    it is named; how well it answers, which share of the question it has, and what it gains by its links.
    """
    bears = [group.borne_by(held) for group in groups]
    # What is named, and not only something that is called alike, comes with what has all that is asked, if any.
    is_named = max(bears) >= SAME_ROOT
    is_first = all(found) or (is_named and is_answered)
    besides = [group.bearing * bears[place] + group.linked_in(held) for place, group in enumerate(groups)]
    beyond = sum(weights) * _linked(held, linked) * (OF_FIRST if is_first else 1)
    return is_first, is_named, _score(found, besides, weights), _share(found, parts), beyond


def _linked(held: frozenset[str], linked: Mapping[str, float]) -> float:
    return max((linked[word] for word in held if word in linked), default=0.0)


def _nearer(rows: Mapping[int, Place]) -> dict[int, Place]:
    """Where much only comes near, what has all of it is so much better, and does not come first whatever comes near."""
    best = max((worth for _is_first, worth in rows.values()), default=0.0)
    return {
        row: (False, round(worth + (HAS_ALL * best if is_first else 0), 6)) for row, (is_first, worth) in rows.items()
    }


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
        self.part = NAME_OF_IT if group.sort is Sort.NAME and not group.is_person else 1.0
        ways = [(weight, words, *_standing(words)) for weight, words in _alike(_telling_more(group.alternatives))]
        self._ways = [(weight, _name(words), _name(head), _name(summed)) for weight, words, head, summed in ways]
        links = {sign for *signs, _weight in self._linked for sign in signs}
        # What is asked for first, and what each of the rest is worth.
        self.heads: dict[str, Words] = {_name(head): head for _weight, _words, head, _summed_up in ways}
        self.first = self.heads | {sign: ((sign,),) for sign in (*links, *(sign for sign, _weight in self._bearers))}
        self._rest = [
            (weight * place, _name(words), words)
            for weight, body, _head, summed_up in ways
            for place, words in ((IN_SUMMARY, summed_up), (IN_BODY, body))
            if words
        ]
        self.best_in, self.linked_in, self.borne_by = map(cache, (self._best_in, self._linked_in, self._borne_by))

    # What follows is by what a text holds of ``telling``: many texts hold the same.

    def _best_in(self, held: frozenset[str]) -> float:
        """What the best alternative weighs that the text holds, where it stands."""
        found = 0.0
        for weight, words, head, summed_up in self._ways:
            if weight * IN_HEAD <= found:
                break
            found = max(found, weight * _where(words, head, summed_up, held))
        return found

    def certain(self, in_all: frozenset[str]) -> list[str]:
        """What every text holds, if all hold these words."""
        return [name for _worth, name, words in self._rest if any(map(in_all.issuperset, words))]

    def worth_more(self, held: frozenset[str], least: float) -> dict[str, Words]:
        """What is worth so much, and more than what is ``held``."""
        best = self.best_in(held)
        return {name: words for worth, name, words in self._rest if worth >= least and worth > best}

    def at_least(self, held: frozenset[str]) -> float:
        """What will be found in a text that holds the group, of which so much is known."""
        return self.best_in(held) or min(worth for worth, _name, _words in self._rest)

    def at_most(self, held: frozenset[str], below: float) -> float:
        """The same, where all that is worth so much was asked for."""
        return max([self.best_in(held), *(worth for worth, _name, _words in self._rest if worth < below)])

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


def _alike(several: Iterable[Alternative]) -> Iterator[tuple[float, Words]]:
    """Those that weigh the same stand for one another: they are asked for together."""
    for weight, alike in groupby(several, key=lambda one: one.weight):
        yield weight, tuple(one.words for one in alike)


def _name(words: Words) -> str:
    """Of what is asked for: the same is called the same, wherever it is asked."""
    return " | ".join(map(" ".join, words))


def _standing(several: Words) -> tuple[Words, Words]:
    """The signs that all words of one stand at the head of a text; and in its summary, which no sign does."""
    summed_up = (words for words in several if not any(word[0] in tokens.SIGNS for word in words))
    return (
        tuple(tuple(map(tokens.head, words)) for words in several),
        tuple(tuple(map(tokens.summed_up, words)) for words in summed_up),
    )


def _rarity(found: Sequence[float]) -> float:
    """How much it tells of a record that a group stands at its head, by how many of all candidates have it there."""
    count = sum(weight >= TELLING for weight in found)
    return log(2 + len(found) / (1 + count))


def _where(words: str, head: str, summed_up: str, held: frozenset[str]) -> float:
    if head in held:
        return IN_HEAD
    if summed_up in held:
        return IN_SUMMARY
    return IN_BODY if words in held else 0.0


def _score(found: Sequence[float], besides: Sequence[float], weights: Sequence[float]) -> float:
    """How well a text answers in which groups of these ``weights`` weigh what was ``found``, and more ``besides``."""
    each = zip(weights, found, besides, strict=True)
    return sum(weight * (best + more) for weight, best, more in each)


def _share(found: Sequence[float], parts: Sequence[float]) -> float:
    """How much of the question it has: what has more comes before what has less at a better place."""
    return sum(part for part, best in zip(parts, found, strict=True) if best) / sum(parts)


def _placed(worth: Worth, gained: float, is_answer: bool, is_own: bool) -> Place:
    is_first, is_named, score, share, beyond = worth
    part = (1 if is_named else share) if is_answer else share**2
    counted = (ANSWERING if is_answer else 1) * (OWN_LANGUAGE if is_own else 1)
    return is_first, round(((score + gained) * part + beyond) * counted, 6)


def _in_title(titled: list[str], asked: Sequence[str], explained: frozenset[str], weight: float) -> float:
    """That a title says just what is asked for, how much of it that is, and what stands beside one another in it."""
    if not asked or not titled:
        return 0.0
    if list(asked) == titled:
        return weight * IS_TITLE
    held = sum(map(explained.__contains__, titled))
    pairs = len(set(pairwise(titled)).intersection(pairwise(asked))) if len(asked) > 1 else 0
    return weight * held / max(len(titled), USUAL_TITLE / 2) + TOGETHER * pairs
