"""A whole year of one observance with three people: its dossier is there a month before, and closed a week after.

What somebody clicks, types and reads on a page is done in a browser; the rest is asked of the same desk without one.
"""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive.admin.base.rehearsals import rehearsal_url
from archive.dossiers.models import Dossier, Report, Task
from archive.editions.models import Release
from archive.records.statements import Statement
from tests import making
from tests.admin.desk import act, message, sent_by, sits

from .test_clicks import MOST, Desk

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

# From the dossier to the submitted draft: every press of the pointer, those that only show what is missing among them.
# Keys are not counted: a passage costs one.
MOST_TO_SUBMIT = 6
# At which 20 January begins in Baku.
MIDNIGHT = datetime(2027, 1, 19, 20, 0, tzinfo=UTC)


@pytest.fixture
def the_night(time_machine):
    """The day of remembrance as readers have it, with last year's statement in two languages."""
    time_machine.move_to(datetime(2026, 1, 10, 8, 0, tzinfo=UTC))
    issuer, source = making.institution("Ministry of Remembrance", slug="ministry"), making.source()
    night = making.observance("The night", slug="the-night", month=1, day=20, base_year=1990)
    event = making.entry("The night of 20 January", observances=[night], sources=[source])
    for one in (issuer, source, night, event):
        making.published(one)
    titles = {"en": "Words of the night", "az": "Gecənin sözü"}
    body = "<p>36 years ago people died. We remember their tragedy.</p>"
    last = making.statement(titles, issuers=[issuer], observance=night, slug="words-of-2026", body=body)
    body = "<p>36 il əvvəl insanlar həlak oldu.</p>"
    last.texts.filter(language="az").update(body=body, translation="issuer")
    making.published(last)
    return night


def test_a_year_from_its_dossier_to_the_next(served, new_page, client, the_night, time_machine):
    dossier_url = reverse("admin:dossier", args=[the_night.uuid, 2027])
    desk = Desk(new_page(viewport={"width": 1280, "height": 900}), served)

    # A month before, it is on the start page, and nothing has run. What is done is ticked off.
    time_machine.move_to(datetime(2026, 12, 21, 8, 0, tzinfo=UTC))
    page = desk.sits_down(making.archivist()).page
    from_start = page.get_by_role("link", name=re.compile("^Begin from last year’s")).get_attribute("href")
    desk.click("The night")
    assert (page.url, Dossier.objects.count()) == (f"{served}{dossier_url}", 0)
    desk.click("Done ?: Say which issuers.*", role="button")
    desk.is_done()
    assert [task.step for task in Task.objects.exclude(done_at=None)] == ["scope"]

    # The draft is begun from last year's, by two clicks from here as from the start page.
    desk.begins()
    assert page.get_by_role("link", name="Begin from last year’s").get_attribute("href") == from_start
    desk.click("Begin from last year’s")
    desk.click("Begin the draft of 2027", role="button")
    desk.is_done()
    assert desk.clicks <= MOST["a draft from last year"]

    # Each passage has its key. One that waits keeps the draft back, and leads to its spot.
    draft = Statement.objects.get(year=2027)
    for key, left in (("y", 3), ("c", 2), ("y", 1)):
        page.locator(".carried details[open] summary:focus").wait_for()
        page.keyboard.press(key)
        page.locator(".carried h3", has_text=f"{left} passage").wait_for()
    desk.click("Submit for review", role="button", within="[data-foot]")
    desk.click("Azərbaycanca, paragraph 1: carried from 2026, and not confirmed yet.", within=".errornote")
    page.locator(".carried details[open]", has_text="36 il").locator("summary:focus").wait_for()
    page.keyboard.press("c")
    desk.is_done()
    desk.click("Submit for review", role="button", within="[data-foot]")
    desk.is_done()
    assert desk.clicks <= MOST_TO_SUBMIT
    assert draft.texts.get(language="en").body == "<p>37 years ago people died. We remember their tragedy.</p>"
    assert draft.texts.get(language="az").body == "<p>37 il əvvəl insanlar həlak oldu.</p>"

    # Another person reads it as readers will, and what it says otherwise than last year.
    time_machine.move_to(datetime(2027, 1, 13, 8, 0, tzinfo=UTC))
    reading = Desk(new_page(viewport={"width": 1280, "height": 900}), served).sits_down(making.reviewer())
    reading.click("Read and decide ?: Words of the night")
    since = reading.page.frame_locator(".since iframe")
    since.locator("ins", has_text="37").first.wait_for()
    reading.click("Approve", role="button")
    reading.is_done()

    # It is scheduled for the first minute of the day; the day is rehearsed, and its dossier keeps that it was.
    time_machine.move_to(datetime(2027, 1, 15, 8, 0, tzinfo=UTC))
    publisher, public = sits(making.publisher()), "/en/statements/words-of-2027/"
    scheduling = act(draft, "schedule")
    assert publisher.post(scheduling, sent_by(publisher.get(scheduling).context["form"])).status_code == 302
    release = Release.objects.get(instant=MIDNIGHT)
    assert reverse("admin:rehearse") in publisher.get(dossier_url).content.decode()
    assert public in publisher.get(rehearsal_url(MIDNIGHT, "/en/")).content.decode()
    assert client.get(public).status_code == 404
    checked = publisher.post(reverse("admin:check_release", args=[release.pk]))
    assert checked.context["kept_in"] == [("The night, 2027", dossier_url)]

    # From the eve on it leads the front page, with nothing having run. What became public is looked at from outside.
    time_machine.move_to(MIDNIGHT - timedelta(seconds=1))
    (eve,) = client.get("/en/").context["page"].leading
    time_machine.move_to(MIDNIGHT + timedelta(minutes=5))
    (day,) = client.get("/en/").context["page"].leading
    assert (eve.nearness, eve.statements, eve.opening) == ("Tomorrow", (), "")
    assert (day.nearness, day.opening) == ("Today", "37 years ago people died. We remember their tragedy.")
    assert [one.title.address for one in (*day.statements, *day.before)] == [public, "/en/statements/words-of-2026/"]
    call_command("probe_release", address=served, stdout=StringIO())

    # A week after it is closed: nothing was lost, and what is open and noted goes on to the next.
    time_machine.move_to(datetime(2027, 1, 27, 8, 0, tzinfo=UTC))
    archivist, closing = sits(making.archivist()), reverse("admin:close_dossier", args=[the_night.uuid, 2027])
    left = {"new-what": "Ask the consulate", "new-days": "-20", "new-role": "liaison"}
    for written in ({"add": "new", **left}, {"note": "new", "note-words": "Its number came late."}):
        assert archivist.post(dossier_url, written).status_code == 302
    assert archivist.get(dossier_url).context["carry_url"] == ""
    waiting = [line for pile in archivist.get(reverse("admin:index")).context["worklists"] for line in pile.lines]
    assert closing in [step.url for line in waiting for step in line.steps]
    assert message(archivist.post(closing)) == "Closed. Every byte is what it was."
    reports = [(one.kind, one.is_ok, one.by) for one in Report.objects.order_by("pk")]
    assert reports == [
        ("rehearsal", True, making.publisher()),
        ("probe", True, None),
        ("look-back", None, making.archivist()),
        ("fixity", True, making.archivist()),
    ]
    following = archivist.get(reverse("admin:dossier", args=[the_night.uuid, 2028])).context
    assert ("Ask the consulate", 2027) in [(one.task.what, one.task.carried_from) for one in following["open_tasks"]]
    assert [(note.words, note.carried_from) for note in following["notes"]] == [("Its number came late.", 2027)]
    assert [year for year, _statements in following["statements_before"]] == [2027, 2026]
    # A browser tells of the answer that refuses as of a file that is not there.
    assert [problem for one in (desk, reading) for problem in one.page.problems if "422" not in problem] == []
