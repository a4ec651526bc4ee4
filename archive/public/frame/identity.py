"""What the archive says of itself around every page: its name, its licence, its contact, and its site pages."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive import languages, markup
from archive.editions.payloads import Block, Payload
from archive.editions.payloads.identities import IdentityPayload
from archive.editions.payloads.pages import PagePayload
from archive.editions.reading import Reading
from archive.kept import Kept
from archive.languages import interface
from archive.public.frame import addresses
from archive.public.frame.addresses import external, host
from archive.public.frame.pages import Identity, Link, Support


class Known(NamedTuple):
    """What the archive says of itself, by language, and the record that says it."""

    said: dict[str, Identity]
    itself: IdentityPayload | None


_IDENTITIES: Final = Kept[Known](most=8)


def of(reading: Reading, *, version: str, language: str) -> Identity:
    """As it stands at the reader's instant. ``version`` is that of ``reading``.

    One query after anything public has changed, and none until it changes again: the version names the state of all
    that can be read, so what was made from it holds as long as it does.
    """
    return _known(reading, version).said[language]


def itself(reading: Reading, *, version: str) -> IdentityPayload | None:
    """The archive's own record, if it has been published. It costs what ``of`` does, and both together no more."""
    return _known(reading, version).itself


def _known(reading: Reading, version: str) -> Known:
    return _IDENTITIES.get(version, lambda: _everywhere(reading))


def _everywhere(reading: Reading) -> Known:
    known = reading.live("identity", "page")
    itself = next((one for one in known if isinstance(one, IdentityPayload)), None)
    return Known(said={language: _in(language, known) for language in languages.spoken()}, itself=itself)


def _in(language: str, known: tuple[Payload, ...]) -> Identity:
    """What nobody has published yet stands in the words that the interface has for it."""
    pages = [one for one in known if isinstance(one, PagePayload) and one.menu is not None]
    menu = tuple(_link(page, language) for page in sorted(pages, key=lambda page: (page.menu, page.slug)))
    for one in known:
        if isinstance(one, IdentityPayload):
            support = next((page for page in known if one.support and page.record == one.support.record), None)
            return _published(one, language, menu, _support(one, support, language))
    with override(language):
        sentence = _(
            "The archive’s own voice is neutral. Figures, and words that judge, belong to those who are named beside "
            "them."
        )
        return Identity(
            language=_said_in(interface.of(language), language),
            name=_("Memorial Archive"),
            summary=_("Days of remembrance, the statements issued on them, the events they speak of, and the sources."),
            words=(markup.link_records(markup.clean(escape(sentence)), {}),),
            menu=menu,
            support=_support(None, None, language),
        )


def _published(payload: IdentityPayload, language: str, menu: tuple[Link, ...], support: Support) -> Identity:
    code, words = payload.words(language)
    return Identity(
        language=_said_in(code, language),
        name=words.title,
        summary=words.summary,
        words=_in_paragraphs(words.blocks, language),
        mark=payload.mark,
        licence=licence(payload),
        postal_address=" · ".join(payload.postal_address.splitlines()),
        email=payload.email,
        telephone=payload.telephone,
        address=addresses.record(language, payload.kind, payload.slug),
        record=payload.record,
        texts_in_feeds=payload.texts_in_feeds,
        menu=menu,
        support=support,
    )


def _support(payload: IdentityPayload | None, page: Payload | None, language: str) -> Support:
    """What it says of support in the words of ``page``, if readers can see that."""
    leave = external(payload.quiet_exit) if payload else ""
    code, words = page.words(language) if page else ("", None)
    return Support(
        title=Link(text=words.title, language=code) if words else None,
        words=_in_paragraphs(words.blocks if words else (), language),
        leave=leave or addresses.home(language),
        host=host(leave),
    )


def _in_paragraphs(blocks: Iterable[Block], language: str) -> tuple[SafeString, ...]:
    """Without the pictures: those stand on the page itself."""
    shown = (markup.link_records(block.html, addresses.of_lists(language)) for block in blocks)
    return tuple(html for html in shown if html)


def _said_in(code: str, language: str) -> str:
    """``code``, unless words in it stand on a page in their own language, and among others in it."""
    return "" if code == language == interface.of(language) else code


def licence(payload: IdentityPayload) -> Link | None:
    return Link(text=payload.licence, address=payload.licence_address) if payload.licence else None


def _link(page: PagePayload, language: str) -> Link:
    code, words = page.words(language)
    return Link(
        text=words.title,
        language=_said_in(code, language),
        address=addresses.record(language, page.kind, page.slug),
    )
