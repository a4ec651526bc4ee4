"""Acts on records, as the audit trail calls them."""

from typing import Any

from archive import audit
from archive.audit import Actor
from archive.records.base import Record, leading
from archive.records.texts import titles_of


def note(act: str, record: Record, *, by: Actor, title: str | None = None, **details: Any) -> None:
    """Write down that ``by`` did ``act``, and the ``title`` of ``record``: its title at the desk if none is given."""
    about = (title_of(record) if title is None else title) or record.slug
    audit.note(act, by=by, kind=record.kind, record=record.uuid, about=about, **details)


def title_of(record: Record) -> str:
    """Its title at the desk. One small query: texts are long."""
    return leading(titles_of([record.pk])[record.pk])
