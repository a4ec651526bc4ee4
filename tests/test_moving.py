"""An archive is moved from its SQLite file to PostgreSQL."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from archive.editions.models import LedgerEntry
from archive.editorial import publishing
from archive.editorial.people import User
from archive.records import finding, written
from archive.records.places import Place
from tests.installation import ROOT

LAST = "SELECT hash FROM archive_ledgerentry ORDER BY seq DESC LIMIT 1"


def move(file: Path) -> str:
    out = StringIO()
    call_command("move_archive", file, stdout=out)
    return out.getvalue()


def counted(ask: Callable[[str], Any]) -> dict[str, int]:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return {table: ask(f'SELECT count(*) FROM "{table}"') for table in sorted({*tables, finding.TABLE, written.TABLE})}


def told(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


# Made from the models, as the database of tests is.
FILL = """
import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
django.setup()
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("load_sample")
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On SQLite."""
    folder = tmp_path_factory.mktemp("sample")
    environment = {**os.environ, "MEMORIAL_TEST_FOLDER": str(folder), "MEMORIAL_DATABASE_URL": ""}
    subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder / "archive.sqlite3"


@pytest.fixture
def file(sample: Path, tmp_path: Path) -> Path:
    return Path(copyfile(sample, tmp_path / "archive.sqlite3"))


@pytest.mark.postgresql
@pytest.mark.long
def test_an_archive_that_was_moved_is_what_it_was_and_goes_on(committed, client, file):
    with closing(sqlite3.connect(file)) as there:
        before = counted(lambda question: there.execute(question).fetchone()[0])
        last = there.execute(LAST).fetchone()[0]

    said = move(file)

    assert "archive_statement: 37" in said
    assert "Its ledger holds" in said
    assert counted(told) == before
    assert told(LAST) == last
    assert ", 25 to 26 February" in client.get("/en/search/?q=Xocal%C4%B1+1992").text
    assert finding.called_keys(["xocal"], ["place"])
    assert told("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '% USING gin %'") == 3
    publisher, known = User.objects.get(username="publisher"), User.objects.latest("pk").pk
    # What is new follows, and what is written once stays so.
    note = dict.fromkeys(("az", "en", "ru"), "So.")
    publishing.withdraw(Place.objects.get(slug="khojaly"), by=publisher, reason_class="legal", note=note)
    assert LedgerEntry.objects.latest("seq").previous == last
    assert User.objects.create(username="new").pk > known
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        told("UPDATE archive_ledgerentry SET note = '{}' RETURNING 1")
    with pytest.raises(CommandError, match="not empty"):
        move(file)


@pytest.mark.postgresql
def test_a_ledger_that_does_not_hold_is_told(committed, file):
    with closing(sqlite3.connect(file)) as there, there:
        there.execute("DROP TRIGGER guard_archive_ledgerentry_update")
        there.execute("UPDATE archive_ledgerentry SET by_name = 'Nobody' WHERE seq = 7")

    with pytest.raises(CommandError, match="does not hold from entry 7 on"):
        move(file)


@pytest.mark.postgresql
def test_what_cannot_be_moved_is_refused_in_words(committed, tmp_path):
    with pytest.raises(CommandError, match="unable to open"):
        move(tmp_path / "nowhere.sqlite3")
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as there, there:
        there.execute("CREATE TABLE django_migrations (id integer, app text, name text, applied text)")
        there.execute("INSERT INTO django_migrations VALUES (1, 'archive', '0001_archive', '2026-01-01')")
    with pytest.raises(CommandError, match="not of one version"):
        move(other)
    assert not User.objects.exists()


@pytest.mark.sqlite
def test_an_archive_is_moved_to_postgresql_alone(db, tmp_path):
    with pytest.raises(CommandError, match="names no PostgreSQL database"):
        move(tmp_path / "archive.sqlite3")
