"""The one way a record is saved: with the version the editor saw, and with her name."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive import clock

from .base import Contribution, Record


class StaleVersion(Exception):
    """Somebody else saved this record meanwhile."""

    def __init__(self, record: Record) -> None:
        super().__init__(_("Somebody else has saved this record since you opened it."))
        self.record = record


@contextmanager
def saving(record: Record, *, by, version: int | None = None) -> Iterator[Record]:
    """Save ``record`` and its rows inside this block; all of it or nothing.

    ``version`` is the one the editor saw; leave it out only for a record that is not stored yet.
    Raises ``StaleVersion`` before the block runs when the stored version is another.
    """
    with transaction.atomic():
        if record.pk:
            _claim(record, version=version or 0)  # no stored record has version 0
        yield record
        Contribution.objects.create(record_id=record.pk, by=by, at=clock.now(), version=record.version)


def _claim(record: Record, *, version: int) -> None:
    claimed = Record.objects.filter(pk=record.pk, version=version).update(version=F("version") + 1)
    if not claimed:
        raise StaleVersion(record)
    record.version = version + 1
