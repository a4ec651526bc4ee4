"""Acts on records, as the audit trail calls them."""

from collections.abc import Collection
from typing import Any

from archive import audit
from archive.audit import Actor
from archive.records.base import Record, leading
from archive.records.texts import titles_of


def note(act: str, record: Record, *, by: Actor, title: str | None = None, **details: Any) -> None:
    """Write down that ``by`` did ``act``, with the title that ``record`` has at the desk: asked if it is not given."""
    about = (title_of(record) if title is None else title) or record.slug
    audit.note(act, by=by, kind=record.kind, record=record.uuid, about=about, **details)


def title_of(record: Record) -> str:
    """Its title at the desk. One small query: texts are long."""
    return titles([record])[record.pk]


def titles(records: Collection[Record]) -> dict[int, str]:
    """The same of several, by their keys. One query."""
    called = titles_of([record.pk for record in records])
    return {record.pk: leading(called[record.pk]) for record in records}
