"""Texts that hold a name: what whoever withdraws a record has to know of the others."""

from typing import Any

from archive.editorial.uses import tellings
from archive.records.base import Record

from .paths import record_url


def told_in_words(record: Record) -> dict[str, Any]:
    """What ``admin/archive/tellings.html`` shows: each text with the address of its form."""
    found, is_more = tellings(record)
    return {"tellings": [(one, record_url(one.record)) for one in found], "tells_more": is_more}
