"""The days of observances, read by another program."""

from datetime import date, time, timedelta

import ics
import pytest
import time_machine
from django.utils.html import escape

from archive.records.sources import Source
from tests import making
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def read(client, address: str) -> ics.Calendar:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8"), address
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    return ics.Calendar(answer.content.decode())


def days(calendar: ics.Calendar) -> list[tuple[str, date, date]]:
    """Name, first day, and the first that is not kept any more."""
    assert all(event.all_day and event.transparent and not event.alarms for event in calendar.events)
    found = ((event.name, event.begin.date(), event.end.date()) for event in calendar.events)
    return sorted(found, key=lambda one: (one[1], one[0]))


@kept
def arrange():
    """Observances of many sorts in 2026: a fixed one, one of several days that was moved once, and one that ended."""
    with time_machine.travel("2026-03-01T08:00:00Z"):
        decree = making.source({"en": "Decree, of 2020", "az": "Fərman"}, slug="decree")
        making.published(decree)
        rule = {"effect": "establishes", "kind": "fixed", "valid_from_year": 2020, "instrument": decree}
        fixed = making.observance(
            {"en": "A day; of one", "az": "Bir gün"},
            slug="fixed",
            summary="What it is.",
            rituals=[
                {"what": {"en": "A minute of silence"}, "time": time(12), "local_everywhere": True},
                {"what": {"en": "Flowers"}, "valid_to_year": 2025, "position": 1},
            ],
            rules=[{**rule, "month": 9, "day": 27}],
        )
        moved = making.observance(
            {"az": "Üç gün"},
            slug="moved",
            rules=[{**rule, "month": 5, "day": 4, "duration": 3, "at_sunset": True}],
            overrides=[{"year": 2027, "outcome": "moved", "date": date(2027, 5, 10), "instrument": decree}],
        )
        ended = making.observance(
            "Ended",
            slug="ended",
            rules=[
                {**rule, "month": 1, "day": 1},
                {"effect": "abolishes", "valid_from_year": 2026, "instrument": decree},
            ],
        )
        for made in (fixed, moved, ended):
            making.published(made)
    return fixed


@pytest.fixture
def fixed():
    made = arrange()
    with time_machine.travel("2026-03-01T08:01:00Z"):
        yield made


def test_the_calendar_holds_the_days_around_this_year(client, fixed):
    calendar = read(client, "/en/observances/calendar.ics")

    one = [("A day; of one", date(year, 9, 27), date(year, 9, 28)) for year in range(2025, 2030)]
    three = [("Üç gün", date(year, 5, 4), date(year, 5, 7)) for year in (2025, 2026, 2028, 2029)]
    moved = ("Üç gün", date(2027, 5, 10), date(2027, 5, 13))
    ended = ("Ended", date(2025, 1, 1), date(2025, 1, 2))
    assert days(calendar) == sorted([*one, *three, moved, ended], key=lambda found: found[1])
    assert days(read(client, "/az/observances/calendar.ics"))[0][0] == "Ended"
    assert days(read(client, "/az/observances/calendar.ics"))[2][0] == "Bir gün"


def test_a_day_says_what_it_is_and_where_more_is_told(client, fixed):
    [event] = read(client, "/en/observances/fixed/2026/calendar.ics").events
    [moved] = read(client, "/en/observances/moved/2027/calendar.ics").events

    assert event.url == "http://127.0.0.1:8000/en/observances/fixed/2026/"
    assert event.description.split("\n\n") == [
        "What it is.",
        "The instrument it rests on: Decree, of 2020",
        "A minute of silence (12:00, local time wherever one is)",
        "http://127.0.0.1:8000/en/observances/fixed/2026/",
    ]
    assert event.categories == {"Observance"}
    assert moved.description.split("\n\n")[:2] == [
        "In this year it was moved to this day.",
        "It begins at sunset on the evening before.",
    ]
    assert "SUMMARY;LANGUAGE=az:" in client.get("/en/observances/moved/2027/calendar.ics").content.decode()
    assert event in read(client, "/en/observances/calendar.ics").events


def test_an_event_keeps_its_name_when_its_day_is_moved(client, fixed):
    def event():
        [found] = read(client, "/en/observances/fixed/2026/calendar.ics").events
        return found

    before = event()
    with time_machine.travel("2026-03-02T08:00:00Z"):
        fixed.rules.update(day=28)
        making.change(fixed, summary="Moved.")
        making.published(fixed, change="update", note={"en": "Moved.", "az": "Köçürüldü."})
        after = event()

    assert after.uid == before.uid
    assert [one.begin.date() for one in (before, after)] == [date(2026, 9, 27), date(2026, 9, 28)]
    assert after.last_modified - before.last_modified > timedelta(hours=23)


def test_an_observance_has_a_file_of_all_its_years_by_the_rules_of_each(client, fixed):
    decree = Source.objects.get(slug="decree")
    rule = {"effect": "establishes", "kind": "fixed", "instrument": decree}
    with time_machine.travel("2026-03-01T08:00:30Z"):
        day = making.observance(
            "Another day",
            slug="another",
            rules=[
                {**rule, "month": 1, "day": 20, "valid_from_year": 1994},
                {**rule, "effect": "changes-date", "month": 1, "day": 21, "valid_from_year": 2023},
            ],
        )
        making.published(day)

    known = sorted(read(client, "/en/observances/another/calendar.ics").events, key=lambda one: one.begin)

    expected = [date(year, 1, 20) for year in range(1994, 2023)] + [date(year, 1, 21) for year in range(2023, 2030)]
    assert [one.begin.date() for one in known] == expected
    assert {one.uid for one in read(client, "/en/observances/another/2023/calendar.ics").events} == {known[29].uid}
    assert len({one.uid for one in known}) == len(known)
    assert days(read(client, "/en/observances/ended/calendar.ics"))[-1] == ("Ended", date(2025, 1, 1), date(2025, 1, 2))
    html = client.get("/en/observances/another/").content.decode()
    assert escape("webcal://127.0.0.1:8000/en/observances/another/calendar.ics") in html
    assert client.get("/en/observances/nothing/calendar.ics").status_code == 404


def test_where_there_is_no_day_there_is_no_file(client, fixed):
    assert client.get("/en/observances/ended/2026/calendar.ics").status_code == 404
    assert client.get("/en/observances/nothing/2026/calendar.ics").status_code == 404
    assert client.get("/en/observances/ended/2026/").context["page"].calendar.days == ""
    assert (
        client.get("/en/observances/ended/2024/").context["page"].calendar.days
        == "/en/observances/ended/2024/calendar.ics"
    )
    page = client.get("/en/observances/fixed/")
    assert page.context["page"].calendar.days == "/en/observances/fixed/2026/calendar.ics"
    assert escape("webcal://127.0.0.1:8000/en/observances/calendar.ics") in page.content.decode()
    assert client.get("/en/observances/fixed/?as_of=2026-02-28").status_code == 404


def test_the_calendar_is_asked_for_with_few_queries_and_answers_304(client, fixed, django_assert_num_queries):
    client.get("/en/")
    for address, number in {"calendar.ics": 1, "fixed/2026/calendar.ics": 2}.items():
        with django_assert_num_queries(number, info=address):
            answer = client.get(f"/en/observances/{address}")
        again = client.get(f"/en/observances/{address}", headers={"if-none-match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
