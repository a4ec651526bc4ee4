"""In which files a picture is offered: all of it, and what lists and other sites show. Nothing is decoded here."""

from typing import Final, NamedTuple, Protocol

from .recipes import Crop, Recipe, recipes

# What every browser shows, and how wide it is for one that knows no other widths.
COMMON: Final = "jpeg"
MIDDLE: Final = 960
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
    focus_x: int = 500
    focus_y: int = 500


def whole(picture: Sized) -> tuple[Recipe, ...]:
    """The files in which all of a picture is offered."""
    return recipes(picture.width, picture.height)


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
