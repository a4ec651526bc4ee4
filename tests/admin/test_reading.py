"""What is read and decided, in a browser: languages in tabs, whole pages in frames, a foot that covers nothing."""

import pytest

from archive.editorial.models import Review
from tests import making
from tests.everybody import too_wide, violations

from .test_in_a_browser import VIOLATIONS, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

SAID = "We remember. " * 12
LONG = "\n".join(f"<p>Paragraph {number} of a text that is as long as a page. {SAID}</p>" for number in range(12))
SHORT = "\n".join(f"<p>Abzas {number}.</p>" for number in range(12))
# How high a frame is, and what is in it.
HEIGHTS = """frame => [
  frame.clientHeight, Math.ceil(frame.contentDocument.documentElement.getBoundingClientRect().height)
]"""
# Whether anything covers the middle of what has the keyboard.
COVERED = """() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect()
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return !(document.activeElement.contains(there) || there?.contains(document.activeElement))
}"""


@pytest.fixture
def candidate(committed):
    issuer = making.institution()
    making.published(issuer)
    record = making.statement({"en": "Statement", "az": "Bəyanat"}, issuers=[issuer], body=LONG)
    making.published(record)
    making.change(record, language="az", body=SHORT)
    making.change(record, body=LONG.replace("Paragraph 3", "The third paragraph"))
    return making.submitted(record, change="correction", note={"en": "A number.", "az": "Nömrə."})


def test_a_page_is_read_whole_in_its_tab_and_two_stand_level(served, page, candidate):
    sign_in(page, served, making.reviewer())
    page.goto(f"{served}/desk/review/{candidate.uuid}/")
    english = page.locator("iframe[data-language=en]")

    page.get_by_role("tab", name="English").click()
    marked = page.frame_locator("iframe[data-language=en]")
    marked.locator("#p4 ins", has_text="The third paragraph").wait_for()
    page.wait_for_timeout(200)
    shown, needed = english.evaluate(HEIGHTS)

    assert (shown, page.locator("iframe[data-language=az]").is_visible()) == (needed, False)
    assert marked.locator("del", has_text="Paragraph 3").count() == 1
    page.get_by_role("button", name="Two side by side").click()
    azerbaijani = page.frame_locator("iframe[data-language=az]")
    azerbaijani.locator(".paragraph").last.wait_for()
    page.wait_for_timeout(400)
    for number in (0, 6, 11):
        tops = [one.locator(".paragraph > p").nth(number).bounding_box()["y"] for one in (azerbaijani, marked)]
        assert abs(tops[0] - tops[1]) <= 1
    assert page.problems == []
    assert page.evaluate("window.violations") == []


def test_one_decides_by_keyboard_alone_and_the_foot_covers_nothing(served, new_page, candidate):
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, served, making.person("both", "reviewer", "publisher"))
    page.goto(f"{served}/desk/review/{candidate.uuid}/")
    page.wait_for_load_state("load")

    met, covered = [], []
    for _key in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.dataset.act ?? document.activeElement.tagName")
        met.append(here)
        if here not in ("IFRAME", "BODY") and page.evaluate(COVERED):
            covered.append(page.evaluate("document.activeElement.outerHTML"))
        if here == "approve":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")

    assert covered == []
    assert met[-1] == "approve"
    assert Review.objects.get(candidate=candidate).verdict == "approved"


def test_nothing_is_decided_by_enter_where_one_writes_why_a_doubt_may_stand(served, page, committed):
    place = making.place("Shusha")
    place.names.create(text="Shushi", language="en", sort="other")
    making.release()
    candidate = making.submitted(place)
    sign_in(page, served, making.person("both", "reviewer", "publisher"))
    page.goto(f"{served}/desk/review/{candidate.uuid}/")

    page.locator(".doubts [type=checkbox]").check()
    why = page.get_by_label("Why it may stand")
    why.fill("Nobody knows.")
    why.press("Enter")
    page.wait_for_timeout(500)

    assert page.url == f"{served}/desk/review/{candidate.uuid}/"
    assert not Review.objects.exists()


def test_screens_where_one_reads_can_be_used_by_everybody(served, new_page, candidate):
    making.submitted(making.place("Shusha"))
    page = new_page(viewport={"width": 1024, "height": 768})
    page.add_init_script(VIOLATIONS)
    sign_in(page, served, making.person("both", "reviewer", "publisher"))
    compare = f"/desk/record/{candidate.record.uuid}/versions/compare/?one=save-1&other=save-3"

    found = {}
    for address in (f"/desk/review/{candidate.uuid}/?against=public", "/desk/many/", compare):
        page.goto(served + address)
        page.wait_for_load_state("load")
        found[address] = page.evaluate("window.violations") + too_wide(page)
        page.set_viewport_size({"width": 390, "height": 844})
        found[address] += too_wide(page) + violations(page)
        page.set_viewport_size({"width": 1024, "height": 768})

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_without_a_script_all_languages_are_read_and_it_is_decided(served, new_page, candidate):
    page = new_page(java_script_enabled=False)
    sign_in(page, served, making.reviewer())
    page.goto(f"{served}/desk/review/{candidate.uuid}/")

    for code, words in (("az", "Bəyanat"), ("en", "Statement")):
        page.locator(f"iframe[data-language={code}]").scroll_into_view_if_needed()
        page.frame_locator(f"iframe[data-language={code}]").locator("h1", has_text=words).wait_for()
    page.fill("[name=verdict-remark]", "Another number.")
    page.click("[data-act=return]")

    assert Review.objects.get(candidate=candidate).remark == "Another number."
