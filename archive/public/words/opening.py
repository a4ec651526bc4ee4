"""The first words of a text."""

from collections.abc import Collection
from typing import Final

# Characters. A shorter line is a heading, or a salutation.
SHORTEST: Final = 60
LONGEST: Final = 360


def opening(words: str, *, besides: Collection[str] = ()) -> str:
    """The first paragraph of ``words``, lines of which are paragraphs, ``besides`` its title and its summary; if it is
    long, so much of it as can be read at a glance, ending with a whole word.
    """
    lines = [line for line in words.split("\n") if line.strip() and line not in besides]
    first = next((line for line in lines if len(line) >= SHORTEST), "".join(lines[:1]))
    if len(first) <= LONGEST:
        return first
    return f"{first[:LONGEST].rpartition(' ')[0] or first[:LONGEST]} …"
