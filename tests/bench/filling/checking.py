"""Whether a filled archive is as the verbs would have left it."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random
from typing import Any, Final
from uuid import UUID

import time_machine
from django.db import transaction
from django.db.models import Field, Model

from archive import clock, holdings
from archive.editions import ledger
from archive.editions.models import FOREVER
from archive.editions.payloads.base import WITHIN_A_DAY
from archive.editorial.acknowledgements import Doubted
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.saved_rows import SavedRows
from archive.records.seals import FACTS
from archive.word_index import WordsField

from . import drafts
from .archives import Filling, Size
from .drafts import Draft
from .verbs import People, live

# What two records never have in common: chance, and places in a row.
APART: Final = frozenset({"uuid", "candidate", "seq", "edition", "release", "hash", "previous"})
DIGEST: Final = re.compile("[0-9a-f]{64}")
TWIN: Final = "-twin"
# Of statements these are looked at always: one of each fate.
FATES: Final = (3, 4, 7, 8, 9, 11)

Rows = dict[str, list[str]]


class NotAsTheVerbs(Exception):
    """The mass is not what the verbs would have made of the same drafts."""


def check(size: Size, *, sample: int = 10) -> int:
    """How many records were compared, row for row, with twins that lived through the verbs. Nothing stays of these.

    Made-up words of which a reviewer would have to let something stand are left out. Raises ``NotAsTheVerbs``.
    """
    if (seq := ledger.broken_at()) is not None:
        raise NotAsTheVerbs(f"The ledger is broken at {seq}.")
    return sum(map(_is_compared, _drafts(size, sample)))


def _drafts(size: Size, sample: int) -> Iterator[Callable[[], Draft]]:
    filling = Filling(by=People.found())
    filling.read()
    random = Random(sample)
    some = (*FATES, *(random.randrange(size.statements) for _ in range(sample)))
    yield from (lambda number=number: filling.statement(number) for number in some if number < size.statements)
    yield lambda: drafts.source(size.sources - 1)
    yield from (lambda number=number: filling.event(number, size) for number in (size.events - 1, size.events - 3))
    yield lambda: drafts.institution(size.institutions - 1, filling.places)
    yield lambda: drafts.observance(size.observances - 1, filling.law)


def _is_compared(make: Callable[[], Draft]) -> bool:
    try:
        _compare(make)
    except Doubted:
        return False
    return True


def _compare(make: Callable[[], Draft]) -> None:
    made, draft = make().record, make()
    record = Record.objects.get(kind=made.KIND, slug=made.slug).of_its_kind()
    draft.record.slug += TWIN
    with transaction.atomic(), time_machine.travel(clock.now(), tick=True):
        twin = live(draft, by=People.found())
        found, wanted = _rows(record), _rows(twin)
        transaction.set_rollback(True)
    for table in wanted | found:
        if found.get(table) != wanted.get(table):
            raise NotAsTheVerbs(
                f"{record}, {table}:\n{found.get(table)}\nis not, as by the verbs,\n{wanted.get(table)}"
            )


def _rows(record: Record) -> Rows:
    """What is held of ``record`` by table, without what differs between any two records."""
    held = holdings.of(record.uuid).rows.items()
    return {model.__name__: sorted(_row(row, record) for row in rows) for model, rows in held if rows}


def _row(row: Model, record: Record) -> str:
    told = {field.name: _told(row, field, record) for field in row._meta.concrete_fields if _tells(field)}
    plain = repr(told).replace(record.slug, "its slug").replace(str(record.uuid), "its uuid")
    return DIGEST.sub("a digest", plain)


def _tells(field: Field) -> bool:
    return not field.primary_key and field.name not in APART


def _told(row: Model, field: Field, record: Record) -> Any:
    value = getattr(row, field.attname)
    if field.remote_field:
        is_record = issubclass(field.related_model, Record)
        is_own = value == record.pk if is_record else field.related_model in holdings.tables()
        return "its own" if is_own else value
    if field.name == "sort_date":  # where nothing else tells two of a day apart, what they are does
        return value // WITHIN_A_DAY
    match value:
        case str() if isinstance(field, WordsField):  # one of which says which record it is
            return sorted(value.replace(record.uuid.hex, "its uuid").split(" "))
        case datetime():
            return "for ever" if value == FOREVER else "an instant"
        case UUID():
            return str(value)
        case dict() if isinstance(row, Contribution):  # its address is among the facts that are sealed
            return {part: seal for part, seal in value.items() if part != FACTS}
        case bytes() | memoryview() if isinstance(row, SavedRows):
            return sorted((name, _saved(one)) for name, rows in row.rows().items() for one in rows)
        case bytes() | memoryview():
            return bytes(value).decode(errors="backslashreplace")
    return value


def _saved(row: dict[str, Any]) -> str:
    """What a save left of a row, without its own keys, instants and places in a row."""
    own = ("id", "uuid", "created_at", "record_ptr_id", "record_id", "statement_id", "entry_id", "observance_id")
    return repr({name: value for name, value in sorted(row.items()) if name not in (*own, "owner_id")})
