"""What templates show of a picture."""

from archive.public.frame.pages import Link
from archive.public.frame.shown import shown


@shown
class Offer:
    """The same picture in one format, at several widths."""

    type: str
    srcset: str


@shown
class Image:
    """What ``<picture>`` is made of. ``offers`` are the better formats; ``srcset`` and ``address`` are of the one that
    every browser shows. ``width`` and ``height`` are those of what is at ``address``.

    ``alternative`` is empty for what is decorative; ``language`` is its own, if that is not the reader's.
    """

    offers: tuple[Offer, ...]
    srcset: str
    address: str
    width: int
    height: int
    colour: str
    alternative: str
    language: str


@shown
class Plate:
    """A picture among others, uncropped. ``image`` is missing where it is shown on request only: ``note`` says what it
    shows.
    """

    image: Image | None
    note: Link | None


@shown
class ShownPage:
    """A further page of a picture, with what can be read on it.

    ``image``, ``address`` and ``larger`` are as with ``ShownPicture``. ``words`` may be a translation: then
    ``original`` is what stands on the page itself.
    """

    number: int
    image: Image | None
    address: str
    larger: tuple[Link, ...]
    words: Link | None
    original: Link | None


@shown
class ShownPicture:
    """A picture with what is said of it. ``address`` is where it can be seen by itself, ``larger`` where it can be read
    in detail, by the pixels of each; where nobody is shown it, it has none.

    ``image`` is missing where it is shown on request only: then ``note`` says what it shows, and ``alternative``
    describes it. ``page`` leads to its own page, if this is another one. ``pages`` are those behind the first;
    ``counted`` says how many there are with that, if there are several.
    """

    image: Image | None
    note: Link | None
    alternative: Link | None
    address: str
    larger: tuple[Link, ...]
    caption: Link | None
    creator: Link | None
    credit: Link | None
    rights: Link | None
    page: Link | None
    pages: tuple[ShownPage, ...]
    counted: str
