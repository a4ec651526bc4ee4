"""What comes first in an empty archive, until readers have its first statement."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.editions.models import Interval
from archive.editorial.people import User
from archive.records.base import KINDS, Record
from archive.records.identities import Identity
from archive.records.observances import Observance
from archive.records.statements import Statement

from ..base.links import record_url
from .piles import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    label: str | Promise
    said: str | Promise
    url: str
    is_done: bool


# Whether readers have had a statement: then nothing comes first any more.
HAD = Wanted(name="had", rows=lambda person, now: _of_kind(Statement.KIND), most=1)


def first_steps(person: User) -> list[FirstStep]:
    """Each done or to do."""
    return list(_steps(person))


def _of_kind(kind: str) -> QuerySet[Interval]:
    """What readers have had of it, or will have."""
    return Interval.objects.filter(kind=kind)


def _had(kind: str) -> bool:
    return _of_kind(kind).exists()


def _steps(person: User) -> Iterator[FirstStep]:
    yield FirstStep(
        label=_("Say whose archive this is"),
        said=_("Its name, its publisher and the words at the foot of every page."),
        url=_where(Identity.KIND, person),
        is_done=_had(Identity.KIND),
    )
    yield FirstStep(
        label=_("Invite people"),
        said=_("Two at least: nobody approves what they wrote, but alone and marked."),
        url=reverse("admin:archive_user_add") if person.has_perm("archive.add_user") else "",
        is_done=User.objects.filter(is_active=True)[:2].count() > 1,
    )
    yield FirstStep(
        label=_("Describe the first observance"),
        said=_("What it is called, which law set it, and on which days it is kept."),
        url=_where(Observance.KIND, person),
        is_done=_had(Observance.KIND),
    )
    yield FirstStep(
        label=_("Write the first statement"),
        said=_("Submit it, have it approved, publish it or choose its instant."),
        url=_where(Statement.KIND, person),
        is_done=False,
    )


def _where(kind: str, person: User) -> str:
    """The first of its kind that there is, or an empty form for whoever may write one."""
    model = KINDS[kind]._meta.model_name
    if record := Record.objects.filter(kind=kind).order_by("pk").first():
        return record_url(record)
    return reverse(f"admin:archive_{model}_add") if person.has_perm(f"archive.add_{model}") else ""
