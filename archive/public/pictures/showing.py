"""From a picture's payload to what a template shows of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.catalogue import listing
from archive.editions.payloads import Payload, Phrase, Reference
from archive.editions.payloads.pictures import FIRST_FURTHER, PicturePayload
from archive.editions.reading import Reading
from archive.imaging import offers
from archive.imaging.recipes import FORMATS, MEDIA_TYPES, Recipe
from archive.public.detail.builder import phrase, rights_link
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.pictures.pages import Image, Offer, Plate, ShownPage, ShownPicture

# How wide one is in a column of text: in wider files it is read in detail; and how wide one that is seen by itself.
COLUMN: Final = 640
ALONE: Final = 1920


class Master(offers.Sized, Protocol):
    """A file that was taken in, as it is frozen: of a picture, or of one of its pages."""

    @property
    def master(self) -> str: ...
    @property
    def colour(self) -> str: ...


def offered_of(payload: PicturePayload, master: str) -> dict[str, Recipe]:
    """What may be asked for of one ``master`` of a picture: its own, or that of a page, which is shown whole."""
    of_pages = {one.name: one for page in payload.pages if page.master == master for one in offers.whole(page)}
    return of_pages | (offers.offered(payload) if payload.master == master else {})


def standing(reading: Reading, records: Iterable[str]) -> Mapping[str, PicturePayload]:
    """Of ``records`` (uuids) the pictures that may be shown, by what is known of them now. One query, or none."""
    wanted = frozenset(records)
    live = replace(reading, instant=reading.now).live("picture", records=wanted) if wanted else ()
    return to_be_seen(live, reading)


def to_be_seen(payloads: Iterable[Payload], reading: Reading) -> Mapping[str, PicturePayload]:
    """The pictures among them that have a file, by their records. Nobody is shown the face of somebody whose name is
    withheld, be it that another edition says whose it is. No query, or one for a version.
    """
    found = (one for one in payloads if isinstance(one, PicturePayload) and one.master)
    return {one.record: one for one in found if one.master not in kept_back(one, reading)}


def kept_back(payload: PicturePayload, reading: Reading) -> frozenset[str]:
    """The masters of its files that nobody is given: see ``views.files_of``."""
    if payload.shows_any_of(reading.unnamed):
        return payload.masters()
    return payload.masters() & listing.faces_withheld(reading).masters


def named(
    reading: Reading, pictures: Iterable[Reference], *, itself: Iterable[str] = ()
) -> Mapping[str, PicturePayload]:
    """The same of those that a record names, by the records (uuids) that are named there: of one that was merged, what
    took it in. And of ``itself``, if it is one. One query, or none, and one for a version.
    """
    records = {*itself, *(ref.record for ref in pictures)}
    into = listing.merged_at_last(reading) if records else {}
    last = {one: str(into.get(UUID(one), one)) for one in records}
    known = standing(reading, last.values())
    return {one: known[other] for one, other in last.items() if other in known}


def shown(
    payload: PicturePayload,
    language: str,
    *,
    root: str = "",
    is_on_request: bool = False,
    without: Collection[str] = (),
    page: Link | None = None,
) -> ShownPicture:
    """``root`` is under which its files are asked for, if that is not its own address.

    ``is_on_request``: it is by what is known now, be it that it was not when ``payload`` was frozen. Of the masters
    ``without`` which it is shown there is nothing but words.
    """
    root = root or addresses.media(payload.slug)
    is_hidden, is_there = is_on_request or payload.is_on_request, payload.master not in without
    image = image_of(payload, offers.whole(payload), language, root=root)
    pages = tuple(_pages(payload, language, root=root, is_hidden=is_hidden, without=without))
    return ShownPicture(
        image=image if is_there and not is_hidden else None,
        note=_said(payload, "content_note", language) if is_hidden else None,
        alternative=phrase(payload.alternative, language) if is_hidden else None,
        address=_alone(payload, root) if is_there else "",
        larger=_larger(payload, root) if is_there else (),
        caption=_said(payload, "summary", language),
        creator=phrase(payload.creator, language),
        credit=phrase(payload.credit, language),
        rights=rights_link(payload.rights),
        page=page,
        pages=pages,
        counted=_counted(len(pages) + 1) if pages else "",
    )


def plate(payload: PicturePayload, language: str) -> Plate:
    """It among others: all of it, at once or on request."""
    return Plate(
        image=None if payload.is_on_request else image_of(payload, offers.whole(payload), language),
        note=_said(payload, "content_note", language) if payload.is_on_request else None,
    )


def _counted(pages: int) -> str:
    return ngettext("%(number)s page", "%(number)s pages", pages) % {"number": pages}


def _pages(
    payload: PicturePayload, language: str, *, root: str, is_hidden: bool, without: Collection[str]
) -> Iterator[ShownPage]:
    _code, words = payload.words(language)
    for number, page in enumerate(payload.pages, start=FIRST_FURTHER):
        if page.master:  # of a draft it may be still to come
            called = _("Page %(page)s of “%(title)s”") % {"page": number, "title": words.title}
            said = phrase(page.alternative, language) or Link(text=called)
            image = _image(
                page, offers.whole(page), root, said.language if said.language != language else "", said.text
            )
            is_there = page.master not in without
            yield ShownPage(
                number=number,
                image=image if is_there and not is_hidden else None,
                address=_alone(page, root) if is_there else "",
                larger=_larger(page, root) if is_there else (),
                words=phrase(page.transcription, language),
                original=_original(page.transcription, language),
            )


def _original(words: Phrase, language: str) -> Link | None:
    """What can be read on the page itself, if ``words`` say it to a reader of ``language`` otherwise."""
    code, _words = words.localized(language)
    return Link(text=words.words[words.original], language=words.original) if code != words.original else None


def image_of(payload: PicturePayload, files: Sequence[Recipe], language: str, *, root: str = "") -> Image:
    """``files`` are those of all of it, or of one crop."""
    said_in, alternative = payload.stands_for(language)
    root = root or addresses.media(payload.slug)
    return _image(payload, files, root, said_in if said_in != language else "", alternative)


def _image(picture: Master, files: Sequence[Recipe], root: str, language: str, alternative: str) -> Image:
    common = offers.common(files)
    middle = offers.up_to(offers.MIDDLE, common)
    width, height = middle.size(picture.width, picture.height)
    return Image(
        offers=tuple(
            Offer(type=MEDIA_TYPES[name], srcset=_srcset(picture, (one for one in files if one.format == name), root))
            for name in FORMATS
            if name != offers.COMMON
        ),
        srcset=_srcset(picture, common, root),
        address=_address(picture, middle, root),
        width=width,
        height=height,
        colour=picture.colour,
        alternative=alternative,
        language=language,
    )


def _alone(picture: Master, root: str) -> str:
    return _address(picture, offers.up_to(ALONE, offers.common(offers.whole(picture))), root)


def _larger(picture: Master, root: str) -> tuple[Link, ...]:
    """To the files that show more than a column has room for, by their pixels."""
    files = (one for one in offers.common(offers.whole(picture)) if one.width > COLUMN)
    sizes = ((one, one.size(picture.width, picture.height)) for one in files)
    return tuple(
        Link(text=f"{width}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{height}", address=_address(picture, one, root))
        for one, (width, height) in sizes
    )


def _srcset(picture: Master, files: Iterable[Recipe], root: str) -> str:
    return ", ".join(f"{_address(picture, one, root)} {one.width}w" for one in files)


def _address(picture: Master, file: Recipe, root: str) -> str:
    return f"{root}{picture.master}/{file.name}"


def _said(payload: PicturePayload, name: str, language: str) -> Link | None:
    """What its texts say there: the reader's, or what stands in for that."""
    found = Phrase.of({code: said for code, words in payload.texts.items() if (said := getattr(words, name))})
    return phrase(found, language)
