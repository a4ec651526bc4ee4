"""Words chosen in the page as readers will see it become a comment beside them, which leads back to them."""

import pytest
from django.urls import reverse

from archive.editorial.comments import Comment
from archive.editorial.problems import Spot
from tests import making
from tests.admin.desk import form_of
from tests.admin.test_in_a_browser import sign_in
from tests.everybody import violations

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

# Chooses the words from ``begin`` to ``end`` in the second paragraph, as a hand would.
CHOOSE = """([begin, end]) => {
  const frame = document.querySelector("iframe.as-readers")
  const page = frame.contentDocument
  const words = page.createTreeWalker(page.querySelector("#p2 p"), NodeFilter.SHOW_TEXT).nextNode()
  const range = page.createRange()
  range.setStart(words, words.data.indexOf(begin))
  range.setEnd(words, words.data.indexOf(end) + end.length)
  page.getSelection().removeAllRanges()
  page.getSelection().addRange(range)
}"""
CHOSEN = "document.querySelector('iframe.as-readers').contentDocument.getSelection().toString()"
AT = "getSelection().anchorNode?.textContent"


def test_words_are_chosen_commented_on_and_found_again(served, page):
    body = "<p>We remember.</p><p>The night took 150 people.</p>"
    candidate = making.submitted(making.page("On a night", body=body))
    sign_in(page, served, making.reviewer())
    page.goto(served + reverse("admin:review", args=[candidate.uuid]))
    page.frame_locator("iframe.as-readers").locator("#p2").wait_for()

    page.evaluate(CHOOSE, ["150", "people"])
    page.get_by_role("button", name="Comment on this passage").click()
    page.keyboard.type("The ministry says 147.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#comment-*")

    said = Comment.objects.get()
    assert (said.spot, said.quote, said.words) == (
        Spot(language="en", block="p2"),
        "150 people",
        "The ministry says 147.",
    )
    page.frame_locator("iframe.as-readers").locator("#p2").wait_for()
    page.get_by_role("link", name="English, paragraph 2").click()
    assert "The night took 150 people." in page.evaluate(CHOSEN)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width

    page.context.clear_cookies()
    sign_in(page, served, making.archivist())
    page.goto(served + reverse("admin:index"))
    page.get_by_role("link", name="Read and answer").click()
    page.goto(f"{served}{form_of(candidate.record)}#texts-en-p2")
    page.wait_for_function(f"{AT} === 'The night took 150 people.'")
    assert page.problems == []

    for address in (reverse("admin:comment", args=[said.pk]), reverse("admin:review", args=[candidate.uuid])):
        page.goto(served + address)
        for fold in page.locator(".comments summary").all():
            fold.click()
        assert violations(page) == []
