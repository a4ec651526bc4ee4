"""Records on which one transaction decides, and nobody else until it ends.

Whoever locks several does it in the order of their keys, and locks the ledger afterwards: then nobody waits for
somebody who waits for them.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from archive.records.base import KINDS, Record

from . import packages
from .models import Candidate


def claim(keys: Collection[int]) -> None:
    """Lock the records with these primary keys."""
    list(Record.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def claimed(candidates: Collection[Candidate], *, beside: Collection[str] = ()) -> dict[int, Record]:
    """The records of these by their keys, and those ``beside`` them, which are given by their uuids. One query."""
    which = Q(pk__in=[one.record_id for one in candidates])
    locked = Record.objects.select_for_update().filter(which | Q(uuid__in=beside) if beside else which).order_by("pk")
    return {record.pk: record for record in locked}


def to_be_submitted(record: Record) -> Any:
    """``record`` as its own kind, with what ``packages.claiming`` tells of it. One query."""
    records = KINDS[record.kind].objects.select_for_update(of=("record_ptr",))
    return packages.claiming(records).get(pk=record.pk)
