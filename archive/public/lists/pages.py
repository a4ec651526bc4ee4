"""What lists and the search show."""

from dataclasses import dataclass
from typing import ClassVar

from django.forms import Form

from archive.public.pages import Group, Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value that narrows a list, how many records it leaves, and the way there (or back).

    ``id`` is the same on every page of the list.
    """

    id: str
    label: str
    language: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    heading: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A filter that is on, in words; ``without`` is the list without it."""

    name: str
    value: str
    language: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    page: int
    pages: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a list or a search found. ``counted`` says how much, as in "12 statements".

    ``groups`` has one group without a heading; a long list in alphabetical order one for each letter.
    """

    total: int
    counted: str
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    chosen: tuple[Chosen, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """``results`` is missing when what was asked could not be understood; ``form`` then says why."""

    template: ClassVar[str] = "public/list.html"
    heading: str
    about: str
    here: str
    everything: str
    form: Form
    is_narrowed: bool
    results: Results | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """``results`` is missing when nothing was looked for, or it could not be understood.

    To who finds nothing, ``elsewhere`` tells in which other languages there is something, and ``alike`` which names
    look like what was typed.
    """

    template: ClassVar[str] = "public/search.html"
    here: str
    everything: str
    form: Form
    query: str
    is_narrowed: bool
    results: Results | None
    elsewhere: tuple[FacetValue, ...]
    alike: tuple[Link, ...]
