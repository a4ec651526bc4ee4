"""What somebody does about the tasks and the notes of a dossier."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive import clock, rules
from archive.audit import name_of
from archive.editions.acts import Refused
from archive.editorial.people import User
from archive.editorial.permissions import NotAllowed, may
from archive.records.observances import Observance

from . import opening
from .models import Dossier, DossierNote, Task


class DoneAlready(Refused):
    """Somebody else was first."""


class NoSuchTask(Refused):
    """It was left out meanwhile."""


def due_on(task: Task, day: date | None) -> date | None:
    """The day on which it is due, if it is known when the observance is kept."""
    return rules.later(day, task.days) if day else None


def may_tick(task: Task, person: User) -> bool:
    """Whoever may write in the dossier, and whoever has taken the task."""
    return may(person, opening.RIGHT) or (task.owner_id is not None and task.owner_id == person.pk)


def tick(observance: Observance, year: int, key: str, *, by: User) -> Task:
    """It is done. Raises ``DoneAlready`` for the second of two, and says who the first was."""
    with opening.locked(observance, year, by=by) as dossier:
        task = _own(dossier, key, by=by)
        if task.done_by:
            raise DoneAlready(_("%(who)s has ticked this off already.") % {"who": name_of(task.done_by)})
        return _ticked(task, at=clock.now(), by=by, act="tick task")


def untick(observance: Observance, year: int, key: str, *, by: User) -> Task:
    """It is to be done after all."""
    with opening.locked(observance, year, by=by) as dossier:
        return _ticked(_own(dossier, key, by=by), at=None, by=by, act="untick task")


def _ticked(task: Task, *, at: datetime | None, by: User, act: str) -> Task:
    task.done_at, task.done_by = at, by if at else None
    task.save(update_fields=["done_at", "done_by"])
    opening.note(task.dossier, act, by=by, task=str(task))
    return task


def change(observance: Observance, year: int, key: str, *, by: User, **said: Any) -> Task:
    """Say otherwise in this year what it is, whose, or how many days from the day."""
    with opening.writing(observance, year, by=by) as dossier:
        task = _task(dossier, key)
        for name, value in said.items():
            setattr(task, name, value)
        task.save()
        opening.note(dossier, "change task", by=by, task=str(task), fields=sorted(said))
        return task


def add(observance: Observance, year: int, *, by: User, **said: Any) -> Task:
    """A task of this year alone, until the template takes it over."""
    with opening.writing(observance, year, by=by) as dossier:
        task = Task.objects.create(dossier=dossier, key=f"own-{uuid4().hex[:12]}", **said)
        opening.note(dossier, "add task", by=by, task=str(task))
        return task


def leave_out(observance: Observance, year: int, key: str, *, by: User) -> None:
    """Not needed in this year."""
    with opening.writing(observance, year, by=by) as dossier:
        task = _task(dossier, key)
        opening.note(dossier, "leave out task", by=by, task=str(task))
        task.delete()


def write_note(observance: Observance, year: int, words: str, *, by: User, sort: str = "note") -> DossierNote:
    with opening.writing(observance, year, by=by) as dossier:
        noted = DossierNote.objects.create(dossier=dossier, sort=sort, words=words, by=by, at=clock.now())
        opening.note(dossier, "note in dossier", by=by)
        return noted


def settle(observance: Observance, year: int, note: int, *, by: User) -> None:
    """What was noted needs nobody any more. Of two who say so, the first is written down."""
    with opening.writing(observance, year, by=by) as dossier:
        unsettled = dossier.notes.filter(pk=note, settled_at=None)
        if unsettled.update(settled_at=clock.now(), settled_by=by):
            opening.note(dossier, "settle note", by=by)


def waiting_for(person: User) -> QuerySet[Task]:
    """The open tasks that ``person`` has taken, in dossiers that are open, those of the earliest year first."""
    own = Task.objects.filter(owner=person.pk, done_at=None, dossier__closed_at=None)
    return own.order_by("dossier__year", "days", "pk")


def _own(dossier: Dossier, key: str, *, by: User) -> Task:
    task = _task(dossier, key)
    if not may_tick(task, by):
        raise NotAllowed(_("Only whoever has taken a task, or may write in the dossier, ticks it off."))
    return task


def _task(dossier: Dossier, key: str) -> Task:
    task = Task.objects.filter(dossier=dossier, key=key).select_related("done_by", "dossier__observance").first()
    if task is None:
        raise NoSuchTask(_("This task is not there any more: somebody has left it out since."))
    return task
