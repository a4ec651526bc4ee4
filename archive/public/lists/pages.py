"""What lists, the search and the corrections show."""

from collections.abc import Mapping
from typing import ClassVar

from archive.passages import Piece
from archive.public.frame.pages import Link, Page, When
from archive.public.frame.shown import shown
from archive.public.maps.pages import Map
from archive.public.pictures.pages import Image


@shown
class Passage:
    """Where words were found. ``language`` is theirs, if it is not the reader's."""

    language: str
    pieces: tuple[Piece, ...]


@shown
class Item:
    """A record in a list, in the language it is shown in.

    ``language_name`` names it if it is not the reader's; ``is_best`` is false when there is a better one for her.
    ``titled`` is the title in pieces, where words that were looked for stand in it.
    ``image`` is what it shows, of a picture in the list of these.
    """

    title: Link
    kind: str
    form: str
    when: When | None
    summary: str
    language_name: str
    issuers: tuple[Link, ...] = ()
    is_best: bool = True
    titled: tuple[Piece, ...] = ()
    passages: tuple[Passage, ...] = ()
    image: Image | None = None


@shown
class Group:
    """Items under a heading: a year, a month, a letter, a kind of record.

    ``all`` leads to all of them where these are but some.
    """

    heading: str
    items: tuple[Item, ...]
    all: Link | None = None


@shown
class FacetValue:
    """One value that narrows a list, and how many records it leaves beside what else is chosen.

    ``id`` is the same on every page of the list; ``value`` is how an address says it.
    """

    id: str
    value: str
    label: str
    language: str
    count: str
    is_chosen: bool


@shown
class Facet:
    """By what a list is narrowed; ``is_cut``: these are the values that leave most, and there may be more."""

    name: str
    heading: str
    values: tuple[FacetValue, ...]
    is_cut: bool


@shown
class CountedLink:
    """Where so many records are."""

    label: str
    language: str
    count: str
    address: str


@shown
class ActiveFilter:
    """A value that is chosen, in words; ``without`` is the list without it."""

    name: str
    value: str
    language: str
    without: str


@shown
class PageLink:
    """A page of a list by its number; the one that is shown has no address. After ``is_gap`` some are left out."""

    number: int
    address: str
    is_gap: bool


@shown
class Pagination:
    """``numbers`` are the first page, the last, and those around the one that is shown."""

    page: int
    pages: int
    previous: str
    next: str
    numbers: tuple[PageLink, ...] = ()


@shown
class Results:
    """What a list or a search found. ``counted`` says how much, as in "12 statements".

    ``groups`` has one group without a heading; a long list in alphabetical order one for each letter. ``is_by_year``:
    by its dates, so that what was issued is told apart by who issued it.
    """

    total: int
    counted: str
    groups: tuple[Group, ...]
    is_by_year: bool
    active_filters: tuple[ActiveFilter, ...]
    pagination: Pagination


@shown
class Field:
    """What is typed to narrow a list, with what was written. ``attributes`` say how it is typed."""

    name: str
    label: str
    value: str
    errors: tuple[str, ...]
    attributes: Mapping[str, object]


@shown
class FilterForm:
    """The form that narrows a list: what is chosen in facets, the words that are looked for, and the ends of a period.
    ``kept`` was chosen as well, and is offered in no facet: names and values. Without ``words`` there is no form.

    ``errors`` stand under the names of parameters: the page is one without a field. ``wrong`` are those of facets, each
    with what it is called.
    """

    facets: tuple[Facet, ...]
    words: Field | None
    period: tuple[Field, ...]
    kept: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, tuple[str, ...]], ...]
    errors: Mapping[str, tuple[str, ...]]


@shown
class ListPage(Page):
    """``results`` is missing when what was asked could not be understood; ``form`` then says why.

    ``everywhere`` looks for the same words in the whole archive, if nothing on the list has them; ``understanding`` is
    there where words were looked for, ``orders`` where there is more than one to stand in. ``map`` shows the places
    that are on this page of the list.
    """

    template: ClassVar[str] = "public/list.html"
    heading: str
    about: str
    here: str
    everything: str
    form: FilterForm
    is_narrowed: bool
    results: Results | None
    everywhere: str = ""
    understanding: "Understanding | None" = None
    orders: "tuple[Order, ...]" = ()
    map: Map | None = None


@shown
class Meant:
    """Words of a question, and what they were taken for besides: what bears that name, how that is ``spelled`` in other
    languages, a date, another word.
    """

    words: str
    links: tuple[Link, ...] = ()
    spelled: tuple[Link, ...] = ()
    date: str = ""
    instead: str = ""


@shown
class Understanding:
    """How a question was understood. With fewer words than were asked for, ``counted`` says how many have all of it:
    nothing where that is none. ``left_out`` were not looked for; ``is_any`` of the others too some may be lacking.

    ``literally`` leads to its very words alone, ``loosely`` back from there; each is empty where one is there, or
    nothing else was meant. ``best_of`` is how many were put in order where there are more, ``read_of`` how many texts
    were read for a phrase where more have its words.
    """

    is_near: bool
    counted: str
    left_out: tuple[str, ...]
    is_any: bool
    meant: tuple[Meant, ...]
    literally: str
    loosely: str
    best_of: int
    read_of: int


@shown
class Order:
    """One of the orders in which a list or a search can stand; the one that is there has no address."""

    label: str
    address: str


@shown
class SearchPage(Page):
    """``results`` is missing when nothing was looked for, or it could not be understood.

    To who finds nothing, ``in_other_languages`` tells in which others there is something, and ``suggestions`` which
    names look like what was typed, or like a word of it that was not looked for.
    """

    template: ClassVar[str] = "public/search.html"
    here: str
    everything: str
    form: FilterForm
    query: str
    is_narrowed: bool
    results: Results | None
    understanding: Understanding | None
    orders: tuple[Order, ...]
    in_other_languages: tuple[CountedLink, ...]
    suggestions: tuple[Link, ...]


@shown
class CorrectionLine:
    """What readers were told of a record. ``edition`` is the one that says it; a withdrawal is none."""

    label: str
    title: Link
    kind: str
    note: str
    note_language: str
    since: When
    edition: Link | None


@shown
class CorrectionsOfYear:
    heading: str
    lines: tuple[CorrectionLine, ...]


@shown
class CorrectionsPage(Page):
    """Newest first. ``newer`` and ``older`` lead to other pages of the same list."""

    template: ClassVar[str] = "public/corrections.html"
    years: tuple[CorrectionsOfYear, ...]
    newer: str
    older: str
