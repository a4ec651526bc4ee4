"""Deleting a draft that nobody ever submitted. Everything else stays: what is public is withdrawn."""

from django.db import transaction
from django.utils.translation import gettext as _

from archive import audit
from archive.editions.acts import Refused
from archive.records.base import Record
from archive.records.naming import drafts_naming
from archive.records.saved_rows import SavedRows
from archive.records.saving import StaleVersion

from . import freezing, working_copies
from .models import Candidate
from .people import User
from .permissions import require


class Kept(Refused):
    """The record cannot be deleted."""


@transaction.atomic
def delete(record: Record, *, by: User, version: int) -> None:
    """Delete a draft with its texts and other rows, as they were ever saved. Who saved it when is kept, and this act.

    ``version`` is the one on the page. Raises ``Kept`` when something stands in the way.
    """
    require(by, f"delete_{record._meta.model_name}")
    record = Record.objects.select_for_update().get(pk=record.pk).of_its_kind()
    if record.version != version:
        raise StaleVersion(record)
    if found := in_the_way(record):
        raise Kept(" ".join(found))
    audit.note("delete", by=by, kind=record.kind, record=record.uuid, about=record.title() or record.slug)
    working_copies.drop_all(record.uuid)
    saved = SavedRows.objects.filter(contribution__record=record.pk)
    record.delete()
    saved.delete()


def in_the_way(record: Record) -> tuple[str, ...]:
    """Why ``record`` cannot be deleted; nothing when it can."""
    found = []
    if Candidate.objects.filter(record=record.pk).exists():
        found.append(_("It has been submitted. What somebody was to decide on is kept, with every decision."))
    record = record.of_its_kind()
    found.extend(freezing.of(record).keeps())
    if drafts_naming(record):
        found.append(_("Other records name it. Take it out of them first."))
    return tuple(found)
