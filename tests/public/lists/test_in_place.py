"""Filters that change a list in place: what the small script does, and that nothing is lost where it cannot."""

import pytest
from django.conf import settings

from tests import making
from tests.kept import kept
from tests.public.archives import small

pytestmark = [pytest.mark.browser, pytest.mark.once]

SCRIPT = settings.ROOT / "static" / "js" / "reading.js"


@kept
def two_pages() -> None:
    """Statements enough for two pages of a list."""
    made = small()
    for year in range(2001, 2023):
        making.published(
            making.statement(
                {"en": f"Statement of {year}", "az": f"{year} bəyanatı"},
                slug=f"statement-{year}",
                issuers=[made.institution],
                sources=[made.source],
                year=year,
                date=f"{year}-01-20",
            )
        )


@pytest.fixture
def room(served) -> str:
    """The served room, with statements enough for two pages of a list."""
    two_pages()
    return served


def asked(page) -> list[str]:
    """The documents that a page loads from now on; what its script asks for is none."""
    documents: list[str] = []
    page.on("request", lambda request: request.resource_type == "document" and documents.append(request.url))
    return documents


def test_a_list_changes_in_place_at_the_addresses_it_has_without_the_script(room, new_page):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{room}/en/statements/")
    documents, said, found = asked(page), page.locator("#said"), page.locator("#found")
    assert (said.inner_text(), found.inner_text()) == ("", "23 statements")

    page.locator("#facet-place > summary").click()
    page.get_by_role("group", name="Place").get_by_role("checkbox", name="Shusha").check()
    page.wait_for_url(f"{room}/en/statements/?place=shusha")
    assert (said.inner_text(), found.inner_text()) == ("1 statement", "1 statement")
    assert page.locator(":focus").get_attribute("id") == "place-shusha"
    languages = page.get_by_role("navigation", name="Languages").get_by_role("link", name="Русский")
    assert languages.get_attribute("href") == "/ru/statements/?place=shusha"

    page.get_by_role("link", name="Remove the filter Place: Shusha").click()
    page.wait_for_url(f"{room}/en/statements/")
    assert page.locator(":focus").get_attribute("id") == "found"  # what had the focus is gone
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(f"{room}/en/statements/?page=2")
    page.locator("#facet-year > summary").click()
    page.locator("#year-2002").check()
    page.wait_for_url(f"{room}/en/statements/?year=2002")
    assert page.get_by_role("link", name="Statement of 2002").is_visible()
    assert page.locator(":focus").get_attribute("id") == "year-2002"
    read = page.locator("#facet-year ul").evaluate("one => one.scrollTop")
    page.locator("#year-2001").check()
    page.wait_for_url(f"{room}/en/statements/?year=2002&year=2001")
    assert found.inner_text() == "2 statements"
    assert page.locator("#facet-year ul").evaluate("one => one.scrollTop") >= read > 0

    # There and back: each address shows what it showed, and each choice was one step.
    page.go_back()
    page.wait_for_url(f"{room}/en/statements/?year=2002")
    page.go_back()
    page.wait_for_url(f"{room}/en/statements/?page=2")
    page.get_by_role("link", name="Statement of 2001").wait_for()
    page.get_by_text("Page 2 of 2").wait_for()
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Remove the filter Place: Shusha").wait_for()
    assert page.url == f"{room}/en/statements/?place=shusha"
    page.go_forward()
    page.get_by_text("Page 1 of 2").wait_for()

    # What is unfolded over the list folds again, from the keyboard and by a click beside it.
    page.locator("#facet-year > summary").click()
    page.locator("#facet-year input").first.press("Escape")
    assert page.locator("#facet-year > summary:focus").count() == 1
    page.locator("#facet-place > summary").click()
    assert page.locator(".facet[open]").count() == 1
    page.locator("h1").click()
    assert page.locator(".facet[open]").count() == 0

    # What is wrong is said beside its field, and what was typed is still there.
    page.locator("#facet-period > summary").click()
    page.get_by_label("From").fill("soon")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{room}/en/statements/?from=soon")
    assert page.get_by_label("From").get_attribute("aria-invalid") == "true"
    assert page.get_by_label("From").input_value() == "soon"
    assert said.inner_text().startswith("These filters could not be applied.")
    corner = "one => { const at = one.getBoundingClientRect(); return [at.right - 5, at.top + 5] }"
    assert page.evaluate("at => document.elementFromPoint(...at).id", found.evaluate(corner)) == "found"
    assert documents == []
    assert [problem for problem in page.problems if "Failed to load resource" not in problem] == []


def test_whoever_has_only_a_keyboard_searches_in_place(room, new_page):
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{room}/az/search/")
    documents, said = asked(page), page.locator("#said")

    page.locator("#search-main").focus()
    page.keyboard.type("BEYANATI 2002")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{room}/az/search/?q=BEYANATI+2002")
    page.locator("mark").first.wait_for()
    assert page.title().startswith("Axtarış: BEYANATI 2002")
    assert said.inner_text() == "25 yazı"
    assert page.locator(":focus").get_attribute("id") == "search-main"

    page.locator("#narrow > summary").press("Enter")
    page.locator("#facet-kind > summary").press("Enter")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("id") == "kind-statement":
            break
    page.keyboard.press("Space")
    page.wait_for_url(f"{room}/az/search/?q=BEYANATI+2002&kind=statement")
    assert page.locator("#kind-statement:focus").is_checked()
    assert page.locator("#narrow").get_attribute("open") == ""
    page.locator("#search-main").fill("QWERTZ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{room}/az/search/?q=QWERTZ")
    assert said.inner_text() == "Heç nə tapılmadı."
    page.go_back()
    page.locator("mark").first.wait_for()
    assert page.locator("#search-main").input_value() == "BEYANATI 2002"
    assert documents == []


def test_the_past_stays_the_past_and_leaving_it_is_another_page(room, new_page):
    page = new_page()
    page.goto(f"{room}/en/statements/?as_of=2020-01-01")
    documents = asked(page)

    page.get_by_label("Search in this list").fill("2002")
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.wait_for_url(f"{room}/en/statements/?q=2002&as_of=2020-01-01")
    assert documents == []
    page.get_by_role("link", name="Go to the current version").click()
    page.wait_for_url(f"{room}/en/statements/?q=2002")
    assert documents == [f"{room}/en/statements/?q=2002"]


def test_where_the_script_fails_the_browser_goes_there_by_itself(room, new_page):
    page = new_page()
    page.goto(f"{room}/en/statements/")
    documents = asked(page)

    for spoil in (
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
        lambda route: (
            route.fulfill(status=503, body="Later.") if route.request.resource_type == "fetch" else route.continue_()
        ),
    ):
        page.route("**/statements/**", spoil)
        page.locator("#facet-year > summary").click()
        page.locator("#year-2002").check()
        page.wait_for_url(f"{room}/en/statements/?year=2002")
        page.get_by_role("link", name="Statement of 2002").wait_for()
        page.unroute("**/statements/**")
        page.goto(f"{room}/en/statements/")
    assert documents == [f"{room}/en/statements/?year=2002", f"{room}/en/statements/"] * 2


def test_a_later_wish_takes_the_place_of_an_earlier_one(room, new_page):
    page = new_page()
    page.goto(f"{room}/en/statements/")
    held = []
    page.route("**/statements/?year=2002", lambda route: held.append(route))

    page.locator("#facet-year > summary").click()
    page.locator("#year-2002").check()
    page.locator("#year-2005").check()
    page.wait_for_url(f"{room}/en/statements/?year=2005&year=2002")
    for route in held:
        route.abort()

    assert page.get_by_role("link", name="Statement of 2005").is_visible()
    assert page.url == f"{room}/en/statements/?year=2005&year=2002"


def test_the_script_is_small_and_only_where_there_are_filters(room, new_page):
    assert len(SCRIPT.read_bytes()) < 4608
    page = new_page()
    loaded = {}
    for address in ("", "statements/", "timeline/", "search/", "places/", "statements/27-september-2026/"):
        page.goto(f"{room}/en/{address}")
        loaded[address] = page.locator("script[src*='reading']").count()

    assert loaded == {"": 0, "statements/": 1, "timeline/": 1, "search/": 1, "places/": 1} | {
        "statements/27-september-2026/": 0
    }
