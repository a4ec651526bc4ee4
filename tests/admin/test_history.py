"""What was done, at the desk: every act with where it stands, and releases under names that one remembers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from archive import clock
from archive.admin.base import acts_told, workflow_forms
from archive.admin.base.release_names import name_of
from archive.audit import AuditEvent
from archive.editions.models import LedgerEntry
from archive.editorial import publishing, reviewing, second_opinions
from tests import making

from .desk import form_of, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def told() -> list[tuple[str, str]]:
    events = list(AuditEvent.objects.order_by("pk"))
    shown = acts_told.shown(events)
    return [(event.act, shown[event.pk].said) for event in events]


def test_every_act_tells_its_number_instant_reason_and_remark(time_machine):
    time_machine.move_to(datetime(2027, 1, 19, 8, 0, tzinfo=UTC), tick=True)
    place, sole = making.place("Shusha", by=making.sole()), making.sole()
    back = making.submitted(place, by=sole, remark="Look at the year.")
    reviewing.return_(back, by=making.reviewer(), digest=back.digest, remark="Which year?")
    making.change(place, by=sole, title="Shusha, 1990")
    alone = making.approved_alone(place, by=sole)
    publishing.publish(alone, by=sole, digest=alone.digest)
    done = second_opinions.approved_alone(alone.review)
    second_opinions.object_to(done, by=making.reviewer(), remark="It was 1991.")
    publishing.withdraw(place, by=making.publisher(), reason_class="superseded", note={"en": "So."}, reason="Doubled.")

    assert told() == [
        ("submit", "First publication · “Look at the year.”"),
        ("returned", "“Which year?”"),
        ("submit", "First publication"),
        ("alone", "“Nobody else is here.”"),
        ("publish", "Edition 1"),
        ("objected", "“It was 1991.”"),
        ("withdraw", "Something else has taken its place · “Doubled.”"),
    ]


def test_what_was_planned_moved_and_recalled_tells_its_instants_and_reasons(time_machine):
    time_machine.move_to(datetime(2027, 1, 19, 8, 0, tzinfo=UTC), tick=True)
    release = making.release(hours=12)
    edition = making.scheduled(making.place("Shusha"), release)
    wall = datetime(2027, 1, 20, 12, 0)  # a wall time
    publishing.reschedule(release, by=making.publisher(), wall=wall, zone="Asia/Baku", reason="At noon.")
    publishing.recall(edition, by=making.publisher(), reason="Not yet.")

    found = told()

    assert found[-2:] == [
        ("reschedule", "for 20 January 2027, 12:00 (Baku, Azerbaijan) · “At noon.”"),
        ("recall", "“Not yet.”"),
    ]
    assert ("schedule", "for 20 January 2027, 00:00 (Baku, Azerbaijan)") in found


def test_the_list_of_acts_leads_to_the_record_and_to_where_the_act_stands():
    place = making.place("Shusha")
    making.published(place)
    candidate = place.candidates.get()
    client = sits(making.administrator())

    html = client.get(reverse("admin:archive_auditevent_changelist")).content.decode()

    assert f'<a href="{form_of(place)}">Shusha</a>' in html
    assert f'<a href="{reverse("admin:review", args=[candidate.uuid])}">First publication</a>' in html
    entry = reverse("admin:archive_ledgerentry_change", args=[LedgerEntry.objects.get().pk])
    assert f'<a href="{entry}">Edition 1</a>' in html


def test_releases_are_called_by_their_day_and_what_comes_with_them(time_machine):
    time_machine.move_to(datetime(2027, 1, 19, 8, 0, tzinfo=UTC), tick=True)
    titled, of_one, of_two = making.release(hours=12, title="The eve"), making.release(hours=12), making.release()
    making.scheduled(making.place("Shusha"), of_one)
    for number in range(2):
        making.scheduled(making.place(f"Place {number}"), of_two)

    assert [name_of(one) for one in (titled, of_one, of_two)] == [
        "20 January 2027, 00:00 · The eve",
        "20 January 2027, 00:00 · Shusha",
        "20 January 2027, 12:00 · Place 0 and 1 more",
    ]
    field = workflow_forms.ScheduleForm().fields["release"]
    assert [label for _key, label in field.choices][1:] == [name_of(one) for one in (titled, of_one, of_two)]


def test_a_release_is_called_by_the_first_statement_in_it(time_machine):
    time_machine.move_to(datetime(2027, 1, 19, 8, 0, tzinfo=UTC), tick=True)
    release, issuer = making.release(hours=12), making.institution()
    making.published(issuer)
    statements = [making.statement(title, issuers=[issuer]) for title in ("The first", "The second")]
    for record in (making.place("Shusha"), *statements):
        making.scheduled(record, release)

    assert name_of(release) == "20 January 2027, 00:00 · The first and 2 more"


def test_what_was_recalled_leaves_no_release_to_choose_and_publishing_at_once_none_in_the_list():
    empty, recalled, kept = (making.release(hours=hours) for hours in (10, 11, 12))
    gone = making.scheduled(making.place("Recalled"), recalled)
    making.scheduled(making.place("Kept"), kept)
    publishing.recall(gone, by=making.publisher(), reason="Not yet.")
    at_once = making.published(making.place("At once")).release
    client = sits(making.publisher())
    listed = reverse("admin:archive_release_changelist")

    def shown(asked: str) -> dict[int, int]:
        page = client.get(f"{listed}?{asked}")
        return {one.pk: one.issued for one in page.context["cl"].result_list}

    assert list(workflow_forms.coming_releases()) == [empty, kept]
    assert shown("") == {empty.pk: 0, recalled.pk: 0, kept.pk: 1}
    assert shown("made=at-once") == {at_once.pk: 1}
    assert shown("made=all").keys() == {empty.pk, recalled.pk, kept.pk, at_once.pk}
    assert clock.now() - at_once.instant < timedelta(minutes=1)


def test_an_entry_of_the_ledger_says_in_words_what_was_done_and_what_readers_were_told():
    place = making.place("Shusha")
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "So.", "az": "Belə."})
    entry = LedgerEntry.objects.latest("seq")
    address = reverse("admin:archive_ledgerentry_change", args=[entry.pk])

    page = sits(making.administrator()).get(address)

    assert page.context["subtitle"] == f"{entry.pk}: Withdrawn"
    for said in ("Legal reasons", '<span lang="az">Belə.</span>', "Hash of this entry", entry.hash, "No."):
        assert said in page.text, said
    assert "Payload" not in page.text
    assert "{&quot;" not in page.text
