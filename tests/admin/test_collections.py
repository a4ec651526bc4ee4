"""The forms of collections, subjects, site pages and the archive's identity."""

import pytest
from django.urls import reverse

from archive.records.collections import Collection
from archive.records.identities import Identity
from archive.records.phrases import by_language
from tests import making

from .desk import form_of, offered, section, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_collection_is_written_with_its_members():
    client, place, event = sits(making.archivist()), making.place("Shusha"), making.entry("A night")
    address = reverse("admin:archive_collection_add")
    page = client.get(address)
    words = typed(page) | {
        f"{section('en', page)}-title": "January",
        "members-TOTAL_FORMS": "2",
        "members-0-record": str(event.pk),
        "members-0-position": "0",
        "members-0-words_en": "The night itself.",
        "members-1-record": str(place.pk),
        "members-1-position": "1",
    }

    response = client.post(address, words)

    assert response.status_code == 302, response.context["errors"]
    made = Collection.objects.get()
    assert made.slug == "january"
    assert [(str(one), by_language(one.phrases.all())) for one in made.members.all()] == [
        ("A night", {"en": "The night itself."}),
        ("Shusha", {}),
    ]


def test_members_are_chosen_from_records_of_every_kind_each_saying_what_it_is():
    client = sits(making.archivist())
    making.place("January town")
    making.entry("January night")
    asked = {"app_label": "archive", "model_name": "member", "field_name": "record", "term": "january"}

    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert sorted(one["text"] for one in found) == ["January night · Timeline entry", "January town · Place"]


def test_the_list_of_all_records_leads_to_the_form_of_each():
    client, place = sits(making.reviewer()), making.place("Shusha")

    listed = client.get(reverse("admin:archive_record_changelist"))
    opened = client.get(reverse("admin:archive_record_change", args=[place.pk]))

    assert "Shusha" in listed.content.decode()
    assert (opened.status_code, opened.headers["Location"]) == (302, form_of(place))
    assert client.get(reverse("admin:archive_record_change", args=["nonsense"])).status_code == 404


def test_a_subject_cannot_be_put_under_what_is_below_it():
    client, broad = sits(making.archivist()), making.subject("Broad")
    narrow = making.subject("Narrow", broader=broad)

    response = client.post(form_of(broad), typed(client.get(form_of(broad))) | {"broader": str(narrow.pk)})

    assert response.context["adminform"].form.errors == {
        "broader": ["A subject cannot be broader than itself, not even by others."]
    }


def test_the_archive_says_once_who_it_is():
    client, address = sits(making.archivist()), reverse("admin:archive_identity_add")
    page = client.get(address)
    words = typed(page) | {f"{section('en', page)}-title": "House of Memory", "licence": "CC BY 4.0"}

    response = client.post(address, words)

    assert response.status_code == 302, response.context["errors"]
    made = Identity.objects.get()
    assert (made.slug, str(made), made.licence) == ("archive", "House of Memory", "CC BY 4.0")
    again = client.get(address)
    assert (again.status_code, again.headers["Location"]) == (302, form_of(made))


@pytest.mark.parametrize("make", [making.collection, making.subject, making.page, making.identity])
def test_every_kind_has_the_bar(make):
    record = make(members=[published_place()]) if make is making.collection else make()

    assert offered(making.archivist(), record) == ["submit"]
    making.published(record)
    assert offered(making.publisher(), record) == ["withdraw"]


def published_place():
    place = making.place()
    making.published(place)
    return place
