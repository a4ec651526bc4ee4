"""What a process knows of all rows is known to the next one as well, and what was written of them is told so long."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from archive import clock, kept
from archive.catalogue import engines, listing
from archive.catalogue.listing import Query, known_rows, rows_on_disk, standing
from archive.catalogue.models import Row, RowChange
from archive.editions import reading
from tests import making
from tests.public.archives import small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored(settings, tmp_path, monkeypatch):
    """The file, as of an archive with many rows."""
    monkeypatch.setattr(known_rows, "MANY", 1)
    settings.MEMORIAL_DATA_DIR = tmp_path
    return tmp_path / rows_on_disk.NAME


def asked_by_a_new_process():
    """All that is found and counted, and whether every row was read for it."""
    kept.forget()
    with CaptureQueriesContext(connection) as queries:
        page = listing.find(reading.at(clock.now()), Query(), reader="en")
    return (page.total, page.facets), any("BETWEEN" in one["sql"] for one in queries)


def test_a_new_process_reads_what_was_written_since_and_no_more(stored):
    made = small()
    found, is_all_read = asked_by_a_new_process()
    assert (is_all_read, stored.exists()) == (True, True)
    assert asked_by_a_new_process() == (found, False)
    making.published(making.place("Another"))
    making.published(making.change(made.place, title="Renamed"), change="minor")
    (total, facets), is_all_read = asked_by_a_new_process()
    assert (total, is_all_read) == (found[0] + 1, False)
    stored.unlink()
    assert asked_by_a_new_process() == ((total, facets), True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: b"[]\n",
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content.replace(b'"program": "', b'"program": "0'),
    ],
)
def test_a_file_that_is_broken_or_of_another_program_is_read_as_nothing(stored, spoil):
    small()
    found, _is_all_read = asked_by_a_new_process()
    stored.write_bytes(spoil(stored.read_bytes()))
    assert asked_by_a_new_process() == (found, True)
    assert asked_by_a_new_process() == (found, False)


def test_the_file_of_another_archive_is_read_as_nothing(stored):
    small()
    found, _is_all_read = asked_by_a_new_process()
    RowChange.objects.update(mark=1)
    assert asked_by_a_new_process() == (found, True)


def test_what_was_learned_until_the_database_failed_is_forgotten(stored, monkeypatch):
    made = small()
    asked_by_a_new_process()
    monkeypatch.setattr(known_rows, "AT_ONCE", 1)
    town = making.place("Aghdam")
    for record in (town, making.entry("There", places=[town], sources=[made.source])):
        making.published(record)
    making.published(making.change(made.place, title="Renamed"), change="minor")

    def fails(execute, sql, params, many, context):
        if "BETWEEN" in sql and str(Row.objects.latest("pk").pk) in map(str, params.values()):
            raise OperationalError("the last rows cannot be read")
        return execute(sql, params, many, context)

    of_another = stored.read_bytes()
    stored.unlink()
    kept.forget()
    with connection.execute_wrapper(fails), pytest.raises(OperationalError):
        listing.find(reading.at(clock.now()), Query(), reader="en")
    stored.write_bytes(of_another)

    page = listing.find(reading.at(clock.now()), Query(), reader="en")
    stored.unlink()
    assert (page.total, page.facets) == asked_by_a_new_process()[0]


def test_where_nothing_can_be_stored_all_is_read_each_time(settings, tmp_path):
    settings.MEMORIAL_DATA_DIR = tmp_path / "nowhere"
    small()
    assert asked_by_a_new_process() == asked_by_a_new_process()


def test_what_was_written_long_ago_is_told_no_more():
    small()
    found, _is_all_read = asked_by_a_new_process()
    last = RowChange.objects.latest("pk")
    RowChange.objects.create(pk=last.pk + engines.MOST_CHANGES - 1, written=last.written, mark=1)
    assert list(RowChange.objects.order_by("pk").values_list("pk", flat=True)) == [
        last.pk,
        last.pk + engines.MOST_CHANGES - 1,
    ]
    assert asked_by_a_new_process() == (found, False)
    RowChange.objects.create(pk=last.pk + 2 * engines.MOST_CHANGES, written=last.written, mark=2)
    assert RowChange.objects.count() == 1
    assert asked_by_a_new_process() == (found, True)  # of what is known too little is told


def test_numbers_of_rows_that_are_no_more_are_given_up(monkeypatch):
    made = small()
    monkeypatch.setattr(known_rows, "AT_ONCE", 5)

    for number in range(12):
        making.published(making.change(made.place, title=f"Renamed {number}"), change="minor")
        known = standing.at(reading.at(clock.now()))
        assert known.size <= 2 * known.live.bit_count() + 2 * 5 + 5
    assert listing.find(reading.at(clock.now()), Query(), reader="en").total == known.live.bit_count()
