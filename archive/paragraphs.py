"""Which paragraph of a changed text is which of the earlier one: numbers that mean one paragraph for ever."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import Final

from archive import markup, names

__all__ = ["numbered"]

# So alike are the words of two paragraphs of which one is the other, changed.
ALIKE: Final = 0.6
# Where more paragraphs than this were rewritten side by side, only those at the same place are compared.
MOST_COMPARED: Final = 40

# A paragraph's number and its words.
Known = tuple[int, str]


def numbered(blocks: Sequence[str], before: Sequence[tuple[int, str]], *, last: int) -> tuple[int, ...]:
    """The number of each of ``blocks`` (canonical HTML), whose text was ``before``: numbers and blocks.

    A block keeps its number as long as it is recognisably the same: unchanged, moved, or with most of its words.
    Every other one gets the next number after ``last``, the highest that was ever given in this text.
    """
    now = [_words(html) for html in blocks]
    known = [(number, _words(html)) for number, html in before]
    found = _unchanged(now, known)
    _take_moved(now, known, found)
    _take_alike(now, known, found)
    fresh = count(last + 1)
    return tuple(found[place] if place in found else next(fresh) for place in range(len(now)))


def _words(html: str) -> str:
    """What is known again of a block: of a picture, which it is."""
    return markup.plain(html) or "".join(markup.pictures(html))


def _unchanged(now: Sequence[str], known: Sequence[Known]) -> dict[int, int]:
    """Place → number, for what stands in the same order with the same words."""
    matcher = SequenceMatcher(None, [words for _number, words in known], now, autojunk=False)
    return {
        block.b + step: known[block.a + step][0]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _take_moved(now: Sequence[str], known: Sequence[Known], found: dict[int, int]) -> None:
    left: dict[str, list[int]] = {}
    for number, words in _left(known, found):
        left.setdefault(words, []).append(number)
    for place, words in enumerate(now):
        if place not in found and left.get(words):
            found[place] = left[words].pop(0)


def _take_alike(now: Sequence[str], known: Sequence[Known], found: dict[int, int]) -> None:
    """The most alike first; each number once."""
    left = _left(known, found)
    places = [place for place in range(len(now)) if place not in found]
    if max(len(left), len(places)) > MOST_COMPARED:
        pairs = list(zip(places, left, strict=False))
    else:
        pairs = [(place, one) for place in places for one in left]
    ranked = sorted(((_likeness(now[place], words), -place, -number) for place, (number, words) in pairs), reverse=True)
    taken: set[int] = set()
    for likeness, place, number in ranked:
        if likeness >= ALIKE and -place not in found and -number not in taken:
            found[-place] = -number
            taken.add(-number)


def _left(known: Sequence[Known], found: dict[int, int]) -> list[Known]:
    taken = set(found.values())
    return [(number, words) for number, words in known if number not in taken]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1, by their words."""
    return SequenceMatcher(None, names.fold(one).split(), names.fold(other).split(), autojunk=False).ratio()
