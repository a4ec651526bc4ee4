"""The public door. ``at(now)`` is the sole entrance, and everything behind it is already live."""

from collections.abc import Callable, Collection
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Min
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from archive.kept import Kept
from archive.packing import unpacked

from . import masking, payloads, standing
from .models import Derivation, Interval, IntervalQuerySet, LedgerEntry
from .reasons import REASONS
from .standing import Stood

_NOT_LIVE: Final = (Interval.State.MERGED, Interval.State.WITHDRAWN)
_UNNAMED: Final = Kept[frozenset[str]](most=8)
# Some kilobytes each.
_IN_SHORT: Final = Kept[payloads.Payload](most=500)

# What began last, by an instant; which act took effect at once last; and how often all of it was derived anew. An act
# may be committed after something has begun that was waited for, and has begun before that: then it changes what is
# public, and nothing of what began last.
_LAST_CHANGE: Final = f"""
SELECT live_from, seq,
    (SELECT seq FROM {Interval._meta.db_table} WHERE at_once AND seq > 0 ORDER BY seq DESC LIMIT 1) AS act,
    (SELECT number FROM {Derivation._meta.db_table} LIMIT 1) AS derivation
FROM {Interval._meta.db_table} WHERE live_from <= %s ORDER BY live_from DESC, seq DESC LIMIT 1
"""

# Puts a question of SQL about an instant; the rows of the answer.
Ask = Callable[[str, datetime], tuple[Any, ...]]


class FutureReading(ValueError):
    """Somebody asked how the archive will stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A record as it stood in a span of time: an edition of it, or the notice that it was withdrawn.

    A notice that withholds the text carries a payload without it; one that withholds the title, without address.
    ``until`` is ``None`` for what still stands.
    ``is_again``: the same edition stood before, and was reinstated.
    """

    payload: payloads.Payload
    number: int
    digest: str
    change: str
    since: datetime
    until: datetime | None
    withdrawn: bool
    withheld: bool
    reason_class: str
    note: dict[str, str]
    is_again: bool = False

    @property
    def record(self) -> UUID:
        return UUID(self.payload.record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The address was once this record's, or that of a record merged into it; it is now at ``slug``."""

    slug: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The archive as a reader finds it. ``instant`` is when it is read as of; ``now`` is when she asks.

    Whose name is withheld now is not named by any payload, not even in a past reading.
    """

    now: datetime
    instant: datetime

    @property
    def is_past(self) -> bool:
        return self.instant < self.now

    def version(self, *, ask: Ask | None = None) -> str:
        """Names the state of everything public at this instant, and nothing else. Two index seeks for each instant.

        ``ask`` asks the database in place of Django's connection, for whoever has no thread.
        """
        return self._asked(ask) if ask else self._version

    @cached_property
    def _version(self) -> str:
        return self._asked(_ask)

    def _asked(self, ask: Ask) -> str:
        instants = {self.instant, self.now}  # what was withheld since is withheld from the past as well
        return _named(tuple(ask(_LAST_CHANGE, instant) for instant in sorted(instants)))

    def find(self, kind: str, slug: str) -> Snapshot | Moved | None:
        """What stands at an address. ``None`` is also the answer for what is still to come, and for nonsense."""
        once_there = Interval.objects.begun(self.instant).filter(kind=kind, slug=slug).values("record")
        intervals = self._intervals().filter(record__in=once_there)
        interval = intervals.with_content().first()
        if interval is None:
            return self._withdrawn_since(kind, slug) if self.is_past else None
        found = _snapshot(interval, self)
        if not found.payload.slug:  # whatever its addresses were, none is told
            return found
        stands_at = self.slug_merged_into(found) or interval.slug
        return found if stands_at == slug else Moved(slug=stands_at)

    def payload(self, content: bytes) -> payloads.Payload:
        """What is frozen, as readers may see it now. ``content`` is as it is stored."""
        return self._as_shown(payloads.from_bytes(unpacked(content)))

    def in_short(self, content: bytes, digest: str) -> payloads.Payload:
        """The same without whatever it may have any number of: what lists say of it."""
        return self._as_shown(_IN_SHORT.get(digest, lambda: payloads.from_bytes(unpacked(content), in_short=True)))

    def _as_shown(self, payload: payloads.Payload) -> payloads.Payload:
        if not self.unnamed:
            return payload
        return masking.masked(payload, self.unnamed, label=masking.name_withheld())

    def live(self, *kinds: str, records: Collection[str] | None = None) -> tuple[payloads.Payload, ...]:
        """What can be read of some kinds, in no order: all of it, or those of ``records`` (uuids). One query."""
        return tuple(one.payload for one in self.snapshots(*kinds, records=records))

    def snapshots(self, *kinds: str, records: Collection[str] | None = None) -> tuple[Snapshot, ...]:
        """What stands of some kinds and can be read, as with ``live``. One query."""
        intervals = self._live_of(*kinds)
        if records is not None:
            intervals = intervals.filter(record__in=records)
        return tuple(_snapshot(interval, self) for interval in intervals.with_content())

    def standing(self, kind: str) -> tuple[tuple[str, datetime], ...]:
        """What of a kind can be read: the digest of each, and since when; in the order of their records. One query."""
        intervals = self._live_of(kind)
        return tuple(intervals.order_by("record").values_list("payload_id", "live_from"))

    def announced(self, *, first: int = 0, most: int) -> tuple[Snapshot, ...]:
        """What readers were told of any record, newest first: corrections, updates, doubts, withdrawals and their end.

        So many, after the ``first``, each with its payload in short. One query.
        """
        announced = Interval.objects.announced(self.instant, now=self.now, first=first, most=most)
        return tuple(_snapshot(interval, self, in_short=True) for interval in announced)

    def withdrawn(self, *kinds: str, most: int) -> tuple[Snapshot, ...]:
        """The notices of what was withdrawn last, of some kinds or, without one, of all: newest first. One query."""
        notices = self._intervals().filter(state=Interval.State.WITHDRAWN)
        if kinds:
            notices = notices.filter(kind__in=kinds)
        newest = notices.with_content().order_by("-live_from", "-seq")[:most]
        return tuple(_snapshot(notice, self, in_short=True) for notice in newest)

    def first_published(self, records: Collection[UUID]) -> dict[UUID, datetime]:
        """Since when there was anything of each of these records to read. One query."""
        begun = Interval.objects.begun(self.instant).filter(record__in=records)
        return dict(begun.values_list("record").annotate(Min("live_from")))

    def editions(self, kind: str, slug: str) -> tuple[Snapshot, ...]:
        """Every edition that has stood at or before this instant, oldest first; empty when there is nothing to read."""
        stood = standing.of_address(kind, slug, by=self.instant, now=self.now)
        if stood and stood[-1].withheld:  # now: of all that stood before, nothing is left but this notice
            stood = stood[-1:]
        return tuple(_snapshot(interval, self) for interval in stood if interval.live_from <= self.instant)

    def slug_merged_into(self, snapshot: Snapshot) -> str:
        """The slug of the record into which the one that stands there was merged; empty for none. Else one query."""
        into = snapshot.payload.merged_into
        if snapshot.withdrawn or into is None or into.record in self.unnamed:
            return ""
        kept = Interval.objects.covering(self.instant).filter(record=into.record)
        return kept.values_list("slug", flat=True).first() or ""

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The uuids of the records whose name nobody is told now. One query for each version."""

        def found() -> frozenset[str]:
            withheld = Interval.objects.covering(self.now).unnamed()
            return frozenset(map(str, withheld.values_list("record", flat=True)))

        return _UNNAMED.get(self.version(), found)

    def _intervals(self) -> IntervalQuerySet:
        """What stands at this instant. Of what is withheld, only its notice stands in the present anyway."""
        intervals = Interval.objects.covering(self.instant)
        return intervals.not_withheld(self.now) if self.is_past else intervals

    def _live_of(self, *kinds: str) -> IntervalQuerySet:
        """What stands of some kinds and can be read; found by its kind, as nearly all that there is can be read."""
        return self._intervals().filter(kind__in=kinds).exclude(state__in=_NOT_LIVE)

    def _withdrawn_since(self, kind: str, slug: str) -> Snapshot | Moved | None:
        """A past reading of what is withheld today meets today's notice, if it stood there then."""
        then = Interval.objects.begun(self.instant).filter(kind=kind, slug=slug).exists()
        return replace(self, instant=self.now).find(kind, slug) if then else None


@dataclass(frozen=True, kw_only=True)
class Rehearsal(Reading):
    """The archive as it will stand by what is scheduled now: for the desk alone.

    What is still to come may change before it has. So whatever is made of it is kept under names that no reader's page
    ever has, and that every act changes.
    """

    def _asked(self, ask: Ask) -> str:
        last = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first()
        return f"rehearsal-{_named((super()._asked(ask), last))}"


def rehearsed_at(instant: datetime) -> Rehearsal:
    """The archive at an instant to come."""
    return Rehearsal(now=instant, instant=instant)


def at(now: datetime, *, as_of: datetime | None = None) -> Reading:
    """The archive at ``now``, or as it stood ``as_of`` a past instant. Raises ``FutureReading`` for a coming one."""
    if as_of is not None and as_of > now:
        raise FutureReading(_("The archive can be read as it stood in the past, not as it will stand."))
    return Reading(now=now, instant=as_of or now)


def _ask(question: str, instant: datetime) -> tuple[Any, ...]:
    # Asked for every page, so written out: to compose it takes ten times as long as to answer it.
    with connection.cursor() as cursor:
        cursor.execute(question, [standing.as_stored(instant)])
        return tuple(cursor.fetchall())


@lru_cache(maxsize=100)
def _named(state: tuple[Any, ...]) -> str:
    return salted_hmac("archive.editions.reading", repr(state)).hexdigest()[:20]


def _snapshot(interval: Interval | Stood, reading: Reading, *, in_short: bool = False) -> Snapshot:
    content = bytes(interval.content)  # type: ignore[union-attr]  # as with_content() gives it
    payload = reading.in_short(content, interval.payload_id) if in_short else reading.payload(content)
    if interval.withheld:
        payload = _without_words(payload, titles=REASONS[interval.reason_class].shows_title)
    return Snapshot(
        payload=payload,
        number=interval.number,
        digest=interval.payload_id,
        change=interval.change,
        since=interval.live_from,
        until=interval.live_until if interval.live_until <= reading.instant else None,
        withdrawn=interval.state == Interval.State.WITHDRAWN,
        withheld=interval.withheld,
        reason_class=interval.reason_class,
        note=interval.note,
        is_again=interval.is_again,
    )


def _without_words(payload: payloads.Payload, *, titles: bool) -> payloads.Payload:
    """What is left of a payload that is withheld: nothing but the fields without which it would not be one."""
    texts = {
        language: payloads.Words(title=words.title if titles else "", translation=words.translation)
        for language, words in payload.texts.items()
    }
    optional = {
        field.name: field.default
        for field in fields(payload)
        if field.default is not MISSING and field.name != "schema"
    }
    slug = payload.slug if titles else ""
    return replace(payload, slug=slug, texts=texts, change=replace(payload.change, note={}), **optional)
