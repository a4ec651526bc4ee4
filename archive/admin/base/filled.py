"""A form of the desk filled with the rows of a record as they once stood: all that it would send."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.db.models import Model
from django.forms.models import BaseInlineFormSet

from archive.records.stored_rows import Row, Rows, name_of

from .phrases import lines

Typed = dict[str, list[str]]
# What a form stands for that says it without asking.
PLACES: Final = ("language", "paragraph")


def filled(form: forms.ModelForm, formsets: Iterable[BaseInlineFormSet], rows: Rows, *, is_whole: bool) -> Typed:
    """What ``form`` and its ``formsets`` send, unbound as they are, with the values of ``rows`` in their fields.

    ``is_whole``: what is not among ``rows`` was not there, and is marked to be removed.
    """
    model = form._meta.model
    own = rows.get(name_of(model), ())
    typed = _typed(form, _values(model, own[0], rows) if own else {})
    for formset in formsets:
        typed |= _rows_typed(formset, rows, is_whole=is_whole)
    return typed


def _rows_typed(formset: BaseInlineFormSet, rows: Rows, *, is_whole: bool) -> Typed:
    typed, model = _typed(formset.management_form, {}), formset.model
    left = {row.get(model._meta.pk.attname, number): row for number, row in enumerate(rows.get(name_of(model), ()))}
    for one in formset.forms:
        row = _row_of(one, left)
        typed |= _typed(one, _values(model, row, rows) if row else {})
        if row is None and is_whole and one.instance.pk and formset.can_delete:
            typed[one["DELETE"].html_name] = ["on"]
    for number, row in enumerate(left.values(), start=formset.total_form_count()):
        typed |= _new(formset, number, _values(model, row, rows))
        typed[formset.management_form["TOTAL_FORMS"].html_name] = [str(number + 1)]
    return typed


def _row_of(form: forms.ModelForm, left: dict[Any, Row]) -> Row | None:
    """Its own; where it stands for one place (a language, and there a paragraph), that of the same, which may have been
    written anew since.

    What is there no more stands in the empty rows, so that none is left between others.
    """
    if row := left.pop(form.instance.pk, None):
        return row
    place = {name: str(form[name].value()) for name in PLACES if name in form.fields and form[name].is_hidden}
    others = (key for key, row in left.items() if all(str(row[name]) == said for name, said in place.items()))
    is_open = place or form.instance.pk is None
    return left.pop(next(others, None), None) if is_open else None


def _new(formset: BaseInlineFormSet, number: int, values: Mapping[str, Any]) -> Typed:
    empty = formset.empty_form
    typed = _typed(empty, values)
    return {name.replace("__prefix__", str(number)): sent for name, sent in typed.items()}


def _typed(form: forms.BaseForm, values: Mapping[str, Any]) -> Typed:
    """Where a form writes several columns in one field, it says what stands there (``made_of``)."""
    if values and hasattr(form, "made_of"):
        values = {**values, **form.made_of(values)}
    return {field.html_name: _sent(values.get(field.name, field.value())) for field in form}


def _sent(value: Any) -> list[str]:
    if value is None or value is False:
        return []
    if isinstance(value, list | tuple):
        return [str(getattr(one, "pk", one)) for one in value]
    return ["on" if value is True else str(value)]


def _values(model: type[Model], row: Row, rows: Rows) -> dict[str, Any]:
    """Of ``row`` what stands in fields of forms, by their names: its key is that of the row that has it now."""
    fields: Iterable[Any] = (*model._meta.concrete_fields, *model._meta.many_to_many)
    written = (field for field in fields if field.editable and not field.primary_key)
    own = {field.name: row[field.attname] for field in written if field.attname in row}
    return own | _said(model, row, rows)


def _said(model: type[Model], row: Row, rows: Rows) -> dict[str, Any]:
    """What its phrases say, by the lines of its form; nothing in lines where nothing was said."""
    names = lines(model)
    if not names:
        return {}
    phrases: Any = model._meta.get_field("phrases").related_model
    own = (one for one in rows.get(name_of(phrases), ()) if one["owner_id"] == row.get(model._meta.pk.attname))
    return dict.fromkeys(names, "") | dict(_lines_of(own, phrases.WORDS))


def _lines_of(phrases: Iterable[Row], words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in phrases:
        yield from ((f"{name}_{one['language']}", one[name]) for name in words)
