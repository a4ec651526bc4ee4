"""Other people's servers are asked politely, nobody in our own house is, and what they answer changes no record."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from archive import clock
from archive.dossiers import asking, closing, source_checks
from archive.dossiers.asking import Asker
from archive.dossiers.models import AddressCheck, Report
from archive.records.sources import Source
from tests import making

ROBOTS = "User-agent: *\nDisallow: /private/\n"
# Path → status and where it leads; with HEAD first, if that is answered otherwise.
PAGES = {
    "/there": (200, ""),
    "/moved": (301, "/there"),
    "/twice": (308, "/moved"),
    "/for-now": (302, "/there"),
    "/to-the-front": (301, "/"),
    "/": (200, ""),
    "/gone": (410, ""),
    "/circle": (301, "/circle"),
    "/oddly": (301, "/there?\x00"),
    "/broken": (500, ""),
    "/out": (302, "file:///etc/passwd"),
    "/private/letter": (200, ""),
    "/no-head": (200, ""),
    "/Şuşa": (200, ""),
}


@dataclass
class Server:
    address: str = ""
    robots: tuple[int, str] = (200, ROBOTS)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


@contextmanager
def running() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer(405 if self.path == "/no-head" else None)

        def do_GET(self) -> None:
            self.answer(None)

        def answer(self, status: int | None) -> None:
            server.asked.append((self.command, self.path))
            server.agents.add(self.headers["User-Agent"])
            path = self.path.partition("?")[0].replace("%C5%9E", "Ş").replace("%C5%9F", "ş")
            found, location = server.robots if path == "/robots.txt" else PAGES.get(path, (404, ""))
            body = location.encode() if path == "/robots.txt" else b"x" * 10_000_000 * (found == 200)
            self.send_response(status or found)
            if path != "/robots.txt" and location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                with suppress(OSError):  # whoever asks has read enough
                    self.wfile.write(body)

        def log_message(self, *said) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


@pytest.fixture
def server(settings) -> Iterator[Server]:
    settings.MEMORIAL_ASKS_OWN_HOUSE = True
    settings.MEMORIAL_ADDRESS = "https://archive.example.org"
    with running() as one:
        yield one


@pytest.mark.once
def test_what_a_server_answers_is_understood(server):
    asker, at = Asker(pause=0, timeout=2), server.address

    found = {path: asker.ask(f"{at}{path}") for path in (*PAGES, "/never")}

    assert {path: (str(one.state), one.moved_to.removeprefix(at)) for path, one in found.items()} == {
        "/there": ("ok", ""),
        "/moved": ("moved", "/there"),
        "/twice": ("moved", "/there"),
        "/for-now": ("ok", ""),
        "/to-the-front": ("unclear", "/"),
        "/": ("ok", ""),
        "/gone": ("gone", ""),
        "/circle": ("unclear", ""),
        "/oddly": ("moved", "/there"),
        "/broken": ("unclear", ""),
        "/out": ("unclear", ""),
        "/private/letter": ("unclear", ""),
        "/no-head": ("ok", ""),
        "/Şuşa": ("ok", ""),
        "/never": ("gone", ""),
    }
    assert (found["/private/letter"].said, found["/broken"].said, found["/out"].said) == (
        *("robots.txt", "500"),
        "no web address",
    )
    assert server.agents == {"MemorialArchive/1.0 (+https://archive.example.org)"}
    assert [path for _method, path in server.asked].count("/robots.txt") == 1
    assert not [path for _method, path in server.asked if "private" in path]


@pytest.mark.once
def test_a_host_has_a_pause_between_two_requests_and_one_that_cannot_say_its_rules_is_asked_nothing(
    server, monkeypatch
):
    waited: list[float] = []
    monkeypatch.setattr(asking.time, "sleep", waited.append)
    Asker(pause=60, timeout=2).ask(f"{server.address}/there")
    server.robots, server.asked = (503, ""), []

    answer = Asker(pause=0, timeout=2).ask(f"{server.address}/there")

    # robots.txt is asked at once, and the document a minute after that.
    assert [50 < seconds <= 60 for seconds in waited] == [True]
    assert (str(answer.state), answer.said) == ("unclear", "robots.txt: 503")
    assert server.asked == [("GET", "/robots.txt")]


@pytest.mark.django_db
def test_whatever_a_server_says_the_others_are_asked(server, settings, monkeypatch):
    settings.MEMORIAL_CHECK_SOURCES = True
    monkeypatch.setattr(asking.time, "sleep", lambda seconds: None)
    server.robots = (200, f"User-agent: *\nCrawl-delay: {'9' * 400}\n")
    making.source(address=f"{server.address}/oddly")

    call_command("check_sources", "--pause=1")

    found = AddressCheck.objects.get()
    assert (found.state, found.moved_to) == ("moved", f"{server.address}/there")


@pytest.mark.once
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "http://0.0.0.0/",
        "http://192.0.2.1:25/",
        "ftp://example.org/",
        "http://user:secret@example.org/",
        "http:///nothing",
    ],
)
def test_nobody_within_the_house_is_asked(url, monkeypatch):
    def connected(*_where, **_how):
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(asking.socket, "create_connection", connected)

    assert str(Asker(pause=0).ask(url).state) == "unclear"


@pytest.mark.django_db
def test_what_is_found_stands_beside_the_source_and_is_asked_again_after_a_month(server, settings, capsys):
    settings.MEMORIAL_CHECK_SOURCES = True
    there = making.source("There", address=f"{server.address}/there")
    moved = making.source("Moved", address="https://old.example/", current_address=f"{server.address}/moved")
    before = list(Source.objects.order_by("pk").values())

    call_command("check_sources", "--pause=0")
    call_command("check_sources", "--pause=0")

    assert capsys.readouterr().out == f"moved (200): {server.address}/moved\n2 asked.\n0 asked.\n"
    assert source_checks.of(there).state == "ok"
    assert source_checks.of(moved).moved_to == f"{server.address}/there"
    assert list(Source.objects.order_by("pk").values()) == before
    AddressCheck.objects.update(checked_at=clock.now() - timedelta(days=31))
    assert len(source_checks.due(most=10)) == 2
    Source.objects.filter(pk=moved.pk).update(current_address=f"{server.address}/gone")
    call_command("check_sources", "--pause=0")
    assert AddressCheck.objects.filter(source=moved.uuid).values_list("state", flat=True).get() == "gone"


@pytest.mark.django_db
def test_nobody_is_asked_unless_that_is_allowed():
    making.source(address="https://law.example/1")

    with pytest.raises(CommandError, match="MEMORIAL_CHECK_SOURCES=1"):
        call_command("check_sources")


@pytest.mark.django_db
def test_addresses_of_one_host_are_not_asked_behind_one_another():
    for number, host in enumerate(("one", "one", "other")):
        making.source(address=f"https://{host}.example/{number}")

    assert [address for _source, address in source_checks.due(most=10)] == [
        "https://one.example/0",
        "https://other.example/2",
        "https://one.example/1",
    ]


@pytest.mark.django_db
def test_a_dossier_tells_of_the_sources_that_its_year_cites_and_keeps_it_when_it_is_closed():
    observance, gone, fine = making.observance(), making.source("Gone"), making.source("Fine")
    making.statement(issuers=[], observance=observance, year=2026, sources=[fine, gone])
    for source, state in ((fine, "ok"), (gone, "gone")):
        found = {"address": source.address, "state": state, "checked_at": clock.now()}
        AddressCheck.objects.create(source=source.uuid, **found)

    told = source_checks.of_year(observance, 2026)
    closing.close(observance, 2026, by=making.archivist())

    assert [str(one.source) for one in told] == ["Gone", "Fine"]
    report = Report.objects.get(kind="addresses")
    assert (report.is_ok, report.words.splitlines()) == (
        False,
        [
            "Addresses that were asked: 2. The source can be read there: 1.",
            f"It can no longer be read there: {gone.address}",
        ],
    )
