"""The observances of the next weeks, each with what the archive will say on it and its dossier; and what is late."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from archive import clock, dates, languages
from archive.dossiers import board, opening, tasks
from archive.dossiers.board import Kept
from archive.dossiers.models import Dossier, Task
from archive.editorial.models import State
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.states import states
from archive.public.kinds.observance_calendar import Calendar
from archive.records.base import Record
from archive.records.statements import Statement
from archive.rules import Occurrence

from ..base.expected_lines import begin_url
from ..base.links import address, carry_url, dossier_url, record_url
from .piles import MOST, Step, Waiting, Wanted

# Of dossiers that nobody has closed so many are looked at, and of tasks that somebody has taken.
LOOKED_AT: Final = 50
# A task is told from so many days before it is due.
AHEAD: Final = timedelta(days=3)

TASKS: Final = Wanted(name="tasks", rows=lambda person, now: tasks.waiting_for(person), most=LOOKED_AT)
DOSSIERS: Final = Wanted(name="dossiers", rows=lambda person, now: opening.open_ones(), most=LOOKED_AT)


def coming_days(person: User, calendar: Calendar) -> list[Waiting]:
    """What is kept in the next weeks, the next one first, each with its statement or where one is begun."""
    today = clock.today()
    kept = board.soon(calendar.next_of_each(today), today)[:MOST]
    return list(_told(kept, person)) if kept else []


def to_close(keys: Sequence[int], person: User, calendar: Calendar) -> list[Waiting]:
    """Dossiers of days that are over, until somebody closes them: among those with these ``keys``."""
    if not (keys and may(person, opening.RIGHT)):
        return []
    rows, today = Dossier.objects.select_related("observance").in_bulk(keys), clock.today()
    found = ((rows[key], _days(rows[key], calendar)) for key in keys if key in rows)
    return [_closing(one, days[-1].last) for one, days in found if days and days[-1].last < today][:MOST]


def due_tasks(keys: Sequence[int], calendar: Calendar) -> list[Waiting]:
    """What somebody has taken, once it is about to be due: among the tasks with these ``keys``."""
    if not keys:
        return []
    rows, limit = Task.objects.select_related("dossier__observance").in_bulk(keys), clock.today() + AHEAD
    found = (rows[key] for key in keys if key in rows)  # one may have been left out since
    due = [(tasks.due_on(task, days[0].first), task) for task in found if (days := _days(task.dossier, calendar))]
    in_order = sorted(((day, task) for day, task in due if day and day <= limit), key=lambda one: one[0])
    return [_due(task, day) for day, task in in_order[:MOST]]


def _due(task: Task, day: date) -> Waiting:
    url = f"{dossier_url(task.dossier.observance, task.dossier.year)}#task-{task.key}"
    return Waiting(record=task.dossier.observance.uuid, url=url, said=f"{task} · {_in_words(day)}")


def _closing(dossier: Dossier, day: date) -> Waiting:
    observance, year = dossier.observance, dossier.year
    steps = (Step(label=_("Close the dossier"), url=address("close_dossier", observance.uuid, year)),)
    url = dossier_url(observance, year)
    return Waiting(record=observance.uuid, url=url, said=_in_words(day), steps=steps)


def _days(dossier: Dossier, calendar: Calendar) -> tuple[Occurrence, ...]:
    """When it is kept, as readers know it."""
    payload = calendar.known.get(str(dossier.observance.uuid))
    return calendar.occurrences(payload, dossier.year) if payload else ()


def _in_words(day: date) -> str:
    return dates.in_words(day.isoformat(), languages.current())


def _told(kept: list[Kept], person: User) -> Iterator[Waiting]:
    own = _own_statements([UUID(payload.record) for payload, _day in kept], {day.year for _payload, day in kept})
    state = states(own.values())
    for payload, day in kept:
        record = UUID(payload.record)
        statement = own.get((record, day.year))
        if statement:
            said = _("Statement: %(state)s") % {"state": state[statement.pk].label}
            steps = partial(_to_go_on, statement)
        else:
            said = _("No statement of ours yet")
            steps = partial(_to_begin, day) if may(person, "submit") else None
        url, said = dossier_url(record, day.year), f"{_in_words(day.first)} · {said}"
        yield Waiting(record=record, url=url, said=said, by_state=steps)


def _to_go_on(statement: Record, observance: Record, state: State) -> Iterator[Step]:
    yield Step(label=_("Go on with the statement"), url=record_url(statement))


def _to_begin(day: Occurrence, observance: Record, state: State) -> Iterator[Step]:
    yield Step(label=_("Write the statement"), url=begin_url(None, observance.pk, day.year, day.first))
    yield Step(label=_("Begin from last year’s"), url=carry_url(observance=observance.uuid, year=day.year))


def _own_statements(observances: Collection[UUID], years: Collection[int]) -> dict[tuple[UUID, int], Record]:
    """By observance and year the last statement of the archive's own. One query."""
    own = Statement.objects.filter(observance__uuid__in=observances, year__in=years, origin=Statement.Origin.AUTHORED)
    found = own.only("kind", "year").annotate(kept_on=F("observance__uuid")).order_by("pk")[: 10 * MOST]
    return {(one.kept_on, one.year): one for one in found}
