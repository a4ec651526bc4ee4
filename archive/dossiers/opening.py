"""The dossier of an observance and a year: it is there for whoever asks, and has a row once something is written."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import audit, clock
from archive.audit import Actor
from archive.editions.acts import Refused
from archive.editorial import trail
from archive.editorial.permissions import require
from archive.editorial.preparations import Preparation
from archive.records.observances import Observance

from .models import Doing, Dossier, DossierNote, Task, TemplateTask
from .steps import DEFAULT

# Who may write records of this kind may write in its dossiers.
RIGHT = "change_observance"
# What a task of the template says of the same one in a dossier.
_SAID = ("key", "step", "what", "role", "days")


class Closed(Refused):
    """Nothing is written into a dossier that was closed."""


def of(observance: Observance, year: int) -> Dossier:
    """The dossier, stored or not."""
    found = Dossier.objects.filter(observance=observance.pk, year=year).select_related("closed_by").first()
    return found or Dossier(observance=observance, year=year)


def open_ones() -> QuerySet[Dossier]:
    """Those that nobody has closed, of the earliest year first."""
    return Dossier.objects.filter(closed_at=None).order_by("year", "pk")


def tasks(dossier: Dossier) -> list[Task]:
    """All there is to do in that year, in the order of its days."""
    if dossier.pk:
        return list(dossier.tasks.select_related("owner", "done_by"))
    return sorted(_first_tasks(dossier), key=lambda task: task.days)


def notes(dossier: Dossier) -> list[DossierNote]:
    """What was noted, the last first; what comes from an earlier year among it."""
    if dossier.pk:
        return list(dossier.notes.select_related("by", "settled_by").order_by("-id"))
    before = closed_before(dossier)
    return [carried_note(note, dossier) for note in open_notes(before)] if before else []


def template(observance: Observance) -> list[TemplateTask]:
    """The tasks of every year, stored or not."""
    preparation = Preparation.objects.filter(observance=observance.pk).first()
    return list(preparation.tasks.all()) if preparation else default_template()


def default_template() -> list[TemplateTask]:
    return [TemplateTask(key=step.value, step=step.value, days=days, role=role) for step, days, role in DEFAULT]


@contextmanager
def writing(observance: Observance, year: int, *, by: Actor) -> Iterator[Dossier]:
    """The same as ``locked``, for whoever has the right to write."""
    require(by, RIGHT)
    with locked(observance, year, by=by) as dossier:
        yield dossier


@contextmanager
def locked(observance: Observance, year: int, *, by: Actor) -> Iterator[Dossier]:
    """A transaction in which nobody else writes in this dossier. Raises ``Closed``."""
    with transaction.atomic():
        dossier = opened(observance, year, by=by)
        if dossier.is_closed:
            raise Closed(_("This dossier is closed. Open it again first, and say why."))
        yield dossier


def opened(observance: Observance, year: int, *, by: Actor | None = None) -> Dossier:
    """Its row, locked; with the tasks of the template and what is left of the year before if it is made just now."""
    made = {"opened_at": clock.now()}
    dossier, is_new = Dossier.objects.get_or_create(observance_id=observance.pk, year=year, defaults=made)
    if is_new:
        Task.objects.bulk_create(_first_tasks(dossier))
        if before := closed_before(dossier):
            DossierNote.objects.bulk_create(carried_note(note, dossier) for note in open_notes(before))
        if by:
            note(dossier, "open dossier", by=by)
    return Dossier.objects.select_for_update().get(pk=dossier.pk)


@transaction.atomic
def opened_for(observance: Observance, year: int, *, by: Actor | None = None) -> Dossier:
    """Its row, closed or not."""
    return opened(observance, year, by=by)


def open_year(year: int, observances: Collection[Observance]) -> int:
    """Make the rows of all ``observances`` ahead; returns how many there were not yet."""
    there = set(Dossier.objects.filter(year=year).values_list("observance", flat=True))
    missing = [one for one in observances if one.pk not in there]
    for observance in missing:
        with transaction.atomic():
            opened(observance, year)
    return len(missing)


def note(dossier: Dossier, act: str, *, by: Actor, **details: object) -> None:
    """Write down in the trail that ``by`` did ``act``."""
    observance = dossier.observance
    called = trail.title_of(observance) or observance.slug
    audit.note(act, by=by, kind=observance.kind, record=observance.uuid, about=called, year=dossier.year, **details)


# --- from the year before -----------------------------------------------------------------------------


def closed_before(dossier: Dossier) -> Dossier | None:
    """The last dossier of an earlier year, if it is closed: what is open in it is done in this one."""
    earlier = Dossier.objects.filter(observance=dossier.observance_id, year__lt=dossier.year)
    found = earlier.order_by("-year").first()
    return found if found and found.is_closed else None


def open_tasks(dossier: Dossier) -> Iterable[Task]:
    """What next year has to do still; not the steps before the day, which it has again."""
    comes_again = Q(days__lt=0, carried_from=None) & ~Q(step="")
    return dossier.tasks.filter(done_at=None).exclude(comes_again)


def open_notes(dossier: Dossier) -> Iterable[DossierNote]:
    return dossier.notes.filter(settled_at=None).exclude(sort=DossierNote.Sort.REOPENED).select_related("by")


def carried_task(task: Task, into: Dossier) -> Task:
    """It is due at once: the year that it was for is over."""
    key, year = f"carried-{task.pk}", task.carried_from or task.dossier.year
    said = {name: getattr(task, name) for name in ("step", "what", "role", "owner_id")}
    return Task(dossier=into, key=key, days=DEFAULT[0].days, carried_from=year, **said)


def carried_note(noted: DossierNote, into: Dossier) -> DossierNote:
    said = {name: getattr(noted, name) for name in ("sort", "words", "by", "at")}
    return DossierNote(dossier=into, carried_from=noted.carried_from or noted.dossier.year, **said)


def _first_tasks(dossier: Dossier) -> list[Task]:
    before = closed_before(dossier)
    carried = [carried_task(task, dossier) for task in open_tasks(before)] if before else []
    return [*(_from_template(task, dossier) for task in template(dossier.observance)), *carried]


def _from_template(task: Doing, dossier: Dossier) -> Task:
    return Task(dossier=dossier, **{name: getattr(task, name) for name in _SAID})
