"""The first page says where it was; a place's page what happened there, an institution's when it spoke."""

import pytest

from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def told():
    """Two days of remembrance and two bodies; a region with a town in it, and what happened in each."""
    days = [making.observance(f"Day {one}", slug=f"day-{one}", month=one, day=20) for one in (1, 2)]
    houses = [making.institution(name, slug=name.lower()) for name in ("Ministry", "Parliament")]
    where = {"longitude": "46.7", "precision": "settlement"}
    region = making.place("Region", slug="region", latitude="39.7", **where)
    town = making.place("Town", slug="town", latitude="39.8", parent=region, **where)
    elsewhere = making.place("Elsewhere", slug="elsewhere", latitude="40.4", **where)
    for made in (*days, *houses, region, town, elsewhere):
        making.published(made)
    source = making.source()
    making.published(source)
    there = {"observances": [days[0]], "sources": [source]}
    making.published(making.entry("In the town", slug="in-town", date="1992-05-08", places=[town], **there))
    making.published(making.entry("In the region", slug="in-region", date="1988-02-20", places=[region], **there))
    making.published(
        making.entry("Not recalled", slug="not-recalled", date="1991-01-01", places=[elsewhere], sources=[source])
    )
    for day, year, by in ((0, 2024, 0), (0, 2026, 0), (0, 2026, 0), (1, 2026, 0), (1, 2026, 1)):
        made = making.statement(
            f"On {day}", issuers=[houses[by]], observance=days[day], year=year, date=f"{year}-01-20", sources=[source]
        )
        making.published(made)
    return days[:1]


def page(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context["page"]


def test_a_place_tells_what_happened_there_and_in_what_lies_in_it(client, told):
    region, town = page(client, "/en/places/region/"), page(client, "/en/places/town/")

    assert [one.title.text for one in region.events] == ["In the region", "In the town"]
    assert [mark.title.text for lane in region.picture.lanes for mark in lane.marks] == ["In the region", "In the town"]
    assert [(one.text, one.address) for one in region.within] == [("Town", "/en/places/town/")]
    assert [group.heading for group in region.appears] == []
    # One event makes no picture.
    assert [one.title.text for one in town.events] == ["In the town"]
    assert (town.picture, town.within, town.all_events) == (None, (), None)


def test_of_many_events_of_a_place_the_first_are_told_and_a_link_leads_to_all(client, told, monkeypatch):
    monkeypatch.setattr("archive.public.kinds.places.MOST_EVENTS", 1)
    region = page(client, "/en/places/region/")

    assert [one.title.text for one in region.events] == ["In the region"]
    assert region.all_events.text == "All of them: 2 events"
    assert page(client, region.all_events.address).results.total == 2


def test_an_institution_tells_in_which_years_it_spoke_on_which_day(client, told):
    spoken = page(client, "/en/institutions/ministry/").spoken

    assert [day.text for day in spoken.observances] == ["Day 1", "Day 2"]
    assert [(row.year, [cell.text for cell in row.counted]) for row in spoken.years] == [
        ("2026", ["2 statements", "1 statement"]),
        ("2024", ["1 statement", ""]),
    ]
    # Each number leads to just these, and the last link to all that it issued.
    assert page(client, spoken.years[0].counted[0].address).results.total == 2
    assert page(client, spoken.all.address).results.total == 4
    assert page(client, "/en/places/town/").appears == ()


def test_the_first_page_shows_where_it_was_that_is_remembered(client, told):
    shown = page(client, "/en/")

    assert {one.place.text for one in shown.map.places} == {"Region", "Town"}
    assert [one.place.text for one in page(client, "/en/places/").map.places] == ["Elsewhere", "Region", "Town"]


def test_of_the_places_remembered_most_those_are_on_the_map_that_can_be(client, told, monkeypatch):
    nowhere = making.place("Nowhere known", slug="nowhere")
    making.published(nowhere)
    for day in (5, 6):
        where = {"observances": told, "places": [nowhere], "sources": [making.source(f"Source of {day}")]}
        making.published(where["sources"][0])
        making.published(making.entry(f"Somewhere, {day}", slug=f"somewhere-{day}", date=f"1992-03-0{day}", **where))
    monkeypatch.setattr("archive.public.time.home.PLACES", 1)
    monkeypatch.setattr("archive.public.maps.places.AT_ONCE", 1)

    # The region comes second, by what happened in it and in the town: the first has no coordinates.
    assert [one.place.text for one in page(client, "/en/").map.places] == ["Region"]


def test_where_nothing_is_remembered_yet_there_is_no_map(client, db):
    assert page(client, "/en/").map is None
