"""The files in which a master is shown. Only ``child`` runs this."""

import io
from itertools import groupby
from typing import IO, Any, Final

from PIL import AvifImagePlugin, Image, JpegImagePlugin, PngImagePlugin

from .bounds import PIXELS, Refused
from .recipes import Recipe

# What Pillow would load when it opens a file, it loads now: later it cannot.
_PLUGINS: Final = (AvifImagePlugin, JpegImagePlugin, PngImagePlugin)
Image.preinit()
Image.MAX_IMAGE_PIXELS = PIXELS
# The same bytes each time: one thread writes them.
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "avif": {"quality": 55, "speed": 8, "max_threads": 1},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}


def do(source: IO[bytes], made: IO[bytes], *, recipes: list[dict[str, Any]]) -> dict[str, Any]:
    """Write a file for each of ``recipes`` into ``made``, one after the other; tell how many bytes each has."""
    wanted = [Recipe.from_json(recipe) for recipe in recipes]
    files = _files(_opened(source), wanted)
    return {"sizes": [made.write(files[recipe]) for recipe in wanted]}


def _opened(source: IO[bytes]) -> Image.Image:
    try:
        master = Image.open(source, formats=["JPEG", "PNG"])
        master.load()
    except OSError as failed:
        raise Refused("damaged") from failed
    master.info.clear()
    return master if master.mode in ("L", "RGB") else master.convert("L" if master.mode == "1" else "RGB")


def _files(picture: Image.Image, wanted: list[Recipe]) -> dict[Recipe, bytes]:
    """What shows the same in one size is made smaller once, and written once in each format: a crop may be all of a
    picture.
    """

    def seen(recipe: Recipe) -> tuple[Any, ...]:
        return recipe.box(*picture.size), recipe.size(*picture.size)

    files: dict[Recipe, bytes] = {}
    for _seen, alike in groupby(sorted(wanted, key=seen), seen):
        several = list(alike)
        small = _resized(picture, several[0])
        written = {format: _written(small, format) for format in {recipe.format for recipe in several}}
        files |= {recipe: written[recipe.format] for recipe in several}
    return files


def _resized(picture: Image.Image, recipe: Recipe) -> Image.Image:
    """By Lanczos, after whole pixels were put together as far as nobody sees it."""
    box, size = recipe.box(*picture.size), recipe.size(*picture.size)
    return picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _written(small: Image.Image, format: str) -> bytes:
    written = io.BytesIO()
    try:
        small.save(written, format.upper(), **_OPTIONS[format])
    except (OSError, RuntimeError, ValueError) as failed:
        raise Refused("heavy") from failed
    return written.getvalue()
