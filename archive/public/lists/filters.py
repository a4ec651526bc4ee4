"""What a reader may ask of a list in its address."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, FilterSet
from django_filters.filters import Filter

from archive import languages
from archive import names as words
from archive.catalogue import listing
from archive.catalogue.listing import Named, Query
from archive.editions.reading import Moved
from archive.public import kinds
from archive.public.frame.addresses import Parameters
from archive.public.frame.visits import Visit
from archive.public.lists.fields import (
    MOST_CHOSEN,
    DateFilter,
    NumberFilter,
    SeveralFilter,
    one_message,
    year,
)
from archive.public.lists.pages import Facet, Field, FilterForm

# Characters of what is typed.
LONGEST_QUESTION: Final = 200
NO_YEAR: Final = one_message(gettext_lazy("Write a year in four digits, as in 1990."))
NO_PAGE: Final = one_message(gettext_lazy("There is no such page of this list."))
TOO_LONG: Final = {"max_length": gettext_lazy("Use fewer words: at most 200 characters.")}

# Facet → the kind of record that is chosen in it.
OF_RECORDS: Final = {
    "observance": "observance",
    "issuer": "institution",
    "place": "place",
    "person": "person",
    "subject": "subject",
}
# What every list is asked; what its records never have is offered in none.
LIST_FILTERS: Final = (
    *("q", *OF_RECORDS, "form", "figures", "pictures", "year", "from", "to", "language"),
    *("order", "literal"),
)
SEARCH_FILTERS: Final = ("q", "kind", *LIST_FILTERS[1:])
# In which order what is found stands; without one, what answers best comes first, and a list is in its own.
ORDERS: Final = {
    "": gettext_lazy("Best match"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
    "title": gettext_lazy("By title"),
}
# How a list is laid out, ordered and read: it leaves nothing out, is chosen by links, and stays while more is chosen.
_LAID_OUT: Final = frozenset({"lanes", "order"})
NOT_NARROWING: Final = _LAID_OUT | {"literal"}
# What the timeline can be laid out by, side by side; each is a filter as well.
LANES: Final = {
    "": gettext_lazy("List"),
    "place": gettext_lazy("By place"),
    "subject": gettext_lazy("By subject"),
}
# So many addresses are followed to where they lead by now.
MOST_MOVED: Final = 5
_SLUG: Final = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)


def list_filters(kind: str) -> tuple[str, ...]:
    return (*LIST_FILTERS, *kinds.of(kind).filters)


def list_parameters(kind: str = "") -> tuple[str, ...]:
    """The parameters of the list of a kind."""
    return (*(list_filters(kind) if kind else ()), "page")


def search_parameters() -> tuple[str, ...]:
    return (*SEARCH_FILTERS, "page")


def completed_parameters() -> tuple[str, ...]:
    return ("q",)


def feed_parameters(kind: str = "") -> tuple[str, ...]:
    """Without ``kind`` a feed is of the whole archive, and asked as the search is."""
    return list_parameters(kind) if kind else search_parameters()


def page_parameter(**where: object) -> tuple[str, ...]:
    """Of what only goes on, page after page."""
    return ("page",)


class Asked(forms.Form):
    """Checks what is asked, and what no field can check alone."""

    def __init__(self, data: QueryDict, *, fields: Mapping[str, forms.Field]) -> None:
        super().__init__(data)
        self.fields = dict(fields)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last = asked.get("from"), asked.get("to")
        if first and last and last.latest < first.earliest:
            self.add_error("to", _("The last day is before the first."))
        return asked


class Filters(FilterSet):
    """What an address asks. Unknown parameters are left alone."""

    q = CharFilter(label=gettext_lazy("Words"), max_length=LONGEST_QUESTION, error_messages=TOO_LONG)
    kind = SeveralFilter(label=gettext_lazy("Kind of record"))
    observance = SeveralFilter(label=gettext_lazy("Observance"))
    issuer = SeveralFilter(label=gettext_lazy("Issuer"))
    place = SeveralFilter(label=gettext_lazy("Place"))
    person = SeveralFilter(label=gettext_lazy("Person"))
    subject = SeveralFilter(label=gettext_lazy("Subject"))
    form = SeveralFilter(label=gettext_lazy("What it is"))
    figures = SeveralFilter(label=gettext_lazy("Figures"))
    pictures = SeveralFilter(label=gettext_lazy("Pictures"))
    year = SeveralFilter(label=gettext_lazy("Year"), error_messages=NO_YEAR)
    language = SeveralFilter(label=gettext_lazy("Available in"))
    order = SeveralFilter(label=gettext_lazy("Order"))
    literal = SeveralFilter(label=gettext_lazy("Exact words only"))
    lanes = SeveralFilter(label=gettext_lazy("View"))

    def __init__(
        self, data: QueryDict, *, names: Iterable[str], named: Mapping[str, Mapping[str, Named]] = MappingProxyType({})
    ) -> None:
        """``names`` are the filters of this list; ``named`` are the records at the addresses that were chosen."""
        # What is asked goes to the catalogue, not to a table. Filters keep nothing of a request, so none is copied.
        self.data, self.named = data, named
        self.filters = {name: self.base_filters[name] for name in (*names, "page")}

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        # "from" cannot be a name in Python, and "form" is the form that a set of filters is.
        return {
            **super().get_filters(),
            "from": DateFilter(label=gettext_lazy("From"), max_length=40),
            "to": DateFilter(label=gettext_lazy("To"), max_length=40),
            "page": NumberFilter(label="", min_value=1, max_value=100_000, error_messages=NO_PAGE),
        }

    @cached_property
    def asked(self) -> Asked:
        """What was not written cannot be wrong, and has no field."""
        written = {name: one for name, one in self.filters.items() if name in self.data}
        return Asked(self.data, fields={name: self._field(name, one) for name, one in written.items()})

    def _field(self, name: str, one: Filter) -> forms.Field:
        if not isinstance(one, SeveralFilter):
            return one.field
        return one.among(self.named[name].__getitem__ if name in OF_RECORDS else _MEANS[name])

    def is_valid(self) -> bool:
        return self.asked.is_valid()

    @property
    def errors(self) -> ErrorDict:
        return self.asked.errors

    @property
    def cleaned(self) -> dict[str, Any]:
        return self.asked.cleaned_data

    def shown(self, facets: tuple[Facet, ...] = ()) -> FilterForm:
        """As pages show it, with what was written. Where facets are not counted, what was chosen of them is kept.

        Who can choose no year can write no date.
        """
        errors = {name: tuple(map(str, said)) for name, said in self.errors.items()}
        hidden = NOT_NARROWING if self.is_valid() else _SEVERAL - errors.keys()
        is_dated = not self.is_valid() or any(facet.name == "year" for facet in facets)
        ends = [name for name in ("from", "to") if name in self.filters]
        has_period = is_dated or any(self.parameters.get(name) for name in ends)
        return FilterForm(
            facets=facets,
            words=self._shown("q", errors.get("q", ())) if "q" in self.filters else None,
            period=tuple(self._shown(name, errors.get(name, ())) for name in ends if has_period),
            kept=tuple((name, value) for name in self.parameters if name in hidden for value in self.parameters[name]),
            wrong=tuple((str(self.filters[name].label), said) for name, said in errors.items() if name in _SEVERAL),
            errors=errors,
        )

    def _shown(self, name: str, errors: tuple[str, ...]) -> Field:
        field = self.filters[name].field
        return Field(
            name=name,
            label=str(field.label),
            value=str(self.data.get(name, "")),
            errors=errors,
            attributes=field.widget.attrs,
        )

    @cached_property
    def parameters(self) -> Parameters:
        """The parameters that say something, the page apart: dates as they were understood."""
        return {name: said for name in self.filters if name != "page" and (said := self._said(name))}

    def _said(self, name: str) -> str | tuple[str, ...]:
        if name in _SEVERAL:
            written = (str(one).strip() for one in self.data.getlist(name))
            return tuple(dict.fromkeys(filter(None, written)))
        understood = self.cleaned.get(name) if name in ("from", "to") and self.is_valid() else None
        return str(understood or self.data.get(name, "")).strip()

    @property
    def narrowing(self) -> Parameters:
        """Those of them that leave something out."""
        return {name: value for name, value in self.parameters.items() if name not in NOT_NARROWING}

    @property
    def followed(self) -> Parameters:
        """Those by which a feed tells the same list: all but how it is laid out and ordered."""
        return {name: value for name, value in self.parameters.items() if name not in _LAID_OUT}

    @property
    def laid_out(self) -> str:
        """By what it is laid out side by side, if it is."""
        return next(iter(self.cleaned.get("lanes") or ()), "")

    @property
    def in_order(self) -> str:
        """In which it was asked for; "" is what answers best first, or a list's own."""
        return next(iter(self.cleaned.get("order") or ()), "")

    @property
    def page(self) -> int:
        return self.cleaned.get("page") or 1

    @property
    def terms(self) -> tuple[str, ...]:
        return words.query_terms(self.cleaned.get("q", ""))

    def query(self, kinds: tuple[str, ...] = ()) -> Query:
        """What the catalogue is asked, of records of ``kinds`` or of those that were chosen."""
        first, last = self.cleaned.get("from"), self.cleaned.get("to")
        return Query(
            kinds=tuple(self._chosen("kind")) or kinds,
            question=self.cleaned["q"] if self.terms else "",
            is_literal=bool(self._chosen("literal")),
            observances=self._records("observance"),
            issuers=self._records("issuer"),
            places=self._records("place"),
            persons=self._records("person"),
            subjects=self._records("subject"),
            forms=frozenset(self._chosen("form")),
            has_figures=bool(self._chosen("figures")),
            has_pictures=bool(self._chosen("pictures")),
            years=frozenset(self._chosen("year")),
            languages=frozenset(self._chosen("language")),
            earliest=first.earliest if first else None,
            latest=last.latest if last else None,
        )

    def _chosen(self, name: str) -> Iterable[Any]:
        return (self.cleaned.get(name) or {}).values()

    def _records(self, name: str) -> frozenset[Any]:
        return frozenset(one.record for one in self._chosen(name))


_SEVERAL: Final = frozenset(name for name, one in Filters.base_filters.items() if isinstance(one, SeveralFilter))


def _one_of(values: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    def means(written: str) -> str:
        if written not in values():
            raise ValueError(written)
        return written

    return means


@cache
def _kinds() -> frozenset[str]:
    return frozenset(kind.name for kind in kinds.every())


@cache
def _forms() -> frozenset[str]:
    return frozenset(form for kind in kinds.every() for form in kind.forms)


_MEANS: Final[Mapping[str, Callable[[str], Any]]] = {
    "kind": _one_of(_kinds),
    "form": _one_of(_forms),
    "figures": _one_of(lambda: ("yes",)),
    "pictures": _one_of(lambda: ("yes",)),
    "year": year,
    "language": _one_of(languages.spoken),
    "order": _one_of(lambda: filter(None, ORDERS)),
    "literal": _one_of(lambda: ("1",)),
    "lanes": _one_of(lambda: filter(None, LANES)),
}


def filters_for(names: tuple[str, ...], data: QueryDict, *, visit: Visit) -> Filters:
    """One query if a record was chosen; more for an address that is one no longer."""
    chosen = {name: _slugs(data, name) for name in OF_RECORDS if name in names}
    return Filters(data, names=names, named=_named(chosen, visit))


def _slugs(data: QueryDict, name: str) -> list[str]:
    written = (str(one).strip() for one in data.getlist(name))
    return [slug for slug in written if _SLUG.fullmatch(slug)][: MOST_CHOSEN + 1]


def _named(chosen: Mapping[str, list[str]], visit: Visit) -> dict[str, dict[str, Named]]:
    """Facet → what was chosen of it → the record that it means."""
    now = {name: {slug: slug for slug in slugs} for name, slugs in chosen.items()}
    found = _at_addresses(now, visit)
    unknown = [(name, slug) for name, slugs in now.items() for slug in slugs if (OF_RECORDS[name], slug) not in found]
    for name, slug in unknown[:MOST_MOVED]:
        now[name][slug] = _current_slug(OF_RECORDS[name], slug, visit)
    if any(slug != other for slugs in now.values() for slug, other in slugs.items()):
        found |= _at_addresses(now, visit)
    return {name: _found(OF_RECORDS[name], slugs, found) for name, slugs in now.items()}


def _found(kind: str, slugs: Mapping[str, str], found: Mapping[tuple[str, str], Named]) -> dict[str, Named]:
    return {slug: found[kind, other] for slug, other in slugs.items() if (kind, other) in found}


def _at_addresses(now: Mapping[str, Mapping[str, str]], visit: Visit) -> dict[tuple[str, str], Named]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for name, slugs in now.items():
        wanted[OF_RECORDS[name]] |= {*slugs.values()}
    found = listing.at_addresses(visit.reading, wanted, reader=visit.language)
    return {(one.kind, one.slug): one for one in found}


def _current_slug(kind: str, slug: str, visit: Visit) -> str:
    """The address to which an older one, or that of a merged record, leads by now."""
    found = visit.reading.find(kind, slug)
    while isinstance(found, Moved):
        slug, found = found.slug, visit.reading.find(kind, found.slug)
    return slug
