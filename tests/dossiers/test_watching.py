"""Pages of issuers are asked around the day, and what says something else leads to making ours public now."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive.dossiers import watching
from archive.dossiers.models import Report, WatchedAddress
from archive.editorial import publishing
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db

EARLY, EVE = datetime(2026, 12, 21, 8, 0, tzinfo=UTC), datetime(2027, 1, 19, 8, 0, tzinfo=UTC)
SAYS = {"": b"", "status": 200}


@pytest.fixture
def issuer_page(settings) -> Iterator[str]:
    """The address of a page in our own house, which says what ``SAYS``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_page = self.path != "/robots.txt"
            self.send_response(SAYS["status"] if is_page else 404)
            self.end_headers()
            self.wfile.write(SAYS[""] if is_page else b"")

        def log_message(self, *said) -> None:
            pass

    settings.MEMORIAL_CHECK_SOURCES = settings.MEMORIAL_ASKS_OWN_HOUSE = True
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}/news"
        http.shutdown()
        thread.join()


def asked(html: str, status: int = 200) -> str:
    SAYS.update({"": html.encode(), "status": status})
    told = StringIO()
    call_command("watch_sources", pause=0.0, stdout=told)
    return told.getvalue()


def test_a_page_that_says_something_else_on_the_eve_leads_to_ours(issuer_page, time_machine):
    time_machine.move_to(EARLY, tick=False)
    issuer, day = making.institution(), making.observance("The day", month=1, day=20)
    making.published(issuer), making.published(day)
    release = publishing.plan_release(by=making.publisher(), wall=datetime(2027, 1, 20), zone="Asia/Baku")
    said = {"issuers": [issuer], "observance": day, "year": 2027, "date": "2027-01-20"}
    making.scheduled(making.statement("Ours", **said), release)
    address = reverse("admin:dossier", args=[day.uuid, 2027])
    client = sits(making.archivist())
    wrong = client.post(address, {"watch": "new", "watch-address": "javascript:alert(1)"})
    watched = client.post(address, {"watch": "new", "watch-address": issuer_page})

    far_away = asked("<p>News</p>")
    time_machine.move_to(EVE, tick=False)
    first = asked("<script>1</script><p>News</p>")
    same = asked("<script>2</script>\n<p class='x'>News</p>")
    away = asked("<p>Not here</p>", 503)
    changed = asked("<p>News</p><p>Statement</p>")
    page = sits(making.archivist()).get(address)

    assert (wrong.status_code, watched.status_code) == (422, 302)
    assert (far_away, first, same) == ("0 asked.\n", "1 asked.\n", "1 asked.\n")
    assert away == f"503: {issuer_page}\n1 asked.\n"
    assert changed == f"changed: {issuer_page}\n1 asked.\n"
    assert list(Report.objects.values_list("kind", "words")) == [("watch", issuer_page)]
    ((_when, leads),) = page.context["early"]
    assert leads == reverse("admin:archive_release_change", args=[release.pk])
    assert "Make ours public now" in page.content.decode()
    key = str(WatchedAddress.objects.get().pk)
    assert sits(making.archivist()).post(address, {"unwatch": key}).status_code == 302
    assert not WatchedAddress.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        ("<p>News at 10:45:12</p>", "<p>News at 22:01</p>", True),
        ("<p>News</p><time>an hour ago</time>", "<p>News</p><time>2 hours ago</time>", True),
        ("<p>News</p><div>Seen: <span>1,204</span></div>", "<p>News</p><div>Seen: <span>1,377</span></div>", True),
        ("<p>Killed: 147</p>", "<p>Killed: 150</p>", False),
        ("<p>Killed: <b>147</b></p>", "<p>Killed: <b>150</b></p>", False),
        ("<p>Killed: <span>.</span>147</p>", "<p>Killed: <span>.</span>150</p>", False),
    ],
)
def test_what_time_it_is_and_how_many_have_looked_is_no_news(before, after, is_same):
    assert (watching.digest_of(before.encode()) == watching.digest_of(after.encode())) == is_same


def test_nobody_is_asked_unless_that_is_allowed_and_a_dossier_watches_few(settings):
    settings.MEMORIAL_CHECK_SOURCES = False
    day, archivist = making.observance(), making.archivist()
    for number in range(watching.MOST):
        watching.watch(day, 2027, f"https://example.org/{number}", by=archivist)

    with pytest.raises(CommandError):
        call_command("watch_sources")
    with pytest.raises(watching.TooMany):
        watching.watch(day, 2027, "https://example.org/more", by=archivist)
    assert watching.watch(day, 2027, "https://example.org/1", by=archivist).pk
