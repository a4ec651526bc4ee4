"""Which colours of the style sheet must be told apart, and whether they can be: WCAG 2.2, level AA."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from PIL import ImageColor

TEXT: Final = 4.5  # success criterion 1.4.3; no token is for large letters alone
SHAPE: Final = 3.0  # 1.4.11: edges of controls, outlines, lines under links, charts


class Pair(NamedTuple):
    seen: str
    ground: str
    least: float


# Tokens of static/css/tokens.css, as the sheets beside it put them on one another. --rule parts what is apart already.
PAIRS: Final = (
    # text, headings, links, fields
    Pair("--ink", "--paper", TEXT),
    # notices, quotations to be copied, buttons
    Pair("--ink", "--panel", TEXT),
    # words that were looked for
    Pair("--ink", "--mark", TEXT),
    # what is said beside a text: days, kinds, counts, summaries, captions
    Pair("--soft", "--paper", TEXT),
    Pair("--soft", "--panel", TEXT),
    # links and buttons under the pointer, differing figures, what is wrong; outlines of what has the focus, charts
    Pair("--accent", "--paper", TEXT),
    Pair("--accent", "--panel", TEXT),
    # the letters beside the archive's name
    Pair("--badge-ink", "--badge", TEXT),
    # edges of fields and buttons, bars of the timeline
    Pair("--edge", "--paper", SHAPE),
    Pair("--edge", "--panel", SHAPE),
    # lines under links
    Pair("--line", "--paper", SHAPE),
    Pair("--line", "--panel", SHAPE),
)
COLOURS: Final = frozenset(name for pair in PAIRS for name in pair[:2]) | {"--rule"}

Colour = tuple[int, int, int]
_COLOUR: Final = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]+|rgb\(\d{1,3}(?:, ?\d{1,3}){2}\)", re.IGNORECASE)
_SPACED: Final = re.compile(r"rgb\( ?(\d{1,3})[ ,]+(\d{1,3})[ ,]+(\d{1,3}) ?\)", re.IGNORECASE)


class NoColour(Exception):
    """The value is none that can be weighed. A mixture or a colour that lets others through would need its ground."""


def colour(value: str) -> Colour:
    """Red, green and blue, each up to 255."""
    value = _SPACED.sub(r"rgb(\1, \2, \3)", value)
    try:
        found = ImageColor.getrgb(value) if _COLOUR.fullmatch(value) else ()
    except ValueError:
        found = ()
    if len(found) != 3 or max(found) > 255:
        raise NoColour(value)
    return found


def ratio(one: Colour, other: Colour) -> float:
    """From 1, for the same colour, to 21, for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def weak(tokens: dict[str, str]) -> Iterator[tuple[Pair, float]]:
    """The pairs that cannot be told apart well enough, with how well they can."""
    for pair in PAIRS:
        found = ratio(colour(tokens[pair.seen]), colour(tokens[pair.ground]))
        if found < pair.least:
            yield pair, found


def _luminance(given: Colour) -> float:
    """Relative luminance, as WCAG defines it."""
    red, green, blue = (_linear(part / 255) for part in given)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
