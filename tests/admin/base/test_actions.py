"""One button saves and submits: what nothing more has to be said of is submitted, and what is left open is asked."""

import pytest
from django.urls import reverse

from archive.admin.base import actions
from archive.editorial.models import Candidate
from archive.records.base import Record
from archive.records.names import Name
from archive.records.saving import saving
from tests import making
from tests.admin.desk import act, form_of, message, sits, typed

pytestmark = pytest.mark.django_db


def saved_and_submitted(record, **words):
    client = sits(making.archivist())
    page = client.get(form_of(record))
    return client.post(form_of(record), {**typed(page), **words, "_submit": "1"})


def waiting() -> list[str]:
    return [one.payload.texts["en"].title for one in Candidate.objects.filter(review=None)]


def test_a_draft_with_nothing_left_open_is_saved_and_submitted():
    place = making.place("Shusha")
    answer = saved_and_submitted(place, **{"texts-0-title": "Shusha, the town"})
    assert (answer.url, waiting()) == (reverse("admin:index"), ["Shusha, the town"])


def test_what_readers_have_is_saved_and_the_kind_of_change_is_asked():
    place = making.place("Shusha")
    making.published(place)
    answer = saved_and_submitted(place, **{"texts-0-title": "Shusha, the town"})
    assert (answer.url, waiting()) == (act(place, "submit"), [])
    assert str(type(place).objects.get(pk=place.pk)) == "Shusha, the town"


def test_of_very_many_that_were_chosen_in_a_list_the_first_are_submitted(monkeypatch):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    chosen = [making.place(f"Place {number}") for number in range(3)]
    sent = {"action": "submit_chosen", "_selected_action": [one.pk for one in chosen], "index": 0}
    answer = sits(making.archivist()).post(reverse("admin:archive_place_changelist"), sent)
    assert len(waiting()) == 2
    assert "The first 2 were looked at. Choose the others once more." in message(answer)


def test_what_is_scheduled_as_it_is_saved_holds_up_nothing_that_names_it():
    place, house = making.place("Shusha"), making.institution("A house")
    making.scheduled(place, making.release())
    house.place = place
    with saving(house, by=making.archivist(), version=house.version):
        house.save()
    chosen = {"action": "submit_chosen", "index": 0}
    client = sits(making.archivist())

    answers = [
        client.post(
            reverse(f"admin:archive_{one._meta.model_name}_changelist"), {**chosen, "_selected_action": [one.pk]}
        )
        for one in (place, house)
    ]
    found = actions._groups([Record.objects.get(pk=one.pk).of_its_kind() for one in (place, house)])

    assert "Shusha: This is what is scheduled already." in message(answers[0])
    assert waiting() == ["A house"]
    assert [[str(one) for one in group] for group, _public in found] == [["Shusha"], ["A house"]]


def test_what_is_not_ready_stays_in_its_form():
    statement = making.statement(issuers=[making.institution("Ministry")])
    answer = saved_and_submitted(statement, **{"texts-0-title": "On the day", "issued_by-0-DELETE": "on"})
    assert (answer.url, waiting()) == (form_of(statement), [])


def test_a_doubt_is_looked_at_before():
    place = making.place("Shusha", names=[("az", "Şuşa")])
    place.names.update(sort=Name.Sort.OTHER)  # and nobody says who uses it
    answer = saved_and_submitted(place)
    assert (answer.url, waiting()) == (act(place, "submit"), [])
