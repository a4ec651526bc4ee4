"""Submitting many records at once: those that name each other together, all others each by itself."""

from collections.abc import Collection, Iterator
from typing import Final

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.editions.acts import Refused
from archive.editions.models import ChangeKind
from archive.editions.payloads import Payload
from archive.editorial import packages, reviewing
from archive.editorial.people import User
from archive.editorial.states import states
from archive.records.base import Record

from . import publishing_bar
from .links import record_url

MOST_TOLD: Final = 10
# So many are submitted in one request.
MOST_AT_ONCE: Final = 100


@admin.action(description=gettext_lazy("Submit for review; what is public as a minor change"), permissions=["submit"])
def submit_chosen(modeladmin, request: HttpRequest, records: QuerySet[Record]) -> None:
    """An action of lists."""
    chosen = [record.of_its_kind() for record in records[: MOST_AT_ONCE + 1]]
    submit(request, chosen[:MOST_AT_ONCE])
    if len(chosen) > MOST_AT_ONCE:
        said = _("The first %(count)s were looked at. Choose the others once more.")
        messages.info(request, said % {"count": MOST_AT_ONCE})


def submit_saved(request: HttpRequest, record: Record) -> HttpResponse:
    """Submits what has just been saved, if there is nothing to be asked; the page of the act asks it."""
    bar = publishing_bar.bar(type(record).objects.get(pk=record.pk), person=request.user)
    if bar.submitting is None or bar.problems:
        return HttpResponseRedirect(record_url(record))
    if bar.along or not bar.submitting.at_once or any(not doubt.acknowledged for doubt in bar.doubts):
        return HttpResponseRedirect(bar.submitting.url)
    submit(request, [bar.record])
    return HttpResponseRedirect(reverse("admin:index"))


def submit(request: HttpRequest, records: Collection[Record]) -> None:
    """The verbs are those of the bar; what they refuse is told of each record."""
    done, refused = 0, []
    for group, public in _groups(records):
        try:
            with transaction.atomic():
                _submit(group, public, request.user)
        except Refused as why:
            refused.append(f"{group[0]}: {why}")
        else:
            done += len(group)
    _tell(request, done, refused)


def _groups(records: Collection[Record]) -> Iterator[tuple[list[Record], Payload | None]]:
    """What is submitted in one act, and what readers have of it. What is scheduled, or submitted as it is saved, holds
    up nothing that names it.
    """
    public = {record: reviewing.standing(record) for record in records}
    state = states(records)
    is_new = {record: not public[record] and state[record.pk] in publishing_bar.UNFINISHED for record in records}
    yield from (([record], public[record]) for record in records if not is_new[record])
    yield from ((group, None) for group in packages.naming_each_other(one for one in records if is_new[one]))


def _submit(group: list[Record], public: Payload | None, person: User) -> None:
    record, *others = group
    if public is None:
        together = {one: one.version for one in others}
        reviewing.submit(record, by=person, version=record.version, together=together)
        return
    readable = sorted(public.texts.keys() & set(record.languages()))
    reviewing.correct(record, by=person, version=record.version, change=ChangeKind.MINOR, note={}, languages=readable)


def _tell(request: HttpRequest, done: int, refused: list[str]) -> None:
    if done:
        said = ngettext(
            "%(count)s record was submitted for review.", "%(count)s records were submitted for review.", done
        )
        messages.success(request, said % {"count": done})
    for line in refused[:MOST_TOLD]:
        messages.warning(request, line)
    if more := len(refused) - MOST_TOLD if len(refused) > MOST_TOLD else 0:
        said = ngettext("%(count)s more record was refused.", "%(count)s more records were refused.", more)
        messages.warning(request, said % {"count": more})
