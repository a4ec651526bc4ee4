"""What the HTML of word processors and web pages means in the few elements that a text may hold.

Says what looks like it in their HTML: figures raised by a style, Word's lists that are paragraphs, quotation marks that
only a browser shows, tables. No word goes and none is moved; what is added (marks of quotation, signs between the cells
of a table) and what does not stay as it was is counted.
"""

from collections import Counter
from typing import Final

from . import looks
from .lists import counted, lists
from .report import seen_only, told
from .tables import tables
from .trees import BLOCKS, Node, tree
from .word import word_lists

__all__ = ["ATTRIBUTES", "BLOCKS", "MATH", "Node", "adapt", "counted", "seen_only", "told", "tree"]

# What is read of elements, and hardly ever kept.
ATTRIBUTES: Final = {
    "*": {"class", "lang", "style"},
    "ol": {"reversed", "start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "font": {"color"},
}
MATH: Final = frozenset(
    (
        *("annotation", "math", "menclose", "mfenced", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mroot", "mrow"),
        *("ms", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover"),
        "semantics",
    )
)
# Of texts written at the desk there is mostly nothing else, and nothing to do.
_PLAIN: Final = frozenset(("a", "blockquote", "br", "em", "h2", "h3", "li", "p", "span", "strong", "ul"))
_STEPS: Final = (
    looks.count_looks,
    looks.titles,
    word_lists,
    looks.languages,
    looks.marks,
    looks.formulas,
    looks.quotations,
    lists,
    tables,
    looks.breaks,
    looks.boxes,
    looks.nested,
)


def adapt(root: Node) -> Counter[str]:
    """Let everything in ``root`` be said in elements that a text may hold; what is no longer as it was, counted."""
    changed: Counter[str] = Counter()
    if not all(map(_is_plain, root.all())):
        for step in _STEPS:
            step(root, changed)
    return changed


def _is_plain(node: Node) -> bool:
    known = {"lang"} if node.tag == "span" else {"href", "data-record"}
    return node.tag in _PLAIN and node.attributes.keys() <= known and "#" not in node.href
