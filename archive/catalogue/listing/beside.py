"""What stands beside a record in time: those of its kind that are next before it and after it."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.editions.reading import Reading

from .selecting import FROM_LISTS, FROM_TERMS, LISTED, standing


class InTime(NamedTuple):
    """That a page shows what is next before its record in time, and after it: of one ``observance`` if that is given
    and has others.
    """

    observance: UUID | None


def own(reading: Reading) -> str:
    """When ``record`` is, for ``parts``."""
    return f"""
        WITH itself AS (
            SELECT shown.row_id, shown.sort_date FROM archive_row AS edition CROSS JOIN archive_rowforreader AS shown
            WHERE edition.record = %(record)s AND shown.row_id = edition.id AND {_stands(reading)} LIMIT 1
        )
    """


def parts(reading: Reading, in_time: InTime, said: dict[str, Any]) -> Iterator[str]:
    """Each gives a row of ``kind`` under the name of its part: before, after, before_of_one, after_of_one.

    What is of one day has one order for all readers.
    """
    of_its_kind = f"{FROM_LISTS} WHERE shown.kind = %(kind)s AND {_stands(reading)}"
    for when in _IN_TIME:
        yield _next(when, when, "shown", of_its_kind)

    if in_time.observance:
        said["day"] = in_time.observance  # none is merged into another
        of_one = f"""
            {FROM_TERMS}
            WHERE term.kind = %(kind)s AND term.facet = 'observance' AND term.value = (SELECT %(day)s)
              AND shown.row_id = term.row_id AND {_stands(reading)}"""
        for when in _IN_TIME:
            yield _next(f"{when}_of_one", when, "term", of_one)


def _stands(reading: Reading) -> str:
    return " AND ".join((LISTED, *standing(reading)))


def _next(part: str, when: str, table: str, rows: str) -> str:
    """Of ``rows`` the one next to ``itself``; ``table`` is that of them in which they stand in the order of time."""
    than, order = _IN_TIME[when]
    # Leaves out what is of one day and stands elsewhere.
    beside = f"""{rows}
          AND ({table}.sort_date {than} (SELECT itself.sort_date FROM itself)
               OR {table}.row_id {than} (SELECT itself.row_id FROM itself))"""
    # The day first: an index is read from the first condition on until one is met. With ``itself`` joined, all would be
    # put in order; so PostgreSQL would where it is to tell the row too, and takes it that few are of one observance.
    day = f"""SELECT {table}.sort_date FROM {beside}
          AND {table}.sort_date {than}= (SELECT itself.sort_date FROM itself)
        ORDER BY {table}.sort_date {order} LIMIT 1"""
    return f"""
        SELECT '{part}' AS part, {table}.kind, {table}.row_id, {table}.sort_date, shown.sort_key
        FROM {beside} AND {table}.sort_date = ({day})
        ORDER BY {table}.row_id {order} LIMIT 1
    """


# How what stands so in time is compared with the record, and in which order the next one comes first.
_IN_TIME: Final = {"before": ("<", "DESC"), "after": (">", "ASC")}
