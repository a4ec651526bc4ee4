"""What one issuer says on one observance year after year; and which names are one's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from archive.catalogue.deriving import series
from archive.editions.reading import Reading

from .queries import with_merged
from .selecting import FROM_TERMS, LISTED, any_reader, instants, standing
from .sql import among, ask, read_uuid

# Of one issuer, in the years that are asked for. More than a few are a mistake of somebody's.
MOST_IN_SERIES: Final = 40
MOST_NAMES: Final = 400


def in_series(reading: Reading, observance: UUID, issuer: UUID, years: Collection[int]) -> dict[UUID, int]:
    """Record → year of what can be read. One query."""
    days, houses = (with_merged(reading, (one,)) for one in (observance, issuer))
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "most": MOST_IN_SERIES}
    values = among("series", [series(day, by) for day in days for by in houses], said)
    where = " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading)))
    sql = _IN_SERIES.format(where=where, values=values, years=among("year", years, said))
    return {read_uuid(record): year for record, year in ask(sql, said)}


_IN_SERIES: Final = f"""
    SELECT edition.record, term.first_year
    FROM {FROM_TERMS} CROSS JOIN archive_row AS edition
    WHERE {{where}} AND term.value {{values}} AND term.facet = 'series' AND term.first_year {{years}}
      AND edition.id = term.row_id
    ORDER BY term.first_year, term.sort_date, edition.record LIMIT %(most)s
"""


def names_borne(reading: Reading, names: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """Folded name → the rows of what bears it today. One query, none for none."""
    said: dict[str, Any] = {"now": reading.now}
    wanted = sorted(set(names))[:MOST_NAMES]
    found: dict[str, set[int]] = defaultdict(set)
    for folded, row in ask(_NAMED.format(among("name", wanted, said)), said) if wanted else ():
        found[folded].add(row)
    return {folded: frozenset(rows) for folded, rows in found.items()}


_NAMED: Final = """
    SELECT name.folded, name.row_id
    FROM archive_spelling AS name CROSS JOIN archive_row AS edition
    WHERE name.folded {} AND edition.id = name.row_id
      AND edition.live_from <= %(now)s AND edition.live_until > %(now)s
"""
