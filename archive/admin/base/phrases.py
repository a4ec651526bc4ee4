"""What a row says in several languages: a line in its form for each language in which archivists write."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.fields import LinesField
from archive.records.phrases import Phrase

# Characters from which on a line has room for sentences.
SENTENCES: Final = 500
# What stands for the lines among the fields of an admin.
LINES = "words"


def lines(model: type[Model]) -> dict[str, forms.Field]:
    """The lines of what ``model`` says in several languages, by the names of their fields: "words_en"."""
    names = [field.name for field in model._meta.related_objects]
    phrases: Any = model._meta.get_field("phrases").related_model if "phrases" in names else None
    codes = languages.written() if phrases else ()
    return {f"{name}_{code}": _line(phrases, name, code) for code in codes for name in phrases.WORDS}


def _line(phrases: type[Phrase], name: str, code: str) -> forms.Field:
    words: Any = phrases._meta.get_field(name)
    said_in = languages.get(languages.current()).language_name(code)
    return words.formfield(
        label=capfirst(_("%(what)s: %(language)s") % {"what": words.verbose_name, "language": said_in}),
        help_text=words.help_text if code == languages.written()[0] else "",
        required=False,
        widget=_written(words, code),
    )


def _written(words: Any, code: str) -> forms.Widget:
    if isinstance(words, LinesField):
        return forms.Textarea({"rows": 4, "lang": code})
    if words.max_length >= SENTENCES:
        return forms.Textarea({"rows": 2, "lang": code})
    return forms.TextInput({"size": 80, "lang": code})


class PhrasesFormMixin:
    """Mixed into the form of a row that has such lines. Words in other languages stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = self.instance.phrases.all() if self.instance.pk else ()
        self.initial |= {f"{name}_{row.language}": getattr(row, name) for row in there for name in row.WORDS}

    def _save_m2m(self) -> None:
        super()._save_m2m()
        for code in languages.written():
            self._save_words(code)

    def _save_words(self, code: str) -> None:
        rows = self.instance.phrases
        names = {name: f"{name}_{code}" for name in rows.model.WORDS}
        if not set(names.values()) & set(self.changed_data):
            return
        words = {name: self.cleaned_data[line] for name, line in names.items()}
        if any(words.values()):
            rows.update_or_create(language=code, defaults=words)
        else:
            rows.filter(language=code).delete()


class PhrasesMixin:
    """Mixed into the admin of such rows, one of a page or of a part of it. ``LINES`` stands among its fields."""

    form: ClassVar[type[forms.ModelForm]]
    # Whether they are written there.
    has_lines = True

    def _with_lines(self, request, obj) -> type[forms.ModelForm]:
        if not (self.has_lines and self.has_change_permission(request, obj)):
            return self.form
        return type(self.form)(self.form.__name__, (PhrasesFormMixin, self.form), lines(self.model))

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=self._with_lines(request, obj), **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, form=self._with_lines(request, obj), **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("phrases")

    def get_fieldsets(self, request, obj=None):
        """With the lines; whoever may only look reads all that is said."""
        shown = tuple(lines(self.model)) if self.has_change_permission(request, obj) else ("shown_phrases",)
        return [
            (name, {**options, "fields": _expanded(options["fields"], shown)})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request, obj=None):
        shown = () if self.has_change_permission(request, obj) else ("shown_phrases",)
        return (*super().get_readonly_fields(request, obj), *shown)

    @admin.display(description=_("in words"))
    def shown_phrases(self, row: Any) -> SafeString:
        return format_html_join("\n", "<p>{}</p>", ((phrase,) for phrase in row.phrases.all()))


def _expanded(fields: tuple, shown: tuple[str, ...]) -> tuple:
    return tuple(one for field in fields for one in (shown if field == LINES else (field,)))
