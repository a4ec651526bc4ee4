"""What stands beside a record: those of its kind before it and after it in time, and what is akin to it."""

from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.editions.payloads import Payload
from archive.editions.reading import Reading

from .alike import first_akin, rows_akin
from .choices import Named
from .queries import with_merged
from .selecting import FROM_LISTS, FROM_TERMS, LISTED, instants, standing
from .sql import among, ask, read_uuid


class Beside(NamedTuple):
    """What of its kind stands next before a record in time, and next after it; and what is akin to it."""

    before: Named | None
    after: Named | None
    akin: tuple[Named, ...]


def beside(
    reading: Reading, payload: Payload, *, reader: str, apart: Collection[UUID], observance: UUID | None = None
) -> Beside:
    """What is before ``payload`` and after it, of one ``observance`` if that is given and has others; what is akin.

    What is of one day has one order for all readers. One query.
    """
    rows = rows_akin(reading, payload, besides=len(apart))
    said: dict[str, Any] = {**instants(reading), "reader": reader, "record": UUID(payload.record), "kind": payload.kind}
    branches = (_BY_KEY.format(among("row", rows, said)), *_in_time(reading, observance, said))
    where = " AND ".join((LISTED, *standing(reading)))
    found = ask(_NAMED.format(standing=where, branches=" UNION ALL ".join(branches)), said)
    named = {(part, row): Named(read_uuid(record), *rest) for part, row, record, *rest in found}
    by_part = {part: one for (part, _row), one in named.items()}
    akin = (named["akin", row] for row in rows if ("akin", row) in named)
    of_one = "_of_one" if {"before_of_one", "after_of_one"} & by_part.keys() else ""
    before, after = (by_part.get(f"{part}{of_one}") for part in ("before", "after"))
    return Beside(before, after, first_akin(akin, payload, apart=apart))


def _in_time(reading: Reading, observance: UUID | None, said: dict[str, Any]) -> Iterable[str]:
    where = " AND ".join((LISTED, *standing(reading)))
    yield from _branches("", "shown", f"{FROM_LISTS} CROSS JOIN own WHERE shown.kind = %(kind)s AND {where}")
    if observance:
        values = among("day", with_merged(reading, (observance,)), said)
        yield from _branches("_of_one", "term", f"{_OF_TERMS} AND term.value {values} AND {where}")


def _branches(of_which: str, table: str, source: str) -> Iterable[str]:
    for when, than, order in (("before", "<", "DESC"), ("after", ">", "ASC")):
        part = f"{when}{of_which}"
        branch = _BRANCH.format(part=part, table=table, source=source, than=than, order=order)
        yield f"SELECT * FROM ({branch}) AS {part}"


_BY_KEY: Final = "SELECT 'akin' AS part, edition.id AS row_id FROM archive_row AS edition WHERE edition.id {}"
_OF_TERMS: Final = f"""{FROM_TERMS} CROSS JOIN own
    WHERE term.kind = %(kind)s AND term.facet = 'observance' AND shown.row_id = term.row_id"""
_BRANCH: Final = """
    SELECT '{part}' AS part, {table}.row_id FROM {source}
      AND {table}.sort_date {than}= own.sort_date
      AND ({table}.sort_date {than} own.sort_date OR {table}.row_id {than} own.row_id)
    ORDER BY {table}.sort_date {order}, {table}.row_id {order} LIMIT 1
"""
_NAMED: Final = """
    WITH own AS (
        SELECT shown.row_id, shown.sort_date FROM archive_row AS edition CROSS JOIN archive_rowforreader AS shown
        WHERE edition.record = %(record)s AND shown.row_id = edition.id AND {standing} LIMIT 1
    )
    SELECT found.part, edition.id, edition.record, edition.kind, edition.slug, said.title, said.language, edition.date
    FROM ({branches}) AS found
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    WHERE edition.id = found.row_id AND shown.row_id = edition.id AND shown.reader = %(reader)s
      AND said.id = shown.text_id
"""
