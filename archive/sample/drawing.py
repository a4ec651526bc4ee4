"""The pictures of the sample, drawn here: nobody else's rights are in them, and nobody is shown."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from math import cos, radians, sin, tau
from typing import Final

from django.conf import settings
from PIL import Image, ImageChops, ImageDraw, ImageFont

from archive.public.maps import base

PAPER, INK, STONE = "#f6f1e4", "#1e242d", "#4a525c"
STEM, PETAL, SHADE = "#6f9a78", "#a5332d", "#7b231f"
LAND, SEA, SHORE, PLACE = "#fbfaf6", "#cfdde3", "#7d98a8", "#7b342d"


def carnations(words: str) -> Image.Image:
    """Three carnations on a slab of stone."""
    picture = Image.new("RGB", (1260, 840), STONE)
    writer = ImageDraw.Draw(picture)
    for row in range(0, 840, 4):
        writer.line((0, row, 1260, row + 1), fill="#4d5560" if row % 8 else "#474f59")
    for number in range(3):
        _carnation(writer, across=301 + 329 * number, down=301 + 28 * (number % 2), lean=-8 + 8 * number)
    return picture


def _carnation(writer: ImageDraw.ImageDraw, *, across: int, down: int, lean: int) -> None:
    foot = across + round(392 * sin(radians(lean))), down + round(434 * cos(radians(lean)))
    writer.line((across, down, *foot), fill=STEM, width=11)
    for side in (-1, 1):
        middle = (across + foot[0]) // 2, (down + foot[1]) // 2
        writer.line((*middle, middle[0] + side * 84, middle[1] - 105), fill=STEM, width=8)
    for ring, colour in ((105, SHADE), (85, PETAL), (62, SHADE), (41, PETAL)):
        writer.polygon(list(_petals(across, down, ring)), fill=colour)


def _petals(across: int, down: int, radius: int) -> Iterator[tuple[float, float]]:
    """A rim that goes in and out, as that of a carnation does."""
    for step in range(96):
        turn, far = tau * step / 96, radius * (1 + 0.09 * sin(18 * tau * step / 96))
        yield across + far * cos(turn), down + 0.8 * far * sin(turn)


def sheet(words: str) -> Image.Image:
    """A sheet of paper with ``words`` on it, paragraph by paragraph."""
    picture = Image.new("RGB", (1280, 960), PAPER)
    writer = ImageDraw.Draw(picture)
    writer.rectangle((32, 32, 1248, 928), outline="#d8cfb9", width=2)
    down, size = 264, 37
    font = _font(size)
    for paragraph in filter(None, words.splitlines()):
        for line in _lines(paragraph, font, most=992):
            writer.text((144, down), line, fill=INK, font=font)
            down += round(1.45 * size)
        down += size
    return picture


def _lines(words: str, font: ImageFont.FreeTypeFont, *, most: int) -> Iterator[str]:
    line = ""
    for word in words.split():
        if font.getlength(f"{line} {word}") > most:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
    yield line


def _font(size: int) -> ImageFont.FreeTypeFont:
    """It has every letter of Azerbaijani and English."""
    return ImageFont.truetype(settings.ROOT / "static/fonts/roman-latin.woff2", size)


def coast(words: str) -> Image.Image:
    """The western shore of the Caspian Sea, from the data of the archive's own maps, with Baku on it."""
    west, north, scale = 46.0, 42.2, 200
    picture = Image.new("RGB", (1280, 966), SEA)
    writer = ImageDraw.Draw(picture)

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - west) * scale * 0.76, (north - point[1]) * scale

    land = Image.new("1", picture.size)
    for line in base.region().layers["land"]:  # what lies within a shore is land, and within that water
        within = Image.new("1", picture.size)
        ImageDraw.Draw(within).polygon([at(point) for point in line], fill=1)
        land = ImageChops.logical_xor(land, within)
    picture.paste(LAND, mask=land)
    for line in base.region().layers["rivers"]:
        writer.line([at(point) for point in line], fill=SHORE, width=3)
    across, down = at((49.867, 40.409))
    writer.ellipse((across - 12, down - 12, across + 12, down + 12), fill=PLACE, outline=LAND, width=3)
    return picture


DRAWINGS: Final[Mapping[str, Callable[[str], Image.Image]]] = {"carnations": carnations, "sheet": sheet, "coast": coast}


def drawn(name: str, words: str) -> bytes:
    """A PNG. ``words`` are those that are written in it, if it has any."""
    written = BytesIO()
    DRAWINGS[name](words).save(written, "PNG")
    return written.getvalue()
