"""What the records that answer best name, and what names them: it comes near, whatever words it has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
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

# Of so many of the best, whose links weigh such a part of themselves, and all that is around them as well such a part:
# the less, the less well they answer; and of what was not found only so much counts.
MOST_BEST: Final = 10
LINKED, SHARED = 0.5, 0.65
LESS: Final = 1.5
NOT_FOUND: Final = 0.8
# So many of what answers best, and of what is linked with that, are compared by what is around them.
MOST_COMPARED: Final = 20
# What more name is around none of them: each says little of it.
MOST_NAMING: Final = 30
# So many come near that were not found.
MOST: Final = 10
# Where so few were found: what names as many of those that come near, if not more than so many do.
LITTLE: Final = 3


def linked(reading: Reading, understood: Understood, found: Found) -> Understood:
    """The same, with the signs of what is linked with the best of ``found``, and what each weighs: by its links with
    them, and by how much it has around it of what they have. Six queries, one more where that is little.
    """
    ordered, there = _ordered(reading, understood, found), at(reading)
    around = _around(reading, "own.id", [*ordered])
    best = dict(zip(around, map(_gained, [*ordered.values()][:MOST_BEST]), strict=False))
    weights: dict[UUID, float] = defaultdict(float)
    for record, gained in best.items():
        for other in around[record]:
            weights[other] += LINKED * gained * _telling(there, other)
    nearest = _heaviest(weights.keys() - around.keys(), weights, MOST_COMPARED)
    for other, own in {**around, **_around(reading, "own.record", nearest)}.items():
        alike = (gained * _alike(own, around[one]) for one, gained in best.items() if one != other)
        weights[other] = (weights[other] + SHARED * sum(alike)) * (1 if other in around else NOT_FOUND)
    is_little = len(nearest) < MOST and len(ordered) <= LITTLE
    # Who asks for a phrase wants what has it, and little else.
    if nearest and is_little and not understood.phrases:
        weights |= _further(reading, {record: weights[record] for record in nearest}, around.keys())
    return replace(
        understood,
        linked=_signs(weights, _heaviest(weights.keys() - around.keys(), weights, MOST)),
        supported=_signs(weights, filter(weights.get, around)),
    )


def _signs(weights: Mapping[UUID, float], records: Iterable[UUID]) -> tuple[Alternative, ...]:
    return tuple(Alternative((tokens.itself(record),), weights[record]) for record in sorted(records))


def _heaviest(records: Iterable[UUID], weights: Mapping[UUID, float], most: int) -> list[UUID]:
    """So many of ``records`` that weigh most, and all that weigh as much as the last of these."""
    ordered = sorted(records, key=lambda record: (-weights[record], record))
    return [record for record in ordered if weights[record] >= weights[ordered[:most][-1]]]


def _gained(how_well: float) -> float:
    """Such a part of what is linked with a record counts that answers so well."""
    return float(min(1.0, how_well / ranking.IN_HEAD) ** LESS)


def _alike(one: frozenset[UUID], other: frozenset[UUID]) -> float:
    """How much of what is around two records is around both: 1 for all."""
    both = len(one & other)
    return both / sqrt(len(one) * len(other)) if both else 0.0


def _further(reading: Reading, weights: Mapping[UUID, float], besides: Collection[UUID]) -> dict[UUID, float]:
    """What names the first of what is linked, and what that weighs: the less, the more do. One query."""
    there, nearest = at(reading), _heaviest(weights, weights, LITTLE)[:LITTLE]
    further: dict[UUID, float] = defaultdict(float)
    for record, naming in _naming(reading, nearest).items():
        others = naming - weights.keys() - set(besides)
        for other in others if len(others) <= LITTLE else ():
            further[other] += LINKED * weights[record] * _telling(there, other) / sqrt(len(others))
    return further


def _ordered(reading: Reading, understood: Understood, found: Found) -> dict[int, float]:
    """The best rows of all that stand, and how well each answers."""
    there = at(reading)
    rows = [there.rows[number] for number in numbers_of(found.bits & there.live)]
    texts = [text for row in sorted(rows) for text in found.texts_of(row)]
    dates = {row: there.dates[there.number(row)] for row in rows}
    ordered = ranking.ranked(texts, understood, dates=dates, reader="")
    return dict([*ordered.items()][:MOST_COMPARED])


def _telling(there: Standing, record: UUID) -> float:
    """How much it says that something names ``record``: less, the more of all that stands does."""
    naming = joined((there.rows_under(facet, record) for facet in RECORDS), there.size) & there.live
    every = 1 + there.live.bit_count()
    return log(1 + every / (1 + how_many(naming))) / log(1 + every)


def _around(reading: Reading, column: str, keys: Sequence[int] | Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """What each record names, and what names it, by what ``column`` of their rows says, in the order of these keys.
    Two queries, none for none.
    """
    named = _named_by(reading, column, keys)
    naming = _naming(reading, [*named])
    return {record: frozenset((named[record] | naming[record]) - {record}) for record in named}


def _named_by(reading: Reading, column: str, keys: Sequence[int] | Sequence[UUID]) -> dict[UUID, set[UUID]]:
    said: dict[str, Any] = {**instants(reading), "reader": any_reader()}
    there, found = at(reading), dict[Any, tuple[UUID, set[UUID]]]()
    where = " AND ".join((LISTED, *standing(reading)))
    for row, record, value in (
        ask(_NAMED_BY.format(f"{column} {among('key', keys, said)}", where), said) if keys else ()
    ):
        key = row if column == "own.id" else read_uuid(record)
        _own, named = found.setdefault(key, (read_uuid(record), set()))
        named |= {there.kept(read_uuid(value))} if value else set()
    return dict(found[key] for key in keys if key in found)


def _naming(reading: Reading, records: Sequence[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """What names each of ``records``; nothing for those that many name. One query, none for none."""
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "most": MOST_NAMING + 1}
    where, parts = " AND ".join((LISTED, *standing(reading))), []
    for place, record in enumerate(records):
        values = among(f"value_{place}", with_merged(reading, (record,)), said)
        parts.append(f"SELECT * FROM ({_NAMING.format(place, values, where)}) AS part_{place}")
    found: dict[UUID, set[UUID]] = {record: set() for record in records}
    for place, record in ask(" UNION ALL ".join(parts), said) if parts else ():
        found[records[place]].add(read_uuid(record))
    return {record: frozenset(one if len(one) <= MOST_NAMING else ()) for record, one in found.items()}


_NAMED_BY: Final = """
    SELECT own.id, own.record, term.value FROM archive_row AS own CROSS JOIN archive_rowforreader AS shown
    LEFT JOIN archive_term AS term ON term.row_id = own.id AND term.is_first AND term.facet NOT IN ('series', 'open')
    WHERE {} AND shown.row_id = own.id AND {}
"""
_NAMING: Final = f"""
    SELECT {{}} AS place, edition.record FROM {FROM_TERMS} CROSS JOIN archive_row AS edition
    WHERE term.value {{}} AND term.is_first AND term.facet NOT IN ('series', 'open') AND shown.row_id = term.row_id
      AND {{}} AND edition.id = term.row_id LIMIT %(most)s
"""
