"""What a file says, and what its rows change."""

from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from archive.records.base import Record

from .columns import own_fields, slugs_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file says: its columns, and for each row its number in the file with its cells by column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that would change something: column, stored and new, for each cell that differs."""

    row: int
    title: str
    is_new: bool
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in one row; ``column`` is empty where it concerns the row as a whole."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What rows of a sheet change, or have changed. A row with a fault changes nothing; the others do."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int


def in_order(sheet: Sheet, model: type[Record]) -> Sheet:
    """The same rows, each after those of this sheet that it names: the larger place before what lies in it.

    Where rows name each other in a circle they stay as they are, and saving refuses the first.
    """
    within = [field.name for field in own_fields(model) if field.is_relation and field.related_model is model]
    rows = dict(sheet.rows)
    by_slug = {cells["slug"]: number for number, cells in rows.items() if cells.get("slug")}
    named = {
        number: [one for name in within for one in slugs_in(cells.get(name, ""))] for number, cells in rows.items()
    }
    before = {number: [by_slug[one] for one in ones if one in by_slug] for number, ones in named.items()}
    try:
        order = tuple(TopologicalSorter(before).static_order())
    except CycleError:
        return sheet
    return replace(sheet, rows=tuple((number, rows[number]) for number in order))


def coming(sheet: Sheet) -> frozenset[str]:
    """The addresses that the sheet itself may bring, so that its rows may name them."""
    return frozenset(cells["slug"] for _number, cells in sheet.rows if cells.get("slug") and not cells.get("uuid"))


def repeated(sheet: Sheet) -> dict[int, int]:
    """Row → an earlier one that is about the same record."""
    first: dict[str, int] = {}
    found = {}
    for number, cells in sorted(sheet.rows, key=lambda row: row[0]):
        key = cells.get("uuid", "").lower() or cells.get("slug", "")
        if key and (earlier := first.setdefault(key, number)) != number:
            found[number] = earlier
    return found
