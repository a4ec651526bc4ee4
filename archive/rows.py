"""Derived rows, written many at a time: composing such a statement takes Django longer than answering it a database."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from django.db import connection
from django.db.models import DateField, Field, JSONField, Model, UUIDField

from archive.word_index import WordsField

# Dates and uuids are written otherwise on each database; the same ones stand in row after row.
MOST_WRITTEN: Final = 1_000
# In one statement.
MOST_VALUES: Final = 5_000

Values = tuple[Any, ...]


def insert(rows: Sequence[Model], *, unless_there: bool = False, instead_of: Sequence[str] = ()) -> None:
    """Store ``rows``, all of one table, as they are: they are not told the keys that the database gives them.
    ``unless_there``: what the table has already, as its constraints see it, stays as it is. ``instead_of``: what it has
    already in these columns, which are unique, says from now on what these say.

    Many in one statement: what SQLite searches in takes up each statement by itself, at six times the cost.
    """
    if rows:
        names = columns(type(rows[0]), has_key=rows[0].pk is not None)
        insert_values(type(rows[0]), names, values(rows), unless_there=unless_there, instead_of=instead_of)


def insert_values(
    model: type[Model],
    names: Sequence[str],
    found: Sequence[Values],
    *,
    unless_there: bool = False,
    instead_of: Sequence[str] = (),
) -> None:
    """The same of rows of ``model`` of which only these columns are said, each as the database takes it."""
    table, most = model._meta.db_table, MOST_VALUES // len(names)
    written, places = ", ".join(f'"{name}"' for name in names), ", ".join(["%s"] * len(names))
    or_not = " ON CONFLICT DO NOTHING" if unless_there else _or_instead(names, instead_of) if instead_of else ""
    with connection.cursor() as cursor:
        for first in range(0, len(found), most):
            some = found[first : first + most]
            cursor.execute(
                f"INSERT INTO {table} ({written}) VALUES {', '.join([f'({places})'] * len(some))}{or_not}",
                [*chain.from_iterable(some)],
            )


def _or_instead(names: Sequence[str], of: Sequence[str]) -> str:
    said = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in of)
    known_by = ", ".join(f'"{name}"' for name in of)
    return f" ON CONFLICT ({known_by}) DO UPDATE SET {said}"


def columns(model: type[Model], *, has_key: bool) -> list[str]:
    return [str(field.column) for field in _fields(model, has_key)]


def values(rows: Sequence[Model]) -> list[Values]:
    """What is written of ``rows``, all of one table, in its ``columns``: their keys too if they have some."""
    if not rows:
        return []
    model, has_key = type(rows[0]), rows[0].pk is not None
    return as_written(model, map(_reader(model, has_key), rows), has_key=has_key)


def as_written(model: type[Model], found: Iterable[Sequence[Any]], *, has_key: bool) -> list[Values]:
    """What was ``found`` in the ``columns`` of a table, as it is written there."""
    writing = _writing(model, has_key, connection.vendor)
    return [_written(one, writing) for one in found]


def _written(found: Sequence[Any], writing: Sequence[tuple[int, Callable[[Any], Any]]]) -> Values:
    values = [*found]
    for place, written in writing:
        values[place] = written(values[place])
    return tuple(values)


@cache
def _reader(model: type[Model], has_key: bool) -> Callable[[Model], Values]:
    return attrgetter(*(field.attname for field in _fields(model, has_key)))


@cache
def _writing(model: type[Model], has_key: bool, vendor: str) -> list[tuple[int, Callable[[Any], Any]]]:
    """What makes of a value what this database takes for it, by its place; most are handed over as they are."""
    found = ((place, _writer(field)) for place, field in enumerate(_fields(model, has_key)))
    return [(place, written) for place, written in found if written]


def _writer(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, DateField | UUIDField):
        return lru_cache(MOST_WRITTEN)(partial(field.get_db_prep_value, connection=connection, prepared=True))
    if isinstance(field, WordsField):
        return partial(field.get_db_prep_value, connection=connection)
    return None


def _fields(model: type[Model], has_key: bool) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if has_key or not field.primary_key]
