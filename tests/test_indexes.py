"""An index takes room in every row that is written: what another one answers as well has none of its own."""

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = pytest.mark.django_db

# Those of tables that Django makes by itself, and of a column that other models of a kind have not beside another.
BY_ITSELF = {"archive_user"}
BESIDE = {("archive_source", "earliest"), ("archive_timelineentry", "earliest")}


def columns(table: str) -> list[tuple[tuple[str, ...], bool]]:
    """Of each index over all rows of a table its columns, and whether it keeps them unique."""
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, table)
    partial = partial_indexes()
    kept = (
        one for name, one in told.items() if one["index"] or one["unique"] or one["primary_key"] if name not in partial
    )
    return [(tuple(one["columns"]), one["unique"] or one["primary_key"]) for one in kept if one["columns"]]


def partial_indexes() -> set[str]:
    every = (one for model in tables() for one in (*model._meta.indexes, *model._meta.constraints))
    return {one.name for one in every if getattr(one, "condition", None) is not None}


def tables() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("archive").get_models() if model._meta.db_table not in BY_ITSELF]


def begun(table: str) -> set[tuple[str, ...]]:
    """Those of its indexes with which another one begins."""
    every = columns(table)
    shorter = {own for own, is_unique in every if not is_unique}
    return {own for own in shorter for other, _unique in every if other[: len(own)] == own and other != own}


def test_no_index_is_how_another_one_begins():
    found = {(model._meta.db_table, *own) for model in tables() for own in begun(model._meta.db_table)}

    assert found == BESIDE, "Say db_index=False, or leave the shorter index out: the longer one answers it."


def test_nobody_asks_how_a_digest_begins():
    asked = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT relname FROM pg_class"}
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        found = {name for (name,) in cursor if name.startswith("archive_") and name.endswith("_like")}
    assert {name.rsplit("_", 2)[0] for name in found} <= {"archive_user_username"}
