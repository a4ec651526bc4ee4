"""The observances of the next weeks, each with what the archive will say on it and its dossier; and what is late."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from archive import clock, dates, languages
from archive.dossiers import board, opening, tasks
from archive.dossiers.board import Kept
from archive.dossiers.models import Dossier, Task
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.states import states
from archive.public.kinds.observance_calendar import Calendar
from archive.records.base import Record
from archive.records.observances import Observance
from archive.records.statements import Statement
from archive.rules import Occurrence

from ..base.expected_lines import begin_url
from ..base.links import carry_url, dossier_url, record_url
from .piles import MOST, Step, Waiting

# Of dossiers that nobody has closed so many are looked at, and of tasks that somebody has taken.
LOOKED_AT: Final = 50
# A task is told from so many days before it is due.
AHEAD: Final = timedelta(days=3)


def coming_days(person: User, calendar: Calendar) -> list[Waiting]:
    """What is kept in the next weeks, the next one first, each with its statement or where one is begun."""
    today = clock.today()
    kept = board.soon(calendar.next_of_each(today), today)[:MOST]
    return list(_told(kept, person)) if kept else []


def to_close(person: User, calendar: Calendar) -> list[Waiting]:
    """Dossiers of days that are over, until somebody closes them."""
    if not may(person, opening.RIGHT):
        return []
    today = clock.today()
    rows = Dossier.objects.filter(closed_at=None, year__lte=today.year + 1).select_related("observance")
    found = ((one, _days(one, calendar)) for one in rows.order_by("year", "pk")[:LOOKED_AT])
    return [_closing(one, days[-1].last) for one, days in found if days and days[-1].last < today][:MOST]


def due_tasks(person: User, calendar: Calendar) -> list[Waiting]:
    """What ``person`` has taken, once it is about to be due."""
    limit, found = clock.today() + AHEAD, tasks.waiting_for(person, most=LOOKED_AT)
    due = [(tasks.due_on(task, days[0].first), task) for task in found if (days := _days(task.dossier, calendar))]
    in_order = sorted(((day, task) for day, task in due if day and day <= limit), key=lambda one: one[0])
    return [_due(task, day) for day, task in in_order[:MOST]]


def _due(task: Task, day: date) -> Waiting:
    url = f"{dossier_url(task.dossier.observance, task.dossier.year)}#task-{task.key}"
    return Waiting(record=task.dossier.observance.uuid, url=url, said=f"{task} · {_in_words(day)}")


def _closing(dossier: Dossier, day: date) -> Waiting:
    observance, year = dossier.observance, dossier.year
    steps = (Step(label=_("Close the dossier"), url=reverse("admin:close_dossier", args=[observance.uuid, year])),)
    url = dossier_url(observance, year)
    return Waiting(record=observance.uuid, url=url, said=_in_words(day), steps=steps)


def _days(dossier: Dossier, calendar: Calendar) -> tuple[Occurrence, ...]:
    """When it is kept, as readers know it."""
    payload = calendar.known.get(str(dossier.observance.uuid))
    return calendar.occurrences(payload, dossier.year) if payload else ()


def _in_words(day: date) -> str:
    return dates.in_words(day.isoformat(), languages.current())


def _told(kept: list[Kept], person: User) -> Iterator[Waiting]:
    keys = dict(Observance.objects.filter(uuid__in=[UUID(one.record) for one, _day in kept]).values_list("uuid", "pk"))
    own = _own_statements(keys.values(), {day.year for _one, day in kept})
    state = states(own.values())
    for payload, day in kept:
        record, when = UUID(payload.record), _in_words(day.first)
        statement = own.get((keys[record], day.year))
        if statement:
            said = _("Statement: %(state)s") % {"state": state[statement.pk].label}
            steps = (Step(label=_("Go on with the statement"), url=record_url(statement)),)
        else:
            said, steps = _("No statement of ours yet"), ()
            if may(person, "submit"):
                from_last = Step(label=_("Begin from last year’s"), url=carry_url(observance=record, year=day.year))
                steps = (
                    Step(label=_("Write the statement"), url=begin_url(None, keys[record], day.year, day.first)),
                    from_last,
                )
        url = dossier_url(record, day.year)
        yield Waiting(record=record, url=url, said=f"{when} · {said}", steps=steps)


def _own_statements(observances: Collection[int], years: Collection[int]) -> dict[tuple[int, int], Record]:
    """By observance and year the last statement of the archive's own. One query."""
    own = Statement.objects.filter(observance__in=observances, year__in=years, origin=Statement.Origin.AUTHORED)
    found = own.only("kind", "year", "observance").order_by("pk")[: 10 * MOST]
    return {(one.observance_id or 0, one.year): one for one in found}
