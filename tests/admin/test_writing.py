"""The form as a writing desk, in a real browser: what stands where, how high it is, and that the keyboard suffices."""

from datetime import timedelta

import pytest
from django.urls import reverse

from archive import clock
from archive.editions.models import Release
from archive.records.statements import Statement
from archive.records.texts import Text
from tests import making
from tests.everybody import too_wide, violations

from .desk import act, bar_words, form_of, sits, typed
from .test_in_a_browser import editor, sign_in

pytestmark = pytest.mark.once

HEIGHT = "document.documentElement.scrollHeight"
NEW = {
    "statement": 1600,
    "timelineentry": 1800,
    "institution": 1600,
}
POPUPS = ("institution", "source", "place", "subject")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_forms_are_as_high_as_what_is_written_in_them_and_nothing_is_cut(served, new_page):
    page = new_page(viewport={"width": 1280, "height": 900})
    sign_in(page, served, making.archivist())
    found = {}
    for kind in NEW:
        page.goto(f"{served}/desk/archive/{kind}/add/")
        editor(page, "en").wait_for()
        found[kind] = page.evaluate(HEIGHT)
    assert {kind: high for kind, high in found.items() if high > NEW[kind]} == {}

    page.set_viewport_size({"width": 800, "height": 500})
    for kind in POPUPS:
        page.goto(f"{served}/desk/archive/{kind}/add/?_popup=1")
        editor(page, "en").wait_for()
        found[kind] = page.evaluate(HEIGHT)
    assert {kind: found[kind] for kind in POPUPS if found[kind] > 1200} == {}

    # A tablet, a phone, and a screen on which everything is four times as large.
    wide = {}
    for size in ((1024, 768), (390, 844), (320, 256)):
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        for kind in ("statement", "timelineentry"):
            page.goto(f"{served}/desk/archive/{kind}/add/")
            wide[*size, kind] = too_wide(page)
    assert {where: found for where, found in wide.items() if found} == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_draft_is_written_and_saved_by_keyboard_alone(served, page):
    sign_in(page, served, making.archivist())
    page.goto(f"{served}/desk/archive/statement/add/")
    editor(page, "en").wait_for()
    assert page.get_by_role("tab", selected=True).inner_text().split() == ["English", "empty"]

    assert page.evaluate("document.activeElement.name.endsWith('-title')")

    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Bəyanat")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")

    made = Statement.objects.get()
    assert [(text.language, text.title) for text in made.texts.all()] == [("az", "Bəyanat")]
    assert (made.year, made.date, made.original_language) == (None, "", "")
    states = [tab.inner_text().split() for tab in page.get_by_role("tab").all()]
    assert states == [["Azərbaycanca", "written"], ["English", "empty"], ["Русский", "empty"]]
    assert page.problems == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_fault_leads_to_its_field_in_its_language_and_its_fold(served, page):
    record = making.statement({"az": "Bəyanat", "en": "Statement"}, issuers=[making.institution()])
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    page.get_by_role("tab", name="Azərbaycanca").click()
    page.fill("section.language-az [name$=-title]", "")
    page.get_by_role("tab", name="English").click()
    page.locator("summary", has_text="More about the document").click()
    page.fill("#id_signed", "yesterday")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".faults")
    assert violations(page) == []
    page.get_by_role("tab", name="English").click()

    page.get_by_role("link", name="Azərbaycanca: Title").click()
    assert page.evaluate("document.activeElement.name.endsWith('-title')")
    assert page.locator("section.language-az").is_visible()
    assert page.get_by_role("tab", selected=True).inner_text().split() == ["Azərbaycanca", "has", "errors"]
    page.get_by_role("link", name="Signed:").click()
    assert page.evaluate("document.activeElement.id") == "id_signed"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_two_languages_stand_side_by_side_with_their_paragraphs_at_one_height(served, new_page):
    record = making.statement({"az": "Bəyanat", "en": "Statement"}, issuers=[making.institution()])
    for language, first in (("az", "Uzun söz. " * 40), ("en", "Short.")):
        making.change(record, language=language, body=f"<p>{first.strip()}</p>\n<p>Two.</p>")
    page = new_page(viewport={"width": 1280, "height": 1600})  # no button stands half behind the foot
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    editor(page, "en").wait_for()

    page.get_by_role("button", name="Two side by side").click()
    page.reload()  # it is remembered
    editor(page, "az").wait_for()
    seconds = "[...document.querySelectorAll('section:not([hidden]) .ProseMirror > :nth-child(2)')]"
    tops = f"{seconds}.map((one) => one.getBoundingClientRect().top)"
    for _try in range(100):  # the policy of the desk lets nobody wait for it within the page
        one, other = page.evaluate(tops)
        if abs(one - other) < 2:
            break
        page.wait_for_timeout(50)

    assert abs(one - other) < 2
    assert editor(page, "az").is_visible()
    assert editor(page, "en").is_visible()
    assert violations(page) == []
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist li")
    assert Text.objects.get(record=record.pk, language="en").body == "<p>Short.</p>\n<p>Two.</p>"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_beside_a_translation_stands_what_is_written_and_no_empty_language(served, page):
    record = making.statement({"az": "Bəyanat", "ru": "Заявление"}, issuers=[making.institution()])
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(record))
    editor(page, "az").wait_for()

    page.get_by_role("tab", name="Русский").click()
    page.get_by_role("button", name="Two side by side").click()

    assert [editor(page, language).is_visible() for language in ("az", "en", "ru")] == [True, False, True]


@pytest.mark.django_db
def test_languages_and_zones_are_written_by_name_and_read_by_name():
    record, client = making.statement(issuers=[making.institution()], original_language="az"), sits(making.archivist())
    words = typed(client.get(form_of(record)))
    assert words["original_language"] == "Azerbaijani"

    for language, zone in (("Türk", "Moskva, Rusiya"), ("turkish", "moscow"), ("tr", "Europe/Moscow")):
        said = {"original_language": language, "released_wall": "2026-01-19 22:01", "released_zone": zone}
        client.post(form_of(record), typed(client.get(form_of(record))) | said)
        found = Statement.objects.get()
        assert (found.original_language, found.released_zone) == ("tr", "Europe/Moscow")
        client.post(form_of(record), typed(client.get(form_of(record))) | {"original_language": "az"})
    read = sits(making.reviewer()).get(form_of(record)).content.decode()
    wrong = client.post(form_of(record), typed(client.get(form_of(record))) | {"original_language": "Klingon"})

    assert "“Klingon” is not the name of a language. Write it as in “Turkish” or “French”." in wrong.content.decode()
    assert '<div class="readonly">Azerbaijani</div>' in read
    assert '<div class="readonly">Moscow, Russia</div>' in read


@pytest.mark.django_db
def test_no_page_of_the_desk_asks_for_the_code_of_a_zone():
    place, release, publisher = making.place(), making.release(), making.publisher()
    making.approved(place)
    making.scheduled(making.place(), release)
    desk, administrator = sits(publisher), sits(making.administrator())
    moving = reverse("admin:archive_release_change", args=[release.pk])
    account = reverse("admin:archive_user_change", args=[publisher.pk])
    day = {"day": str(clock.today() + timedelta(days=9)), "hour": "12:00"}
    seen = bar_words(publisher, place, "schedule")["schedule-seen"]
    moved = {"zone": "tokyo", "reason": "Later."} | day

    scheduling = desk.post(act(place, "schedule"), prefixed("schedule", {"seen": seen, "zone": "Nowhere"} | day))
    asked = [desk.get(moving), desk.get(reverse("admin:my_desk")), administrator.get(account)]
    desk.post(act(place, "schedule"), prefixed("schedule", {"seen": seen, "zone": "moskva"} | day))
    verbs = {name: form for name, _verb, form in asked[0].context["verbs"]}
    moved["seen"] = verbs["reschedule"]["seen"].value()
    desk.post(reverse("admin:release_act", args=[release.pk, "reschedule"]), prefixed("reschedule", moved))
    desk.post(reverse("admin:my_desk"), {"language": "en", "time_zone": "Лондон"})

    for page in (scheduling, *asked):
        shown = page.content.decode()
        assert '<datalist id="names-of-zones">' in shown
        assert 'list="names-of-zones"' in shown
        assert 'value="Asia/' not in shown
    assert 'value="Nowhere"' in scheduling.content.decode()
    assert {one.zone for one in Release.objects.all()} == {"Europe/Moscow", "Asia/Tokyo"}
    publisher.refresh_from_db()
    assert publisher.time_zone == "Europe/London"


def prefixed(prefix: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": said for name, said in words.items()}
