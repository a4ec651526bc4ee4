"""The lists of Word, which are paragraphs with their signs in their words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .lists import roman
from .trees import Node, text_node


@dataclass(frozen=True, slots=True)
class _Sign:
    """What stands before a paragraph of a list: of which kind, which number, how deep."""

    tag: str
    type: str
    number: int
    level: int


def word_lists(root: Node, changed: Counter[str]) -> None:
    """Paragraphs that Word shows as a list, with their signs in their words, as lists.

    A sign that no list can show ("1.2.", "a)", "§ 3") stays what it is: words.
    """
    for node in root.all():
        if any("mso-list" in child.attributes.get("style", "").lower() for child in node.children):
            node.children = list(_gathered(node.children))


def _gathered(nodes: Iterable[Node]) -> Iterator[Node]:
    open_lists: list[tuple[Node, _Sign]] = []
    for node in nodes:
        sign = _sign(node, [sign for _list, sign in open_lists])
        if not sign:
            if node.tag or node.text.strip():
                open_lists = []
            yield node
            continue
        while open_lists and open_lists[-1][1].level > sign.level:
            open_lists.pop()
        item = Node("li", {"value": str(sign.number)}, [node])
        last = open_lists[-1] if open_lists else None
        if last and last[1].level == sign.level and (last[1].tag, last[1].type) == (sign.tag, sign.type):
            last[0].children.append(item)
            open_lists[-1] = (last[0], sign)
            continue
        if last and last[1].level == sign.level:
            open_lists.pop()
        made = Node(sign.tag, {"type": sign.type}, [item])
        if open_lists:
            open_lists[-1][0].children[-1].children.append(made)
        else:
            yield made
        open_lists.append((made, sign))


def _sign(node: Node, before: Collection[_Sign]) -> _Sign | None:
    """The sign of a paragraph of Word's, taken out of its words if a list can show it."""
    level = re.search(r"level(\d)", node.style("mso-list"))
    written = next((one for one in node.all("span") if one.style("mso-list") == "ignore"), None)
    if not level or not written or node.tag not in ("p", "div"):
        return None
    words = " ".join(written.words().split())
    signs = [_Sign(tag, kind, number, int(level[1])) for tag, kind, number in _readings(words)]
    last = next((sign for sign in before if sign.level == int(level[1])), None)
    goes_on = (sign for sign in signs if last and (sign.type, sign.number) == (last.type, last.number + 1))
    written.children = [] if signs else [text_node(f"{words} ")]
    return next(goes_on, signs[0] if signs else None)


def _readings(words: str) -> Iterator[tuple[str, str, int]]:
    """What the sign of a list may be: "c." is a letter or a Roman number."""
    if len(words) == 1 and (not words.isalnum() or words in "oqvnluwØüà"):
        yield "ul", "", 1
    elif re.fullmatch(r"\d{1,6}\.", words):
        yield "ol", "", int(words[:-1])
    elif re.fullmatch(r"[a-z]{1,7}\.|[A-Z]{1,7}\.", words):
        letters, roman = words[:-1].lower(), _roman(words[:-1].lower())
        readings = [(roman, "i")] if roman else []
        if len(set(letters)) == 1 and len(letters) < 3:
            alphabetic = (ord(letters[0]) - 96 + 26 * (len(letters) - 1), "a")
            readings.insert(0 if letters not in ("i", "ii") else 1, alphabetic)
        yield from (("ol", kind if words.islower() else kind.upper(), number) for number, kind in readings)


def _roman(letters: str) -> int:
    """The number that is written so in Roman letters, and in no other; 0 where it is none."""
    worth = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}.get(letter, 0) for letter in letters]
    number = sum(-one if one < next_one else one for one, next_one in zip(worth, [*worth[1:], 0], strict=True))
    return number if roman(number) == letters else 0
