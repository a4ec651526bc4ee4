"""Fields that understand names, as they come out of a spreadsheet; what is not understood stays as it was written."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Self

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from archive import names
from archive.fields import LineInput
from archive.languages import interface
from archive.records.base import Record
from archive.records.texts import titles

from .filters import titled
from .numbers import is_number
from .searching import searched

# One number, or the first and the last of a range. Thousands may stand apart.
_NUMBER: Final = r"\d{1,3}(?:[ .,'’\u00a0\u2007\u2009\u202f]\d{3})+|\d+"
NUMBERS: Final = re.compile(rf"({_NUMBER})(?:\s*[-–—]\s*({_NUMBER}))?", re.ASCII)
LONGEST: Final = 9  # digits: what both databases hold
# A name is looked for among so many that begin like it.
MOST: Final = 100

# A number; or none, and a range.
Numbers = tuple[int | None, int | None, int | None]
NOTHING: Final[Numbers] = (None, None, None)


# --- numbers -----------------------------------------------------------------------------------------


class NumbersInput(LineInput):
    """A number or a range, as in “613” and “200–300”: ``(613, None, None)``, ``(None, 200, 300)``."""

    default_error_messages = {
        "numbers": _("Write a whole number, as in 1275, or a range, as in 200–300."),
        "backwards": _("The range ends below its beginning."),
    }

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value)
        if not written:
            return NOTHING
        found = NUMBERS.fullmatch(written)
        digits = [re.sub(r"\D", "", one) for one in found.groups() if one] if found else []
        if not digits or max(map(len, digits)) > LONGEST:
            raise forms.ValidationError(self.error_messages["numbers"], code="numbers")
        said = [int(one) for one in digits]
        if len(said) == 1:
            return said[0], None, None
        if said[0] > said[1]:
            raise forms.ValidationError(self.error_messages["backwards"], code="backwards")
        return None, said[0], said[1]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except forms.ValidationError:
            return True


def in_a_cell(numbers: Iterable[int | None]) -> str:
    """How they are written."""
    return "–".join(str(one) for one in numbers if one is not None)


# --- choices -----------------------------------------------------------------------------------------


class KeepingSelect(forms.Select):
    """What was sent and is none of the choices stands among them as it was written."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups: list[Any] = super().optgroups(name, value, attrs)
        known = {str(option["value"]) for _name, options, _index in groups for option in options}
        for one in value:
            if one and one not in known:
                groups.append((None, [self.create_option(name, one, one, True, len(groups))], len(groups)))
        return groups


class NamedChoice(forms.TypedChoiceField):
    """One of several choices, by what it is called in any language in which the desk can speak."""

    widget = KeepingSelect

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value)
        if not written or self.valid_value(written):
            return written
        return dict(_in_every_language(self.choices)).get(names.fold(written), written)


def _in_every_language(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    for language in interface.offered():
        with override(language):
            yield from [(names.fold(str(label)), str(code)) for code, label in choices if code]


# --- records -----------------------------------------------------------------------------------------


class Naming:
    """Shows a chosen record as ``called`` says, without asking for each row of a page; and whatever else was sent."""

    is_required: bool
    allow_multiple_selected: bool
    choices: Any
    create_option: Callable[..., Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called: dict[str, str] = {}

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """For another form, which has to find out anew what records are called."""
        made: Self = super().__deepcopy__(memo)
        made.called = {}
        return made

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> list[Any]:
        written = [one for one in value if one]
        self.called |= _called(self.choices.queryset, {*written} - self.called.keys())
        is_none = not (self.is_required or self.allow_multiple_selected)
        options = [self.create_option(name, "", "", False, 0)] if is_none else []
        for one in written:
            options.append(self.create_option(name, one, self.called.get(one, one), True, len(options)))
        return [(None, options, 0)]


class RecordSelect(Naming, AutocompleteSelect):
    """One record."""


class RecordSelectMultiple(Naming, AutocompleteSelectMultiple):
    """Several of them."""


def name_chosen(forms: Iterable[forms.BaseForm]) -> None:
    """Let the rows of a page name what is chosen in them: a query for each column, not for each cell."""
    wanted: dict[str, set[str]] = defaultdict(set)
    selects: dict[str, RecordSelect] = {}
    for form in forms:
        for name, select in _selects(form):
            select.called = selects.setdefault(name, select).called
            select.called.update(_read_with(form, name))
            wanted[name].add(str(form[name].value() or ""))
    for name, select in selects.items():
        select.called.update(_called(select.choices.queryset, wanted[name] - select.called.keys()))


def _read_with(form: Any, name: str) -> Mapping[str, str]:
    """What the record in the field ``name`` is called, if it was read together with the row and its titles."""
    row = getattr(form, "instance", None)
    chosen = row._state.fields_cache.get(name) if row else None
    has_titles = chosen and "texts" in getattr(chosen, "_prefetched_objects_cache", ())
    return {str(chosen.pk): str(chosen)} if has_titles else {}


def _selects(form: forms.BaseForm) -> Iterator[tuple[str, RecordSelect]]:
    for name, field in form.fields.items():
        widget: Any = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, RecordSelect):
            yield name, widget


def _called(records: QuerySet[Any], keys: Iterable[str]) -> Mapping[str, str]:
    chosen = [int(key) for key in keys if is_number(key)]
    found = titled(records.filter(pk__in=chosen)) if chosen else ()
    return {str(key): title for key, title in found}


class RecordInput(forms.ModelChoiceField):
    """A record by its key, as an autocomplete field sends it, or by what it is called."""

    default_error_messages = {
        "nobody": _("Nothing here is called “%(name)s”. Choose another, or add it."),
        "several": _("More than one is called “%(name)s”. Choose which."),
    }

    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values or isinstance(value, Model) or is_number(str(value)):
            return super().to_python(value)
        found = list(self._called(str(value)))
        if len(found) == 1:
            return found[0]
        code = "several" if found else "nobody"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"name": value})

    def _called(self, written: str) -> Iterable[Record]:
        """Those called just so, in any language; or else whatever begins like it."""
        if not names.query_terms(written):
            return []
        standing = self.queryset.filter(merged_into=None).prefetch_related(titles(), "names")
        found = searched(standing, written, are_all=True)[:MOST]
        return [one for one in found if names.fold(written) in _names_of(one)] or found


def _names_of(record: Record) -> set[str]:
    said = (*(text.title for text in record.texts.all()), *(name.text for name in record.names.all()))
    return {names.fold(one) for one in said}
