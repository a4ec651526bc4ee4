"""How much of the same matter texts are: by all that they hold, words, dates and names alike."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import chain
from math import fsum, log, sqrt
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading
from archive.word_index import words_of

from .selecting import LISTED, any_reader, instants, standing
from .sql import among, ask, read_uuid

Words = frozenset[str]


def shared(reading: Reading, records: Collection[UUID], best: Mapping[UUID, float]) -> dict[UUID, float]:
    """How much of what each of ``records`` holds the ``best`` of them hold as well, from 0 to 1 (the mean of cosines);
    of each of these such a part counts. The less of them hold something, the more it says. One query, none for none.
    """
    words = _words(reading, records)
    telling = _telling(words.values())
    words = {record: held & telling.keys() for record, held in words.items()}
    sizes = {record: sqrt(fsum(map(telling.__getitem__, held))) or 1.0 for record, held in words.items()}
    sought: dict[str, float] = defaultdict(float)
    for one in filter(words.__contains__, best):
        for word in words[one]:
            sought[word] += telling[word] * best[one] / sizes[one]
    every = sum(best.values()) or 1.0
    return {
        record: fsum(map(sought.__getitem__, held & sought.keys())) / sizes[record] / every
        for record, held in words.items()
    }


def _telling(texts: Collection[Words]) -> dict[str, float]:
    """How much it says that a text holds something: what one alone holds says nothing of others."""
    counts = Counter(chain.from_iterable(texts))
    return {word: log(len(texts) / count) ** 2 for word, count in counts.items() if count > 1}


def _words(reading: Reading, records: Collection[UUID]) -> dict[UUID, Words]:
    if not records:
        return {}
    said: dict[str, Any] = {**instants(reading), "reader": any_reader()}
    where = " AND ".join((f"own.record {among('record', sorted(records), said)}", LISTED, *standing(reading)))
    found = {read_uuid(record): frozenset(words_of(words).split()) for record, words in ask(_WORDS.format(where), said)}
    return {record: found[record] for record in sorted(found)}


_WORDS: Final = """
    SELECT own.record, said.folded FROM archive_row AS own CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said WHERE shown.row_id = own.id AND said.id = shown.text_id AND {}
"""
