"""What programs read of all records: what changed last, and everything there is, part by part."""

from array import array
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading

from . import counting, finding, searching, standing
from .bits import numbers_of
from .entries import Entry, entries
from .keeping import kept
from .ordering import texts_shown
from .queries import Query
from .selecting import FROM_LISTS, any_reader
from .sql import among, ask

PER_FEED: Final = 50


def recent_changes(
    reading: Reading, query: Query, *, reader: str, page: int = 1, about: UUID | None = None
) -> tuple[tuple[Entry, ...], bool]:
    """What is asked, what changed last first, and whether there is more. ``about``: one record and all that name it.

    One query; one more for a publication version, and four where words are asked for.
    """
    query = replace(query, naming=about, itself=True) if about else query
    question, is_literal = query.question, query.is_literal
    understood = searching.understood(reading, question, is_literal=is_literal) if question else None
    found = finding.found(reading, understood.wanted()) if understood and understood.groups else None
    answer = standing.at(reading).answers(reading, query, None if found is None else found.bits)
    first = (page - 1) * PER_FEED
    last = first + PER_FEED + 1
    texts = texts_shown(reading, query, reader=reader, order="changed", first=first, last=last, answer=answer)
    shown = (texts if found is None else found.shown(texts))[:PER_FEED]
    return entries(shown, reader=query.reader(reader)), len(texts) > PER_FEED


def sitemap_counts(reading: Reading) -> dict[int | None, int]:
    """How many live records stand under each year, and under none."""
    return {year: sum(of_kinds.values()) for year, of_kinds in counting.by_year(reading).items()}


def sitemap_entries(reading: Reading, year: int | None, *, part: int, most: int) -> tuple[Entry, ...]:
    """The live records under ``year``: so many, after those of earlier parts; the oldest first.

    Two queries, none for none.
    """
    rows = kept(reading, ("sitemap", year), lambda: _oldest_first(reading, year), weigh=lambda rows: len(rows) / 20)
    said: dict[str, Any] = {"reader": any_reader()}
    some = _OF_ROWS.format(among("row", rows[(part - 1) * most : part * most], said))
    return entries((text for (text,) in ask(some, said)) if rows else (), reader=any_reader())


def _oldest_first(reading: Reading, year: int | None) -> "array[int]":
    """The keys of the rows that stand under ``year``. Nothing is asked that ``standing.at`` has not asked."""
    there = standing.at(reading)
    found = counting.under_no_year(there) if year is None else there.of_year(year)
    return array("q", (row for _date, row in sorted((there.dates[one], there.rows[one]) for one in numbers_of(found))))


_OF_ROWS: Final = f"""
    SELECT shown.text_id FROM {FROM_LISTS}
    WHERE shown.row_id {{}} AND shown.reader = %(reader)s ORDER BY shown.sort_date, shown.row_id
"""
