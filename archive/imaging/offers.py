"""In which files a picture is offered: all of it, and what lists and other sites show. Nothing is decoded here."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from .recipes import Crop, Recipe, recipes

# What every browser shows, and how wide it is for one that knows no other widths.
COMMON: Final = "jpeg"
MIDDLE: Final = 960
# Of a focal point: the thousandths of a picture's middle.
CENTRE: Final = 500
# Of a card: its shape, and the most pixels that it takes.
CARD: Final = (3, 2)
WIDEST_CARD: Final = 640
# The same of what stands beside the words of what other sites show of a page: as high as that.
BESIDE_WORDS: Final = (2, 3)
WIDEST_BESIDE_WORDS: Final = 420


class Sized(Protocol):
    """What is shown whole: its pixels."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


class Measured(Sized, Protocol):
    """What the files of a picture follow from: its pixels, and its focal point in thousandths."""

    @property
    def focus_x(self) -> int: ...
    @property
    def focus_y(self) -> int: ...


class Measures(NamedTuple):
    """The same, said of a file alone."""

    width: int
    height: int
    focus_x: int = CENTRE
    focus_y: int = CENTRE


def whole(picture: Sized) -> tuple[Recipe, ...]:
    """The files in which all of a picture is offered."""
    return recipes(picture.width, picture.height)


def common(files: Iterable[Recipe]) -> list[Recipe]:
    """Those among ``files`` that every browser shows."""
    return [one for one in files if one.format == COMMON]


def up_to(width: int, files: Sequence[Recipe]) -> Recipe:
    """The widest that is no wider, or the narrowest."""
    return next((one for one in reversed(files) if one.width <= width), files[0])


def card(picture: Measured) -> tuple[Recipe, ...]:
    """Those of what is shown of it in lists: as much as has room around its focal point."""
    across, down = CARD
    crop = Crop(across=across, down=down, x=picture.focus_x, y=picture.focus_y)
    return recipes(picture.width, picture.height, crop=crop, most=WIDEST_CARD)


def beside_words(picture: Measured) -> Recipe:
    """The one of what other sites are shown of a page."""
    across, down = BESIDE_WORDS
    crop = Crop(across=across, down=down, x=picture.focus_x, y=picture.focus_y)
    return recipes(picture.width, picture.height, crop=crop, formats=(COMMON,), most=WIDEST_BESIDE_WORDS)[-1]


def offered(picture: Measured) -> dict[str, Recipe]:
    """All files that may be asked for, by their names."""
    return {one.name: one for one in (*whole(picture), *card(picture), beside_words(picture))}
