"""The first words of a text."""

from typing import Final

# Characters. A shorter line is a heading, or a salutation.
SHORTEST: Final = 60
LONGEST: Final = 360


def opening(words: str) -> str:
    """The first paragraph of ``words``, lines of which are paragraphs; if it is long, so much of it as can be read at a
    glance, ending with a whole word.
    """
    lines = [line for line in words.split("\n") if line.strip()]
    first = next((line for line in lines if len(line) >= SHORTEST), "".join(lines[:1]))
    if len(first) <= LONGEST:
        return first
    return f"{first[:LONGEST].rpartition(' ')[0] or first[:LONGEST]} …"
