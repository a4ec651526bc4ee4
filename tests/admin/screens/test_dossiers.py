"""The dossier at the desk: opened by itself, written into, closed; the board; what every year asks."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.dossiers import opening, preparing
from archive.dossiers.models import Dossier, DossierNote, Obligation
from archive.editorial.preparations import Preparation
from tests import making
from tests.admin.desk import message, sits
from tests.admin.test_plans import gone_through

pytestmark = pytest.mark.django_db


def dossier_of(observance, year: int = 2027) -> str:
    return reverse("admin:dossier", args=[observance.uuid, year])


@pytest.fixture
def mourning(time_machine):
    """Kept on 20 January, and public; it is a month before."""
    time_machine.move_to(datetime(2026, 12, 21, 8, 0, tzinfo=UTC), tick=False)
    observance = making.observance("Mourning", month=1, day=20, base_year=1990)
    making.published(observance)
    time_machine.move_to(datetime(2026, 12, 21, 9, 0, tzinfo=UTC), tick=False)
    return observance


def worklist(client, heading: str):
    page = client.get(reverse("admin:index"))
    return next((one.lines for one in page.context["worklists"] if str(one.heading) == heading), [])


def test_the_start_page_leads_to_a_dossier_for_which_nothing_has_run(mourning):
    client = sits(making.archivist())

    (line,) = worklist(client, "Kept in the next 60 days")
    page = client.get(line.url)

    assert (line.url, page.status_code, Dossier.objects.count()) == (dossier_of(mourning), 200, 0)
    assert page.context["days"].in_words() == ("20 January 2027",)
    assert page.context["days"].anniversaries == (37,)
    assert [shown.distance for shown in page.context["open_tasks"]][:2] == ["T−30", "T−28"]
    assert page.context["warnings"] == []


def test_what_is_written_stands_there_and_who_only_reads_is_offered_nothing(mourning):
    client, address = sits(making.archivist()), dossier_of(mourning)

    ticked = client.post(address, {"tick": "scope"})
    again = client.post(address, {"tick": "scope"})
    taken = client.post(address, {"take": "draft"})
    noted = client.post(address, {"note": "new", "note-words": "Ask again.", "note-is_review": "on"})
    unsaid = client.post(address, {"note": "new", "note-words": ""})
    added = client.post(address, {"add": "new", "new-what": "Call", "new-days": "-2", "new-role": "liaison"})
    changed = client.post(address, {"change": "names", "task-days": "-26", "task-role": "checker"})
    reading = sits(making.publisher()).get(address)

    assert [one.status_code for one in (ticked, taken, noted, added, changed)] == [302] * 5
    assert (again.status_code, unsaid.status_code) == (422, 422)
    assert "Archivist has ticked this off already." in again.content.decode()
    shown = (*reading.context["open_tasks"], *reading.context["done_tasks"])
    by_key = {one.task.key: one for one in shown}
    assert (by_key["scope"].task.done_by, by_key["draft"].task.owner) == (making.archivist(), making.archivist())
    assert (by_key["names"].task.days, str(by_key["names"].task.get_role_display())) == (-26, "Fact-checker")
    assert [note.sort for note in reading.context["notes"]] == ["review"]
    assert not reading.context["may_write"]
    assert client.post(address, {"settle": str(DossierNote.objects.get().pk)}).status_code == 302
    assert sits(making.publisher()).post(address, {"tick": "figures"}).status_code == 403


def test_what_somebody_has_taken_stands_on_her_start_page_when_it_is_due(mourning, time_machine):
    archivist, heading = making.archivist(), "You have taken this, and it is due"
    client = sits(archivist)
    client.post(dossier_of(mourning), {"take": "draft"})

    before = worklist(client, heading)
    time_machine.move_to(datetime(2026, 12, 24, 9, 0, tzinfo=UTC), tick=False)
    due = worklist(sits(archivist), heading)

    assert before[0:] == [] or before[0].said.endswith("23 December 2026")
    assert [line.said for line in due] == ["Begin the draft from last year’s statement · 23 December 2026"]


def test_two_on_one_day_of_opposite_tones_and_a_new_rule_are_warned_of(mourning, time_machine):
    feast = making.observance("Feast", month=1, day=20)
    making.published(feast)
    time_machine.move_to(datetime(2026, 12, 21, 10, 0, tzinfo=UTC), tick=False)
    for observance, tone in ((mourning, "mourning"), (feast, "celebration")):
        Preparation.objects.create(observance=observance, tone=tone)
    mourning.rules.create(
        kind="nth-weekday", month=1, weekday="wed", nth=3, valid_from_year=2027, effect="changes-date"
    )

    said = sits(making.archivist()).get(dossier_of(mourning)).context["warnings"]

    assert said == [
        "The rule is another one than in 2026: it was “20 January”, and is “the third Wednesday of January”.",
        "On the same day falls “Feast”: one is a day of mourning, the other of celebration.",
    ]


def test_what_every_year_asks_is_written_on_one_page(mourning):
    house, client = making.institution("House"), sits(making.archivist())
    address = reverse("admin:preparation", args=[mourning.uuid])
    page = client.get(address).context["asked"]
    sent = {"tone": "mourning", "seen": page.day["seen"].value()}
    for formset in (page.tasks, page.obligations):
        for form in (formset.management_form, *formset.forms):
            sent |= {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    sent |= {"obligations-0-institution": house.pk, "obligations-0-languages": ["az", "en"], "tasks-0-DELETE": "on"}

    saved = client.post(address, sent)
    late = client.post(address, sent)

    assert (saved.status_code, late.status_code) == (302, 409)
    obligation = Obligation.objects.get()
    assert (obligation.institution, obligation.languages) == (house, ["az", "en"])
    assert preparing.day_of(mourning)["tone"] == "mourning"
    assert [task.key for task in opening.template(mourning)][:2] == ["draft", "figures"]
    (line,) = client.get(dossier_of(mourning)).context["ours"]
    assert [(cell.language, cell.cell.state) for cell in line.cells] == [("az", "missing"), ("en", "missing")]
    assert str(line.act.label) == "Write the statement"


@pytest.mark.parametrize("key", ["draft", "x" * 300])
def test_a_key_of_a_task_that_is_sent_twice_or_is_none_names_one_task_at_most(mourning, key):
    said = {"key": key, "step": "draft", "days": "-3", "role": "archivist"}
    sent = {f"tasks-{number}-{name}": value for number in (0, 1) for name, value in said.items()}
    counts = {"tasks-TOTAL_FORMS": 2, "tasks-INITIAL_FORMS": 2, "obligations-TOTAL_FORMS": 0}
    sent |= {"seen": preparing.seen(mourning), **counts, "obligations-INITIAL_FORMS": 0}

    saved = sits(making.archivist()).post(reverse("admin:preparation", args=[mourning.uuid]), sent)

    assert saved.status_code == 302
    assert len({task.key for task in opening.template(mourning)}) == 2


def test_a_dossier_is_closed_and_opened_again_on_one_page(mourning, time_machine):
    client = sits(making.archivist())
    client.post(dossier_of(mourning), {"tick": "scope"})
    time_machine.move_to(datetime(2027, 1, 27, 9, 0, tzinfo=UTC), tick=False)
    client = sits(making.archivist())
    heading = "Days that are over, with a dossier that is still open"
    (line,) = worklist(client, heading)

    closed = client.post(line.first)
    written = client.post(dossier_of(mourning), {"tick": "draft"})
    page = client.get(dossier_of(mourning))
    unsaid = client.post(line.first, {"reopen-reason": ""})
    reopened = client.post(line.first, {"reopen-reason": "A text came."})

    assert (closed.status_code, message(closed)) == (302, "Closed. Every byte is what it was.")
    assert written.status_code == 422
    assert [(name, report.is_ok) for name, report in page.context["reports"]] == [
        ("Whether every byte is what it was", True),
        ("How the year went", None),
    ]
    assert (unsaid.status_code, reopened.status_code) == (422, 302)
    assert [note.words for note in client.get(dossier_of(mourning)).context["notes"]] == ["A text came."]


def test_no_page_of_a_dossier_goes_through_a_table_that_grows(mourning):
    house = making.institution("House")
    making.published(house)
    said = making.statement(issuers=[house], observance=mourning, year=2026)
    making.published(said)
    making.figure(making.entry(observances=[mourning]), 5, by=house, source=making.source())
    client = sits(making.archivist())
    client.post(dossier_of(mourning), {"tick": "scope"})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    names = (("board", []), ("dossier", [mourning.uuid, 2027]), ("close_dossier", [mourning.uuid, 2027]))

    found, counts = [], []
    for name, where in (*names, ("preparation", [mourning.uuid])):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"admin:{name}", args=where)).status_code == 200
        read = [query["sql"] for query in queries if query["sql"].lstrip().startswith(("SELECT", "WITH"))]
        found += [(name, tables, sql) for sql in read if (tables := gone_through(sql))]
        counts.append(len(read))

    # Of people there are few.
    assert [one for one in found if one[1] != {"SCAN archive_user"}] == []
    assert [count <= 45 for count in counts] == [True] * 4, counts


def test_what_cannot_be_is_not_found_or_refused_in_words(mourning):
    client, address = sits(making.archivist()), dossier_of(mourning)
    sent = (
        *({"tick": "nothing"}, {"change": "nothing"}, {"leave": "nothing"}, {}),
        {"change": "scope", "task-days": "9" * 30, "task-role": "king"},
        {"add": "new", "new-what": "\u202e\x07", "new-days": "0", "new-role": "archivist"},
    )

    answers = [client.get(one).status_code for one in (dossier_of(mourning, 1799), dossier_of(mourning, 2201))]
    refused = [client.post(address, one).status_code for one in sent]

    assert client.get(reverse("admin:dossier", args=[making.place().uuid, 2027])).status_code == 404
    assert client.get(f"{address}?task=nothing").status_code == 200
    assert client.post(address, {"settle": "٣"}).status_code == 302  # nothing is settled by it
    assert answers == [404, 404]
    assert refused == [422] * len(sent)
    assert sits(making.archivist()).get(dossier_of(making.observance("Draft"))).status_code == 200


def test_whatever_is_sent_instead_of_a_key_is_answered(mourning):
    client = sits(making.archivist())

    for verb in ("tick", "take", "leave", "settle"):
        for sent in ("\x00", "9" * 5_000, "²"):
            assert client.post(dossier_of(mourning), {verb: sent}).status_code in (302, 409, 422)
