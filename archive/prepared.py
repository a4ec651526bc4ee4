"""Queries that are written once, and asked with other values ever after: Django takes longer to write one than a
database to answer it.

While it is written, ``SOME_KEY`` and ``SOME_INSTANT`` stand for what differs from one time to the next.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

# No row has such a key, and nothing is stored of that instant.
SOME_KEY: Final = 7_777_777_777_777_777_777
SOME_INSTANT: Final = datetime(7, 7, 7, 7, 7, 7, 777_777, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """SQL for the database it was written for, and its parameters, stand-ins among them."""

    sql: str
    params: Sequence[Any]

    def rows(self, *, key: int, instant: datetime | None = None) -> list[tuple[Any, ...]]:
        """What it finds with these in the places of the stand-ins. One query."""
        given: dict[Any, Any] = {SOME_KEY: key}
        if instant:
            stored = connection.ops.adapt_datetimefield_value
            given |= {SOME_INSTANT: instant, stored(SOME_INSTANT): stored(instant)}
        return found(self.sql, [given.get(one, one) for one in self.params])


def prepared(queryset: QuerySet[Any]) -> Prepared:
    sql, params = queryset.query.sql_with_params()
    return Prepared(sql=sql, params=params)


def found(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a statement finds that is written out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def for_update() -> str:
    """What locks the rows that such a statement finds until the transaction ends, where a database locks rows."""
    return "FOR UPDATE" if connection.features.has_select_for_update else ""


def places(values: Collection[Any]) -> str:
    """One for each of ``values`` in such a statement."""
    return ", ".join(["%s"] * len(values))


class Columns(Generic[Row]):
    """The columns of a table in statements that are written out, and the rows that are read of it: all of them, but for
    some, or only those of some fields. Django's own raw queries find out each time anew which columns they were given.
    """

    def __init__(self, model: type[Row], *, only: Collection[str] = (), but: Collection[str] = ()) -> None:
        self._model = model
        asked = (field for field in model._meta.concrete_fields if not only or field.name in only)
        self._fields: list[Any] = [field for field in asked if field.name not in but]
        self._names = [field.attname for field in self._fields]

    def __len__(self) -> int:
        return len(self._fields)

    def of(self, table: str) -> str:
        """As they are asked for, where the table is called so."""
        return ", ".join(f"{table}.{field.column}" for field in self._fields)

    def read(self, found: Sequence[Any]) -> Row:
        """The row of which these values were ``found``, each in the place of its column."""
        values = [*found]
        for place, column, read in self._reading:
            values[place] = read(values[place], column, connection)
        return self._model.from_db(connection.alias, self._names, values)

    @cached_property
    def _reading(self) -> list[tuple[int, Any, Any]]:
        """What makes of what this database gives a value of Python, by its place; most is given as it is."""
        return [
            (place, field.cached_col, read)
            for place, field in enumerate(self._fields)
            for read in (*connection.ops.get_db_converters(field.cached_col), *field.get_db_converters(connection))
        ]
