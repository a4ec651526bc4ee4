"""All that archivists edit of a record, as each save left it: the columns of its rows, by models and fields."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import connection, models
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from archive.guards import Guard
from archive.packing import PackedField

from .base import KINDS, Record
from .contributions import Contribution
from .naming import owner, owning, working_models
from .numbering import LastNumber
from .texts import TextLink

# The form in which rows are kept. It grows when an older one has to be read otherwise; columns that were not there yet
# have their defaults, those that are there no more are not read.
SCHEMA: Final = 1
# Which numbers were given, and what follows from the words.
NOT_KEPT: Final = (LastNumber, TextLink)

Row = dict[str, Any]
# The name of a model → its rows, each by the names of its columns. A record's own row also has what it names many of.
Rows = Mapping[str, list[Row]]


class SavedRowsQuerySet(models.QuerySet["SavedRows"]):
    def of(self, record: Record) -> "SavedRowsQuerySet":
        return self.filter(contribution__record=record.pk)

    def mask(self) -> int:
        """Empty them for ever. That somebody saved, and when, stays; what it was is known to nobody any more."""
        return self.update(content=None)


class SavedRows(models.Model):
    """The rows of a record as one save left them. Empty where they had to go; a deleted draft takes its own along."""

    GUARDS = (
        Guard(
            name="update",
            event="UPDATE",
            when="NEW.content IS NOT NULL OR NEW.contribution_id <> OLD.contribution_id",
            message="what a save left is never changed; it can be masked",
        ),
        Guard(
            name="delete",
            event="DELETE",
            when=(
                "EXISTS (SELECT 1 FROM archive_contribution AS save JOIN archive_record AS record "
                "ON record.id = save.record_id WHERE save.id = OLD.contribution_id)"
            ),
            message="what a save left goes only with its record",
        ),
        Guard(
            name="truncate",
            event="TRUNCATE",
            when="",
            message="what a save left goes only with its record",
            engine="postgresql",
        ),
        Guard(
            name="replace",
            event="INSERT",
            when="EXISTS (SELECT 1 FROM archive_savedrows WHERE contribution_id = NEW.contribution_id)",
            message="what a save left is never changed; it can be masked",
            engine="sqlite",
        ),
    )

    contribution = models.OneToOneField(Contribution, models.PROTECT, primary_key=True, related_name="saved_rows")
    content = PackedField(null=True)

    objects = SavedRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("rows as they were saved")
        verbose_name_plural = _("rows as they were saved")

    @property
    def is_masked(self) -> bool:
        return self.content is None

    def rows(self) -> Rows:
        """Nothing of what is masked."""
        return {} if self.content is None else json.loads(bytes(self.content))["rows"]


def keep(contribution: Contribution, rows: Rows) -> None:
    """Keep ``rows`` as what this save left."""
    SavedRows.objects.create(contribution=contribution, content=to_bytes(rows))


def to_bytes(rows: Rows) -> bytes:
    kept = {"schema": SCHEMA, "rows": rows}
    return json.dumps(kept, default=str, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def stored(record: Record) -> Rows:
    """The rows of ``record`` as the database has them."""
    model = KINDS[record.kind]
    found = {name: table.read(record.pk) for name, table in _tables(model).items()}
    own = found[name_of(model)][0]
    own.update({field.name: _named(field, record.pk) for field in several(model)})
    return {name: rows for name, rows in found.items() if rows}


def kept_models(model: type[Record]) -> tuple[type[Model], ...]:
    """The models of which rows are kept of a record of ``model``: its own first, then what hangs on it."""
    return (model, *(rows for rows in _hanging() if _hangs_on(rows, model)))


def several(model: type[Record]) -> tuple[Any, ...]:
    """The fields by which a record of ``model`` names any number of others, with no row of its own for each."""
    fields: tuple[Any, ...] = model._meta.many_to_many
    return tuple(field for field in fields if field.remote_field.through._meta.auto_created)


def as_it_stood(rows: Rows, model: type[Record]) -> Record:
    """The record that ``rows`` describe, with all that hung on it: to be read, and not to be saved.

    What it named is as it is today. What names something that is there no more is left out.
    """
    found = {one: [_instance(one, row) for row in rows.get(name_of(one), ())] for one in kept_models(model)}
    _name_what_is_there(found)
    record: Any = found[model][0]
    for one, instances in found.items():
        if one is not model:
            _hang(one, instances, found, record)
    own = rows[name_of(model)][0]
    for field in several(model):
        named = field.related_model._default_manager.filter(pk__in=own.get(field.name, ())).order_by("pk")
        _cache(record)[field.name] = named
    return record


# --- reading what is stored ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """Asked for every save: composed once, and read as the fields read it."""

    sql: str
    names: tuple[str, ...]
    reading: tuple[tuple[int, Any, Callable[..., Any]], ...]

    def read(self, record: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [record])
            return [dict(zip(self.names, self._read(row), strict=True)) for row in cursor.fetchall()]

    def _read(self, row: Iterable[Any]) -> list[Any]:
        values = [*row]
        for place, column, read in self.reading:
            values[place] = read(values[place], column, connection)
        return values


def _tables(model: type[Record]) -> Mapping[str, _Table]:
    return _composed(model, connection.vendor)


@cache
def _composed(model: type[Record], vendor: str) -> Mapping[str, _Table]:
    return {name_of(one): _table(one) for one in kept_models(model)}


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


def _named(field: Any, record: int) -> list[int]:
    through = field.remote_field.through
    sql = (
        f"SELECT {field.m2m_reverse_name()} FROM {through._meta.db_table} "
        f"WHERE {field.m2m_column_name()} = %s ORDER BY {field.m2m_reverse_name()}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [record])
        return [named for (named,) in cursor.fetchall()]


@cache
def _hanging() -> tuple[type[Model], ...]:
    return tuple(one for one in working_models() if not issubclass(one, (Record, *NOT_KEPT)))


def _hangs_on(rows: type[Model], model: type[Record]) -> bool:
    above: Any = owning(rows).related_model
    return issubclass(model, above) if issubclass(above, Record) else _hangs_on(above, model)


def name_of(model: type[Model]) -> str:
    return str(model._meta.model_name)


# --- as it stood --------------------------------------------------------------------------------------


def _instance(model: type[Model], row: Row) -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    known = {name: fields[name].to_python(value) for name, value in row.items() if name in fields}
    instance = model(**known)
    instance._state.adding = False
    return instance


def _name_what_is_there(found: dict[type[Model], list[Any]]) -> None:
    """Let every instance have at hand the records that it names. One query for each kind of what is named."""
    for model, instances in found.items():
        for field in _naming_fields(model):
            keys = {key for one in instances if (key := getattr(one, field.attname)) is not None}
            named = field.related_model._default_manager.in_bulk(keys) if keys else {}
            instances[:] = [one for one in instances if _names(one, field, named)]


def _naming_fields(model: type[Model]) -> Iterator[Any]:
    fields: tuple[Any, ...] = model._meta.concrete_fields
    for field in fields:
        if (
            field.many_to_one
            and issubclass(field.related_model, Record)
            and field.remote_field.on_delete is not models.CASCADE
        ):
            yield field


def _names(one: Any, field: Any, named: Mapping[int, Record]) -> bool:
    """Give it what it names by ``field``; whether it can stand, as what it cannot do without is still there."""
    there = named.get(getattr(one, field.attname))
    if there is not None or field.null:
        setattr(one, field.name, there)
    return there is not None or field.null


def _hang(model: type[Model], instances: list[Any], found: Mapping[type[Model], list[Any]], record: Record) -> None:
    field = owning(model)
    above: Any = field.related_model
    owners = [record] if issubclass(above, Record) else found[above]
    for one in owners:
        of_it = [row for row in instances if getattr(row, field.attname) == one.pk]
        _cache(one)[field.remote_field.get_accessor_name()] = _read(model, of_it)


def _read(model: type[Model], rows: list[Any]) -> Any:
    """A queryset that has been answered, in the order in which the model stands."""
    asked: Any = model._default_manager.all()
    asked._result_cache, asked._prefetch_done = rows, True
    return asked


def _cache(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = one.__dict__.setdefault("_prefetched_objects_cache", {})
    return found
