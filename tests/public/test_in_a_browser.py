"""The reading room as a browser shows it: for everybody, on every screen, by day and by night, without scripts."""

import pytest

from tests.public.archives import ADDRESSES, whole

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Between them these show everything that has a colour.
EVERY_COLOUR = (
    "",
    "statements/27-september-2026/",
    "statements/?year=nonsense",
    "search/?q=remember&kind=statement",
    "places/?as_of=2020-01-01",
    "places/gone/",
    "places/corrected/",
)


@pytest.fixture
def room(served) -> str:
    """The served room with something of everything in it."""
    whole()
    return served


def test_everybody_can_use_every_page_by_day_and_by_night(room, new_page, axe):
    for theme, addresses in (("light", ADDRESSES), ("dark", EVERY_COLOUR)):
        page = new_page(viewport={"width": 1280, "height": 900}, color_scheme=theme)
        for address in addresses:
            page.goto(f"{room}/en/{address}")

            assert (theme, address, axe(page, only_colours=theme == "dark")) == (theme, address, [])
        # Nothing was refused by the policy; 400, 404 and 410 are answers that were asked for.
        assert {problem for problem in page.problems if "Failed to load resource" not in problem} == set()


def test_no_page_is_wider_than_its_screen(room, new_page):
    page = new_page(viewport={"width": 360, "height": 640})

    for address in ADDRESSES:
        page.goto(f"{room}/az/{address}")
        for width in (360, 320):  # a small phone; a desktop at 400 %
            page.set_viewport_size({"width": width, "height": 640})

            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)


def test_a_reader_without_scripts_and_without_a_mouse_finds_a_statement(room, new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(f"{room}/en/")

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    page.get_by_role("searchbox", name="Search the archive").fill("REMEMBER shusha")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="A statement of the office").click()
    page.get_by_role("link", name="Paragraph 2").click()

    assert page.url == f"{room}/en/statements/27-september-2026/#p2"
    page.get_by_role("navigation", name="Languages").get_by_role("link", name="Azərbaycanca").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bəyanat"


def test_a_list_is_narrowed_without_scripts(room, new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(f"{room}/en/statements/")

    page.get_by_text("Narrow this list").click()
    page.get_by_label("Place").select_option("Shusha")
    page.get_by_label("From").fill("2026-09")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("link", name="A statement of the office").is_visible()

    page.get_by_role("link", name="Remove the filter Place: Shusha").click()
    page.get_by_text("Narrow this list").click()
    page.get_by_label("Year").fill("soon")
    page.get_by_role("button", name="Show").click()
    field = page.get_by_label("Year")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text() == (
        "Write a year in four digits, as in 1990."
    )
