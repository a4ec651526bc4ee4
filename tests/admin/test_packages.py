"""Packages at the desk: what a record names comes along without leaving its page, and goes out with it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive import clock
from archive.admin.base import sheets
from archive.admin.screens import piles
from archive.editions.models import Release
from archive.editorial import packages, publishing, reviewing
from archive.editorial.models import Candidate, State
from archive.editorial.situations import situation
from archive.records.base import Record
from archive.records.saving import saving
from tests import making

from .desk import act, bar_of, bar_words, form_of, message, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def statement() -> Record:
    """One that names an institution and a place that readers cannot see yet."""
    return making.statement(
        "A statement", issuers=[making.institution("A ministry")], places=[making.place("A village")]
    )


def institution() -> Record:
    return Record.objects.get(kind="institution").of_its_kind()


def submit(record: Record, **said):
    words = bar_words(making.archivist(), record, "submit") | said
    return sits(making.archivist()).post(act(record, "submit"), words)


def approve_all() -> None:
    for one in Candidate.objects.filter(review=None):
        reviewing.approve(one, by=making.reviewer(), digest=one.digest)


def states() -> list[State]:
    return [situation(record).state for record in Record.objects.order_by("kind")]


def test_what_a_statement_names_is_submitted_with_it_at_one_click(statement):
    bar = bar_of(making.archivist(), statement)
    (button,) = bar.buttons

    answer = submit(statement)

    assert [str(one.record) for one in bar.along] == ["A ministry", "A village"]
    assert bar.problems == ()
    assert button.at_once
    assert answer.status_code == 302
    assert states() == [State.IN_REVIEW] * 3
    assert "3 records were submitted together." in message(answer)
    assert len(packages.of(Candidate.objects.first())) == 3


def test_what_was_not_chosen_does_not_come_along_and_is_told(statement):
    answer = submit(statement, **{"submit-together": []})

    assert answer.status_code == 422
    assert "A ministry, A village" in answer.content.decode()
    assert states() == [State.DRAFT] * 3


def test_what_keeps_one_of_them_back_is_told_beside_it(statement):
    ministry = institution()
    with saving(ministry, by=making.archivist(), version=ministry.version):
        ministry.slug = "not an address"
        ministry.save()

    page = sits(making.archivist()).get(form_of(statement)).content.decode()
    answer = submit(statement)

    assert f'<a href="{form_of(ministry)}" target="_blank" rel="noopener">A ministry</a>' in page
    assert "Write the address with small Latin letters" in page
    assert answer.status_code == 422
    assert "A ministry: address: Write the address" in answer.content.decode()


def test_one_of_them_that_was_saved_meanwhile_is_told_and_kept_from_going_along_unseen(statement):
    words = bar_words(making.archivist(), statement, "submit")
    making.change(institution(), title="Another ministry")

    answer = sits(making.archivist()).post(act(statement, "submit"), words)

    assert answer.status_code == 409
    assert "Another ministry: Somebody else has saved this record" in answer.content.decode()


def test_what_was_submitted_before_and_what_is_scheduled_is_said(statement):
    making.submitted(institution())
    release = making.release()
    making.scheduled(Record.objects.get(kind="place").of_its_kind(), release)

    bar = bar_of(making.archivist(), statement)
    answer = submit(statement)

    assert bar.along == ()
    assert "It will be read together with what was submitted before: A ministry." in bar.facts
    assert any("It names what becomes public only on" in fact for fact in bar.facts)
    assert answer.status_code == 302
    assert Candidate.objects.latest("pk").release == release


def test_a_package_is_published_from_the_bar_of_any_of_its_records(statement):
    submit(statement)
    approve_all()
    publisher = making.publisher()
    words = bar_words(publisher, statement, "publish")

    answer = sits(publisher).post(act(statement, "publish"), words)

    assert len(words["publish-together"]) == 2
    assert answer.status_code == 302
    assert "3 records are public now." in message(answer)
    assert states() == [State.PUBLISHED] * 3


def test_a_part_that_names_what_readers_cannot_see_is_refused_with_the_way_out_on_the_page(statement):
    submit(statement)
    approve_all()
    words = bar_words(making.publisher(), statement, "publish") | {"publish-together": []}

    answer = sits(making.publisher()).post(act(statement, "publish"), words)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It names what readers cannot see at that instant: A ministry; A village." in page
    assert page.count('name="publish-together"') == 2
    assert states() == [State.APPROVED] * 3


def test_what_nobody_has_approved_is_not_offered_to_go_along(statement):
    submit(statement)
    candidate = Candidate.objects.get(record=statement.pk)
    reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)

    assert "publish-together" not in bar_words(making.publisher(), statement, "publish")


def test_what_has_gone_out_and_is_to_be_corrected_by_itself_is_not_offered_to_go_along(statement):
    submit(statement)
    approve_all()
    ministry = Candidate.objects.get(record=institution().pk)
    publishing.publish(ministry, by=making.publisher(), digest=ministry.digest)
    making.change(institution(), title="The ministry")
    making.approved(institution(), change="minor")

    words = bar_words(making.publisher(), statement, "publish")
    answer = sits(making.publisher()).post(act(statement, "publish"), words)

    assert [one.partition(":")[0] for one in words["publish-together"]] == [str(Record.objects.get(kind="place").pk)]
    assert answer.status_code == 302
    assert "2 records are public now." in message(answer)


def test_a_package_is_one_line_of_what_waits(statement):
    alone = making.place("Alone", by=making.person("colleague", "archivist"))
    making.submitted(alone, by=making.person("colleague", "archivist"))
    submit(statement)
    review, own = lines("review", making.reviewer()), lines("own", making.archivist())
    approve_all()

    release = lines("release", making.publisher())

    assert review == {"Alone": "Colleague", "A statement": "and 2 records with it · Archivist"}
    assert list(own) == ["A statement"]
    assert {title: said.partition(" · ")[0] for title, said in release.items()} == {
        "Alone": "Reviewer",
        "A statement": "and 2 records with it",
    }


def test_the_line_of_a_package_is_what_names_the_others_after_a_return_too(statement):
    submit(statement)
    returned = Candidate.objects.get(record=statement.pk)
    reviewing.return_(returned, by=making.reviewer(), digest=returned.digest, remark="Not yet.")
    alone = list(lines("review", making.reviewer()))
    making.change(statement, title="A better statement")
    submit(statement)

    assert alone == ["A ministry"]
    assert list(lines("review", making.reviewer())) == ["A better statement"]
    approve_all()
    assert list(lines("release", making.publisher())) == ["A better statement"]


def lines(pile: str, person) -> dict[str, str]:
    keys = piles.keys([piles.BY_NAME[pile]], person)[pile]
    found = piles.lines(piles.BY_NAME[pile].waiting(keys, person))
    assert len(keys) == len(found)
    return {line.title: line.said for line in found}


def test_who_approved_it_before_a_name_changed_is_told_and_the_name_is_all_that_differs(statement):
    submit(statement)
    approve_all()
    making.change(institution(), title="Another ministry")
    making.submitted(institution())

    page = sits(making.reviewer()).get(reverse("admin:review", args=[last(statement).uuid]))

    (reading,) = (one for one in page.context["readings"] if one.record.uuid == statement.uuid)
    assert reading.against.payload == Candidate.objects.filter(record=statement.pk).first().payload
    assert "New since then is only how it names others." in page.content.decode()
    assert [fact.is_changed for fact in reading.facts].count(True) == 1


def last(record: Record) -> Candidate:
    return Candidate.objects.filter(record=record.pk).latest("pk")


# --- many at once -------------------------------------------------------------------------------------


def sheet(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("places.csv", "\n".join(("slug,title_en,parent", *rows)).encode())


def test_new_places_of_a_sheet_are_submitted_at_one_click_and_what_names_one_another_together():
    making.published(making.place("Azerbaijan", slug="azerbaijan"))
    client = sits(making.archivist())
    rows = ("district,A district,azerbaijan", "village,A village,district", "town,A town,azerbaijan")
    page = client.post(reverse("admin:archive_place_import"), {"file": sheet(*rows)}, follow=True)
    saved = client.post(page.redirect_chain[-1][0], {"step": "save"}, follow=True)
    assert "Submit these 3 new records for review" in saved.content.decode()

    answer = client.post(saved.redirect_chain[-1][0], {"step": "submit"}, follow=True)

    told = answer.content.decode()
    candidates = {one.record.slug: one for one in Candidate.objects.filter(review=None)}
    assert "3 records were submitted for review." in told
    assert "new record" not in told.partition("<h2>Another file")[0]
    assert packages.of(candidates["village"]) == [candidates["district"], candidates["village"]]
    assert packages.of(candidates["town"]) == [candidates["town"]]


def test_what_is_refused_of_a_sheet_lets_the_rest_go_first_and_has_another_turn(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_AT_ONCE", 2)
    away = making.place("Away", slug="away")
    client = sits(making.archivist())
    rows = (*(f"refused-{number},Refused {number},away" for number in range(2)), "ready,Ready,", "last,Last,")
    page = client.post(reverse("admin:archive_place_import"), {"file": sheet(*rows)}, follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"step": "save"})

    def submitted() -> list[str]:
        client.post(address, {"step": "submit"})
        return sorted(Candidate.objects.exclude(record=away).values_list("record__slug", flat=True))

    assert submitted() == []
    assert submitted() == ["last", "ready"]
    making.published(away)
    assert submitted() == ["last", "ready", "refused-0", "refused-1"]


def test_what_cannot_be_submitted_of_a_list_is_told_and_the_rest_is_submitted():
    unready = making.place("A town", parent=making.place("Not chosen"))
    ready = making.place("A village")
    chosen = {"action": "submit_chosen", "_selected_action": [unready.pk, ready.pk], "index": 0}

    answer = sits(making.archivist()).post(reverse("admin:archive_place_changelist"), chosen, follow=True)

    told = answer.content.decode()
    assert "1 record was submitted for review." in told
    assert "A town: It names what readers cannot see yet: Not chosen." in told
    assert [situation(one).state for one in (unready, ready)] == [State.DRAFT, State.IN_REVIEW]


# --- when ---------------------------------------------------------------------------------------------


@pytest.fixture
def eve():
    with time_machine.travel(datetime(2026, 1, 19, 12, 0, tzinfo=UTC), tick=False) as time:
        yield time


def test_a_release_is_proposed_for_the_day_of_the_document_in_the_zone_of_the_archive(eve, statement):
    submit(statement)
    approve_all()
    publisher = making.publisher()
    words = bar_words(publisher, statement, "schedule")

    answer = sits(publisher).post(act(statement, "schedule"), words)

    assert str(words["schedule-day"]) == "2026-01-20"
    assert answer.status_code == 302
    assert Release.objects.get().wall == "2026-01-20T00:00:00"
    assert states() == [State.SCHEDULED] * 3


def test_what_is_planned_for_that_day_already_is_joined(eve, statement):
    submit(statement)
    approve_all()
    planned = making.release(hours=8)
    assert clock.local(planned.instant, "Asia/Baku").isoformat() == "2026-01-20T00:00:00+04:00"

    assert bar_words(making.publisher(), statement, "schedule")["schedule-release"] == planned.pk


def test_no_day_is_proposed_that_has_gone_by():
    issuer = making.institution()
    statement = making.statement(issuers=[issuer], date="2025-01-20", year=2025)
    submit(statement)
    approve_all()

    assert "schedule-day" not in bar_words(making.publisher(), statement, "schedule")
