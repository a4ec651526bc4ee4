"""The rows that hang on a record and are edited with it: texts by language, names, citations."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminForm, InlineAdminFormSet
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive import languages, markup
from archive.fields import LanguageChoice
from archive.languages.named import name_of
from archive.records.citations import Citation
from archive.records.identifiers import Identifier
from archive.records.names import Name
from archive.records.pictures import Picture
from archive.records.statements import Rendering
from archive.records.texts import Text, titles

from . import small_pictures
from .cells import name_chosen
from .naming import NamedFields
from .phrases import LINES, PhrasesMixin
from .widgets import RichTextEditor


class InlineRow(InlineAdminForm):
    """One row: a line that is opened in place. Of a spare one, which is empty, the page makes others."""

    is_spare = False
    # Where every row that was sent has words: an empty one that stands nowhere yet.
    is_pattern = False
    # Whether it says the same on the form of every record.
    is_alike = False

    @property
    def index(self) -> str:
        return self.form.prefix.rpartition("-")[2]

    @property
    def told(self) -> str:
        return self.model_admin.told(self.original)

    @property
    def act(self) -> tuple[str, Promise] | None:
        """Where something can be done with this row, and what."""
        return self.model_admin.act(self.original) if self.original else None

    @property
    def is_open(self) -> bool:
        is_first = self.model_admin.begins_open and not self.formset.initial_form_count()
        is_new = not self.original and self.form.is_bound and self.form.has_changed()
        return bool(self.form.errors) or is_first or is_new

    def deletion_field(self):
        """An offer to remove it, unless it has to stay."""
        return super().deletion_field() if "DELETE" in self.form.fields else None


class InlineRows(InlineAdminFormSet):
    """Shows every row as it was typed, also one that somebody else has removed meanwhile."""

    def __iter__(self) -> Iterator[InlineRow]:
        name_chosen(self.formset.forms)
        for form in self.formset.initial_forms:
            yield self._row(form, form.instance if form.instance.pk else None)
        spare = self._spare()
        for form in self.formset.extra_forms:
            row = self._row(form, None)
            row.is_spare = form is spare
            row.is_alike = row.is_spare and self.is_alike
            yield row
        if self.has_add_permission and self.opts.may_grow and not spare:
            pattern = self._row(self.formset.empty_form, None)
            pattern.is_pattern = pattern.is_spare = True
            pattern.is_alike = self.is_alike
            yield pattern

    @property
    def media(self) -> forms.Media:
        return self.opts.media + _media_of(self.formset.form)

    @property
    def is_alike(self) -> bool:
        """Whether it is the same on all forms of the kind, as far as nothing is written in it."""
        return self.opts.offers_the_same and self.has_change_permission and not self.formset.is_bound

    def _spare(self) -> forms.ModelForm | None:
        last = next(iter(reversed(self.formset.extra_forms)), None) if self.opts.may_grow else None
        return last if last and not (last.is_bound and last.has_changed()) else None

    def _row(self, form, original) -> InlineRow:
        readonly = tuple(self.readonly_fields)
        if original and not self.has_change_permission:
            readonly += tuple(flatten_fieldsets(self.fieldsets))
        if original:  # which the formset has read as well
            setattr(original, self.formset.fk.name, self.formset.instance)
        return InlineRow(
            self.formset,
            form,
            self.fieldsets,
            self.prepopulated_fields,
            original,
            readonly,
            model_admin=self.opts,
        )


def _media_of(form: type[forms.ModelForm]) -> forms.Media:
    """What its rows load, without making one."""
    return sum((field.widget.media for field in form.base_fields.values()), forms.Media())


class InlineRowsByLanguage(InlineRows):
    """One section per language, always in the same order."""

    def __iter__(self) -> Iterator[InlineAdminForm]:
        order = languages.spoken()
        return iter(sorted(super().__iter__(), key=lambda row: order.index(language_of(row.form))))

    @property
    def first(self) -> str:
        """The language that is shown first: one with a fault, else that of the desk if it is written, else any."""
        states = {language_of(form): form.state for form in self.formset.forms}
        order = languages.stand_ins(languages.current())
        of_interest = (code for state in ("wrong", "written") for code in order if states.get(code) == state)
        return next(of_interest, order[0])


def language_of(form: forms.ModelForm) -> str:
    said = str(form["language"].value() if "language" in form.fields else form.instance.language)
    return said if said in languages.spoken() else languages.spoken()[0]


class RowsFormSet(BaseInlineFormSet):
    """The rows of one record; of one that is not saved yet none are asked for."""

    def get_queryset(self):
        return super().get_queryset() if self.instance.pk else ()


class InlineMixin(NamedFields):
    """What all inlines share. ``may_grow``: whether the page offers empty rows to add."""

    template = "admin/archive/rows.html"
    may_grow = True
    formset = RowsFormSet
    rows = InlineRows
    extra = 1  # an empty row, so that a page without JavaScript can grow too
    # Whether empty rows offer the same on every form of the kind.
    offers_the_same = True
    # What is offered where another row may be written.
    another: Promise
    # Whether a row stands open where none has been written.
    begins_open = False
    # A template for what stands above the rows.
    above = ""

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["admin/js/jquery.init.js"])

    def told(self, row: Model) -> str:
        """The line that stands for ``row``."""
        return str(row)

    def act(self, row: Model) -> tuple[str, Promise] | None:
        """The address at which more can be done with ``row`` than to write in it, and what that is called."""
        return None


def in_line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


class RichTextForm(forms.ModelForm):
    """A form with the body of a text, which comes from the editor."""

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name != "body" or not self._is_same_body()]

    def _is_same_body(self) -> bool:
        """The editor writes the same text in other bytes; the archive knows one form of it."""
        try:
            return markup.clean(str(self["body"].value() or "")) == markup.clean(str(self.initial.get("body") or ""))
        except markup.MarkupError:
            return False

    def clean_body(self) -> str:
        try:
            return markup.clean(self.cleaned_data["body"])
        except markup.MarkupError as refused:
            raise forms.ValidationError(str(refused), code="markup") from refused


class TextForm(RichTextForm):
    """One language. ``is_behind``: what it translates has changed since, and somebody may confirm it."""

    is_behind = False
    confirms = forms.BooleanField(label=_("It renders the original as it stands now."), required=False)

    class Meta:
        model = Text
        fields = ("language", "title", "summary", "body", "translation", "translator", "of_version", "content_note")
        field_classes = {"language": LanguageChoice}
        widgets = {"language": forms.HiddenInput, "body": RichTextEditor}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        spoken = {"lang": language_of(self)}
        for name in ("title", "summary", "body", "content_note"):
            if name in self.fields:
                self.fields[name].widget.attrs.update(spoken)

    @property
    def changed_data(self) -> list[str]:
        # A section nobody wrote in is no text, though the page says which language it would have been.
        changed = [name for name in super().changed_data if name != "language"]
        blank = not self.instance.pk and not any(self[name].value() for name in ("title", "summary", "body"))
        return [] if blank else changed

    @property
    def state(self) -> str:
        """What is told of the language in its tab."""
        if self.errors:
            return "wrong"
        title = self["title"].value() if "title" in self.fields else self.instance.title
        return "written" if title else "empty"

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("confirms"):
            self.instance.renders = ""  # saving fills it with the original as it stands
        return cleaned


class TextFormSet(RowsFormSet):
    """A form for every language, whether it is written already or not."""

    behind: Collection[int] = ()

    def get_queryset(self):
        """Those that were read with the record, unless words are sent that would be put into them."""
        return self.instance.texts.all() if self.instance.pk and not self.is_bound else super().get_queryset()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.max_num == 0:
            return  # for somebody who may only look
        self.behind = [text.pk for text in self.instance.behind()] if self.instance.pk else ()
        written = {text.language for text in self.get_queryset()}
        self.initial_extra = [{"language": code} for code in languages.written() if code not in written]
        self.extra = len(self.initial_extra)
        self.max_num = self.extra + len(written)

    def clean(self) -> None:
        """A draft needs a title in one language, and nothing else."""
        super().clean()
        said = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        has_title = any(one.get("title") and not one.get("DELETE") for one in said)
        if self.max_num and not any(self.errors) and not has_title:
            raise forms.ValidationError(_("Write a title in one language at least."), code="no title")

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.is_behind = form.instance.pk in self.behind
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this language")


class BodyMixin:
    """Mixed into the admin of rows with the body of a text: whoever may only look reads it in ``shown``."""

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else ("shown",)

    @admin.display(description=_("text"))
    def shown(self, row: Text | Rendering) -> SafeString:
        try:
            return small_pictures.read(markup.clean(row.body), self.pictures_of(row))
        except markup.MarkupError:
            return format_html("<pre>{}</pre>", row.body)

    def pictures_of(self, row: Any) -> Mapping[str, Picture]:
        """The pictures that stand in it, by their uuids."""
        return small_pictures.named_in([row.body])


class TextInline(BodyMixin, InlineMixin, admin.StackedInline):
    model = Text
    form = TextForm
    formset = TextFormSet
    template = "admin/archive/texts.html"
    rows = InlineRowsByLanguage
    may_grow = False
    # What is rarely said of a text.
    more: tuple[str, ...] = ("translator", "content_note")
    _pictures: Mapping[str, Picture] | None = None

    def get_fieldsets(self, request, obj=None):
        may_write = self.has_change_permission(request, obj)
        written = ("language", "title", "summary", "body") if may_write else ("title", "summary", "shown")
        return (
            (None, {"fields": (*written, "translation")}),
            (_("More about this text"), {"classes": ("collapse",), "fields": self.more}),
        )

    def get_fields(self, request, obj=None):
        return flatten_fieldsets(self.get_fieldsets(request, obj))

    def pictures_of(self, row: Text) -> Mapping[str, Picture]:
        """Those in all texts of its record: they are read once for a page."""
        if self._pictures is None:
            self._pictures = small_pictures.named_in(text.body for text in row.record.texts.all())
        return self._pictures


class NameRowForm(forms.ModelForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "used_by" in self.fields and not self.instance.used_by:
            self.fields["used_by"].widget = forms.HiddenInput()


class NameInline(PhrasesMixin, InlineMixin, admin.StackedInline):
    model = Name
    form = NameRowForm
    another = _("Another name or spelling")
    fields = ("text", ("language", "sort"), ("since", "until"), LINES, "used_by", "scheme")

    def told(self, row: Name) -> str:
        return in_line(row.text, row.get_sort_display(), name_of(row.language))


class IdentifierInline(InlineMixin, admin.StackedInline):
    model = Identifier
    another = _("Another identifier")
    fields = (("register", "value"),)

    def told(self, row: Identifier) -> str:
        return in_line(row.get_register_display(), row.value)


class CitationInline(PhrasesMixin, InlineMixin, admin.StackedInline):
    model = Citation
    verbose_name_plural = _("Sources")
    description = _(
        "Every figure and every claim belongs to somebody: cite who says it. A new source can be added beside the list."
    )
    another = _("Another source")
    autocomplete_fields = ("source",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source").prefetch_related(titles("source__texts"))

    def told(self, row: Citation) -> str:
        return in_line(
            row.source, row.locator, "" if row.relation == row.Relation.SUPPORTS else row.get_relation_display()
        )

    # Of what a citation may be beside the record as a whole.
    about: tuple[str, ...] = ("field",)

    def get_fields(self, request, obj=None):
        return (
            ("source", "relation"),
            self.about,
            ("paragraph", "paragraph_language"),
            LINES,
            "locator",
            "quotation",
            ("quotation_language", "position"),
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        is_choice = db_field.name == "paragraph_language"
        chosen = {"form_class": LanguageChoice, "widget": forms.Select} if is_choice else {}
        field = super().formfield_for_dbfield(db_field, request, **chosen, **kwargs)
        if db_field.name == "quotation":
            field.widget.attrs.update({"rows": 3})
        return field
