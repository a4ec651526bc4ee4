"""Words that the browser keeps until the server has saved them, in a real browser and against a real server."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F

from archive.editorial.models import Candidate
from archive.editorial.working_copies import WorkingCopy
from archive.records.places import Place
from archive.records.texts import Text
from tests import making
from tests.everybody import violations

from .desk import form_of
from .test_in_a_browser import FRAMES, editor, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

TITLE = "section.language-en input[name$=title]"
OFFERED = "form > .left-over"
KEPT = "#content-main > form > .kept"
# What is kept gets older by so many days.
AGE = """(days) => {
  const key = Object.keys(localStorage).find((one) => one.startsWith("words:"));
  const entry = JSON.parse(localStorage[key]);
  localStorage[key] = JSON.stringify({ ...entry, at: entry.at - days * 86400000 });
}"""


def kept_at_last(page) -> list[dict]:
    """What the browser keeps once it has looked through it: it asks the archive before."""
    for _try in range(60):
        if not kept(page):
            break
        page.wait_for_timeout(50)
    return kept(page)


def kept(page) -> list[dict]:
    """What the browser keeps, of whomever."""
    stored = page.evaluate("Object.entries(localStorage)")
    return [json.loads(entry) for key, entry in stored if key.startswith("words:")]


def type_title(page, words: str) -> None:
    page.fill(TITLE, words)
    page.locator(".kept:has-text('Kept in this browser')").first.wait_for(state="attached")


def in_this_browser_alone(page) -> None:
    page.context.route("**/words/**", lambda route: route.abort())


def answers_to(page, where: str) -> list[dict]:
    """What the page is answered from now on: read on its way, as the browser may keep no bytes of it."""
    answers: list[dict] = []

    def pass_on(route) -> None:
        answer = route.fetch()
        answers.append(answer.json())
        route.fulfill(response=answer)

    page.route(where, pass_on)
    return answers


def age(page, days: int) -> None:
    page.evaluate(AGE, days)
    WorkingCopy.objects.update(at=F("at") - timedelta(days=days))


def save(page) -> None:
    page.click("input[name=_continue]")


def is_saved(page) -> bool:
    page.wait_for_selector(".messagelist .success")
    page.wait_for_load_state()  # the desk's script has run
    return kept(page) == []


def test_everything_typed_before_a_session_ended_is_offered_again_and_saved(served, page):
    source, issuer = making.source("Decree"), making.institution("Ministry")
    record = making.statement(issuers=[issuer], body="<p>First.</p>\n<p>Second.</p>")
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    editor(page, "en").wait_for()
    assert kept(page) == []

    # A word in bold, a row that was added by the script, and in it a record that was looked for.
    editor(page, "en").click()
    page.keyboard.press("Control+End")
    page.evaluate(FRAMES)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("Third.")
    page.click("#citations-group .add-row a")
    page.locator("#citations-0 .select2-selection").click()
    page.locator(".select2-search--dropdown input").fill("decree")
    page.locator(".select2-results__option:has-text('Decree')").click()
    page.fill("#id_citations-0-locator", "Article 1")
    Session.objects.all().delete()
    save(page)

    # The server shows them on the sign-in page; whoever comes back another way finds what the browser kept.
    page.wait_for_selector("#login-form")
    assert "Article 1" in page.inner_text(".typed")
    assert page.locator(".typed strong").inner_text() == "Third."
    assert violations(page) == []
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    editor(page, "en").wait_for()
    page.click(f"{OFFERED} summary")
    assert "Article 1" in page.inner_text(OFFERED)
    assert violations(page) == []
    page.focus(f"{OFFERED} button >> nth=0")
    page.keyboard.press("Enter")
    assert page.inner_text(KEPT) == "They stand in the form again. Nothing is saved yet."
    assert editor(page, "en").locator("strong").inner_text() == "Third."
    assert page.locator("#citations-0 .select2-selection__rendered").inner_text() == "Decree"
    save(page)

    assert is_saved(page)
    body = Text.objects.get(record=record.pk, language="en").body
    assert body == "<p>First.</p>\n<p>Second.</p>\n<p><strong>Third.</strong></p>"
    assert [(one.source, one.locator) for one in record.citations.all()] == [(source, "Article 1")]
    assert page.evaluate("window.violations") == []


def test_nobody_signs_out_of_unsaved_words_unasked_and_then_they_are_gone(served, page):
    place = making.place()
    sign_in(page, served, making.archivist())
    in_this_browser_alone(page)
    page.goto(served + form_of(place))
    type_title(page, "A word before signing out")
    second = page.context.new_page()
    second.goto(f"{served}/desk/")

    second.click("#logout-form button")
    assert "A word" not in second.inner_text("dialog")  # the page is named, as it stands
    assert second.locator("dialog a").get_attribute("href") == form_of(place)
    assert violations(second) == []
    second.click("text=Stay, and save them")
    assert len(kept(second)) == 1
    second.click("#logout-form button")
    second.click("text=Throw them away and sign out")
    second.wait_for_url("**/logout/")
    assert kept(second) == []
    # The first window holds them still, and keeps nothing after that.
    assert "signed out in another window" in page.inner_text(KEPT)
    page.fill(TITLE, "Another word")
    assert kept(second) == []

    second.goto(f"{served}/desk/login/")
    second.fill("#id_username", "archivist")
    second.fill("#id_password", making.PASSWORD)
    second.click("input[type=submit]")
    second.wait_for_selector("#user-tools")
    save(page)
    page.wait_for_selector(".refused")
    assert "Another word" in page.inner_text(".typed")
    assert violations(page) == []
    page.click(".refused button")

    assert is_saved(page)
    assert Place.objects.get(pk=place.pk).title() == "Another word"

    # Who has been asked is not asked again for leaving the page.
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_title(page, "A last word")
    page.click("#logout-form button")
    page.click("text=Throw them away and sign out")
    page.wait_for_url("**/logout/")
    assert asked == []


def test_what_was_refused_and_then_taken_is_not_kept_any_longer(served, page, monkeypatch):
    place = making.place()
    sign_in(page, served, making.archivist())
    in_this_browser_alone(page)
    page.goto(served + form_of(place))
    type_title(page, "A word for later")

    # Somebody else writes for longer than the server waits.
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        save(page)
        page.wait_for_selector(".refused")
        cursor.execute("ROLLBACK")
    assert "cannot save anything at the moment" in page.inner_text(".errornote")
    assert "A word for later" in page.inner_text(".typed")
    assert len(kept(page)) == 1
    page.click(".refused button")

    assert is_saved(page)
    assert Place.objects.get(pk=place.pk).title() == "A word for later"

    # A remark, with an act that was refused because of what somebody else saved, and then done.
    page.click("summary:has-text('Submit for review')")
    page.fill("textarea[name=submit-remark]", "Read the name twice.")
    making.change(place, title="Another title")
    page.click("[data-act=submit]")
    page.wait_for_selector(".errornote")
    assert (page.locator(".left-over").count(), len(kept(page))) == (0, 1)
    page.check("input[type=checkbox][name$=newer]")
    page.click("[data-act=submit]")
    assert is_saved(page)
    assert Candidate.objects.get().remark == "Read the name twice."


def test_words_for_what_is_gone_are_shown_to_her_who_typed_them_and_to_nobody_else(served, page):
    place = making.place()
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(place))
    # The connection is gone: nothing answers.
    page.route("**/change/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    type_title(page, "A word for nobody")
    with page.expect_event("requestfailed", lambda one: one.url.endswith("/change/")):
        page.click("input[name=_continue]", no_wait_after=True)
    page.unroute("**/change/")
    page.goto(served + form_of(place))
    assert "A word for nobody" in page.locator(OFFERED).text_content()

    # A colleague deletes the record; the browser still has the words.
    page.click(f"{OFFERED} button >> nth=0")
    place.delete()
    save(page)
    page.wait_for_selector(".refused")
    assert "somebody has deleted it" in page.inner_text(".errornote")
    assert "A word for nobody" in page.inner_text(".typed")
    page.click("text=Open the page anew")
    page.wait_for_selector("[data-unsaved-words] .left-over")
    assert "A word for nobody" in page.locator("[data-unsaved-words]").text_content()
    assert violations(page) == []

    # Another account on this browser sees nothing of it.
    sign_in(page, served, making.person("colleague", "archivist"))
    page.goto(f"{served}/desk/")
    assert page.locator("[data-unsaved-words]").is_hidden()
    assert "A word for nobody" not in page.content()

    sign_in(page, served, making.archivist())
    page.goto(f"{served}/desk/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-unsaved-words] button")
    assert kept(page) == []


def test_old_words_go_by_themselves_and_what_is_saved_already_is_not_offered(served, page):
    place = making.place("Shusha")
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(place))
    type_title(page, "Lachin")
    making.change(place, title="Lachin")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served + form_of(place))
    assert (kept_at_last(page), page.locator(OFFERED).count()) == ([], 0)
    with page.expect_response(lambda one: "Kalbajar" in (one.request.post_data or "")):  # before they are older
        type_title(page, "Kalbajar")
    age(page, 29)
    page.goto(served + form_of(place))
    assert page.locator(OFFERED).count() == 1
    age(page, 2)
    answers = answers_to(page, "**/words/?form=*")
    with page.expect_response("**/words/?form=*"):
        page.goto(served + form_of(place))
    assert [one["copies"] for one in answers] == [[]]
    assert (kept_at_last(page), page.locator(OFFERED).count()) == ([], 0)
