"""What programs read of all records: what changed last, and everything there is, part by part."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from archive.editions.payloads import KINDS
from archive.editions.reading import Reading

from . import counting, finding, searching, standing
from .entries import Entry, entries
from .ordering import limited, page_of, texts_shown
from .queries import Query
from .selecting import FROM_LISTS, LISTED, any_reader, instants
from .selecting import standing as standing_at
from .sql import among, ask

PER_FEED: Final = 50


def recent_changes(
    reading: Reading, query: Query, *, reader: str, page: int = 1, about: UUID | None = None
) -> tuple[tuple[Entry, ...], bool]:
    """What is asked, what changed last first, and whether there is more. ``about``: one record and all that name it.

    One query; one more for a publication version, and four where words are asked for.
    """
    query = replace(query, naming=about, itself=True) if about else query
    understood = searching.understood(reading, query.question) if query.question else None
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

    One query; one more for a publication version.
    """
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "year": year}
    kinds = among("kind", KINDS, said)

    def find(most: int | None) -> list[tuple[int]]:
        where = " AND ".join((LISTED, *standing_at(reading)))
        return ask(_OF_YEAR.format(where, kinds, "IS NULL" if year is None else "= %(year)s", limited(most)), said)

    texts = page_of(reading, ("sitemap", year), find, first=(part - 1) * most, last=part * most)
    return entries(texts, reader=any_reader())


# Of each kind by its date: an index has them so.
_OF_YEAR: Final = f"""
    SELECT shown.text_id FROM {FROM_LISTS}
    WHERE {{}} AND shown.kind {{}} AND shown.year {{}}
    ORDER BY shown.kind DESC, shown.sort_date, shown.row_id{{}}
"""
