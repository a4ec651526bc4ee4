"""Links of a text: which records it names, where they lead on a page, and which words may become one."""

import re
from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .documents import Mark, in_line, marked, stored, unlinked
from .reading import read


def mentions(html: str) -> tuple[str, ...]:
    """The uuids of the records that canonical ``html`` links to, in the order of the text, each once."""
    if "data-record" not in html.lower():
        return ()  # as most: reading takes a hundred times as long
    found = (value for _text, marks in read(html).runs() for kind, value in marks if kind == "record")
    return tuple(dict.fromkeys(found))


def link_records(html: str, addresses: Mapping[str, str]) -> SafeString:
    """Canonical ``html`` as a page shows it, safe for a template.

    ``addresses`` are those of records by their uuids, and of our lists by their addresses without a language. What
    has none there is named in plain words. The markup is written anew from what a text may hold, so that even a
    stored text that never passed ``clean`` brings no other element and no script with it.
    """

    def shown(mark: Mark) -> str:
        kind, value = mark
        if kind == "record":
            address = addresses.get(value)
            return f'<a href="{escape(address)}" class="record">' if address else ""
        if value.startswith("/"):
            return f'<a href="{escape(addresses[value])}">' if value in addresses else ""
        if kind == "href" and not value.startswith("mailto:"):
            return f'<a href="{escape(value)}" rel="external noopener noreferrer">'
        return stored(mark)

    return mark_safe(read(html).html(shown))


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
