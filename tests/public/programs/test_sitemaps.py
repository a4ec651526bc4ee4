"""Sitemaps: every page that is live and indexed, in each of its languages, and no other."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
import time_machine
from PIL import Image

from archive.editorial import publishing
from tests import making
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]

XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://127.0.0.1:8000"


def located(client, address: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Path → when it changed last, and its alternates. Each stands there once."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    urls = ElementTree.fromstring(answer.content).findall("s:url", XML)
    found = {
        url.findtext("s:loc", "", XML).removeprefix(HOST): (
            url.findtext("s:lastmod", "", XML)[:10],
            {link.attrib["hreflang"]: link.attrib["href"].removeprefix(HOST) for link in url.findall("x:link", XML)},
        )
        for url in urls
    }
    assert len(found) == len(urls)
    return found


def indexed(client) -> list[str]:
    answer = client.get("/sitemap.xml")
    tree = ElementTree.fromstring(answer.content)
    return [loc.text.removeprefix(HOST) for loc in tree.findall("s:sitemap/s:loc", XML)]


@kept
def publish() -> None:
    with time_machine.travel("2026-01-01T07:00:00Z"):
        source = making.source(slug="decree")
        day = making.observance({"en": "A day", "az": "Gün"}, slug="day", first_year=2027)
        event = making.entry({"en": "An event"}, slug="event", date="1990-01-20", sources=[source])
        gone, stays = making.place("Gone", slug="gone"), making.place("Kept", slug="kept")
        for made in (source, day, event, gone, stays):
            making.published(made)
        publishing.withdraw(gone, by=making.publisher(), reason_class="superseded", note={"en": "Gone."})
        making.submitted(making.entry("Secret", slug="secret", date="1991-01-20", sources=[source]))


@pytest.fixture
def published():
    publish()
    with time_machine.travel("2026-01-01T08:00:00Z"):
        yield


def test_every_year_has_its_sitemap(client, published, django_assert_num_queries):
    with django_assert_num_queries(11):
        assert indexed(client) == [
            "/sitemaps/undated.xml",
            *(f"/sitemaps/{year}.xml" for year in (1990, 2027, 2028, 2029)),
        ]
    with django_assert_num_queries(3):
        event = located(client, "/sitemaps/1990.xml")
    years = {code: f"/{code}/years/1990/" for code in ("az", "en", "ru")}
    assert event == {
        **dict.fromkeys(years.values(), ("", {**years, "x-default": "/years/1990/"})),
        "/en/timeline/event/": ("2026-01-01", {"en": "/en/timeline/event/", "x-default": "/en/timeline/event/"}),
    }
    tongues = {"az": "/az/observances/day/2027/", "en": "/en/observances/day/2027/"}
    alternates = {**tongues, "x-default": "/en/observances/day/2027/"}
    assert located(client, "/sitemaps/2027.xml") == dict.fromkeys(tongues.values(), ("2026-01-01", alternates))
    undated = located(client, "/sitemaps/undated.xml")
    assert undated["/en/"] == ("", {"az": "/az/", "en": "/en/", "ru": "/ru/", "x-default": "/"})
    assert {at for at in undated if "/places/" in at} == {
        "/az/places/",
        "/en/places/",
        "/ru/places/",
        "/en/places/kept/",
    }
    assert {"/az/observances/day/", "/en/observances/day/"} <= undated.keys()
    assert [at for at in undated if "/en/on-this-day/" in at] == ["/en/on-this-day/01-20/"]
    with time_machine.travel("2027-01-01T08:00:00Z"):
        later = located(client, "/sitemaps/undated.xml")
    assert [at for at in later if "/en/on-this-day/" in at] == ["/en/on-this-day/01-20/", "/en/on-this-day/09-27/"]
    for nothing in ("1991.xml", "0000.xml", "undated.xml?part=2", "1990.xml?part=x"):
        assert client.get(f"/sitemaps/{nothing}").status_code == 404


def test_every_page_of_a_sitemap_is_there_and_indexed(client, published):
    for sitemap in indexed(client):
        for at, (_changed, alternates) in located(client, sitemap).items():
            answer = client.get(at)
            assert answer.status_code == 200
            frame = answer.context["page"].frame
            assert frame.is_indexed
            assert frame.canonical == HOST + at
            live = {link.code: link.absolute.removeprefix(HOST) for link in frame.languages if link.is_live}
            assert alternates == {**live, "x-default": frame.any_language.removeprefix(HOST)}


def test_a_long_sitemap_goes_on(client, published, monkeypatch):
    monkeypatch.setattr("archive.public.programs.sitemaps.RECORDS", 1)

    undated = [address for address in indexed(client) if "undated" in address]

    assert undated == ["/sitemaps/undated.xml", "/sitemaps/undated.xml?part=2", "/sitemaps/undated.xml?part=3"]
    pages = [page for address in undated for page in located(client, address)]
    assert {"/en/places/kept/", "/en/observances/day/", "/en/"} <= set(pages)
    assert len(pages) == len(set(pages))


def test_robots_are_told_where_the_sitemaps_are(client, settings):
    settings.MEMORIAL_ADDRESS = "https://archive.example"

    answer = client.get("/robots.txt")

    assert answer.content.decode() == "User-agent: *\nAllow: /\n\nSitemap: https://archive.example/sitemap.xml\n"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png"])
def test_programs_that_take_no_drawing_are_given_a_picture_of_the_mark(client, name):
    answer = client.get(f"/{name}")

    with Image.open(BytesIO(answer.content)) as picture:
        picture.load()
        assert picture.get_format_mimetype() == answer.headers["Content-Type"]
        ground, flame = (
            picture.convert("RGB").getpixel((2, 2)),
            picture.convert("RGB").getpixel((picture.width // 2, picture.height * 18 // 32)),
        )
    assert (ground, flame) == ((29, 39, 53), (201, 139, 107))


def test_every_page_of_the_desk_asks_to_be_left_out(client):
    for address in ("/desk/", "/desk/login/", "/desk/nothing/"):
        assert client.get(address).headers["X-Robots-Tag"] == "noindex"
