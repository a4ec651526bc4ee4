"""Which fields name another record. The models themselves say it, so that no list can forget one.

The rule: a row belongs to the record whose deletion takes it along (CASCADE), and to no other; every other relation
names, and protects what it names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import CASCADE, Model, QuerySet

from archive import markup
from archive.guards import AppendOnly

from .base import KINDS, Record
from .texts import Linking, TextLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One field by which a record names others. ``owner`` leads from its row to the record it belongs to."""

    field: Any
    owner: str

    @property
    def rows(self) -> type[Model]:
        return self.field.model

    def __str__(self) -> str:
        """As in “figure: stated by”; of a record's own fields, “observance”."""
        said = str(self.field.verbose_name)
        return said if issubclass(self.rows, Record) else f"{self.rows._meta.verbose_name}: {said}"


def namings(model: type[Record]) -> Iterator[Naming]:
    """Every field that may name a record of ``model``."""
    for relation in _relations(model):
        if relation.through._meta.auto_created if relation.many_to_many else relation.on_delete is not CASCADE:
            yield Naming(field=relation.field, owner=owner(relation.related_model))


def belongings(model: type[Record]) -> Iterator[Any]:
    """The fields by which rows belong to a record of ``model``."""
    for relation in _relations(model):
        if relation.one_to_many and relation.on_delete is CASCADE:  # what there is once for each record stays with it
            yield relation.field


def _relations(model: type[Record]) -> Iterator[Any]:
    """All that points to a record of ``model``. Append-only rows tell of its past and do not count."""
    fields: list[Any] = model._meta.get_fields(include_hidden=True)
    for relation in (field for field in fields if field.auto_created and not field.concrete):
        rows = relation.related_model
        if not rows._meta.auto_created and not issubclass(rows, AppendOnly):
            yield relation


def drafts_naming(record: Record, *, most: int | None = None) -> dict[int, list[Naming | None]]:
    """Primary key of each other record whose draft names ``record`` → by which fields; ``None`` is a link in a text.

    With ``most`` no more than so many rows are asked for of each field.
    """
    named = list(namings(KINDS[record.kind]))
    found: dict[int, list[Naming | None]] = {}
    for way, key in _rows_naming(record, named, most):
        ways = found.setdefault(key, [])
        if (naming := named[way] if way < len(named) else None) not in ways:
            ways.append(naming)
    found.pop(record.pk, None)
    return found


def _rows_naming(record: Record, named: Sequence[Naming], most: int | None) -> list[tuple[int, int]]:
    """The place in ``named`` and the key of the record, for each row; behind them the links in texts. One query."""
    rows = [_rows(naming, record) for naming in named]
    rows.append(TextLink.objects.filter(named=record.uuid).values_list("record"))
    asked = [one.order_by("pk")[:most].query.sql_with_params() for one in rows]
    sql = " UNION ALL ".join(
        f"SELECT {way}, asked_{way}.* FROM ({one}) AS asked_{way}" for way, (one, _) in enumerate(asked)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, params in asked for value in params])
        return sorted(cursor.fetchall())


def _rows(naming: Naming, record: Record) -> QuerySet[Any, Any]:
    """The keys of the records that name ``record`` so."""
    field = naming.field
    if not field.many_to_many:
        return naming.rows._default_manager.filter(**{field.name: record.pk}).values_list(naming.owner)
    # Of its own table: that has an index in which they need not be put in order.
    through = field.remote_field.through._default_manager
    return through.filter(**{field.m2m_reverse_field_name(): record.pk}).values_list(field.m2m_field_name())


def texts_linking(record: Record, *, of: Record) -> list[Any]:
    """The texts ``of`` another record whose words link to ``record``."""
    linking: list[Any] = Linking.__subclasses__()
    texts = (text for rows in linking for text in rows._default_manager.filter(**{owner(rows): of.pk}))
    return [text for text in texts if str(record.uuid) in markup.mentions(text.body)]


def owner(rows: type[Model]) -> str:
    """The lookup that leads from ``rows`` to the record they belong to."""
    if issubclass(rows, Record):
        return "pk"
    field = owning(rows)
    above = owner(field.related_model)
    return field.name if above == "pk" else f"{field.name}__{above}"


def owning(rows: type[Model]) -> Any:
    """The field by which ``rows`` belong to a record, or to other rows."""
    (field,) = _owning(rows)
    return field


def _owning(rows: type[Model]) -> list[Any]:
    fields: tuple[Any, ...] = rows._meta.fields
    return [field for field in fields if field.remote_field and field.remote_field.on_delete is CASCADE]


def working_models() -> Iterator[type[Model]]:
    """What is written at the desk: records, and the rows that hang on them."""
    for model in apps.get_app_config("archive").get_models():
        if issubclass(model, Record) or (model.__module__.startswith(f"{__package__}.") and _owning(model)):
            yield model
