"""Databases: their addresses, what is promised on every connection, and how long one is kept."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from archive.editorial.people import User
from memorial.databases import WAL_IS_SAFE, database, only_if_there, readers, readers_served, sqlite
from tests import making
from tests.crawling import snapshot
from tests.test_setup import python

SESSION = ("jit", "statement_timeout", "default_transaction_read_only", "enable_seqscan", "application_name")
PAGES = ("/en/", "/en/places/", "/en/search/?q=shusha", "/en/places/shusha/", "/en/nonsense/")


def test_a_command_on_an_empty_database_says_so_in_a_sentence(tmp_path):
    said = python("manage.py", "rebuild_catalogue", MEMORIAL_DATA_DIR=str(tmp_path), MEMORIAL_DATABASE_URL="")

    assert said.returncode == 1
    assert said.stderr.startswith(f"The database {tmp_path / 'archive.sqlite3'} is empty.")
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("entrance", ["asgi", "wsgi"])
def test_a_database_file_that_is_gone_is_not_made_anew_by_whoever_serves(tmp_path, entrance):
    ask = (
        f"from memorial.{entrance} import application; from django.test import Client; "
        "print(Client(raise_request_exception=False).get('/en/', headers={'host': '127.0.0.1'}).status_code)"
    )

    said = python("-c", ask, MEMORIAL_DATA_DIR=str(tmp_path), MEMORIAL_DATABASE_URL="")

    assert said.stdout.strip() == "503", said.stderr
    assert not (tmp_path / "archive.sqlite3").exists()


def test_postgresql_address_is_read_with_its_options():
    address = "postgres://archive:p%40ss%2Fword@db.example.org:6432/memorial?sslmode=require&connect_timeout=3"

    read = database(address)

    assert {name: read[name] for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "ENGINE": "memorial.engines.postgresql",
        "NAME": "memorial",
        "USER": "archive",
        "PASSWORD": "p@ss/word",
        "HOST": "db.example.org",
        "PORT": "6432",
    }
    # What the address says counts, and the rest is chosen.
    assert read["OPTIONS"] == {
        "server_side_binding": True,
        "prepare_threshold": 3,
        "application_name": "memorial",
        "sslmode": "require",
        "connect_timeout": "3",
        "keepalives_idle": "30",
        "keepalives_interval": "10",
        "keepalives_count": "3",
        "tcp_user_timeout": "10000",
        "options": "-c random_page_cost=1.1 -c jit=off "
        "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3",
    }


def test_postgresql_address_may_name_a_socket():
    settings = database("postgresql:///memorial?host=/run/postgresql")

    assert (settings["HOST"], settings["PORT"]) == ("/run/postgresql", "")


@pytest.mark.parametrize(
    "address",
    [
        "postgres://archive:hush@db.example.org",
        "postgres://archive:hush@db.example.org:port/memorial",
        "mysql://archive:hush@db.example.org/memorial",
        "postgres://archive:hu/sh@db.example.org/memorial",
        "sqlite://archive.sqlite3",
        "archive.sqlite3",
    ],
)
def test_database_address_that_cannot_be_used_is_refused_in_words(address):
    with pytest.raises(ImproperlyConfigured, match=r"^MEMORIAL_DATABASE_URL .* Write postgres://") as refusal:
        database(address)

    assert "hush" not in str(refusal.value)


@contextmanager
def opened(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, as a thread that serves has it."""
    one = ConnectionHandler({"default": settings})["default"]
    try:
        yield one
    finally:
        one.close()


def asked(one: BaseDatabaseWrapper, sql: str) -> Any:
    with one.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def next_request(one: BaseDatabaseWrapper) -> None:
    """What Django does with every connection before a request and after it."""
    one.close_if_unusable_or_obsolete()


def test_sqlite_keeps_its_promises_on_every_connection(tmp_path, django_db_blocker):
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")

    with django_db_blocker.unblock(), opened(sqlite(tmp_path / "archive.sqlite3")) as archive:
        said = [asked(archive, f"PRAGMA {name}") for name in pragmas]

    assert said == ["wal" if WAL_IS_SAFE else "truncate", 2, 1, 1, 20_000]


def saying(path: Path, word: str) -> Path:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE said (word text)")
        file.execute("INSERT INTO said VALUES (?)", (word,))
    return path


def test_sqlite_stays_open_until_another_file_stands_in_its_place(tmp_path, django_db_blocker):
    settings = sqlite(saying(tmp_path / "archive.sqlite3", "today"))
    only_if_there(settings)

    with django_db_blocker.unblock(), opened(settings) as archive:
        said = [asked(archive, "SELECT word FROM said")]
        first = archive.connection
        next_request(archive)
        said.append(asked(archive, "SELECT word FROM said"))
        kept = archive.connection is first
        saying(tmp_path / "copy", "restored").replace(settings["NAME"])
        next_request(archive)
        said.append(asked(archive, "SELECT word FROM said"))
        settings["NAME"].unlink()
        next_request(archive)
        with pytest.raises(OperationalError, match="unable to open"):
            asked(archive, "SELECT word FROM said")
        there = settings["NAME"].exists()
        saying(settings["NAME"], "put back")
        next_request(archive)
        said.append(asked(archive, "SELECT word FROM said"))

    assert kept
    assert not there
    assert said == ["today", "today", "restored", "put back"]


@pytest.mark.sqlite
def test_pages_that_were_read_keep_no_writer_waiting(committed):
    making.published(making.place({"en": "Shusha"}, slug="shusha"))

    read = snapshot(PAGES)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")

    assert [status for status, _, _ in read.values()] == [200, 200, 200, 200, 404]
    assert connection.connection is not None


def test_sqlite_writers_wait_for_their_turn(tmp_path, django_db_blocker):
    databases = {"default": sqlite(tmp_path / "archive.sqlite3")}

    def ask(sql, *values):
        with connections["default"].cursor() as cursor:
            return cursor.execute(sql, values).fetchone()

    def count_ten(_):
        for _ in range(10):
            with transaction.Atomic(using="default", savepoint=False, durable=False):
                (count,) = ask("SELECT count FROM tally")
                ask("UPDATE tally SET count = %s", count + 1)
        connections.close_all()

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        connections = ConnectionHandler(databases)
        patch.setattr(transaction, "connections", connections)
        ask("CREATE TABLE tally (count integer)")
        ask("INSERT INTO tally VALUES (0)")
        with ThreadPoolExecutor(4) as people:
            list(people.map(count_ten, range(4)))
        (count,) = ask("SELECT count FROM tally")
        connections.close_all()

    assert count == 40


# --- PostgreSQL --------------------------------------------------------------------------------------


def of_readers(*, given: str = "") -> dict[str, Any]:
    """Where readers read in the archive of this test. ``given`` is what its address asks of every session."""
    settings = connection.settings_dict
    options = settings["OPTIONS"]
    return readers({**settings, "OPTIONS": {**options, "options": f"{options['options']} {given}"}})["readers"]


@pytest.fixture
def readers_apart(committed, monkeypatch):
    """Readers read where they do in an installation, and have a fifth of a second for each answer."""
    settings = of_readers(given="-c statement_timeout=200ms")
    monkeypatch.setitem(connections.settings, "readers", settings)
    # Named as Django's test cases let it be.
    with opened(settings) as connections["readers"]:
        yield
    del connections["readers"]


@pytest.mark.postgresql
def test_reader_who_would_wait_too_long_is_told_calmly_and_the_desk_may_wait(readers_apart, client, caplog):
    making.published(making.place({"en": "Shusha"}, slug="shusha"))
    client.raise_request_exception = False

    with transaction.atomic():
        asked(connection, "SELECT 1 FROM (VALUES (1)) one; LOCK TABLE archive_row IN ACCESS EXCLUSIVE MODE; SELECT 1")
        with readers_served():
            late = client.get("/en/places/shusha/")
        asked(connection, "SELECT pg_sleep(0.3), 1")
    with readers_served():
        later = client.get("/en/places/shusha/")

    assert (late.status_code, late.headers["Retry-After"]) == (503, "120")
    assert "canceling statement due to statement timeout" in caplog.text
    assert later.status_code == 200


@pytest.mark.postgresql
def test_whoever_reads_asks_nothing_of_the_archivists_connection(readers_apart):
    making.published(making.place({"en": "Shusha"}, slug="shusha"))

    def refused(execute, sql, params, many, context):
        raise AssertionError(f"Asked of the archivists' connection: {sql}")

    with connection.execute_wrapper(refused), readers_served():
        read = snapshot([*PAGES, "/en/feed.atom", "/sitemap.xml", "/EN/Places/Shusha"])
        reading = asked(connection, "SHOW application_name")
        with pytest.raises(InternalError, match="read-only transaction"):
            User.objects.create(username="reader")

    assert [status for status, _, _ in read.values()] == [200, 200, 200, 200, 404, 200, 200, 301]
    assert (reading, asked(connection, "SHOW application_name")) == ("memorial-readers", "memorial")


@pytest.mark.postgresql
def test_postgresql_compiles_no_query_and_gives_readers_alone_no_more_than_their_time(db):
    with opened(of_readers()) as theirs:
        said = [[asked(one, f"SHOW {name}") for name in SESSION] for one in (connection, theirs)]

    assert said == [["off", "0", "off", "on", "memorial"], ["off", "5s", "on", "off", "memorial-readers"]]


@pytest.mark.postgresql
def test_postgresql_is_not_asked_whether_it_is_still_there(db):
    with opened(of_readers()) as theirs:
        own = asked(theirs, "SELECT pg_backend_pid()")
        first = theirs.connection
        next_request(theirs)
        theirs.close_if_health_check_failed()
        last = asked(connection, f"SELECT query FROM pg_stat_activity WHERE pid = {own}")
        kept = theirs.connection is first

    assert kept
    assert last == "SELECT pg_backend_pid()"


@pytest.mark.postgresql
def test_postgresql_plans_once_what_is_asked_again_until_its_table_is_another(db):
    question = "SELECT * FROM said"
    planned = "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '% FROM said'"

    with opened(connection.settings_dict) as own, opened(of_readers()) as theirs:
        try:
            own.cursor().execute("CREATE TABLE said AS SELECT 'today' AS word")
            first = [asked(theirs, question) for _ in range(5)]
            plans = asked(theirs, planned)
            own.cursor().execute("ALTER TABLE said ADD COLUMN year integer; ALTER TABLE said DROP COLUMN word")
            own.cursor().execute("UPDATE said SET year = 1990")
            second = [asked(theirs, question) for _ in range(5)]
        finally:
            own.cursor().execute("DROP TABLE IF EXISTS said")

    assert (first, plans, second) == (["today"] * 5, 1, [1990] * 5)


@pytest.mark.postgresql
def test_postgresql_that_has_hung_up_is_noticed_before_the_next_question(db):
    with opened(of_readers()) as theirs:
        first = asked(theirs, "SELECT pg_backend_pid()")
        asked(connection, f"SELECT pg_terminate_backend({first}, 5000)")
        next_request(theirs)
        second = asked(theirs, "SELECT pg_backend_pid()")

    assert first != second
