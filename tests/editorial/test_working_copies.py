"""What was typed and not saved: whose it is, how long it is offered, and what others are told of it."""

from datetime import timedelta

import pytest
import time_machine

from archive import clock
from archive.editorial import deleting, working_copies
from archive.editorial.working_copies import WorkingCopy
from archive.records.base import Record
from tests import making

pytestmark = pytest.mark.django_db
FORM = "/desk/archive/place/1/change/"
WORDS = b'{"fields":{}}'


def type_into(record: Record, name: str = "typed1234", *, by=None, words: bytes | None = WORDS) -> None:
    working_copies.keep(name, by=by or making.archivist(), form=FORM, record=record.uuid, words=words)


def names_of(person) -> list[str]:
    return [copy.name for copy in working_copies.offered(person)]


def others(record: Record, *, besides) -> list[tuple[str, bool]]:
    return [(str(who), since is not None) for who, since in working_copies.others_in(record.uuid, besides=besides)]


def test_what_was_typed_last_is_kept_and_since_when_it_was_typed():
    place, began = making.place(), clock.now().replace(microsecond=0)
    with time_machine.travel(began, tick=False) as now:
        type_into(place, words=None)
        now.shift(60)
        type_into(place)
        now.shift(60)
        type_into(place, words=b'{"fields":{"title":"Shusha"}}')
        type_into(place, words=None)

    copy = WorkingCopy.objects.get()
    assert (bytes(copy.words), copy.since, copy.at) == (
        b'{"fields":{"title":"Shusha"}}',
        began + timedelta(seconds=60),
        began + timedelta(seconds=120),
    )


def test_a_copy_is_offered_to_nobody_but_her_who_typed_it():
    place, colleague = making.place(), making.person("colleague", "archivist", "administrator")
    type_into(place)
    type_into(place, by=colleague)
    type_into(place, "another12", by=colleague)
    working_copies.drop("typed1234", by=making.archivist())

    assert names_of(making.archivist()) == []
    assert sorted(names_of(colleague)) == ["another12", "typed1234"]


def test_a_copy_ends_after_thirty_days_and_goes_when_another_is_written():
    place, now = making.place(), clock.now()
    with time_machine.travel(now, tick=False) as then:
        type_into(place, "oldwords1")
        then.shift(timedelta(days=30, seconds=-1))
        assert names_of(making.archivist()) == ["oldwords1"]
        then.shift(1)
        assert names_of(making.archivist()) == []
        then.shift(1)
        type_into(place, "newwords1", words=None)
        assert [copy.name for copy in WorkingCopy.objects.all()] == ["newwords1"]


def test_others_in_a_record_are_known_by_name_and_disappear_by_themselves():
    place, now = making.place(), clock.now()
    archivist, colleague = making.archivist(), making.person("colleague", "archivist")
    with time_machine.travel(now, tick=False) as then:
        type_into(place, "looking12", by=colleague, words=None)
        type_into(making.place(), "elsewhere", by=making.reviewer())
        assert others(place, besides=archivist) == [("Colleague", False)]
        assert others(place, besides=colleague) == []
        type_into(place, "writing12", by=colleague)
        assert others(place, besides=archivist) == [("Colleague", True)]
        then.shift(working_copies.IS_THERE_FOR)
        assert others(place, besides=archivist) == []
        assert names_of(colleague) == ["writing12"]

        # A page on which nothing was typed is forgotten altogether.
        then.shift(1)
        type_into(place, "begins123")
        assert not WorkingCopy.objects.filter(name="looking12").exists()


def test_copies_go_with_a_deleted_draft():
    place, other = making.place(), making.place()
    type_into(place, by=making.person("colleague", "archivist"))
    type_into(other)

    deleting.delete(place, by=making.archivist(), version=place.version)

    assert [copy.record for copy in WorkingCopy.objects.all()] == [other.uuid]


def test_a_word_more_is_one_small_write_that_asks_nothing_of_the_record(django_assert_num_queries):
    place = making.place()
    type_into(place)

    with django_assert_num_queries(1) as asked:
        type_into(place, words=b'{"fields":{"title":"Shusha"}}')

    assert asked.captured_queries[0]["sql"].startswith('UPDATE "archive_workingcopy"')
    assert Record.objects.get(pk=place.pk).version == place.version
