"""What a map is drawn on, as paths of SVG: only what its window shows, and no finer than can be seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from archive.kept import Kept
from archive.public.maps import clipping, outlines
from archive.public.maps.clipping import Line
from archive.public.maps.pages import Layer
from archive.public.maps.views import View

# From the ground up. Rivers are lines and not shapes; peaks are points.
ORDER: Final = (
    "land",
    *(f"above-{height}" for height in (500, 1000, 1500, 2000, 3000)),
    "shelf",
    "deep",
    "rivers",
    "lakes",
    "peaks",
)
STRAY: Final = 0.45  # units of the drawing
LEAST: Final = 1.2  # units; a shape that is smaller in both directions is a speck
BEYOND: Final = 0.03  # edges of what was cut lie so far outside, and are not seen
A_PEAK: Final = "l4 -7l4 7"

# Some ten kilobytes each. They follow from the file alone.
_DRAWN: Final = Kept[tuple[Layer, ...]](most=200)


def layers(view: View) -> tuple[Layer, ...]:
    return _DRAWN.get(view, lambda: tuple(_drawn(view)))


def of_outline(view: View) -> str:
    """The lines that the installation draws, as a path; empty for none in view."""
    outline = outlines.outline()
    return "".join(_open(outline.lines, view)) if outline else ""


def _open(lines: Iterable[Line], view: View) -> Iterator[str]:
    for piece in (piece for line in lines for piece in clipping.pieces(line, view.window.wider(BEYOND))):
        yield path(clipping.simplified([view.at(point) for point in piece], STRAY))


def _drawn(view: View) -> Iterator[Layer]:
    for name in ORDER:
        lines = view.base.layers.get(name, ())
        if drawn := "".join(WAYS.get(name, _closed)(lines, view)):
            yield Layer(name=name, path=drawn)


def _closed(lines: Iterable[Line], view: View) -> Iterator[str]:
    for line in lines:
        kept = clipping.ring(line, view.window.wider(BEYOND))
        drawn = clipping.simplified([view.at(point) for point in kept], STRAY)
        if drawn and _is_seen(drawn):
            yield path(drawn) + "z"


def _peaks(lines: Iterable[Line], view: View) -> Iterator[str]:
    for point in (point for line in lines for point in line if view.window.holds(point)):
        x, y = view.at(point)
        yield f"M{x - 4:.0f} {y + 3:.0f}{A_PEAK}"


WAYS: Final[Mapping[str, Callable[[Iterable[Line], View], Iterator[str]]]] = {"rivers": _open, "peaks": _peaks}


def _is_seen(line: Line) -> bool:
    across, down = zip(*line, strict=True)
    return max(across) - min(across) >= LEAST or max(down) - min(down) >= LEAST


def path(line: Line) -> str:
    """From point to point, each told by how far it lies from the one before, in whole units."""
    (x, y), *others = [(round(x), round(y)) for x, y in line]
    steps = [f"M{x} {y}l"]
    for across, down in others:
        if (across, down) != (x, y):
            steps.append(f"{across - x} {down - y}")
        x, y = across, down
    return steps[0] + " ".join(steps[1:]).replace(" -", "-") if len(steps) > 1 else ""
