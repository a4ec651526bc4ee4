"""Seals: digests by which it is told what of a record two of its saves have in common.

There is one for the words in each language, and one for all else, its facts. What the records that it names are called
is in none; what is empty neither, so that a new column changes no seal.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import JSONObject

from archive.fields import PackedLinesField
from archive.packing import unpacked

from .base import KINDS, Record
from .contributions import Contribution
from .naming import owner, working_models
from .numbering import LastNumber
from .texts import InItsLanguage, Text, TextLink

# The part of a record that no language has to itself; every other part is called by the code of its language.
FACTS: Final = ""
# They tell nothing that an archivist has written.
_NOT_WRITTEN: Final = (LastNumber, TextLink)
# Stands in for the key of a record in a question that is put together once.
_ASKED: Final = -1
# So many are sealed together.
_AT_ONCE: Final = 500

# A table, the key of a row in it, and what is sealed of the row by the names of its columns.
Row = tuple[Any, int, dict[str, Any]]


def of(record: Record) -> dict[str, str]:
    """Part → its seal, as ``record`` is stored now. One query."""
    rows = sorted(_rows(record), key=lambda row: (row[0]._meta.label, row[1]))
    places = _places(rows)
    parts: dict[str, list[Any]] = defaultdict(list)
    for table, _key, said in rows:
        part = said["language"] if issubclass(table, InItsLanguage) else FACTS
        parts[part].append([table._meta.label, _placed(table, said, places)])
    return {part: _digest(rows) for part, rows in parts.items()}


def _places(rows: Iterable[Row]) -> dict[tuple[Any, int], int]:
    """Which of its table a row is: written anew it has another key, and says the same."""
    counts: Counter[Any] = Counter()
    found = {}
    for table, key, _said in rows:
        counts[table] += 1
        found[table, key] = counts[table]
    return found


def _digest(rows: list[Any]) -> str:
    return hashlib.blake2b(json.dumps(rows, sort_keys=True).encode(), digest_size=16).hexdigest()


def _placed(table: Any, said: Mapping[str, Any], places: Mapping[tuple[Any, int], int]) -> dict[str, Any]:
    """What it says, with the places of the record's own rows for their keys."""
    named = {field.attname: field.related_model for field in table._meta.concrete_fields if field.is_relation}
    return {name: places.get((named.get(name), value), value) for name, value in said.items() if value}


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
            save.seals = of(save.record)
        saves.bulk_update(batch, ["seals"])
        done, after = done + len(batch), batch[-1].pk
        progress(done, max(done, total))


# --- reading ------------------------------------------------------------------------------------------


def _rows(record: Record) -> Iterator[Row]:
    tables, sql, asked = _question(KINDS[record.kind])
    with connection.cursor() as cursor:
        cursor.execute(sql, [record.pk if value == _ASKED else value for value in asked])
        for place, key, said in cursor.fetchall():
            table = tables[place]
            yield table, key, _read(table, json.loads(said) if isinstance(said, str) else said)


def _read(table: Any, said: dict[str, Any]) -> dict[str, Any]:
    return said | {name: unpacked(bytes.fromhex(said[name])).decode() for name in _packed(table) if said[name]}


@cache
def _packed(table: Any) -> tuple[str, ...]:
    return tuple(field.name for field in table._meta.concrete_fields if isinstance(field, PackedLinesField))


@cache
def _question(model: type[Record]) -> tuple[list[Any], str, list[Any]]:
    """Asks for all rows of a record of ``model`` at once: the tables, the question and its values."""
    paths = dict(_tables(model))
    asked = [_asking(table, path, place).query.sql_with_params() for place, (table, path) in enumerate(paths.items())]
    sql = " UNION ALL ".join(one for one, _values in asked)
    return list(paths), sql, [value for _one, values in asked for value in values]


def _tables(model: type[Record]) -> Iterator[tuple[Any, str]]:
    """Where a record of ``model`` is written, its rows, and what it names any number of: each with the way to it."""
    yield model, "pk"
    for table in working_models():
        if not issubclass(table, Record) and table not in _NOT_WRITTEN and _root(table) in (Record, model):
            yield table, owner(table)
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        if through._meta.auto_created:
            yield through, field.m2m_field_name()


def _root(table: Any) -> Any:
    """The model of the records that rows of ``table`` belong to."""
    for name in owner(table).split("__"):
        table = table._meta.get_field(name).related_model
    return table


def _asking(table: Any, path: str, place: int) -> Any:
    columns = {field.attname: _column(field) for field in table._meta.concrete_fields if _is_sealed(field, path)}
    rows = table._default_manager.filter(**{path: _ASKED}).order_by()
    return rows.values_list(Value(place), F("pk"), JSONObject(**columns))


def _column(field: Any) -> Any:
    return _Hex(field.name, output_field=TextField()) if isinstance(field, PackedLinesField) else F(field.attname)


def _is_sealed(field: Any, path: str) -> bool:
    """Not the key of the row or of its record, nor what the archive keeps by itself; but into what it was merged."""
    if field.primary_key or field.name == path:
        return False
    return field.editable or field.is_relation or field == Text._meta.get_field("renders")


class _Hex(Func):
    """Bytes, which JSON does not know."""

    function = "HEX"

    def as_postgresql(self, compiler: Any, connection: Any, **options: Any) -> Any:
        return self.as_sql(compiler, connection, template="ENCODE(%(expressions)s, 'hex')", **options)
