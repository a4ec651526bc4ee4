"""What stands around a page: the archive's name, its title and other languages, the ways to the rest of the room."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import override

from archive import characters, languages
from archive.editions.reading import Reading
from archive.kept import Kept
from archive.languages import interface
from archive.public import kinds
from archive.public.frame import addresses, identity
from archive.public.frame.pages import AlternateLink, AsOf, Card, Frame, Identity, LanguageLink, Link, When
from archive.public.frame.visits import Visit
from archive.public.kinds import Kind, Position
from archive.public.programs import cards, json_ld
from archive.public.words import labels

# A few dozen links each; there is one for each kind and language, and for each past reading.
_FRAMES: Final = Kept[Frame](most=128)


def frame_for(
    visit: Visit,
    *,
    title: str,
    description: str = "",
    canonical: str,
    kind: str = "",
    live: Collection[str] | None = None,
    is_indexed: bool = True,
    feed: str = "",
    number: int = 0,
    published: str = "",
    card: Card | None = None,
    is_list: bool = True,
) -> Frame:
    """The frame of a page. ``canonical`` is an address of this site; ``live`` are the languages it can be read in, if
    not in all: to what is no record nobody is led in a language that is retired.

    ``feed`` is the address of the page's own feed, ``number`` that of the edition it shows; ``published`` is when the
    first was; ``card`` is what others show of the page, if not the archive's. ``is_list``: programs are told that it is
    a list; what it is instead, the page says itself.
    """
    live = _offered(visit.language) if live is None else live
    around = _around(visit.reading, visit.version, visit.language, kind=kind, as_of=visit.as_of)
    email, links = around.identity.email, language_links(visit, live)
    frame = replace(
        around,
        title=title,
        description=" ".join(description.split()),
        canonical=addresses.absolute(canonical),
        any_language=_for_any_reader(links),
        is_indexed=is_indexed and not visit.as_of,
        languages=links,
        report=_report(email, title, number, visit) if email and number else "",
        feed=_feed(title, feed) if feed and not visit.as_of else None,
        published=published,
        card=card or around.card,
        as_of=_as_of(visit),
    )
    return json_ld.attach(frame, json_ld.of_list(frame)) if is_list else frame


def standalone(reading: Reading, language: str, *, title: str) -> Frame:
    """The frame of a page that stands for no address."""
    links = tuple(_language_link(code, addresses.home(code), current=language) for code in _offered(language))
    return replace(_around(reading, reading.version(), language), title=title, languages=links)


def _around(reading: Reading, version: str, language: str, *, kind: str = "", as_of: str = "") -> Frame:
    """What stands around all pages of a kind, before anything is said of one of them."""

    def made() -> Frame:
        with override(language):
            archive = identity.of(reading, version=version, language=language)
            return Frame(
                language=language,
                interface=_interface(language),
                title="",
                description="",
                canonical="",
                any_language="",
                is_indexed=False,
                home=addresses.home(language, as_of=as_of),
                search=addresses.search(language, as_of=as_of),
                sections=_head(language, current=kind, as_of=as_of),
                foot=_foot(archive, as_of=as_of),
                identity=replace(archive, address=_then(archive.address, as_of)),
                card=cards.shown(cards.of_archive(archive), addresses.absolute(addresses.card(language))),
                manifest=addresses.manifest(language),
                languages=(),
                follow=() if as_of else _follow(language),
            )

    return _FRAMES.get((version, language, kind, as_of), made)


def language_links(visit: Visit, live: Collection[str]) -> tuple[LanguageLink, ...]:
    """This very page in each language, with all that was asked; in a retired one only if there is something to read."""
    return tuple(
        _language_link(code, here(visit, language=code), current=visit.language, is_live=code in live)
        for code in _offered(visit.language, *live)
    )


def _offered(*besides: str) -> tuple[str, ...]:
    """The languages in which archivists write, and ``besides`` what is read now, or can be."""
    return tuple(code for code in languages.spoken() if code in languages.written() or code in besides)


def _interface(language: str) -> str:
    """The language in which the interface speaks on a page, if that is another one."""
    told_in = interface.of(language)
    return told_in if told_in != language else ""


def here(visit: Visit, *, language: str = "", as_of: bool = True) -> str:
    """The address of this page, in another language or in the present."""
    instant = addresses.with_parameters("", **{addresses.AS_OF: visit.as_of})[1:] if as_of else ""
    return addresses.with_query(f"/{language or visit.language}/{visit.path}", visit.query, instant)


def _for_any_reader(links: Iterable[LanguageLink]) -> str:
    places = {link.code: link.address for link in readable(links)}
    return addresses.absolute(addresses.x_default(places)) if places else ""


def readable(links: Iterable[LanguageLink]) -> tuple[LanguageLink, ...]:
    return tuple(link for link in links if link.is_live)


def _language_link(code: str, address: str, *, current: str, is_live: bool = True) -> LanguageLink:
    return LanguageLink(
        code=code,
        name=languages.get(code).autonym,
        address=address,
        absolute=addresses.absolute(address),
        locale=languages.get(code).locale,
        is_current=code == current,
        is_live=is_live,
    )


def _sections(language: str, *, current: str = "", as_of: str = "") -> tuple[Link, ...]:
    found = (kind for kind in kinds.every() if kind.position is Position.HEAD)
    return tuple(_section(kind, language, current=current, as_of=as_of) for kind in found)


def _head(language: str, *, current: str = "", as_of: str = "") -> tuple[Link, ...]:
    """The lists, the calendar, and what was corrected."""
    return (
        *_sections(language, current=current, as_of=as_of),
        Link(text=_("On this day"), address=addresses.day(language, as_of=as_of)),
        Link(text=_("Years"), address=addresses.years(language, as_of=as_of)),
        Link(text=_("Corrections log"), address=addresses.corrections(language, as_of=as_of)),
    )


def _foot(archive: Identity, *, as_of: str = "") -> tuple[Link, ...]:
    """The site pages."""
    return tuple(replace(link, address=_then(link.address, as_of)) for link in archive.menu)


def _then(address: str, as_of: str) -> str:
    return addresses.with_parameters(address, **{addresses.AS_OF: as_of}) if address else ""


def _section(kind: Kind, language: str, *, current: str, as_of: str) -> Link:
    return Link(
        text=str(kind.section),
        address=addresses.listing(language, kind.name, as_of=as_of),
        is_current=kind.name == current,
    )


def _feed(text: str, address: str) -> AlternateLink:
    return AlternateLink(text=text, address=address, type="application/atom+xml")


def _follow(language: str) -> tuple[AlternateLink, ...]:
    calendar = addresses.calendar(language)
    return (
        _feed(f"{_('All that is new or changed')} (Atom)", addresses.feed(language)),
        _feed(f"{_('Corrections log')} (Atom)", addresses.feed_of_corrections(language)),
        AlternateLink(text=f"{_('Observances')} (iCalendar)", address=calendar, type="text/calendar"),
    )


def _report(email: str, title: str, number: int, visit: Visit) -> str:
    """A message that a reader may finish and send, or not: it says on which page she was."""
    subject = _("An error on the page “%(title)s”") % {"title": title}
    body = (
        _("What is wrong on this page, and how you know it:"),
        *("", "", ""),
        _("Page: %(address)s") % {"address": addresses.absolute(here(visit))},
        _("Edition: %(number)s") % {"number": number},
        _("Language: %(language)s") % {"language": languages.get(visit.language).autonym},
    )
    said = urlencode({"subject": characters.line(subject), "body": "\r\n".join(body)}, quote_via=quote)
    return f"mailto:{quote(email, safe='@')}?{said}"


def _as_of(visit: Visit) -> AsOf | None:
    if not visit.as_of:
        return None
    instant = visit.reading.instant
    words = labels.moment_in_words(instant, visit.language)
    return AsOf(
        when=When(machine=instant.isoformat(timespec="seconds"), words=words),
        parameter=visit.as_of,
        present=here(visit, as_of=False),
    )
