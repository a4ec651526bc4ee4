"""A dossier is there for whoever asks, and has a row as soon as something is written into it."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from archive.audit import AuditEvent
from archive.dossiers import closing, opening, tasks
from archive.dossiers.models import Dossier, Task
from archive.dossiers.steps import DEFAULT, Step
from archive.editorial.permissions import NotAllowed
from tests import making

pytestmark = pytest.mark.django_db


def said(dossier) -> list[tuple[str, int]]:
    return [(task.key, task.days) for task in opening.tasks(dossier)]


def test_a_dossier_that_nobody_wrote_into_has_the_tasks_of_the_template_and_no_row():
    observance = making.observance()

    dossier = opening.of(observance, 2027)

    assert said(dossier) == [(step.value, days) for step, days, _role in DEFAULT]
    assert not Dossier.objects.exists()


def test_the_first_thing_written_makes_the_row_with_all_its_tasks():
    observance = making.observance()

    tasks.tick(observance, 2027, Step.SCOPE, by=making.archivist())
    tasks.write_note(observance, 2027, "Ask the ministry.", by=making.archivist())

    dossier = Dossier.objects.get(observance=observance, year=2027)
    assert said(dossier) == [(step.value, days) for step, days, _role in DEFAULT]
    assert [task.key for task in opening.tasks(dossier) if task.done_at] == ["scope"]
    acts = AuditEvent.objects.filter(record=observance.uuid).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["open dossier", "tick task", "note in dossier"]


def test_of_two_who_tick_the_same_task_the_second_is_told_who_was_first():
    observance = making.observance()
    tasks.tick(observance, 2027, Step.SCOPE, by=making.archivist())

    with pytest.raises(tasks.DoneAlready, match="Archivist has ticked"):
        tasks.tick(observance, 2027, Step.SCOPE, by=making.sole())

    assert Task.objects.get(key="scope").done_by == making.archivist()


def test_only_who_may_write_the_record_writes_in_its_dossier_and_who_took_a_task_ticks_it():
    observance = making.observance()
    tasks.change(observance, 2027, Step.APPROVAL, by=making.archivist(), owner=making.reviewer())

    with pytest.raises(NotAllowed):
        tasks.tick(observance, 2027, Step.DRAFT, by=making.reviewer())
    with pytest.raises(NotAllowed):
        tasks.write_note(observance, 2027, "A note.", by=making.reviewer())
    done = tasks.tick(observance, 2027, Step.APPROVAL, by=making.reviewer())

    assert done.done_by == making.reviewer()


def test_rows_are_made_ahead_once():
    observances = [making.observance("One"), making.observance("Other")]
    tasks.tick(observances[0], 2027, Step.SCOPE, by=making.archivist())

    made = [opening.open_year(2027, observances) for _time in range(2)]

    assert made == [1, 0]
    assert Dossier.objects.filter(year=2027).count() == 2
    assert Task.objects.filter(done_at__isnull=False).count() == 1


def test_what_is_open_when_a_dossier_is_closed_stands_in_that_of_the_next_year():
    observance, archivist = making.observance(), making.archivist()
    left = (Step.NAMES, Step.MISSING)  # the one before the day is asked again next year anyway
    for step in (step for step in Step if step not in left):
        tasks.tick(observance, 2026, step, by=archivist)
    kept = tasks.write_note(observance, 2026, "The Russian text came late.", by=archivist, sort="review")
    settled = tasks.write_note(observance, 2026, "Ask for the number.", by=archivist)
    tasks.settle(observance, 2026, settled.pk, by=archivist)

    closing.close(observance, 2026, by=archivist)

    dossier = opening.of(observance, 2027)
    carried = [task for task in opening.tasks(dossier) if task.carried_from]
    assert [(str(task.step), task.carried_from) for task in carried] == [("missing", 2026)]
    assert [(note.words, note.carried_from) for note in opening.notes(dossier)] == [(kept.words, 2026)]
    tasks.tick(observance, 2027, carried[0].key, by=archivist)
    assert [note.words for note in opening.notes(opening.of(observance, 2027))] == [kept.words]


def test_what_is_open_joins_a_dossier_that_is_there_already_and_only_once():
    observance, archivist = making.observance(), making.archivist()
    tasks.write_note(observance, 2027, "Early.", by=archivist)
    tasks.write_note(observance, 2026, "Left.", by=archivist)

    closing.close(observance, 2026, by=archivist)
    closing.reopen(observance, 2026, reason="A figure was missing.", by=archivist)
    closing.close(observance, 2026, by=archivist)

    dossier = Dossier.objects.get(year=2027)
    assert sorted(note.words for note in dossier.notes.all()) == ["Early.", "Left."]
    # Closing it is done.
    assert dossier.tasks.filter(carried_from=2026).count() == len([one for one in DEFAULT if one.days >= 0]) - 1


def test_two_who_tick_the_same_task_at_once_make_one_row_and_one_of_them_is_first(committed):
    observance = making.observance()
    people, start, said = (making.archivist(), making.sole()), Barrier(2), []

    def ticks(person) -> None:
        start.wait()
        try:
            tasks.tick(observance, 2027, Step.SCOPE, by=person)
            said.append("first")
        except tasks.DoneAlready:
            said.append("second")
        finally:
            connection.close()

    threads = [Thread(target=ticks, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["first", "second"]
    assert Dossier.objects.count() == 1
    assert Task.objects.count() == len(DEFAULT)
