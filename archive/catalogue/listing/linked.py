"""What the records that answer best name, and what names them: it comes near, whatever words it has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from math import log, sqrt
from typing import Any, Final
from uuid import UUID

from archive.catalogue import tokens
from archive.editions.reading import Reading

from . import matter, ranking
from .bits import how_many, joined, numbers_of
from .finding import Found
from .known_rows import RECORDS
from .queries import with_merged
from .selecting import FROM_TERMS, LISTED, any_reader, instants, standing
from .sql import among, ask, read_uuid
from .standing import Standing, at
from .understanding import Alternative, Understood

# Of so many of the best; such a part counts of a link with one of them, and of all that is around both: the less, the
# less well it answers. Of what was not found only so much counts.
MOST_BEST: Final = 10
LINKED, SHARED = 0.5, 0.65
LESS: Final = 1.5
NOT_FOUND: Final = 0.8
# So many of what was found are compared by all that they hold with so many of the best, which counts so much.
MOST_READ: Final = 40
MOST_FOLLOWED: Final = 5
OF_THE_MATTER: Final = 1.2
# Of so many that are linked with the best it is looked at what is around them.
MOST_COMPARED: Final = 30
# What more name is around none of them: each says little of it.
MOST_NAMING: Final = 30
# So many come near that were not found.
MOST: Final = 20
# Where no more were found, what is linked with what is linked with them comes near, too.
LITTLE: Final = 3


def linked(reading: Reading, understood: Understood, found: Found) -> Understood:
    """The same, with the signs of what comes near the best of ``found``, and what each weighs: by its links with them,
    by how much it has around it of what they have, and by how much it holds of what they hold. Eight queries.
    """
    found_best = _best(reading, understood, found)
    best = dict([*found_best.items()][:MOST_BEST])
    around = _around(reading, [*best])
    best = {record: best[record] for record in around}
    links = _links(reading, best, around)
    nearest = _heaviest(links.keys() - around.keys(), links, MOST_COMPARED)[:MOST_COMPARED]
    beyond = _around(reading, nearest)
    # Who asks for a phrase wants what has it, and little else.
    is_little = len(around) <= LITTLE and not understood.phrases
    weights = defaultdict(float, links | (_further(links, beyond, besides=around.keys()) if is_little else {}))
    for other, own in {**around, **beyond}.items():
        alike = (gained * _alike(own, around[one]) for one, gained in best.items() if one != other)
        weights[other] += SHARED * sum(alike)
    further = _heaviest(weights.keys() - found_best.keys(), weights, MOST_COMPARED)[:MOST_COMPARED]
    for other, part in _of_the_matter(reading, best, [*found_best, *further]).items():
        weights[other] += part
    return replace(
        understood,
        linked=_signs(weights, _heaviest(weights.keys() - found_best.keys(), weights, MOST), NOT_FOUND),
        supported=_signs(weights, filter(weights.get, found_best)),
    )


def _of_the_matter(reading: Reading, best: Mapping[UUID, float], records: Sequence[UUID]) -> dict[UUID, float]:
    """What ``records`` gain by what they hold of what the first of the ``best`` hold: the less, the less well the best
    one answers.
    """
    first = dict([*best.items()][:MOST_FOLLOWED])
    part = OF_THE_MATTER * max(first.values(), default=0.0) ** (1 / LESS)
    return {record: part * both for record, both in matter.shared(reading, records, first).items()}


def _links(reading: Reading, best: Mapping[UUID, float], around: Mapping[UUID, frozenset[UUID]]) -> dict[UUID, float]:
    """What the ``best`` are linked with, and what that weighs."""
    there, found = at(reading), defaultdict[UUID, float](float)
    for record, gained in best.items():
        for other in around[record]:
            found[other] += LINKED * gained * _telling(there, other)
    return dict(found)


def _further(
    links: Mapping[UUID, float], beyond: Mapping[UUID, frozenset[UUID]], *, besides: AbstractSet[UUID]
) -> dict[UUID, float]:
    """What is linked with what is linked with the best, and what that weighs: the less, the more are."""
    found: dict[UUID, float] = defaultdict(float)
    for record, others in beyond.items():
        for other in others - links.keys() - besides:
            found[other] += SHARED * links[record] / sqrt(len(others))
    return dict(found)


def _signs(weights: Mapping[UUID, float], records: Iterable[UUID], part: float = 1.0) -> tuple[Alternative, ...]:
    return tuple(Alternative((tokens.itself(record),), part * weights[record]) for record in sorted(records))


def _heaviest(records: Iterable[UUID], weights: Mapping[UUID, float], most: int) -> list[UUID]:
    """So many of ``records`` that weigh most, and all that weigh as much as the last of these."""
    ordered = sorted(records, key=lambda record: (-weights[record], record))
    return [record for record in ordered if weights[record] >= weights[ordered[:most][-1]]]


def _alike(one: frozenset[UUID], other: frozenset[UUID]) -> float:
    """How much of what is around two records is around both: 1 for all."""
    both = len(one & other)
    return both / sqrt(len(one) * len(other)) if both else 0.0


def _best(reading: Reading, understood: Understood, found: Found) -> dict[UUID, float]:
    """The best of all that stand, and which part of what is linked with each counts: less of what answers less well."""
    there, said = at(reading), dict[str, Any]()
    dates = {there.rows[number]: there.dates[number] for number in numbers_of(found.bits & there.live)}
    ordered = dict([*ranking.ranked(found.texts_of_all(dates), understood, dates=dates).items()][:MOST_READ])
    records = {row: read_uuid(record) for row, record in ask(_RECORDS.format(among("row", ordered, said)), said)}
    counted = {row: float(min(1.0, how_well / ranking.IN_HEAD) ** LESS) for row, how_well in ordered.items()}
    return {records[row]: part for row, part in counted.items() if row in records}


def _telling(there: Standing, record: UUID) -> float:
    """How much it says that something names ``record``: less, the more of all that stands does."""
    every = 1 + there.live.bit_count()
    return log(1 + every / (1 + _how_many_name(there, record))) / log(1 + every)


def _how_many_name(there: Standing, record: UUID) -> int:
    """What cites it as a source, or names it in its words alone, apart."""
    return how_many(joined((there.rows_under(facet, record) for facet in RECORDS), there.size) & there.live)


def _around(reading: Reading, records: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """What each of ``records`` names, and what names it; in their order, without those that nobody can read. Two
    queries, none for none.
    """
    named = _named_by(reading, records) if records else {}
    naming = _naming(reading, named)
    return {record: frozenset((named[record] | naming[record]) - {record}) for record in named}


def _named_by(reading: Reading, records: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    said: dict[str, Any] = {**instants(reading), "reader": any_reader()}
    there, found = at(reading), dict[UUID, set[UUID]]()
    where = " AND ".join((f"own.record {among('record', records, said)}", LISTED, *standing(reading)))
    for record, value in ask(_NAMED_BY.format(where), said):
        found.setdefault(read_uuid(record), set()).update([there.kept(read_uuid(value))] if value else ())
    return {record: found[record] for record in records if record in found}


def _naming(reading: Reading, records: Collection[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """What names each of ``records``; nothing for those that many name. One query, none for none; two where many name
    one of them as a source, or in their words.
    """
    there, found = at(reading), {record: set[UUID]() for record in records}
    few = [record for record in records if _how_many_name(there, record) <= MOST_NAMING]
    most = MOST_NAMING * len(few) + 1
    several = _ask_naming(reading, [few], most) if few else []
    if len(several) == most:
        several = _ask_naming(reading, [(record,) for record in few], MOST_NAMING + 1)
    # Many name several of them: each key is read once.
    read = {key: read_uuid(key) for key in set(chain.from_iterable(several))}
    for value, record in several:
        found[there.kept(read[value])].add(read[record])
    return {record: frozenset(one if len(one) <= MOST_NAMING else ()) for record, one in found.items()}


def _ask_naming(reading: Reading, several: Sequence[Sequence[UUID]], most: int) -> list[tuple[Any, Any]]:
    """What is named, and what names it: at most so many of each of ``several``."""
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "most": most}
    where, parts = " AND ".join((LISTED, *standing(reading))), []
    for place, records in enumerate(several):
        values = among(f"value_{place}", with_merged(reading, tuple(records)), said)
        parts.append(f"SELECT * FROM ({_NAMING.format(values, where)}) AS part_{place}")
    return [(value, record) for value, record in ask(" UNION ALL ".join(parts), said)]


_RECORDS: Final = "SELECT own.id, own.record FROM archive_row AS own WHERE own.id {}"
_NAMED_BY: Final = """
    SELECT own.record, term.value FROM archive_row AS own CROSS JOIN archive_rowforreader AS shown
    LEFT JOIN archive_term AS term ON term.row_id = own.id AND term.is_first AND term.facet NOT IN ('series', 'open')
    WHERE shown.row_id = own.id AND {}
"""
_NAMING: Final = f"""
    SELECT term.value, edition.record FROM {FROM_TERMS} CROSS JOIN archive_row AS edition
    WHERE term.value {{}} AND term.is_first AND term.facet NOT IN ('series', 'open') AND shown.row_id = term.row_id
      AND {{}} AND edition.id = term.row_id LIMIT %(most)s
"""
