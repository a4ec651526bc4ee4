"""While a crowd reads, each act is seen by whoever asks from then on: on every kind of page, by every process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from itertools import cycle, pairwise
from math import inf
from threading import Event, Thread
from time import monotonic
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from archive.editorial import publishing
from tests import making
from tests.crawling import snapshot
from tests.installation import serving
from tests.programs import until
from tests.public.archives import small

READERS = 6
NOTE = {"en": "So.", "az": "Belə.", "ru": "Так."}
# Every kind of page that tells of the place that is corrected, or of the statement that is withdrawn.
PAGES = (
    *("/en/", "/en/places/", "/en/places/shusha/", "/en/places/shusha/editions/", "/en/search/?q=shusha"),
    *("/en/statements/", "/en/statements/27-september-2026/", "/en/observances/27-september/", "/en/sources/decree/"),
    *("/en/observances/27-september/2026/", "/en/years/2026/", "/en/on-this-day/09-27/", "/en/institutions/office/"),
    *("/en/timeline/", "/en/feed.atom", "/en/statements/feed.atom", "/en/corrections/", "/en/corrections/feed.atom"),
    *("/sitemap.xml", "/sitemaps/2026.xml", "/sitemaps/undated.xml", "/en/places/shusha/named-in/statements/"),
)

# A page: its status, and the digest of its bytes.
Page = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """When it was asked for, when it was there, and where."""

    asked: float
    came: float
    address: str
    page: Page


@dataclass
class Crowd:
    """Readers who ask for one page after the other, each on a line that stays open."""

    archive: str
    answers: list[Answer] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def read(self, first: int) -> None:
        line = HTTPConnection(urlsplit(self.archive).netloc, timeout=30)
        for address in cycle(PAGES[first:] + PAGES[:first]):
            if self.over.is_set():
                break
            asked = monotonic()
            line.request("GET", address)
            said = line.getresponse()
            page = said.status, sha256(said.read()).hexdigest()
            self.answers.append(Answer(asked, monotonic(), address, page))
        line.close()

    def has_read_all_since(self, instant: float) -> bool:
        return {one.address for one in list(self.answers) if one.asked >= instant} == {*PAGES}


@contextmanager
def reading(archive: str) -> Iterator[Crowd]:
    crowd = Crowd(archive)
    readers = [Thread(target=crowd.read, args=(number,)) for number in range(0, len(PAGES), len(PAGES) // READERS)]
    for one in readers:
        one.start()
    try:
        yield crowd
    finally:
        crowd.over.set()
        for one in readers:
            one.join()


def as_made() -> dict[str, Page]:
    """Every page, made anew."""
    return {address: (status, sha256(body).hexdigest()) for address, (status, _, body) in snapshot(PAGES).items()}


def database() -> str:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{own['NAME']}"
    return f"postgres://{own['USER']}:{quote(own['PASSWORD'])}@/{own['NAME']}?host={own['HOST']}&port={own['PORT']}"


@pytest.mark.long
def test_whoever_asks_after_an_act_is_answered_as_it_left_the_archive(committed):
    """And whoever asked while it was done, as it left it or as it found it, and never with something of both."""
    archive = small()

    def correct() -> None:
        making.change(archive.place, title="Shusha, corrected")
        making.published(archive.place, change="correction", note=NOTE)

    def withdraw() -> None:
        publishing.withdraw(archive.statement, by=making.publisher(), reason_class="safety", note=NOTE)

    def reinstate() -> None:
        publishing.reinstate(archive.statement, by=making.publisher(), note=NOTE)

    # Between which two instants each act was done; what was there at first was done before all.
    acts, states = [(0.0, 0.0)], [as_made()]
    own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "MEMORIAL_DATABASE_URL": database(), "WORKERS": "2"}
    # It stands in pages.
    own["MEMORIAL_ADDRESS"] = settings.MEMORIAL_ADDRESS
    with serving({**os.environ, **own}) as served, reading(served) as crowd:
        for act in (correct, withdraw, reinstate):
            until(lambda: crowd.has_read_all_since(acts[-1][1]), seconds=60)
            began = monotonic()
            act()
            acts.append((began, monotonic()))
            states.append(as_made())
        until(lambda: crowd.has_read_all_since(acts[-1][1]), seconds=60)

    for (_began, done), (next_began, _done), state in zip(acts, [*acts[1:], (inf, inf)], states, strict=True):
        between = [one for one in crowd.answers if one.asked >= done and one.came <= next_began]
        assert {one.address for one in between} == {*PAGES}
        assert [one for one in between if one.page != state[one.address]] == []
    for (began, done), before, after in zip(acts[1:], states[:-1], states[1:], strict=True):
        meanwhile = [one for one in crowd.answers if one.asked < done and one.came > began]
        assert meanwhile
        assert [one for one in meanwhile if one.page not in (before[one.address], after[one.address])] == []
    for before, after in pairwise(states):
        assert sum(before[address] != after[address] for address in PAGES) > len(PAGES) // 2
