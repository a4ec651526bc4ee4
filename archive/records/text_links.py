"""To which records texts link: stored beside them, so that they are found by either; derived anew at will."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connection, transaction

from archive import markup

from . import stored_rows
from .base import Record
from .naming import owner
from .texts import Linking, Text, TextLink

# So many records are read together.
AT_ONCE: Final = 500


def keep_of(record: Record, rows: stored_rows.Rows) -> None:
    """Store to which records the texts of ``record`` link, of which these ``rows`` are stored, as far as that has
    changed. Nothing is asked where it is saved for the first time and links to nothing.

    Nobody else saves it meanwhile.
    """
    linked = {
        (record.pk, named)
        for texts in _linking()
        for row in rows.get(stored_rows.name_of(texts), ())
        for named in _named_in(row["body"])
    }
    if linked or record.version > 1:
        _keep([record.pk], linked)


def keep(records: Collection[int]) -> None:
    """The same of several (their primary keys), as their texts are stored."""
    _keep(records, set(_linked(records)))


def _keep(records: Collection[int], linked: set[tuple[int, UUID]]) -> None:
    told = TextLink.objects.filter(record__in=records).values_list("pk", "record", "named")
    stored = {(record, named): key for key, record, named in told}
    if gone := [key for link, key in stored.items() if link not in linked]:
        TextLink.objects.filter(pk__in=gone).delete()
    if new := sorted(linked - stored.keys()):
        TextLink.objects.bulk_create(TextLink(record_id=record, named=named) for record, named in new)


def derive_all(progress: Callable[[int, int], None]) -> None:
    """The same of all records, some at a time. ``progress`` is told how many are done, and of how many."""
    total, done, after = Record.objects.count(), 0, 0
    while batch := list(Record.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            list(Record.objects.filter(pk__in=batch).order_by("pk").select_for_update().values_list("pk"))
            keep(batch)
        done, after = done + len(batch), batch[-1]
        progress(done, max(done, total))


def derive_after_migrate(sender: AppConfig, using: str, **sent: Any) -> None:
    """Receiver of ``post_migrate``: what texts linked to before there were rows for it is found by these too.

    All of it or nothing: some rows would say that all are there.
    """
    tables = {TextLink._meta.db_table, Text._meta.db_table}
    if using != DEFAULT_DB_ALIAS or not tables <= set(connection.introspection.table_names()):
        return
    if not TextLink.objects.exists():
        with transaction.atomic():
            derive_all(lambda done, total: None)


def _linked(records: Collection[int]) -> Iterator[tuple[int, UUID]]:
    """The key of a record and the uuid of one to which a text of it links."""
    for texts in _linking():
        found = texts._default_manager.filter(**{f"{owner(texts)}__in": records}).values_list(owner(texts), "body")
        yield from ((record, named) for record, body in found for named in _named_in(body))


def _linking() -> list[Any]:
    return Linking.__subclasses__()


def _named_in(body: str) -> Iterator[UUID]:
    with suppress(markup.MarkupError):  # a draft may hold as yet what nobody can read
        yield from map(UUID, markup.mentions(body))
