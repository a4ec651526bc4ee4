"""Migrations make the tables that the models speak of, and touch no database that is not theirs."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from archive import guards
from archive.checks import FORMER


def tables() -> dict[str, tuple]:
    """The archive's tables, each with its columns and constraints."""
    introspection, found = connection.introspection, {}
    with connection.cursor() as cursor:
        for table in introspection.table_names(cursor):
            if table.startswith("archive_"):
                columns = introspection.get_table_description(cursor, table)
                constraints = introspection.get_constraints(cursor, table).values()
                found[table] = {column.name: column for column in columns}, sorted(map(repr, constraints))
    return found


@pytest.fixture
def beside(committed):
    """The tables as tests have them, and instead of these, for the length of a test, a database without any."""
    ours, name = tables(), str(connection.settings_dict["NAME"])
    other = f"{name}_beside"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{other}"')
    connection.close()
    connection.settings_dict["NAME"] = other
    yield ours
    connection.close()
    connection.settings_dict["NAME"] = name
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{other}"')
    else:
        Path(other).unlink()


def lose_a_trigger() -> None:
    with connection.cursor() as cursor:
        table = " ON archive_edition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER guard_archive_edition_update{table}")


def checked(number: str) -> list[str]:
    return [found.msg for found in run_checks(databases=["default"]) if found.id == number]


# One test, because making all tables takes a second.
@pytest.mark.long
def test_migrations_make_what_the_models_speak_of_and_touch_no_database_of_the_former_history(beside):
    call_command("migrate", verbosity=0)
    assert tables() == beside
    assert (checked("archive.W001"), checked("archive.E001")) == ([], [])

    lose_a_trigger()
    assert checked("archive.W001") == ["The database default has lost the trigger guard_archive_edition_update."]
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []

    MigrationRecorder(connection).record_applied("archive", FORMER)
    lose_a_trigger()
    with pytest.raises(SystemCheckError, match="made before the archive's tables got their lasting shape"):
        call_command("migrate", skip_checks=False, verbosity=0)
    assert guards.missing(connection) != []
