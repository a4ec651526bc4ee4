"""What a reader may ask of a list in its address, read and checked by django-filter."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, FilterSet, TypedChoiceFilter
from django_filters.filters import Filter

from archive import languages
from archive import names as words
from archive.catalogue import listing
from archive.catalogue.listing import Entry, Query
from archive.editions.reading import Moved
from archive.public import kinds
from archive.public.frame.visits import Visit
from archive.public.lists.fields import NO_DATE, DateFilter, NumberFilter, Select, one_message

NOT_OFFERED: Final = {"invalid_choice": gettext_lazy("The archive has nothing under this name. Choose from the list.")}
NO_YEAR: Final = gettext_lazy("Write a year in four digits, as in 1990.")
NO_PAGE: Final = gettext_lazy("There is no such page of this list.")
TOO_LONG: Final = gettext_lazy("Ask in fewer words: at most 200 characters.")

# Filter → the kind of record it offers.
OFFERED_KINDS: Final = {"observance": "observance", "issuer": "institution", "place": "place", "subject": "subject"}
# What the timeline can be laid out by, side by side; each is a filter as well.
LANES: Final = {
    "": gettext_lazy("In one list"),
    "place": gettext_lazy("Side by side, by place"),
    "subject": gettext_lazy("Side by side, by subject"),
}
_SLUG: Final = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)
SEARCH_FILTERS: Final = ("q", "kind", "observance", "issuer", "place", "subject", "year", "language", "from", "to")


def list_parameters(kind: str = "") -> tuple[str, ...]:
    """The parameters of the list of a kind."""
    return (*(kinds.of(kind).filters if kind else ()), "page")


def search_parameters() -> tuple[str, ...]:
    return (*SEARCH_FILTERS, "page")


def feed_parameters(kind: str = "") -> tuple[str, ...]:
    """Without ``kind`` a feed is of the whole archive, and asked as the search is."""
    return list_parameters(kind) if kind else search_parameters()


def page_parameter(**where: object) -> tuple[str, ...]:
    """Of what only goes on, page after page."""
    return ("page",)


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
    year = NumberFilter(label=gettext_lazy("Year"), min_value=1, max_value=9999, error_messages=one_message(NO_YEAR))
    language = TypedChoiceFilter(label=gettext_lazy("Can be read in"), empty_value="", error_messages=NOT_OFFERED)
    lanes = TypedChoiceFilter(
        label=gettext_lazy("Laid out"), choices=tuple(LANES.items()), empty_value="", error_messages=NOT_OFFERED
    )

    class Meta:
        form = Form

    def __init__(self, data: QueryDict, *, names: Iterable[str], offered: Iterable[Entry] = ()) -> None:
        """``names`` are the filters of this list; ``offered`` the records that may be chosen in them."""
        super().__init__(data, queryset=NoTable())
        self.filters = {name: self.filters[name] for name in (*names, "page")}
        self.offered = tuple(offered)
        for name in self.filters.keys() & OFFERED_KINDS.keys():
            records = {entry.slug: entry for entry in self.offered if entry.kind == OFFERED_KINDS[name]}
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
            "from": DateFilter(label=gettext_lazy("From"), max_length=40, error_messages=one_message(NO_DATE)),
            "to": DateFilter(label=gettext_lazy("To"), max_length=40, error_messages=one_message(NO_DATE)),
            "page": NumberFilter(
                min_value=1, max_value=100_000, widget=forms.HiddenInput, error_messages=one_message(NO_PAGE)
            ),
        }

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters that say something, as they were written, the page apart."""
        written = {name: str(self.data.get(name, "")).strip() for name in self.filters if name != "page"}
        return {name: value for name, value in written.items() if value}

    @property
    def narrowing(self) -> dict[str, str]:
        """Those of them that leave something out."""
        return {name: value for name, value in self.parameters.items() if name != "lanes"}

    @property
    def page(self) -> int:
        return self.form.cleaned_data.get("page") or 1

    @property
    def terms(self) -> tuple[str, ...]:
        return words.query_terms(self.form.cleaned_data.get("q", ""))

    def query(self, kinds: tuple[str, ...] = ()) -> Query:
        """What the catalogue is asked, of records of ``kinds`` or of the one that was chosen."""
        said = self.form.cleaned_data
        first, last = said.get("from"), said.get("to")
        chosen = {name: said[name].record for name in OFFERED_KINDS if said.get(name)}
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


def filters_for(names: tuple[str, ...], data: QueryDict, *, visit: Visit) -> Filters:
    """One query when there are records to choose from, and more only for an address that is one no longer."""
    kinds = [OFFERED_KINDS[name] for name in names if name in OFFERED_KINDS]
    offered = listing.choices(visit.reading, kinds, reader=visit.language) if kinds else ()
    known = {(entry.kind, entry.slug) for entry in offered}
    data = data.copy()
    for name in OFFERED_KINDS.keys() & set(names):
        slug = str(data.get(name, ""))
        if _SLUG.fullmatch(slug) and (OFFERED_KINDS[name], slug) not in known:
            data[name] = _current_slug(OFFERED_KINDS[name], slug, visit)
    return Filters(data, names=names, offered=offered)


def _current_slug(kind: str, slug: str, visit: Visit) -> str:
    """The address to which an older one, or that of a merged record, leads by now."""
    found = visit.reading.find(kind, slug)
    while isinstance(found, Moved):
        slug, found = found.slug, visit.reading.find(kind, found.slug)
    return slug
