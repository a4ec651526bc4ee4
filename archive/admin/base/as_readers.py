"""The page that readers will get, as a second person reads it: what differs from another page is marked in it, every
link in its text says where it leads, and opens beside the desk.

It is known by what is written in it, whatever template wrote that: of both pages the words are compared, line by line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from html import escape, unescape
from itertools import product
from typing import Final

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from archive import markup
from archive.markup import Span

# Where a page says something, between what is the same around all of them.
_MAIN: Final = re.compile(r"(<main\b[^>]*>)(.*)(</main>)", re.DOTALL)
# Tags, and what stands between them.
_TAG: Final = re.compile(r"(<[^>]*>)")
_NAME: Final = re.compile(r"</?([a-z0-9]+)")
_LINK: Final = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')
# What can be read on a page of a picture, in the lines in which it stands there.
_TRANSCRIPTION: Final = re.compile(r'<p class="transcription"[^>]*>[^<]*</p>')
# Where HTML breaks lines as it likes. Blanks that hold words together are words like others.
_BLANKS: Final = re.compile(r"[ \t\n\f\r]+")
# What does not end a line; any other element does.
_IN_LINE: Final = frozenset(
    ("a", "abbr", "bdi", "cite", "code", "del", "em", "i", "ins", "q", "small", "span", "strong", "sub", "sup", "time")
)
# In these no mark may stand.
_CLOSED: Final = ("svg", "select", "textarea", "script", "style")
# Lines of which less than that is the same are other lines.
_ALIKE: Final = 0.4
# Of more lines than that, none is looked for among the others.
_MOST: Final = 900


def page(html: str, before: str = "") -> str:
    """``html``, a whole public page, with what differs from the page ``before`` marked; without one, nothing is."""
    pieces = _TAG.split("".join(_with_links(_with_breaks(html))))
    written = "".join(pieces)
    if before:
        old = _MAIN.search("".join(_with_links(_with_breaks(before))))
        written = _MAIN.sub(lambda new: f"{new[1]}{marked(new[2], old[2] if old else '')}{new[3]}", written)
    dress = format_html('<link rel="stylesheet" href="{}"></head>', static("desk/as_readers.css"))
    return written.replace("</head>", dress, 1)


def marked(html: str, before: str) -> SafeString:
    """``html``, in which words are marked that ``before`` has not, and those that only ``before`` has stand again."""
    pieces, old = _TAG.split(html), _TAG.split(before)
    lines = dict(_words(pieces))
    spans = _Spans(_spans("".join(dict(_words(old)).values()), "".join(lines.values())))
    for place, words in lines.items():
        pieces[place] = "".join(map(_written, spans.next(len(words))))
    return mark_safe("".join(pieces))  # what was a page, and words that are escaped


class _Spans:
    """A comparison, from which the words of one text are taken in their order, with what was removed among them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._left = list(spans)[::-1]

    def next(self, length: int) -> Iterator[Span]:
        """The next ``length`` characters, what was removed before them, and after them up to the end of a line."""
        while self._left and (length or self._is_removed_at_end()):
            span = self._left.pop()
            if span.op == "removed":
                yield span
                continue
            if rest := span.text[length:]:
                self._left.append(Span(op=span.op, text=rest))
            yield Span(op=span.op, text=span.text[:length])
            length -= len(span.text[:length])

    def _is_removed_at_end(self) -> bool:
        if self._left[-1].op != "removed":
            return False
        follows = next((span.text for span in reversed(self._left) if span.op != "removed"), "\n")
        return follows.startswith("\n")


def _written(span: Span) -> str:
    words = span.text.removeprefix("\n")
    said = escape(words, quote=False)
    if span.op == "same" or not words.strip():
        return "" if span.op == "removed" else said
    lines, language = said.replace("\n", "<br>"), get_language()
    if span.op == "added":
        return f'<ins><span class="spoken" lang="{language}">{escape(gettext("added:"))} </span>{lines}</ins>'
    is_line = ' class="line"' if span.text.startswith("\n") else ""
    return f'<del{is_line}><span class="spoken" lang="{language}">{escape(gettext("removed:"))} </span>{lines}</del>'


def _words(pieces: list[str]) -> Iterator[tuple[int, str]]:
    """Where words stand among ``pieces`` of a page, and these; every line begins with its break."""
    closed, begins = "", True
    for place, piece in enumerate(pieces):
        if place % 2:
            name = found[1] if (found := _NAME.match(piece)) else ""
            if name in _CLOSED:
                closed = "" if piece.startswith("</") else name
            begins = begins or name not in _IN_LINE
        elif (not closed and (words := _BLANKS.sub(" ", unescape(piece))).strip()) or (words == " " and not begins):
            yield place, f"\n{words.lstrip()}" if begins else words
            begins = False


def _spans(before: str, after: str) -> Iterator[Span]:
    """As ``markup.difference``, but only lines that are alike are compared word by word."""
    old, new = before.split("\n")[1:], after.split("\n")[1:]
    for how, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Span(op="same", text=_lines(old[start:end]))
        else:
            yield from _of_lines(old[start:end], new[first:last])


def _of_lines(old: list[str], new: list[str]) -> Iterator[Span]:
    """Those that are most alike beside one another, then what stands before and after them."""
    pairs = product(enumerate(old), enumerate(new)) if len(old) * len(new) <= _MOST else ()
    likest = max(((_likeness(one, other), place, there) for (place, one), (there, other) in pairs), default=None)
    if likest and likest[0] >= _ALIKE:
        _like, place, there = likest
        yield from _of_lines(old[:place], new[:there])
        yield from markup.difference(_lines([old[place]]), _lines([new[there]]))
        yield from _of_lines(old[place + 1 :], new[there + 1 :])
        return
    if old:
        yield Span(op="removed", text=_lines(old))
    if new:
        yield Span(op="added", text=_lines(new))


def _likeness(one: str, other: str) -> float:
    """Which part of their words two lines have in common."""
    words, others = Counter(one.split()), Counter(other.split())
    return 2 * (words & others).total() / (words.total() + others.total() or 1)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"\n{line}" for line in lines)


def _with_breaks(html: str) -> str:
    """``html``, in which the lines of transcriptions are told by elements, as all others are."""
    return _TRANSCRIPTION.sub(lambda found: found[0].replace("\n", "<br>"), html)


def _with_links(html: str) -> Iterator[str]:
    """``html``, each link opening beside it, and those of a text followed by where they lead."""
    depth, leads_to = 0, ""
    for piece in _TAG.split(html):
        if piece.startswith(("<div", "</div")):
            depth = _depth(depth, piece)
        if found := _LINK.match(piece):
            leads_to = found[1] if depth else ""
            yield f'<a target="_blank"{piece[2:]}'
            continue
        yield piece
        if piece == "</a>" and leads_to:
            yield f'<span class="leads-to"> → {leads_to}</span>'
            leads_to = ""


def _depth(depth: int, tag: str) -> int:
    """How many elements deep the words of a text are, after ``tag``; 0 outside of one."""
    if tag.startswith("</"):
        return max(depth - 1, 0)
    return depth + 1 if depth or 'class="prose"' in tag else 0
