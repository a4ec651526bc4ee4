"""Fields of the forms by which lists are narrowed."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django_filters.filters import Filter

from archive.dates import DateError, PartialDate, reaches_before_our_era
from archive.datings import meant, offer

NO_DATE: Final = gettext_lazy("Write a day, a month or a year, as in 1990-01-20, 1990-01 or 1990.")


class Select(forms.Select):
    """A choice among titles and names, each of which says in which language it is."""

    def __init__(self, languages: Mapping[str, str]) -> None:
        """``languages`` are those of the options, by their values."""
        super().__init__()
        self.languages = languages

    def create_option(self, name: str, value: Any, *others: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *others, **more)
        if language := self.languages.get(str(value)):
            option["attrs"] |= {"lang": language, "dir": "auto"}
        return option


class DateField(forms.CharField):
    """A date known to the day, the month or the year."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": 12})

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


class DateFilter(Filter):
    field_class = DateField


class NumberFilter(Filter):
    field_class = NumberField


def one_message(sentence: Promise) -> dict[str, Promise]:
    """One sentence, whatever is wrong."""
    codes = ("invalid", "min_value", "max_value", "max_length", "null_characters_not_allowed")
    return dict.fromkeys(codes, sentence)
