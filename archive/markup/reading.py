"""Reading HTML into a document: whatever means the same becomes what a text may hold."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from itertools import groupby

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from archive.characters import BLANKS, NOT_SEEN, UNWRITABLE
from archive.languages.codes import canonical

from .documents import Box, Mark, Picture, Run, Words
from .elements import DEEPEST, MEANS, RAISED, MarkupError

# Paragraphs and headings as most are: in them only links, languages, and what is strong or stressed.
_MARK = r'</?(?:strong|em)>|</(?:a|span)>|<(?:a href|a data-record|span lang)="[^"<\n]*">'
_BLOCKS = re.compile(rf"(?:<(p|h2|h3)>(?:[^<\n]++|{_MARK})++</\1>(?:\n(?=<)|\Z))+")
_TAG = re.compile("<[^<>]*>")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_START = re.compile(r"-?[0-9]{1,6}")
_LIST_OF_OURS = re.compile(r"/[a-z]+(?:-[a-z]+)*/")
_ADDRESS = re.compile(r"(https?):(//[^\s/?#].*)|(mailto):([^\s@]+@.+)", re.IGNORECASE | re.DOTALL)


def read(html: str) -> Box:
    """The document that well-formed ``html`` (from nh3, or stored) describes."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.document()


def plain(html: str) -> str:
    """The words of canonical ``html``: one line for each paragraph, heading and item, and for each break.

    Raised and lowered figures are characters of their own ("613¹"), so that they cannot be read as part of a number.
    Items say their number where the list does not simply begin at 1.
    """
    if _BLOCKS.fullmatch(html):
        return unescape(_TAG.sub("", html))
    return read(html).text()


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._boxes = [Box("")]
        self._blocks: list[str] = []  # open p, h2, h3
        self._links: list[Mark | None] = []
        self._tongues: list[str] = []  # open span
        self._open = {"strong": 0, "em": 0}
        self._heights: list[str] = []  # open sup, sub
        self.lost_links = 0
        self._words: list[Run] = []  # of the block that is being read

    def document(self) -> Box:
        self._end_block()
        self._boxes[0].prune()
        return self._boxes[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        meant = MEANS.get(tag, tag)
        if tag == "br":
            self._words.append(("\n", self._marks()))
        elif tag == "hr":
            self._end_block()
        elif tag == "a":
            self._follow(dict(attrs))
        elif tag == "span":
            self._tongues.append(canonical(dict(attrs).get("lang") or "") or self._tongue())
        elif meant in RAISED:
            self._heights.append(meant)
        elif meant in self._open:
            self._open[meant] += 1
        elif meant in ("p", "h2", "h3"):
            self._end_block()
            self._blocks.append(meant)
            if tag == "figure" and (record := _record(dict(attrs))):
                self._boxes[0].place(Picture(record))
        elif meant in ("ul", "ol", "li", "blockquote"):
            self._end_block()
            self._enter(_box(meant, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        meant = MEANS.get(tag, tag)
        if tag == "a" and self._links:
            self._links.pop()
        elif tag == "span" and self._tongues:
            self._tongues.pop()
        elif meant in self._heights:
            self._heights.pop()
        elif self._open.get(meant):
            self._open[meant] -= 1
        elif meant in self._blocks:
            self._end_block()
            self._blocks.pop()
        elif meant == self._boxes[-1].tag:
            self._end_block()
            self._boxes.pop()

    def handle_data(self, data: str) -> None:
        first, *others = _EMPTY_LINES.split(data) if self._is_bare() else [data]
        self._say(first)
        for paragraph in others:
            self._end_block()
            self._say(paragraph)

    def _is_bare(self) -> bool:
        """Whether words now stand in no block at all: then somebody typed them without an editor."""
        return len(self._boxes) == 1 and not self._blocks

    def _say(self, data: str) -> None:
        self._words.append((BLANKS.sub(" ", UNWRITABLE.sub("", data)), self._marks()))

    def _marks(self) -> tuple[Mark, ...]:
        link = self._links[-1] if self._links else None
        spoken = [("lang", tongue)] if (tongue := self._tongue()) else []
        kinds = (*(kind for kind in ("strong", "em") if self._open[kind]), *self._heights[-1:])
        return (*([link] if link else []), *spoken, *((kind, "") for kind in kinds))

    def _tongue(self) -> str:
        """The code of the other language in which words are now; empty in that of the text."""
        return self._tongues[-1] if self._tongues else ""

    def _follow(self, attributes: dict[str, str | None]) -> None:
        link = _link(attributes)
        self._links.append(link)
        self.lost_links += not link and "href" in attributes

    def _enter(self, box: Box) -> None:
        if len(self._boxes) > DEEPEST:
            raise MarkupError(
                _("Lists and quotations stand too deep inside each other. Take some of them out of the others.")
            )
        self._boxes[-1].place(box)
        self._boxes.append(box)

    def _end_block(self) -> None:
        content = _squeezed(self._words)
        self._words = []
        if content:
            # A heading stays one, whatever boxes a web page has put into it.
            tag = next((block for block in self._blocks if block != "p"), "p")
            self._boxes[-1].place(Words(tag, content))


def _box(tag: str, attributes: dict[str, str | None]) -> Box:
    """A list with its numbers, or whatever else holds blocks."""
    if tag != "ol":
        return Box(tag)
    start, kind = attributes.get("start") or "", attributes.get("type") or ""
    return Box(tag, start=int(start) if _START.fullmatch(start) else 1, type=kind if kind in tuple("aAiI") else "")


def _link(attributes: dict[str, str | None]) -> Mark | None:
    """The mark of a link that leads somewhere; without one its words are plain words."""
    if record := _record(attributes):
        return ("record", record)
    written = re.sub(r"[\t\n\r]", "", attributes.get("href") or "").strip()
    if _LIST_OF_OURS.fullmatch(written):
        return ("href", written)
    address = _ADDRESS.fullmatch(written)
    if not address:
        return None
    scheme, rest = (part for part in address.groups() if part is not None)
    return ("href", f"{scheme.lower()}:{iri_to_uri(rest)}")


def _record(attributes: dict[str, str | None]) -> str:
    """The uuid of a record of ours; empty if none is named."""
    record = (attributes.get("data-record") or "").lower()
    return record if _UUID.fullmatch(record) else ""


def _squeezed(words: list[Run]) -> list[Run]:
    """The runs of a block as the canonical form has them: nothing at all if a reader would see nothing."""
    tokens: list[Run] = []
    for text, marks in words:
        for token in re.findall(r"\n| +|[^ \n]+(?: +[^ \n]+)*", text):
            _append(tokens, token if token == "\n" else re.sub(" +", " ", token), marks)
    tokens = _trimmed(_trimmed(tokens, first=-1), first=0)
    _unmark_gaps(tokens)
    merged = groupby(tokens, key=lambda token: token[1])
    return [(unicodedata.normalize("NFC", "".join(text for text, _ in run)), marks) for marks, run in merged]


def _append(tokens: list[Run], token: str, marks: tuple[Mark, ...]) -> None:
    last = tokens[-1][0] if tokens else "\n"
    if token == " " and last in (" ", "\n"):
        return
    if token == "\n" and last == " ":
        tokens.pop()
    tokens.append((token, marks))


def _trimmed(tokens: list[Run], *, first: int) -> list[Run]:
    """Without what nobody sees at one end, the one where ``tokens[first]`` stands."""
    while tokens and not NOT_SEEN.sub("", tokens[first][0]):
        tokens.pop(first)
    if tokens:
        text, marks = tokens[first]
        tokens[first] = (text.lstrip(" \xa0") if first == 0 else text.rstrip(" \xa0"), marks)
    return tokens


def _unmark_gaps(tokens: list[Run]) -> None:
    """Let blanks and breaks have only those marks that the words on both sides have too."""
    before: tuple[Mark, ...] = ()
    for index, (text, marks) in enumerate(tokens):
        if text not in (" ", "\n"):
            before = marks
            continue
        after = next(marks for text, marks in tokens[index:] if text not in (" ", "\n"))
        tokens[index] = (text, tuple(mark for mark in marks if mark in before and mark in after))
