"""The ledger: every act in order, each chained to the one before."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from archive import characters, clock
from archive.audit import Actor, name_of

from .histories import History
from .models import Edition, LedgerEntry, Release
from .payloads import digest

DOMAIN = "memorial-archive ledger 1"
HEAD_LOCK = 0x4D454D4F  # any number nobody else locks in this database


@dataclass(slots=True)
class LedgerWriter:
    """The right to write, held by one transaction at a time, for one act of one person.

    ``now`` is the instant of all that it writes, ``reason`` stands beside it.
    Nobody else writes meanwhile: what was done to a record is read once, and then what is written here is added.
    """

    by: Actor
    reason: str
    now: datetime
    seq: int
    head: str
    _read: dict[UUID, History] = field(default_factory=dict)

    def history(self, record: UUID) -> History:
        """All that was done to ``record``, with what was written just now. One query, the first time."""
        return self.histories([record])[0]

    def histories(self, records: Iterable[UUID]) -> list[History]:
        """The same of several, in one query."""
        records = list(records)
        if unread := [record for record in records if record not in self._read]:
            self._read |= History.of_each(unread)
        return [self._read[record] for record in records]

    def write(
        self,
        act: str,
        *,
        instant: datetime,
        edition: Edition | None = None,
        release: Release | None = None,
        record: UUID | None = None,
        **said: Any,
    ) -> LedgerEntry:
        """Add one entry. ``said`` may hold ``reason_class`` and ``note``."""
        entry = LedgerEntry(
            seq=self.seq + 1,
            act=act,
            at=self.now,
            by_id=self.by.pk,
            by_name=name_of(self.by),
            record=edition.record if edition else record,
            edition=edition,
            release=release or (edition.release if edition else None),
            payload_digest=edition.payload_id if edition else "",
            instant=instant,
            previous=self.head,
            **{name: _written(words) for name, words in {"reason": self.reason, **said}.items()},
        )
        entry.hash = entry_hash(entry)
        entry.save()
        self.seq, self.head = entry.seq, entry.hash
        if entry.record in self._read:
            self._read[entry.record] = self._read[entry.record].and_then(entry)
        return entry


@contextmanager
def locked() -> Iterator[None]:
    """A transaction, if there is none yet, in which nobody else writes the ledger."""
    with transaction.atomic(savepoint=False):
        if connection.vendor == "postgresql":  # SQLite has one writer anyway: its transactions begin IMMEDIATE
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [HEAD_LOCK])
        yield


@contextmanager
def opened(*, by: Actor, reason: str = "", about: UUID | None = None) -> Iterator[LedgerWriter]:
    """The same, in which somebody writes, mostly ``about`` one record.

    The time is read after the lock and never runs backwards. Whoever locks records as well does so before.
    """
    with locked():
        history, last = History.beside_head(about) if about else (None, LedgerEntry.objects.order_by("-seq").first())
        now = max(clock.now(), last.at + timedelta(microseconds=1)) if last else clock.now()
        seq, head = (last.seq, last.hash) if last else (0, "")
        read = {about: history} if about and history else {}
        yield LedgerWriter(by=by, reason=reason, now=now, seq=seq, head=head, _read=read)


def entry_hash(entry: LedgerEntry) -> str:
    """SHA-256 over every field of the entry but the hash itself."""
    covered = {
        field.attname: _plain(getattr(entry, field.attname))
        for field in LedgerEntry._meta.fields
        if field.name != "hash"
    }
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{DOMAIN}|{canonical}".encode()).hexdigest()


def broken_at() -> int | None:
    """The first entry that is not as it was written, or whose payload is not; ``None`` when all hold.

    It cannot notice that the last entries were cut off: for that somebody must have kept the head's hash elsewhere.
    """
    head, seq = "", 0
    for entry in LedgerEntry.objects.select_related("edition__payload").order_by("seq").iterator():
        if entry.seq != seq + 1 or entry.previous != head or entry.hash != entry_hash(entry) or _altered(entry):
            return entry.seq
        head, seq = entry.hash, entry.seq
    return None


def _written(words: Any) -> Any:
    """What people wrote as it will be stored, because the hash is over that."""
    if isinstance(words, Mapping):
        return {language: characters.written(one) for language, one in words.items()}
    return characters.written(words)


def _altered(entry: LedgerEntry) -> bool:
    """Whether the bytes that the entry is about have another digest than it says."""
    return bool(entry.edition and digest(bytes(entry.edition.payload.content)) != entry.payload_digest)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if value is None or isinstance(value, int | dict) else str(value)
