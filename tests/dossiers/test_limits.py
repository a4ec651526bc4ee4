"""What does not stand on a screen is told there: days and statements beyond what is read, observances nobody sees."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.dossiers import board, expected
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db


@pytest.fixture
def winter(time_machine):
    """Three days of the next weeks that readers know, and one that they do not."""
    time_machine.move_to(datetime(2026, 12, 21, 8, 0, tzinfo=UTC), tick=False)
    kept = [making.observance(f"Day {day}", month=1, day=day, base_year=1990) for day in (18, 19, 20)]
    for one in kept:
        making.published(one)
    making.observance("A draft", month=1, day=21)
    making.observance("A draft of summer", month=7, day=1)
    time_machine.move_to(datetime(2026, 12, 21, 9, 0, tzinfo=UTC), tick=False)
    return kept


def shown(client):
    return client.get(reverse("admin:board"))


def test_what_the_board_has_no_room_for_is_told_on_it(winter, monkeypatch):
    house, client = making.institution("House"), sits(making.archivist())
    for observance in (winter[0], winter[0], winter[1]):
        making.statement(issuers=[house], observance=observance, year=2027, origin="authored")
    # Of another year, which the board does not ask for.
    making.statement(issuers=[house], observance=winter[0], year=2026, origin="authored")

    all_of_it = shown(client)
    monkeypatch.setattr(board, "MOST", 2)
    monkeypatch.setattr(expected, "MOST", 2)
    cut = shown(client)

    assert (all_of_it.context["days_left_out"], all_of_it.context["statements_left_out"]) == (0, 0)
    assert (cut.context["days_left_out"], cut.context["statements_left_out"]) == (1, 1)
    assert "And 1 more day, which does not stand here." in cut.content.decode()
    assert "And 1 more statement, which does not stand here" in cut.content.decode()


def test_an_observance_that_readers_cannot_see_leads_to_its_dossier_from_the_board(winter):
    (one,) = shown(sits(making.archivist())).context["unseen"]

    assert (one[0], one[2]) == ("A draft", "21 January 2027")
    assert sits(making.archivist()).get(one[1]).status_code == 200


def test_the_board_asks_as_often_however_many_days_there_are(winter):
    client, house = sits(making.archivist()), making.institution("House")
    making.statement(issuers=[house], observance=winter[0], year=2027, origin="authored")
    shown(client)

    with CaptureQueriesContext(connection) as queries:
        page = shown(client)

    assert len(page.context["days"]) == 3
    # Twelve, and three where there is anything that readers cannot see, as here.
    assert len(queries) == 15


def test_a_dossier_asks_as_often_however_many_statements_of_others_there_are(winter):
    client, house = sits(making.archivist()), making.institution("House")
    making.published(house)
    making.published(making.statement(issuers=[house], observance=winter[0], year=2026))
    making.statement(issuers=[house], observance=winter[0], year=2027, origin="authored")
    event = making.entry(observances=[winter[0]])
    making.figure(event, 5, by=house, source=making.source())
    address = reverse("admin:dossier", args=[winter[0].uuid, 2027])
    client.post(address, {"tick": "scope"})

    counts = []
    for _more in range(3):
        making.statement(issuers=[house], observance=winter[0], year=2027, origin="transcribed")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    # Thirty-one, and three that ask who is signed in, and what she may.
    assert counts == [34, 34, 34]
