"""In which order what answers stands, and which of it is on a page."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any, Final

from archive import clock
from archive.catalogue import deriving
from archive.editions.reading import Reading

from . import standing
from .bits import Bits, numbers_of
from .keeping import kept
from .known_rows import microseconds
from .queries import Query
from .selecting import FROM_LISTS, Branch
from .sql import among, ask, unindexed
from .standing import Answer, Standing

PER_PAGE: Final = 20
# So many are put in order at once and kept, as far as somebody reads; whoever reads on has all of it put in order.
SHALLOW: Final = (PER_PAGE, 100, 500)
# So many are put in order by themselves. Of more, those that come first are soon met in the order that an index has.
FEW: Final = 2000
# By their dates the first 500 are sooner met among all rows if more than the root of so many times these are found.
SPARSE: Final = 100

ORDERS: Final = {
    "newest": "{table}sort_date DESC, {key}, {row}",
    "oldest": "{table}sort_date, {key}, {row}",
    "title": "{key}, {row}",
    "changed": "{table}live_from DESC, {key}, {row}",
}


def texts_shown(
    reading: Reading, query: Query, *, reader: str, order: str, first: int, last: int, answer: Answer | None = None
) -> Sequence[int]:
    """The ids of the texts that stand from ``first`` to before ``last``, or to the end: those that readers are shown.

    At most one query for a version for each kind that is asked.
    """
    shown_to = query.reader(reader)

    def find(limit: int | None) -> Iterable[tuple[int]]:
        there = standing.at(reading)
        found = (answer or there.answers(reading, query)).whole
        kinds = query.kinds or tuple(kind for _many, kind in there.by_size("kind"))
        return ((text,) for _row, text in in_order(there, found, kinds, reader=shown_to, order=order, most=limit))

    return page_of(reading, (query, shown_to, order), find, first=first, last=last)


def page_of(
    reading: Reading, question: Hashable, find: Callable[[int | None], Iterable[tuple[int]]], *, first: int, last: int
) -> Sequence[int]:
    """From ``first`` to before ``last`` of what ``find(most)`` puts in order."""
    if first >= last:
        return ()
    most = next((one for one in SHALLOW if last <= one), None)

    def found() -> "array[int]":
        return array("q", (one for (one,) in find(most)))

    return kept(reading, ("page", question, most), found, weigh=lambda found: len(found) / 20)[first:last]


def in_order(
    there: Standing, found: Bits, kinds: Sequence[str], *, reader: str, order: str, most: int | None
) -> list[tuple[int, int]]:
    """The first of ``found``, or all: each its row, and the text that ``reader`` is shown."""
    if found.bit_count() <= FEW:
        return _by_themselves(there, _first_of_few(there, found, order, most), reader, order, most)
    if most is None or order == "title":
        return _walked(there, found, kinds, reader, order, most)
    first, last = _first(there, found, order, most)
    before = _by_themselves(there, first, reader, order, None)
    most -= len(before)
    if order == "changed" or len(last) <= _met_until(there, last, most):
        return before + _by_themselves(there, last, reader, order, most)
    return before + _walked(there, found, kinds, reader, order, most, of_date=there.dates[last[0]])


def _first_of_few(there: Standing, found: Bits, order: str, most: int | None) -> list[int]:
    """Those among which the first are by their dates; all of them where something else is their order."""
    numbers = numbers_of(found)
    if most is None or len(numbers) <= most or order not in ("newest", "oldest"):
        return numbers
    sign = -1 if order == "newest" else 1
    last = sorted([sign * there.dates[number] for number in numbers])[most - 1]
    return [number for number in numbers if sign * there.dates[number] <= last]


def _met_until(there: Standing, of_a_date: list[int], most: int) -> int:
    """How many rows of a date are gone through, by their titles, until ``most`` of some of them are met."""
    key = there.dates[of_a_date[0]]
    all_of_it = bisect_right(there.by_date.keys, key) - bisect_left(there.by_date.keys, key)
    return all_of_it * most // len(of_a_date)


def _by_themselves(
    there: Standing, numbers: Sequence[int], reader: str, order: str, most: int | None
) -> list[tuple[int, int]]:
    if not numbers:
        return []
    said: dict[str, Any] = {"reader": reader}
    rows = among("row", (there.rows[number] for number in numbers), said)
    by = _by(order, unindexed("shown.sort_key"))
    return [(row, text) for row, text in ask(_THESE.format(rows, by, limited(most)), said)]


def newest_of(there: Standing, found: Bits, most: int) -> list[int]:
    """The numbers of the first by their dates, and of one date those that were stored first."""
    if found.bit_count() ** 2 <= SPARSE * there.size:
        numbers = numbers_of(found)
    else:
        before, last = _first(there, found, "newest", most)
        numbers = before + last
    # What is later than most of them is not put in order.
    dates = sorted([there.dates[number] for number in numbers], reverse=True)
    first = [number for number in numbers if there.dates[number] >= dates[most - 1]] if len(dates) > most else numbers
    return sorted(first, key=lambda number: (-there.dates[number], there.rows[number]))[:most]


def _first(there: Standing, found: Bits, order: str, most: int) -> tuple[list[int], list[int]]:
    """Those of ``found`` that surely come first, by their dates or beginnings, and all that share those of the last."""
    ordered_by = there.by_beginning if order == "changed" else there.by_date
    keys, numbers = ordered_by.keys, ordered_by.numbers
    flags = found.to_bytes(there.size // 8 + 1, "little")
    before: list[int] = []
    alike: list[int] = []
    key = None
    begin, end = (0, len(numbers)) if order == "changed" else _where(there, found)
    for place in range(begin, end) if order == "oldest" else range(end - 1, begin - 1, -1):
        number = numbers[place]
        if not flags[number >> 3] >> (number & 7) & 1:
            continue
        if keys[place] != key:
            if len(before) + len(alike) >= most:
                break
            before, alike, key = before + alike, [], keys[place]
        alike.append(number)
    return before, alike


def _where(there: Standing, found: Bits) -> tuple[int, int]:
    """The places in the order of dates between which all that is ``found`` stands, by the years it stands under."""
    years = there.years_of_all(found)
    if not years:
        return 0, len(there.by_date.numbers)
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    begins = deriving.begins(first, later=-1) if first.year > 1 else 0
    ends = deriving.begins(last, later=2) if last.year < 9999 else there.by_date.keys[-1]
    return bisect_left(there.by_date.keys, begins), bisect_right(there.by_date.keys, ends)


def _walked(
    there: Standing,
    found: Bits,
    kinds: Sequence[str],
    reader: str,
    order: str,
    most: int | None,
    *,
    of_date: int | None = None,
) -> list[tuple[int, int]]:
    """The first of those that are ``found``, in the order that an index has; of one date alone, if it is given."""
    walks = (_walk(there, found, kind, reader, order, most, of_date) for kind in kinds)
    return [(row, text) for _key, row, text in islice(merge(*walks), most)]


def _walk(
    there: Standing, found: Bits, kind: str, reader: str, order: str, most: int | None, of_date: int | None
) -> Iterator[tuple[tuple[Any, bytes], int, int]]:
    """Those of one kind: some are read, then more at once."""
    flags = found.to_bytes(there.size // 8 + 1, "little")
    said: dict[str, Any] = {"reader": reader, "kind": kind, "date": of_date}
    dated = "" if of_date is None else "AND shown.sort_date = %(date)s"
    after, step = 0, 10 * most if most else there.size
    at = _AT[order]
    while read := ask(_OF_KIND.format(at, dated, _by(order, "shown.sort_key"), step, after), said):
        for row, text, key, place in read:
            number = there.number(row)
            if number >= 0 and flags[number >> 3] >> (number & 7) & 1:
                yield (_place(place), bytes(key)), row, text
        after, step = after + step, 2 * step


def _place(place: int | datetime) -> int:
    """Before the title in ``_AT``; what began last comes first."""
    return place if isinstance(place, int) else -microseconds(clock.stored(place))


def _by(order: str, key: str) -> str:
    return ORDERS[order].format(table="shown.", key=key, row="shown.row_id")


def limited(most: int | None) -> str:
    return f" LIMIT {most}" if most else ""


_THESE: Final = f"""
    SELECT shown.row_id, shown.text_id FROM {FROM_LISTS}
    WHERE shown.row_id {{}} AND shown.reader = %(reader)s ORDER BY {{}}{{}}
"""
# What an order goes by before titles.
_AT: Final = {"newest": "-shown.sort_date", "oldest": "shown.sort_date", "title": "0", "changed": "shown.live_from"}
_OF_KIND: Final = f"""
    SELECT shown.row_id, shown.text_id, shown.sort_key, {{}} FROM {FROM_LISTS}
    WHERE shown.reader = %(reader)s AND shown.is_listed AND shown.kind = %(kind)s {{}}
    ORDER BY {{}} LIMIT {{}} OFFSET {{}}
"""


def ordered(branches: Sequence[Branch], order: str, most: int | None) -> str:
    """The texts of all branches, each once."""
    limit = limited(most)
    found = [_branch(one, order, limit) for one in branches]
    united = " UNION ".join(f"SELECT * FROM ({one}) AS branch_{place}" for place, one in enumerate(found))
    by = ORDERS[order].format(table="", key="sort_key", row="row_id")
    return f"SELECT text_id FROM ({united}) AS found ORDER BY {by}{limit}"


def _branch(branch: Branch, order: str, limit: str) -> str:
    columns = "shown.sort_date, shown.sort_key, shown.row_id, shown.live_from"
    # SQLite would rather go through all of a kind in the right order than find the few that are asked for.
    by = ORDERS[order].format(table="shown.", key=unindexed("shown.sort_key"), row="shown.row_id")
    return f"SELECT shown.text_id AS text_id, {columns} {branch.sql} ORDER BY {by}{limit}"
