"""A language that is retired keeps its addresses; nothing new is offered in it."""

import re

import pytest

from archive.catalogue import rebuilding
from archive.catalogue.checks import check_readers
from archive.fields import InterfaceChoice
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian_is_retired(settings):
    """Since after something was published in it."""
    titles = {"az": "Köhnə", "en": "Old", "ru": "Старое"}
    making.published(making.place(titles, slug="old"))
    settings.MEMORIAL_RETIRED_LANGUAGES = ("ru",)
    making.published(making.place({"az": "Yeni", "en": "New"}, slug="new"))


def offered(page: str) -> list[str]:
    """The languages of the switch."""
    return re.findall('hreflang="(..)"', page.partition('<nav class="languages"')[2].partition("</nav>")[0])


def alternates(page: str) -> list[str]:
    return re.findall('<link rel="alternate" hreflang="(.+?)"', page)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["places/old/", "places/", "places/old/editions/1/", "feed.atom", "search/?q=старое"]
)
def test_its_addresses_answer_and_show_what_was_published_in_it(client, address):
    answer = client.get(f"/ru/{address}")

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "ru")
    assert "Старое" in answer.content.decode()


def test_it_is_offered_where_there_is_something_to_read(client):
    assert offered(page(client, "/en/places/old/")) == ["az", "en", "ru"]
    assert alternates(page(client, "/en/places/old/")) == ["az", "en", "ru", "x-default"]
    for address in ("/en/", "/en/places/", "/en/places/new/", "/en/search/?q=old"):
        assert offered(page(client, address)) == ["az", "en"]
    assert alternates(page(client, "/en/places/")) == ["az", "en", "x-default"]


def test_who_reads_in_it_is_told_so_and_finds_the_others(client):
    assert offered(page(client, "/ru/places/")) == alternates(page(client, "/ru/places/"))[:-1] == ["az", "en", "ru"]


def test_nobody_is_led_into_it_and_machines_are_led_to_its_records_only(client):
    assert client.get("/", headers={"accept-language": "ru, en;q=0.5"}).url == "/en/"
    assert client.get("/", headers={"accept-language": "ru"}).url == "/az/"
    in_it = re.findall("<loc>http://[^/]+(/ru/[^<]*)</loc>", page(client, "/sitemaps/undated.xml"))
    assert in_it == ["/ru/places/old/"]
    assert 'hreflang="x-default" href="http://127.0.0.1:8000/places/new/"' in page(client, "/en/places/new/")


def test_the_desk_asks_for_no_words_in_it_and_keeps_those_there_are(client):
    client.force_login(making.archivist())
    sections = {}
    for place in making.Place.objects.all():
        form = client.get(f"/desk/archive/place/{place.pk}/change/").content.decode()
        sections[place.slug] = re.findall('<h3 id="texts-(.+?)"', form)

    assert sections == {"old": ["az", "en", "ru"], "new": ["az", "en"]}


def test_the_desk_speaks_the_languages_that_it_speaks_wholly(settings):
    settings.MEMORIAL_LANGUAGES = ("fr", "en", "az")

    assert [code for code, _name in InterfaceChoice().choices] == ["en", "az"]


def test_what_was_published_in_a_language_that_the_settings_forgot_is_still_there(client, settings):
    """Languages are retired, not removed; whoever removes one is told so, and readers see no mistake."""
    settings.MEMORIAL_RETIRED_LANGUAGES = ()
    only = making.place({"ru": "Только"}, slug="only")
    making.published(only)
    settings.MEMORIAL_LANGUAGES = ("az", "en")

    rebuilding.rebuild()

    assert "Только" in page(client, "/en/places/")
    assert "Только" in page(client, "/en/places/only/")
    assert [found.id for found in check_readers(None, databases=["default"])] == ["archive.W003"]
