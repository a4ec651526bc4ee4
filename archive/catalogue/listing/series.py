"""What one issuer says on one observance year after year; and which names are one's."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.catalogue.deriving import series
from archive.editions.masking import name_withheld
from archive.editions.reading import Reading

from .queries import merged_at_last, with_merged
from .selecting import FROM_TERMS, LISTED, any_reader, instants, standing
from .siblings import Siblings
from .sql import among, ask, read_uuid

# Of one issuer, in the years that are asked for. More than a few are a mistake of somebody's.
MOST_IN_SERIES: Final = 40
MOST_NAMES: Final = 400
# Of what is said on one observance, so many of the newest are shown by who issued them.
MOST_SAID: Final = 300


class Issuer(NamedTuple):
    """Who issued something, under ``title`` in ``language``. ``slug`` is empty for whom readers cannot see.

    ``record`` is the one that it was merged into, if it was; none where nobody is said to have issued it.
    """

    record: UUID | None
    slug: str
    title: str
    language: str


class Said(NamedTuple):
    """One statement on an observance, beside one of those who issued it, delivered it or in whose name it is."""

    slug: str
    title: str
    language: str
    year: int
    form: str
    languages: tuple[str, ...]
    issuer: Issuer


def in_series(reading: Reading, observance: UUID, issuer: UUID, years: Collection[int]) -> dict[UUID, int]:
    """Record → year of what can be read: of many the first of each year. One query."""
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "most": MOST_IN_SERIES}
    values = among("series", _series(reading, observance, issuer), said)
    where = " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading)))
    sql = _IN_SERIES.format(where=where, values=values, years=among("year", years, said))
    return {read_uuid(record): year for record, year in ask(sql, said)}


_IN_SERIES: Final = f"""
    SELECT edition.record, term.first_year
    FROM {FROM_TERMS} CROSS JOIN archive_row AS edition
    WHERE {{where}} AND term.value {{values}} AND term.facet = 'series' AND term.first_year {{years}}
      AND edition.id = term.row_id
    ORDER BY ROW_NUMBER() OVER (PARTITION BY term.first_year ORDER BY term.sort_date, edition.record) LIMIT %(most)s
"""


def year_before(reading: Reading, siblings: Siblings) -> int | None:
    """The nearest year before in which the same issuer said something on the same observance. One query.

    ``siblings.in_years_beside`` answers the same to whoever knows all rows.
    """
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "year": siblings.year}
    values = among("series", _series(reading, siblings.observance, siblings.issuer), said)
    where = " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading)))
    ((year,),) = ask(_YEAR_BEFORE.format(where=where, values=values), said)
    return int(year) if year else None


_YEAR_BEFORE: Final = f"""
    SELECT MAX(term.first_year) FROM {FROM_TERMS}
    WHERE {{where}} AND term.value {{values}} AND term.facet = 'series' AND term.first_year < %(year)s
"""


def _series(reading: Reading, observance: UUID, issuer: UUID) -> list[UUID]:
    """That of these two, as what they are by now, and those of what was merged into them."""
    into = merged_at_last(reading)
    days, houses = (with_merged(reading, (into.get(one, one),)) for one in (observance, issuer))
    return [series(day, by) for day in days for by in houses]


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


def said_on(reading: Reading, observance: UUID, *, reader: str) -> tuple[Said, ...]:
    """What can be read of what was said on ``observance``, the newest first; once for each issuer. One query."""
    days = {f"day_{place}": day for place, day in enumerate(with_merged(reading, (observance,)))}
    said: dict[str, Any] = {**instants(reading), **days, "reader": reader, "most": MOST_SAID}
    where = " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading)))
    called = " AND ".join(standing(reading)).replace("shown.", "called.")
    found = " UNION ALL ".join(_SAID_ON.format(where=where, day=day) for day in days)
    return tuple(_said(row, reader) for row in ask(_SAID.format(found=found, called=called), said))


def _said(row: tuple[Any, ...], reader: str) -> Said:
    slug, title, language, year, form, languages, labels, value, *house = row
    record, house_slug, house_title, house_language = house
    if not house_title:
        record, house_slug, house_language = record or value, "", reader
        called = (label or name_withheld() for label in json.loads(labels))
        house_title = ", ".join(label.get(reader) or next(iter(label.values())) for label in called)
    issuer = Issuer(_uuid(record or value), house_slug or "", house_title or "", house_language or "")
    return Said(slug, title, language, year, form, tuple(languages.split()), issuer)


def _uuid(value: Any) -> UUID | None:
    return read_uuid(value) if value else None


# The newest on one day: of several at once all would be put in order first.
_SAID_ON: Final = f"""
    SELECT * FROM (
        SELECT term.row_id, term.sort_date FROM {FROM_TERMS}
        WHERE {{where}} AND term.value = %({{day}})s AND term.kind = 'statement' AND term.facet = 'observance'
        ORDER BY term.sort_date DESC, term.row_id LIMIT %(most)s
    ) AS {{day}}
"""
# Who issued it is called as today, and where it was merged, as what it was merged into.
_SAID: Final = """
    SELECT edition.slug, said.title, said.language, edition.year, edition.form, shown.languages, edition.issuers,
           by_whom.value, house.record, house.slug, words.title, words.language
    FROM (
        SELECT * FROM ({found}) AS on_days ORDER BY sort_date DESC, row_id LIMIT %(most)s
    ) AS found
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    LEFT JOIN archive_term AS by_whom ON by_whom.row_id = found.row_id AND by_whom.facet = 'issuer'
    LEFT JOIN archive_row AS named ON named.record = by_whom.value
        AND named.live_from <= %(instant)s AND named.live_until > %(instant)s
    LEFT JOIN archive_row AS house ON house.record = COALESCE(named."into", named.record)
        AND house.live_from <= %(instant)s AND house.live_until > %(instant)s
    LEFT JOIN archive_rowforreader AS called ON called.row_id = house.id AND called.reader = %(reader)s AND {called}
    LEFT JOIN archive_rowtext AS words ON words.id = called.text_id
    WHERE edition.id = found.row_id AND edition.year IS NOT NULL
      AND shown.row_id = found.row_id AND shown.reader = %(reader)s AND said.id = shown.text_id
    ORDER BY edition.year DESC, found.sort_date DESC, shown.sort_key, found.row_id, house.slug
"""
