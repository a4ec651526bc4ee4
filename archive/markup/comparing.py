"""How the words of two texts differ."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of words in the comparison of two texts."""

    op: Literal["same", "removed", "added"]
    text: str


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
