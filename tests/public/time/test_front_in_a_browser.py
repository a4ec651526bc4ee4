"""How high the first page and a list are, the head on a phone, and the way out of a page, as a browser has them."""

import pytest
import time_machine

from tests import making
from tests.kept import kept

pytestmark = [pytest.mark.browser, pytest.mark.once]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SUMMARY = "The ministry gives 150 killed, 744 injured and 4 missing, and speaks of those who were arrested."


@kept
def front() -> None:
    """Five days of remembrance, an event whose speakers differ, a story, and a page of statements of three years."""
    source = making.source()
    ministry = making.institution("Ministry of Foreign Affairs of the Republic of Azerbaijan")
    other = making.institution("Permanent Mission to the United Nations")
    days = [
        making.observance(f"{day} {name} – Day of Remembrance", slug=f"day-{month}", month=month, day=day)
        for day, month, name in ((20, 1, "January"), (26, 2, "February"), (31, 3, "March"), (27, 9, "September"))
    ]
    hard = making.observance("8 November – Victory Day", slug="hard", month=11, day=8, offers_support=True)
    for made in (source, ministry, other, *days, hard):
        making.published(made)
    event = making.entry("The night", slug="night", date="1990-01-19/1990-01-20", one_night=True, sources=[source])
    for by, number in ((ministry, 150), (other, 131)):
        making.figure(event, number, by=by, source=source, stated_on="2024")
    making.published(event)
    for number in range(20):
        year = 2026 - number // 7
        title = f"Statement of the ministry on 20 January – National Mourning Day ({year}, {number})"
        said = {"issuers": [ministry], "observance": days[0], "year": year, "date": f"{year}-01-{20 - number % 3}"}
        making.published(making.statement(title, summary=SUMMARY, **said))
    story = making.collection(
        "January 1990", slug="january", summary=SUMMARY, body=f"<p>{SUMMARY}</p>", members=[event]
    )
    making.published(story)
    making.published(making.identity({"en": "House of Memory"}, summary=SUMMARY, story=story, figures_of=event))


def height(page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


def test_the_first_page_and_a_list_are_seen_at_a_glance(served, new_page):
    with time_machine.travel("2026-06-01T00:00:00Z"):
        front()
    page = new_page(viewport=DESKTOP)
    page.goto(f"{served}/en/")
    assert height(page) <= 1800
    page.goto(f"{served}/en/statements/")
    assert (page.locator(".line").count(), height(page) <= 1400) == (20, True)
    # Filters are a row over the results, without a script and without unfolding.
    assert page.locator("#facet-year > summary").is_visible()
    assert page.locator("#facet-year").bounding_box()["y"] < page.locator(".line").first.bounding_box()["y"]

    phone = new_page(viewport=PHONE)
    phone.goto(f"{served}/en/statements/")
    assert phone.locator(".masthead").bounding_box()["height"] <= 60
    assert not phone.locator("#facet-year > summary").is_visible()
    assert not phone.get_by_role("link", name="Collections").is_visible()
    phone.get_by_text("Menu", exact=True).click()
    phone.get_by_role("link", name="Collections").click()
    assert phone.url == f"{served}/en/collections/"
    assert (page.problems, phone.problems) == ([], [])


def test_the_way_out_replaces_the_page_and_has_a_key(served, new_page):
    with time_machine.travel("2026-06-01T00:00:00Z"):
        front()
    page = new_page(viewport=DESKTOP)
    for leave in (
        lambda: page.get_by_role("link", name="Exit this page").click(),
        lambda: [page.keyboard.press("Escape") for _time in range(3)],
    ):
        page.goto(f"{served}/en/years/")
        page.goto(f"{served}/en/observances/hard/")
        assert page.get_by_text("Or press Escape three times.").is_visible()
        leave()
        page.wait_for_url(f"{served}/en/")
        page.go_back()
        assert page.url == f"{served}/en/years/"

    plain = new_page(viewport=DESKTOP, java_script_enabled=False)
    plain.goto(f"{served}/en/observances/hard/")
    assert not plain.get_by_text("Or press Escape three times.").is_visible()
    plain.get_by_role("link", name="Exit this page").click()
    assert plain.url == f"{served}/en/"
