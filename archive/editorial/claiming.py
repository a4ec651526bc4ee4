"""Records on which one transaction decides, and nobody else until it ends.

Whoever locks several does it in the order of their keys, and locks the ledger afterwards: then nobody waits for
somebody who waits for them.
"""

from collections.abc import Collection
from functools import cache
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from archive.prepared import Columns, for_update, found, places
from archive.records.base import KINDS, Record

from . import packages
from .models import Candidate

_RECORD: Final = Columns(Record)
_CLAIMED: Final = f"SELECT {_RECORD.of('record')} FROM archive_record AS record"


def claim(keys: Collection[int]) -> None:
    """Lock the records with these primary keys."""
    list(Record.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def claimed(candidates: Collection[Candidate], *, beside: Collection[str] = ()) -> dict[int, Record]:
    """The records of these by their keys, and those ``beside`` them, which are given by their uuids. One query."""
    keys, uuid = {one.record_id for one in candidates}, Record._meta.get_field("uuid")
    which = [f"id IN ({places(keys)})", *([f"uuid IN ({places(beside)})"] if beside else [])]
    asked = f"{_CLAIMED} WHERE {' OR '.join(which)} ORDER BY id {for_update()}"
    uuids = [uuid.get_db_prep_value(one, connection) for one in beside]
    return {record.pk: record for record in map(_RECORD.read, found(asked, [*keys, *uuids]))}


def to_be_submitted(record: Record) -> Any:
    """``record`` as its own kind, with what ``packages.claiming`` tells of it. One query."""
    return _to_be_submitted(record.kind).get(pk=record.pk)


@cache
def _to_be_submitted(kind: str) -> QuerySet[Any]:
    return packages.claiming(KINDS[kind].objects.select_for_update(of=("record_ptr",)))
