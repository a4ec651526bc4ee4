"""What is said of words by how they look: by styles, by marks that only browsers show, by boxes."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from .trees import BLOCKS, HEADINGS, STRUCTURE, Node, text_node


def count_looks(root: Node, changed: Counter[str]) -> None:
    """What is to be seen in the document and in no text of ours."""
    for node in root.all():
        decoration = node.style("text-decoration") + node.style("text-decoration-line")
        changed["struck"] += node.tag in ("s", "strike", "del") or "line-through" in decoration
        changed["underlined"] += node.tag == "u" or (node.tag != "a" and "underline" in decoration)
        changed["capitals"] += node.style("text-transform") in ("uppercase", "capitalize", "lowercase")
        changed["coloured"] += node.tag == "mark" or _is_coloured(node)
        changed["levels"] += node.tag in ("h1", "h4", "h5", "h6")
        changed["terms"] += node.tag == "dl"
        changed["rules"] += node.tag == "hr"


def _is_coloured(node: Node) -> bool:
    if node.tag == "a":
        return False
    colours = (node.attributes.get("color", ""), node.style("color"), node.style("background-color"))
    return any(map(_is_colour, (*colours, node.style("background"))))


_GREYS: Final = re.compile(
    r"|transparent|inherit|initial|unset|none|auto|currentcolor|windowtext|canvastext|black|white|gr[ae]y|silver|url.*"
)


def _is_colour(written: str) -> bool:
    """Whether it is another colour than black, white and grey."""
    value = written.strip().lower().split("!")[0].strip()
    if found := re.fullmatch(r"#([0-9a-f]{6})[0-9a-f]{0,2}", value):
        parts = [int(found[1][at : at + 2], 16) for at in (0, 2, 4)]
    elif found := re.fullmatch(r"rgba?\((\d{1,3})\D+(\d{1,3})\D+(\d{1,3})(?:\D+([\d.]+)%?)?\)", value):
        parts = [int(found[at]) for at in (1, 2, 3)] if found[4] != "0" else [0]
    else:
        return not _GREYS.fullmatch(value.split()[0] if value else "") and not value.startswith("#")
    return max(parts) - min(parts) > 48


_TITLES: Final = {"msotitle": "h2", "title": "h2", "msosubtitle": "h3", "subtitle": "h3"}
_NOTES: Final = {"msofootnotereference", "msoendnotereference", "sdfootnotesym", "sdendnotesym"}


def titles(root: Node, changed: Counter[str]) -> None:
    """Paragraphs that Word and LibreOffice call titles."""
    for node in root.all("p"):
        node.tag = next((_TITLES[name] for name in node.classes() if name in _TITLES), "p")


def marks(root: Node, changed: Counter[str]) -> None:
    """Bold, slanted, raised and lowered by style; and bold that Google Docs says is none."""
    raised: list[Node] = []
    before = " "
    for node, begins in list(root.events()):
        before = node.text or before
        if not begins:
            raised = raised[:-1] if raised[-1:] == [node] else raised
            continue
        tags = list(_marks_of(node))
        is_note = node.classes() & _NOTES or (_is_note_mark(node) and not before[-1].isspace())
        tags += ["sup"] if is_note and not raised and "sup" not in tags else []
        if node.tag in ("sup", "sub", "rt") or not {"sup", "sub"}.isdisjoint(tags):
            raised.append(node)
        if (node.tag in ("b", "strong") and _is_light(node)) or (node.tag in ("i", "em") and _is_upright(node)):
            node.tag = "span"
        for tag in tags:
            node.wrap(tag)


def languages(root: Node, changed: Counter[str]) -> None:
    """What a page says of the language of words in a line. Word processors say it of all words, and are often wrong."""
    spoken = [node for node in root.all() if node.attributes.get("lang")]
    is_processed = any(map(_is_of_a_processor, root.all())) if spoken else False
    for node in spoken:
        code = node.attributes.pop("lang")
        if _is_inline(node) and not is_processed:
            node.wrap("span", lang=code)


def _is_of_a_processor(node: Node) -> bool:
    names = (*node.classes(), *node.styles)
    return any(name.startswith(("mso", "sdfootnote")) or name == "western" for name in names)


def _is_light(node: Node) -> bool:
    weight = node.style("font-weight")
    return weight in ("normal", "lighter") or (weight.isdecimal() and int(weight) < 600)


def _is_upright(node: Node) -> bool:
    return node.style("font-style") == "normal"


# Their children must stay their children, or they are bold by themselves.
_UNMARKED: Final = frozenset((*HEADINGS, "ol", "ul", "table", "thead", "tbody", "tfoot", "tr", "math", ""))


def _marks_of(node: Node) -> Iterator[str]:
    if node.tag in _UNMARKED:
        return
    weight = node.style("font-weight")
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600):
        yield "strong"
    if node.style("font-style").startswith(("italic", "oblique")):
        yield "em"
    if node.tag in ("sup", "sub", "rt"):
        return
    if _height(node) > 0:
        yield "sup"
    elif _height(node) < 0:
        yield "sub"


def _height(node: Node) -> float:
    """How far its words are raised; lowered ones have less than nothing."""
    if node.tag in BLOCKS:
        return 0  # of a cell or a box it says where its words stand in it
    named = {"super": 1.0, "text-top": 1.0, "sub": -1.0, "text-bottom": -1.0}
    for written in (node.style("vertical-align"), node.style("mso-text-raise")):
        length = re.match(r"[-+]?\d{0,6}\.?\d{1,6}", written)
        if height := named.get(written, float(length[0]) if length else 0.0):
            return height
    return 0


def _is_note_mark(node: Node) -> bool:
    """The bare number of a note, which leads to it: browsers raise it by rules that are not pasted."""
    leads_within = node.tag == "a" and "#" in node.href
    return leads_within and bool(re.fullmatch(r"\s*\d{1,3}\s*", node.words())) and not node.all("sup", "sub")


def nested(root: Node, changed: Counter[str]) -> None:
    """A raised sign on a raised sign: the text knows one height, so a sign says the other."""
    around: list[int] = []
    lengths = _lengths(root) if root.all("sup", "sub", "rt") else {}
    for node, begins in list(root.events()):
        if node.tag not in ("sup", "sub", "rt"):
            continue
        if not begins:
            around.pop()
            continue
        # Two elements around the very same words say the same thing twice.
        if around and lengths[id(node)] not in (0, around[-1]):
            changed["heights"] += 1
            node.children.insert(0, text_node("_" if node.tag == "sub" else "^"))
        around.append(lengths[id(node)])


def _lengths(root: Node) -> dict[int, int]:
    """How many characters each element has, without blanks."""
    lengths: dict[int, int] = {}
    total = 0
    for node, _begins in root.events():
        total += len("".join(node.text.split()))
        lengths[id(node)] = total - lengths.get(id(node), 0)
    return lengths


def formulas(root: Node, changed: Counter[str]) -> None:
    """Formulas in MathML: raised and lowered as they stand, everything else one after the other."""
    changed["formulas"] += len(root.all("math"))
    for node in root.all(*_MATH):
        parts = [child for child in node.children if child.tag]
        for part, sign in zip(parts[1:], _MATH[node.tag], strict=False):
            if sign in ("sup", "sub"):
                part.wrap(sign)
            else:
                part.children.insert(0, text_node(sign))
        node.children = [text_node(" "), *node.children, text_node(" ")] if node.tag == "mfrac" else node.children


_MATH: Final = {
    "msup": ("sup",),
    "msub": ("sub",),
    "msubsup": ("sub", "sup"),
    "mfrac": (" / ",),
    **dict.fromkeys(("mover", "mroot", "mtable", "mtr", "munder", "munderover", "semantics"), (" ",) * 1000),
}


def quotations(root: Node, changed: Counter[str]) -> None:
    """The marks that browsers show around a quotation in a sentence, which are nowhere in its words."""
    depth = 0
    for node, begins in list(root.events()):
        if node.tag == "q":
            depth += 1 if begins else -1
        if node.tag == "q" and begins and _lacks_marks(node):
            first, last = "“”" if depth % 2 else "‘’"
            changed["quotations"] += 1
            node.children = [text_node(first), *node.children, text_node(last)]


def _lacks_marks(node: Node) -> bool:
    """Whether words of a sentence stand in it, without marks of their own."""
    words = node.words().strip()
    return bool(words) and words[0] not in "\"'“„«‘‹" and all(map(_is_inline, node.all()))


# --- boxes and ends of lines ---------------------------------------------------------------------------


def breaks(root: Node, changed: Counter[str]) -> None:
    """Ends of lines that are shown as they were written."""
    inside = 0
    for node, begins in list(root.events()):
        if node.tag == "pre" or node.style("white-space").startswith(("pre", "break-spaces")):
            inside += 1 if begins else -1
        if begins and inside:
            node.children = [piece for child in node.children for piece in _broken(child)]


def _broken(node: Node) -> Iterator[Node]:
    if node.tag:
        yield node
        return
    for index, line in enumerate(node.text.split("\n")):
        if index:
            yield Node("br")
        yield text_node(line)


def boxes(root: Node, changed: Counter[str]) -> None:
    """What a style has put into a box of its own, or next to others in boxes of theirs."""
    for node in root.all():
        display = node.style("display")
        if re.match(r"(inline-)?(flex|grid)", display):
            node.children = [Node("div", children=[one]) if _is_inline(one) else one for one in node.children]
        if _is_inline(node) and re.match(r"block|flex|grid|list-item|flow-root|table", display):
            node.wrap("div")


def _is_inline(node: Node) -> bool:
    return bool(node.tag) and node.tag not in BLOCKS and node.tag not in STRUCTURE
