"""Which elements a text may hold, and what becomes of others."""

from collections.abc import Mapping
from typing import Final

from archive import pasting

# Everything a text may hold. A link has one of the two: the address of a page elsewhere (http, https,
# mailto) or of a list of ours ("/corrections/"), or the uuid of an authority record of ours. A figure has that of a
# picture of ours, and nothing in it.
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("p", "h2", "h3", "ul", "li", "blockquote", "strong", "em", "sub", "sup", "br"), frozenset()),
    "ol": frozenset({"start", "type"}),
    "a": frozenset({"href", "data-record"}),
    "span": frozenset({"lang"}),  # words in another language
    "figure": frozenset({"data-record"}),
}
DEEPEST: Final = 20  # lists in lists in quotations


class MarkupError(ValueError):
    """HTML that cannot be kept without losing words. Its text is for the archivist."""


# What only means the same.
MEANS: Final = {
    "b": "strong",
    "i": "em",
    "menu": "ul",
    "h1": "h2",
    **dict.fromkeys(("h4", "h5", "h6"), "h3"),
    "dir": "ul",
    "rt": "sup",
    **dict.fromkeys(pasting.BLOCKS, "p"),
}
_LOOKS: Final = ("cite", "del", "font", "label", "mark", "q", "s", "small", "strike", "u")
UNDERSTOOD: Final = frozenset((*ALLOWED, *MEANS, *_LOOKS, *pasting.MATH, "svg"))
NEVER_SEEN: Final = ("script", "style", "template", "title")
# Addresses that lead somewhere from where they were copied, and nowhere from a text: whoever pastes them is told.
NOT_OURS: Final = ("file", "ftp", "tel")

# A small raised figure is a footnote: without its mark "150" and "1" would read as 1501.
RAISED: Final = {"sup": ("⁰¹²³⁴⁵⁶⁷⁸⁹", "+-−=()", "⁺⁻⁻⁼⁽⁾"), "sub": ("₀₁₂₃₄₅₆₇₈₉", "+-−=()", "₊₋₋₌₍₎")}
