"""Questions in SQL that both databases understand: to compose them by models would cost more than asking.

``edition`` is a row of the catalogue, ``shown`` how it stands for a reader, ``said`` its words, ``term`` what it names.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.editions.standing import as_stored

# Values of a type, as PostgreSQL has them in one. It cannot see while it plans how many keys there are: a plan for few
# would seem to be worth being made each time.
ARRAYS: Final = {
    UUID: "ARRAY(SELECT unnest(CAST(%({name})s AS uuid[])))",
    int: "ARRAY(SELECT unnest(CAST(%({name})s AS bigint[])))",
    str: "CAST(%({name})s AS text[])",
}
# More than so many are not named one by one; of keys so many are named together. A question is planned once.
NAMED: Final = 40
KEYS: Final = (UUID, int)
TOGETHER: Final = 8
# So many rows are taken from a database together.
AT_ONCE: Final = 2000


def ask(sql: str, said: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that answer. ``said`` are the values of what stands as ``%(name)s`` in ``sql``."""
    with connection.cursor() as cursor:
        cursor.execute(sql, {name: _stored(value, cursor.db) for name, value in said.items()})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def each(sql: str, said: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The same for what may be very many: only some of them are in memory."""
    with connection.cursor() as cursor:
        cursor.execute(sql, {name: _stored(value, cursor.db) for name, value in said.items()})
        while some := cursor.fetchmany(AT_ONCE):
            yield from some


@cache
def is_on(vendor: str) -> bool:
    """A process asks one kind of database. To look up the connection of a thread takes a hundred times as long."""
    return connection.vendor == vendor


@cache
def unindexed(column: str) -> str:
    """``column`` where SQLite is not to look for an index: it would think that an instant leaves little of a list."""
    return f"+{column}" if is_on("sqlite") else column


def among(name: str, values: Iterable[Any], said: dict[str, Any]) -> str:
    """``IN (%(name_0)s, %(name_1)s …)``, its values put into ``said``. No value is none of them.

    On PostgreSQL they are one array, so that the question is the same however many there are; on SQLite many whole
    numbers are one list, and of several keys the last stands there again and again, so that few questions are new.
    """
    values = list(values)
    if is_on("sqlite") and len(values) > NAMED and type(values[0]) is int:
        said[name] = json.dumps(values)
        return f"IN (SELECT value FROM json_each(%({name})s))"
    if is_on("postgresql") and values:
        said[name] = values
        return f"= ANY({ARRAYS[type(values[0])].format(name=name)})"
    if len(values) > 1 and type(values[0]) in KEYS:
        values += values[-1:] * (-len(values) % TOGETHER)
    named = {f"{name}_{place}": value for place, value in enumerate(values)}
    said |= named
    return "IN (" + (", ".join(f"%({one})s" for one in named) or "NULL") + ")"


def _stored(value: Any, database: BaseDatabaseWrapper) -> Any:
    match value:
        case datetime():
            return as_stored(value)
        case date():
            return database.ops.adapt_datefield_value(value)
        case UUID() if database.vendor == "sqlite":
            return value.hex
    return value


def read_uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def written_uuid(value: Any) -> str:
    """A UUID as it is written everywhere else: SQLite keeps it without its dashes."""
    if isinstance(value, UUID):
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"
