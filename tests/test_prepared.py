"""Rows that are read of statements which are written out are those that Django's own queries give."""

import pytest
from django.db import connection
from django.db.models import Count

from archive.editions.models import Edition, Interval, LedgerEntry, Release, StoredPayload
from archive.editorial import publishing
from archive.editorial.models import Candidate
from archive.prepared import SOME_KEY, Columns, Instances
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


def test_instances_are_those_of_the_queryset_whichever_key_is_asked(archive, django_assert_num_queries):
    asked = Candidate.objects.select_related("record", "submitted_by").annotate(texts=Count("record__texts"))
    of_record = Instances(asked.filter(record=SOME_KEY))
    other = making.place("Baku")
    making.published(other)

    for place in Candidate.objects.values_list("record", flat=True):
        with django_assert_num_queries(1):
            (candidate,) = of_record.of(place)
            assert (candidate.record_id, candidate.record.pk, candidate.texts) == (place, place, 1)
            assert candidate.submitted_by.username
        assert vars(candidate.record).keys() == vars(asked.get(record=place).record).keys()
        assert candidate.content == asked.get(record=place).content
    assert of_record.of(0) == []
