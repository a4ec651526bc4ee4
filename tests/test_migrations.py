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
