"""The version: it names the state of all that is public."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from archive import clock
from archive.editions import reading
from tests import making

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 19, 12, 0, tzinfo=UTC)


def version() -> str:
    return reading.at(clock.now()).version()


def test_version_tells_of_an_act_that_is_committed_after_something_else_has_begun():
    """It began before the release, and the ledger let it in; but the first readers after the release did not see it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        making.scheduled(making.place(slug="coming"), making.release(minutes=1))
        traveller.shift(timedelta(minutes=2))
        released = version()
        traveller.shift(timedelta(minutes=-1, seconds=-30))
        making.published(making.place(slug="slow"))
        traveller.shift(timedelta(minutes=1, seconds=30))

        assert version() != released


def test_version_tells_nothing_of_what_is_still_to_come():
    with time_machine.travel(NOON, tick=False) as traveller:
        making.published(making.place(slug="there"))
        traveller.shift(timedelta(seconds=1))
        before = version()
        making.scheduled(making.place(slug="coming"), making.release(hours=1))

        assert version() == before


def test_version_is_sought_in_indexes():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # the table is empty
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {reading._LAST_CHANGE}", [connection.ops.adapt_datetimefield_value(NOON)])
        plan = "\n".join(str(row) for row in cursor.fetchall())

    assert {"interval_by_act", "interval_by_beginning"} <= set(re.findall(r"interval_by_\w+", plan))
