"""The figures of an event, in its form: a table like a sheet, a row for each number that somebody gives."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import languages
from archive.public.detail.figures import number_in_words
from archive.records.figures import Figure
from archive.records.timeline_entries import TimelineEntry

from .base.cells import NamedChoice, NumbersInput, RecordInput, in_a_cell
from .base.inlines import InlineMixin, InlineRows, RowsFormSet
from .base.phrases import LINES, PhrasesMixin

COLUMNS = ("measure", "qualifier", "numbers", "population", "stated_by", "stated_on", "stated_in")
# What few figures have.
MORE = (
    ("unit", "place", "as_of", "locator"),
    ("quotation", "quotation_language"),
    ("part_of", "superseded_by", "position"),
    LINES,
)
# By which a figure names another one of its event.
OF_THE_SAME_EVENT = ("part_of", "superseded_by")


def saved(event: TimelineEntry | None) -> list[Figure]:
    """The figures of ``event`` that a field may offer: read once for all rows of a page."""
    return list(Figure.objects.filter(entry=event.pk)) if event else []


def choose_from(figures: list[Figure], field: forms.ModelChoiceField) -> None:
    field.queryset = Figure.objects.filter(pk__in=[figure.pk for figure in figures])
    field.widget = field.widget.widget  # no way to other forms beside it
    field.choices = [("", _("none")), *((figure.pk, str(figure)) for figure in figures)]


class FigureForm(forms.ModelForm):
    """One row. What its number is, is written in one cell."""

    numbers = NumbersInput(label=pgettext_lazy("how many", "Number"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figure = self.instance
        self.initial.update(self.made_of(vars(figure)))
        if "position" in self.fields:
            self.fields["position"].required = False
            self.initial["position"] = figure.position if figure.pk else None

    @staticmethod
    def made_of(columns: Mapping[str, Any]) -> dict[str, str]:
        """What stands in cells that are no columns."""
        return {"numbers": in_a_cell(columns.get(name) for name in ("value", "low", "high"))}

    @property
    def is_wrong_below(self) -> bool:
        """Whether anything is wrong in it that stands in no column."""
        return bool(self.errors.keys() - {*COLUMNS})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "numbers" in cleaned and "qualifier" in cleaned:
            self._clean_numbers(cleaned)
        return cleaned

    def _clean_numbers(self, cleaned: dict[str, Any]) -> None:
        figure, sort = self.instance, Figure.Qualifier
        figure.value, figure.low, figure.high = cleaned["numbers"]
        if figure.low is not None and cleaned["qualifier"] == sort.EXACT:
            cleaned["qualifier"] = sort.RANGE
        figure.qualifier = cleaned["qualifier"]
        try:
            figure.validate_constraints(exclude={"quotation", "quotation_language"})
        except ValidationError as refused:
            self.add_error("numbers", refused.messages)


class FiguresOfAnEvent(RowsFormSet):
    """Figures that name one another are looked at as all rows of the page leave them."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.is_valid() and form not in self.deleted]
        self._put_last(kept)
        rows = {form.instance.pk: form.instance for form in kept if form.instance.pk}
        for form in kept:
            self._look_at_others(form, rows)
        for form in kept:
            try:
                form.instance.clean()
            except ValidationError as refused:
                form.add_error(None, refused)

    def _put_last(self, kept: Collection[forms.ModelForm]) -> None:
        """Those of which nobody says where they stand."""
        said = [form.cleaned_data.get("position") for form in kept]
        last = max((position for position in said if position is not None), default=-1)
        for form, position in zip(kept, said, strict=True):
            form.instance.position = last + 1 if position is None else position

    def _look_at_others(self, form: forms.ModelForm, rows: dict[int, Figure]) -> None:
        gone = {one.instance.pk for one in self.deleted}
        for name in OF_THE_SAME_EVENT:
            other = getattr(form.instance, f"{name}_id")
            if other in gone:
                form.add_error(name, _("This figure is to be deleted."))
            elif other in rows:
                setattr(form.instance, name, rows[other])

    @property
    def deleted(self) -> list[forms.ModelForm]:
        return [form for form in self.forms if form.cleaned_data.get("DELETE")]


class FigureRows(InlineRows):
    @property
    def columns(self) -> list[tuple[str, bool]]:
        """What stands in the head of the table, and whether it has to be said."""
        fields = self.formset.empty_form.fields
        return [(_label(name), name in fields and fields[name].required) for name in COLUMNS]


class FigureInline(PhrasesMixin, InlineMixin, admin.StackedInline):
    model = Figure
    form = FigureForm
    formset = FiguresOfAnEvent
    rows = FigureRows
    template = "admin/archive/figures.html"
    another = _("Another figure")
    description = _(
        "One line for each number that somebody gives. Nothing is merged: where two speakers differ, readers see both, "
        "and when each of them said so."
    )
    offers_the_same = False
    autocomplete_fields = ("stated_by", "stated_in", "place")
    fieldsets = ((None, {"fields": COLUMNS}), (None, {"fields": MORE}))

    class Media:
        js = ("desk/figures.js",)

    def get_queryset(self, request: Any) -> QuerySet[Figure]:
        return super().get_queryset(request).select_related("entry")

    def get_formset(self, request: Any, obj: TimelineEntry | None = None, **kwargs: Any) -> Any:
        self.saved = saved(obj)  # an inline is made anew for each request
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.choices:
            kwargs["choices_form_class"] = NamedChoice
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in OF_THE_SAME_EVENT:
            choose_from(self.saved, field)
        if db_field.name in self.autocomplete_fields:
            # In a cell there is room for one way beside what is chosen.
            field.widget.can_change_related = field.widget.can_view_related = False
        if db_field.name == "quotation":
            field.widget.attrs.update({"rows": 3})
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["form_class"] = RecordInput
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=pgettext_lazy("how many", "Number"))
    def numbers(self, figure: Figure) -> str:
        return number_in_words(figure, languages.current())


def _label(name: str) -> str:
    declared = FigureForm.base_fields.get(name)
    return str(declared.label if declared else Figure._meta.get_field(name).verbose_name)
