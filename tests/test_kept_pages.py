"""Pages that are kept: the same bytes, fresh at once, for everybody, and not more of them than is said."""

import asyncio
import gzip
import sqlite3
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Event
from time import sleep

import pytest
import time_machine
from django.core import signals
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import close_old_connections, connection, connections
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils.translation import override

from archive import clock, kept
from archive.editorial import publishing
from archive.public.frame import naming
from archive.records.persons import Person
from archive.records.places import Place
from archive.records.statements import Statement
from memorial import kept_pages
from memorial.caches import shared
from memorial.entrance import Entrance, WSGIEntrance
from memorial.kept_pages import Answer, KeptPages
from tests import making
from tests.crawling import snapshot
from tests.loops import told
from tests.public.archives import PAGES, small
from tests.test_caches import serving

HOUR = timedelta(hours=1)
NOTE = {"en": "So.", "az": "Belə.", "ru": "Так."}
PENDING, NONSENSE = "/en/places/new/", "/en/places/never-was/"
PERSON = "/en/persons/p-zr7f2rjv/"
# Every kind of page that tells of what is new, of what was changed, and of a person.
KINDS = (
    *(
        "/en/",
        "/az/",
        "/en/places/",
        PENDING,
        f"{PENDING}editions/",
        f"{PENDING}card.png",
        "/en/search/?q=orujova",
        "/en/feed.atom",
    ),
    *("/en/corrections/", "/en/corrections/feed.atom", "/sitemaps/undated.xml", "/en/persons/", PERSON),
    "/en/statements/27-september-2026/",
)


class Counting(WSGIEntrance):
    """``made`` are the addresses for which Django was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def get_response(self, request):
        self.made.append(request.get_full_path())
        return super().get_response(request)

    def ask(self, address: str, method: str = "GET", **headers: str):
        """Status, headers and bytes."""
        said = []
        environ = RequestFactory().generic(method, address, headers=headers).environ
        body = b"".join(self(environ, lambda *line: said.extend(line)))
        return said[0], dict(said[1]), body


@pytest.fixture
def entrance() -> Iterator[Counting]:
    # It would close the connection that the test's transaction is on; Django's own test client does the same.
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield Counting()
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def travelling(db) -> Iterator[time_machine.Traveller]:
    """A small archive an hour old. The clock stands still until the test moves it."""
    small()
    with time_machine.travel(clock.now() + HOUR, tick=False) as traveller:
        yield traveller


# --- the same, for everybody -------------------------------------------------------------------------


@pytest.mark.once
def test_every_page_is_made_once_and_sent_as_django_made_it(entrance, travelling):
    addresses = [f"/en/{address}" for address in (*PAGES[::4], "feed.atom", "observances/calendar.ics", "card.png")]

    packed = {address: entrance.ask(address, **{"accept-encoding": "br, gzip"}) for address in addresses}
    assert len(entrance.made) == len(addresses)
    plain = {address: entrance.ask(address) for address in addresses}
    assert {address: entrance.ask(address) for address in addresses} == plain
    assert {address: entrance.ask(address, **{"accept-encoding": "br, gzip"}) for address in addresses} == packed
    assert len(entrance.made) == len(addresses)

    assert {address: (int(said[0][:3]), *said[1:]) for address, said in plain.items()} == snapshot(addresses)
    for address, (status, headers, body) in packed.items():
        assert status == "200 OK"
        assert headers.items() >= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}.items()
        assert {"ETag", "Content-Security-Policy", "Permissions-Policy"} <= headers.keys()
        assert gzip.decompress(body) == plain[address][2]


@pytest.mark.once
def test_whoever_cannot_unpack_comes_first_and_gets_what_django_would_send(entrance, travelling):
    publishing.withdraw(Person.objects.get(), by=making.publisher(), reason_class="safety", note=NOTE)
    travelling.shift(timedelta(seconds=1))
    addresses = ("/en/", PERSON, "/en/nothing/", NONSENSE, "/en/places/?as_of=nonsense", "/en/statements/?year=none")

    answers = {address: entrance.ask(address) for address in addresses}

    assert {address: (int(said[0][:3]), *said[1:]) for address, said in answers.items()} == snapshot(addresses)


@pytest.mark.once
def test_what_no_page_understands_asks_for_no_other_page(entrance, travelling):
    made = [entrance.ask(address) for address in ("/en/statements/?year=2026", "/en/statements/?year=2025")]
    again = entrance.ask("/en/statements/?utm=1&year=2026&fbclid=2")

    assert again == made[0]
    assert made[0] != made[1]
    assert len(entrance.made) == 2


@pytest.mark.once
def test_head_and_whoever_has_the_page_are_answered_as_django_answers_them(entrance, travelling):
    page = entrance.ask("/en/")
    known = {"if-none-match": f'"else", W/{page[1]["ETag"]}'}
    unchanged = entrance.ask("/en/", **known)
    entrance.made.clear()

    assert entrance.ask("/en/", **known) == unchanged
    assert (unchanged[0], unchanged[2]) == ("304 Not Modified", b"")
    assert unchanged[1].items() >= {"ETag": page[1]["ETag"], "Vary": "Accept-Encoding"}.items()
    assert entrance.ask("/en/", "HEAD") == page
    assert entrance.made == []


@pytest.mark.once
def test_what_is_not_the_same_for_everybody_is_made_each_time(entrance, travelling):
    asked = [
        *(("/desk/login/", "GET"), ("/", "GET"), ("/places/", "GET"), ("/en/Places/", "GET"), ("/en/", "POST")),
        *(("/en/statements/?year=", "GET"), ("/en/places/?as_of=2099-01-01", "GET"), ("/robots.txt", "GET")),
    ]
    for address, method in (*asked, *asked):
        entrance.ask(address, method)

    assert len(entrance.made) == 2 * len(asked)


@pytest.mark.once
def test_whom_django_would_not_answer_is_not_answered_from_what_is_kept(entrance, travelling, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    entrance = Counting()  # middleware reads its settings once

    safe = [entrance.ask("/en/", **{"x-forwarded-proto": "https"}) for _ in range(2)]
    others = [entrance.ask("/en/")[0], entrance.ask("/en/", host="else.example", **{"x-forwarded-proto": "https"})[0]]

    assert safe[0] == safe[1]
    assert safe[0][1]["Strict-Transport-Security"] == "max-age=60"
    assert others == ["301 Moved Permanently", "400 Bad Request"]
    assert len(entrance.made) == 3


@pytest.mark.once
def test_a_developer_sees_each_change(entrance, travelling, settings):
    settings.DEBUG = True
    entrance.ask("/en/"), entrance.ask("/en/")

    assert len(entrance.made) == 2


# --- fresh -------------------------------------------------------------------------------------------


def test_whatever_becomes_public_is_seen_by_the_next_request(travelling):
    """``snapshot`` compares each answer of Django with what was kept until then."""
    person, new = Person.objects.get(), making.place({"en": "New", "az": "Yeni"}, slug="new")
    past = {f"{address}?as_of={clock.now() - HOUR / 2:%Y-%m-%dT%H:%M:%SZ}" for address in ("/en/places/", PERSON)}
    addresses = past.union(KINDS)
    seen = [snapshot(addresses)]

    def changed() -> set[str]:
        travelling.shift(timedelta(seconds=1))  # two acts do not stand at one instant
        seen.append(snapshot(addresses))
        return {address for address in addresses if seen[-1][address] != seen[-2][address]}

    making.scheduled(new, making.release(hours=1))
    assert changed() == set()
    travelling.shift(HOUR)
    assert changed() >= {"/en/", "/az/", "/en/places/", "/en/places/new/", "/en/feed.atom", "/sitemaps/undated.xml"}
    making.change(new, title="Newer")
    making.published(new, change="correction", note=NOTE)
    assert changed() >= {"/en/places/", "/en/places/new/", "/en/corrections/", "/en/corrections/feed.atom"}
    publishing.withdraw(person, by=making.publisher(), reason_class="personal-data", note=NOTE)
    assert changed() >= past | {"/en/persons/", PERSON, "/en/search/?q=orujova"}
    assert b"Orujova" not in b"".join(answer[2] for address, answer in seen[-1].items() if "q=" not in address)
    publishing.reinstate(person, by=making.publisher(), note=NOTE)
    assert changed() >= past | {"/en/persons/", PERSON}
    assert changed() == set()
    travelling.shift(24 * HOUR)
    assert "/en/" in changed()


def test_an_address_where_nothing_is_yet_is_kept_like_one_where_nothing_will_be(entrance, travelling):
    making.scheduled(making.place("New", slug="new"), making.release(hours=1))

    pending, nonsense = ([entrance.ask(address)[0] for _ in range(2)] for address in (PENDING, NONSENSE))
    asked = list(entrance.made)
    travelling.shift(HOUR)

    assert pending == nonsense == ["404 Not Found"] * 2
    assert asked == [PENDING, NONSENSE]
    assert [entrance.ask(address)[0] for address in (PENDING, NONSENSE)] == ["200 OK", "404 Not Found"]


def test_a_page_that_is_made_asks_for_the_version_before_all_else_and_after_it(entrance, travelling):
    entrance.ask("/az/")  # what pages share is made

    with CaptureQueriesContext(connection) as asked:
        assert entrance.ask(PERSON)[0] == "200 OK"

    assert entrance.made[1:] == [PERSON]
    assert ["AS derivation" in query["sql"] for query in asked] == [True, *[False] * (len(asked) - 2), True]


# --- not more of them --------------------------------------------------------------------------------


@pytest.mark.once
def test_no_crawler_fills_the_memory_or_drives_out_what_everybody_reads(db):
    pages, made = KeptPages(most := 100_000), []

    def ask(address: str) -> None:
        pages.answer(RequestFactory().get(address), lambda request: page(request, made))

    ask("/en/"), ask("/en/")
    for number in range(500):
        ask(f"/en/statements/?page={number}")
    ask("/en/")

    assert made.count("/en/") == 1
    assert most // 5 < pages.newcomers._weight + pages.regulars._weight <= most
    ask("/en/statements/?page=499"), ask("/en/statements/?page=0")
    assert [made.count(f"/en/statements/?page={number}") for number in (499, 0)] == [1, 2]


def page(request, made: list[str]) -> Answer:
    """A page of that address, as large as a small one is."""
    made.append(request.get_full_path())
    return Answer(
        200, [], bytes(2000), kept_pages.key(request.path, kept_pages.asked(request), {}, *kept_pages.state()).name
    )


# --- kept together -----------------------------------------------------------------------------------


class Gone(BaseCache):
    """A cache that nobody can reach."""

    asked = 0

    def __init__(self, location: str, params: dict) -> None:
        super().__init__(params)

    def get(self, *args, **options):
        type(self).asked += 1
        raise ConnectionError

    set = get


@pytest.mark.once
def test_processes_may_keep_pages_together(entrance, travelling, settings):
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": f"{LocMemCache.__module__}.LocMemCache"}}
    other = Counting()

    assert entrance.ask("/en/") == other.ask("/en/")
    assert (entrance.made, other.made) == (["/en/"], [])


@pytest.mark.once
def test_a_real_server_gives_one_process_what_another_made_and_nobody_what_was_withdrawn(
    entrance, travelling, settings
):
    statement = "/en/statements/27-september-2026/"
    addresses = [statement, "/en/places/shusha/", "/en/feed.atom", NONSENSE]
    with TemporaryDirectory(prefix="memorial-cache-", dir="/tmp") as folder, serving(place := Path(folder) / "socket"):
        settings.CACHES = {**settings.CACHES, "pages": shared(f"unix://{place}")}
        one, other = entrance, Counting()

        made = {address: one.ask(address) for address in addresses}
        assert {address: other.ask(address) for address in addresses} == made
        publishing.withdraw(Statement.objects.get(), by=making.publisher(), reason_class="safety", note=NOTE)
        travelling.shift(timedelta(seconds=1))
        withdrawn = [who.ask(statement) for who in (other, one)]

    assert [answer[0] for answer in made.values()] == ["200 OK"] * 3 + ["404 Not Found"]
    assert withdrawn == [withdrawn[0]] * 2
    assert withdrawn[0][0] == "410 Gone"
    assert (one.made, other.made) == (addresses, [statement])


@pytest.mark.once
def test_without_the_cache_that_is_shared_pages_are_kept_all_the_same(entrance, travelling, settings, caplog):
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": f"{__name__}.Gone", "LOCATION": ""}}

    answers = [entrance.ask(address)[0] for address in ("/en/", "/en/", "/az/")]

    assert answers == ["200 OK"] * 3
    assert entrance.made == ["/en/", "/az/"]
    assert Gone.asked == 1  # and then it is left alone for a while
    assert "The cache of pages does not answer" in caplog.text


# --- of one state ------------------------------------------------------------------------------------


class Meanwhile:
    """Somebody who does ``act``, on a connection of her own, before a page asks its next question after ``asked``."""

    def __init__(self, act: Callable[[], None], *, asked: Collection[int]) -> None:
        self.act, self.asked, self.questions = act, asked, 0

    def __call__(self, execute, sql, params, many, context):
        if self.questions in self.asked:
            with ThreadPoolExecutor(1) as other:
                other.submit(self.act).result()
                other.submit(connections.close_all).result()
        self.questions += 1
        return execute(sql, params, many, context)


@pytest.fixture
def publish(committed) -> Iterator[Callable[[], None]]:
    """Publishes one more place, as of the instant that is read by whoever asks meanwhile."""
    making.published(making.place(slug="shusha"))
    numbers = count(1)

    def publish() -> None:
        number = next(numbers)
        making.published(making.place({"en": f"New {number}", "az": f"Yeni {number}"}, slug=f"new-{number}"))

    with time_machine.travel(clock.now() + HOUR, tick=False):
        yield publish


def test_a_page_that_is_made_while_an_act_is_committed_tells_of_one_state(entrance, publish):
    of_both = []
    for address in ("/en/feed.atom", "/en/search/?q=new"):
        kept.forget()
        with CaptureQueriesContext(connection) as asked:
            before = Counting().ask(address)
        for number in range(1, len(asked)):
            kept.forget()
            with connection.execute_wrapper(Meanwhile(publish, asked=[number])):
                met = Counting().ask(address)
            after = Counting().ask(address)
            assert before != after
            of_both += [] if met in (before, after) else [(address, number)]
            before = after

    assert of_both == []


def test_where_act_follows_act_a_page_is_given_all_the_same(entrance, publish):
    with connection.execute_wrapper(Meanwhile(publish, asked=range(1, 1000))):
        given = entrance.ask("/en/places/new-1/")

    assert len(entrance.made) == 1 + kept_pages.AGAIN
    assert given[0] == "200 OK"
    assert entrance.ask("/en/places/new-1/") == Counting().ask("/en/places/new-1/")


# --- many at once ------------------------------------------------------------------------------------


class Door(Entrance):
    """``asked`` are the addresses for which Django was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def get_response(self, request):
        self.asked.append(request.get_full_path())
        return super().get_response(request)

    async def ask(self, address: str) -> tuple[int, bytes]:
        sent: list[dict] = []

        async def send(message: dict) -> None:
            sent.append(message)

        path, _, query = address.partition("?")
        where = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "scheme": "http"}
        await self({**where, "headers": [(b"host", b"testserver")]}, None, send)
        return sent[0]["status"], sent[1]["body"]

    def close(self) -> None:
        if self.present.file:
            self.present.thread.submit(self.present.file.database.close).result()
        for thread in (self.readers, self.present.thread):
            thread.submit(connections.close_all).result()
            thread.shutdown()


@pytest.fixture
def door(committed) -> Iterator[Door]:
    making.published(making.place(slug="shusha"))
    door = Door()
    yield door
    door.close()


def test_entrance_makes_a_page_once_and_sends_it_while_others_are_being_made(door):
    place, held = Place.objects.get(slug="shusha"), Event()

    def publish() -> None:
        making.change(place, title="Shusha now")
        making.published(place, change="correction", note=NOTE)
        connections.close_all()

    async def story():
        together = await asyncio.gather(*(door.ask("/en/places/") for _ in range(8)))
        made = list(door.asked)
        making_one = door.readers.submit(held.wait, 10)
        kept = await asyncio.wait_for(door.ask("/en/places/?utm=1"), 5)
        held.set()
        await asyncio.wrap_future(making_one)
        await asyncio.to_thread(publish)
        return (
            together,
            made,
            kept,
            await door.ask("/en/places/"),
            await door.ask("/en/places/shusha/?as_of=2020-01-01"),
        )

    together, made, kept, after, past = told(story())

    assert made == ["/en/places/"]
    assert not door.present.told_already
    assert {*together, kept} == {(200, together[0][1])}
    assert (b"Shusha now" in kept[1], b"Shusha now" in after[1]) == (False, True)
    assert past[0] == 404


@pytest.mark.sqlite
def test_while_somebody_writes_nobody_is_answered_before_it_is_done_and_all_are_afterwards(door):
    def write(seconds: float) -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            writing.set()
            sleep(seconds)
            other.execute("ROLLBACK")

    writing = Event()

    async def story():
        before = await door.ask("/en/places/")
        writer = asyncio.create_task(asyncio.to_thread(write, 0.2))
        await asyncio.to_thread(writing.wait)
        meanwhile = asyncio.create_task(door.ask("/en/places/"))
        await asyncio.sleep(0.1)  # the loop goes on
        waits = not meanwhile.done()
        await writer
        return before, waits, await meanwhile

    before, waits, after = told(story())

    assert (waits, after) == (True, before)
    assert door.asked == ["/en/places/"]


def test_threads_of_a_server_wait_for_the_one_that_makes_a_page(committed):
    making.published(making.place(slug="shusha"))
    entrance, together = Counting(), Barrier(4)

    def ask() -> bytes:
        together.wait()
        try:
            return entrance.ask("/en/places/")[2]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        answers = {asked.result() for asked in [threads.submit(ask) for _ in range(4)]}

    assert (len(answers), entrance.made) == (1, ["/en/places/"])


@pytest.mark.parametrize("path", ["/en/", "/az/statements/", "/ru/search/", "/en/statements/said/editions/2/"])
def test_what_is_understood_at_an_address_is_what_its_view_understands(path):
    with override(path[1:3]):
        found = resolve(path)

    assert naming.parameters(path) == found.func.parameters(**found.kwargs)


@pytest.mark.parametrize(
    "path", ["/statements/", "/desk/", "/en/nothing", "/en-gb/statements/", "/xx/statements/", "/EN/statements/"]
)
def test_where_no_page_can_be_nothing_is_understood(path):
    assert naming.parameters(path) is None


def test_where_the_desk_is_served_alone_no_page_is_kept(settings):
    settings.MEMORIAL_SURFACE = "desk"

    assert naming.parameters.__wrapped__("/en/statements/") is None
