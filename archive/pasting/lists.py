"""The numbers of lists."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from .trees import Node

_TYPES: Final = {
    **{"decimal": "", "1": "", "a": "a", "A": "A", "i": "i", "I": "I"},
    **{"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"},
    **{"lower-roman": "i", "upper-roman": "I"},
}
_BULLETS: Final = ("none", "disc", "circle", "square")


def lists(root: Node, changed: Counter[str]) -> None:
    """Lists with the numbers that a browser shows; one whose numbers leap becomes several."""
    for node in root.all("ol", "ul"):
        items = [child for child in node.children if child.tag == "li"]
        style = _list_style(node) or next((style for item in items[:1] if (style := _list_style(item))), "")
        if style in _BULLETS:
            node.tag = "ul"
        elif style in _TYPES:
            node.tag = "ol"
        elif style:
            changed["signs"] += node.tag == "ol"
        node.attributes = {**node.attributes, "type": _TYPES.get(style or node.attributes.get("type", ""), "")}
    for node in root.all():
        if any(child.tag == "ol" for child in node.children):
            node.children = [piece for child in node.children for piece in _numbered(child)]


def _list_style(node: Node) -> str:
    return node.style("list-style-type") or next(
        (word for word in node.style("list-style").split() if word in _TYPES or word in _BULLETS), ""
    )


def _numbered(node: Node) -> Iterator[Node]:
    """``node``; a numbered list begun anew, with its number, wherever that is not the next one."""
    if node.tag != "ol":
        yield node
        return
    items = [child for child in node.children if child.tag == "li"]
    step = -1 if "reversed" in node.attributes else 1
    number = number_in(node.attributes.get("start", ""), len(items) if step < 0 else 1)
    piece = Node("ol", {"type": node.attributes.get("type", ""), "start": str(number)})
    expected = number
    for child in node.children:
        if child.tag == "li":
            number = number_in(child.attributes.get("value", ""), number)
            if number != expected and not any(one.tag == "li" for one in piece.children):
                piece.attributes["start"] = str(number)
            elif number != expected:
                yield piece
                piece = Node("ol", {**piece.attributes, "start": str(number)})
            expected, number = number + 1, number + step
        piece.children.append(child)
    yield piece


def number_in(written: str, otherwise: int) -> int:
    return int(written) if re.fullmatch(r"\s*-?\d{1,6}\s*", written) else otherwise


def roman(number: int) -> str:
    """``number`` in small Roman letters."""
    written = ""
    for worth, letters in _ROMAN:
        written += letters * (number // worth)
        number %= worth
    return written


_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def counted(number: int, kind: str) -> str:
    """``number`` as browsers write it before an item."""
    written = str(number)
    if kind in ("i", "I") and 0 < number < 4000:
        written = roman(number)
    elif kind in ("a", "A") and number > 0:
        written = _letters(number)
    return written.upper() if kind.isupper() else written


def _letters(number: int) -> str:
    """1 is "a", 26 is "z", 27 is "aa"."""
    written = ""
    while number:
        number, letter = divmod(number - 1, 26)
        written = chr(97 + letter) + written
    return written
