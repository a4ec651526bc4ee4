"""Links of a text: which records it names, where they lead on a page, and which words may become one."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .documents import Mark, in_line, marked, stored, unlinked
from .reading import read

# Paragraphs and headings in their canonical form, every sign of them. Nothing that is repeated here can be read in two
# ways, so nothing is tried twice. U+0338 would melt with the end of a tag.
_WORDS: Final = r"(?:[^<>&\n\u0338]++|&(?:amp|lt|gt);|<br>)"
_RAISED: Final = rf"(?:{_WORDS}|<su(?:b>{_WORDS}++</sub>|p>{_WORDS}++</sup>))"
_EMPHASIZED: Final = rf"(?:{_RAISED}|<em>{_RAISED}++</em>)"
_STRONG: Final = rf"(?:{_EMPHASIZED}|<strong>{_EMPHASIZED}++</strong>)"
_SPOKEN: Final = rf'(?:{_STRONG}|<span lang="[a-zA-Z0-9-]++">{_STRONG}++</span>)'
_LEADS: Final = r'(?:href="(?:https?://|mailto:)[^"<>\n]++"|href="/[a-z]++(?:-[a-z]++)*+/"|data-record="[0-9a-f-]{36}")'
_CONTENT: Final = rf"(?:{_SPOKEN}|<a {_LEADS}>{_SPOKEN}++</a>)"
_AS_KEPT: Final = re.compile(rf"(?:<(p|h[23])>{_CONTENT}++</\1>(?:\n(?=<)|\Z))++")
_LINK: Final = re.compile(r'<a (?:data-)?(href|record)="([^"]*)">(.*?)</a>')


_PICTURE: Final = re.compile(r'<figure data-record="([^"]*)"></figure>')


def pictures(html: str) -> tuple[str, ...]:
    """The uuids of the pictures that stand in ``html``, in the order of the text; of a block, one or none."""
    if "<f" not in html and "<F" not in html:
        return ()  # no other element is called so
    return tuple(one.record for one in read(html).pictures())


def mentions(html: str) -> tuple[str, ...]:
    """The uuids of the records that canonical ``html`` links to or shows, in the order of the text, each once."""
    if "data-record" not in html.lower():
        return ()  # as most: reading takes a hundred times as long
    if _AS_KEPT.fullmatch(html):
        found = [value for kind, value, _words in _LINK.findall(html) if kind == "record"]
    else:
        found = [value for _text, marks in read(html).runs() for kind, value in marks if kind == "record"]
    return tuple(dict.fromkeys(found))


def link_records(html: str, addresses: Mapping[str, str]) -> SafeString:
    """Canonical ``html`` as a page shows it, safe for a template.

    ``addresses`` are those of records by their uuids, and of our lists by their addresses without a language. What
    has none there is named in plain words; of a picture nothing is left, it is shown otherwise. Whatever is not in its
    canonical form to the last sign, and lists and quotations, are written anew from what a text may hold, so that even
    a stored text that never passed ``clean`` brings no other element and no script with it.
    """

    def shown(mark: Mark) -> str:
        kind, value = mark
        if kind == "picture":
            return ""
        if kind == "record":
            address = addresses.get(value)
            return f'<a href="{escape(address)}" class="record">' if address else ""
        if value.startswith("/"):
            return f'<a href="{escape(addresses[value])}">' if value in addresses else ""
        if kind == "href" and not value.startswith("mailto:"):
            return f'<a href="{escape(value)}" rel="external noopener noreferrer">'
        return stored(mark)

    def linked(found: re.Match[str]) -> str:
        kind, value, words = found.groups()
        opening = shown((kind, unescape(value)))
        return f"{opening}{words}</a>" if opening else words

    return SafeString(_LINK.sub(linked, html) if _AS_KEPT.fullmatch(html) else read(html).html(shown))


def spell_out_links(html: str, called: Mapping[str, str]) -> str:
    """Canonical ``html`` in which links are plain words, each followed by where it led; pictures are so by their names.

    ``called`` are the names of records by their uuids.
    """

    def spelled_out(found: re.Match[str]) -> str:
        _kind, value, words = found.groups()
        return f"{words} (→ {escape(called.get(value, unescape(value)), quote=False)})"

    def in_words(found: re.Match[str]) -> str:
        title = escape(called.get(found[1], found[1]), quote=False)
        return f"<p>[{_('Picture: %(title)s') % {'title': title}}]</p>"

    return _PICTURE.sub(in_words, _LINK.sub(spelled_out, html))


def show_pictures(html: str, shown: Callable[[str], str]) -> SafeString:
    """Canonical ``html`` in which what is ``shown`` of each picture, by its uuid, stands in its place."""
    return mark_safe(_PICTURE.sub(lambda found: shown(found[1]), html))


def linkable(html: str) -> tuple[str, ...]:
    """The words of canonical ``html`` that may still become links: those of paragraphs and items, stretch by stretch.

    Those of headings, quotations and links stay as they are.
    """
    return tuple(in_line(block.content[first:end]) for block, first, end in unlinked(read(html)))


def link(html: str, words: str, record: str) -> str:
    """Canonical ``html`` in which the first ``words`` that may become a link lead to ``record``, a uuid.

    The same again if they are nowhere.
    """
    document = read(html)
    wanted = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for block, first, end in unlinked(document):
        runs = block.content[first:end]
        if found := wanted.search(in_line(runs)):
            block.content[first:end] = marked(runs, found.start(), found.end(), ("record", record))
            break
    return document.html(stored)
