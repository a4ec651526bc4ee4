"""What a reader may ask of a list in its address."""

import re
from collections.abc import Iterable, Mapping
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
from archive.catalogue.listing import Entry, Query
from archive.editions.reading import Moved
from archive.kept import Kept
from archive.public import kinds
from archive.public.frame.visits import Visit
from archive.public.lists.fields import (
    Choice,
    ChoiceField,
    ChoiceFilter,
    DateFilter,
    NumberFilter,
    Offered,
    one_message,
)
from archive.public.lists.pages import Field, FilterForm

NO_YEAR: Final = one_message(gettext_lazy("Write a year in four digits, as in 1990."))
NO_PAGE: Final = one_message(gettext_lazy("There is no such page of this list."))
TOO_LONG: Final = {"max_length": gettext_lazy("Ask in fewer words: at most 200 characters.")}

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


class Asked(forms.Form):
    """Checks what is asked, and what no field can check alone."""

    def __init__(self, data: QueryDict, *, fields: Mapping[str, forms.Field]) -> None:
        super().__init__(data)
        self.fields = dict(fields)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last = asked.get("from"), asked.get("to")
        if first and last and last.latest < first.earliest:
            self.add_error("to", _("The last day lies before the first."))
        return asked


class Filters(FilterSet):
    """What an address asks. Unknown parameters are left alone."""

    q = CharFilter(label=gettext_lazy("Words"), max_length=200, error_messages=TOO_LONG)
    kind = ChoiceFilter(label=gettext_lazy("Kind of record"))
    observance = ChoiceFilter(label=gettext_lazy("Observance"))
    issuer = ChoiceFilter(label=gettext_lazy("Issuer"))
    place = ChoiceFilter(label=gettext_lazy("Place"))
    subject = ChoiceFilter(label=gettext_lazy("Subject"))
    year = NumberFilter(label=gettext_lazy("Year"), min_value=1, max_value=9999, error_messages=NO_YEAR)
    language = ChoiceFilter(label=gettext_lazy("Can be read in"))
    lanes = ChoiceFilter(label=gettext_lazy("Laid out"))

    def __init__(
        self, data: QueryDict, *, names: Iterable[str], offered: Mapping[str, Offered] = MappingProxyType({})
    ) -> None:
        """``names`` are the filters of this list; ``offered`` is what may be chosen in them."""
        # What is asked goes to the catalogue, not to a table. Filters keep nothing of a request, so none is copied.
        self.data, self.offered = data, offered
        self.filters = {name: self.base_filters[name] for name in (*names, "page")}

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        # "from" cannot be a name in Python.
        return {
            **super().get_filters(),
            "from": DateFilter(label=gettext_lazy("From"), max_length=40),
            "to": DateFilter(label=gettext_lazy("To"), max_length=40),
            "page": NumberFilter(label="", min_value=1, max_value=100_000, error_messages=NO_PAGE),
        }

    @cached_property
    def form(self) -> Asked:
        return Asked(self.data, fields={name: self._field(name, one) for name, one in self.filters.items()})

    def _field(self, name: str, one: Filter) -> forms.Field:
        return one.among(self.offered[name]) if isinstance(one, ChoiceFilter) else one.field

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def errors(self) -> ErrorDict:
        return self.form.errors

    def shown(self) -> FilterForm:
        """As pages show it, with what was written."""
        errors = {name: tuple(map(str, said)) for name, said in self.errors.items()}
        return FilterForm(
            fields=tuple(self._shown(name, errors.get(name, ())) for name in self.filters if name != "page"),
            errors=errors,
        )

    def _shown(self, name: str, errors: tuple[str, ...]) -> Field:
        field, written = self.form.fields[name], str(self.data.get(name, ""))
        return Field(
            name=name,
            label=str(field.label),
            value=written,
            errors=errors,
            options=field.offered.options(written) if isinstance(field, ChoiceField) else "",
            attributes=field.widget.attrs,
        )

    @cached_property
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
        subjects = self.offered["subject"].meanings.values() if subject else ()
        return Query(
            kinds=(said["kind"],) if said.get("kind") else kinds,
            terms=self.terms,
            **chosen,
            subjects=listing.with_narrower(subject, subjects) if subject else frozenset(),
            year=said.get("year"),
            language=said.get("language") or "",
            earliest=first.earliest if first else None,
            latest=last.latest if last else None,
        )


# What there was to choose from at the versions that were asked for last, in each language.
_RECORDS: Final[Kept[Mapping[str, Offered]]] = Kept(most=8)


def filters_for(names: tuple[str, ...], data: QueryDict, *, visit: Visit) -> Filters:
    """One query after anything was published, when there are records to choose from; and more for an address that is
    one no longer.
    """
    among = OFFERED_KINDS.keys() & set(names)
    records = _RECORDS.get((visit.version, visit.language), lambda: _records(visit)) if among else {}
    data = data.copy()
    for name in among:
        slug = str(data.get(name, ""))
        if _SLUG.fullmatch(slug) and slug not in records[name].meanings:
            data[name] = _current_slug(OFFERED_KINDS[name], slug, visit)
    always = {name: offered for name, offered in _always(visit.language, languages.spoken()).items() if name in names}
    return Filters(data, names=names, offered={**always, **records})


@cache
def _always(language: str, readable: tuple[str, ...]) -> dict[str, Offered]:
    """What may be chosen whatever was published, in ``language``, which is spoken now."""
    nothing, *lanes = LANES.items()
    autonyms = ((code, languages.get(code).autonym) for code in readable)
    return {
        "kind": Offered((_named(kind.name, str(kind.section)) for kind in kinds.every()), nothing=_("All")),
        "language": Offered((_named(code, name, language=code) for code, name in autonyms), nothing=_("All")),
        "lanes": Offered((_named(name, str(title)) for name, title in lanes), nothing=str(nothing[1])),
    }


def _named(value: str, title: str, *, language: str = "") -> Choice:
    return Choice(value=value, title=title, means=value, language=language)


def _records(visit: Visit) -> dict[str, Offered]:
    found = listing.choices(visit.reading, OFFERED_KINDS.values(), reader=visit.language)
    of_kind = {kind: [_record(one) for one in found if one.kind == kind] for kind in OFFERED_KINDS.values()}
    return {name: Offered(of_kind[kind], nothing=_("All")) for name, kind in OFFERED_KINDS.items()}


def _record(entry: Entry) -> Choice:
    return Choice(value=entry.slug, title=entry.title, means=entry, language=entry.language)


def _current_slug(kind: str, slug: str, visit: Visit) -> str:
    """The address to which an older one, or that of a merged record, leads by now."""
    found = visit.reading.find(kind, slug)
    while isinstance(found, Moved):
        slug, found = found.slug, visit.reading.find(kind, found.slug)
    return slug
