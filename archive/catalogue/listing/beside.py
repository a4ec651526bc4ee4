"""The records of one kind before and after another in time."""

from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading

from .choices import Named
from .queries import with_merged
from .selecting import FROM_LISTS, FROM_TERMS, LISTED, instants, standing
from .sql import among, ask, read_uuid

Beside = tuple[Named | None, Named | None]


def beside(reading: Reading, record: UUID, kind: str, *, reader: str, observance: UUID | None = None) -> Beside:
    """What of ``kind`` stands next before ``record`` in time, and next after it; of one ``observance``, if it is given.

    What is of one day has one order for all readers. One query.
    """
    said: dict[str, Any] = {**instants(reading), "reader": reader, "record": record, "kind": kind}
    where = " AND ".join(standing(reading))
    table, source = "shown", f"{FROM_LISTS} CROSS JOIN own WHERE shown.kind = %(kind)s AND {LISTED} AND {where}"
    if observance:
        values = among("day", with_merged(reading, (observance,)), said)
        table, source = "term", f"{_OF_TERMS} AND term.value {values} AND {LISTED} AND {where}"
    branches = " UNION ALL ".join(
        f"SELECT * FROM ({_BRANCH.format(part=part, table=table, source=source, than=than, order=order)}) AS {part}"
        for part, than, order in (("before", "<", "DESC"), ("after", ">", "ASC"))
    )
    found = ask(_NAMED.format(own=" AND ".join((LISTED, *standing(reading))), branches=branches), said)
    by_part = {part: Named(read_uuid(named), *rest) for part, named, *rest in found}
    return by_part.get("before"), by_part.get("after")


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
        WHERE edition.record = %(record)s AND shown.row_id = edition.id AND {own} LIMIT 1
    )
    SELECT found.part, edition.record, edition.kind, edition.slug, said.title, said.language, edition.date
    FROM ({branches}) AS found
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    WHERE edition.id = found.row_id AND shown.row_id = edition.id AND shown.reader = %(reader)s
      AND said.id = shown.text_id
"""
