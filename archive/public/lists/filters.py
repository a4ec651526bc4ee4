"""What a reader may ask of a list in its address, read and checked by django-filter."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, FilterSet, TypedChoiceFilter
from django_filters.filters import Filter

from archive import languages, names
from archive.catalogue import listing
from archive.catalogue.listing import Entry, Query
from archive.dates import DateError, PartialDate, reaches_before_our_era
from archive.datings import meant, offer
from archive.public import kinds

NOT_OFFERED: Final = {"invalid_choice": gettext_lazy("The archive has nothing under this name. Choose from the list.")}
NO_YEAR: Final = gettext_lazy("Write a year in four digits, as in 1990.")
NO_DATE: Final = gettext_lazy("Write a day, a month or a year, as in 1990-01-20, 1990-01 or 1990.")
NO_PAGE: Final = gettext_lazy("There is no such page of this list.")
TOO_LONG: Final = gettext_lazy("Ask in fewer words: at most 200 characters.")

# Filter → the kind of record it offers.
OFFERED: Final = {"observance": "observance", "issuer": "institution", "place": "place", "subject": "subject"}
# What the timeline can be laid out by, side by side; each is a filter as well.
LANES: Final = {
    "": gettext_lazy("In one list"),
    "place": gettext_lazy("Side by side, by place"),
    "subject": gettext_lazy("Side by side, by subject"),
}
OF_SEARCH: Final = ("q", "kind", "observance", "issuer", "place", "subject", "year", "language", "from", "to")


def of_list(kind: str = "") -> tuple[str, ...]:
    """The parameters of the list of a kind."""
    return (*(kinds.of(kind).filters if kind else ()), "page")


def of_search() -> tuple[str, ...]:
    return (*OF_SEARCH, "page")


def of_feed(kind: str = "") -> tuple[str, ...]:
    """Without ``kind`` a feed is of the whole archive, and asked as the search is."""
    return of_list(kind) if kind else of_search()


def of_pages(**where: object) -> tuple[str, ...]:
    """Of what only goes on, page after page."""
    return ("page",)


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
            raise forms.ValidationError(" ".join(_about(written, error))) from error


def _about(written: str, error: DateError) -> Iterator[str]:
    """Why it is no date, and which one may be meant: that is offered, never taken."""
    yield str(error if reaches_before_our_era(written) else NO_DATE)
    yield from offer(one for one in meant(written) if not one.joint)


class NumberField(forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})


class DateFilter(Filter):
    field_class = DateField


class NumberFilter(Filter):
    field_class = NumberField


def _always(sentence: Promise) -> dict[str, Promise]:
    """One sentence, whatever is wrong."""
    codes = ("invalid", "min_value", "max_value", "max_length", "null_characters_not_allowed")
    return dict.fromkeys(codes, sentence)


class Form(forms.Form):
    """Checks what no field can check alone."""

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last = asked.get("from"), asked.get("to")
        if first and last and last.latest < first.earliest:
            self.add_error("to", _("The last day lies before the first."))
        return asked


class NoTable:
    """Stands where a FilterSet expects a queryset: what is asked goes to the catalogue, not to a table."""

    model = None


class Filters(FilterSet):
    """What an address asks. Unknown parameters are left alone."""

    filters: dict[str, Filter]

    q = CharFilter(label=gettext_lazy("Words"), max_length=200, error_messages={"max_length": TOO_LONG})
    kind = TypedChoiceFilter(label=gettext_lazy("Kind of record"), empty_value="", error_messages=NOT_OFFERED)
    observance = TypedChoiceFilter(label=gettext_lazy("Observance"), empty_value=None, error_messages=NOT_OFFERED)
    issuer = TypedChoiceFilter(label=gettext_lazy("Issuer"), empty_value=None, error_messages=NOT_OFFERED)
    place = TypedChoiceFilter(label=gettext_lazy("Place"), empty_value=None, error_messages=NOT_OFFERED)
    subject = TypedChoiceFilter(label=gettext_lazy("Subject"), empty_value=None, error_messages=NOT_OFFERED)
    year = NumberFilter(label=gettext_lazy("Year"), min_value=1, max_value=9999, error_messages=_always(NO_YEAR))
    language = TypedChoiceFilter(label=gettext_lazy("Can be read in"), empty_value="", error_messages=NOT_OFFERED)
    lanes = TypedChoiceFilter(
        label=gettext_lazy("Laid out"), choices=tuple(LANES.items()), empty_value="", error_messages=NOT_OFFERED
    )

    class Meta:
        form = Form

    def __init__(self, data: QueryDict, *, wanted: Iterable[str], offered: Iterable[Entry] = ()) -> None:
        """``wanted`` are the filters of this list; ``offered`` the records that may be chosen in them."""
        super().__init__(data, queryset=NoTable())
        self.filters = {name: self.filters[name] for name in (*wanted, "page")}
        self.offered = tuple(offered)
        for name in self.filters.keys() & OFFERED.keys():
            records = {entry.slug: entry for entry in self.offered if entry.kind == OFFERED[name]}
            titles = {slug: entry.title for slug, entry in records.items()}
            self._offer(name, titles, languages={slug: entry.language for slug, entry in records.items()})
            self.filters[name].extra["coerce"] = records.get
        if "kind" in self.filters:
            self._offer("kind", {kind.name: kind.section for kind in kinds.every()})
        if "language" in self.filters:
            autonyms = {code: languages.get(code).autonym for code in languages.spoken()}
            self._offer("language", autonyms, languages={code: code for code in autonyms})

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        # "from" cannot be a name in Python.
        return {
            **super().get_filters(),
            "from": DateFilter(label=gettext_lazy("From"), max_length=40, error_messages=_always(NO_DATE)),
            "to": DateFilter(label=gettext_lazy("To"), max_length=40, error_messages=_always(NO_DATE)),
            "page": NumberFilter(
                min_value=1, max_value=100_000, widget=forms.HiddenInput, error_messages=_always(NO_PAGE)
            ),
        }

    @property
    def asked(self) -> dict[str, str]:
        """The parameters that say something, as they were written, the page apart."""
        written = {name: str(self.data.get(name, "")).strip() for name in self.filters if name != "page"}
        return {name: value for name, value in written.items() if value}

    @property
    def narrowing(self) -> dict[str, str]:
        """Those of them that leave something out."""
        return {name: value for name, value in self.asked.items() if name != "lanes"}

    @property
    def page(self) -> int:
        return self.form.cleaned_data.get("page") or 1

    @property
    def terms(self) -> tuple[str, ...]:
        return names.query_terms(self.form.cleaned_data.get("q", ""))

    def query(self, kinds: tuple[str, ...] = ()) -> Query:
        """What the catalogue is asked, of records of ``kinds`` or of the one that was chosen."""
        said = self.form.cleaned_data
        first, last = said.get("from"), said.get("to")
        chosen = {name: said[name].record for name in OFFERED if said.get(name)}
        subject = chosen.pop("subject", None)
        return Query(
            kinds=(said["kind"],) if said.get("kind") else kinds,
            terms=self.terms,
            **chosen,
            subjects=listing.with_narrower(subject, self.offered) if subject else frozenset(),
            year=said.get("year"),
            language=said.get("language", ""),
            earliest=first.earliest if first else None,
            latest=last.latest if last else None,
        )

    def _offer(self, name: str, choices: Mapping[str, Any], *, languages: Mapping[str, str] | None = None) -> None:
        self.filters[name].extra["choices"] = [("", _("All")), *choices.items()]
        self.filters[name].extra["widget"] = Select(languages or {})
