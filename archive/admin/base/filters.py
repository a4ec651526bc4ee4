"""Filters of lists. What may be chosen is found by one step into an index for each choice, and not in all rows."""

from typing import Any, Final

from django.contrib import admin
from django.db import connection
from django.db.models import Field, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editorial.models import State
from archive.editorial.states import count, in_state
from archive.records.base import Record, kind_name, leading
from archive.records.texts import titles_of

# Of a state, or of what was done, so many are counted and listed: to see more of them, one narrows the list.
MOST: Final = 10_000
# Each value after the one before it.
_VALUES: Final = """
WITH RECURSIVE known(value) AS (
    SELECT MIN({column}) FROM {table}
    UNION ALL SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > known.value) FROM known
    WHERE known.value IS NOT NULL
)
SELECT value FROM known WHERE value IS NOT NULL"""


class StateFilter(admin.SimpleListFilter):
    """``counted`` are those of the kind that are in the state, up to one more than ``MOST``."""

    title = _("state")
    parameter_name = "state"
    counted: int | None = None

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        state = self.value()
        if state not in State.values:
            return queryset
        self.counted = count(queryset.model.KIND, state, most=MOST + 1)
        return in_state(queryset, state, counted=self.counted)


class ValuesFilter(admin.AllValuesFieldListFilter):
    """The values that there are of a field that has an index."""

    def __init__(self, field, *told, **where) -> None:
        super().__init__(field, *told, **where)
        self.lookup_choices = [*values(field), *([None] if field.null and has_none(field) else [])]


class KindFilter(ValuesFilter):
    """Kinds under their names, as far as there are rows of them."""

    def choices(self, changelist):
        return ({**choice, "display": kind_name(choice["display"])} for choice in super().choices(changelist))


class RecordFilter(admin.RelatedFieldListFilter):
    """The records that a field may name, under their titles. One query, however many there are."""

    def field_choices(self, field, request, model_admin):
        return titled(Record.objects.filter(kind=field.remote_field.model.KIND))


class NamedRecordFilter(RecordFilter):
    """Those that it names somewhere."""

    def field_choices(self, field, request, model_admin):
        return titled(Record.objects.filter(pk__in=values(field)))


def titled(records: QuerySet[Record]) -> list[tuple[int, str]]:
    """Key and title of each of ``records``, by their addresses. Two queries."""
    slugs = dict(records.order_by("slug").values_list("pk", "slug"))
    called, reader = titles_of(slugs), languages.current()
    return [(key, leading(called[key], reader) or slug) for key, slug in slugs.items()]


def values(field: Field) -> list[Any]:
    """What there is in the column of ``field``, in its order, without what is empty."""
    with connection.cursor() as cursor:
        cursor.execute(_VALUES.format(column=field.column, table=field.model._meta.db_table))
        return [value for (value,) in cursor.fetchall()]


def has_none(field: Field) -> bool:
    return field.model._default_manager.filter(**{f"{field.name}__isnull": True}).exists()
