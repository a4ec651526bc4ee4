"""Every page has one address: other spellings of it lead there, and what a stranger adds stays outside."""

import re

import pytest
import time_machine

from archive.editorial import publishing
from archive.public.detail.pages import MissingLanguagePage
from tests import making
from tests.public.archives import ADDRESSES, PAGES, small, whole

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOST = "http://127.0.0.1:8000"
# What others put behind an address, by what campaign or page a reader came.
FOREIGN = "utm_source=letter&fbclid=x&Q=1"


def asked(client, path: str, query: str = "", **more):
    """As a browser asks: the test client would take what follows two slashes for a host."""
    return client.get("/", PATH_INFO=path, QUERY_STRING=query, **more)


def spellings(path: str) -> list[str]:
    return [path.upper(), path.title(), path.replace("/", "//"), f"/{path}", f"/{path.upper()}"]


def test_capitals_and_doubled_slashes_lead_to_the_page_that_is_there(client):
    small()

    for number, page in enumerate(PAGES):
        path = f"/en/{page.partition('?')[0]}"
        for other in (spellings(path)[number % 5], path.upper()):
            answer = asked(client, other)
            assert (other, answer.status_code, answer.headers["Location"]) == (other, 301, path)
            assert answer.headers["Cache-Control"] == "max-age=0, s-maxage=1, stale-if-error=60"
    assert asked(client, "/EN/Places/Shusha").headers["Location"] == "/en/places/shusha/"
    assert asked(client, "/EN/FEED.atom").headers["Location"] == "/en/feed.atom"
    assert asked(client, "//Statements//").headers["Location"] == "/statements/"


def test_known_parameters_come_along_and_others_do_not(client):
    small()

    def location(path: str, query: str) -> str:
        return asked(client, path, query).headers["Location"]

    assert location("/EN/Search/", f"q=a+b&{FOREIGN}&as_of=2024-09-27") == "/en/search/?q=a+b&as_of=2024-09-27"
    assert location("/EN/Timeline/", f"from=1990&{FOREIGN}&page=") == "/en/timeline/?from=1990"
    assert location("/EN/Places/Shusha/", f"q=a&{FOREIGN}") == "/en/places/shusha/"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/",
        "//evil.example/en/",
        "///evil.example//en//places//",
        "/\\evil.example/EN/",
        "//en.evil.example/places/",
        "//user@evil.example/",
        "//EN:80//x//",
        "/DESK/",
        "//desk//login//",
        "/EN/Nonsense/",
        "/EN/Places/Nothing/",
        "/EN/Places/Shusha/Editions/99/",
        "/EN/%2F%2Fevil.example/",
        "/EN/Places/Shusha%00/",
    ],
)
def test_nothing_else_leads_anywhere(client, path):
    small()

    answer = asked(client, path)

    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_what_is_still_to_come_or_withheld_is_told_by_no_spelling(client):
    coming = making.place("To come", slug="coming")
    making.scheduled(coming, making.release())
    gone = making.place("Gone", slug="gone")
    making.published(gone)
    publishing.withdraw(gone, by=making.publisher(), reason_class="safety", note={"en": "It had to go."})

    def told(slug: str) -> tuple:
        answer = asked(client, f"/EN/Places/{slug}/")
        headers = {name: said for name, said in answer.headers.items() if name != "Content-Length"}
        return answer.status_code, headers, answer.content.decode().replace(slug, "")

    assert told("Coming") == told("Gone") == told("Nonesuch")
    with time_machine.travel("2099-01-01T00:00:00Z"):
        assert asked(client, "/EN/Places/Coming/").headers["Location"] == "/en/places/coming/"


@pytest.mark.parametrize("number", ["01", "001", "0", "00", "1" * 30, "١"])
def test_an_edition_has_one_address(client, number):
    small()

    assert client.get("/en/places/shusha/editions/1/").status_code == 200
    assert client.get(f"/en/places/shusha/editions/{number}/").status_code == 404


def test_what_a_stranger_adds_stands_in_no_address_of_ours(client):
    whole()

    for page in ADDRESSES:
        html = client.get(f"/en/{page}{'&' if '?' in page else '?'}{FOREIGN}").content.decode()
        found = re.findall(r'(?:href|action|content|src)="([^"]*)"|"(https?:[^"]*)"', html)
        assert [address for address in found if re.search("utm_|fbclid|Q=1", "".join(address))] == [], page


def test_a_reader_of_any_language_is_led_to_a_page_that_is_there(client):
    whole()
    making.published(making.place({"ru": "Только по-русски", "az": "Rusca"}, slug="two"))

    led = {}
    for page in (
        "",
        "places/",
        "places/only-az/",
        "places/two/",
        "places/corrected/",
        "observances/27-september/2026/",
    ):
        language = "az" if page in ("places/only-az/", "places/two/") else "en"
        html = client.get(f"/{language}/{page}").content.decode()
        [led[page]] = re.findall(rf'<link rel="alternate" hreflang="x-default" href="{HOST}([^"]+)"', html)
        for reader in ("az", "en", "ru"):
            answer = client.get(led[page], headers={"accept-language": reader}, follow=True)
            assert (page, answer.status_code) == (page, 200)
            assert not isinstance(answer.context["page"], MissingLanguagePage), (page, reader)

    assert led["places/only-az/"] == "/az/places/only-az/"
    assert led["places/two/"] == "/az/places/two/"
    assert led[""] == "/"
