"""One day in all years, one year in all its days, and what was said last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from archive.editions.reading import Reading

from . import counting
from .entries import Entry, entries
from .keeping import kept
from .ordering import page_of, texts_shown
from .queries import Query
from .results import PER_PAGE
from .selecting import FROM_LISTS, LISTED, any_reader, instants, standing
from .sql import ask

# What is dated, and in which order one day of all years has it.
DATED: Final = {"timeline-entry": "ASC", "statement": "DESC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What is dated to a day or a year: of each kind one page, and how many there are. ``pages`` is the most of any."""

    entries: Mapping[str, tuple[Entry, ...]]
    totals: Mapping[str, int]
    page: int = 1
    pages: int = 1

    def of(self, kind: str) -> tuple[Entry, ...]:
        return self.entries.get(kind, ())


def on_day(reading: Reading, month: int, day: int, *, reader: str, page: int = 1) -> Dated:
    """Events dated to that day of any year, the earliest first, and statements, the newest first; of a span, its first
    and its last day. One query; for a publication version one more, and one for each kind.
    """
    number = 100 * month + day
    totals = kept(reading, ("on day", number), lambda: _totals_on_day(reading, number))
    pages = max(1, *(-(-total // PER_PAGE) for total in totals.values()))
    page = min(max(page, 1), pages)
    first = (page - 1) * PER_PAGE

    def texts(kind: str) -> Sequence[int]:
        def find(limit: str) -> Iterable[tuple[int]]:
            said = {**instants(reading), "reader": reader, "day": number, "kind": kind}
            return ask(_ON_DAY.format(where=_listed(reading), order=DATED[kind], limit=limit), said)

        last = min(first + PER_PAGE, totals[kind])
        return page_of(reading, ("on day", number, kind, reader), find, first=first, last=last)

    found = {kind: texts(kind) for kind in DATED if kind in totals}
    return Dated(entries=_of_kinds(found, reader), totals=totals, page=page, pages=pages)


def _totals_on_day(reading: Reading, number: int) -> dict[str, int]:
    said: dict[str, Any] = {**instants(reading), "reader": any_reader(), "day": number}
    said |= {f"kind_{place}": kind for place, kind in enumerate(DATED)}
    counted = [
        _COUNTED_ON_DAY.format(_listed(reading), column=column, kind=f"kind_{place}")
        for place in range(len(DATED))
        for column in ("first_day", "last_day")
    ]
    found: dict[str, int] = defaultdict(int)
    for kind, count in ask(" UNION ALL ".join(counted), said):
        found[kind] += count
    return dict(found)


def _listed(reading: Reading) -> str:
    return " AND ".join((LISTED, *standing(reading)))


def _of_kinds(texts: Mapping[str, Sequence[int]], reader: str) -> dict[str, tuple[Entry, ...]]:
    """The entries of all texts, by their kinds. One query."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries((text for several in texts.values() for text in several), reader=reader):
        found[entry.kind].append(entry)
    return {kind: tuple(several) for kind, several in found.items()}


_COUNTED_ON_DAY: Final = f"""
    SELECT shown.kind, COUNT(*) FROM {FROM_LISTS}
    WHERE {{}} AND shown.kind = %({{kind}})s AND shown.{{column}} = %(day)s GROUP BY shown.kind
"""
_OF_DAY: Final = f"""
    SELECT shown.text_id, shown.sort_date, shown.sort_key, shown.row_id FROM {FROM_LISTS}
    WHERE {{{{where}}}} AND shown.kind = %(kind)s AND shown.{{column}} = %(day)s
    ORDER BY shown.sort_date {{{{order}}}}, shown.sort_key, shown.row_id{{{{limit}}}}
"""
_ON_DAY: Final = f"""
    SELECT text_id FROM (
        SELECT * FROM ({_OF_DAY.format(column="first_day")}) AS first_days
        UNION ALL SELECT * FROM ({_OF_DAY.format(column="last_day")}) AS last_days
    ) AS found ORDER BY sort_date {{order}}, sort_key, row_id{{limit}}
"""


def days_with_entries(reading: Reading) -> set[tuple[int, int]]:
    """Month and day of every date on which ``on_day`` finds something. One query for a publication version."""

    def find() -> set[tuple[int, int]]:
        said = {**instants(reading), "reader": any_reader()}
        counted = (_DAYS.format(_listed(reading), column=column) for column in ("first_day", "last_day"))
        return {divmod(number, 100) for (number,) in ask(" UNION ".join(counted), said)}

    return kept(reading, "days", find)


_DAYS: Final = f"""
    SELECT shown.{{column}} FROM {FROM_LISTS}
    WHERE {{}} AND shown.{{column}} IS NOT NULL AND shown.kind IN ({", ".join(f"'{kind}'" for kind in DATED)})
    GROUP BY shown.{{column}}
"""


def in_year(reading: Reading, year: int, *, reader: str) -> Dated:
    """The first of the statements of a year and of the events that touch it, the earliest first.

    One query; for a publication version one more, and one for each kind.
    """
    found, totals = {}, {}
    for kind in DATED:
        query = Query(kinds=(kind,), year=year)
        totals[kind] = counting.counts(reading, query).total
        last = min(PER_PAGE, totals[kind])
        found[kind] = texts_shown(reading, query, reader=reader, order="oldest", first=0, last=last)
    return Dated(entries=_of_kinds(found, reader), totals=totals)


def year_counts(reading: Reading) -> dict[int, dict[str, int]]:
    """Year → kind → how many statements and events stand under it. One query for a publication version."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in counting.cells(reading):
        if cell.year is not None and cell.kind in DATED:
            found[cell.year][cell.kind] += cell.number
    return {year: dict(of_kinds) for year, of_kinds in sorted(found.items())}


def latest_statements(reading: Reading, *, reader: str, limit: int) -> tuple[Entry, ...]:
    """The newest statements. One query; one more for a publication version."""
    query = Query(kinds=("statement",))
    return entries(texts_shown(reading, query, reader=reader, order="newest", first=0, last=limit), reader=reader)
