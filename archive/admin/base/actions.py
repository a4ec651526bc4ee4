"""Actions of lists."""

from collections.abc import Iterable

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from archive.editions.acts import Refused
from archive.editions.models import ChangeKind
from archive.editorial import reviewing
from archive.records.base import Record

MOST_TOLD = 10


@admin.action(description=gettext_lazy("Submit for review; what is public as a minor change"), permissions=["submit"])
def submit_chosen(modeladmin, request: HttpRequest, records: Iterable[Record]) -> None:
    """An action of lists: the verbs are those of the bar, and each record is reported that they refuse."""
    done, refused = 0, []
    for record in records:
        try:
            with transaction.atomic():
                _submit(record, request.user)
        except Refused as why:
            refused.append(f"{record}: {why}")
        else:
            done += 1
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


def _submit(record: Record, person) -> None:
    public = reviewing.standing(record)
    if public is None:
        reviewing.submit(record, by=person, version=record.version)
        return
    readable = sorted(public.texts.keys() & set(record.languages()))
    reviewing.correct(record, by=person, version=record.version, change=ChangeKind.MINOR, note={}, languages=readable)
