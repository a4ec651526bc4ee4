"""The form of a person."""

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
