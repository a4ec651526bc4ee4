"""Migrations apply to an archive that is in use, and lose nothing of it."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("archive", "0003_candidate_languages")]


def migrate(targets):
    """To ``targets``; returns the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def before(committed):
    """The archive before observances had rules; it is brought back to today afterwards."""
    today = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "archive"]
    yield migrate(BEFORE), today
    migrate(today)


@pytest.mark.django_db(transaction=True)
def test_the_day_of_an_observance_becomes_a_rule_and_comes_back(before):
    apps, today = before
    model = apps.get_model("archive", "Observance")
    model.objects.create(kind="observance", slug="8-november", month=11, day=8, first_year=2021)
    model.objects.create(kind="observance", slug="20-january", month=1, day=20)

    rules = migrate(today).get_model("archive", "DateRule").objects.order_by("month")
    fields = ("observance__slug", "effect", "kind", "month", "day", "valid_from_year", "instrument", "duration")
    found = list(rules.values_list(*fields))
    back = migrate(BEFORE).get_model("archive", "Observance").objects.order_by("month")

    assert found == [
        ("20-january", "establishes", "fixed", 1, 20, None, None, 1),
        ("8-november", "establishes", "fixed", 11, 8, 2021, None, 1),
    ]
    assert list(back.values_list("slug", "month", "day", "first_year")) == [
        ("20-january", 1, 20, None),
        ("8-november", 11, 8, 2021),
    ]


@pytest.mark.django_db(transaction=True)
def test_places_and_their_names_stay_when_these_learn_more(before):
    apps, today = before
    place = apps.get_model("archive", "Place").objects.create(kind="place", slug="shusha", latitude="39.7583")
    apps.get_model("archive", "Name").objects.create(record=place, text="Şuşi", language="tr", sort="other")
    apps.get_model("archive", "Institution").objects.create(kind="institution", slug="house", place=place)

    now = migrate(today)

    fields = ("record__slug", "text", "language", "sort", "used_by", "since", "until", "scheme")
    assert list(now.get_model("archive", "Name").objects.values_list(*fields)) == [
        ("shusha", "Şuşi", "tr", "other", "", "", "", "")
    ]
    of_place = ("slug", "latitude", "precision", "parent")
    assert list(now.get_model("archive", "Place").objects.values_list(*of_place)) == [("shusha", "39.7583", "", None)]
    of_house = ("slug", "place__slug", "sort", "predecessor")
    houses = now.get_model("archive", "Institution").objects
    assert list(houses.values_list(*of_house)) == [("house", "shusha", "", None)]


@pytest.fixture
def before_spans(committed):
    """The archive before a first and a last day became one date; it is brought back to today afterwards."""
    today = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "archive"]
    yield migrate([("archive", "0016_pages_collections_subjects")]), today
    migrate(today)


@pytest.mark.django_db(transaction=True)
def test_a_first_and_a_last_day_become_one_date_and_come_back(before_spans):
    apps, today = before_spans
    model = apps.get_model("archive", "TimelineEntry")
    for slug, first, last in (
        ("night", "1990-01-19", "1990-01-20"),
        ("year", "1990", "1990"),
        ("day", "1990-01-20", ""),
    ):
        model.objects.create(kind="timeline-entry", slug=slug, date=first, date_end=last)

    now = migrate(today).get_model("archive", "TimelineEntry").objects
    found = dict(now.values_list("slug", "date"))
    now.filter(slug="year").update(date="[199X,2001]")
    back = migrate([("archive", "0016_pages_collections_subjects")]).get_model("archive", "TimelineEntry").objects

    assert found == {"night": "1990-01-19/1990-01-20", "year": "1990", "day": "1990-01-20"}
    assert sorted(back.values_list("slug", "date", "date_end")) == [
        ("day", "1990-01-20", ""),
        ("night", "1990-01-19", "1990-01-20"),
        ("year", "1990", ""),
    ]
