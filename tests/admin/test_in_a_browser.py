"""The desk in a real browser, under its real policy: the editor mounts, words are kept, everybody can use it."""

import pytest
from django.conf import settings
from django.test import Client

from archive.records.statements import Statement
from archive.records.texts import Text
from tests import making
from tests.everybody import violations

from .desk import form_of

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""


def sign_in(page, served: str, person) -> None:
    """With the cookie of somebody who has signed in; how that is done is told in tests/journeys."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": served}])
    page.add_init_script(VIOLATIONS)


def editor(page, language: str):
    return page.locator(f"section.language-{language} .ProseMirror[contenteditable=true]")


# Two of them have passed: what was to be told before the second has been.
FRAMES = "() => new Promise((passed) => requestAnimationFrame(() => requestAnimationFrame(passed)))"


def test_the_editor_mounts_and_what_is_typed_and_marked_is_saved(served, page):
    record = making.statement(issuers=[making.institution()], body="<p>First.</p>\n<p>Second.</p>")
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))

    editor(page, "en").wait_for()
    assert page.locator(".ProseMirror[contenteditable=true]").count() == 3
    editor(page, "en").click()
    page.keyboard.press("Control+End")
    page.evaluate(FRAMES)  # the editor hears where the cursor is
    page.keyboard.press("Enter")
    page.keyboard.type("Third, in the editor. Bold.")
    for _letter in "Bold.":
        page.keyboard.press("Shift+ArrowLeft")
    page.locator("section.language-en [data-name=bold]").click()
    page.locator("section.language-en [data-name=spoken]").click()
    page.locator("dialog input").fill("azerbaijani")
    page.locator("dialog input").press("Enter")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    body = Text.objects.get(record=record.pk, language="en").body
    assert (
        body
        == '<p>First.</p>\n<p>Second.</p>\n<p>Third, in the editor. <span lang="az"><strong>Bold.</strong></span></p>'
    )
    assert page.problems == []


def test_opening_and_saving_a_text_of_every_shape_changes_nothing(served, page):
    body = (
        "<h2>Heading</h2>\n<p>A <strong>strong</strong> and <em>slanted</em> word.<br>A line.</p>\n"
        "<ul><li><p>one</p></li><li><p>two</p></li></ul>\n<blockquote><p>said</p></blockquote>\n"
        '<ol start="5" type="a"><li><p>613<sup>1</sup> H<sub>2</sub>O</p><ol><li><p>x</p></li></ol></li></ol>\n'
        '<p><a href="https://example.org/">a page</a>, <a href="/corrections/">a list</a>, '
        '<span lang="az-Cyrl">Шуша</span></p>'
    )
    record = making.statement(issuers=[making.institution()], body=body)
    stored = Text.objects.get(record=record.pk).body
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    editor(page, "en").click()
    page.keyboard.type("x")
    page.keyboard.press("Backspace")

    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist li")

    assert "Nothing was changed" in page.inner_text(".messagelist")
    assert Text.objects.get(record=record.pk).body == stored
    assert Statement.objects.get(pk=record.pk).version == 1


def test_a_link_to_a_place_is_found_in_any_spelling_and_stored(served, page):
    place = making.place({"az": "Şuşa", "en": "Shusha"})
    record = making.statement(issuers=[making.institution()], body="<p>Susa</p>")
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))

    editor(page, "en").click()
    page.keyboard.press("Control+a")
    page.locator("section.language-en [data-name=record]").click()
    page.locator("dialog input").wait_for()
    assert page.locator("dialog input").input_value() == "Susa"
    page.locator(f'dialog [data-record="{place.uuid}"]').click()
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    body = Text.objects.get(record=record.pk, language="en").body
    assert body == f'<p><a data-record="{place.uuid}">Susa</a></p>'
    # And it is still a link to that record when the editor reads it again.
    assert editor(page, "en").locator(f'a[data-record="{place.uuid}"]').inner_text() == "Susa"
    assert page.problems == []


def test_no_picture_is_offered_for_words_that_somebody_else_has_written(served, page):
    record = making.statement(issuers=[making.institution()], origin=Statement.Origin.TRANSCRIBED)
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    button = page.locator("section.language-en [data-name=picture]")
    editor(page, "en").wait_for()
    offered = [button.is_visible()]

    for origin in ("authored", "transcribed"):
        page.select_option("#id_origin", origin)
        offered.append(button.is_visible())

    assert offered == [False, True, False]
    assert page.problems == []


def test_a_picture_is_chosen_for_a_text_and_stands_there_as_a_card(served, page):
    wall = making.picture("A wall", slug="wall")
    making.derived_file(making.drawn())
    shown = f'<figure data-record="{wall.uuid}"></figure>'
    record = making.subject("Stone", body="<ul><li><p>One.</p></li></ul>\n<p>Two.</p>")
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))

    editor(page, "en").locator("li").click()
    page.locator("section.language-en [data-name=picture]").click()
    page.locator(f'dialog [data-record="{wall.uuid}"]').click()
    editor(page, "en").locator("figure img").wait_for()
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    stored = Text.objects.get(record=record.pk, language="en")
    assert stored.body == f"<ul><li><p>One.</p></li></ul>\n{shown}\n<p>Two.</p>"
    editor(page, "en").locator("figure img").wait_for()
    assert editor(page, "en").locator("figure").inner_text() == "A wall"
    # What the page itself has copied is brought along; what says so elsewhere is not.
    editor(page, "en").locator("figure").click()
    editor(page, "en").locator("figure.ProseMirror-selectednode").wait_for()
    page.keyboard.press("Control+x")
    editor(page, "en").locator("figure").wait_for(state="detached")
    editor(page, "en").locator("p", has_text="Two.").click()
    page.keyboard.press("Control+End")
    page.wait_for_function("getSelection().anchorNode?.textContent === 'Two.'")
    # The editor is told of a selection a moment after it was made.
    page.evaluate("new Promise((told) => requestAnimationFrame(() => setTimeout(told)))")
    page.keyboard.press("Control+v")
    editor(page, "en").locator("p + figure img").wait_for()
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    stored.refresh_from_db()
    assert stored.body == f"<ul><li><p>One.</p></li></ul>\n<p>Two.</p>\n{shown}"
    assert page.problems == []


def test_what_the_words_count_otherwise_is_marked_while_one_writes(served, page):
    day = making.observance(base_year=1990)
    record = making.statement(
        issuers=[making.institution()], observance=day, body="<p>First.</p>\n<p>It was <em>36</em> years ago"
    )
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    editor(page, "en").click()
    told = page.locator("section.language-en .counted-words")

    page.keyboard.press("Control+End")
    page.keyboard.type(", or 35 years ago.")
    told.get_by_text("It says “35 years ago”; counted: 2026 − 1990 = 36, so “36 years ago”.").click()

    marked = "[...CSS.highlights.get('counted-words')].map(String)"
    assert page.evaluate(marked) == ["35 years ago"]
    for _letter in range(len("35 years ago.")):
        page.keyboard.press("Control+End")
        page.keyboard.press("Backspace")
    told.get_by_role("button").wait_for(state="detached")
    assert (page.evaluate(marked), page.problems) == ([], [])


def test_the_acts_wait_while_words_are_not_saved(served, page):
    place = making.place()
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(place))
    page.click("summary:has-text('Submit for review')")
    submit = page.locator("[data-act=submit]")
    assert submit.is_enabled()
    assert page.locator("[data-unsaved]").is_hidden()

    page.fill("section.language-en input[name$=title]", "Another title")

    assert submit.is_disabled()
    assert "not saved yet" in page.inner_text("[data-unsaved]")


def test_nobody_leaves_unsaved_words_behind_unasked(served, page):
    event = making.entry()
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(event))
    page.on("dialog", lambda dialog: dialog.dismiss())

    page.fill("#id_date", "1990-01-21")
    with page.expect_event("dialog") as asked:
        page.click("text=Used in", no_wait_after=True)
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.click("text=Used in")
    page.wait_for_url("**/used-in/")

    assert asked.value.type == "beforeunload"
    assert page.problems == []


def test_the_acts_wait_for_words_typed_in_the_editor_too(served, page):
    place = making.place()
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(place))
    page.click("summary:has-text('Submit for review')")

    editor(page, "en").click()
    page.keyboard.type("A word.")

    assert page.locator("[data-act=submit]").is_disabled()


def test_a_source_is_chosen_by_any_spelling_and_cited(served, page):
    source = making.source({"az": "Şuşa haqqında kitab"})
    record = making.statement(issuers=[making.institution()])
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))

    page.get_by_role("button", name="Another source").click()
    page.locator("#citations-0 .select2-selection").click()
    page.locator(".select2-search--dropdown input").fill("susa kitab")
    page.locator(".select2-results__option:has-text('Şuşa haqqında kitab')").click()
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    assert [citation.source for citation in record.citations.all()] == [source]


def test_the_screens_of_the_desk_can_be_used_by_everybody_and_keep_the_policy(served, new_page):
    both = making.person("both", "archivist", "reviewer", "publisher")
    source, place = making.source(), making.place()
    making.published(source)
    making.published(place)
    issuer = making.institution()
    making.published(issuer)
    record = making.statement(issuers=[issuer], places=[place], sources=[source])
    making.published(record)
    making.change(record, title="Another title", body="<p>We remember them all.</p>")
    candidate = making.submitted(record, change="correction", note={"en": "The title was wrong."})
    khankendi = making.place("Khankendi")
    making.scheduled(khankendi, making.release())
    event = making.entry()
    making.figure(event, 131, by=issuer, source=source)
    page = new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(VIOLATIONS)
    page.goto(f"{served}/desk/login/")
    found = {"login": violations(page)}
    sign_in(page, served, both)

    addresses = {
        "form": form_of(record),
        "review": f"/desk/review/{candidate.uuid}/",
        "preview": f"/desk/review/{candidate.uuid}/en/",
        "act": f"/desk/record/{record.uuid}/submit/",
        "release": "/desk/archive/release/",
        "event": form_of(event),
        "collection": form_of(making.collection(members=[(place, "Where it was.")])),
        "identity": "/desk/archive/identity/add/",
        "merging": f"/desk/record/{place.uuid}/merge/{khankendi.uuid}/",
        "deleting": f"/desk/archive/place/{place.pk}/delete/",
    }
    refused = {}
    for name, address in addresses.items():
        page.goto(served + address)
        page.wait_for_load_state("load")
        if name in ("form", "event"):
            editor(page, "en").wait_for()
            page.locator("select.admin-autocomplete[data-named]").first.wait_for(state="attached")
        refused[name] = page.evaluate("window.violations")
        found[name] = violations(page)

    assert {name: what for name, what in refused.items() if what} == {}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_form_fits_a_phone(served, new_page):
    issuer = making.institution()
    record, event = making.statement(issuers=[issuer]), making.entry()
    making.figure(event, 147, by=issuer, source=making.source("A source with a title that takes two lines"))
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, served, making.archivist())

    wide = []
    forms = (form_of(record), form_of(event), "/desk/archive/person/add/")
    for address in ("/desk/", "/desk/archive/statement/", *forms):
        page.goto(served + address)
        page.wait_for_load_state("load")
        wide.append(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    assert wide == [0] * 5


def test_no_column_of_a_list_is_out_of_sight_on_a_phone(served, new_page):
    house = making.institution("Ministry of Foreign Affairs of the Republic")
    making.statement("Statement of the Ministry of Foreign Affairs on the Day of Remembrance", issuers=[house])
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, served, making.archivist())

    page.goto(f"{served}/desk/archive/statement/")

    cells = page.locator("#result_list tbody :is(th, td)")
    assert cells.count() == 7
    assert max(cells.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")) <= 390
    assert violations(page) == []


def test_without_a_script_the_text_is_written_in_a_plain_field(served, new_page):
    record = making.statement(issuers=[making.institution()])
    page = new_page(java_script_enabled=False)
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))

    field = page.locator("section.language-en textarea[name$=body]")
    assert field.is_visible()
    field.fill("<p>Typed by hand.</p>")
    page.click("input[name=_save]")

    assert Text.objects.get(record=record.pk).body == "<p>Typed by hand.</p>"


def test_the_search_is_reached_and_what_it_found_gone_through_from_the_keyboard(served, page):
    place, _other = making.place("Shusha"), making.place("Shusha fortress")
    sign_in(page, served, making.archivist())
    focused = "document.activeElement.name || document.activeElement.textContent"
    page.goto(served + form_of(place))
    editor(page, "en").click()
    page.keyboard.type("1/2")
    title = page.locator("[name=texts-0-title]")
    title.press("End")
    title.press("/")
    assert title.input_value() == "Shusha/"
    page.goto(f"{served}/desk/archive/place/")
    page.locator("#searchbar").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    assert page.evaluate(focused) == "q"
    page.keyboard.type("shusha")
    page.keyboard.press("Escape")
    assert (page.evaluate("document.activeElement.type"), page.locator("#go input").input_value()) == (
        "submit",
        "shusha",
    )

    page.keyboard.press("/")
    page.keyboard.type("shu")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found")
    page.wait_for_selector("#go input[aria-keyshortcuts]")  # the script is there
    gone_through = []
    for key in ("/", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        gone_through.append(page.evaluate(focused))
    assert gone_through == ["q", "Shusha fortress", "Shusha", "Shusha", "Shusha fortress"]
    assert page.locator("#go input").get_attribute("title").startswith("“/” leads here")
    assert page.problems == []
