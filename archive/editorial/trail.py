"""Acts on records, as the audit trail calls them."""

from typing import Any

from archive import audit
from archive.audit import Actor
from archive.records.base import Record, leading
from archive.records.texts import Text


def note(act: str, record: Record, *, by: Actor, **details: Any) -> None:
    """Write down that ``by`` did ``act``, with the title that ``record`` has at the desk."""
    titles = dict(Text.objects.filter(record=record.pk).values_list("language", "title"))
    about = leading(titles) or record.slug
    audit.note(act, by=by, kind=record.kind, record=record.uuid, about=about, **details)
