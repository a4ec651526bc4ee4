"""Where a record is named, for whoever withdraws, merges or deletes it."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from archive.editorial import uses
from archive.records.base import Record, kind_name

from .links import record_url


def texts_naming(record: Record) -> dict[str, Any]:
    """What ``admin/archive/texts_naming.html`` shows: each text with the address of its form."""
    found, is_more = uses.texts_naming(record)
    return {"texts_naming": [(one, record_url(one.record)) for one in found], "is_more_naming": is_more}


def uses_by_kind(found: Iterable[uses.Use]) -> list[tuple[str, list]]:
    """Uses by kind, each with the address of its form."""
    by_kind = groupby(found, key=lambda use: use.record.kind)
    return [(kind_name(kind), [(use, record_url(use.record)) for use in of_kind]) for kind, of_kind in by_kind]
