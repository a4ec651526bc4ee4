"""How a picture looks, in a few bytes. Only ``child`` runs this."""

from itertools import pairwise
from typing import Any

from PIL import Image


def colour_of(picture: Image.Image) -> str:
    """The colour that most of it has, as "#rrggbb"."""
    few = _small(picture).convert("RGB").quantize(8, Image.Quantize.MEDIANCUT)
    counted: Any = few.getcolors()
    palette = few.getpalette() or []
    _count, place = max(counted)
    return "#" + bytes(palette[place * 3 : place * 3 + 3]).hex()


def look_of(picture: Image.Image) -> str:
    """Where it grows lighter from left to right, in eight rows of eight, as 16 hexadecimal digits.

    It stays nearly the same when the picture is made smaller or saved anew. Widely known as a difference hash (dHash).
    """
    grey = _small(picture).convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    rows = (grey[start : start + 9] for start in range(0, 72, 9))
    bits = "".join("1" if right > left else "0" for row in rows for left, right in pairwise(row))
    return f"{int(bits, 2):016x}"


def _small(picture: Image.Image) -> Image.Image:
    """Nine times eight divide it."""
    return (picture.convert("L") if picture.mode == "1" else picture).resize((72, 72), Image.Resampling.BOX)
