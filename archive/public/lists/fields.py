"""Fields of the forms by which lists are narrowed. They keep nothing of a request, so that requests share them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from django import forms
from django.utils.translation import gettext_lazy
from django_filters.filters import Filter

from archive.dates import DateError, PartialDate, reaches_before_our_era
from archive.datings import asked, offer

NO_DATE: Final = gettext_lazy("Write a day, a month or a year, as in 1990-01-20, 20 January 1990, 1990-01 or 1990.")
NOT_OFFERED: Final = gettext_lazy("The archive has nothing under this name. Choose from the list.")
TOO_MANY: Final = gettext_lazy("Choose fewer values.")
# Of one facet.
MOST_CHOSEN: Final = 40

Said = TypeVar("Said")


def one_message(sentence: Said) -> dict[str, Said]:
    """One sentence, whatever is wrong."""
    codes = ("invalid", "min_value", "max_value", "max_length", "null_characters_not_allowed")
    return dict.fromkeys(codes, sentence)


class SeveralField(forms.Field):
    """Any number of values; ``means`` says what each is, and raises ``KeyError`` or ``ValueError`` for others."""

    widget = forms.SelectMultiple
    default_error_messages = {"invalid": NOT_OFFERED, "too_many": TOO_MANY}

    def __init__(self, means: Callable[[str], Any], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.means = means

    def clean(self, value: Any) -> dict[str, Any]:
        """What was written → what it means."""
        written = dict.fromkeys(one.strip() for one in value or () if one.strip())
        if len(written) > MOST_CHOSEN:
            raise forms.ValidationError(self.error_messages["too_many"])
        try:
            return {one: self.means(one) for one in written}
        except (KeyError, ValueError) as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error


def year(written: str) -> int:
    """From 1 to 9999, in figures and nothing else."""
    if not (written.isascii() and written.isdecimal() and 1 <= int(written[:5]) <= 9999):
        raise ValueError(written)
    return int(written)


class DateField(forms.CharField):
    """A date known to the day, the month or the year, as people write it."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": 12})
    default_error_messages = one_message(NO_DATE)

    def clean(self, value: Any) -> PartialDate | None:
        written = super().clean(value)
        try:
            return PartialDate.parse(written) if written else None
        except DateError as error:
            match asked(written) if not reaches_before_our_era(written) else ():
                case (one,):
                    return one.known[0]
            raise forms.ValidationError(" ".join(_why_not(written, error))) from error


def _why_not(written: str, error: DateError) -> Iterator[str]:
    """Why it is no date, and which ones may be meant."""
    yield str(error if reaches_before_our_era(written) else NO_DATE)
    yield from offer(asked(written))


class NumberField(forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})


class NumberFilter(Filter):
    field_class = NumberField


class DateFilter(Filter):
    field_class = DateField


class SeveralFilter(Filter):
    """Any number of values of one facet: each of them is enough. What they mean is another thing with every request."""

    def among(self, means: Callable[[str], Any]) -> SeveralField:
        messages: Mapping[str, Any] = self.extra.get("error_messages", {})
        return SeveralField(means, label=self.label, error_messages=messages)
