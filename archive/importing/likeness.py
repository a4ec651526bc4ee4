"""How alike two texts are, by their letters and figures alone, and which words differ."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final
from zlib import crc32

from archive import markup

__all__ = ["Change", "changes", "letters", "likeness", "sketch"]

# So many letters in a row are compared at a time: about two words.
WINDOW: Final = 12
# Enough to know a text by; the rest of a long one only costs time.
SAMPLE: Final = 40_000
# So few of its windows are kept to find it by: two texts that have half of theirs in common share about twelve.
SKETCH: Final = 24
# Longer stretches are not compared word by word: it would take minutes.
LONGEST: Final = 30_000
# So many words on each side of a change show where it is.
AROUND: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What stood there before and what stands there now, with the words around it."""

    before: str
    after: str


class _Letters(dict[int, str]):
    """Each character, found out once: a letter, mark or figure stays, anything else is a blank."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if unicodedata.category(chr(code))[0] in "LMN" else " "
        return self[code]


_LETTERS: Final = _Letters()


def letters(text: str) -> str:
    """Its letters and figures in order, small, without blanks and signs: the same for the same words.

    Only between two figures a blank stays: "1, 20" is not "120".
    """
    folded = unicodedata.normalize("NFC", text.casefold()).replace("i\u0307", "i")
    kept = " ".join(folded.translate(_LETTERS).split())
    return re.sub(r"(?<!\d) | (?!\d)", "", kept)


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1."""
    mine, theirs = _windows(one), _windows(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def sketch(text: str) -> tuple[int, ...]:
    """A few numbers of which texts that are alike have some in common. None for a text without letters."""
    return tuple(sorted(_windows(text))[:SKETCH])


def _windows(text: str) -> frozenset[int]:
    said = letters(text)[:SAMPLE]
    starts = range(max(1, len(said) - WINDOW + 1)) if said else ()
    return frozenset(crc32(said[start : start + WINDOW].encode()) for start in starts)


def changes(before: str, after: str) -> tuple[Change, ...] | None:
    """Which words and figures differ; blanks, signs and capitals do not count. None if there is too much to compare."""
    old, new = before.split("\n"), after.split("\n")
    head = _in_common(old, new)
    tail = _in_common(old[head:][::-1], new[head:][::-1])
    stretches = ["\n".join(lines[head : len(lines) - tail]) for lines in (old, new)]
    if max(map(len, stretches)) > LONGEST:
        return None
    return tuple(_changes(markup.difference(*stretches)))


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many lines both begin."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _changes(spans: Iterable[markup.Span]) -> Iterator[Change]:
    met = [*spans, markup.Span(op="same", text="")]
    lead, removed, added = "", "", ""
    for span in met:
        if span.op == "removed":
            removed += span.text
        elif span.op == "added":
            added += span.text
        else:
            if letters(removed) != letters(added):
                yield Change(before=_shown(lead, removed, span.text), after=_shown(lead, added, span.text))
            lead, removed, added = span.text, "", ""


def _shown(lead: str, words: str, trail: str) -> str:
    before, after = _last(lead), " ".join(trail.split(" ")[: AROUND + trail.startswith(" ")])
    return " ".join(f"{before}{words}{after}".split())


def _last(lead: str) -> str:
    return " ".join(lead.split(" ")[-AROUND:])
