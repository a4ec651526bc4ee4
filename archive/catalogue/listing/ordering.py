"""In which order what answers stands, and which of it is on a page."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from archive.editions.reading import Reading

from .keeping import kept
from .queries import Query, Spellings
from .selecting import IS_IN_TEXT_SHOWN, Branch, selection
from .sql import ask, unindexed

# So many are put in order at once and kept; whoever reads on has all of it put in order.
SHALLOW: Final = 500

ORDERS: Final = {
    "newest": "{table}sort_date DESC, {key}, {row}",
    "oldest": "{table}sort_date, {key}, {row}",
    "title": "{key}, {row}",
    "changed": "{table}live_from DESC, {key}, {row}",
}


def texts_shown(
    reading: Reading, query: Query, *, reader: str, order: str, first: int, last: int, spellings: Spellings = ()
) -> Sequence[int]:
    """The ids of the texts that stand from ``first`` to before ``last``. At most one query for a version."""

    def find(limit: str) -> Iterable[tuple[int]]:
        chosen = selection(reading, query, reader, spellings)
        return ask(ordered(chosen.branches, order, limit), chosen.said)

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


def ordered(branches: Sequence[Branch], order: str, limit: str) -> str:
    """The texts of all branches, each once."""
    found = [_branch(one, order, limit) for one in branches]
    if len(found) == 1:
        return f"SELECT text_id FROM ({found[0]}) AS found"
    united = " UNION ".join(f"SELECT * FROM ({one}) AS branch_{place}" for place, one in enumerate(found))
    by = ORDERS[order].format(table="", key="sort_key", row="row_id")
    return f"SELECT text_id FROM ({united}) AS found ORDER BY {by}{limit}"


def _branch(branch: Branch, order: str, limit: str) -> str:
    columns = "shown.sort_date, shown.sort_key, shown.row_id, shown.live_from"
    # In whichever language the words are, in hers if they are in that: one text stands for the record.
    found = f"CASE WHEN {IS_IN_TEXT_SHOWN} THEN shown.text_id ELSE found.first END"
    text = found if branch.is_search else "shown.text_id"
    # SQLite would rather go through all of a kind in the right order than find the few that are asked for.
    key = "shown.sort_key" if branch.has_titles else unindexed("shown.sort_key")
    by = ORDERS[order].format(table=f"{branch.table}.", key=key, row="shown.row_id")
    return f"SELECT {text} AS text_id, {columns} {branch.sql} ORDER BY {by}{limit}"
