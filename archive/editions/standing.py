"""What has stood at an address, as its page asks for it: by hand, and without anything that no page shows.

To compose such a question and to make models of its rows takes four times as long as to answer it.
"""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import connection

from archive import clock

_OF_ADDRESS: Final = """
SELECT stood.number, stood.payload_id, stood.change, stood.state, stood.live_from, stood.live_until,
       stood.reason_class, stood.withheld, stood.note, stood.is_again, payload.content
FROM archive_interval AS stood JOIN archive_storedpayload AS payload ON payload.digest = stood.payload_id
WHERE stood.live_from <= %s AND stood.record IN (
    SELECT record FROM archive_interval WHERE kind = %s AND slug = %s AND live_from <= %s
)
ORDER BY stood.live_from
"""


class Stood(NamedTuple):
    """An interval without its record and its place in the ledger; ``content`` is that of its payload, as stored."""

    number: int
    payload_id: str
    change: str
    state: str
    live_from: datetime
    live_until: datetime
    reason_class: str
    withheld: bool
    note: dict[str, str]
    is_again: bool
    content: bytes


def of_address(kind: str, slug: str, *, by: datetime, now: datetime) -> list[Stood]:
    """All that has stood ``now`` of the records that had that address ``by`` an instant, oldest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_ADDRESS, [as_stored(now), kind, slug, as_stored(by)])
        return [_stood(row) for row in cursor.fetchall()]


@lru_cache(maxsize=100)
def as_stored(instant: datetime) -> Any:
    """``instant`` as a question written by hand names it. All questions of a page are of the same one."""
    return connection.ops.adapt_datetimefield_value(instant)


def _stood(row: tuple[Any, ...]) -> Stood:
    *first, live_from, live_until, reason_class, withheld, note, is_again, content = row
    stands = clock.stored(live_from), clock.stored(live_until)
    return Stood._make((*first, *stands, reason_class, withheld, json.loads(note), is_again, content))
