"""The files of pictures that nobody is given, as they show somebody whose name is withheld."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from archive.editions.payloads.pictures import PicturePayload
from archive.editions.reading import Reading

from .keeping import kept
from .sql import among, ask


def withheld_files(reading: Reading) -> frozenset[tuple[str, str]]:
    """Records (uuids) and masters: of which an edition, be it a past one, says that it shows somebody whose name nobody
    is told now. One query for a version, or none.
    """
    if not reading.unnamed:
        return frozenset()
    now = replace(reading, instant=reading.now)
    return kept(now, "files of who is withheld", lambda: frozenset(_found(now)))


def _found(reading: Reading) -> Iterator[tuple[str, str]]:
    said: dict[str, Any] = {"instant": reading.now}
    sql = _SHOWING.format(among("value", map(UUID, reading.unnamed), said))
    for (content,) in ask(sql, said):
        payload = reading.payload(bytes(content))
        if isinstance(payload, PicturePayload):
            yield from ((payload.record, master) for master in payload.masters())


_SHOWING: Final = """
    SELECT payload.content FROM archive_term AS term CROSS JOIN archive_row AS edition
    CROSS JOIN archive_storedpayload AS payload
    WHERE term.value {} AND term.facet = 'shown' AND edition.id = term.row_id AND edition.live_from <= %(instant)s
      AND payload.digest = edition.digest
"""
