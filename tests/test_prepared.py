"""Rows that are read of statements which are written out are those that Django's own queries give."""

import pytest
from django.db import connection

from archive.editions.models import Edition, Interval, LedgerEntry, Release, StoredPayload
from archive.editorial import publishing
from archive.editorial.models import Candidate
from archive.prepared import Columns
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    """A place that was published, and withdrawn: its last act has a note and no release."""
    place = making.place("Shusha", body="<p>A town in the mountains.</p>")
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "So."})


def read(columns, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns.of('told')} FROM {table} AS told ORDER BY 1")
        return [columns.read(found) for found in cursor.fetchall()]


@pytest.mark.parametrize("model", [Candidate, Edition, Interval, LedgerEntry, Release, StoredPayload, Text])
def test_a_row_has_every_value_that_django_reads(archive, model):
    names, of_django = [field.attname for field in model._meta.concrete_fields], model.objects.order_by("pk")

    rows = sorted(read(Columns(model), model._meta.db_table), key=lambda row: row.pk)

    assert [[getattr(row, name) for name in names] for row in rows] == [*map(list, of_django.values_list(*names))]
    assert rows
    assert not any(row._state.adding for row in rows)


def test_a_row_reads_what_it_was_not_asked_for_when_somebody_needs_it(archive, django_assert_num_queries):
    (candidate,) = read(Columns(Candidate, but=["content"]), "archive_candidate")
    (release,) = read(Columns(Release, only=["id", "instant"]), "archive_release")

    with django_assert_num_queries(2):
        assert candidate.content == Candidate.objects.get().content
    assert release.get_deferred_fields() == {"title", "wall", "zone", "at_once"}
