"""Which rows hold words, and in which of their texts."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from archive.catalogue import engines
from archive.catalogue.models import TEXTS, text_id
from archive.editions.reading import Reading
from archive.kept import Kept
from archive.word_index import Wanted, words_of

from . import phrased, standing
from .bits import Bits
from .keeping import LARGE, kept
from .sql import among, ask
from .standing import Standing

# Keys below this take half the room.
SMALL: Final = 2 ** (8 * array("I").itemsize)
# Where texts are fewer than so many times some rows, those of these are picked out of all.
MANY_TIMES: Final = 10
# Of so many rows that were written since it is read whether they hold words that were looked for before.
MOST_NEWER: Final = 30

# What holds words, as long as rows have the numbers that they have: some hundred bytes each.
_FOUND: Final = Kept["Found"](most=12_000)


@dataclass(frozen=True, slots=True)
class Found:
    """Texts that hold words, whether they stand or not, in the order of their keys. ``bits`` are their rows, of the
    ``size`` that were known. ``is_cut``: of the texts that hold the words of a phrase not all were read.
    """

    size: int
    bits: Bits
    texts: "array[int]"
    is_cut: bool = False

    def __len__(self) -> int:
        """In things of some hundred bytes."""
        return (len(self.texts) * self.texts.itemsize + self.bits.bit_length() // 8) // 100

    def texts_of(self, row: int) -> Sequence[int]:
        """All texts of a row in which the words are."""
        first = bisect_left(self.texts, text_id(row, 0))
        return self.texts[first : bisect_left(self.texts, text_id(row + 1, 0), first)]

    def texts_of_all(self, rows: Collection[int]) -> list[int]:
        """All texts of ``rows`` in which the words are, in the order of their keys."""
        if len(self.texts) < MANY_TIMES * len(rows):
            return [text for text in self.texts if text // TEXTS in rows]
        return [text for row in sorted(rows) for text in self.texts_of(row)]

    def shown(self, texts: Iterable[int]) -> list[int]:
        """For each of the texts that readers are shown: itself, if the words are in it; else the first of its row that
        they are in.
        """
        return [text if text in (held := self.texts_of(text // TEXTS)) else held[0] for text in texts]


def found(reading: Reading, wanted: Wanted) -> Found:
    """One query for a version, beside those of ``standing.at``; where phrases are looked for, some more; one for what
    is enough beside all that.
    """
    there = standing.at(reading)
    if wanted.phrases or wanted.beside:
        return _of_these(reading, there, wanted, lambda: _find(reading, there, wanted))
    name = (there.numbering, wanted)
    before = _FOUND.get(name, lambda: _of_all(there, wanted), weight=_weight)
    if before.size == there.size:
        return before
    if before.size > there.size:  # who knows fewer rows is told of these alone
        return _of_these(reading, there, wanted, lambda: _of_all(there, wanted))
    now = _with_newer(there, wanted, before)
    _FOUND.keep(name, now, _weight(now))
    return now


def _of_these(reading: Reading, there: Standing, wanted: Wanted, find: Callable[[], Found]) -> Found:
    """Kept for a version, as long as so many rows are known, by these numbers."""
    return kept(reading, ("found", there.numbering, there.size, wanted), find, store=LARGE)


def _weight(found: Found) -> int:
    return 1 + len(found)


def _with_newer(there: Standing, wanted: Wanted, before: Found) -> Found:
    """What is found now: only what was written since is read again, a row that was derived anew as well. One query."""
    newer = there.rows[before.size : there.size]
    if len(newer) > MOST_NEWER or text_id(max(newer) + 1, 0) > SMALL:
        return _of_all(there, wanted)
    said: dict[str, Any] = {}
    read = ask(_NEWER.format(among("row", newer, said)), said)
    holding = [text for text, words in read if wanted.is_held_by(frozenset(words_of(words).split(" ")))]
    texts = before.texts[:]
    for row in newer:
        first = bisect_left(texts, text_id(row, 0))
        del texts[first : bisect_left(texts, text_id(row + 1, 0), first)]
    for text in holding:
        insort(texts, text)
    return Found(there.size, before.bits | there.of_rows(text // TEXTS for text in holding), texts)


_NEWER: Final = f"""
    SELECT said.id, said.folded FROM archive_row AS edition CROSS JOIN archive_rowtext AS said
    WHERE edition.id {{}} AND said.id >= edition.id * {TEXTS} AND said.id < (edition.id + 1) * {TEXTS}
"""


def _of_all(there: Standing, wanted: Wanted) -> Found:
    return _found(there, engines.WORDS.all_that_hold(wanted))


def _find(reading: Reading, there: Standing, wanted: Wanted) -> Found:
    if not wanted.beside:
        texts = engines.WORDS.all_that_hold(wanted)
        holding = sorted(phrased.holding(texts, wanted.phrases))
        return _found(there, holding, is_cut=len(texts) > phrased.MOST_READ)
    of_words = found(reading, replace(wanted, beside=()))
    beside = engines.WORDS.all_that_hold(Wanted((wanted.beside,), wanted.without))
    return _found(there, sorted({*of_words.texts, *beside}), is_cut=of_words.is_cut)


def _found(there: Standing, texts: Sequence[int], *, is_cut: bool = False) -> Found:
    """``texts`` in the order of their keys."""
    is_small = not texts or texts[-1] < SMALL
    return Found(there.size, there.of_texts(texts), array("I" if is_small else "Q", texts), is_cut)
