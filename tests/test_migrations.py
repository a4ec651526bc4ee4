"""Migrations apply to an archive that is in use, and lose nothing of it. They make the tables the models speak of."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from archive import guards
from archive.importing.likeness import sketch
from archive.records.persons import tells_nothing
from tests import making

# Before observances had rules, dates spans, and names periods.
FIRST_DAYS = [("archive", "0002_imported_document")]


def migrate(targets):
    """To ``targets``, as an operator goes there; returns the models as they are then."""
    ((app, name),) = targets
    call_command("migrate", app, name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(targets).apps


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


def fill(apps) -> None:
    """What an archivist of the first days had written."""
    days = apps.get_model("archive", "Observance").objects
    days.create(kind="observance", slug="8-november", month=11, day=8, first_year=2021)
    days.create(kind="observance", slug="20-january", month=1, day=20)
    place = apps.get_model("archive", "Place").objects.create(kind="place", slug="shusha", latitude="39.7583")
    apps.get_model("archive", "Name").objects.create(record=place, text="Şuşi", language="tr", sort="other")
    house = apps.get_model("archive", "Institution").objects.create(kind="institution", slug="house", place=place)
    for slug, first, last in (
        ("night", "1990-01-19", "1990-01-20"),
        ("year", "1990", "1990"),
        ("day", "1990-01-20", ""),
    ):
        apps.get_model("archive", "TimelineEntry").objects.create(
            kind="timeline-entry", slug=slug, date=first, date_end=last
        )
    archivist = apps.get_model("archive", "User").objects.create(username="archivist")
    said = apps.get_model("archive", "Statement").objects.create(
        kind="statement", slug="said", year=1987, date="1987-05-12", original_language="az"
    )
    apps.get_model("archive", "Text").objects.create(
        record=said, language="az", title="Bəyanat", body="<p>Biz unutmuruq.</p>"
    )
    apps.get_model("archive", "ImportedDocument").objects.create(
        digest="0" * 64, name="said.txt", at=timezone.now(), by=archivist, record=said
    )
    # On these, tables are remade of which guards speak.
    candidate = apps.get_model("archive", "Candidate").objects.create(
        record=house, record_version=1, content=b"{}", submitted_by=archivist, submitted_at=timezone.now()
    )
    apps.get_model("archive", "Review").objects.create(
        candidate=candidate, verdict="approved", by=archivist, at=timezone.now()
    )


def assert_a_lost_trigger_is_reported_and_comes_back(today) -> None:
    assert guards.missing(connection) == []
    with connection.cursor() as cursor:
        table = " ON archive_edition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER guard_archive_edition_update{table}")

    found = [(warning.id, warning.msg) for warning in run_checks(databases=["default"]) if warning.id == "archive.W001"]
    migrate(today)

    assert found == [("archive.W001", "The database default has lost the trigger guard_archive_edition_update.")]
    assert guards.missing(connection) == []


@pytest.mark.django_db
def test_persons_get_addresses_that_tell_nothing_and_keep_those_that_do_not():
    given = import_module("archive.migrations.0019_addresses_of_persons_tell_nothing").give_addresses
    persons, place = [making.human(), making.human(), making.human()], making.place(slug="shusha")
    for person, slug in zip(persons, ("zarifa-orujova", "p-orujova"), strict=False):
        making.Record.objects.filter(pk=person.pk).update(slug=slug)

    given(apps, None)

    slugs = [making.Record.objects.get(pk=one.pk).slug for one in (*persons, place)]
    assert [tells_nothing(slug) for slug in slugs] == [True, True, True, False]
    assert slugs[2:] == [persons[2].slug, "shusha"]


# One test, because the way there and back takes seconds.
@pytest.mark.long
def test_what_was_written_in_the_first_days_is_kept_today_and_comes_back(beside):
    def now(model: str):
        return apps.get_model("archive", model).objects

    today = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "archive"]
    fill(migrate(FIRST_DAYS))
    apps = migrate(today)
    assert tables() == beside
    assert [one.languages for one in now("Candidate").all()] == [[]]
    assert_a_lost_trigger_is_reported_and_comes_back(today)
    rules = now("DateRule").order_by("month")
    of_rule = ("observance__slug", "effect", "kind", "month", "day", "valid_from_year", "instrument", "duration")
    assert list(rules.values_list(*of_rule)) == [
        ("20-january", "establishes", "fixed", 1, 20, None, None, 1),
        ("8-november", "establishes", "fixed", 11, 8, 2021, None, 1),
    ]
    of_name = ("record__slug", "text", "language", "sort", "used_by", "since", "until", "scheme")
    assert list(now("Name").values_list(*of_name)) == [("shusha", "Şuşi", "tr", "other", "", "", "", "")]
    of_place = ("slug", "latitude", "precision", "parent")
    assert list(now("Place").values_list(*of_place)) == [("shusha", "39.7583", "", None)]
    of_house = ("slug", "place__slug", "sort", "predecessor")
    assert list(now("Institution").values_list(*of_house)) == [("house", "shusha", "", None)]
    of_document = ("name", "title", "dated", "text", "digest")
    assert list(now("ImportedDocument").values_list(*of_document)) == [
        ("said.txt", "Bəyanat", "1987-05-12", "Biz unutmuruq.", "0" * 64)
    ]
    assert now("Fingerprint").count() == len(sketch("Bəyanat\nBiz unutmuruq."))
    dates = {"night": "1990-01-19/1990-01-20", "year": "1990", "day": "1990-01-20"}
    assert dict(now("TimelineEntry").values_list("slug", "date")) == dates
    sorted_by = {"night": date(1990, 1, 19), "year": date(1990, 1, 1), "day": date(1990, 1, 20)}
    assert dict(now("TimelineEntry").values_list("slug", "earliest")) == sorted_by

    if connection.vendor == "postgresql":
        return  # the way back is the same, and takes as long again
    now("TimelineEntry").filter(slug="year").update(date="[199X,2001]")
    apps = migrate(FIRST_DAYS)
    days = now("Observance").order_by("month").values_list("slug", "month", "day", "first_year")
    assert list(days) == [("20-january", 1, 20, None), ("8-november", 11, 8, 2021)]
    assert sorted(now("TimelineEntry").values_list("slug", "date", "date_end")) == [
        ("day", "1990-01-20", ""),
        ("night", "1990-01-19", "1990-01-20"),
        ("year", "1990", ""),
    ]
