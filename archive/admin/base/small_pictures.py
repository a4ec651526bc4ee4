"""Pictures beside other things at the desk: a small one, those that show the same, and those of a text that is read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive import markup
from archive.imaging import offers
from archive.records import pictures
from archive.records.pictures import Picture, PictureFile
from archive.records.texts import Text

from .links import media_root, record_url
from .picture_uploads import MasterOf

# Of pictures that show the same so many are told.
MOST_ALIKE: Final = 5


def address_of(file: MasterOf, name: str) -> str:
    """Where whoever may see pictures asks for the file of that ``name``."""
    return f"{media_root()}{file.master}/{name}"


def measures(file: MasterOf, picture: Picture) -> offers.Measures:
    return offers.Measures(file.width, file.height, picture.focus_x, picture.focus_y)


def titles_and_notes(lookup: str = "texts") -> Prefetch:
    """For ``prefetch_related`` of pictures of which small ones are shown."""
    return Prefetch(lookup, Text.objects.only("record", "language", "title", "content_note"))


def small(picture: Picture) -> str:
    """The address of a small one, cropped as in lists; empty where no file was taken in yet, and of what is shown on
    request: nobody at the desk meets that unasked either.
    """
    file = None if picture.is_on_request else picture.file
    return address_of(file, offers.card(measures(file, picture))[0].name) if file else ""


def image(picture: Picture) -> SafeString:
    """The same, to be shown beside its title; or that it is shown on request."""
    if address := small(picture):
        return format_html('<img class="small-picture" src="{}" alt="" loading="lazy">', address)
    return escape(gettext("shown on request only") if picture.file else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cropped:
    """A part of a picture in one shape, and ``where`` readers get it so."""

    across: int
    down: int
    address: str
    width: int
    height: int
    where: str


def crops(file: MasterOf, picture: offers.Measured) -> tuple[Cropped, ...]:
    """All shapes in which readers get ``picture`` where there is less room."""
    return tuple(_crops(file, picture))


def _crops(file: MasterOf, picture: offers.Measured) -> Iterator[Cropped]:
    shapes = (
        (offers.CARD, offers.card(picture)[-1], gettext("in lists")),
        (
            offers.BESIDE_WORDS,
            offers.beside_words(picture),
            gettext("beside the words, where other sites show a page"),
        ),
    )
    for (across, down), recipe, where in shapes:
        width, height = recipe.size(picture.width, picture.height)
        address = address_of(file, recipe.name)
        yield Cropped(across=across, down=down, address=address, width=width, height=height, where=where)


def alike(file: PictureFile) -> list[tuple[Picture, str]]:
    """Other pictures that show the same, or look so, each with the address of its form. Two queries at most."""
    return [(one, record_url(one)) for one in pictures.alike(file)[:MOST_ALIKE]]


def named_in(bodies: Iterable[str]) -> Mapping[str, Picture]:
    """The pictures that stand in texts, by their uuids, each with its file and its titles. Two queries, or none."""
    wanted = {record for body in bodies for record in markup.pictures(body)}
    found = Picture.objects.filter(uuid__in=wanted).select_related("file").prefetch_related(titles_and_notes())
    return {str(one.uuid): one for one in found} if wanted else {}


def read(html: str, known: Mapping[str, Picture]) -> SafeString:
    """Canonical ``html`` for whoever may not write in it: where a picture stands, a small one with its title."""
    return markup.show_pictures(html, lambda record: _figure(known.get(record)))


def _figure(picture: Picture | None) -> SafeString:
    title: Any = gettext("A picture that the archive does not have")
    if picture:
        title = format_html('<a href="{}">{}</a>', record_url(picture), picture)
    address = small(picture) if picture else ""
    image = format_html('<img src="{}" alt="" loading="lazy">', address) if address else ""
    return format_html('<figure class="archive-picture">{}<figcaption>{}</figcaption></figure>', image, title)
