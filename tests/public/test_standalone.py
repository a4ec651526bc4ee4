"""Pages for when nothing else can be shown: they stand alone, and help onward."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(client):
    """Asks for an address while every question to the database ends in an error."""

    def ask(error: type[Exception], address: str = "/en/"):
        def refuse(*asked):
            raise error("the database is away")

        client.raise_request_exception = False
        with connection.execute_wrapper(refuse):
            return client.get(address)

    return ask


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_without_its_database_the_archive_is_closed_for_a_little_while(broken, error):
    answer = broken(error, "/ru/statements/")

    assert answer.status_code == 503
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("120", "no-store")
    assert headings(answer) == [
        ("az", "Arxiv qısa müddətə bağlıdır"),
        ("en", "The archive is closed for a little while"),
        ("ru", "Архив ненадолго закрыт"),
    ]


def test_a_mistake_is_admitted_in_three_languages(broken):
    answer = broken(ValueError)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
    assert headings(answer) == [
        ("az", "Arxivdə xəta baş verdi"),
        ("en", "The archive has made a mistake"),
        ("ru", "В архиве произошла ошибка"),
    ]


def test_a_page_that_stands_alone_fetches_nothing_and_may_have_its_own_style(broken):
    for error in (OperationalError, ValueError):
        answer = broken(error)
        (style,) = re.findall("<style>(.*?)</style>", answer.content.decode(), flags=re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()

        assert re.findall(r'(?:src|href)="([^"]+)"', answer.content.decode()) == ["/az/", "/en/", "/ru/"]
        assert "url(" not in style
        assert answer.headers["Content-Security-Policy"].split("; ")[:2] == [
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
        ]


def test_a_page_that_is_not_there_helps_onward(client):
    page = client.get("/en/places/susa-the_town/").context["page"]

    assert (page.heading, page.query) == ("Page not found", "susa the town")
    assert [section.address for section in page.frame.sections][:3] == [
        "/en/observances/",
        "/en/statements/",
        "/en/timeline/",
    ]
    assert Client().get('/en/"><script>/').context["page"].query == "script"


def headings(answer) -> list[tuple[str, str]]:
    found = re.findall(r'<section lang="(\w+)">\s*<h2>(.*?)</h2>', answer.content.decode())
    return [(language, unescape(heading)) for language, heading in found]
