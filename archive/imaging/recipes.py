"""In which sizes a picture is shown, and how much of it. Nothing is decoded here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from .bounds import PIXELS, SIDE

# Pixels across: a card on a phone, a column, a page, and steps for whoever reads a scan in detail.
WIDTHS: Final = (320, 640, 960, 1280, 1920, 2560, 3840, 7680)
# The smaller one first, for a browser that can choose.
FORMATS: Final = ("avif", "jpeg")
# The most pixels of a file in each: of more, the encoder of AVIF has no room in the memory that one process may have.
MOST: Final[Mapping[str, int]] = {"avif": 16_000_000, "jpeg": PIXELS}
MEDIA_TYPES: Final[Mapping[str, str]] = {"avif": "image/avif", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """The largest part of a picture that has a ratio of ``across`` to ``down``, as near around its focal point as the
    edges allow. ``x`` and ``y`` are thousandths from the left and from the top."""

    across: int
    down: int
    x: int = 500
    y: int = 500

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of these pixels."""
        part_width = min(width, max(1, height * self.across // self.down))
        part_height = min(height, max(1, width * self.down // self.across))
        left = _within(width * self.x // 1000 - part_width // 2, width - part_width)
        top = _within(height * self.y // 1000 - part_height // 2, height - part_height)
        return left, top, left + part_width, top + part_height

    def __str__(self) -> str:
        return f"{self.across}x{self.down}-{self.x}-{self.y}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One file of a picture: ``width`` in pixels, ``format`` one of ``FORMATS``, all of it or a ``crop``."""

    width: int
    format: str
    crop: Crop | None = None

    @property
    def name(self) -> str:
        """Of the file, below its master's: ``whole-640.avif``, ``3x2-500-400-640.jpeg``."""
        return f"{self.crop or 'whole'}-{self.width}.{self.format}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format]

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Which part of a master of these pixels is shown."""
        return self.crop.box(width, height) if self.crop else (0, 0, width, height)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the file that is made of a master of these pixels. Nothing is enlarged."""
        left, top, right, bottom = self.box(width, height)
        across = min(self.width, right - left)
        return across, max(1, round(across * (bottom - top) / (right - left)))

    def pixels(self, width: int, height: int) -> int:
        """How many the file has that is made of a master of these pixels."""
        across, down = self.size(width, height)
        return across * down

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        crop = stored["crop"]
        return cls(width=stored["width"], format=stored["format"], crop=Crop(**crop) if crop else None)


def recipes(
    width: int, height: int, *, crop: Crop | None = None, formats: tuple[str, ...] = FORMATS, most: int = SIDE
) -> tuple[Recipe, ...]:
    """All files of a master of these pixels, or of one crop of it: by format, and then from narrow to wide.

    The widest is as wide as the master, and never wider than ``most``; in AVIF it may be an earlier step.
    """
    left, _top, right, _bottom = crop.box(width, height) if crop else (0, 0, width, height)
    widest = min(right - left, most)
    steps = [*(step for step in WIDTHS if step < widest), widest]
    files = (Recipe(width=step, format=name, crop=crop) for name in formats for step in steps)
    return tuple(one for one in files if one.pixels(width, height) <= MOST[one.format])


def _within(place: int, most: int) -> int:
    return min(max(place, 0), most)
