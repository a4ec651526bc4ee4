"""What every year of an observance asks: its tone, the template of its tasks, and who must issue what."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive import audit
from archive.editions.acts import Refused
from archive.editorial import trail
from archive.editorial.people import User
from archive.editorial.permissions import require
from archive.editorial.preparations import Preparation
from archive.records.observances import Observance

from . import opening
from .models import Obligation, TemplateTask

# What is said of a task, in a form and by whoever takes one over.
SAID = ("key", "step", "what", "days", "role")
# What is said of the day itself.
OF_THE_DAY = ("tone", "ceremony_at", "asks_sensitivity")
_OBLIGED = tuple(field.attname for field in Obligation._meta.concrete_fields)


class ChangedMeanwhile(Refused):
    """Somebody else has said otherwise since the page was opened."""


def seen(observance: Observance) -> str:
    """Names what every year asks, as it stands."""
    stands = [
        *day_of(observance).values(),
        *(tuple(getattr(task, name) for name in SAID) for task in opening.template(observance)),
        *Obligation.objects.filter(observance=observance.pk).order_by("pk").values_list(*_OBLIGED),
    ]
    return hashlib.sha256(repr(stands).encode()).hexdigest()


def day_of(observance: Observance) -> dict[str, Any]:
    """What is said of the day itself, by the names of the fields of ``Preparation``."""
    said = Preparation.objects.filter(observance=observance.pk).values(*OF_THE_DAY).first()
    return {**(said or {name: getattr(Preparation(), name) for name in OF_THE_DAY})}


@transaction.atomic
def save(
    observance: Observance,
    *,
    by: User,
    on_page: str,
    day: Mapping[str, Any],
    tasks: Iterable[Mapping[str, Any]],
    obligations: Iterable[Obligation],
    gone: Iterable[Obligation],
) -> None:
    """Say all of it anew: ``day`` as in ``day_of``, all ``tasks`` that there shall be. Or ``ChangedMeanwhile``."""
    require(by, opening.RIGHT)
    Observance.objects.select_for_update().get(pk=observance.pk)
    if on_page != seen(observance):
        raise ChangedMeanwhile(
            _("Somebody else has changed this since you opened the page. Open it anew beside this one, and compare.")
        )
    wanted = [{name: task.get(name, "") for name in SAID} for task in tasks]
    day = {**day_of(observance), **day}
    if day != day_of(observance) or wanted != _as_they_are(observance):
        _write(_prepared(observance), day, wanted)
    for obligation in gone:
        obligation.delete()
    for obligation in obligations:
        obligation.observance_id = observance.pk
        obligation.save()
    _note(observance, "prepare", by=by)


def take_over(observance: Observance, tasks: Iterable[Any]) -> None:
    """Let the template say of these tasks what a dossier says. Call it in a transaction."""
    preparation = _prepared(observance)
    for task in tasks:
        said = {name: getattr(task, name) for name in SAID if name != "key"}
        TemplateTask.objects.update_or_create(preparation=preparation, key=task.key, defaults=said)


def _prepared(observance: Observance) -> Preparation:
    """Its row; the first time, with the default template."""
    preparation, is_new = Preparation.objects.get_or_create(observance_id=observance.pk)
    if is_new:
        rows = opening.default_template()
        for row in rows:
            row.preparation = preparation
        TemplateTask.objects.bulk_create(rows)
    return preparation


def _as_they_are(observance: Observance) -> list[dict[str, Any]]:
    return [{name: getattr(task, name) for name in SAID} for task in opening.template(observance)]


def _write(preparation: Preparation, day: Mapping[str, Any], wanted: list[dict[str, Any]]) -> None:
    for name, said in day.items():
        setattr(preparation, name, said)
    preparation.save()
    keys = set(preparation.tasks.values_list("key", flat=True))
    preparation.tasks.all().delete()
    TemplateTask.objects.bulk_create(
        TemplateTask(preparation=preparation, **{**said, "key": _taken(said["key"], keys)}) for said in wanted
    )


def _taken(key: str, keys: set[str]) -> str:
    """``key``, if it is one of the ``keys`` and nobody has taken it yet; else a new one."""
    if key not in keys:
        return f"own-{uuid4().hex[:12]}"
    keys.remove(key)
    return key


def _note(observance: Observance, act: str, *, by: User) -> None:
    called = trail.title_of(observance) or observance.slug
    audit.note(act, by=by, kind=observance.kind, record=observance.uuid, about=called)
