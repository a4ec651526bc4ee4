"""The days ahead in a calendar of one's own: an address that is kept to oneself, and can be stopped."""

import re
from datetime import UTC, datetime

import ics
import pytest
from django.test import Client
from django.urls import reverse

from archive.audit import AuditEvent
from archive.dossiers.models import FeedKey
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(settings, time_machine):
    settings.MEMORIAL_ADDRESS = "https://archive.example.org"
    time_machine.move_to(datetime(2026, 12, 21, 8, 0, tzinfo=UTC), tick=False)
    observance = making.observance("Mourning", month=1, day=20)
    making.published(observance)
    making.statement("Pending", issuers=[], observance=observance, year=2027)
    time_machine.move_to(datetime(2026, 12, 21, 9, 0, tzinfo=UTC), tick=False)


def made(client) -> str:
    page = client.post(reverse("admin:own_calendar"), {"make": "yes"})
    return page.context["address"].removeprefix("https://archive.example.org")


def test_an_address_is_shown_once_and_answers_without_a_session():
    client = sits(making.archivist())
    address = made(client)

    answer = Client().get(address)

    assert address not in client.get(reverse("admin:own_calendar")).content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = ics.Calendar(answer.content.decode()).events
    assert (event.name, str(event.begin.date())) == ("Mourning", "2027-01-20")
    assert "Statement: Azərbaycanca: Missing, English: Draft, Русский: Missing" in event.description
    assert "Pending" not in answer.content.decode()
    assert not re.search(r"^[^\r\n]{76}", answer.content.decode(), re.M)


def test_only_a_digest_of_it_is_kept():
    token = made(sits(making.archivist())).split("/")[3]

    stored = FeedKey.objects.get()
    trail = str(list(AuditEvent.objects.values_list("about", "details")))

    assert len(token) >= 43
    assert token not in f"{stored.digest} {trail}"


def test_what_was_stopped_made_anew_or_never_there_is_answered_as_nonsense_is():
    client = sits(making.archivist())
    first = made(client)
    second = made(client)
    client.post(reverse("admin:own_calendar"), {"stop": "yes"})
    gone = made(client)
    person = making.archivist()
    person.is_active = False
    person.save()

    answers = [Client().get(one) for one in (first, second, gone, reverse("admin:days_feed", args=["nonsense"]))]

    assert {one.status_code for one in answers} == {404}
    assert len({(one.content, one.headers.get("Cache-Control")) for one in answers}) == 1
    assert "public" not in answers[0].headers.get("Cache-Control", "")


def test_who_may_see_no_observances_has_no_calendar():
    assert sits(making.person("nobody")).get(reverse("admin:own_calendar")).status_code == 403
