"""Working copies in a real browser: typed on one computer, taken up on another, while a colleague sees who is there."""

import pytest

from archive.editorial.working_copies import WorkingCopy
from archive.records.places import Place
from tests import making
from tests.everybody import violations

from .desk import form_of
from .test_in_a_browser import sign_in
from .test_unsaved import KEPT, OFFERED, TITLE, is_saved, save

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def type_and_wait(page, words: str) -> None:
    with page.expect_response(lambda one: "/desk/words/" in one.url and words in (one.request.post_data or "")):
        page.fill(TITLE, words)
    page.locator(f"{KEPT}:has-text('and at the archive')").wait_for(state="attached")


def test_words_are_found_on_another_computer_and_a_colleague_sees_who_writes(served, new_page):
    place, archivist = making.place("Shusha"), making.archivist()
    first, second, third = (new_page(viewport={"width": 1280, "height": 900}) for _one in range(3))
    sign_in(first, served, archivist)
    first.goto(served + form_of(place))
    type_and_wait(first, "Şuşa, the town")

    # A colleague sees it before she types, and is kept from nothing.
    sign_in(second, served, making.person("colleague", "archivist"))
    second.goto(served + form_of(place))
    line = second.locator("[data-working-copy]")
    line.wait_for()
    assert line.inner_text().startswith("Archivist has this record open, and is writing since ")
    assert second.locator(OFFERED).count() == 0
    second.fill(TITLE, "Shushi")
    save(second)
    assert is_saved(second)

    # The first computer fails. On another one the words are there, and what was saved since.
    first.context.close()
    sign_in(third, served, archivist)
    third.goto(served + form_of(place))
    third.locator(OFFERED).wait_for()
    assert third.inner_text(f"{OFFERED} p").startswith("You have words here that are not saved, from ")
    assert "saved anew since then" in third.inner_text(OFFERED)
    third.click("text=What differs")
    assert third.locator(f"{OFFERED} tbody td").all_inner_texts() == ["Shushi", "Şuşa, the town"]
    assert violations(third) == []
    third.click("text=Take them up")
    save(third)
    third.wait_for_selector(".clash")
    assert third.locator(".clash td").all_inner_texts() == ["Shushi", "Şuşa, the town"]
    assert third.locator(OFFERED).count() == 0
    third.check("input[type=checkbox][name$=newer]")
    save(third)

    assert is_saved(third)
    assert Place.objects.get(pk=place.pk).title() == "Şuşa, the town"
    assert not WorkingCopy.objects.filter(since__isnull=False).exists()
    assert third.evaluate("window.violations") == []


def test_who_signs_out_finds_her_words_again_and_may_let_them_go(served, page):
    address = f"{served}/desk/archive/place/add/"
    sign_in(page, served, making.archivist())
    page.goto(address)
    type_and_wait(page, "A village")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click("#logout-form button")
    page.wait_for_url("**/logout/")
    assert (asked, page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('words:'))")) == ([], [])

    sign_in(page, served, making.archivist())
    page.goto(f"{served}/desk/")
    page.click("[data-unsaved-words] a")
    page.locator(OFFERED).wait_for()
    assert "A village" in page.locator(OFFERED).text_content()
    with page.expect_response(lambda one: one.request.method == "DELETE"):
        page.click("text=Let them go")
    page.goto(f"{served}/desk/")
    assert (asked, WorkingCopy.objects.filter(since__isnull=False).count()) == (["confirm"], 0)
