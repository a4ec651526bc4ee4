"""Tables as paragraphs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from .lists import number_in
from .trees import BLOCKS, STRUCTURE, Node, text_node

BETWEEN_CELLS: Final = " | "
BETWEEN_LINES: Final = " / "
LONGEST_CELL: Final = 300
WIDEST: Final = 20  # columns over which one cell may reach


def tables(root: Node, changed: Counter[str]) -> None:
    """Each row of figures and words a paragraph, its cells parted by a sign.

    Cells that hold whole texts, as on pages that tables only lay out, stay one after the other.
    """
    for table in reversed(root.all("table")):  # what is inside comes first
        rows = list(_grid(table.all("tr")))
        changed["tables"] += bool(table.words().strip())
        if any(sum(map(_has_words, cells)) > 1 and all(map(_is_plain, cells)) for _row, cells in rows):
            for row, cells in rows:
                if all(map(_is_plain, cells)):
                    row.tag, row.children = "p", _joined(map(_line, cells), BETWEEN_CELLS)
        table.tag = "section"


Cell = Node | None


def _grid(rows: Iterable[Node]) -> Iterator[tuple[Node, list[Cell]]]:
    """Each row with its cells, one for each column; nothing where another one reaches over it, or at the end."""
    reaching: dict[int, int] = {}
    for row in rows:
        cells: list[Cell] = []
        for cell in (child for child in row.children if child.tag in ("td", "th")):
            cells += _reached(reaching, len(cells))
            wide = min(max(number_in(cell.attributes.get("colspan", ""), 1), 1), WIDEST)
            high = max(number_in(cell.attributes.get("rowspan", ""), 1), 1)
            reaching |= {len(cells) + column: high - 1 for column in range(wide)}
            cells += [cell, *[None] * (wide - 1)]
        cells += _reached(reaching, len(cells))
        while cells and not _has_words(cells[-1]):
            cells.pop()
        yield row, cells


def _reached(reaching: dict[int, int], column: int) -> list[Cell]:
    first = column
    while reaching.get(column):
        reaching[column] -= 1
        column += 1
    return [None] * (column - first)


def _has_words(cell: Cell) -> bool:
    return cell is not None and bool(cell.words().strip())


def _is_plain(cell: Cell) -> bool:
    if cell is None:
        return True
    return len(cell.words()) <= LONGEST_CELL and not any(node.tag in STRUCTURE for node in cell.all())


def _line(cell: Cell) -> list[Node]:
    """What stands in a cell as one line."""
    lines: list[list[Node]] = [[]]
    around: list[Node] = []
    for node, begins in cell.events() if cell else ():
        if node.tag in BLOCKS or node.tag == "br":
            lines.append([])
        elif not node.tag:
            lines[-1] += [_inside(node, around)] if begins else []
        elif begins:
            around.append(node)
        else:
            around.pop()
    return _joined((line for line in lines if any(one.words().strip() for one in line)), BETWEEN_LINES)


def _inside(words: Node, around: Iterable[Node]) -> Node:
    """``words`` in elements like those ``around`` them."""
    made = words
    for node in reversed(list(around)):
        made = Node(node.tag, node.attributes, [made])
    return made


def _joined(pieces: Iterable[list[Node]], sign: str) -> list[Node]:
    made: list[Node] = []
    for index, piece in enumerate(pieces):
        made += [text_node(sign)] if index else []
        made += piece
    return made
