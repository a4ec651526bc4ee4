"""The mark as small pictures, for tabs, bookmarks and home screens that take no SVG: ``static/theme/mark.svg``, drawn.

A theme brings its mark as a picture.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from archive import theme

# Where programs look for them, with the sides in pixels.
SIZES: Final = {
    "favicon.ico": (16, 32, 48),
    "apple-touch-icon.png": (180,),
    "icon-192.png": (192,),
    "icon-512.png": (512,),
}
# The mark is drawn on 32 by 32, many times larger than it is shown, which makes its edges smooth.
LARGE: Final = 24
Point = tuple[float, float]


@cache
def drawn(name: str) -> bytes:
    """The picture of this name as a file."""
    sides, content = SIZES[name], BytesIO()
    largest = mark(max(sides))
    if name.endswith(".ico"):
        largest.save(content, "ICO", sizes=[(side, side) for side in sides])
    else:
        largest.convert("RGB").save(content, "PNG", optimize=True)
    return content.getvalue()


def mark(side: int) -> Image.Image:
    """The archive's mark, or that of its theme, in so many pixels."""
    return (_own() or _mark()).resize((side, side), Image.Resampling.LANCZOS)


def _own() -> Image.Image | None:
    if path := theme.own(theme.PICTURE):
        with Image.open(path) as picture:
            return picture.convert("RGB")
    return None


def _mark() -> Image.Image:
    """An arch over its threshold, and in it a flame."""
    picture = Image.new("RGB", (32 * LARGE, 32 * LARGE), theme.GROUND)
    writer = ImageDraw.Draw(picture)
    writer.arc(_large((7, 5), (25, 23)), 180, 360, fill=theme.LINE, width=2 * LARGE)
    for begin, end in (((8, 14), (8, 25)), ((24, 14), (24, 25)), ((6, 26), (26, 26))):
        _stroke(writer, begin, end)
    writer.polygon([(x * LARGE, y * LARGE) for x, y in _flame()], fill=theme.FLAME)
    return picture


def _stroke(writer: ImageDraw.ImageDraw, begin: Point, end: Point) -> None:
    """A line two wide, round at both ends."""
    writer.line(_large(begin, end), fill=theme.LINE, width=2 * LARGE)
    for x, y in (begin, end):
        writer.ellipse(_large((x - 1, y - 1), (x + 1, y + 1)), fill=theme.LINE)


def _flame() -> Iterator[Point]:
    """Along the curves of the mark: from its tip down one side, around, and up the other."""
    right = _curve((16, 12.5), (18, 15.1), (19, 16.5), (19, 18.1))
    below = _curve((19, 18.1), (19, 22.1), (13, 22.1), (13, 18.1))
    left = _curve((13, 18.1), (13, 16.5), (14, 15.1), (16, 12.5))
    yield from (*right, *below, *left)


def _curve(*points: Point) -> Iterator[Point]:
    """A cubic curve as ``C`` of SVG draws it."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    for step in range(33):
        t = step / 32
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        yield (
            sum(weight * x for weight, x in zip(weights, (ax, bx, cx, dx), strict=True)),
            sum(weight * y for weight, y in zip(weights, (ay, by, cy, dy), strict=True)),
        )


def _large(*points: Point) -> list[float]:
    return [value * LARGE for point in points for value in point]
