"""By keyboard alone: from signing in over a new statement to its being submitted, with every stop to be seen."""

import pytest

from archive.editorial.models import Candidate
from archive.records.statements import Statement
from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

# Where the keyboard is, and whether anybody can see it.
STOP = """(wanted) => {
  const on = document.activeElement
  const isSeen = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
  }
  const isOutlined = isSeen(on) || isSeen(on.closest(".select2-selection") ?? on)
  const { top, bottom, width } = on.getBoundingClientRect()
  const isThere = width > 0 && bottom > 0 && top < innerHeight
  return {
    there: on.matches(wanted),
    // A page that has just come has no stop yet.
    unseen: on === document.body || (isOutlined && isThere) ? "" : on.outerHTML.slice(0, 150),
  }
}"""
FURTHEST = 90


class Keys:
    """Somebody without a pointer. ``unseen`` are the stops at which nothing tells where she is."""

    def __init__(self, page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def to(self, wanted: str, *, key: str = "Tab") -> None:
        """On, stop by stop, to what is ``wanted``."""
        for _stop in range(FURTHEST):
            at = self.page.evaluate(STOP, wanted)
            self.unseen += filter(None, [at["unseen"]])
            if at["there"]:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"nobody comes to {wanted}")

    def type(self, wanted: str, words: str) -> None:
        self.to(wanted)
        self.page.keyboard.type(words)

    def choose(self, field: str, letters: str, name: str) -> None:
        self.to(f"{field} + .select2 .select2-selection")
        self.page.keyboard.press("Enter")
        self.page.locator(".select2-container--open .select2-search__field:focus").wait_for()
        self.page.keyboard.type(letters)
        self.page.locator(f".select2-results__option--highlighted:has-text('{name}')").wait_for()
        self.page.keyboard.press("Enter")


def test_a_statement_is_written_and_submitted_without_a_pointer(served, new_page):
    issuer, source = making.institution("Ministry of Remembrance"), making.source("Report")
    making.published(issuer), making.published(source)
    making.archivist()
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{served}/desk/login/")
    keys = Keys(page)

    keys.type("#id_username", "archivist")
    keys.type("#id_password", making.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    keys.to("a[href='/desk/archive/statement/add/']")
    page.keyboard.press("Enter")
    page.locator(".language-en .ProseMirror").wait_for()
    keys.type("[name$=-title]", "On the Day of Remembrance")
    keys.type(".language-en .ProseMirror", "We remember.")
    keys.to("#citations-group .add-row a")
    page.keyboard.press("Enter")
    keys.choose("#id_citations-0-source", "rep", "Report")
    keys.choose("#id_issued_by-0-institution", "minist", "Ministry of Remembrance")
    keys.type("#id_year", "2027")
    keys.type("#id_date", "2027-01-20")
    keys.type("#id_original_language", "English")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    keys.to("[data-foot] button[form=act-submit]", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")

    assert Candidate.objects.get(review=None).record_id == Statement.objects.get().pk
    assert keys.unseen == []
    assert page.problems == []
