"""The text of a document as a record holds it."""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from itertools import groupby
from typing import Final

from django.utils.html import escape

from archive import markup
from archive.markup.markdown import from_markdown

from .documents import Block, Document, Sort

# A year or a day at the beginning of a paragraph, which Markdown would take for a numbered list.
_NUMBER: Final = re.compile(r"\A(?P<number>[0-9]{1,9})(?P<sign>[.)])(?=\s|\Z)")


_TAG: Final = re.compile(r'<a href="([^"]*)">|<[^>]*>')
_WORDS: Final = re.compile(r"[^\W_]+")


def body(document: Document, *, with_heading: bool = False) -> str:
    """The canonical HTML of the text. Raises ``MarkupError`` rather than lose words.

    ``with_heading`` puts the heading above it, for where no title has all of it.
    """
    highest = min((block.level for block in document.blocks if block.sort is Sort.HEADING), default=0)
    pieces = [
        piece
        for sort, group in groupby(document.blocks, key=lambda block: block.sort)
        for piece in _pieces(sort, tuple(group), highest=highest, is_markdown=document.is_markdown)
    ]
    heading = [f"<h2>{escape(document.heading)}</h2>"] if with_heading and document.heading else []
    return markup.clean("\n".join((*heading, *pieces)))


def _pieces(sort: Sort, blocks: tuple[Block, ...], *, highest: int, is_markdown: bool) -> Iterable[str]:
    written = [_inline(block.text, is_markdown=is_markdown) for block in blocks]
    match sort:
        case Sort.HEADING:
            tags = ["h2" if block.level == highest else "h3" for block in blocks]
            return [f"<{tag}>{words}</{tag}>" for tag, words in zip(tags, written, strict=True)]
        case Sort.ITEM:
            return ["<ul>" + "".join(f"<li>{words}</li>" for words in written) + "</ul>"]
        case Sort.QUOTATION:
            return [f"<blockquote><p>{words}</p></blockquote>" for words in written]
        case _:
            return [f"<p>{words}</p>" for words in written]


def _inline(text: str, *, is_markdown: bool) -> str:
    """Bold, italic and links of Markdown; everything else as it stands, and all of it where Markdown loses a word."""
    if not is_markdown:
        return escape(text)
    written = from_markdown(_NUMBER.sub(r"\g<number>\\\g<sign>", text))
    paragraph = re.fullmatch(r"<p>(?P<inside>[^\n]*)</p>", written)
    return paragraph["inside"] if paragraph and _has_all(text, paragraph["inside"]) else escape(text)


def _has_all(text: str, written: str) -> bool:
    """Whether every word of ``text`` is in the words of ``written`` or in the addresses of its links."""
    wanted, found = (Counter(_WORDS.findall(unescape(words))) for words in (text, _TAG.sub(r" \1 ", written)))
    return wanted <= found
