"""What stands beside a record: those of its kind before it and after it in time, and what is akin to it."""

from collections.abc import Collection, Iterable, Iterator
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
    found = ask(_question(reading, rows, observance, said), said)
    named = {(part, row): Named(read_uuid(record), *rest) for part, row, record, *rest in found}
    by_part = {part: one for (part, _row), one in named.items()}
    akin = (named["akin", row] for row in rows if ("akin", row) in named)
    of_one = "_of_one" if {"before_of_one", "after_of_one"} & by_part.keys() else ""
    before, after = (by_part.get(f"{part}{of_one}") for part in ("before", "after"))
    return Beside(before, after, first_akin(akin, payload, apart=apart))


def _question(reading: Reading, rows: Iterable[int], observance: UUID | None, said: dict[str, Any]) -> str:
    """Asks for rows with their names, each under the part that it was found for: akin, before, after_of_one …"""
    stands = " AND ".join((LISTED, *standing(reading)))
    return f"""
        WITH own AS (
            SELECT shown.row_id, shown.sort_date FROM archive_row AS edition CROSS JOIN archive_rowforreader AS shown
            WHERE edition.record = %(record)s AND shown.row_id = edition.id AND {stands} LIMIT 1
        )
        SELECT
            found.part, edition.id, edition.record, edition.kind, edition.slug, said.title, said.language, edition.date
        FROM ({" UNION ALL ".join(_parts(reading, rows, observance, stands, said))}) AS found
        CROSS JOIN archive_row AS edition
        CROSS JOIN archive_rowforreader AS shown
        CROSS JOIN archive_rowtext AS said
        WHERE edition.id = found.row_id AND shown.row_id = edition.id AND shown.reader = %(reader)s
          AND said.id = shown.text_id
    """


def _parts(
    reading: Reading, rows: Iterable[int], observance: UUID | None, stands: str, said: dict[str, Any]
) -> Iterator[str]:
    """Each gives the name of a part, and rows."""
    keys = among("row", rows, said)
    yield f"SELECT 'akin' AS part, edition.id AS row_id FROM archive_row AS edition WHERE edition.id {keys}"

    of_its_kind = f"{FROM_LISTS} WHERE shown.kind = %(kind)s AND {stands}"
    for when in _IN_TIME:
        yield _next(when, when, "shown", of_its_kind)

    if observance:
        named = among("day", with_merged(reading, (observance,)), said)
        of_one = f"""
            {FROM_TERMS}
            WHERE term.kind = %(kind)s AND term.facet = 'observance' AND term.value {named}
              AND shown.row_id = term.row_id AND {stands}"""
        for when in _IN_TIME:
            yield _next(f"{when}_of_one", when, "term", of_one)


def _next(part: str, when: str, table: str, rows: str) -> str:
    """Of ``rows`` the one next to ``own``; ``table`` is that of them in which they stand in the order of time."""
    than, order = _IN_TIME[when]
    # The first condition is what an index is read by, from there on until one is met: with ``own`` joined, all would be
    # put in order. The second leaves out what is of one day and stands elsewhere.
    return f"""
        SELECT * FROM (
            SELECT '{part}' AS part, {table}.row_id FROM {rows}
              AND {table}.sort_date {than}= (SELECT own.sort_date FROM own)
              AND ({table}.sort_date {than} (SELECT own.sort_date FROM own)
                   OR {table}.row_id {than} (SELECT own.row_id FROM own))
            ORDER BY {table}.sort_date {order}, {table}.row_id {order} LIMIT 1
        ) AS {part}
    """


# How what stands so in time is compared with the record, and in which order the next one comes first.
_IN_TIME: Final = {"before": ("<", "DESC"), "after": (">", "ASC")}
