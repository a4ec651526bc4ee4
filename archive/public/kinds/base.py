"""All that what is common has to know of a kind. Nothing here knows which kinds there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from archive.catalogue.listing import InTime, Siblings
from archive.editions.payloads import Reference
from archive.public.detail.pages import DetailPage
from archive.public.words.labels import Labels

if TYPE_CHECKING:
    from archive.public.detail.builder import PageBuilder
    from archive.public.frame.visits import Visit
    from archive.public.lists.pages import ListPage
    from archive.public.maps.pages import Map
    from archive.public.pictures.pages import Image


class Position(Enum):
    """Where pages lead to the list of a kind: at their head, or nowhere but from its own records."""

    HEAD = "head"
    NOWHERE = "nowhere"


def nothing(payload: Any, builder: "PageBuilder") -> Mapping[str, Any]:
    return {}


def no_siblings(payload: Any) -> None:
    return None


def not_in_time(payload: Any) -> None:
    return None


def as_it_is(payload: Any, language: str, *, summary: str, text: str) -> str:
    return summary or text


def no_words(payload: Any) -> str:
    return ""


def no_map(records: Iterable[UUID], *, visit: "Visit") -> None:
    return None


def no_images(records: Iterable[UUID], *, visit: "Visit") -> Mapping[UUID, "Image"]:
    return {}


def nobody(payload: Any) -> tuple[Reference, ...]:
    return ()


def unsigned(payload: Any, language: str) -> str:
    return ""


def as_titled(payload: Any, title: str) -> str:
    return title


def by_title(payload: Any, title: str, language: str, *, archive: str) -> str:
    return _("“%(title)s”") % {"title": title}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """``name`` is that of payloads, "timeline-entry"; ``segment`` its part of addresses, "timeline".

    ``order`` is its place among the kinds, ``position`` where pages lead to its list. ``label`` names one record,
    ``section`` the list, which ``about`` explains; ``counted`` says so many of them. ``forms`` names the forms or sorts
    of its records. ``fields`` is what readers call those fields of its payload that are its own, in the order in which
    "what changed" names them.

    ``page`` is made of what all kinds show and of what ``fill(payload, builder)`` adds;
    ``json_ld(payload, page, builder)`` says in the words of schema.org what it is about.
    """

    name: str
    segment: str
    order: int
    label: Promise
    section: Promise
    about: Promise
    json_ld: Callable[[Any, Any, "PageBuilder"], dict[str, Any]]
    counted: Callable[[int], str] | None = None
    position: Position = Position.HEAD
    forms: Labels = field(default_factory=dict)
    # Whether lists say of a record which form it has, instead of which kind it is of.
    is_called_by_form: bool = False
    fields: Labels = field(default_factory=dict)

    page: type[DetailPage] = DetailPage
    fill: Callable[[Any, "PageBuilder"], Mapping[str, Any]] = nothing
    # If readers are shown what else its issuer said on its observance.
    siblings: Callable[[Any], Siblings | None] = no_siblings
    # If they are shown what of its kind is before it in time, and after it; whether they are shown what is akin to it.
    in_time: Callable[[Any], InTime | None] = not_in_time
    shows_akin: bool = False
    # Whether what it names is listed on its page.
    lists_named: bool = False
    # Kinds of what names it that its page shows in an order of their own, if at all.
    apart: tuple[str, ...] = ()
    # Whether what names it is told in a feed of its own.
    has_feed: bool = False

    # Who is named with its title, be it that nothing else may be read any more.
    parties: Callable[[Any], tuple[Reference, ...]] = nobody

    # What its list is asked besides what every list is, and in which order it stands: title, newest or oldest.
    filters: tuple[str, ...] = ()
    list_order: str = "title"
    # How many records are on a page of it, if not as many as on others.
    per_page: int = 0
    # The page of its list, if that is not the common one.
    list_page: "Callable[..., ListPage] | None" = None

    # What is shown of the records on a page of its list, beside them.
    map_of: "Callable[..., Map | None]" = no_map
    # What is shown of each of them, by its record.
    images_of: "Callable[..., Mapping[UUID, Image]]" = no_images

    # Whose words a summary or a text is, where nothing else stands beside it, and over a summary.
    introduced: Callable[..., str] = as_it_is
    over_summary: Callable[[Any], str] = no_words
    # Who speaks in its text, if that is not the archive; and the same in words, where the text or a card stands alone.
    authors: Callable[[Any], tuple[Reference, ...]] = nobody
    signed: Callable[[Any, str], str] = unsigned
    # Its title, where nothing beside it says whether the document itself stands there.
    headed: Callable[[Any, str], str] = as_titled
    # How a citation begins, before the archive is named.
    cited: Callable[..., str] = by_title

    def form(self, value: str) -> str:
        """What a form is called; one frozen long ago that nothing names any more stands for itself."""
        return str(self.forms.get(value, value))
