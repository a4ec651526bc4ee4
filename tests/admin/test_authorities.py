"""The forms of places, institutions and persons."""

import pytest
from django.urls import reverse

from archive.records.persons import Person, tells_nothing
from tests import making

from .desk import form_of, section, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_person_is_entered_with_what_a_source_says():
    event, report = making.entry("Event"), making.source("Report")
    client = sits(making.archivist())
    empty = client.get(reverse("admin:archive_person_add"))

    words = typed(empty) | {
        f"{section('en', empty)}-title": "Zarifa Orujova",
        "born": "1930",
        "involvements-0-role": "witness",
        "involvements-0-entry": str(event.pk),
        "involvements-0-source": str(report.pk),
    }
    response = client.post(reverse("admin:archive_person_add"), words)

    assert response.status_code == 302, response.context["errors"]
    person = Person.objects.get()
    assert (person.privacy, person.living, person.consent) == ("hidden", "unknown", "")
    assert tells_nothing(person.slug)
    assert "slug" not in words | typed(client.get(form_of(person)))
    assert person.slug in client.get(form_of(person)).content.decode()
    client.post(form_of(person), typed(client.get(form_of(person))) | {"slug": "zarifa-orujova", "born": "1931"})
    assert list(Person.objects.values_list("slug", "born")) == [(person.slug, "1931")]
    assert [str(one) for one in person.involvements.all()] == ["Witness: Event"]


def test_a_part_in_no_event_or_in_two_is_refused_and_stays_typed():
    event, report = making.entry("Event"), making.source("Report")
    statement = making.statement(issuers=[making.institution()])
    person = making.human()
    client = sits(making.archivist())
    words = typed(client.get(form_of(person))) | {
        "involvements-0-role": "witness",
        "involvements-0-source": str(report.pk),
    }

    none = client.post(form_of(person), words)
    both = client.post(
        form_of(person),
        words | {"involvements-0-entry": str(event.pk), "involvements-0-statement": str(statement.pk)},
    )

    for refused in (none, both):
        assert refused.status_code == 200
        assert "Choose either an event or a statement." in refused.content.decode()
        assert typed(refused)["involvements-0-source"] == str(report.pk)
    assert not person.involvements.exists()


def test_the_editor_finds_persons_too():
    making.human("Zarifa Orujova", names=[("az", "Zərifə Orucova")])

    found = sits(making.archivist()).get(reverse("admin:find"), {"q": "zerife"}).json()["found"]

    assert [(one["title"], one["kind"]) for one in found] == [("Zarifa Orujova", "Person")]


def test_a_form_tells_names_that_are_not_linked_and_links_what_is_ticked():
    town = making.place({"az": "Şuşa"})
    entry = making.entry({"az": "Hadisə"}, body="<p>Şuşada oldu.</p>")
    client = sits(making.archivist())

    page = client.get(form_of(entry))
    (line,) = page.context["suggestions"]
    words = {"link": [line.key], "version": str(page.context["stands_now"])}
    done = client.post(reverse("admin:link", args=[entry.uuid]), words, follow=True)

    assert (line.words, line.title, line.kind, line.code) == ("Şuşada", "Şuşa", "Place", "az")
    assert "1 name in the text is not linked" in page.content.decode()
    assert [str(message) for message in done.context["messages"]] == ["1 name is linked now."]
    assert entry.texts.get().body == f'<p><a data-record="{town.uuid}">Şuşada</a> oldu.</p>'
    assert done.context["suggestions"] == ()


def test_names_are_linked_only_in_the_version_that_was_seen_and_by_who_may_write():
    making.place("Lorin")
    entry = making.entry(body="<p>Lorin</p>")
    client, address = sits(making.archivist()), reverse("admin:link", args=[entry.uuid])
    (line,) = client.get(form_of(entry)).context["suggestions"]
    making.change(entry, summary="Another.")

    stale = client.post(address, {"link": [line.key], "version": "1"}, follow=True)
    nothing = client.post(address, {"version": "2"}, follow=True)
    nonsense = client.post(address, {"link": [line.key], "version": "x"}, follow=True)

    assert [str(message) for answer in (stale, nothing, nonsense) for message in answer.context["messages"]] == [
        "Somebody else has saved this record since you opened it. Nothing was linked.",
        "Nothing was chosen, so nothing was linked.",
        "Somebody else has saved this record since you opened it. Nothing was linked.",
    ]
    assert entry.texts.get().body == "<p>Lorin</p>"
    assert sits(making.reviewer()).post(address, {"link": [line.key], "version": "2"}).status_code == 403
    assert "suggestions" not in sits(making.reviewer()).get(form_of(entry)).context
