"""What is read of one record by queries that are written once is what Django reads of several."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from archive.editorial.freezing import read, read_several
from archive.records.base import Record
from archive.records.names import Name
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db


def everything() -> list[Record]:
    """Records of most kinds, with something in nearly all that a record may have."""
    source, issuer, place = making.source(), making.institution(), making.place({"en": "Shusha", "az": "Şuşa"})
    with saving(place, by=making.archivist(), version=place.version):
        Name.objects.create(record=place, text="Shushi", language="en")
    event = making.entry(sources=[source], date="1990-01-20", time="23:30", zone="Asia/Baku")
    making.figure(event, 5, by=issuer, source=source, note="A note.")
    making.say(event.citations.get(), words="the day")
    day = making.observance(rituals=[{"what": {"en": "Silence"}, "time": "12:00", "zone": "Asia/Baku"}])
    person = making.human(parts=[{"role": "witness", "entry": event, "source": source}])
    statement = making.statement(issuers=[issuer], places=[place, making.place("Baku")], sources=[source])
    return [source, issuer, place, event, day, person, statement, making.collection(members=[(source, "A caption")])]


def told(row: Model) -> dict[str, object]:
    """All that was read of it: its columns, what was joined to it, and the rows that hang on it."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    joined = {name: one and (type(one), one.pk) for name, one in row._state.fields_cache.items()}
    hanging = getattr(row, "_prefetched_objects_cache", {})
    return columns | joined | {name: [told(one) for one in rows] for name, rows in hanging.items()}


def test_one_record_is_read_as_several_are():
    records = everything()

    alone = [told(read(type(one).objects.get(pk=one.pk))) for one in records]

    several = read_several([*records, *everything()])  # two of each kind and more
    for one, read_alone in zip(several, alone, strict=False):
        beside = told(one)
        assert {name: beside[name] for name in read_alone} == read_alone
    assert sum(bool(rows) for one in alone for rows in one.values() if isinstance(rows, list)) > len(records)


def test_what_was_read_of_a_record_is_narrowed_as_its_own():
    """Not only what was read is its own: whoever asks further of it is given nothing of another."""
    one, _other = making.place({"en": "Shusha", "az": "Şuşa"}), making.place("Baku")
    place = read(type(one).objects.get(pk=one.pk))

    assert [text.title for text in place.texts.filter(language="en")] == ["Shusha"]
    assert place.texts.all().filter(language="en").count() == 1


def test_its_rows_know_it_and_ask_nothing_more():
    place = read(making.place({"en": "Shusha", "az": "Şuşa"}))

    with CaptureQueriesContext(connection) as asked:
        assert all(text.record is place for text in place.texts.all())
    assert not asked.captured_queries
