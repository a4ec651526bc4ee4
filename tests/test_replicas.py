"""Readers read a replica, which may be late, away, or no replica any more."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from archive import clock, kept
from archive.catalogue import listing
from archive.catalogue.listing import Query
from archive.editions import reading
from archive.editorial import publishing
from memorial.databases import database, readers, readers_served, sqlite
from memorial.engines.replica import base
from tests import making
from tests.admin.desk import sits
from tests.programs import until
from tests.replicas import Replica, following
from tests.test_databases import asked, next_request, opened

ADDRESS = "postgres://archive@db.example.org/memorial"
SHUSHA, LACHIN, AGHDAM = "/en/places/shusha/", "/en/places/lachin/", "/en/places/aghdam/"


def test_replica_is_asked_as_readers_ask_and_as_soon_as_another_may_be_left_alone():
    of_readers = readers(database(ADDRESS))["readers"]

    settings = readers(database(ADDRESS), "postgres://reading_room:hush@copy.example.org/memorial?sslmode=require")[
        "readers"
    ]

    assert (settings["HOST"], settings["USER"], settings["CONN_MAX_AGE"]) == ("copy.example.org", "reading_room", 60)
    assert settings["OPTIONS"] == {
        **of_readers["OPTIONS"],
        "sslmode": "require",
        "connect_timeout": "2",
        "primary": of_readers,
    }


@pytest.mark.parametrize(
    ("own", "replica", "why"),
    [
        (sqlite("archive.sqlite3"), ADDRESS, "this one is on SQLite"),
        (database(ADDRESS), "sqlite:///archive.sqlite3", "follows no other"),
        (database(ADDRESS), "postgres://archive:hush@copy.example.org", "^MEMORIAL_REPLICA_URL names no database"),
    ],
)
def test_replica_that_cannot_be_one_is_refused_in_words(own, replica, why):
    with pytest.raises(ImproperlyConfigured, match=why) as refusal:
        readers(own, replica)

    assert "hush" not in str(refusal.value)


# --- a real replica ----------------------------------------------------------------------------------


@pytest.fixture
def replica(committed, monkeypatch) -> Iterator[Replica]:
    with following(connection) as copy:
        settings = readers(connection.settings_dict, copy.address)["readers"]
        monkeypatch.setitem(connections.settings, "readers", settings)
        with opened(settings) as connections["readers"]:
            yield copy
        del connections["readers"]


def read(address: str, **headers: str):
    """As the next reader finds it, with a connection that may still be good."""
    next_request(connections["readers"])
    with readers_served():
        return Client(raise_request_exception=False).get(address, headers=headers)


def found(word: str) -> list[str]:
    """The titles of what readers find."""
    with readers_served():
        page = listing.find(reading.at(clock.now()), Query(question=word, is_literal=True), reader="en")
    return [entry.title for entry in page.entries]


def status(address: str) -> int:
    return read(address).status_code


def server_read() -> str:
    """Where somebody reads whose connection is made anew, as each is after a minute."""
    connections["readers"].close()
    return str(asked(connections["readers"], "SHOW unix_socket_directories"))


def paused(replica: Replica) -> None:
    """It still hears what is written, and takes in nothing of it."""
    replica.ask("SELECT pg_wal_replay_pause()")
    until(lambda: replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")


def resumed(replica: Replica) -> None:
    replica.ask("SELECT pg_wal_replay_resume()")
    replica.catch_up()


def heard(replica: Replica) -> bool:
    return bool(replica.ask("SELECT pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()"))


@pytest.mark.postgresql
def test_what_readers_ask_before_the_replica_has_it_all_is_found_when_it_has(replica):
    making.published(making.place({"en": "Shusha"}))
    replica.catch_up()
    paused(replica)
    making.scheduled(making.place({"en": "Zorvan"}, body="<p>Lumtek.</p>"), making.release(hours=24))

    # The desk knows of it, and readers of the same process ask a server that does not.
    kept.forget()
    assert listing.find(reading.at(clock.now()), Query(), reader="en").total == 1
    assert found("lumtek") == []
    resumed(replica)

    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert found("lumtek") == ["Zorvan"]


@pytest.mark.postgresql
def test_readers_of_a_replica_see_it_whole_and_the_primary_when_it_is_away_late_or_promoted(
    replica, monkeypatch, caplog
):
    primary = asked(connection, "SHOW unix_socket_directories")
    shusha = making.place({"en": "Shusha"}, slug="shusha")
    making.published(shusha)
    making.scheduled(making.place({"en": "Aghdam"}, slug="aghdam"), making.release(hours=24))
    replica.catch_up()
    page = read(SHUSHA)

    paused(replica)
    corrected = making.change(shusha, title="Shusha, corrected")
    candidate = making.approved(corrected, change="correction", note={"en": "Its name."})
    publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
    making.published(making.place({"en": "Lachin"}, slug="lachin"))
    late = read(SHUSHA)
    preview = sits(making.reviewer()).get(reverse("admin:preview", args=[candidate.uuid, "en"]))

    # Late: page, name and list are those of one state; the desk does not wait for it, and no release does.
    assert (late.content, late.headers["ETag"]) == (page.content, page.headers["ETag"])
    assert read(SHUSHA, if_none_match=page.headers["ETag"]).status_code == 304
    assert b"Lachin" not in read("/en/places/").content
    assert "Shusha, corrected" in preview.content.decode()
    assert (status(LACHIN), status(AGHDAM)) == (404, 404)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert (status(LACHIN), status(AGHDAM)) == (404, 200)

    resumed(replica)

    fresh = read(SHUSHA, if_none_match=page.headers["ETag"])
    assert (fresh.status_code, "Shusha, corrected" in fresh.content.decode()) == (200, True)
    assert b"Lachin" in read("/en/places/").content

    replica.stop()

    assert (status(LACHIN), server_read()) == (200, primary)
    assert "The replica does not answer, and readers read the primary" in caplog.text

    replica.run()
    replica.catch_up()

    assert (server_read(), status(LACHIN)) == (str(replica.folder), 200)

    paused(replica)
    publishing.withdraw(shusha, by=making.publisher(), reason_class="safety", note={"en": "Withdrawn."})
    until(lambda: heard(replica))
    assert status(SHUSHA) == 200
    monkeypatch.setattr(base, "LATE", "0")
    assert (server_read(), status(SHUSHA)) == (primary, 410)
    monkeypatch.undo()

    resumed(replica)
    replica.ask("SELECT pg_promote()")

    assert server_read() == primary
    assert "The replica does not follow the primary, and readers read that." in caplog.text

    away = connections["readers"].settings_dict["OPTIONS"]["primary"]
    monkeypatch.setitem(away, "HOST", str(replica.folder / "nobody"))

    assert (server_read(), status(SHUSHA)) == (str(replica.folder), 410)
