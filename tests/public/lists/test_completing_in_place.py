"""The search box as a combobox: what the small script does, by keyboard, by pointer, and for who cannot see it."""

import pytest

from tests.everybody import too_wide, violations
from tests.public.archives import small

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_what_is_offered_is_chosen_by_keyboard_and_by_pointer(served, new_page):
    small()
    page, asked = new_page(viewport={"width": 390, "height": 800}), list[str]()
    page.on("request", lambda request: "suggest/" in request.url and asked.append(request.url))
    page.goto(f"{served}/az/")
    page.locator(".menu > summary").click()
    box, options = page.locator("#search"), page.get_by_role("option")
    said = page.locator(".search-box [role=status]")

    box.focus()
    page.keyboard.type("sus", delay=10)
    options.first.wait_for()
    assert options.first.inner_text().split() == ["Şuşa", "Yer"]
    assert said.inner_text() != ""
    assert (box.get_attribute("aria-expanded"), box.get_attribute("aria-activedescendant")) == ("true", None)
    assert len(asked) == 1
    assert violations(page) + too_wide(page) == []

    # Round the list, the field itself among its places; away with it, and back.
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").inner_text().split() == ["Şuşa", "Yer"]
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert (options.first.is_visible(), box.input_value()) == (False, "sus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}/az/places/shusha/")

    # Enter alone searches for what was typed, as without the script.
    page.locator(".menu > summary").click()
    page.locator("#search").fill("shu")
    options.first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}/az/search/?q=shu")

    # By pointer, in a page that was changed in place, as it once stood; it is gone when nobody is there.
    page.goto(f"{served}/en/search/")
    page.locator("#search-main").fill("statement")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}/en/search/?q=statement")
    page.locator("#search-main").fill("offi")
    office = page.get_by_role("option", name="Office of Remembrance")
    office.wait_for()
    page.keyboard.press("Tab")
    assert not office.is_visible()
    page.locator("#search-main").fill("offic")
    office.click()
    page.wait_for_url(f"{served}/en/institutions/office/")
    assert [problem for problem in page.problems if "Failed to load resource" not in problem] == []
