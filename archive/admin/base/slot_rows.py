"""The recurring parts of a statement, set beside its paragraphs: a choice for each, marked or not."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from django import forms

from archive import languages, markup
from archive.fields import LanguageChoice
from archive.records.slots import Slot
from archive.records.texts import Text

from .inlines import InlineRow, InlineRows, RowsFormSet

# So many paragraphs have a choice, of all languages: what sends more fields than the archive takes would be refused.
MOST: Final = 300


class SlotForm(forms.ModelForm):
    """Of one paragraph, which is called by its language and its number; without a part it is none of them."""

    class Meta:
        model = Slot
        fields = ("language", "paragraph", "part")
        field_classes = {"language": LanguageChoice}
        widgets = {"language": forms.HiddenInput, "paragraph": forms.HiddenInput}

    # The words of its paragraph; none if that is there no more.
    words = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "part" in self.fields:
            self.fields["part"].required = False
            self.fields["part"].choices = [("", "–"), *Slot.Part.choices]

    @property
    def place(self) -> tuple[str, int]:
        return str(self["language"].value()), int(self["paragraph"].value() or 0)

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in ("language", "paragraph")]


class SlotFormSet(RowsFormSet):
    """A form for each paragraph that is saved, in their order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = dict(_paragraphs(self.instance)) if self.instance.pk else {}
        if self.max_num == 0:
            return  # for somebody who may only look
        marked = {(slot.language, slot.paragraph) for slot in self.get_queryset()}
        left = [place for place in self._words if place not in marked][:MOST]
        self.initial_extra = [{"language": language, "paragraph": paragraph} for language, paragraph in left]
        self.extra = len(left)
        self.max_num = self.extra + len(marked)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None:
            form.words = self._words.get(self._place(form), "")

    def order_of(self, form: SlotForm) -> int:
        """Its paragraph's place in all texts; behind them all what is there no more."""
        places = list(self._words)
        place = self._place(form)
        return places.index(place) if place in places else len(places)

    def _place(self, form: SlotForm) -> tuple[str, int]:
        """Whoever may only look has no fields."""
        return form.place if "part" in form.fields else (form.instance.language, form.instance.paragraph)

    def _should_delete_form(self, form: Any) -> bool:
        is_none = form.instance.pk and not getattr(form, "cleaned_data", {}).get("part", "")
        return bool(super()._should_delete_form(form) or (is_none and not form.errors))


class SlotRow(InlineRow):
    @property
    def number(self) -> int:
        return int(self.original.paragraph if self.original else self.form.place[1])


class SlotRows(InlineRows):
    def __iter__(self) -> Iterator[SlotRow]:
        for form in self.formset.forms:
            original = form.instance if form.instance.pk else None
            yield SlotRow(self.formset, form, self.fieldsets, {}, original, (), model_admin=self.opts)

    @property
    def forms_by_language(self) -> list[tuple[str, list[SlotRow]]]:
        """What is there, each language by itself and in the order of its text."""
        found: dict[str, list[SlotRow]] = defaultdict(list)
        for row in self:
            found[row.original.language if row.original else row.form.place[0]].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: self.formset.order_of(row.form))
        return sorted(found.items(), key=lambda one: _order(one[0]))


def _paragraphs(statement: Any) -> Iterator[tuple[tuple[str, int], str]]:
    """Language and number of each, with its words; of a text whose markup is wrong none, and none of pictures."""
    for text in sorted(statement.texts.all(), key=lambda text: _order(text.language)):
        for number, html in _numbered(text):
            if words := markup.plain(html):
                yield (text.language, number), words


def _order(language: str) -> tuple[int, str]:
    """As the archive speaks them, and others behind."""
    spoken = languages.spoken()
    return (spoken.index(language) if language in spoken else len(spoken)), language


def _numbered(text: Text) -> tuple[tuple[int, str], ...]:
    try:
        return text.numbered_blocks()
    except markup.MarkupError:
        return ()  # the form says so
