"""What the records that answer best name, and what names them: it comes near, whatever words it has."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import log, sqrt
from typing import Any, Final
from uuid import UUID

from archive.catalogue import tokens
from archive.editions.reading import Reading

from . import ranking
from .bits import how_many, joined, numbers_of
from .finding import Found
from .known_rows import RECORDS
from .queries import with_merged
from .selecting import FROM_TERMS, LISTED, any_reader, instants, standing
from .sql import among, ask, read_uuid
from .standing import Standing, at
from .understanding import Alternative, Understood

# Of so many of the best, whose links weigh such a part of themselves.
MOST_BEST: Final = 3
LINKED: Final = 0.5
# What more name is left aside: each of them says little of it.
MOST_NAMING: Final = 30
# So many come near, and all that weigh as much as the last of these.
MOST: Final = 10
# What more than so many others name brings none of these.
MOST_FURTHER: Final = 3


def linked(reading: Reading, understood: Understood, found: Found) -> tuple[Alternative, ...]:
    """The signs of what is linked with the best of ``found``, and what each weighs. Four queries, one more where that
    is little.
    """
    best, there = _best(reading, understood, found), at(reading)
    named = _named_by(there, [*best])
    naming = _naming(reading, [*named])
    weights: dict[UUID, float] = defaultdict(float)
    for place, (record, how_well) in enumerate(zip(named, best.values(), strict=True), start=1):
        gained = LINKED * min(1.0, how_well / ranking.IN_HEAD) ** 2 / place
        for other in (named[record] | naming[record]) - named.keys():
            weights[other] += gained * _telling(there, other)
    is_little = len(weights) < MOST and (found.bits & there.live).bit_count() <= MOST_BEST
    # Who asks for a phrase wants what has it, and little else.
    if weights and is_little and not understood.phrases:
        weights |= _further(reading, weights, named.keys())
    least = min(sorted(weights.values(), reverse=True)[:MOST], default=0.0)
    most = sorted(record for record, weight in weights.items() if weight >= least)
    return tuple(Alternative((tokens.itself(record),), weights[record]) for record in most)


def _further(reading: Reading, weights: Mapping[UUID, float], besides: Collection[UUID]) -> dict[UUID, float]:
    """What names the first of what is linked, and what that weighs: the less, the more do. One query."""
    there, nearest = at(reading), sorted(weights, key=lambda record: (-weights[record], record))[:MOST_BEST]
    further: dict[UUID, float] = defaultdict(float)
    for record, naming in _naming(reading, nearest).items():
        others = naming - weights.keys() - set(besides)
        for other in others if len(others) <= MOST_FURTHER else ():
            further[other] += LINKED * weights[record] * _telling(there, other) / sqrt(len(others))
    return further


def _best(reading: Reading, understood: Understood, found: Found) -> dict[int, float]:
    """The best rows of all that stand, and how well each answers."""
    there = at(reading)
    rows = [there.rows[number] for number in numbers_of(found.bits & there.live)]
    texts = [text for row in sorted(rows) for text in found.texts_of(row)]
    dates = {row: there.dates[there.number(row)] for row in rows}
    ordered = ranking.ranked(texts, understood, dates=dates, reader="")
    return dict([*ordered.items()][:MOST_BEST])


def _telling(there: Standing, record: UUID) -> float:
    """How much it says that something names ``record``: less, the more of all that stands does."""
    naming = joined((there.rows_under(facet, record) for facet in RECORDS), there.size) & there.live
    every = 1 + there.live.bit_count()
    return log(1 + every / (1 + how_many(naming))) / log(1 + every)


def _named_by(there: Standing, rows: Sequence[int]) -> dict[UUID, frozenset[UUID]]:
    """What the records of ``rows`` name, in the order of these."""
    said: dict[str, Any] = {}
    found: dict[int, tuple[UUID, set[UUID]]] = {}
    for row, record, value in ask(_NAMED_BY.format(among("row", rows, said)), said):
        _own, named = found.setdefault(row, (read_uuid(record), set()))
        named |= {there.kept(read_uuid(value))} if value else set()
    return {found[row][0]: frozenset(found[row][1]) for row in rows}


def _naming(reading: Reading, records: Sequence[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """What names each of ``records``; nothing for those that many name."""
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "most": MOST_NAMING + 1}
    where, parts = " AND ".join((LISTED, *standing(reading))), []
    for place, record in enumerate(records):
        values = among(f"value_{place}", with_merged(reading, (record,)), said)
        parts.append(f"SELECT * FROM ({_NAMING.format(place, values, where)}) AS part_{place}")
    found: dict[UUID, set[UUID]] = {record: set() for record in records}
    for place, record in ask(" UNION ALL ".join(parts), said):
        found[records[place]].add(read_uuid(record))
    return {record: frozenset(one if len(one) <= MOST_NAMING else ()) for record, one in found.items()}


_NAMED_BY: Final = """
    SELECT own.id, own.record, term.value FROM archive_row AS own LEFT JOIN archive_term AS term
    ON term.row_id = own.id AND term.is_first AND term.facet NOT IN ('series', 'open')
    WHERE own.id {}
"""
_NAMING: Final = f"""
    SELECT {{}} AS place, edition.record FROM {FROM_TERMS} CROSS JOIN archive_row AS edition
    WHERE term.value {{}} AND term.is_first AND term.facet NOT IN ('series', 'open') AND shown.row_id = term.row_id
      AND {{}} AND edition.id = term.row_id LIMIT %(most)s
"""
