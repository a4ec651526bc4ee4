"""The rows of a record as the database has them: what every save keeps. Most records have rows in a few tables only."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import connection
from django.db.models import Model, QuerySet

from .base import KINDS, Record
from .naming import owner, owning, working_models
from .numbering import LastNumber
from .texts import TextLink

# Which numbers were given, and what follows from the words.
NOT_KEPT: Final = (LastNumber, TextLink)

Row = dict[str, Any]
# The name of a model → its rows, each by the names of its columns. A record's own row also has what it names many of.
Rows = Mapping[str, list[Row]]


def stored(record: Record) -> Rows:
    """All that archivists edit of ``record``, as it is stored: a query says which tables have any of it."""
    model = KINDS[record.kind]
    read = {name: table.read(record.pk) for name, table in _there(model, record.pk).items()}
    (own,) = read[name_of(model)]
    for field in several(model):
        own[field.name] = [row["named"] for row in read.pop(field.name, ())]
    return read


def stored_each(model: type[Record], records: Collection[int]) -> dict[int, Rows]:
    """The same of several records of ``model``, by their primary keys. A query for each table."""
    found: dict[int, dict[str, list[Row]]] = {record: defaultdict(list) for record in records}
    for one in kept_models(model):
        names = [field.attname for field in one._meta.concrete_fields]
        for record, *values in _asked(one, owner(one), records, *names):
            found[record][name_of(one)].append(dict(zip(names, values, strict=True)))
    for field in several(model):
        for (own,) in (rows[name_of(model)] for rows in found.values()):
            own[field.name] = []
        named = field.m2m_reverse_name()
        for record, other in _asked(field.remote_field.through, field.m2m_column_name(), records, named).order_by(
            named
        ):
            found[record][name_of(model)][0][field.name].append(other)
    return {**found}


def _asked(model: type[Model], by: str, records: Collection[int], *names: str) -> QuerySet[Any, tuple[Any, ...]]:
    return model._default_manager.filter(**{f"{by}__in": records}).values_list(by, *names)


@cache
def kept_models(model: type[Record]) -> tuple[type[Model], ...]:
    """The models of which rows are kept of a record of ``model``: its own first, then what hangs on it."""
    return (model, *(rows for rows in _hanging() if _hangs_on(rows, model)))


def several(model: type[Record]) -> tuple[Any, ...]:
    """The fields by which a record of ``model`` names any number of others, with no row of its own for each."""
    fields: tuple[Any, ...] = model._meta.many_to_many
    return tuple(field for field in fields if field.remote_field.through._meta.auto_created)


def name_of(model: type[Model]) -> str:
    """Under which rows of ``model`` are kept."""
    return str(model._meta.model_name)


@dataclass(frozen=True, slots=True)
class _Table:
    """Asked for every save: composed once, and read as the fields read it."""

    sql: str
    names: tuple[str, ...]
    reading: tuple[tuple[int, Any, Callable[..., Any]], ...] = ()

    def read(self, record: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [record])
            return [dict(zip(self.names, self._read(row), strict=True)) for row in cursor.fetchall()]

    def _read(self, row: Iterable[Any]) -> list[Any]:
        values = [*row]
        for place, column, read in self.reading:
            values[place] = read(values[place], column, connection)
        return values


def _there(model: type[Record], record: int) -> dict[str, _Table]:
    """The tables in which there is anything of it."""
    tables, sql = _composed(model, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [record] * len(tables))
        return {name: tables[name] for name, is_there in zip(tables, cursor.fetchone(), strict=True) if is_there}


@cache
def _composed(model: type[Record], vendor: str) -> tuple[dict[str, _Table], str]:
    tables = {name_of(one): _table(one) for one in kept_models(model)}
    tables |= {field.name: _naming(field) for field in several(model)}
    return tables, "SELECT " + ", ".join(f"EXISTS ({table.sql})" for table in tables.values())


def _table(model: type[Model]) -> _Table:
    fields = [*model._meta.concrete_fields]
    names = tuple(field.attname for field in fields)
    asked = model._default_manager.filter(**{owner(model): 0}).values_list(*names)
    reading = (
        (place, field.cached_col, read)
        for place, field in enumerate(fields)
        for read in (*connection.ops.get_db_converters(field.cached_col), *field.get_db_converters(connection))
    )
    return _Table(asked.query.sql_with_params()[0], names, tuple(reading))


def _naming(field: Any) -> _Table:
    """What a record names by ``field``, in the order of their keys."""
    table, named = field.remote_field.through._meta.db_table, field.m2m_reverse_name()
    return _Table(f"SELECT {named} FROM {table} WHERE {field.m2m_column_name()} = %s ORDER BY {named}", ("named",))


@cache
def _hanging() -> tuple[type[Model], ...]:
    return tuple(one for one in working_models() if not issubclass(one, (Record, *NOT_KEPT)))


def _hangs_on(rows: type[Model], model: type[Record]) -> bool:
    above: Any = owning(rows).related_model
    return issubclass(model, above) if issubclass(above, Record) else _hangs_on(above, model)
