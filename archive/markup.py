"""What HTML a text may hold: its one canonical form, its plain text, its difference to another."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate, groupby
from typing import Final, Literal
from unicodedata import decimal

import nh3
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from archive import pasting
from archive.characters import BLANKS, NOT_SEEN, UNWRITABLE

__all__ = [
    "ALLOWED",
    "MarkupError",
    "Pasted",
    "Span",
    "blocks",
    "clean",
    "difference",
    "difference_by_line",
    "from_markdown",
    "link",
    "link_records",
    "linkable",
    "mentions",
    "pasted",
    "plain",
]

# Everything a text may hold. A link has one of the two: the address of a page elsewhere (http, https,
# mailto) or of a list of ours ("/corrections/"), or the uuid of an authority record of ours.
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("p", "h2", "h3", "ul", "li", "blockquote", "strong", "em", "sub", "sup", "br"), frozenset()),
    "ol": frozenset({"start", "type"}),
    "a": frozenset({"href", "data-record"}),
}
DEEPEST: Final = 20  # lists in lists in quotations


class MarkupError(ValueError):
    """HTML that cannot be kept without losing words. Its text is for the archivist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What another program's HTML has become, and in sentences what of it is not as it was."""

    html: str
    changed: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of words in the comparison of two texts."""

    op: Literal["same", "removed", "added"]
    text: str


# --- the canonical form ------------------------------------------------------------------------------
# One top-level block per line. Lists hold items, items and quotations hold blocks (as the editor writes
# them: <li><p>one</p></li>); no block is empty. Blanks are single and never stand at the edge of a block, a
# break or a mark. Marks nest as link, strong, em, sub or sup, and neighbours with the same marks are one run.
# Numbered lists say with which number they begin, and in which signs, if that is not 1 and figures. Characters
# are NFC and stand for themselves, except & < > and, in addresses, the quotation mark.


def clean(html: str) -> str:
    """``html`` in its canonical form: the same content always has the same bytes.

    Markup that a text may not hold goes, its words stay; what only means the same (b, i, other headings, div, rows
    of a table, raised by style) becomes what is allowed; words outside blocks become paragraphs, parted by empty
    lines. Raises ``MarkupError`` if words would be lost or moved.
    """
    return _understood(html)[0].html(_stored)


def pasted(html: str) -> Pasted:
    """The same, for somebody who has brought ``html`` from elsewhere and is told what is not as it was there."""
    document, changed = _understood(html)
    return Pasted(html=document.html(_stored), changed=pasting.told(changed))


def _understood(html: str) -> "tuple[_Box, Counter[str]]":
    source = UNWRITABLE.sub("", html)
    tree = pasting.tree(
        nh3.clean(
            source,
            tags=set(_UNDERSTOOD),
            clean_content_tags=set(_NEVER_SEEN),
            attributes={"a": set(ALLOWED["a"]), **pasting.ATTRIBUTES},
            url_schemes={"http", "https", "mailto", *_NOT_OURS},
            link_rel=None,
        )
    )
    _refuse_loss(_visible(source), tree.words())
    changed = pasting.adapt(tree) + pasting.seen_only(_names(source))
    reader = _Reader()
    tree.tell(reader)
    document = reader.document()
    _refuse_loss(tree.words(), document.words())
    changed["links"] = reader.lost_links
    return document, changed


def blocks(html: str) -> tuple[str, ...]:
    """The top-level blocks of ``html``, each in its canonical form."""
    return tuple(clean(html).splitlines())


def from_markdown(text: str) -> str:
    """The canonical HTML of a Markdown document, in which every sign that is not plain Markdown is a word.

    HTML stays visible as it was typed. So do pictures, and footnotes of the form "[1]: https://...", of
    which Markdown would show nothing. Indented and fenced code is text like any other.
    """
    return clean(_MARKDOWN.render(text))


_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).disable(["image", "reference", "code", "fence"])


# --- reading stored text -----------------------------------------------------------------------------


def plain(html: str) -> str:
    """The words of canonical ``html``: one line for each paragraph, heading and item, and for each break.

    Raised and lowered figures are characters of their own ("613¹"), so that they cannot be read as part of a number.
    Items say their number where the list does not simply begin at 1.
    """
    return _read(html).text()


def mentions(html: str) -> tuple[str, ...]:
    """The uuids of the records that canonical ``html`` links to, in the order of the text, each once."""
    found = (value for _text, marks in _read(html).runs() for kind, value in marks if kind == "record")
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
        return _stored(mark)

    return mark_safe(_read(html).html(shown))


def linkable(html: str) -> tuple[str, ...]:
    """The words of canonical ``html`` that may still become links: those of paragraphs and items, stretch by stretch.

    Those of headings, quotations and links stay as they are.
    """
    return tuple(_in_line(block.content[first:end]) for block, first, end in _unlinked(_read(html)))


def link(html: str, words: str, record: str) -> str:
    """Canonical ``html`` in which the first ``words`` that may become a link lead to ``record``, a uuid.

    The same again if they are nowhere.
    """
    document = _read(html)
    wanted = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for block, first, end in _unlinked(document):
        runs = block.content[first:end]
        if found := wanted.search(_in_line(runs)):
            block.content[first:end] = _marked(runs, found.start(), found.end(), ("record", record))
            break
    return document.html(_stored)


# --- difference --------------------------------------------------------------------------------------

# A word or a sign, with the blanks before it: so that a sentence is compared by what is read in it, and goes on where
# something was added before its full stop. A break stands alone.
_COMPARED = re.compile(r"[^\S\n]*(?:\w+|[^\w\s])|\s")


def difference(before: str, after: str) -> tuple[Span, ...]:
    """How the words of ``after`` differ from those of ``before``, both plain text.

    What is "same" and "removed" makes up ``before``, what is "same" and "added" makes up ``after``.
    """
    old, new = _COMPARED.findall(before), _COMPARED.findall(after)
    spans: list[Span] = []
    for _how, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        if removed == added:
            spans.append(Span(op="same", text=removed))
            continue
        if removed:
            spans.append(Span(op="removed", text=removed))
        if added:
            spans.append(Span(op="added", text=added))
    return tuple(spans)


def difference_by_line(before: str, after: str) -> tuple[tuple[Span, ...], ...]:
    """The same, line by line. Only lines that have no like are compared word by word: a long text costs little."""
    old, new = before.split("\n"), after.split("\n")
    lines: list[tuple[Span, ...]] = []
    for how, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            lines += [(Span(op="same", text=line),) for line in old[start:end]]
        else:
            lines += _in_lines(difference("\n".join(old[start:end]), "\n".join(new[new_start:new_end])))
    return tuple(lines)


def _in_lines(spans: Iterable[Span]) -> Iterator[tuple[Span, ...]]:
    """``spans``, begun anew at every break in them; lines of which nothing is left are not there."""
    line: list[Span] = []
    for span in spans:
        first, *others = span.text.split("\n")
        line += [replace(span, text=first)] if first else []
        for text in others:
            if line:
                yield tuple(line)
            line = [replace(span, text=text)] if text else []
    if line:
        yield tuple(line)


# --- what becomes of other markup --------------------------------------------------------------------

_MEANS: Final = {
    "b": "strong",
    "i": "em",
    "menu": "ul",
    "h1": "h2",
    **dict.fromkeys(("h4", "h5", "h6"), "h3"),
    "dir": "ul",
    "rt": "sup",
    **dict.fromkeys(pasting.BLOCKS, "p"),
}
_LOOKS: Final = ("del", "font", "label", "mark", "q", "s", "small", "span", "strike", "u")
_UNDERSTOOD: Final = frozenset((*ALLOWED, *_MEANS, *_LOOKS, *pasting.MATH, "svg"))
_NEVER_SEEN: Final = ("script", "style", "template", "title")
# Addresses that lead somewhere from where they were copied, and nowhere from a text: whoever pastes them is told.
_NOT_OURS: Final = ("file", "ftp", "tel")

# A small raised figure is a footnote: without its mark "150" and "1" would read as 1501.
_RAISED: Final = {"sup": ("⁰¹²³⁴⁵⁶⁷⁸⁹", "+-−=()", "⁺⁻⁻⁼⁽⁾"), "sub": ("₀₁₂₃₄₅₆₇₈₉", "+-−=()", "₊₋₋₌₍₎")}
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_START = re.compile(r"-?[0-9]{1,6}")
_LIST_OF_OURS = re.compile(r"/[a-z]+(?:-[a-z]+)*/")
_ADDRESS = re.compile(r"(https?):(//[^\s/?#].*)|(mailto):([^\s@]+@.+)", re.IGNORECASE | re.DOTALL)


# --- the document in memory --------------------------------------------------------------------------

# ("href", address), ("record", uuid), ("strong", ""), ("em", ""), ("sub", "") or ("sup", "").
Mark = tuple[str, str]
# Words and their marks, in the order in which they nest. In the words "\n" is a break.
Run = tuple[str, tuple[Mark, ...]]


@dataclass(slots=True)
class _Words:
    """A paragraph or heading."""

    tag: str
    content: list[Run]

    def runs(self) -> Iterator[Run]:
        yield from self.content

    def lines(self) -> Iterator[str]:
        yield "".join(_raised(text, marks) for text, marks in self.content)

    def html(self, opening: Callable[[Mark], str]) -> str:
        written = [f"<{self.tag}>"]
        still_open: tuple[Mark, ...] = ()
        for text, marks in (*self.content, ("", ())):
            shared = _shared(still_open, marks)
            written += [_closing(opening(mark)) for mark in reversed(still_open[shared:])]
            written += [opening(mark) for mark in marks[shared:]]
            written.append(escape(text, quote=False).replace("\n", "<br>"))
            still_open = marks
        written.append(f"</{self.tag}>")
        # The only character that would melt with the end of a tag when the whole is brought to NFC.
        return "".join(written).replace(">\u0338", ">&#824;")


@dataclass(slots=True)
class _Box:
    """A list, an item, a quotation; without a tag, the document."""

    tag: str
    children: "list[_Box | _Words]" = field(default_factory=list)
    is_implied: bool = False
    start: int = 1  # of a numbered list
    type: str = ""

    def runs(self) -> Iterator[Run]:
        for child in self.children:
            yield from child.runs()

    def lines(self) -> Iterator[str]:
        for place, child in enumerate(self.children):
            first, *others = child.lines()
            yield f"{self._number(place)}{first}"
            yield from others

    def _number(self, place: int) -> str:
        """What stands before an item, where a reader would not count it himself."""
        return f"{pasting.counted(self.start + place, self.type)}. " if self.start != 1 or self.type else ""

    def text(self) -> str:
        return "\n".join(self.lines())

    def words(self) -> str:
        """All its characters, however they are shown."""
        return _said(self.runs())

    def html(self, opening: Callable[[Mark], str]) -> str:
        children = (child.html(opening) for child in self.children)
        return f"<{self.tag}{self._attributes()}>{''.join(children)}</{self.tag}>" if self.tag else "\n".join(children)

    def _attributes(self) -> str:
        start = f' start="{self.start}"' if self.start != 1 else ""
        return f'{start} type="{self.type}"' if self.type else start

    def place(self, child: "_Box | _Words") -> None:
        """Put ``child`` last, where HTML wants it: items in lists, everything else in lists in an item."""
        if (child.tag == "li") == (self.tag in _LISTS):
            self.children.append(child)
        else:
            self._box_between(child).place(child)

    def _box_between(self, child: "_Box | _Words") -> "_Box":
        """The list around a lone item, next to its like; or the item around what stands loose in a list.

        A list that stands loose in a list belongs to the item before it.
        """
        last = self.children[-1] if self.children else None
        if isinstance(last, _Box) and (last.is_implied if child.tag == "li" else child.tag in _LISTS):
            return last
        box = _Box("ul", is_implied=True) if child.tag == "li" else _Box("li")
        self.children.append(box)
        return box

    def prune(self) -> bool:
        """Take away what is empty; say whether anything is left."""
        self.children = [child for child in self.children if isinstance(child, _Words) or child.prune()]
        return bool(self.children)


_LISTS: Final = ("ul", "ol")


def _unlinked(box: _Box) -> "Iterator[tuple[_Words, int, int]]":
    """The runs of paragraphs in ``box`` that are in no link: a paragraph, the first of them, the end of them."""
    for child in box.children:
        if isinstance(child, _Box) and child.tag != "blockquote":
            yield from _unlinked(child)
        if isinstance(child, _Words) and child.tag == "p":
            place = 0
            for is_linked, runs in groupby(child.content, key=lambda run: _is_linked(run[1])):
                first, place = place, place + len(list(runs))
                if not is_linked:
                    yield child, first, place


def _is_linked(marks: tuple[Mark, ...]) -> bool:
    return bool(marks) and marks[0][0] in ("href", "record")


def _said(runs: Iterable[Run]) -> str:
    return "".join(text for text, _marks in runs)


def _in_line(runs: Iterable[Run]) -> str:
    """The same, with a sign that is no letter for each that is raised or lowered: the mark of a note ends a name."""
    return "".join("\ufffc" * len(text) if _height(marks) else text for text, marks in runs)


def _height(marks: tuple[Mark, ...]) -> str:
    return marks[-1][0] if marks and marks[-1][0] in _RAISED else ""


def _raised(text: str, marks: tuple[Mark, ...]) -> str:
    """``text`` as it stands in a line without marks."""
    if not (height := _height(marks)):
        return text
    figures, signs, meant = _RAISED[height]
    known = str.maketrans(signs, meant)
    return "".join(figures[decimal(sign)] if sign.isdecimal() else sign.translate(known) for sign in text)


def _marked(runs: list[Run], start: int, end: int, mark: Mark) -> list[Run]:
    """``runs`` with one more mark, outside of the others, on the characters from ``start`` to ``end``."""
    made: list[Run] = []
    for text, marks in runs:
        low, high = (min(max(edge, 0), len(text)) for edge in (start, end))
        pieces = ((text[:low], marks), (text[low:high], (mark, *marks)), (text[high:], marks))
        made += [piece for piece in pieces if piece[0]]
        start, end = start - len(text), end - len(text)
    return made


def _stored(mark: Mark) -> str:
    kind, value = mark
    if kind == "href":
        return f'<a href="{escape(value)}">'
    if kind == "record":
        return f'<a data-record="{value}">'
    return f"<{kind}>"


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    """How many members two sequences have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _closing(opening: str) -> str:
    return f"</{opening[1:-1].partition(' ')[0]}>" if opening else ""


# --- reading -----------------------------------------------------------------------------------------


def _read(html: str) -> _Box:
    """The document that well-formed ``html`` (from nh3, or stored) describes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.document()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._boxes = [_Box("")]
        self._blocks: list[str] = []  # open p, h2, h3
        self._links: list[Mark | None] = []
        self._open = {"strong": 0, "em": 0}
        self._heights: list[str] = []  # open sup, sub
        self.lost_links = 0
        self._words: list[Run] = []  # of the block that is being read

    def document(self) -> _Box:
        self._end_block()
        self._boxes[0].prune()
        return self._boxes[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        meant = _MEANS.get(tag, tag)
        if tag == "br":
            self._words.append(("\n", self._marks()))
        elif tag == "hr":
            self._end_block()
        elif tag == "a":
            self._follow(dict(attrs))
        elif meant in _RAISED:
            self._heights.append(meant)
        elif meant in self._open:
            self._open[meant] += 1
        elif meant in ("p", "h2", "h3"):
            self._end_block()
            self._blocks.append(meant)
        elif meant in ("ul", "ol", "li", "blockquote"):
            self._end_block()
            self._enter(_box(meant, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        meant = _MEANS.get(tag, tag)
        if tag == "a" and self._links:
            self._links.pop()
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
        kinds = (*(kind for kind in ("strong", "em") if self._open[kind]), *self._heights[-1:])
        return (*([link] if link else []), *((kind, "") for kind in kinds))

    def _follow(self, attributes: dict[str, str | None]) -> None:
        link = _link(attributes)
        self._links.append(link)
        self.lost_links += not link and "href" in attributes

    def _enter(self, box: _Box) -> None:
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
            self._boxes[-1].place(_Words(tag, content))


def _box(tag: str, attributes: dict[str, str | None]) -> _Box:
    """A list with its numbers, or whatever else holds blocks."""
    if tag != "ol":
        return _Box(tag)
    start, kind = attributes.get("start") or "", attributes.get("type") or ""
    return _Box(tag, start=int(start) if _START.fullmatch(start) else 1, type=kind if kind in tuple("aAiI") else "")


def _link(attributes: dict[str, str | None]) -> Mark | None:
    """The mark of a link that leads somewhere; without one its words are plain words."""
    record = (attributes.get("data-record") or "").lower()
    if _UUID.fullmatch(record):
        return ("record", record)
    written = re.sub(r"[\t\n\r]", "", attributes.get("href") or "").strip()
    if _LIST_OF_OURS.fullmatch(written):
        return ("href", written)
    address = _ADDRESS.fullmatch(written)
    if not address:
        return None
    scheme, rest = (part for part in address.groups() if part is not None)
    return ("href", f"{scheme.lower()}:{iri_to_uri(rest)}")


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


# --- that nothing is lost ----------------------------------------------------------------------------

# What a reader does not see of HTML source. Whatever looks like a tag but is not finished, or has a name of
# its own and no end ("<press@example.org>", "<<Azadlıq>>"), and whatever follows an unfinished comment or
# script, is text here, on purpose: a parser drops it without a word, as it drops the rest of the paragraph
# after an open <svg>.
_ATTRIBUTES = r"""(?:=\s*(?:"[^"]*"|'[^']*')|[^<>])*+"""
_TAG = re.compile(
    rf"<!--(?:.*?-->|(?P<comment>.*))|<({'|'.join(_NEVER_SEEN)})\b[^<>]*>(?:.*?</\2\s*>|(?P<script>.*))"
    rf"|<(?P<name>[a-z][^\s/<>]*){_ATTRIBUTES}>|</[a-z]{_ATTRIBUTES}>|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_END_TAG = re.compile(r"</([a-z][^\s/<>]*)", re.IGNORECASE)
# Names that are no words, even where their end is missing: elements that HTML lets stand without it, and those
# whose end is often forgotten and that keep their words. (After a forgotten end of others words may go.)
_HARMLESS: Final = (_UNDERSTOOD - pasting.MATH - {"svg"}).union(
    ("area", "base", "body", "col", "colgroup", "embed", "head", "html", "img", "input", "link", "meta"),
    ("optgroup", "option", "param", "rp", "rt", "source", "track", "wbr"),
    ("abbr", "big", "cite", "code", "ins", "kbd", "samp", "time", "tt", "var"),
)


def _visible(source: str) -> str:
    """The words that ``source`` shows, read without an HTML parser."""
    pieces: list[str] = []
    position = 0
    ends = {name.lower() for name in _END_TAG.findall(source)}
    for tag in _TAG.finditer(source):
        pieces.append(unescape(source[position : tag.start()]))
        if _is_text(tag, ends):
            pieces.append(unescape(tag[0]))
        position = tag.end()
    return " ".join((*pieces, unescape(source[position:])))


def _names(source: str) -> Iterator[str]:
    """Of the elements that begin in ``source``."""
    return (tag["name"].lower() for tag in _TAG.finditer(source) if tag["name"])


def _is_text(tag: re.Match[str], ends: set[str]) -> bool:
    if tag["name"]:
        name = tag["name"].lower()
        return name not in _HARMLESS and name not in ends and not tag[0].endswith("/>")
    return tag["comment"] is not None or tag["script"] is not None


def _refuse_loss(before: str, after: str) -> None:
    seen, kept = _seen(before), _seen(after)
    if seen == kept:
        return
    lost = _excerpt(before, at=_shared(seen, kept))
    raise MarkupError(
        _(
            "This text cannot be kept without losing words, from “%(words)s” on. Look there for an "
            "unfinished tag or a drawing, or paste the text without its formatting."
        )
        % {"words": lost}
    )


def _seen(text: str) -> str:
    """What two readings of a text must have in common: its characters without blanks, in one encoding."""
    return unicodedata.normalize("NFKD", NOT_SEEN.sub("", text))


def _excerpt(text: str, *, at: int) -> str:
    """Some words of ``text``, from the one on in which character ``at`` of what is seen stands."""
    words = text.split()
    ends = list(accumulate(len(_seen(word)) for word in words))
    first = max(0, min(bisect_right(ends, at), len(words) - 1))
    excerpt = " ".join(words[first : first + 8])
    return excerpt if len(excerpt) <= 80 else excerpt[:79] + "…"
