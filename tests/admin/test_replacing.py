"""What is scheduled and mended, at the desk: said in red, compared with what is scheduled, replaced by one act."""

import pytest
import time_machine
from django.urls import reverse

from archive.editions import acts
from archive.editions.models import LedgerEntry
from archive.editorial import reviewing
from archive.editorial.models import State
from archive.editorial.situations import situation
from archive.editorial.submissions import Submissions
from tests import making

from .desk import act, bar_of, bar_words, form_of, offered, sent_by, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MIDNIGHT = "Tuesday 20 January 2026"


@pytest.fixture
def time():
    with time_machine.travel("2026-01-19T12:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def place(time):
    """Scheduled with a slip of the writer, which is mended in the draft."""
    made = making.place("Shusha", slug="shusha", summary="A vilage.")
    making.scheduled(made, making.release(hours=8))
    time.shift(60)
    making.change(made, summary="A village.")
    return made


def everybody():
    return making.person("all", "archivist", "reviewer", "publisher")


def html(person, address: str) -> str:
    return sits(person).get(address).content.decode()


def test_the_bar_says_in_red_what_has_to_be_done_before_the_instant(place):
    def alarm() -> str:
        return bar_of(making.publisher(), place).alarm

    steps = [alarm()]
    candidate = making.submitted(place)
    steps.append(alarm())
    reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)
    steps.append(alarm())
    sits(making.publisher()).post(act(place, "replace"), bar_words(making.publisher(), place, "replace"))

    assert [step.partition("is not what is saved.")[2].strip() for step in steps] == [
        "Submit the changes. When they are approved, a publisher replaces what is scheduled.",
        "The changes wait for a second person. Then a publisher replaces what is scheduled.",
        "The changes are approved. A publisher replaces what is scheduled, at the same instant.",
    ]
    assert alarm() == ""
    assert 'class="alarm"' not in html(making.publisher(), form_of(place))


def test_the_start_page_and_the_releases_say_it_too(place):
    making.scheduled(making.place("Lachin"), making.release(hours=9))
    release = acts.pending(records=[place.uuid])[0].release

    start = sits(everybody()).get(reverse("admin:index")).context["worklists"][0]
    releases = html(everybody(), reverse("admin:archive_release_changelist"))
    own = html(everybody(), reverse("admin:archive_release_change", args=[release.pk]))

    assert (start.is_alarm, [line.title for line in start.lines]) == (True, ["Shusha"])
    assert releases.count("1 is not what is saved") == 1
    assert own.count('<strong class="alarm">') == 1


def test_nothing_is_red_where_what_goes_out_is_what_is_saved(time):
    making.scheduled(making.place(), making.release())

    for address in ("admin:index", "admin:archive_release_changelist"):
        assert "is not what is saved" not in html(everybody(), reverse(address))


def test_a_reviewer_sees_the_one_changed_word_of_what_is_scheduled(place):
    candidate = making.submitted(place)

    page = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid]))

    (reading,) = page.context["readings"]
    (tab,) = reading.tabs
    assert [one.name for one in reading.earlier] == ["scheduled"]
    marked = sits(making.reviewer()).get(tab.url).content.decode()
    assert "vilage</del>" in marked
    assert "village</ins>" in marked


def test_a_change_to_what_readers_have_is_compared_with_both(time):
    place = making.place("Shusa", slug="shusha")
    making.published(place)
    making.change(place, title="Shush")
    making.scheduled(place, making.release(), change="minor")
    time.shift(60)
    making.change(place, title="Shusha")
    candidate = making.submitted(place, change="minor")

    page = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid]))

    (reading,) = page.context["readings"]
    assert [str(one.label) for one in reading.earlier] == ["what is scheduled", "what readers see now"]
    assert reading.against == reading.earlier[0]


def test_what_is_scheduled_is_replaced_by_one_act(place):
    making.approved(place)
    assert offered(making.publisher(), place) == ["replace", "recall"]

    answer = sits(making.publisher()).post(act(place, "replace"), bar_words(making.publisher(), place, "replace"))

    assert answer.status_code == 302
    assert [entry.act for entry in LedgerEntry.objects.all()] == ["schedule", "recall", "schedule"]
    assert situation(place).state == State.SCHEDULED


def test_replacing_from_an_old_page_is_refused_and_the_reason_stays(place):
    making.approved(place)
    words = bar_words(making.publisher(), place, "replace") | {"replace-reason": "A letter was missing."}
    sits(making.publisher()).post(act(place, "replace"), words)
    making.change(place, title="Shusha town")
    making.approved(place)

    answer = sits(making.publisher()).post(act(place, "replace"), words)

    assert answer.status_code == 409
    assert "A letter was missing." in answer.content.decode()
    assert LedgerEntry.objects.count() == 3


def test_what_changes_together_is_read_and_approved_together(place):
    house = making.institution("House", place=place)
    making.scheduled(house, release := acts.pending()[0].release, release=release)
    making.change(place, title="Shusha town")
    candidate = making.submitted(place)

    page = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid]))

    (reading,) = page.context["readings"]
    ((record, _url, changed),) = reading.companions
    assert (record.uuid, [(one.was, one.will_be) for one in changed.facts]) == (house.uuid, [("Shusha", "Shusha town")])
    assert [line.title for line in worklists(making.reviewer(), "Waits for your review")] == ["Shusha town"]


def worklists(person, heading: str):
    found = sits(person).get(reverse("admin:index")).context["worklists"]
    return next((worklist.lines for worklist in found if str(worklist.heading) == heading), ())


def test_an_overtaken_mend_is_a_prepared_correction_of_its_authors(place, time):
    making.approved(place, remark="One letter.")
    time.shift(12 * 60 * 60)

    (line,) = worklists(making.archivist(), "Overtaken: say what kind of change it is")
    form = sits(making.archivist()).get(line.first).context["form"]
    words = sent_by(form) | {"submit-change": "correction", "submit-note_en": "A letter was missing."}
    answer = sits(making.archivist()).post(line.first, words)

    assert (form["chosen"].value(), form["remark"].value()) == (["en"], "One letter.")
    assert answer.status_code == 302
    page = sits(making.reviewer()).get(reverse("admin:review", args=[Submissions.read(place).last.uuid]))
    assert "Reviewer approved the same words on" in page.content.decode()
    assert worklists(making.archivist(), "Overtaken: say what kind of change it is") == ()


def test_the_desk_numbers_nothing_that_is_still_to_come(place, time):
    release, entry = acts.pending()[0].release, LedgerEntry.objects.get()
    pages = [
        html(everybody(), reverse("admin:archive_release_change", args=[release.pk])),
        html(making.administrator(), reverse("admin:archive_ledgerentry_change", args=[entry.pk])),
        html(making.administrator(), reverse("admin:versions", args=[place.uuid])),
    ]

    assert "the coming edition" in pages[1]
    for page in pages:
        assert "dition 1" not in page
