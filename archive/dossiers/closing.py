"""Closing a dossier, a week after its day: what is open is carried on, and the template learns."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions.acts import Refused
from archive.editorial.people import User
from archive.editorial.permissions import require
from archive.records.observances import Observance
from archive.records.texts import titles

from . import days, fixity, looking_back, opening, past, preparing, reports, source_checks
from .looking_back import LookBack
from .models import AddressCheck, Dossier, DossierNote, Report, Task
from .steps import Step


class NotClosed(Refused):
    """There is nothing to open again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A task that the template does not have, or has on another day."""

    task: Task
    days_before: int | None = None


def lessons(dossier: Dossier) -> list[Lesson]:
    """What the template could learn from the year. What was left from an earlier one is none."""
    of_template = {task.key: task for task in opening.template(dossier.observance)}
    found = []
    for task in opening.tasks(dossier):
        known = of_template.get(task.key)
        if task.carried_from is None and (known is None or known.days != task.days):
            found.append(Lesson(task=task, days_before=known.days if known else None))
    return found


def close(observance: Observance, year: int, *, by: User, learn: Collection[str] = ()) -> Report:
    """Close it. ``learn`` are the keys of tasks that the template takes over.

    Every byte of the year's editions is looked at first: what is found is a report, and keeps nobody from closing. What
    was found at the addresses of its sources by now is another one.
    """
    require(by, opening.RIGHT)
    found, checks = fixity.of_year(observance, year), source_checks.of_year(observance, year)
    spoken = {"language": get_language()}
    with opening.locked(observance, year, by=by) as dossier:
        dossier.tasks.filter(step=Step.CLOSE, done_at=None).update(done_at=clock.now(), done_by=by)
        preparing.take_over(observance, [one.task for one in lessons(dossier) if one.task.key in learn])
        dossier.closed_at, dossier.closed_by = clock.now(), by
        dossier.save(update_fields=["closed_at", "closed_by"])
        _carry_on(dossier)
        opening.note(dossier, "close dossier", by=by)
        if checks:
            is_ok = all(one.check.state == AddressCheck.State.OK for one in checks)
            words = source_checks.in_words(checks)
            reports.add(dossier, "addresses", is_ok=is_ok, words=words, data=spoken, by=by)
        if went := _look_back(dossier):
            reports.add(dossier, "look-back", words=went.in_words(), data=spoken, by=by)
        data = {**found.data(), **spoken}
        return reports.add(dossier, "fixity", is_ok=found.is_ok, words=found.in_words(), data=data, by=by)


def _look_back(dossier: Dossier) -> LookBack:
    """How the year went, as it stands when the dossier is closed."""
    (day,) = days.of(dossier.observance, dossier.year)
    statements = past.statements_of(dossier.observance_id, dossier.year)
    prefetch_related_objects(statements, titles())
    return looking_back.of(statements, day.first, opening.tasks(dossier), dossier.reports.all())


@transaction.atomic
def reopen(observance: Observance, year: int, *, reason: str, by: User) -> Dossier:
    """Write in it again. Why, is a note in it."""
    require(by, opening.RIGHT)
    dossier = opening.opened(observance, year, by=by)
    if not dossier.is_closed:
        raise NotClosed(_("This dossier is open already."))
    dossier.closed_at = dossier.closed_by = None
    dossier.save(update_fields=["closed_at", "closed_by"])
    sort = DossierNote.Sort.REOPENED
    DossierNote.objects.create(dossier=dossier, sort=sort, words=reason, by=by, at=clock.now())
    opening.note(dossier, "reopen dossier", by=by, reason=reason)
    return dossier


def _carry_on(dossier: Dossier) -> None:
    """Into the next dossier, if something was written there already; else it takes them as it is made."""
    later = Dossier.objects.select_for_update().filter(
        observance=dossier.observance_id, year__gt=dossier.year, closed_at=None
    )
    into = later.order_by("year").first()
    if into is None:
        return
    tasks = (opening.carried_task(task, into) for task in opening.open_tasks(dossier))
    Task.objects.bulk_create(tasks, ignore_conflicts=True)
    _carry_notes(opening.open_notes(dossier), into)


def _carry_notes(notes: Iterable[DossierNote], into: Dossier) -> None:
    """Those that are not there yet: a dossier may be closed twice."""
    there: set[Any] = set(into.notes.values_list("words", "at"))
    new = (note for note in notes if (note.words, note.at) not in there)
    DossierNote.objects.bulk_create(opening.carried_note(note, into) for note in new)
