"""What is pasted into the editor: through the archive's rules first, and nothing is changed unsaid."""

import pytest
from django.test import Client
from django.urls import reverse

from archive import markup
from archive.admin.screens.pasting import MOST
from archive.records.texts import Text
from tests import making
from tests.clipboards import CLIPBOARDS

from ..desk import form_of, sits
from ..test_in_a_browser import editor, sign_in

PASTED = "/desk/pasted/"


# --- the answer --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_answer_is_what_would_be_saved_and_what_is_not_as_it_was():
    answer = sits(making.archivist()).post(PASTED, {"html": "<p>613<sup>1</sup><img src=x onerror=alert(1)></p>"})

    assert reverse("admin:pasted") == PASTED
    assert answer.json() == {"html": "<p>613<sup>1</sup></p>", "changed": ["1 picture is left out."]}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("html", "why"), [("<p>one</p><p>two <b unfinished", "<b unfinished"), ("x" * (MOST + 1), "Paste it in parts")]
)
def test_what_cannot_be_kept_is_refused_in_words(html, why):
    answer = sits(making.archivist()).post(PASTED, {"html": html})

    assert answer.status_code == 422
    assert why in answer.json()["refused"]


@pytest.mark.django_db
def test_nobody_without_a_desk_is_answered_and_nothing_without_a_token(client):
    stranger = client.post(PASTED, {"html": "<p>x</p>"})
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(making.archivist())

    assert stranger.status_code == 403
    assert forged.post(PASTED, {"html": "<p>x</p>"}).status_code == 403
    assert sits(making.archivist()).get(PASTED).status_code == 405


# --- in a browser ------------------------------------------------------------------------------------

# As Ctrl+V or a drop does it. Tells what the form would send when something has come.
BRING = """
async ([language, how, html, text]) => {
  const section = document.querySelector(`section.language-${language}`)
  const view = section.querySelector(".ProseMirror")
  const field = section.querySelector("textarea[name$=body]")
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  data.setData("text/plain", text)
  const { left, top } = view.firstElementChild.getBoundingClientRect()
  const place = { bubbles: true, cancelable: true, clientX: left + 2, clientY: top + 2 }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const come = new Promise((done) => field.addEventListener("input", () => field.value && done(field.value)))
  view.dispatchEvent(
    how === "drop" ? new DragEvent("drop", { ...place, dataTransfer: data })
                   : new ClipboardEvent("paste", { ...place, clipboardData: data }))
  return how === "paste" ? come : null
}
"""


def bring(page, language: str, html: str, *, how: str = "paste", text: str = "plain") -> str:
    return page.evaluate(BRING, [language, how, html, text])


def note(page, language: str):
    return page.locator(f"section.language-{language} .archive-pasted[role=status]")


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_what_is_pasted_is_saved_character_by_character_and_nothing_is_changed_unsaid(served, page):
    titles = dict.fromkeys(("az", "en", "ru"), "A title")
    record = making.statement(titles, issuers=[making.institution()], body="")
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    wrong = []
    editor(page, "en").click()
    for copied in CLIPBOARDS:
        page.keyboard.press("Control+a")
        kept = markup.clean(bring(page, "en", copied.html))
        told = tuple(note(page, "en").locator("li").all_inner_texts())
        if (kept, told) != (markup.clean(copied.html), copied.changed):
            wrong.append((copied.program, kept, told))
    assert wrong == []

    # Pasted where words stand already; typed before the archive has answered; dropped; and saved at once.
    page.keyboard.press("Control+a")
    page.keyboard.type("Found  of 1992")
    for _letter in " of 1992":
        page.keyboard.press("ArrowLeft")
    asked = []
    page.route("**/pasted/", lambda route: asked.append(route))
    bring(page, "en", "<p>613<sup>1</sup></p>", how="paste and go on")
    page.keyboard.type("!")
    asked.pop().continue_()
    page.unroute("**/pasted/")
    page.get_by_role("tab", name="Azərbaycanca").click()
    bring(page, "az", CLIPBOARDS[2].html, how="drop")
    page.get_by_role("tab", name="Русский").click()
    bring(page, "ru", "<ol start=5><li>147</ol>", how="paste and go on")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    bodies = dict(Text.objects.filter(record=record.pk).values_list("language", "body"))
    assert bodies == {
        "en": "<p>Found 613<sup>1</sup>! of 1992</p>",
        "az": markup.clean(CLIPBOARDS[2].html),
        "ru": '<ol start="5"><li><p>147</p></li></ol>',
    }

    # Without an answer the words come, and somebody is told what to look for; the HTML does not.
    page.route(f"**{PASTED}", lambda route: route.abort())
    editor(page, "en").click()
    page.keyboard.press("Control+a")
    come = bring(page, "en", "<p>613<sup>1</sup><b>bold</b></p>", text="6131bold")
    assert markup.clean(come) == "<p>6131bold</p>"
    note(page, "en").get_by_text("613¹ may have become 6131").wait_for()
    assert [problem for problem in page.problems if "ERR_FAILED" not in problem] == []
