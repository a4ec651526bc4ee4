"""The files in which a master is shown. Only ``child`` runs this."""

import io
from typing import IO, Any, Final

from PIL import AvifImagePlugin, Image, JpegImagePlugin, PngImagePlugin

from .bounds import PIXELS, Refused
from .recipes import Recipe

_PLUGINS: Final = (AvifImagePlugin, JpegImagePlugin, PngImagePlugin)
Image.MAX_IMAGE_PIXELS = PIXELS
# The same bytes each time: one thread writes them.
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "avif": {"quality": 55, "speed": 8, "max_threads": 1},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}


def do(source: IO[bytes], made: IO[bytes], *, recipes: list[dict[str, Any]]) -> dict[str, Any]:
    """Write a file for each of ``recipes`` into ``made``, one after the other; tell how many bytes each has."""
    try:
        master = Image.open(source, formats=["JPEG", "PNG"])
        picture = master.convert("L" if master.mode in ("1", "L") else "RGB")
        picture.info.clear()
        return {"sizes": [made.write(_file(picture, Recipe.from_json(recipe))) for recipe in recipes]}
    except OSError as failed:
        raise Refused("damaged") from failed


def _file(picture: Image.Image, recipe: Recipe) -> bytes:
    across, down = recipe.size(*picture.size)
    small = picture.resize((across, down), Image.Resampling.LANCZOS, box=recipe.box(*picture.size), reducing_gap=3.0)
    written = io.BytesIO()
    small.save(written, recipe.format.upper(), **_OPTIONS[recipe.format])
    return written.getvalue()
