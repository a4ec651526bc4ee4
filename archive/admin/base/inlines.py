"""The rows that hang on a record and are edited with it: texts by language, names, citations."""

from collections.abc import Collection, Iterator

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminForm, InlineAdminFormSet
from django.contrib.admin.utils import flatten_fieldsets
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from archive import languages, markup
from archive.fields import LanguageChoice
from archive.records.citations import Citation
from archive.records.identifiers import Identifier
from archive.records.names import Name
from archive.records.texts import Text

from .phrases import LINES, PhrasesMixin
from .widgets import RichTextEditor


class InlineRows(InlineAdminFormSet):
    """Shows every row as it was typed, also one that somebody else has removed meanwhile."""

    def __iter__(self) -> Iterator[InlineAdminForm]:
        for form in self.formset.initial_forms:
            yield self._row(form, form.instance if form.instance.pk else None)
        for form in self.formset.extra_forms:
            yield self._row(form, None)
        if self.has_add_permission and self.opts.may_grow:
            yield self._row(self.formset.empty_form, None)

    def _row(self, form, original) -> InlineAdminForm:
        readonly = tuple(self.readonly_fields)
        if original and not self.has_change_permission:
            readonly += tuple(flatten_fieldsets(self.fieldsets))
        return InlineAdminForm(
            self.formset,
            form,
            self.fieldsets,
            self.prepopulated_fields,
            original,
            readonly,
            model_admin=self.opts,
        )


class InlineRowsByLanguage(InlineRows):
    """One section per language, always in the same order."""

    def __iter__(self) -> Iterator[InlineAdminForm]:
        order = languages.spoken()
        return iter(sorted(super().__iter__(), key=lambda row: order.index(language_of(row.form))))


def language_of(form: forms.ModelForm) -> str:
    said = str(form["language"].value() if "language" in form.fields else form.instance.language)
    return said if said in languages.spoken() else languages.spoken()[0]


class InlineMixin:
    """What all inlines share. ``may_grow``: whether the page offers empty rows to add."""

    may_grow = True
    rows = InlineRows
    extra = 1  # an empty row, so that a page without JavaScript can grow too
    is_table = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A name for each field of a row whose heading a screen reader would not find."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and self.is_table:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", str(field.label))
        return field


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

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("confirms"):
            self.instance.renders = ""  # saving fills it with the original as it stands
        return cleaned


class TextFormSet(BaseInlineFormSet):
    """A form for every language, whether it is written already or not."""

    behind: Collection[int] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.max_num == 0:
            return  # for somebody who may only look
        self.behind = [text.pk for text in self.instance.behind()] if self.instance.pk else ()
        written = {text.language for text in self.get_queryset()}
        self.initial_extra = [{"language": code} for code in languages.written() if code not in written]
        self.extra = len(self.initial_extra)
        self.max_num = self.extra + len(written)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.is_behind = form.instance.pk in self.behind
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this language")


class TextInline(InlineMixin, admin.StackedInline):
    model = Text
    form = TextForm
    formset = TextFormSet
    template = "admin/archive/texts.html"
    rows = InlineRowsByLanguage
    may_grow = False
    # What is rarely said of a text.
    more: tuple[str, ...] = ("translator", "content_note")

    def get_fieldsets(self, request, obj=None):
        may_write = self.has_change_permission(request, obj)
        written = ("language", "title", "summary", "body") if may_write else ("title", "summary", "shown")
        return (
            (None, {"fields": (*written, "translation")}),
            (_("More about this text"), {"classes": ("collapse",), "fields": self.more}),
        )

    def get_fields(self, request, obj=None):
        return flatten_fieldsets(self.get_fieldsets(request, obj))

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else ("shown",)

    @admin.display(description=_("text"))
    def shown(self, text: Text) -> SafeString:
        try:
            return mark_safe(markup.clean(text.body))
        except markup.MarkupError:
            return format_html("<pre>{}</pre>", text.body)


class NameInline(InlineMixin, admin.TabularInline):
    model = Name
    template = "admin/archive/tabular.html"
    fields = ("text", "language", "sort", "since", "until", "used_by", "scheme")
    is_table = True
    sizes = {"text": 24, "language": 4, "since": 10, "until": 10, "used_by": 16, "scheme": 12}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.sizes:
            field.widget = forms.TextInput({**field.widget.attrs, "class": "", "size": self.sizes[db_field.name]})
        return field


class IdentifierInline(InlineMixin, admin.TabularInline):
    model = Identifier
    template = "admin/archive/tabular.html"
    fields = ("register", "value")
    is_table = True


class CitationInline(PhrasesMixin, InlineMixin, admin.StackedInline):
    model = Citation
    template = "admin/archive/stacked.html"
    verbose_name_plural = _("Sources")
    description = _(
        "Every figure and every claim belongs to somebody: cite who says it. A new source can be added beside the list."
    )
    another = _("Another source")
    autocomplete_fields = ("source",)

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
