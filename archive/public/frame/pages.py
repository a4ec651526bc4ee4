"""What every page shows. Each template gets one frozen dataclass, complete before the template sees it."""

from typing import ClassVar

from .shown import shown


@shown
class Link:
    """Words that may lead somewhere: without an address they are only words. ``language`` is theirs."""

    text: str
    language: str = ""
    address: str = ""
    is_current: bool = False


@shown
class LanguageLink:
    """The same page in a language, named in that language. ``is_live``: it can be read in it."""

    code: str
    name: str
    address: str
    absolute: str
    locale: str
    is_current: bool
    is_live: bool


@shown
class When:
    """A date or an instant: as machines write it, and in words."""

    machine: str
    words: str


@shown
class AsOf:
    """The page shows how the archive once stood; ``present`` is the same page as it stands now.

    ``parameter`` is how the address asks for it.
    """

    when: When
    parameter: str
    present: str


@shown
class Support:
    """Where support can be found, in the ``words`` (safe HTML) of the site page ``title``, and a quiet way out.

    ``leave`` is the address that this leads to, ``host`` whose it is if it is not ours.
    """

    title: Link | None
    words: tuple[str, ...]
    leave: str
    host: str


@shown
class AlternateLink:
    """What leads programs to something of a media ``type``."""

    text: str
    address: str
    type: str


@shown
class Card:
    """What other sites show of a page: a picture at an absolute ``address``; ``alt`` is all that is written on it."""

    address: str
    type: str
    alt: str


@shown
class Identity:
    """What the archive says of itself. ``language`` is that of its words, if it is not what is spoken around them.

    ``words`` are safe HTML; ``menu`` leads to its site pages, and ``address`` to the record from which this is made,
    whose uuid is ``record``. Addresses are those of the present. ``texts_in_feeds``: feeds bring whole texts.
    """

    name: str
    summary: str
    words: tuple[str, ...]
    menu: tuple[Link, ...]
    support: Support
    language: str = ""
    mark: str = ""
    licence: Link | None = None
    postal_address: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    record: str = ""
    texts_in_feeds: bool = False


@shown
class Frame:
    """What stands around every page. ``canonical`` is empty where there is nothing to point to.

    ``json_ld`` is safe, and says what the page is about, ``published`` since when that has been here, if it is a
    record. ``report`` begins a message to the archive about an error. At ``any_language`` readers are led to this page
    in the language they prefer. ``sections`` stand at its head, ``foot`` at its foot. ``feed`` tells of what changes on
    this very page, if one does; ``follow`` leads to the feeds and the calendar of all. A past reading has none.
    ``interface`` is the language of what stands around the page, if it is another one. ``card`` is what others show
    of the page, ``manifest`` what a home screen is told of the archive.
    """

    language: str
    title: str
    description: str
    canonical: str
    any_language: str
    is_indexed: bool
    home: str
    search: str
    sections: tuple[Link, ...]
    foot: tuple[Link, ...]
    identity: Identity
    languages: tuple[LanguageLink, ...]
    interface: str = ""
    manifest: str = ""
    card: Card | None = None
    report: str = ""
    json_ld: str = ""
    published: str = ""
    feed: AlternateLink | None = None
    follow: tuple[AlternateLink, ...] = ()
    as_of: AsOf | None = None


@shown
class Page:
    """What every page is: a frame, and the one template that shows it all and sees nothing else."""

    template: ClassVar[str]
    frame: Frame


@shown
class Notice:
    """Something a reader should know first. ``tone`` is note, correction, doubt or withdrawal."""

    tone: str
    heading: str
    text: str = ""
    language: str = ""
    when: When | None = None
    link: Link | None = None


@shown
class ErrorPage(Page):
    """What went wrong, in a sentence, and where to go on. ``query`` stands ready to be looked for."""

    template: ClassVar[str] = "public/error.html"
    heading: str
    text: str
    query: str
