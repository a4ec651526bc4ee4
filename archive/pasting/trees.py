"""HTML in memory: elements and words that can be looked at and changed before they are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

# Whatever stands in a box of its own: its words must not run into those of the next.
BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "button", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "listing", "main"),
        *(
            "nav",
            "noscript",
            "optgroup",
            "option",
            "p",
            "pre",
            "search",
            "section",
            "select",
            "summary",
            "text",
            "textarea",
        ),
        *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
STRUCTURE: Final = frozenset((*HEADINGS, "blockquote", "dl", "li", "ol", "pre", "section", "table", "ul"))
VOID: Final = frozenset(("br", "hr"))


@dataclass(slots=True, eq=False)
class Node:
    """An element; or, without a tag, words. Elements may stand thousands deep, so nothing here calls itself."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    text: str = ""
    styles: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.styles = _styles(self.attributes["style"]) if "style" in self.attributes else {}

    def events(self) -> "Iterator[tuple[Node, bool]]":
        """Everything in it and itself, in the order of the text: words, and elements where they begin and end."""
        waiting = [(self, True)]
        while waiting:
            node, begins = waiting.pop()
            yield node, begins
            if begins and node.tag:
                waiting.append((node, False))
                waiting += [(child, True) for child in reversed(node.children)]

    def all(self, *tags: str) -> "list[Node]":
        """The elements in it with one of these tags, and itself."""
        found: list[Node] = []
        waiting = [self]
        while waiting:
            node = waiting.pop()
            found += [node] if not tags or node.tag in tags else []
            waiting += [child for child in reversed(node.children) if child.tag]
        return found

    def words(self) -> str:
        return "".join(node.text for node, _begins in self.events())

    def tell(self, reader: HTMLParser) -> None:
        """Let ``reader`` read it, as if it were parsed."""
        for node, begins in self.events():
            if not node.tag:
                reader.handle_data(node.text)
            elif begins:
                reader.handle_starttag(node.tag, list(node.attributes.items()))
            elif node.tag not in VOID:
                reader.handle_endtag(node.tag)

    @property
    def href(self) -> str:
        return self.attributes.get("href", "")

    def style(self, name: str) -> str:
        return self.styles.get(name, "")

    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").lower().split())

    def wrap(self, tag: str, **attributes: str) -> None:
        """Put everything in it into one element."""
        self.children = [Node(tag, attributes, children=self.children)]


def tree(html: str) -> Node:
    """The elements and words of well-formed ``html``."""
    planter = _Planter()
    planter.feed(html)
    planter.close()
    return planter.open[0]


class _Planter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("span")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == tag and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(text_node(data))


def text_node(text: str) -> Node:
    return Node("", text=text)


def _styles(written: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in written.lower().split(";") if ":" in declaration)
    return {name.strip(): value.strip() for name, _colon, value in pairs}
