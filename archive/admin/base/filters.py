"""Filters of lists. What may be chosen is found by one step into an index for each choice, and not in all rows."""

from collections import defaultdict
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.db import connection
from django.db.models import Count, Exists, Field, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editorial.models import State
from archive.editorial.states import FEW, count, in_state
from archive.languages.named import name_of
from archive.records import finding
from archive.records.base import Record, kind_name, leading
from archive.records.contributions import Contribution
from archive.records.written import lacks

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
_NONE: Final = " UNION ALL SELECT NULL WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} IS NULL)"


def stands_in_order(request: HttpRequest) -> bool:
    """Whether the list stands in the order of its kind, which an index has, and not in one that was chosen."""
    return not request.GET.get(ORDER_VAR)


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


class MineFilter(admin.SimpleListFilter):
    """What the person at the desk has saved. ``are_many``: so many that they are not put in order first.

    Among the newest records there are soon as many as are counted; PostgreSQL would begin with the oldest of all kinds.
    """

    title = _("whose work")
    parameter_name = "mine"
    are_many = False
    counted_by: tuple[str, ...] = ()

    def lookups(self, request, model_admin):
        return (("saved", _("saved last by me")), ("written", _("saved by me at some time")))

    def queryset(self, request, queryset):
        if self.value() not in ("saved", "written"):
            return queryset
        mine = Contribution.objects.filter(by=request.user)
        keys = mine.order_by().values("record")
        self.are_many = keys.distinct()[: FEW + 1].count() > FEW
        self.counted_by = ("-pk",)
        its_own = mine.filter(record=OuterRef("pk"))
        if self.value() == "saved":
            its_own = its_own.filter(version=OuterRef("version"))
        if self.value() == "saved" or self.are_many:
            queryset = queryset.filter(Exists(its_own))
        return queryset if self.are_many else queryset.filter(pk__in=keys)


class LackingFilter(admin.SimpleListFilter):
    """What has no title in one of the languages in which archivists write. ``counted`` are all of it, as far as that
    is known.
    """

    title = _("missing language")
    parameter_name = "lacks"
    are_many = False
    counted: int | None = None

    def lookups(self, request, model_admin):
        return [(code, name_of(code)) for code in languages.written()]

    def queryset(self, request, queryset):
        if self.value() not in languages.written():
            return queryset
        are_all = not queryset.query.where
        in_order = are_all and stands_in_order(request)
        found = finding.holding(queryset, _lacking(self.value()), kind=queryset.model.KIND, are_all=in_order)
        self.are_many = found.are_many
        self.counted = found.count if are_all else None
        return found.records

    def get_facet_counts(self, pk_attname, filtered_qs):
        kind = filtered_qs.model.KIND
        of_each = [finding.that_hold(_lacking(code), kind) for code, _name in self.lookup_choices]
        return {f"{place}__c": Count(pk_attname, filter=those) for place, those in enumerate(of_each)}


def _lacking(language: str) -> finding.Queries:
    """The whole word: to look for words that only begin so takes longer."""
    return [[f"{lacks(language)} "]]


class ChoicesFilter(admin.ChoicesFieldListFilter):
    """The choices of a field, and first that none was made yet."""

    def choices(self, changelist):
        everything, *others = super().choices(changelist)
        chosen = changelist.get_query_string({self.lookup_kwarg: ""}, [self.lookup_kwarg_isnull])
        none = {"selected": self.lookup_val == [""], "query_string": chosen, "display": _("not said yet")}
        return iter((everything, none, *others))


class ValuesFilter(admin.AllValuesFieldListFilter):
    """The values that there are of a field that has an index."""

    def __init__(self, field, *told, **where) -> None:
        super().__init__(field, *told, **where)
        self.lookup_choices = _values(field)
        self.empty_value_display = _("none")


class YearFilter(ValuesFilter):
    """Years, the last first."""

    def __init__(self, field, *told, **where) -> None:
        super().__init__(field, *told, **where)
        self.lookup_choices.reverse()


class KindFilter(ValuesFilter):
    """Kinds under their names, as far as there are rows of them."""

    def choices(self, changelist):
        return ({**choice, "display": kind_name(choice["display"])} for choice in super().choices(changelist))


class RecordFilter(admin.RelatedFieldListFilter):
    """The records that a field may name, under their titles. One query, however many there are."""

    def __init__(self, *told, **where) -> None:
        super().__init__(*told, **where)
        self.empty_value_display = _("none")

    def field_choices(self, field, request, model_admin):
        return titled(Record.objects.filter(kind=field.remote_field.model.KIND))


class NamedRecordFilter(RecordFilter):
    """Those that it names somewhere."""

    def field_choices(self, field, request, model_admin):
        return titled(Record.objects.filter(pk__in=RawSQL(_VALUES.format(**_column(field)), [])))


def titled(records: QuerySet[Record]) -> list[tuple[int, str]]:
    """Key and title of each of ``records``, by their addresses. One query."""
    rows = records.order_by("slug").values_list("pk", "slug", "texts__language", "texts__title")
    slugs: dict[int, str] = {}
    called: dict[int, dict[str, str]] = defaultdict(dict)
    for key, slug, language, title in rows:
        slugs[key], called[key][language] = slug, title
    reader = languages.current()
    return [(key, leading(called[key], reader) or slug) for key, slug in slugs.items()]


def _values(field: Field) -> list[Any]:
    """What there is in the column of ``field``, in its order; and None if somewhere there is nothing. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_VALUES}{_NONE if field.null else ''}".format(**_column(field)))
        return [value for (value,) in cursor.fetchall()]


def _column(field: Any) -> dict[str, str]:
    """Where the values stand: of a field that may name several, in a table of its own."""
    if field.many_to_many:
        return {"column": field.m2m_reverse_name(), "table": field.m2m_db_table()}
    return {"column": field.column, "table": field.model._meta.db_table}
