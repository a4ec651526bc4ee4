"""An archive of any size, filled.

A thousand statements come with two hundred sources and fifty events; whatever the size, there are twelve places, two
hundred institutions and forty observances. All of it was published within the two years before now; the last are a few
that are scheduled. The same words at every run.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, Final
from unittest.mock import patch

import time_machine
from django.db import transaction

from archive import clock, markup, names
from archive.editions import payloads
from archive.editorial import publishing, reviewing, states
from archive.records.institutions import Institution
from archive.records.observances import Observance
from archive.records.places import Place
from archive.records.sources import Source
from tests.bench.corpus import PLACES

from . import drafts
from .bulk import Bulk
from .drafts import Draft
from .verbs import People, live, written

AGO: Final = timedelta(days=730)
BATCH: Final = 500
MENTIONED: Final = re.compile(r'data-record="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of each there are. A few of each kind go ``by_hand``, through the verbs, and what is ``scheduled``."""

    statements: int
    institutions: int = 200
    observances: int = 40
    places: int = len(PLACES)
    by_hand: int = 3
    scheduled: int = 5

    @property
    def sources(self) -> int:
        return max(10, self.statements // 5)

    @property
    def events(self) -> int:
        return max(6, self.statements // 20)


def fill(size: Size, *, tell: Callable[[str], None] = lambda said: None) -> None:
    """Fill an empty archive."""
    now = clock.now()
    with time_machine.travel(now - AGO, tick=False) as travel, _quickly():
        by = People.made()
        filling = Filling(by=by, tell=tell)
        filling.fill(size, travel=travel)
    with transaction.atomic():
        for number in range(size.statements, size.statements + size.scheduled):
            _schedule(filling.statement(number), by=by, hours=24 + number)


class Filling:
    """What is there, and what comes next."""

    def __init__(self, *, by: People, tell: Callable[[str], None] = lambda said: None) -> None:
        self.by, self.tell = by, tell
        self.step, self.done = timedelta(seconds=3), 0

    def fill(self, size: Size, *, travel: time_machine.Traveller) -> None:
        until = clock.now() + AGO - timedelta(days=1)
        self.travel, self.by_hand = travel, size.by_hand
        self._all([drafts.identity(), drafts.law()])
        self._all(map(drafts.place, range(size.places)))
        self.read()
        self._all(drafts.institution(number, self.places) for number in range(size.institutions))
        self._all(drafts.observance(number, self.law) for number in range(size.observances))
        self.step = (until - clock.now()) / (size.sources + size.events + size.statements)
        self._all(map(drafts.source, range(size.sources)))
        self.read()
        self._all(self.event(number, size) for number in range(size.events))
        self._all(map(self.statement, range(size.statements)))

    def read(self) -> None:
        """What is there for others to name."""
        self.law = Source.objects.get(slug="law")
        self.places, self.institutions = _read(Place), _read(Institution)
        self.observances, self.sources = _read(Observance, "rules"), _read(Source)
        self.named = {
            "observances": self.observances,
            "places": self.places,
            "institutions": self.institutions,
            "sources": self.sources,
        }

    def event(self, number: int, size: Size) -> Draft:
        return drafts.event(number, size.events, **self.named)

    def statement(self, number: int) -> Draft:
        return drafts.statement(number, **self.named)

    def _all(self, all_of_a_kind: Iterable[Draft]) -> None:
        waiting = iter(all_of_a_kind)
        with transaction.atomic():
            for draft in islice(waiting, self.by_hand):
                self._by_hand(draft)
        bulk = Bulk(by=self.by, travel=self.travel)
        while batch := list(islice(waiting, BATCH)):
            with transaction.atomic():
                for draft in batch:
                    self.travel.shift(self.step)
                    bulk.live(draft)
                bulk.write()
                states.derive([draft.record.pk for draft in batch])
            gc.collect()
            self.done += len(batch)
            self.tell(f"{self.done} records")
        bulk.pen.put_sequences_right()

    def _by_hand(self, draft: Draft) -> None:
        self.travel.shift(self.step)
        live(draft, by=self.by)


def _read(model: Any, *beside: str) -> list[Any]:
    named = model.objects.exclude(slug="law").prefetch_related("texts", *beside)
    return sorted(named, key=lambda one: int(one.slug.rpartition("-")[2]) if model is not Place else one.pk)


def _schedule(draft: Draft, *, by: People, hours: int) -> None:
    wall: datetime = clock.local(clock.now() + timedelta(hours=hours)).replace(tzinfo=None, microsecond=0)
    release = publishing.plan_release(by=by.publisher, wall=wall, zone="Asia/Baku")
    record = written(draft, by=by)
    candidate = reviewing.submit(record, by=by.archivist, version=record.version, release=release)
    reviewing.approve(candidate, by=by.reviewer, digest=candidate.digest)
    publishing.schedule(candidate, by=by.publisher, digest=candidate.digest, release=release)


@contextmanager
def _quickly() -> Iterator[None]:
    """Bodies are drawn from paragraphs in their canonical form: what reading one yields is found out once.

    So is what the bytes of a payload hold, which several ask for.
    """
    line, plain = (lru_cache(50_000)(slow) for slow in (names.fold, markup.plain))
    read = {
        "blocks": lambda html: tuple(html.splitlines()),
        "plain": lambda html: "\n".join(map(plain, html.splitlines())),
        "mentions": lambda html: tuple(dict.fromkeys(MENTIONED.findall(html))),
    }
    folded = patch.object(names, "fold", lambda text: " ".join(filter(None, map(line, text.split("\n")))))
    held = patch.object(payloads, "from_bytes", lru_cache(100)(payloads.from_bytes))
    with folded, held, patch.multiple(markup, **read):
        gc.disable()  # each batch is collected once, when it has been written
        yield
        gc.enable()
