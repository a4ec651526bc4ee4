"""Migrations make the tables that the models speak of, and touch no database that is not theirs."""

from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from archive import guards
from archive.catalogue.models import RowChange, Word
from archive.checks import FORMER
from archive.editions.models import Derivation, Interval
from archive.editorial import publishing
from archive.holdings import DERIVED
from archive.records import finding
from archive.records.base import Record
from tests import making

less_in_each_index = import_module("archive.migrations.0048_less_in_each_index")


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


def without_statistics() -> set[tuple[str, str]]:
    """Of PostgreSQL: packed columns, by which nobody asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attstattarget = 0 AND attnum > 0"
        )
        return {(table, column) for table, column in cursor if table.startswith("archive_")}


# One test, because making all tables takes seconds, and so does migrating there and back.
@pytest.mark.long
def test_migrations_make_what_the_models_speak_of_and_an_archive_in_use_loses_nothing(beside):
    call_command("migrate", verbosity=0)
    assert tables() == beside
    assert (checked("archive.W001"), checked("archive.E001")) == ([], [])
    assert connection.vendor == "sqlite" or without_statistics() == {*less_in_each_index.PACKED}

    lose_a_trigger()
    assert checked("archive.W001") == ["The database default has lost the trigger guard_archive_edition_update."]
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []

    assert_nothing_is_lost_there_and_back()

    MigrationRecorder(connection).record_applied("archive", FORMER)
    lose_a_trigger()
    with pytest.raises(SystemCheckError, match="made before the archive's tables got their lasting shape"):
        call_command("migrate", skip_checks=False, verbosity=0)
    assert guards.missing(connection) != []  # a database of the former history is not touched


def assert_nothing_is_lost_there_and_back() -> None:
    """And an archive gets its catalogue anew by itself."""
    making.published(making.place({"az": "Şuşa", "en": "Shusha"}, names=[("ru", "Шуша")]))
    making.scheduled(making.place("Coming"), making.release())
    before, derived = written(), everything_derived()

    call_command("migrate", "archive", "0030", verbosity=0)  # PostgreSQL has the words otherwise there
    call_command("migrate", verbosity=0)
    assert everything_derived() == derived

    call_command("migrate", "archive", "0001", verbosity=0)
    assert "archive_searchtext" in connection.introspection.table_names()
    # An older archive that nothing guards: half-way back no trigger is put in place.
    assert checked("archive.W001") == ["The database default has lost all triggers of the archive."]
    fill_the_former_rows()
    call_command("migrate", skip_checks=False, verbosity=0)  # which look at the tables as they still are

    assert written() == before
    assert everything_derived() == derived
    assert [str(one) for one in finding.called(Record.objects.all(), ["susa"]).records] == ["Shusha"]
    assert Derivation.current().after is None


@pytest.mark.django_db
def test_of_what_readers_were_told_is_known_as_soon_as_the_archive_is_migrated():
    migration = import_module("archive.migrations.0005_announced")
    with time_machine.travel("2026-03-01T08:00:00Z", tick=False) as clock:
        town = making.place("Shusha", slug="shusha")
        making.published(town)
        steps = (
            lambda: making.published(making.change(town, title="Shusha town"), change="correction", note={"en": "It."}),
            lambda: publishing.withdraw(town, by=making.publisher(), reason_class="legal", note={"en": "No."}),
            lambda: publishing.reinstate(town, by=making.publisher(), reason="An error.", note={"en": "Back."}),
            lambda: making.published(making.change(town, title="Shusha"), change="minor"),
        )
        for step in steps:
            clock.shift(3600)
            step()
    told = [(False, False), (True, False), (True, False), (True, True), (False, False)]
    in_order = Interval.objects.order_by("live_from").values_list("announced", "is_again")
    assert list(in_order) == told

    Interval.objects.update(announced=False, is_again=False)
    with connection.cursor() as cursor:
        for statement in (migration.IS_AGAIN, migration.ANNOUNCED):
            cursor.execute(statement)

    assert list(in_order.all()) == told


def written() -> dict[str, list[tuple]]:
    """The rows of every table that no derivation makes, by their tables."""
    derived = (*DERIVED, Word, Derivation, RowChange)
    models = (model for model in apps.get_app_config("archive").get_models() if model not in derived)
    return {model._meta.db_table: sorted(map(repr, model._default_manager.values_list())) for model in models}


def everything_derived() -> dict[str, list[str]]:
    """What was derived, without the keys that this changes."""
    found = {}
    for model in (*DERIVED, Word):
        fields = (one for one in model._meta.fields if not one.primary_key and not one.is_relation)
        columns = [one.attname for one in fields if one.name != "held_by"]
        found[model._meta.db_table] = sorted(map(repr, model._default_manager.values_list(*columns)))
    return found


def fill_the_former_rows() -> None:
    """A row as it was before, with everything that hung on it."""
    statements = (
        """INSERT INTO archive_row (id, record, kind, slug, number, digest, language, live_from, live_until, form, date,
           one_night, "time", zone, sort_date, issuers, title, summary)
           SELECT 1, record, kind, slug, 1, payload_id, 'en', live_from, live_until, '', '', (1 = 0), '', '', '', '[]',
           'Shusha', '' FROM archive_interval ORDER BY id LIMIT 1""",
        "INSERT INTO archive_rowforreader (row_id, reader, leads, sort_key) VALUES (1, 'en', (1 = 1), '')",
        "INSERT INTO archive_searchtext (row_id, words, beside, folded) VALUES (1, 'Shusha', '[]', 'shusha')",
        "INSERT INTO archive_spelling (row_id, folded) VALUES (1, 'shusha')",
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
