"""What a day's work costs in clicks, from the start page on, in a real browser.

A click is one press of the pointer. To choose from a list is one click, to choose a record that one looks up is two:
into the field, and on what was found. Typing is not counted, nor is a key, as Ctrl+S.
"""

import re
from datetime import timedelta

import pytest

from archive import clock
from archive.editions.models import Act, Edition, LedgerEntry
from archive.editorial.models import Candidate
from archive.records.statements import Statement
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from tests import making
from tests.admin.desk import form_of
from tests.admin.test_in_a_browser import editor, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

# What no job may cost more than.
MOST = {
    "a draft of a statement": 4,
    "a draft from last year": 2,
    "submitting it": 1,
    "publishing now": 2,
    "correcting what is public": 4,
    "withdrawing with a reason": 3,
    "replacing what is scheduled": 4,
    "an event with three figures": 10,
    "approving, the difference seen": 2,
    "scheduling inside approval": 2,
    "four places from a sheet to readers": 8,
}


class Desk:
    """Somebody at the desk, and how often they have clicked for the job that they are at."""

    def __init__(self, page, served: str) -> None:
        self.page, self.served = page, served
        self.clicks = 0

    def sits_down(self, person) -> "Desk":
        sign_in(self.page, self.served, person)
        self.page.goto(f"{self.served}/desk/")
        return self

    def begins(self) -> "Desk":
        self.clicks = 0
        return self

    def click(self, name: str, *, role: str = "link", within: str = "#content") -> None:
        self.page.locator(within).get_by_role(role, name=re.compile(f"^{name}$")).first.click()
        self.clicks += 1

    def adds(self, kind: str) -> None:
        self.page.locator(f"a[href='/desk/archive/{kind}/add/']:visible").first.click()
        self.clicks += 1

    def select(self, field: str, option: str) -> None:
        self.page.select_option(field, option)
        self.clicks += 1

    def look_up(self, field: str, letters: str, name: str) -> None:
        self.page.locator(f"{field} + .select2 .select2-selection").click()
        self.page.locator(".select2-container--open .select2-search__field:focus").wait_for()
        self.page.keyboard.type(letters)
        self.page.locator(f".select2-results__option:has-text('{name}')").click()
        self.clicks += 2

    def rewrites(self, words: str) -> None:
        editor(self.page, "en").press("Control+a")
        self.page.keyboard.type(words)

    def is_done(self) -> None:
        self.page.wait_for_selector(".messagelist .success")


@pytest.fixture
def desk(served, new_page):
    page = new_page(viewport={"width": 1280, "height": 900})
    return Desk(page, served)


def test_a_statement_is_drafted_and_submitted(desk):
    issuer, source = making.institution("Ministry of Remembrance"), making.source()
    making.published(issuer), making.published(source)
    desk.sits_down(making.archivist()).begins()

    desk.adds("statement")
    editor(desk.page, "en").wait_for()
    desk.page.keyboard.type("On the Day of Remembrance")
    desk.look_up("#id_issued_by-0-institution", "minist", "Ministry of Remembrance")
    desk.click("Save and continue editing", role="button", within="[data-foot]")
    desk.is_done()
    assert desk.clicks <= MOST["a draft of a statement"]
    assert str(Statement.objects.get().issued_by.get().institution) == "Ministry of Remembrance"

    whole = making.statement(issuers=[issuer], sources=[source])
    desk.page.goto(desk.served + form_of(whole))
    desk.begins().click("Submit for review", role="button", within="[data-foot]")
    desk.is_done()
    assert desk.clicks <= MOST["submitting it"]
    assert [one.record_id for one in Candidate.objects.filter(review=None)] == [whole.pk]


def test_this_years_draft_is_begun_from_last_years_and_read_with_a_key_a_passage(desk):
    issuer, day = making.institution("Ministry of Remembrance"), clock.today() + timedelta(days=30)
    kept = making.observance("The night", month=day.month, day=day.day)
    making.published(issuer), making.published(kept)
    then = {"year": day.year - 1, "date": f"{day.year - 1}{day:-%m-%d}", "observance": kept}
    body = "<p>We remember.</p>\n<p>It is 36 years ago.</p>"
    making.published(making.statement("Words of the night", issuers=[issuer], body=body, **then))
    page = desk.sits_down(making.archivist()).begins().page

    desk.click("Begin from last year’s ?: The night")
    desk.click(f"Begin the draft of {day.year}", role="button")
    desk.is_done()

    assert desk.clicks <= MOST["a draft from last year"]
    draft = Statement.objects.get(year=day.year)
    assert draft.date == day.isoformat()
    page.locator(".carried details[open] summary:focus").wait_for()
    page.keyboard.press("y")
    page.get_by_role("button", name="Take it back").click()
    page.locator(".carried h3", has_text="3 passages").wait_for()
    for left in (2, 1):
        page.locator(".carried details[open] summary:focus").wait_for()
        page.keyboard.press("y")
        page.locator(".carried h3", has_text=f"{left} passage").wait_for()
    page.keyboard.press("c")
    desk.is_done()
    assert Text.objects.get(record=draft).body == "<p>We remember.</p>\n<p>It is 37 years ago.</p>"
    assert sorted(one.place for one in draft.confirmations.all()) == ["p1", "p2", "title"]
    desk.click("Submit for review", role="button", within="[data-foot]")
    desk.is_done()
    assert [one.record_id for one in Candidate.objects.filter(review=None)] == [draft.pk]


def test_an_event_with_three_figures_is_written(desk):
    making.institution("Ministry"), making.source("Report")
    page = desk.sits_down(making.archivist()).begins().page

    desk.adds("timelineentry")
    editor(page, "en").wait_for()
    page.keyboard.type("The night")
    page.fill("#id_date", "1990-01-20")
    for number, (measure, value) in enumerate((("killed", "147"), ("injured", "744"), ("missing", "4"))):
        desk.select(f"#id_figures-{number}-measure", measure)
        page.fill(f"#id_figures-{number}-numbers", value)
        if number == 0:
            desk.look_up("#id_figures-0-stated_by", "minist", "Ministry")
            desk.look_up("#id_figures-0-stated_in", "rep", "Report")
    desk.click("Save and continue editing", role="button", within="[data-foot]")
    desk.is_done()

    assert desk.clicks <= MOST["an event with three figures"]
    said = [(str(one), str(one.stated_by), str(one.stated_in)) for one in TimelineEntry.objects.get().figures.all()]
    assert said == [(f"{one}", "Ministry", "Report") for one in ("Killed: 147", "Injured: 744", "Missing: 4")]


def test_what_was_approved_is_published_and_withdrawn_with_a_reason(desk):
    place = making.place("Shusha")
    making.approved(place)
    publisher = making.publisher()

    desk.sits_down(publisher).begins().click("Publish now ?: Shusha")
    desk.click("Publish now", role="button")
    desk.is_done()
    assert desk.clicks <= MOST["publishing now"]

    desk.sits_down(publisher).begins().page.get_by_role("searchbox").first.fill(
        f"https://archive.test/en/places/{place.slug}/"
    )
    desk.page.keyboard.press("Enter")
    desk.page.locator("summary", has_text="Withdraw").click()
    desk.clicks += 1
    desk.select("#id_withdraw-reason_class", "published-in-error")
    desk.page.fill("#id_withdraw-note_en", "It was another place.")
    desk.page.fill("#id_withdraw-reason", "Mistaken for another place.")
    desk.click("Withdraw", role="button")
    desk.is_done()
    assert desk.clicks <= MOST["withdrawing with a reason"]
    assert [entry.act for entry in LedgerEntry.objects.order_by("seq")] == [Act.PUBLISH, Act.WITHDRAW]


def test_what_readers_have_is_corrected(desk):
    place = making.place("Shusha", body="<p>A vilage.</p>")
    making.published(place)
    desk.sits_down(making.archivist()).begins().click("Shusha")

    desk.rewrites("A village.")
    desk.click("Save and submit", role="button", within="[data-foot]")
    desk.select("#id_submit-change", "minor")
    desk.click("Submit the changes for review", role="button", within="#content-main")
    desk.is_done()

    assert desk.clicks <= MOST["correcting what is public"]
    assert [one.change for one in place.candidates.order_by("pk")] == ["first", "minor"]


def test_what_is_scheduled_is_replaced_at_its_instant(desk):
    place = making.place("Shusha", body="<p>A vilage.</p>")
    planned = making.scheduled(place, making.release())
    desk.sits_down(making.archivist()).begins().click("Shusha")

    desk.rewrites("A village.")
    desk.click("Save and submit", role="button", within="[data-foot]")
    desk.is_done()
    candidate = place.candidates.latest("pk")
    making.reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)
    desk.sits_down(making.publisher()).click("Replace what is scheduled ?: Shusha")
    desk.click("Replace what is scheduled", role="button")
    desk.is_done()

    assert desk.clicks <= MOST["replacing what is scheduled"]
    replaced = Edition.objects.latest("pk")
    assert (replaced.release, replaced.payload_id) == (planned.release, candidate.digest)


def test_a_change_is_read_and_approved(desk):
    place = making.place("Shusha", body="<p>A vilage.</p>")
    making.published(place)
    making.change(place, body="<p>A village.</p>")
    candidate = making.submitted(place, change="minor")
    desk.sits_down(making.reviewer()).begins().click("Read and decide ?: Shusha")

    frame = desk.page.frame_locator("iframe.as-readers").first
    frame.locator("ins", has_text="village").wait_for()
    desk.click("Approve", role="button")
    desk.is_done()

    assert desk.clicks <= MOST["approving, the difference seen"]
    assert candidate.review.verdict == "approved"


def test_what_is_approved_is_scheduled_in_the_same_act(desk):
    issuer = making.institution("Ministry")
    making.published(issuer)
    day = (clock.today() + timedelta(days=40)).isoformat()
    making.submitted(making.statement("Words of the day", issuers=[issuer], year=int(day[:4]), date=day))
    both = making.person("both", "reviewer", "publisher")
    desk.sits_down(both).click("Read and decide ?: Words of the day")
    desk.page.frame_locator("iframe.as-readers").first.locator("h1", has_text="Words of the day").wait_for()

    desk.begins().page.locator("summary", has_text="Approve and schedule").click()
    desk.clicks += 1
    desk.click("Approve and schedule", role="button")
    desk.is_done()

    assert desk.clicks <= MOST["scheduling inside approval"]
    begins = clock.local(Edition.objects.get(kind="statement").release.instant)
    assert f"{begins:%Y-%m-%d %H:%M}" == f"{day} 00:00"


def test_four_places_come_from_a_sheet_to_readers_and_all_of_it_is_seen(desk, tmp_path):
    sheet = tmp_path / "places.csv"
    sheet.write_text("slug,title_en\n" + "".join(f"place-{number},Place {number}\n" for number in range(4)))
    page = desk.sits_down(making.archivist()).begins().page

    page.locator("p", has_text="Import a sheet").get_by_role("link", name="Places").click()
    desk.clicks += 1
    page.set_input_files("#id_file", sheet)
    desk.click("See what it would change", role="button")
    desk.click("Save these as drafts", role="button")
    desk.click("Submit these 4 new records for review", role="button")
    desk.is_done()
    # All that a record says stands open where it is approved; who publishes it may unfold it.
    for person, word, seen in ((making.reviewer(), "Approve", "place-"), (making.publisher(), "Publish", "Place ")):
        desk.sits_down(person).click("Small records, many at once")
        assert [page.get_by_text(f"{seen}{number}").first.is_visible() for number in range(4)] == [True] * 4
        desk.click(f"{word} everything on this page(, now)?", role="button")
        page.wait_for_selector(".outcomes")

    assert desk.clicks <= MOST["four places from a sheet to readers"]
    assert Edition.objects.count() == 4
