"""Care for those who read: support, a quiet way out, nothing that moves, and no figure without its speaker."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from archive.editorial import publishing
from archive.public.frame.pages import Link, Support
from archive.public.kinds.collections import MemberLine
from archive.public.lists.pages import Item
from tests import making

pytestmark = pytest.mark.once

STYLES = sorted(Path(__file__).parents[2].joinpath("static").rglob("*.css"))


@pytest.mark.django_db
def test_a_record_that_asks_for_it_says_where_support_is_found_and_has_a_quiet_way_out(client):
    day = making.observance(slug="a-day", offers_support=True)
    making.published(day)
    at_the_door = client.get("/en/observances/a-day/").content.decode()
    page = making.page(
        {"az": "Dəstək", "en": "Who listens"}, slug="support", body='<p><a href="https://listens.example/">They</a></p>'
    )
    making.published(page)
    making.published(making.identity(support=page, quiet_exit="https://www.weather.example/"))

    for address in ("observances/a-day/", "observances/a-day/2025/"):
        shown = client.get(f"/en/{address}")
        assert shown.context["page"].frame.identity.support == Support(
            title=Link(text="Who listens", language="en"),
            words=('<p><a href="https://listens.example/" rel="external noopener noreferrer">They</a></p>',),
            leave="https://www.weather.example/",
            host="weather.example",
        )
        html = shown.content.decode()
        assert '<a href="https://www.weather.example/" rel="noreferrer" data-exit>Exit this page</a>' in html
        assert "It leads to weather.example. Your browser’s history still shows that you were here." in html
        assert html.index('href="#support"') < html.index('id="support"') < html.index("https://listens.example/")

    assert '<a href="/en/" rel="noreferrer" data-exit>Exit this page</a>' in at_the_door
    assert 'href="#support"' not in at_the_door
    note = {"az": "Qeyd.", "en": "Note."}
    publishing.withdraw(page, by=making.publisher(), reason_class="published-in-error", note=note)
    assert "listens.example" not in client.get("/en/observances/a-day/").content.decode()


@pytest.mark.django_db
def test_a_record_that_does_not_ask_for_it_is_left_alone(client):
    making.published(making.observance(slug="a-day"))

    html = client.get("/en/observances/a-day/").content.decode()

    assert ("Exit this page" in html, 'id="support"' in html) == (False, False)


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_nothing_moves_for_a_reader_who_has_asked_for_stillness(style):
    """What moves may stand only where a reader has no objection."""
    written = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    everywhere = re.sub(r"@media[^{]*reduced-motion: no-preference[^{]*\{([^{}]*\{[^{}]*\})*\s*\}", "", written)

    assert re.findall(r"[{;\s](?:animation|transition|scroll-behavior)[\w-]*:(?! none)|@keyframes", everywhere) == []


def lines(shown: object) -> Iterator[Item | MemberLine]:
    """Every line of a list on a page."""
    if isinstance(shown, Item | MemberLine):
        yield shown
    elif isinstance(shown, tuple):
        yield from (line for one in shown for line in lines(one))
    elif is_dataclass(shown):
        yield from (line for field in fields(shown) for line in lines(getattr(shown, field.name)))


@pytest.mark.django_db
def test_wherever_a_line_shows_what_a_document_says_it_names_who_says_it(client):
    """The summary holds a figure, and a figure belongs to somebody."""
    ministry, assembly, day = (
        making.institution("Ministry"),
        making.institution("Assembly"),
        making.observance(slug="d"),
    )
    for one in (ministry, assembly, day):
        making.published(one)
    said = {"issuers": [ministry, assembly], "observance": day, "year": 2026, "slug": "s", "summary": "613 killed."}
    made = making.statement({"az": "Bəyanat", "en": "Statement"}, **said)
    making.published(made)
    making.published(making.collection(slug="c", members=[made]))

    for address in ("", "statements/", "search/?q=killed", "observances/d/2026/", "collections/c/"):
        answer = client.get(f"/en/{address}")
        found = (line for line in lines(answer.context["page"]) if line.summary == "613 killed.")
        shown = [[issuer.text for issuer in line.issuers] for line in found]
        assert (address, shown) == (address, [["Ministry", "Assembly"]])
        assert '<span dir="auto">Ministry</span>, <span dir="auto">Assembly</span>' in answer.content.decode()
    description = client.get("/en/statements/s/").context["page"].frame.description
    assert description == "Ministry, Assembly: 613 killed."
