"""Files that show the face of somebody whose name nobody is told."""

from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.editions.payloads.pictures import PicturePayload
from archive.editions.reading import Reading

from .keeping import kept
from .sql import among, ask

# Every edition so far of the pictures of which any says that it shows one of these persons.
_EDITIONS: Final = """
    SELECT edition.record, edition.id, payload.content
    FROM archive_row AS edition JOIN archive_storedpayload AS payload ON payload.digest = edition.digest
    WHERE edition.live_from <= %(now)s AND edition.record IN (
        SELECT named.record FROM archive_term AS term JOIN archive_row AS named ON named.id = term.row_id
        WHERE term.value {} AND term.facet = 'shown' AND named.live_from <= %(now)s
    )
    ORDER BY edition.record, edition.live_from
"""
Editions = list[tuple[int, PicturePayload]]


class Faces(NamedTuple):
    """``masters`` (SHA-256) show one; the pictures of ``rows``, by their keys, have such a file."""

    masters: frozenset[str] = frozenset()
    rows: frozenset[int] = frozenset()


def faces_withheld(reading: Reading) -> Faces:
    """By what any edition that readers have had by now says of a file; and of all files of a picture, by what the last
    one says. One query for a version, if a name is withheld.
    """
    return kept(reading, "faces withheld", lambda: _found(reading)) if reading.unnamed else Faces()


def _found(reading: Reading) -> Faces:
    said: dict[str, Any] = {"now": reading.now}
    rows = ask(_EDITIONS.format(among("person", map(UUID, reading.unnamed), said)), said)
    pictures = [_editions(group, reading) for _record, group in groupby(rows, itemgetter(0))]
    masters = frozenset(chain.from_iterable(_masters(one, reading.unnamed) for one in pictures))
    return Faces(masters, frozenset(row for row, payload in chain(*pictures) if payload.masters() & masters))


def _editions(rows: Any, reading: Reading) -> Editions:
    found = ((row, reading.payload(bytes(content))) for _record, row, content in rows)
    return [(row, payload) for row, payload in found if isinstance(payload, PicturePayload)]


def _masters(editions: Editions, persons: frozenset[str]) -> frozenset[str]:
    _row, last = editions[-1]
    of_all = last.shows_any_of(persons)
    return frozenset(
        chain.from_iterable(one.masters() for _row, one in editions if of_all or one.shows_any_of(persons))
    )
