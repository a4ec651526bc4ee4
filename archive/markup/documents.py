"""A text in memory: blocks within blocks, and words with their marks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import chain, groupby, repeat
from typing import Final
from unicodedata import decimal

from archive import pasting

from .elements import RAISED

# ("href", address), ("record", uuid), ("lang", code), ("strong", ""), ("em", ""), ("sub", "") or ("sup", ""). The mark
# ("picture", uuid) is never of words.
Mark = tuple[str, str]
# Words and their marks, in the order in which they nest. In the words "\n" is a break.
Run = tuple[str, tuple[Mark, ...]]


@dataclass(slots=True)
class Words:
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
            shared = in_common(still_open, marks)
            written += [_closing(opening(mark)) for mark in reversed(still_open[shared:])]
            written += [opening(mark) for mark in marks[shared:]]
            written.append(escape(text, quote=False).replace("\n", "<br>"))
            still_open = marks
        written.append(f"</{self.tag}>")
        # The only character that would melt with the end of a tag when the whole is brought to NFC.
        return "".join(written).replace(">\u0338", ">&#824;")


@dataclass(slots=True)
class Picture:
    """A place in the document where a record of a picture is shown. It has no words."""

    record: str
    tag = "figure"

    def runs(self) -> Iterator[Run]:
        yield "", (("record", self.record),)

    def lines(self) -> Iterator[str]:
        return iter(())

    def html(self, opening: Callable[[Mark], str]) -> str:
        written = opening(("picture", self.record))
        return f"{written}{_closing(written)}"


@dataclass(slots=True)
class Box:
    """A list, an item, a quotation; without a tag, the document."""

    tag: str
    children: "list[Box | Words | Picture]" = field(default_factory=list)
    is_implied: bool = False
    start: int = 1  # of a numbered list
    type: str = ""

    def runs(self) -> Iterator[Run]:
        for child in self.children:
            yield from child.runs()

    def lines(self) -> Iterator[str]:
        for place, child in enumerate(self.children):
            for before, line in zip(chain([self._number(place)], repeat("")), child.lines(), strict=False):
                yield f"{before}{line}"

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

    def place(self, child: "Box | Words | Picture") -> None:
        """Put ``child`` last, where HTML wants it: items in lists, everything else in lists in an item."""
        if (child.tag == "li") == (self.tag in _LISTS):
            self.children.append(child)
        else:
            self._box_between(child).place(child)

    def _box_between(self, child: "Box | Words | Picture") -> "Box":
        """The list around a lone item, next to its like; or the item around what stands loose in a list.

        A list that stands loose in a list belongs to the item before it.
        """
        last = self.children[-1] if self.children else None
        if isinstance(last, Box) and (last.is_implied if child.tag == "li" else child.tag in _LISTS):
            return last
        box = Box("ul", is_implied=True) if child.tag == "li" else Box("li")
        self.children.append(box)
        return box

    def pictures(self) -> "list[Picture]":
        """Those of a document: they stand in nothing else."""
        return [child for child in self.children if isinstance(child, Picture)]

    def drop_pictures(self) -> int:
        """Take them away; say how many there were."""
        dropped = self.pictures()
        self.children = [child for child in self.children if not isinstance(child, Picture)]
        return len(dropped)

    def prune(self) -> bool:
        """Take away what is empty; say whether anything is left."""
        self.children = [child for child in self.children if not isinstance(child, Box) or child.prune()]
        return bool(self.children)


_LISTS: Final = ("ul", "ol")


def unlinked(box: Box) -> "Iterator[tuple[Words, int, int]]":
    """The runs of paragraphs in ``box`` that are in no link: a paragraph, the first of them, the end of them."""
    for child in box.children:
        if isinstance(child, Box) and child.tag != "blockquote":
            yield from unlinked(child)
        if isinstance(child, Words) and child.tag == "p":
            place = 0
            for is_linked, runs in groupby(child.content, key=lambda run: _is_linked(run[1])):
                first, place = place, place + len(list(runs))
                if not is_linked:
                    yield child, first, place


def _is_linked(marks: tuple[Mark, ...]) -> bool:
    return bool(marks) and marks[0][0] in ("href", "record")


def _said(runs: Iterable[Run]) -> str:
    return "".join(text for text, _marks in runs)


def in_line(runs: Iterable[Run]) -> str:
    """The same, with a sign that is no letter for each that is raised or lowered: the mark of a note ends a name."""
    return "".join("\ufffc" * len(text) if _height(marks) else text for text, marks in runs)


def _height(marks: tuple[Mark, ...]) -> str:
    return marks[-1][0] if marks and marks[-1][0] in RAISED else ""


def _raised(text: str, marks: tuple[Mark, ...]) -> str:
    """``text`` as it stands in a line without marks."""
    if not (height := _height(marks)):
        return text
    figures, signs, meant = RAISED[height]
    known = str.maketrans(signs, meant)
    return "".join(figures[decimal(sign)] if sign.isdecimal() else sign.translate(known) for sign in text)


def marked(runs: list[Run], start: int, end: int, mark: Mark) -> list[Run]:
    """``runs`` with one more mark, outside of the others, on the characters from ``start`` to ``end``."""
    made: list[Run] = []
    for text, marks in runs:
        low, high = (min(max(edge, 0), len(text)) for edge in (start, end))
        pieces = ((text[:low], marks), (text[low:high], (mark, *marks)), (text[high:], marks))
        made += [piece for piece in pieces if piece[0]]
        start, end = start - len(text), end - len(text)
    return made


def stored(mark: Mark) -> str:
    kind, value = mark
    if kind == "href":
        return f'<a href="{escape(value)}">'
    if kind == "record":
        return f'<a data-record="{value}">'
    if kind == "picture":
        return f'<figure data-record="{value}">'
    if kind == "lang":
        return f'<span lang="{value}">'
    return f"<{kind}>"


def in_common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many members two sequences have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _closing(opening: str) -> str:
    return f"</{opening[1:-1].partition(' ')[0]}>" if opening else ""
