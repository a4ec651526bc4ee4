"""The reading room as a browser shows it: for everybody, on every screen, by day and by night, without scripts."""

import pytest

from archive import languages
from tests.everybody import too_wide, unoutlined, untold, violations
from tests.public.archives import OUT_OF_THE_ORDINARY, PAGES, whole

LANGUAGES = languages.spoken()

pytestmark = [pytest.mark.browser, pytest.mark.once]

DESKTOP = {"width": 1280, "height": 900}
SMALL_PHONE = {"width": 320, "height": 640}  # and a desktop at 400 %


@pytest.fixture
def room(served) -> str:
    """The served room with something of everything in it."""
    whole()
    return served


def every_kind(client) -> list[str]:
    """An address of every kind of page, and every page that is out of the ordinary."""
    kinds = {type(client.get(f"/en/{address}").context["page"]): address for address in reversed(PAGES)}
    return [*kinds.values(), *OUT_OF_THE_ORDINARY]


def test_everybody_can_use_every_kind_of_page(room, client, new_page):
    """Each in one language, by turns. By night, and on all screens, is for ``make accessibility``."""
    page, wrong = new_page(), []
    for turn, address in enumerate(every_kind(client)):
        page.set_viewport_size(DESKTOP)
        page.goto(f"{room}/{LANGUAGES[turn % 3]}/{address}")
        found = violations(page) + unoutlined(page) + untold(page)
        page.set_viewport_size(SMALL_PHONE)
        wrong += [f"{page.url}: {one}" for one in (*found, *too_wide(page))]

    assert "\n".join(wrong) == ""
    # Nothing was refused by the policy; 400, 404 and 410 are answers that were asked for.
    assert {problem for problem in page.problems if "Failed to load resource" not in problem} == set()


def test_a_name_in_a_text_that_leads_to_its_record_stands_in_its_line(room, new_page):
    page = new_page(viewport=DESKTOP)
    page.goto(f"{room}/en/statements/27-september-2026/")

    shown = "(links) => links.map((one) => getComputedStyle(one).display)"
    assert page.locator(".prose p a").evaluate_all(shown) == ["inline"]


def test_a_reader_without_scripts_and_without_a_mouse_finds_what_they_came_for(room, new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(f"{room}/en/")

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to content"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1
    page.get_by_text("Menu", exact=True).press("Enter")
    page.get_by_role("searchbox", name="Search the archive").fill("REMEMBER shusha")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="A statement of the office").press("Enter")
    page.get_by_role("link", name="Paragraph 2").press("Enter")
    assert page.url == f"{room}/en/statements/27-september-2026/#p2"
    page.get_by_text("Menu", exact=True).press("Enter")
    page.get_by_role("navigation", name="Languages").get_by_role("link", name="Azərbaycanca").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Bəyanat"

    page.goto(f"{room}/en/statements/")
    page.get_by_text("Filter", exact=True).press("Enter")
    page.locator("#facet-place > summary").press("Enter")
    page.get_by_role("group", name="Place").get_by_role("checkbox", name="Shusha").press("Space")
    page.locator("#facet-period > summary").press("Enter")
    page.get_by_role("textbox", name="From").fill("September 2026")
    page.get_by_role("button", name="Apply").press("Enter")
    assert page.url == f"{room}/en/statements/?place=shusha&from=September+2026"
    assert page.get_by_role("link", name="A statement of the office").is_visible()

    page.get_by_role("link", name="Remove the filter Place: Shusha").press("Enter")
    page.get_by_text("Filter", exact=True).press("Enter")
    page.locator("#facet-period > summary").press("Enter")
    page.get_by_role("textbox", name="From").fill("soon")
    page.get_by_role("button", name="Apply").press("Enter")
    field = page.get_by_role("textbox", name="From")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text() == (
        "Write a day, a month or a year, as in 1990-01-20, 20 January 1990, 1990-01 or 1990."
    )
