"""All that archivists edit of a record, as each save left it: the columns of its rows, by models and fields.

What the last save left stands in the tables of the record. It is kept here when the next one begins.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from archive.guards import Guard
from archive.packing import PackedField

from .base import KINDS, Record
from .contributions import Contribution
from .naming import owning
from .stored_rows import Row, Rows, kept_models, name_of, several, stored
from .texts import Text

# The form in which rows are kept. It grows when an older one has to be read otherwise; columns that were not there yet
# have their defaults, those that are there no more are not read.
SCHEMA: Final = 1


class SavedRowsQuerySet(models.QuerySet["SavedRows"]):
    def of(self, record: Record) -> "SavedRowsQuerySet":
        return self.filter(contribution__record=record.pk)

    def mask(self) -> int:
        """Empty them for ever. That somebody saved, and when, stays; what it was is known to nobody any more.

        What stands in the tables of a record is not among them: ``mask`` takes care that it never will be.
        """
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
        return {} if self.content is None else from_bytes(bytes(self.content))


def keep_last(record: Record, *, version: int) -> None:
    """Keep what the last save of ``record`` left, unless that is done: it made it this ``version``."""
    last = Contribution.objects.filter(record=record.pk, version=version, saved_rows=None).first()
    if last:
        SavedRows.objects.create(contribution=last, content=to_bytes(last_of(record, version=version)))


def last_of(record: Record, *, version: int) -> Rows:
    """What the last save of ``record`` left: how it stands, although the next save may have begun."""
    rows, name = stored(record), name_of(KINDS[record.kind])
    return {**rows, name: [{**own, "version": version} for own in rows[name]]}


@transaction.atomic
def mask(record: Record) -> None:
    """Empty for ever what saves of ``record`` left, what stands in it now included: that is never kept any more."""
    current = Record.objects.select_for_update().get(pk=record.pk)  # somebody may have saved it since it was read
    keep_last(current, version=current.version)
    SavedRows.objects.of(current).mask()


def text_of(record: Record, *, version: int, language: str) -> Text | None:
    """What was written in ``language`` when ``version`` was saved; none if there was nothing, or nobody knows."""
    found = SavedRows.objects.filter(contribution__record=record.pk, contribution__version=version).first()
    rows = found.rows().get(name_of(Text), ()) if found else ()
    return next((_instance(Text, row) for row in rows if row["language"] == language), None)


def to_bytes(rows: Rows) -> bytes:
    kept = {"schema": SCHEMA, "rows": rows}
    return json.dumps(kept, default=str, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def from_bytes(content: bytes) -> Rows:
    rows: Rows = json.loads(content)["rows"]
    return rows


def as_kept(rows: Rows) -> Rows:
    """``rows`` of the database as they are once they were kept."""
    return from_bytes(to_bytes(rows))


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
