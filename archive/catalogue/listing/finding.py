"""Which rows hold words, and in which of their texts."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.catalogue import engines
from archive.catalogue.models import TEXTS, text_id
from archive.editions.reading import Reading
from archive.word_index import Wanted

from . import phrased, standing
from .bits import Bits
from .keeping import kept
from .sql import each


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that hold words, whether they stand or not, in the order of their keys; in which of its texts each holds
    them, ``places`` has as the bits of a number. ``bits`` are the same rows.
    """

    bits: Bits
    rows: "array[int]"
    places: "array[int]"

    def __len__(self) -> int:
        """In things of some hundred bytes."""
        return len(self.rows) // 5

    def texts_of(self, row: int) -> Iterator[int]:
        """All texts of a row in which the words are."""
        places = self.places[bisect_left(self.rows, row)]
        return (text_id(row, place) for place in range(places.bit_length()) if places >> place & 1)

    def texts(self, shown: Iterable[int]) -> list[int]:
        """For each of the texts that readers are shown: itself, if the words are in it; else the first that they are
        in.
        """
        return [self._text(text) for text in shown]

    def _text(self, shown: int) -> int:
        row = shown // TEXTS
        places = self.places[bisect_left(self.rows, row)]
        return shown if places >> shown % TEXTS & 1 else text_id(row, (places & -places).bit_length() - 1)


def found(reading: Reading, wanted: Wanted) -> Found:
    """One query for a version, beside those of ``standing.at``; where phrases are looked for, some more; one for what
    is enough beside all that.
    """
    return kept(reading, ("found", wanted), lambda: _find(reading, wanted))


def _find(reading: Reading, wanted: Wanted) -> Found:
    if not wanted.beside:
        return _found(reading, _texts(wanted))
    of_words = found(reading, replace(wanted, beside=()))
    texts = {text for row in of_words.rows for text in of_words.texts_of(row)}
    return _found(reading, sorted(texts.union(_holding(Wanted((wanted.beside,), wanted.without)))))


def _found(reading: Reading, texts: Iterable[int]) -> Found:
    """``texts`` in the order of their keys."""
    rows, places, last = array("q"), array("Q"), -1
    for text in texts:
        row, place = divmod(text, TEXTS)
        if row == last:
            places[-1] |= 1 << place
        else:
            rows.append(row)
            places.append(1 << place)
            last = row
    return Found(standing.at(reading).of_rows(rows), rows, places)


def _texts(wanted: Wanted) -> Iterable[int]:
    texts = _holding(wanted)
    return sorted(phrased.holding(texts, wanted.phrases)) if wanted.phrases else texts


def _holding(wanted: Wanted) -> Iterable[int]:
    sql, words = engines.WORDS.rows_that_hold(wanted)
    return (text for (text,) in each(f"{sql.format('%(words)s')} ORDER BY id", {"words": words}))
