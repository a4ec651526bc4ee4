"""In which order what answers stands, and which of it is on a page."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from archive.editions.reading import Reading

from .keeping import kept
from .queries import Query, Spellings
from .selecting import Branch, Selection, selection
from .sql import ask

# So many are put in order at once and kept; whoever reads on has all of it put in order.
SHALLOW: Final = 500

ORDERS: Final = {
    "newest": "{table}sort_date DESC, {shown}sort_key, {shown}row_id",
    "oldest": "{table}sort_date, {shown}sort_key, {shown}row_id",
    "title": "{shown}sort_key, {shown}row_id",
    "changed": "{table}live_from DESC, {shown}sort_key, {shown}row_id",
}


def texts_shown(
    reading: Reading, query: Query, *, reader: str, order: str, first: int, last: int, spellings: Spellings = ()
) -> Sequence[int]:
    """The ids of the texts that stand from ``first`` to before ``last``. At most one query for a version."""

    def find(limit: str) -> Iterable[tuple[int]]:
        chosen = selection(reading, query, reader, spellings)
        return ask(_sql(chosen, order, limit), chosen.said)

    return page_of(reading, (query, query.language or reader, order), find, first=first, last=last)


def page_of(
    reading: Reading, question: Hashable, find: Callable[[str], Iterable[tuple[int]]], *, first: int, last: int
) -> Sequence[int]:
    """From ``first`` to before ``last`` of what ``find(limit)`` puts in order: ``limit`` ends its SQL."""
    if first >= last:
        return ()
    limit = f" LIMIT {SHALLOW}" if last <= SHALLOW else ""

    def found() -> "array[int]":
        return array("q", (one for (one,) in find(limit)))

    return kept(reading, ("page", question, limit), found, weigh=lambda found: len(found) / 20)[first:last]


def _sql(chosen: Selection, order: str, limit: str) -> str:
    branches = [_branch(one, order, limit) for one in chosen.branches]
    if len(branches) == 1:
        return f"SELECT text_id FROM ({branches[0]}) AS found"
    # A row may answer in several branches: it is shown once.
    united = " UNION ".join(f"SELECT * FROM ({one}) AS branch_{place}" for place, one in enumerate(branches))
    return f"SELECT text_id FROM ({united}) AS found ORDER BY {ORDERS[order].format(table='', shown='')}{limit}"


def _branch(branch: Branch, order: str, limit: str) -> str:
    columns = "shown.sort_date, shown.sort_key, shown.row_id, shown.live_from"
    text, grouped = "shown.text_id", ""
    if branch.is_search:
        # In whichever language the words are, in hers if they are in that: one text stands for the record.
        text = "COALESCE(MAX(CASE WHEN found.id = shown.text_id THEN found.id END), MIN(found.id))"
        grouped = f" GROUP BY {columns}"
    by = ORDERS[order].format(table=f"{branch.table}.", shown="shown.")
    return f"SELECT {text} AS text_id, {columns} {branch.sql}{grouped} ORDER BY {by}{limit}"
