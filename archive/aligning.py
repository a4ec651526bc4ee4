"""Which sentence of one text is which of another, and what became of its figures.

Two texts of the same language are compared: a statement and the one of the year before. Both are given by their
paragraphs. Takes time in proportion to the product of the sentences that have no like, of which so many are compared.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from archive import languages, markup, names

__all__ = [
    "ALIKE",
    "Figures",
    "Line",
    "Passage",
    "Sentence",
    "align",
    "changed_figures",
    "exchanged",
    "likeness",
    "sentences",
]

# Sentences that have so much in common say the same, in other words; in one slot, a little less is enough.
ALIKE: Final = 0.5
ALIKE_IN_A_SLOT: Final = 0.3
# Of more sentences that have no like, only those at about the same place are compared.
MOST_COMPARED: Final = 200
NEAR: Final = 10
# Longer ones are shown as they were and as they are, without marks in them.
LONGEST: Final = 4_000
# Such a share of the words of a sentence stands in the one of which it is a part; of fewer words that tells nothing.
PART: Final = 0.8
FEWEST_WORDS: Final = 8
# What has more digits counts nothing.
DIGITS: Final = 18

# With which a folded word begins that is a number, or an ordinal: “36th”.
_NUMBER: Final = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph in plain text, with its number, ``p3``, and the slot it fills, if one is marked."""

    id: str
    text: str
    slot: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One of the paragraph ``block``. What it consists of is found once: each is compared with many."""

    text: str
    block: str = ""
    slot: str = ""
    language: str = ""

    @cached_property
    def numbers(self) -> Counter[int]:
        return Counter(number for number, _written in self.written_numbers)

    @cached_property
    def written_numbers(self) -> tuple[tuple[int, str], ...]:
        """Each number, and how it is written there."""
        found = ((_NUMBER.match(word.folded), self.text[word.start : word.end]) for word in self.written)
        return tuple((int(digits[0]), text) for digits, text in found if digits and len(digits[0]) <= DIGITS)

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded, without the numbers."""
        return frozenset(word.folded for word in self.written if not _NUMBER.match(word.folded))

    @cached_property
    def written(self) -> tuple[names.Word, ...]:
        return names.words(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as it was and as it is; one of them is missing for what is gone or new.

    ``spans`` are its words, with marks on those that changed. ``is_moved``: it stands elsewhere among the others.
    """

    before: Sentence | None
    after: Sentence | None
    is_moved: bool = False
    spans: tuple[markup.Span, ...] = ()

    @property
    def is_changed(self) -> bool:
        return bool(self.before and self.after and self.before.text != self.after.text)

    @property
    def is_same(self) -> bool:
        return bool(self.before and self.after) and not self.is_moved and not self.is_changed


def sentences(passages: Iterable[Passage], language: str) -> tuple[Sentence, ...]:
    spoken = languages.get(language)
    return tuple(
        Sentence(block=one.id, slot=one.slot, text=text, language=language)
        for one in passages
        for text in spoken.sentences(one.text)
    )


def align(before: Sequence[Sentence], after: Sequence[Sentence]) -> tuple[Line, ...]:
    """All of both, in the order of ``after``; what is gone stands where it was."""
    pairs = _same(before, after)
    _take_alike(before, after, pairs)
    in_place = _in_place(before, pairs)
    gone = _gone(before, pairs, in_place)
    of = {new: old for old, new in pairs.items()}
    lines = [*map(_alone_before, gone[-1])]
    for place, sentence in enumerate(after):
        if place in of:
            lines.append(_line(before[of[place]], sentence, is_moved=of[place] not in in_place))
        else:
            lines.append(Line(before=None, after=sentence, spans=(markup.Span(op="added", text=sentence.text),)))
        lines += map(_alone_before, gone[place])
    return tuple(lines)


def _alone_before(sentence: Sentence) -> Line:
    return Line(before=sentence, after=None, spans=(markup.Span(op="removed", text=sentence.text),))


def _line(before: Sentence, after: Sentence, *, is_moved: bool) -> Line:
    return Line(before=before, after=after, is_moved=is_moved, spans=_marked(before.text, after.text))


def _marked(before: str, after: str) -> tuple[markup.Span, ...]:
    if before == after:
        return (markup.Span(op="same", text=after),)
    if max(len(before), len(after)) > LONGEST:
        return markup.Span(op="removed", text=before), markup.Span(op="added", text=f" {after}")
    return markup.difference(before, after)


# --- which is which -------------------------------------------------------------------------------------


def _same(before: Sequence[Sentence], after: Sequence[Sentence]) -> dict[int, int]:
    """Place before → place after, of those with the same words: in one slot first, else in their order."""
    pairs: dict[int, int] = {}
    for key in (lambda one: (one.text, one.slot), lambda one: one.text):
        waiting: dict[object, list[int]] = defaultdict(list)
        taken = set(pairs.values())
        for place in reversed(range(len(after))):
            if place not in taken:
                waiting[key(after[place])].append(place)
        for place, one in enumerate(before):
            if place not in pairs and waiting[key(one)]:
                pairs[place] = waiting[key(one)].pop()
    return pairs


def _take_alike(before: Sequence[Sentence], after: Sequence[Sentence], pairs: dict[int, int]) -> None:
    """Those of one slot first, then the most alike, then the nearest; each once."""
    taken = set(pairs.values())
    old = [place for place in range(len(before)) if place not in pairs]
    new = [place for place in range(len(after)) if place not in taken]
    found = []
    for one, other in _compared(old, new):
        like = likeness(before[one].words, after[other].words)
        if _says_the_same(before[one], after[other], like):
            in_slot = bool(before[one].slot) and before[one].slot == after[other].slot
            found.append((not in_slot, -like, abs(one - other), one, other))
    for *_rank, one, other in sorted(found):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


def _compared(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
    if max(len(old), len(new)) <= MOST_COMPARED:
        yield from ((one, other) for one in old for other in new)
        return
    for place, one in enumerate(old):
        about = place * len(new) // max(len(old), 1)
        yield from ((one, other) for other in new[max(0, about - NEAR) : about + NEAR])


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1, by the words that both have."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _says_the_same(one: Sentence, other: Sentence, like: float) -> bool:
    """In other words, or with more of them: one may be a part of the other."""
    if one.slot and one.slot == other.slot and like >= ALIKE_IN_A_SLOT:
        return True
    fewest = min(len(one.words), len(other.words))
    return like >= ALIKE or (fewest >= FEWEST_WORDS and len(one.words & other.words) >= PART * fewest)


def _in_place(before: Sequence[Sentence], pairs: Mapping[int, int]) -> frozenset[int]:
    """Places before of those that follow one another as they did: the row of them with the most words."""
    rows: dict[int, tuple[int, int | None]] = {}  # place → words of the row that ends there, and its last place but one
    heaviest: list[tuple[int, int]] = []  # places after, and the words of rows that end there: both grow
    ends: dict[int, int] = {new: old for old, new in pairs.items()}
    for old in sorted(pairs):
        new = pairs[old]
        at = bisect_left(heaviest, (new,))
        words, preceding = (heaviest[at - 1][1], ends[heaviest[at - 1][0]]) if at else (0, None)
        words += 1 + len(before[old].words)
        rows[old] = words, preceding
        lighter = at
        while lighter < len(heaviest) and heaviest[lighter][1] <= words:
            lighter += 1
        heaviest[at:lighter] = [(new, words)]
    row, place = set(), ends[heaviest[-1][0]] if heaviest else None
    while place is not None:
        row.add(place)
        place = rows[place][1]
    return frozenset(row)


def _gone(
    before: Sequence[Sentence], pairs: Mapping[int, int], in_place: Collection[int]
) -> defaultdict[int, list[Sentence]]:
    """Place after → what is gone that stood behind it; -1 for the beginning."""
    gone: defaultdict[int, list[Sentence]] = defaultdict(list)
    place = -1
    for old, sentence in enumerate(before):
        if old in in_place:
            place = pairs[old]
        elif old not in pairs:
            gone[place].append(sentence)
    return gone


# --- figures --------------------------------------------------------------------------------------------


def exchanged(before: Counter[int], now: Counter[int], *, years: int = 0) -> tuple[Counter[int], Counter[int]]:
    """The numbers that are gone and those that are new, without what so many ``years`` make more."""
    gone, new = before - now, now - before
    for number in [*new] if years else ():
        aged = min(new[number], gone[number - years])
        gone[number - years] -= aged
        new[number] -= aged
    return +gone, +new


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers of a line that are other ones than before, as they are written."""

    line: Line
    before: tuple[str, ...]
    after: tuple[str, ...]


def changed_figures(lines: Sequence[Line], *, years: int) -> tuple[Figures, ...]:
    """What ``years`` make more is none: the 35th anniversary of then is the 36th of now. Nor are dates.

    Of sentences that have no like, only what stands in no other of these either.
    """
    alone = [line for line in lines if not (line.before and line.after)]
    gone, new = exchanged(_all(line.before for line in alone), _all(line.after for line in alone), years=years)
    found = []
    for line in lines:
        old, now = _figures(line.before), _figures(line.after)
        if line.before and line.after:
            changed = exchanged(_counted(old), _counted(now), years=years)
        else:
            changed = _counted(old) & gone, _counted(now) & new
        found.append(Figures(line=line, before=_as_written(old, changed[0]), after=_as_written(now, changed[1])))
    return tuple(one for one in found if one.before or one.after)


def _all(sentences: Iterable[Sentence | None]) -> Counter[int]:
    return _counted(number for one in sentences for number in _figures(one))


def _counted(numbers: Iterable[tuple[int, str]]) -> Counter[int]:
    return Counter(number for number, _written in numbers)


def _figures(sentence: Sentence | None) -> list[tuple[int, str]]:
    """Its numbers, but for those of dates and of the clock, and for years."""
    if sentence is None:
        return []
    return list(Sentence(text=_without_dates(sentence.text, sentence.language)).written_numbers)


@lru_cache(maxsize=1_000)
def _without_dates(text: str, language: str) -> str:
    for written in languages.get(language).days_written_in_text:
        text = written.sub("\0", text)
    return _YEAR.sub(" ", _OTHER_DAY.sub(" ", _HOUR.sub(" ", text)))


# The other day of "19–20 January", "с 19 на 20 января", "yanvarın 19-dan 20-nə", where one is taken out.
_OTHER_DAY: Final = re.compile(
    r"(?<![0-9.,])[0-3]?[0-9](?:-\w{1,3})?\s{0,2}(?:[–-]|\b\w{1,3}\b)?\s{0,2}\0|\0(?:-\w{1,3})?\s{1,2}[0-3]?[0-9](?![0-9])(?=-\w{1,3}\b)"
)
_HOUR: Final = re.compile(r"(?<![0-9:])[0-2]?[0-9](?::[0-5][0-9]){1,2}(?![0-9:])")
_YEAR: Final = re.compile(r"(?<![0-9.,])(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])")


def _as_written(numbers: Iterable[tuple[int, str]], which: Counter[int]) -> tuple[str, ...]:
    left = Counter(which)
    return tuple(text for number, text in numbers if left[number] > 0 and not left.subtract((number,)))
