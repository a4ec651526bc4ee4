"""The search in the header leads to a record by its public address, however that was pasted, and by its name."""

import pytest
from django.urls import reverse

from archive.records.saving import saving
from tests import making
from tests.admin.desk import form_of, sits

pytestmark = pytest.mark.django_db


def looked_for(person, written: str):
    return sits(person).get(reverse("admin:go", query={"q": written}))


@pytest.mark.parametrize(
    "pasted",
    [
        "https://archive.example/az/places/shusha/",
        "http://archive.example:8000/en/places/shusha/editions/1/?as_of=2026-01-20#changed",
        "archive.example/ru/places/shusha",
        "/ru/places/shusha/",
        "  en/places/shusha/named-in/statements/ ",
        "/places/shusha/",
        "/en/places/once-there/",
    ],
)
def test_a_pasted_address_leads_to_the_record(pasted):
    place = making.place("Shusha", slug="once-there")
    making.published(place)
    with saving(place, by=making.archivist(), version=1):
        place.slug = "shusha"
        place.save()
    making.published(place, change="minor")
    making.institution("Shusha", slug="shusha")

    assert looked_for(making.archivist(), pasted).headers["Location"] == form_of(place)


def test_what_leads_nowhere_is_said_and_words_find_what_is_called_so():
    place, _other = making.place("Şuşa", slug="town"), making.institution("Executive Power of Shusha")
    for pasted in ("/en/places/nowhere/", "https://elsewhere.example/", "/", "http://[", "/en/places/", "//", "/\x00/"):
        answer = looked_for(making.archivist(), pasted)
        assert (answer.status_code, "No record stands" in answer.content.decode()) == (200, True)
    assert looked_for(making.archivist(), "/en/places/town/").headers["Location"] == form_of(place)  # a draft has one
    found = looked_for(making.archivist(), "susa").content.decode()
    assert form_of(place) in found or looked_for(making.archivist(), "susa").headers.get("Location") == form_of(place)
    assert "Nothing is called so." in looked_for(making.archivist(), "zzzz").content.decode()
    assert "Nothing is called so." in looked_for(making.person("nobody"), "susa").content.decode()
    assert "No record stands" in looked_for(making.person("nobody"), "/en/places/town/").content.decode()
