"""Fields of the forms by which lists are narrowed. They keep nothing of a request, so that requests share them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

from django import forms
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from django_filters.filters import Filter

from archive.dates import DateError, PartialDate, reaches_before_our_era
from archive.datings import meant, offer

NO_DATE: Final = gettext_lazy("Write a day, a month or a year, as in 1990-01-20, 1990-01 or 1990.")
NOT_OFFERED: Final = gettext_lazy("The archive has nothing under this name. Choose from the list.")

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What ``value`` in an address means and is called, ``language`` being that of its title if it may be another."""

    value: str
    title: str
    means: Any
    language: str = ""


def one_message(sentence: Said) -> dict[str, Said]:
    """One sentence, whatever is wrong."""
    codes = ("invalid", "min_value", "max_value", "max_length", "null_characters_not_allowed")
    return dict.fromkeys(codes, sentence)


class Offered:
    """What may be chosen: ``meanings`` by their values, and the options of a page, which are written only once.

    Feeds are asked as lists are, and show none.
    """

    def __init__(self, choices: Iterable[Choice], *, nothing: str) -> None:
        """``nothing`` is what it is called when nothing is chosen."""
        self._among = (Choice(value="", title=nothing, means=None), *choices)
        self.meanings: Mapping[str, Any] = {choice.value: choice.means for choice in self._among[1:]}

    @cached_property
    def _options(self) -> SafeString:
        return mark_safe("\n".join(map(_option, self._among)))

    def options(self, chosen: str) -> SafeString:
        """HTML with the one marked that is chosen."""
        beginning = f'<option value="{escape(chosen)}"'
        return mark_safe(self._options.replace(beginning, f"{beginning} selected", 1))


def _option(choice: Choice) -> SafeString:
    language = format_html(' lang="{}" dir="auto"', choice.language) if choice.language else ""
    return format_html('<option value="{}"{}>{}</option>', choice.value, language, choice.title)


class ChoiceField(forms.Field):
    """Something that is offered, or nothing."""

    def __init__(self, offered: Offered, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.offered = offered

    def clean(self, value: Any) -> Any:
        if value and value not in self.offered.meanings:
            raise forms.ValidationError(NOT_OFFERED)
        return self.offered.meanings.get(value)


class DateField(forms.CharField):
    """A date known to the day, the month or the year."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": 12})
    default_error_messages = one_message(NO_DATE)

    def clean(self, value: Any) -> PartialDate | None:
        written = super().clean(value)
        try:
            return PartialDate.parse(written) if written else None
        except DateError as error:
            raise forms.ValidationError(" ".join(_why_not(written, error))) from error


def _why_not(written: str, error: DateError) -> Iterator[str]:
    """Why it is no date, and which one may be meant: that is offered, never taken."""
    yield str(error if reaches_before_our_era(written) else NO_DATE)
    yield from offer(one for one in meant(written) if not one.joint)


class NumberField(forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})


class NumberFilter(Filter):
    field_class = NumberField


class DateFilter(Filter):
    field_class = DateField


class ChoiceFilter(Filter):
    """Offers something else with every publication."""

    def among(self, offered: Offered) -> ChoiceField:
        return ChoiceField(offered, label=self.label)
