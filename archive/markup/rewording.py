"""Other words in the place of some of a text, under the same marks."""

from .documents import Box, Run, Words, stored
from .reading import read


def reworded(html: str, words: str, instead: str, *, nth: int = 0) -> str:
    """Canonical ``html`` in which the ``nth`` place where ``words`` stand within one line says ``instead``.

    Only what differs is written anew, so that links and emphasis stay. The same again if they stand nowhere.
    """
    document = read(html)
    for block in _lines(document):
        said = "".join(text for text, _marks in block.content)
        count = said.count(words)
        if nth < count:
            block.content = _replaced(block.content, _place(said, words, nth), words, instead)
            break
        nth -= count
    return document.html(stored)


def _lines(box: Box) -> list[Words]:
    found = []
    for child in box.children:
        found += [child] if isinstance(child, Words) else _lines(child) if isinstance(child, Box) else []
    return found


def _place(said: str, words: str, nth: int) -> int:
    place = said.find(words)
    for _again in range(nth):
        place = said.find(words, place + len(words))
    return place


def _replaced(runs: list[Run], start: int, words: str, instead: str) -> list[Run]:
    """What both have in common at their ends stays in its runs; the rest goes where the first of it stood."""
    first = _in_common(words, instead)
    last = min(_in_common(words[::-1], instead[::-1]), min(len(words), len(instead)) - first)
    start, end, new = start + first, start + len(words) - last, instead[first : len(instead) - last]
    made: list[Run] = []
    at = 0
    for text, marks in runs:
        low, high = (min(max(edge - at, 0), len(text)) for edge in (start, end))
        is_first = at <= start < at + len(text) or (start == end == at + len(text))
        made.append((text[:low] + (new if is_first else "") + text[high:], marks))
        new, at = ("" if is_first else new), at + len(text)
    return [run for run in made if run[0]]


def _in_common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
