"""Where the words of marks stand, so that none covers another: the same for the same places, whatever the screen.

A map is as wide as there is room, its letters are not. So words are placed as on a narrow map, and once more as on a
wide one: on anything between, they lie only farther apart. All lengths are pixels.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from archive.public.maps.views import HEIGHT, WIDTH

NARROW: Final = 300
WIDE: Final = 560
LETTER: Final = 7.4  # of the mean letter, in the size of static/css/maps.css
HIGH: Final = 17
DOT: Final = 6  # from the middle of a mark
# Right, left, above, below, and between these: pixels to the right and down from the mark, and how SVG calls where
# the words begin.
SIDES: Final = (
    *((9, 5, "start"), (-9, 5, "end"), (0, -10, "middle"), (0, 21, "middle")),
    *((7, -4, "start"), (7, 15, "start"), (-7, -4, "end"), (-7, 15, "end")),
)


class Wanted(NamedTuple):
    """Words for a point, which lies at parts of the width and the height."""

    x: float
    y: float
    text: str


class Placed(NamedTuple):
    text: str
    right: int
    down: int
    anchor: str


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def placed(wanted: Sequence[Wanted], width: int, short: Sequence[str] = ()) -> tuple[Placed | None, ...]:
    """For each its words, on a map so wide; nothing where they find no room. Who comes first has the choice.

    ``short`` is for each what stands there where the words find no room.
    """
    page = Box(0, 0, width, width * HEIGHT / WIDTH)
    dots = [_dot(one, page) for one in wanted]
    taken, found = list(dots), dict[int, Placed]()
    texts = [(place, one.text) for place, one in enumerate(wanted)] + list(enumerate(short))
    for place, text in texts:
        others = [box for box in taken if box is not dots[place]]
        free = next(_free(wanted[place], text, page, others), None) if text and place not in found else None
        if free:
            found[place] = free[0]
            taken.append(free[1])
    return tuple(found.get(place) for place in range(len(wanted)))


def _free(one: Wanted, text: str, page: Box, taken: Sequence[Box]) -> Iterator[tuple[Placed, Box]]:
    for right, down, anchor in SIDES:
        box = _box(one, text, page, right, down, anchor)
        is_inside = box.left >= 0 and box.top >= 0 and box.right <= page.right and box.bottom <= page.bottom
        if is_inside and not any(box.meets(other) for other in taken):
            yield Placed(text, right, down, anchor), box


def _dot(one: Wanted, page: Box) -> Box:
    x, y = one.x * page.right, one.y * page.bottom
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)


def _box(one: Wanted, text: str, page: Box, right: int, down: int, anchor: str) -> Box:
    long = len(text) * LETTER
    left = one.x * page.right + right - {"start": 0, "middle": long / 2, "end": long}[anchor]
    bottom = one.y * page.bottom + down + 4
    return Box(left, bottom - HIGH, left + long, bottom)
