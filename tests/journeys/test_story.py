"""The whole story in a browser: from a document on disk to a page, at its second, and to its correction."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from archive import clock
from tests import making

MATERIAL = Path(__file__).parent.parent / "material"
TITLE = "STATEMENT of the Ministry of Civil Protection of the Republic of Velmar on 12 May - Flood Remembrance Day"


class Desk:
    """One person at the desk, in a browser of their own."""

    def __init__(self, page, address: str, name: str) -> None:
        self.page, self.address = page, address
        page.goto(f"{address}/desk/login/")
        page.fill("#id_username", name)
        page.fill("#id_password", making.PASSWORD)
        page.click("[type=submit]")
        page.wait_for_url(f"{address}/desk/")

    def open(self, title: str) -> None:
        """Follow the start page, or the list of what can be found, to a record."""
        self.page.goto(f"{self.address}/desk/")
        self.page.locator("#content").get_by_role("link", name=title, exact=True).first.click()

    def unfold(self, name: str) -> None:
        """Open what an act asks for, if it is folded up."""
        self.page.wait_for_selector(f"[data-act={name}]", state="attached")
        folded = self.page.locator(f"details:not([open]):has([data-act={name}]) > summary")
        if folded.count():
            folded.click()

    def act(self, name: str) -> None:
        """Press the button of one act, read that it was done, and follow the link back to the record."""
        self.unfold(name)
        self.page.locator(f"[data-act={name}]").click()
        self.page.locator(".messagelist .success a").click()
        self.page.wait_for_selector("[data-bar]")

    def state(self) -> str:
        return self.page.locator("[data-bar] .state").inner_text()


@pytest.fixture
def people(served, new_page):
    """The archivist, the reviewer and the publisher at their desks, and a reader without one."""
    for make in (making.archivist, making.reviewer, making.publisher):
        make()
    wide = {"viewport": {"width": 1280, "height": 900}}
    desks = [Desk(new_page(**wide), served, name) for name in ("archivist", "reviewer", "publisher")]
    return *desks, new_page(viewport={"width": 390, "height": 800})


@pytest.fixture
def to():
    """Moves the archive's clock; it runs on from there until the test has ended."""
    started = []

    def travel(moment: datetime) -> None:
        traveller = time_machine.travel(moment)
        traveller.start()
        started.append(traveller)

    yield travel
    for traveller in started:
        traveller.stop()


def through_the_door(archivist: Desk, reviewer: Desk, publisher: Desk, title: str) -> None:
    """Submitted, approved and published by three people, each from their own start page."""
    archivist.act("submit")
    reviewer.open(title)
    reviewer.act("approve")
    publisher.open(title)
    publisher.act("publish")


@pytest.mark.browser
@pytest.mark.once
def test_a_document_becomes_a_page_at_its_second_and_is_corrected_in_the_open(served, people, to):
    archivist, reviewer, publisher, reader = people
    for known in (
        making.institution("Ministry of Civil Protection of the Republic of Velmar", slug="ministry"),
        making.observance("Flood Remembrance Day", slug="flood", month=5, day=12),
        making.place({"en": "Lorin", "az": "Lörin"}, slug="lorin"),
    ):
        making.published(known)

    # A document is turned into a draft.
    call_command(
        "import_documents", str(MATERIAL / "ministry-statement.md"), "--save", "--by", "archivist", verbosity=0
    )

    # Its source goes through the door first.
    archivist.page.goto(f"{served}/desk/archive/source/?q=velmar")
    archivist.page.locator("#result_list").get_by_role("link", name=TITLE).click()
    through_the_door(archivist, reviewer, publisher, TITLE)

    # The statement is found by its folded words, completed and submitted; nothing is unsaved on a fresh page.
    page = archivist.page
    page.goto(f"{served}/desk/archive/statement/?q=FLOOD")
    page.locator("#result_list").get_by_role("link", name=TITLE).click()
    assert (archivist.state(), page.locator("[data-unsaved]").is_visible()) == ("Draft", False)
    page.locator("summary", has_text="Address").click()
    page.fill("#id_slug", "12-may-2026-ministry")
    assert page.locator("[data-unsaved]").is_visible()
    assert page.locator("[data-act=submit]").is_disabled()
    page.locator("[name=_continue]").click()
    page.wait_for_selector(".messagelist .success")
    archivist.act("submit")
    assert archivist.state() == "In review"

    # A second person reads it as readers will, and approves it.
    reviewer.open(TITLE)
    reviewer.page.frame_locator("iframe[data-language=en]").get_by_text("the dam at Tarn broke").wait_for()
    reviewer.act("approve")

    # It is scheduled, and appears at its second with nothing having run.
    address = f"{served}/en/statements/12-may-2026-ministry/"
    release = clock.local(next_minute(clock.now() + timedelta(hours=1)))
    publisher.open(TITLE)
    publisher.unfold("schedule")
    publisher.page.fill("[name=schedule-day]", release.strftime("%Y-%m-%d"))
    publisher.page.fill("[name=schedule-hour]", release.strftime("%H:%M"))
    publisher.act("schedule")
    assert publisher.state() == "Scheduled"
    to(release - timedelta(seconds=3))
    assert reader.goto(address).status == 404
    assert hits(reader, f"{served}/en/search/?q=flood+tarn") == []
    while clock.now() < release:
        reader.wait_for_timeout(200)
    assert reader.goto(address).status == 200
    assert reader.locator("h1").inner_text() == TITLE

    # It is found by search, with or without diacritics, and by filters.
    for found in ("search/?q=dam+tarn", "search/?q=LÖRİN", "statements/?observance=flood&year=2026&place=lorin"):
        assert TITLE in hits(reader, f"{served}/en/{found}")

    # It is corrected in the open.
    page.goto(f"{served}/desk/archive/statement/?q=flood")
    page.locator("#result_list").get_by_role("link", name=TITLE).click()
    body = page.locator(".language-en .ProseMirror")
    body.locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Corrected words.")
    page.locator("[name=_continue]").click()
    page.wait_for_selector(".messagelist .success")
    archivist.unfold("submit")
    page.select_option("[name=submit-change]", "correction")
    page.fill("[name=submit-note_en]", "A sentence was missing.")
    through_the_door(archivist, reviewer, publisher, TITLE)

    reader.goto(address)
    assert reader.get_by_text("A sentence was missing.").first.is_visible()
    assert reader.get_by_text("Corrected words.").is_visible()
    reader.goto(f"{address}editions/1/")
    assert reader.get_by_text("Corrected words.").count() == 0
    assert reader.locator("link[rel=canonical]").get_attribute("href").endswith("/en/statements/12-may-2026-ministry/")
    assert TITLE in hits(reader, f"{served}/en/search/?q=corrected+words")
    assert [one.page.problems for one in (archivist, reviewer, publisher)] == [[], [], []]


def hits(reader, address: str) -> list[str]:
    """The titles a list of the reading room shows."""
    reader.goto(address)
    return [link.inner_text() for link in reader.locator("main li a[href*='/statements/']").all()]


def next_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
