"""Which rows hold words, and in which of their texts."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.catalogue import engines
from archive.catalogue.models import TEXTS, text_id
from archive.editions.reading import Reading
from archive.word_index import Wanted

from . import phrased, standing
from .bits import Bits
from .keeping import LARGE, kept

# Keys below this take half the room.
SMALL: Final = 2 ** (8 * array("I").itemsize)


@dataclass(frozen=True, slots=True)
class Found:
    """Texts that hold words, whether they stand or not, in the order of their keys. ``bits`` are their rows.
    ``is_cut``: of the texts that hold the words of a phrase not all were read.
    """

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

    def shown(self, texts: Iterable[int]) -> list[int]:
        """For each of the texts that readers are shown: itself, if the words are in it; else the first of its row that
        they are in.
        """
        return [text if text in (held := self.texts_of(text // TEXTS)) else held[0] for text in texts]


def found(reading: Reading, wanted: Wanted) -> Found:
    """One query for a version, beside those of ``standing.at``; where phrases are looked for, some more; one for what
    is enough beside all that.
    """
    return kept(reading, ("found", wanted), lambda: _find(reading, wanted), store=LARGE)


def _find(reading: Reading, wanted: Wanted) -> Found:
    if not wanted.beside:
        texts = engines.WORDS.all_that_hold(wanted)
        return _beside_one_another(reading, texts, wanted) if wanted.phrases else _found(reading, texts)
    of_words = found(reading, replace(wanted, beside=()))
    beside = engines.WORDS.all_that_hold(Wanted((wanted.beside,), wanted.without))
    return _found(reading, sorted({*of_words.texts, *beside}), is_cut=of_words.is_cut)


def _beside_one_another(reading: Reading, texts: Sequence[int], wanted: Wanted) -> Found:
    holding = phrased.holding(texts, wanted.phrases)
    return _found(reading, sorted(holding), is_cut=len(texts) > phrased.MOST_READ)


def _found(reading: Reading, texts: Sequence[int], *, is_cut: bool = False) -> Found:
    """``texts`` in the order of their keys."""
    is_small = not texts or texts[-1] < SMALL
    return Found(standing.at(reading).of_texts(texts), array("I" if is_small else "Q", texts), is_cut)
