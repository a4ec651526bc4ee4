"""What every save left is kept by the next one, can be read again as it stood, and goes where it has to."""

from collections.abc import Iterable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from archive.editorial import deleting
from archive.records import saved_rows
from archive.records.base import Record
from archive.records.citations import CitedFor
from archive.records.contributions import Contribution
from archive.records.names import Name
from archive.records.saved_rows import SavedRows, as_it_stood
from archive.records.saving import saving
from archive.records.statements import Statement
from archive.records.stored_rows import kept_models, stored
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db


def saves(record: Record) -> list[SavedRows]:
    return list(SavedRows.objects.of(record).order_by("contribution"))


def test_a_save_keeps_every_row_with_all_its_columns():
    source = making.source()
    place = making.place({"en": "Shusha", "az": "Şuşa"}, body="<p>A town.</p>", sources=[source])
    with saving(place, by=making.archivist(), version=place.version):
        Name.objects.create(record=place, text="Shushi", language="en")
        making.say(place.citations.get(), words="its name")

    making.change(place, title="Shusha town")

    first, second = (one.rows() for one in saves(place))
    assert "name" not in first
    assert [(one["text"], one["language"]) for one in second["name"]] == [("Shushi", "en")]
    assert [one["title"] for one in second["text"]] == ["Şuşa", "Shusha"]
    assert second["text"][1]["body"] == "<p>A town.</p>"
    assert second["citedfor"][0]["words"] == "its name"
    assert {CitedFor, Name, Text} < {*kept_models(type(place))}
    assert set(second["place"][0]) >= {field.attname for field in type(place)._meta.concrete_fields}


def test_what_was_saved_stands_again_as_it_stood_whatever_its_kind():
    source, issuer = making.source(), making.institution()
    event = making.entry(sources=[source], date="1990-01-20", time="23:30", zone="Asia/Baku")
    making.figure(event, 5, by=issuer, source=source, note="A note.")
    day = making.observance(rituals=[{"what": {"en": "Silence"}, "time": "12:00", "zone": "Asia/Baku"}])
    person = making.human(parts=[{"role": "witness", "entry": event, "source": source}])
    for record in (source, event, day, person, making.collection(members=[(source, "A caption")])):
        again, now = as_it_stood(stored(record), type(record)), type(record).objects.get(pk=record.pk)
        assert columns(again) == columns(now)
        with CaptureQueriesContext(connection) as asked:
            found = {name: columns_of_all(rows) for name, rows in again._prefetched_objects_cache.items()}
        assert found == {name: columns_of_all(getattr(now, name).all()) for name in found}
        assert not asked.captured_queries
        assert {"texts", "names", "citations"} < found.keys()


def columns(row: Model) -> dict[str, object]:
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return own | {"phrases": columns_of_all(row.phrases.all()) if hasattr(row, "phrases") else []}


def columns_of_all(rows: Iterable[Model]) -> list[dict[str, object]]:
    return [columns(row) for row in rows]


def test_what_it_named_stands_with_it_unless_it_is_there_no_more():
    place, issuer, draft = making.place(), making.institution(), making.source()
    statement = making.statement(issuers=[issuer], places=[place])
    with saving(statement, by=making.archivist(), version=1):
        making.say(statement.citations.create(source=draft), words="the day")
    kept = stored(statement)
    with saving(statement, by=making.archivist(), version=statement.version):
        statement.citations.all().delete()
    assert [one.source for one in as_it_stood(kept, Statement).citations.all()] == [draft]
    deleting.delete(draft, by=making.archivist(), version=1)

    again = as_it_stood(kept, Statement)
    assert [*again.citations.all()] == []
    assert [*again.places.all()] == [place]
    assert [one.institution for one in again.issued_by.all()] == [issuer]


def test_what_a_save_left_goes_with_a_deleted_draft_and_not_before():
    draft, other = making.place("A draft"), making.place("Another")
    making.change(draft, title="Still a draft")
    draft.refresh_from_db()
    with pytest.raises(DatabaseError, match="goes only with its record"), transaction.atomic():
        SavedRows.objects.of(draft).delete()

    deleting.delete(draft, by=making.archivist(), version=2)
    assert saves(draft) == []
    making.change(other, title="Yet another")
    assert len(saves(other)) == 1
    assert not SavedRows.objects.exclude(contribution__record__in=Record.objects.all()).exists()


def test_what_a_save_left_is_never_changed_but_masked():
    place = making.place("Shusha")
    making.change(place, title="Shusha town")
    making.change(place, title="The town of Shusha")
    first, second = saves(place)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        SavedRows.objects.filter(pk=first.pk).update(content=b'{"rows":{}}')

    SavedRows.objects.filter(pk=first.pk).mask()
    first.refresh_from_db()
    assert (first.is_masked, first.rows()) == (True, {})
    assert saves(place)[1].rows() == second.rows()
    assert Contribution.objects.filter(record=place.pk).count() == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM archive_savedrows WHERE contribution_id = %s", [first.pk])
        assert cursor.fetchone() == (None,)


def test_what_stands_in_a_record_is_kept_once_another_save_follows_as_it_stood_before():
    place = making.place("Shusha")
    assert saves(place) == []
    before = saved_rows.as_kept(stored(place))
    making.change(place, title="Shusha town")
    assert [one.rows() for one in saves(place)] == [before]


def test_what_was_masked_is_not_kept_by_the_next_save_either():
    place = making.place("Somebody's name")
    making.change(place, title="Her name")
    place.refresh_from_db()
    saved_rows.mask(place)
    making.change(place, title="Shusha")
    making.change(place, title="Shusha town")

    masked, also_masked, kept = saves(place)
    assert (masked.is_masked, also_masked.is_masked) == (True, True)
    assert [one["title"] for one in kept.rows()["text"]] == ["Shusha"]


def test_what_was_saved_since_the_record_was_read_is_masked_as_well():
    read = making.place("Shusha")
    making.change(Record.objects.get(pk=read.pk), title="Somebody's name")

    saved_rows.mask(read)
    making.change(read, title="Shusha")
    making.change(read, title="Shusha town")

    assert [one.is_masked for one in saves(read)] == [True, True, False]


def test_what_was_kept_of_the_last_save_already_is_left_as_it_is():
    place = making.place("Shusha")
    saved_rows.keep_last(place, version=1)
    (kept,) = saves(place)
    making.change(place, title="Shusha town")
    assert [one.rows() for one in saves(place)] == [kept.rows()]
