"""What a list costs: the keys of a page in the order of an index, then what is shown of these, written at once."""

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final
from urllib.parse import quote_plus

from django.contrib.admin import helpers
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TimeField,
)
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from archive import languages
from archive.editorial import states
from archive.editorial.models import State
from archive.records import finding
from archive.records.base import Record, leading
from archive.records.contributions import Contribution
from archive.records.statements import issuers_of
from archive.records.texts import titles_of

from . import alone
from .filters import MOST
from .searching import Bound, bounded

# Stands for a key where addresses are made.
SOME_KEY: Final = "7777777777777777777"
# What Django says of a checkbox, translated by it.
SELECT: Final = "Select this object for an action - {}"
_LAST_SAVE: Final = Contribution.objects.filter(record=OuterRef("pk")).order_by("-version")[:1]
SAVED_AT: Final = Subquery(_LAST_SAVE.values("at"))
# The same, and how the account is called, as plain SQL: the ORM takes longer to write it than a database to answer.
_LAST: Final = "FROM archive_contribution {} WHERE record_id = archive_record.id ORDER BY version DESC LIMIT 1"
_WHOSE: Final = "JOIN archive_user ON archive_user.id = by_id"
_AT: Final = RawSQL(f"SELECT at {_LAST.format('')}", [], DateTimeField())
_BY: Final = RawSQL(f"SELECT COALESCE(NULLIF(public_name, ''), username) {_LAST.format(_WHOSE)}", [], CharField())

Cell = Callable[[Any], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing by which a list is narrowed."""

    name: Any
    chosen: Any
    url: str


class WrittenList(ChangeList):
    """A list whose rows are written as Django writes them; but what is the same for all of them is found out once."""

    writes_rows = True

    def get_filters(self, request: HttpRequest) -> tuple[list[Any], *tuple[Any, ...]]:
        """Those of Django, each of which is written anew only if there is something else to choose."""
        filters, *told = super().get_filters(request)
        for one in filters:
            one.template = "admin/archive/filter.html"
        return filters, *told

    def chips(self) -> Iterator[Chip]:
        """What the list is narrowed by, each with the address of the list without it."""
        asked = self.filter_params.keys()
        if self.query:
            yield Chip(name=gettext("Search"), chosen=self.query, url=self.get_query_string(remove=[SEARCH_VAR]))
        for one in self.filter_specs:
            names = one.expected_parameters()
            narrows = not asked.isdisjoint(names)
            chosen = [choice["display"] for choice in one.choices(self) if choice["selected"]] if narrows else []
            if chosen:
                yield Chip(name=one.title, chosen=chosen[-1], url=self.get_query_string(remove=names))

    def rows(self) -> list[SafeString]:
        """The cells of each row."""
        cells = [self._cell(name) for name in self.list_display]
        return [mark_safe("".join(cell(row) for cell in cells)) for row in self.result_list]

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        """As Django's: filters ask for one for each choice, and what stays as it is is found out once for all of it."""
        asked = {name: _part(name, said) for name, said in (new_params or {}).items()}
        parts = self._stays(tuple(remove or ())) | asked
        return "?" + "&".join(parts[name] for name in sorted(parts) if parts[name])

    @cached_property
    def _stays(self) -> Callable[[tuple[str, ...]], dict[str, str]]:
        """Parameter → how it stands in an address, of those that begin with none of some names."""
        params = self.filter_params
        return cache(lambda gone: {name: _part(name, params[name]) for name in params if not name.startswith(gone)})

    def _cell(self, name: str) -> Cell:
        if name == "action_checkbox":
            return _checkbox()
        field = self._field(name)
        shown = self._shown_field(field) if field else self._shown_by_the_desk(name)
        is_narrow = isinstance(field, DateField | TimeField | ForeignKey)
        told = f"field-{name} nowrap" if is_narrow else f"field-{name}"
        if name not in self.list_display_links:
            return lambda row: f'<td class="{told}">{_escaped(shown(row))}</td>'
        before, behind = map(escape, self._address())
        begin = f'<th class="{told}"><a href="{before}'
        return lambda row: f'{begin}{row.pk}{behind}"{self._opener(row)}>{_escaped(shown(row))}</a></th>'

    def _field(self, name: str) -> Field | None:
        try:
            field = self.lookup_opts.get_field(name)
        except FieldDoesNotExist:
            return None
        return field if isinstance(field, Field) else None

    def _shown_field(self, field: Field) -> Callable[[Model], Any]:
        empty = self.model_admin.get_empty_value_display()
        if isinstance(field, ForeignKey):
            return lambda row: empty if (named := getattr(row, field.name)) is None else named
        # The same stands in row after row.
        shown = cache(lambda value: display_for_field(value, field, empty))
        return lambda row: shown(getattr(row, field.name))

    def _shown_by_the_desk(self, name: str) -> Callable[[Model], Any]:
        empty = self.model_admin.get_empty_value_display()
        shown = str if name == "__str__" else getattr(self.model_admin, name)
        return lambda row: said if (said := shown(row)) and isinstance(said, str) else display_for_value(said, empty)

    def _address(self) -> tuple[str, str]:
        """What stands in the address of a form before the key of a row, and what behind it."""
        form = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[SOME_KEY])
        kept = {"preserved_filters": self.preserved_filters, "opts": self.opts}
        before, _key, behind = add_preserved_filters(kept, form).partition(SOME_KEY)
        return before, behind

    def _opener(self, row: Model) -> str:
        """Of a popup: what the form that opened it is told."""
        key = row.serializable_value(str(self.to_field or self.pk_attname)) if self.is_popup else None
        return format_html(' data-popup-opener="{}"', key) if self.is_popup else ""


class HistoryList(WrittenList):
    """What was done, the last first: there is ever more of it, and it is counted so far."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        return bounded(super().get_queryset(request, exclude_parameters), Bound(MOST))


class RecordList(WrittenList):
    """One page of a list of records: each with its ``told_state``, when it was saved last and by whom (``saved_at``,
    ``saved_by``), and its ``listed_issuers``, where these are shown.
    """

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found = super().get_queryset(request, exclude_parameters)
        known = (getattr(one, "counted", None) for one in self.filter_specs)
        counted = next((count for count in known if count is not None), None)
        are_many = any(getattr(one, "are_many", False) for one in self.filter_specs)
        most = finding.FEW if are_many else MOST
        if counted is not None and len(self.get_filters_params()) == 1 and not self.query:
            return bounded(found, Bound(most, counted, are_many))
        by = next((one.counted_by for one in self.filter_specs if getattr(one, "counted_by", ())), ())
        return bounded(found, Bound(most, None, are_many, by)) if are_many else found

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if (bound := getattr(self.queryset, "bound", None)) and bound.are_many:
            self.add_facets = self.is_facets_optional = False
        self.result_list = self._shown(list(self.result_list.values_list("pk", flat=True)))

    def _shown(self, keys: Sequence[int]) -> list[Record]:
        found = finding.among(self.root_queryset.prefetch_related(None).order_by(), keys)
        found = found.annotate(saved_at=_AT, saved_by=_BY)
        by_key = {one.pk: one for one in self.apply_select_related(self.model_admin.listed(found))}
        shown = [by_key[key] for key in keys]
        issuers = issuers_of(keys) if "shown_issuers" in self.list_display else {}
        institutions = {one for of_one in issuers.values() for one in of_one}
        state, called, reader = states.states(shown), titles_of([*keys, *institutions]), languages.current()
        stands, marks = {one: told(one) for one in set(state.values())}, alone.marks(shown)
        for record in shown:
            record.told_state = stands[state[record.pk]] + marks.get(record.pk, SafeString())
            record.listed_titles = called[record.pk]
            record.listed_as = leading(record.listed_titles, reader)
            record.listed_issuers = [leading(called[one], reader) for one in issuers.get(record.pk, ())]
        return shown


def _checkbox() -> Cell:
    said, of_it, behind = gettext(SELECT).partition("{}")
    begin = f'<td class="action-checkbox"><input type="checkbox" name="{helpers.ACTION_CHECKBOX_NAME}" value="'
    middle, end = f'" class="action-select" aria-label="{said}', f'{behind}"></td>'
    return lambda row: f"{begin}{row.pk}{middle}{_escaped(row) if of_it else ''}{end}"


def _escaped(shown: Any) -> str:
    """Like ``conditional_escape``, which looks each time whether something is translated only later."""
    return str(shown) if hasattr(shown, "__html__") else html.escape(str(shown))


def _part(name: str, said: Any) -> str:
    """Of an address; nothing if ``said`` is none. What was asked for stands in a list."""
    if isinstance(said, str | int):
        return f"{quote_plus(name)}={quote_plus(str(said))}"
    return "" if said is None else urlencode({name: said}, doseq=True)


def told(state: State) -> SafeString:
    return format_html('<span class="state state-{}">{}</span>', state, state.label)
