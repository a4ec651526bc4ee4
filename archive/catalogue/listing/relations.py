"""The records that one record names, and those that name it, as its page shows them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from archive.editions.payloads import Payload
from archive.editions.payloads.sources import SourcePayload
from archive.editions.reading import Reading

from .entries import COLUMNS, Entry, entry
from .naming import Siblings, naming
from .queries import with_merged
from .selecting import FROM_TERMS, LISTED, instants, standing
from .sql import among, ask

# An observance shows the figures of so many events.
MOST_WITH_FIGURES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The records that one record names, and those that name it. A record may be in both.

    Of those that name it, ``naming`` are the newest of each kind; ``counts`` says how many there are of each.
    ``with_figures`` are the payloads of those that name it as their observance and hold figures, the earliest first.
    ``sources`` are those of the sources it names, and of those behind the figures: where a source can be read changes
    after it was cited. ``earlier`` and ``later`` are what one issuer said on one observance in the nearest year before
    and after, if that was asked for. ``entries`` are all of these and, besides, who and what is behind the figures.
    """

    named: tuple[Entry, ...] = ()
    naming: tuple[Entry, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    with_figures: tuple[Payload, ...] = ()
    sources: tuple[SourcePayload, ...] = ()
    earlier: Entry | None = None
    later: Entry | None = None
    entries: tuple[Entry, ...] = ()


def related(
    reading: Reading,
    record: UUID,
    named: Collection[str],
    *,
    reader: str,
    siblings: Siblings | None = None,
    with_figures: bool = False,
) -> Related:
    """The live records that ``record`` names (``named``: their uuids) and those that name it, newest first.

    Two queries; one more ``with_figures``: those of the events that name it as their observance, and who is behind
    them. For what many name two more, once for a publication version.
    """
    found = naming(reading, record, reader=reader, siblings=siblings)
    events = _with_figures(reading, record, reader) if with_figures else ()
    of_kinds = (row for rows in found.rows.values() for row in rows)
    rows = (*of_kinds, *events, *(row for row in (found.earlier, found.later) if row))
    loaded = _loaded(reading, rows, events, [UUID(one) for one in named], reader)
    by_row = {row: one for row, one, _content in loaded}
    contents = {row: reading.payload(bytes(content)) for row, _one, content in loaded if content}
    counted = tuple(contents[row] for row in events if row in contents)
    behind = {*named, *(one for payload in counted for one in payload.named_records())}
    return Related(
        named=tuple(one for one in by_row.values() if str(one.record) in named),
        naming=tuple(by_row[row] for rows in found.rows.values() for row in rows if row in by_row),
        counts=found.counts,
        with_figures=counted,
        sources=tuple(one for one in contents.values() if isinstance(one, SourcePayload) and one.record in behind),
        earlier=by_row.get(found.earlier) if found.earlier else None,
        later=by_row.get(found.later) if found.later else None,
        entries=tuple(by_row.values()),
    )


def _with_figures(reading: Reading, record: UUID, reader: str) -> tuple[int, ...]:
    """The earliest events that name ``record`` as their observance and hold figures. One query."""
    said: dict[str, Any] = {**instants(reading), "reader": reader, "most": MOST_WITH_FIGURES}
    where = " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading)))
    values = with_merged(reading, (record,))
    said |= {f"value_{place}": value for place, value in enumerate(values)}
    branches = (_EARLIEST.format(where, place) for place in range(len(values)))
    united = " UNION ".join(f"SELECT * FROM ({one}) AS part_{place}" for place, one in enumerate(branches))
    found = ask(f"SELECT row_id FROM ({united}) AS found ORDER BY sort_date, sort_key, row_id LIMIT %(most)s", said)
    return tuple(row for (row,) in found)


_EARLIEST: Final = f"""
    SELECT term.row_id, term.sort_date, shown.sort_key FROM {FROM_TERMS}
    WHERE {{}} AND term.value = %(value_{{}})s AND term.facet = 'figures'
    ORDER BY term.sort_date, shown.sort_key, term.row_id LIMIT %(most)s
"""


def _loaded(
    reading: Reading, rows: Iterable[int], events: Sequence[int], named: Sequence[UUID], reader: str
) -> list[tuple[int, Entry, Any]]:
    """``rows``, the live rows of ``named`` and of whoever is behind the figures of ``events``; each with its key.

    Of sources and events the payload's content as well. One query.
    """
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    chosen, counted = among("row", rows, said), among("event", events, said)
    wanted = _WANTED.format(chosen, among("named", named, said), counted)
    where = " AND ".join(("shown.row_id = edition.id", "shown.reader = %(reader)s", *standing(reading)))
    found = ask(_LOADED.format(wanted=wanted, where=where, events=counted), said)
    return [(row, entry(columns), content) for row, content, *columns in found]


# What was merged is among them: its address leads on.
_WANTED: Final = """
    SELECT one.id FROM archive_row AS one WHERE one.id IN {}
    UNION SELECT one.id FROM archive_row AS one WHERE one.record IN {}
    UNION SELECT one.id FROM archive_term AS behind CROSS JOIN archive_row AS one
          WHERE behind.row_id IN {} AND behind.facet IN ('speaker', 'stated-in', 'place') AND one.record = behind.value
"""
_LOADED: Final = f"""
    SELECT edition.id, payload.content, {COLUMNS}
    FROM ({{wanted}}) AS wanted
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    LEFT JOIN archive_storedpayload AS payload
      ON payload.digest = edition.digest AND (edition.kind = 'source' OR edition.id IN {{events}})
    WHERE edition.id = wanted.id AND {{where}} AND said.id = shown.text_id
"""
