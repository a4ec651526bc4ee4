"""Seals: digests by which it is told what of a record two of its saves have in common.

There is one for the words in each language, and one for all else, its facts. What the records that it names are called
is in none; what is empty neither, so that a new column changes no seal.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, QuerySet

from .base import KINDS, Record
from .contributions import Contribution
from .naming import owner
from .stored_rows import Row, Rows, kept_models, name_of, stored
from .texts import InItsLanguage, Text

# The part of a record that no language has to itself; every other part is called by the code of its language.
FACTS: Final = ""
# So many are sealed together.
_AT_ONCE: Final = 500


def of(record: Record, rows: Rows) -> dict[str, str]:
    """Part → its seal, of the ``rows`` that are stored of ``record``."""
    model = KINDS[record.kind]
    written = [(table, row) for table in kept_models(model) for row in rows.get(name_of(table), ())]
    places = _places(written)
    parts: dict[str, list[Any]] = defaultdict(list)
    for table, row in written:
        part = row["language"] if issubclass(table, InItsLanguage) else FACTS
        parts[part].append([name_of(table), _placed(table, row, places)])
    return {part: _digest(said) for part, said in parts.items()}


def are_alike(record: int, one: int, other: int, *, parts: Iterable[str]) -> bool:
    """Whether two versions of a record say the same in these ``parts``; not if nobody knows."""
    if one == other:
        return True
    saves = Contribution.objects.filter(record=record, version__in=(one, other)).values_list("seals", flat=True)
    known = [seals for seals in saves if seals]
    return len(known) == 2 and all(known[0].get(part) == known[1].get(part) for part in parts)


def _places(written: Iterable[tuple[Any, Row]]) -> dict[tuple[Any, int], int]:
    """Which of its table a row is: written anew it has another key, and says the same."""
    counts: Counter[Any] = Counter()
    found = {}
    for table, row in written:
        counts[table] += 1
        found[table, row[table._meta.pk.attname]] = counts[table]
    return found


def _digest(said: list[Any]) -> str:
    return hashlib.blake2b(json.dumps(said, sort_keys=True, default=str).encode(), digest_size=16).hexdigest()


def _placed(table: Any, row: Row, places: Mapping[tuple[Any, int], int]) -> Row:
    """What it says, with the places of the record's own rows for their keys."""
    named = {field.attname: field.related_model for field in table._meta.concrete_fields if field.is_relation}
    unsealed = _unsealed(table)
    said = {name: value for name, value in row.items() if value and name not in unsealed}
    return {name: places.get((named[name], value), value) if name in named else value for name, value in said.items()}


@cache
def _unsealed(table: Any) -> frozenset[str]:
    """The key of the row and of its record, and what the archive keeps by itself; but not into what it was merged."""
    path, renders = owner(table), Text._meta.get_field("renders")
    return frozenset(
        field.attname
        for field in table._meta.concrete_fields
        if field.primary_key or field.name == path or not (field.editable or field.is_relation or field == renders)
    )


# --- what was saved before there were seals -----------------------------------------------------------


def keep_after_migrate(using: str, progress: Callable[[int, int], None]) -> None:
    """What was saved last before there were seals is told from what is saved after it."""
    if using == DEFAULT_DB_ALIAS and _has_seals():
        keep_missing(progress)


def _has_seals() -> bool:
    table, introspection = Contribution._meta.db_table, connection.introspection
    with connection.cursor() as cursor:
        if table not in introspection.table_names(cursor):
            return False
        return "seals" in [column.name for column in introspection.get_table_description(cursor, table)]


def keep_missing(progress: Callable[[int, int], None]) -> None:
    """Seal records as they stand whose last save kept no seals. ``progress`` is told how many are done, of how many.

    Saves are written once: call it while nothing guards them. Those before the last stay without, as nobody knows any
    more what they stored.
    """
    saves: QuerySet[Any] = QuerySet(Contribution)
    unsealed = saves.filter(seals__isnull=True, record__version=F("version")).order_by("pk")
    total, done, after = unsealed.count(), 0, 0
    while batch := list(unsealed.filter(pk__gt=after).select_related("record")[:_AT_ONCE]):
        for save in batch:
            save.seals = of(save.record, stored(save.record))
        saves.bulk_update(batch, ["seals"])
        done, after = done + len(batch), batch[-1].pk
        progress(done, max(done, total))
