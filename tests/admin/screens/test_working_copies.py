"""Working copies as pages tell them: rights, limits, nobody else's; saved, they are gone."""

import json
from datetime import timedelta
from time import time

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from archive import clock
from archive.admin.screens import working_copies as screen
from archive.editorial.working_copies import WorkingCopy
from memorial.sessions import EVERY, RENEWED
from tests import making
from tests.admin.desk import form_of, section, sits, typed

pytestmark = pytest.mark.django_db
NAME = "mjx2k90abcdef"
WORDS = {"at": 1, "title": "Shusha", "fields": {"title": {"values": ["Şuşa \ud800"]}}}


def tell(client: Client, *, form: str, record=None, words: object = WORDS, name: str = NAME, **sent):
    told = {"form": form, "record": str(record.uuid) if record else "", "words": words}
    address = reverse("admin:working_copy", args=[name])
    return client.post(address, json.dumps(told), content_type="application/json", **sent)


def read(client: Client, name: str = NAME):
    return client.get(reverse("admin:working_copy", args=[name]))


def offered(client: Client, **asked: str) -> dict:
    return client.get(reverse("admin:words", query=asked)).json()


def test_what_is_told_is_offered_in_its_form_on_any_computer_and_named_on_the_first_page():
    place = making.place()
    form = form_of(place)
    assert tell(sits(making.archivist()), form=form, record=place).status_code == 200

    elsewhere = sits(making.archivist())
    whole = {**WORDS, "id": NAME, "form": form, "page": form}
    assert offered(elsewhere, form=form, record=str(place.uuid)) == {"copies": [whole], "others": []}
    assert offered(elsewhere, form=reverse("admin:archive_place_add"))["copies"] == []
    assert offered(elsewhere)["copies"] == [{key: whole[key] for key in whole if key != "fields"}]
    assert read(elsewhere).json() == whole


def test_nobody_else_finds_a_copy_not_even_an_administrator():
    place = making.place()
    tell(sits(making.archivist()), form=form_of(place), record=place)
    root = making.administrator()
    root.is_superuser = True
    root.save()

    for person in (making.person("colleague", "archivist"), root):
        client = sits(person)
        assert read(client).status_code == 404
        assert offered(client, form=form_of(place), record=str(place.uuid))["copies"] == []
        assert client.delete(reverse("admin:working_copy", args=[NAME])).status_code == 200
        tell(client, form=form_of(place), record=place, words={"fields": {}})
    assert read(sits(making.archivist())).json()["title"] == "Shusha"


def test_who_may_not_write_a_record_keeps_no_words_of_it_and_learns_nothing():
    place = making.place()
    tell(sits(making.archivist()), form=form_of(place), record=place)
    client = sits(making.reviewer())

    for form in (form_of(place), reverse("admin:archive_place_add")):
        assert tell(client, form=form, record=place).status_code == 403
        assert client.get(reverse("admin:words", query={"form": form, "record": place.uuid})).status_code == 403
    assert tell(Client(), form=form_of(place), record=place).status_code == 403
    assert read(Client()).status_code == 302
    assert [copy.person for copy in WorkingCopy.objects.all()] == [making.archivist()]


def test_who_may_write_one_kind_learns_nothing_of_records_of_another():
    place, subject = making.place(), making.subject()
    tell(sits(making.archivist()), form=form_of(place), record=place)
    group = Group.objects.create(name="keepers of subjects")
    group.permissions.set(Permission.objects.filter(codename__endswith="_subject"))
    client = sits(making.person("keeper", group.name))

    assert tell(client, form=form_of(subject), record=subject).status_code == 200
    assert tell(client, form=form_of(subject), record=place).status_code == 403
    asked = reverse("admin:words", query={"form": form_of(subject), "record": place.uuid})
    assert client.get(asked).status_code == 403


def test_another_site_cannot_keep_words_in_somebodys_name():
    client = Client(enforce_csrf_checks=True)
    client.force_login(making.archivist())

    assert tell(client, form=reverse("admin:archive_place_add")).status_code == 403


def test_a_colleague_is_told_who_is_there_and_since_when_she_writes():
    place = making.place()
    colleague = making.person("colleague", "archivist")
    first, second = sits(making.archivist()), sits(colleague)
    with time_machine.travel("2026-01-19T10:02:00Z", tick=False) as now:
        assert tell(first, form=form_of(place), record=place, words=None).json() == {"others": []}
        assert tell(second, form=form_of(place), record=place, words=None).json() == {
            "others": ["Archivist has this record open."]
        }
        tell(first, form=form_of(place), record=place)
        now.shift(60)
        assert offered(second, form=form_of(place), record=str(place.uuid))["others"] == [
            "Archivist has this record open, and is writing since 14:02."
        ]
        now.shift(60)
        assert offered(second, form=form_of(place), record=str(place.uuid))["others"] == []


def test_what_is_saved_by_its_owner_is_not_offered_any_more():
    place, client = making.place(), sits(making.archivist())
    sent = typed(client.get(form_of(place))) | {"_words": NAME}
    tell(client, form=form_of(place), record=place)

    client.post(form_of(place), sent | {"slug": "not an address"})
    assert read(client).status_code == 200
    sits(making.person("colleague", "archivist")).post(form_of(place), sent)
    assert read(client).status_code == 200
    client.post(form_of(place), sent)
    assert read(client).status_code == 404


def test_what_a_popup_has_saved_and_what_was_let_go_is_not_offered_any_more():
    client = sits(making.archivist())
    address = reverse("admin:archive_source_add")
    tell(client, form=address)
    empty = client.get(f"{address}?_popup=1")
    sent = typed(empty) | {f"{section('en', empty)}-title": "A decree", "_popup": "1", "_words": NAME}
    assert client.post(f"{address}?_popup=1", sent).status_code == 200
    assert read(client).status_code == 404

    tell(client, form=address)
    client.delete(reverse("admin:working_copy", args=[NAME]))
    assert read(client).status_code == 404


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413), (4_000_000, 413)])
def test_more_than_any_form_holds_is_refused_with_a_sentence(more, status):
    form, client = reverse("admin:archive_place_add"), sits(making.archivist())
    around = len(json.dumps({"form": form, "record": "", "words": {"title": ""}}))

    answer = tell(client, form=form, words={"title": "x" * (screen.MOST - around + more)})

    assert answer.status_code == status
    assert more == 0 or "so much is not kept" in answer.json()["refused"]


def test_words_for_a_record_that_is_gone_are_refused_with_a_sentence():
    place, client = making.place(), sits(making.archivist())
    form = form_of(place)
    place.delete()

    answer = tell(client, form=form, record=place)

    assert (answer.status_code, WorkingCopy.objects.count()) == (410, 0)
    assert "somebody has deleted this record" in answer.json()["refused"]


def test_nonsense_is_no_copy():
    client, form = sits(making.archivist()), reverse("admin:archive_place_add")
    address = reverse("admin:working_copy", args=[NAME])

    answers = {
        body: client.post(address, body, content_type="application/json").status_code
        for body in (b"", b"\xff", b"[]", b'{"form": 1}', b"[" * 100_000)
    }
    assert set(answers.values()) == {400, 410}
    assert tell(client, form=f"{form}?\0").status_code == 400
    assert tell(client, form=form, words=[1]).status_code == 400
    for nowhere in ("/desk/", "/desk/nowhere/", "/en/", "/desk/archive/ledgerentry/add/"):
        assert tell(client, form=nowhere).status_code == 410
    assert tell(client, form=form, name="short").status_code == 410
    assert client.get(reverse("admin:words", query={"form": form, "record": "x"})).status_code == 400
    assert WorkingCopy.objects.count() == 0


def test_a_page_that_is_merely_open_keeps_nobody_signed_in():
    place, client = making.place(), sits(making.archivist())
    long_ago = int(time()) - EVERY - 60
    session = client.session
    session[RENEWED] = long_ago
    session.save()

    tell(client, form=form_of(place), record=place, words=None)
    assert client.session[RENEWED] == long_ago
    tell(client, form=form_of(place), record=place)
    assert client.session[RENEWED] > long_ago


def test_taken_up_after_somebody_else_has_saved_it_leads_to_both_versions():
    place, client = making.place("Shusha"), sits(making.archivist())
    form = form_of(place)
    opened = client.get(form)
    sent = typed(opened) | {f"{section('en', opened)}-title": "Shusha, the town", "_words": NAME}
    tell(client, form=form, record=place, words={"fields": {name: {"values": [one]} for name, one in sent.items()}})
    making.change(place, title="Şuşa")

    taken_up = {name: one["values"][0] for name, one in read(client).json()["fields"].items()}
    with time_machine.travel(clock.now() + timedelta(days=2)):
        client.force_login(making.archivist())
        collision = client.post(form, taken_up)

    assert collision.status_code == 409
    assert [clash[1:] for clash in collision.context["clashes"]] == [("Şuşa", "Shusha, the town")]
    assert read(client).status_code == 200
