"""Deleting at the desk: a draft that nobody submitted and nothing names; everything else stays."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.screens import used_in
from archive.audit import AuditEvent
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.names import Name
from archive.records.places import Place
from archive.records.texts import Text
from tests import making

from ..desk import act, form_of, sits

pytestmark = pytest.mark.django_db


def deleting(record) -> str:
    return reverse("admin:archive_place_delete", args=[record.pk])


def test_a_draft_that_nothing_names_is_deleted_and_its_trail_stays():
    place = making.place("Shusha", names=[("az", "Şuşa")], body="<p>A town.</p>")
    client = sits(making.archivist())

    asked = client.get(deleting(place))
    done = client.post(deleting(place), {"post": "yes", "version": place.version})

    assert "Delete this draft" in asked.content.decode()
    assert "Şuşa" in asked.content.decode()
    assert "number" not in asked.content.decode().partition("everything that stands here")[2]
    assert done.status_code == 302
    assert not Record.objects.filter(uuid=place.uuid).exists()
    assert (Text.objects.count(), Name.objects.count()) == (0, 0)
    assert Contribution.objects.filter(record_id=place.pk).count() == 1
    event = AuditEvent.objects.get()
    assert (event.act, event.record, event.about, event.by_name) == ("delete", place.uuid, "Shusha", "Archivist")
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("version", ["", "0", "2", "x"])
def test_a_draft_that_was_saved_since_is_not_deleted(version):
    place = making.place()

    response = sits(making.archivist()).post(deleting(place), {"post": "yes", "version": version}, follow=True)

    assert "Somebody else has saved this record since you opened it." in response.content.decode()
    assert Place.objects.filter(pk=place.pk).exists()


def test_a_place_that_others_name_is_not_deleted_and_the_page_says_by_whom():
    place = making.place()
    entry = making.entry("An event there", places=[place])
    client = sits(making.archivist())

    asked = client.get(deleting(place)).content.decode()
    client.post(deleting(place), {"post": "yes", "version": place.version})

    with CaptureQueriesContext(connection) as queries:
        client.get(deleting(place))
    reads = [one["sql"] for one in queries if 'FROM "archive_timelineentry_places"' in one["sql"]]

    assert "Other records name it." in asked
    assert len(reads) == 2, reads  # whether any names it, and the first that do
    assert f'href="{form_of(entry)}"' in asked
    assert "Delete this draft" not in asked
    assert Place.objects.filter(pk=place.pk).exists()


def test_what_is_public_is_withdrawn_instead():
    place = making.place()
    making.published(place)
    client = sits(making.archivist())

    asked = client.get(deleting(place)).content.decode()
    client.post(deleting(place), {"post": "yes", "version": place.version})

    assert f'href="{act(place, "withdraw")}"' in asked
    assert Place.objects.filter(pk=place.pk).exists()


def test_what_was_submitted_is_kept():
    place = making.place()
    making.submitted(place)
    client = sits(making.archivist())

    asked = client.get(deleting(place)).content.decode()
    client.post(deleting(place), {"post": "yes", "version": place.version})

    assert "It has been submitted." in asked
    assert "withdraw it instead" not in asked
    assert Place.objects.filter(pk=place.pk).exists()


def test_who_may_not_write_may_not_delete():
    place = making.place()

    for person in (making.reviewer(), making.publisher(), making.administrator()):
        assert sits(person).post(deleting(place), {"post": "yes", "version": place.version}).status_code == 403


def test_more_uses_than_a_page_shows_are_listed_for_whoever_asks(monkeypatch):
    monkeypatch.setattr(used_in, "FIRST", 1)
    place = making.place("Shusha")
    entries = [making.entry(f"Event {number}", places=[place]) for number in range(3)]
    client, address = sits(making.reviewer()), reverse("admin:used_in", args=[place.uuid])

    first, more = (client.get(address, asked).content.decode() for asked in ({}, {"uses": "more"}))

    assert [sum(form_of(entry) in html for entry in entries) for html in (first, more)] == [1, 3]
    assert [f'href="{address}?uses=more"' in html for html in (first, more)] == [True, False]


def test_the_form_leads_to_where_a_record_is_used():
    place = making.place("Shusha")
    entry = making.entry("An event there", places=[place])
    client = sits(making.reviewer())

    address = reverse("admin:used_in", args=[place.uuid])
    html = client.get(address).content.decode()

    assert f'href="{address}"' in client.get(form_of(place)).content.decode()
    assert f'href="{form_of(entry)}"' in html
    assert "places" in html
    assert 'href="?texts=read"' in html  # words are read for whoever asks
    assert "No text that readers have" in client.get(address, {"texts": "read"}).content.decode()
