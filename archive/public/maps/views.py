"""Which part of the world a map shows, and where in it a point lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, cos, floor, radians
from typing import Final

from archive.public.maps import base
from archive.public.maps.base import Base
from archive.public.maps.clipping import Point, Window

KM: Final = 111.32  # in a degree north, and in a degree east at the equator
# A drawing is so wide and high, in its own units; on the page it takes the room that there is.
WIDTH: Final = 720
HEIGHT: Final = 480
# How many kilometres a map may be wide. Maps of one width share what they are drawn on more often.
WIDTHS: Final = (200, 320, 480, 680, 1000, 1500, 2200, 3300, 5000, 7500, 11000, 16000, 24000, 36000, 56000)
# Where one place lies is seen by the coasts and rivers around it; several show by themselves how they lie.
LEAST_FOR_ONE: Final = 680
LEAST_FOR_SEVERAL: Final = 320
# So much of the width is kept free on every side.
MARGIN: Final = 0.14
# What lies outside the region is shown together with its middle.
MIDDLE: Final = (47.5, 40.3)


@dataclass(frozen=True, slots=True)
class View:
    """A map around a point, in degrees east and north, ``width`` kilometres wide where it lies.

    The projection is equirectangular: true along the parallel in the middle and along all meridians.
    """

    east: float
    north: float
    width: int

    @property
    def window(self) -> Window:
        across, up = self.width / 2 / (KM * self._shrunk), self.width * HEIGHT / WIDTH / 2 / KM
        return Window(west=self.east - across, east=self.east + across, south=self.north - up, north=self.north + up)

    @property
    def base(self) -> Base:
        """The finest that covers it."""
        return base.region() if self.window.within(base.region().window) else base.world()

    def at(self, point: Point) -> Point:
        """Units from the left, and from the top."""
        a_unit = self.width / WIDTH
        return (
            WIDTH / 2 + (point[0] - self.east) * KM * self._shrunk / a_unit,
            HEIGHT / 2 - (point[1] - self.north) * KM / a_unit,
        )

    @property
    def _shrunk(self) -> float:
        """How much shorter a degree east is here than at the equator."""
        return cos(radians(self.north))


def around(points: Iterable[Point]) -> View:
    """The narrowest map of ``points`` that tells where they lie."""
    found = tuple(points)
    if not all(base.region().window.holds(point) for point in found):
        found = (*found, MIDDLE)
    east, north = (_middle(one) for one in zip(*found, strict=True))
    across, up = (_extent(one) * KM for one in zip(*found, strict=True))
    free = 1 - 2 * MARGIN
    needed = max(across * cos(radians(north)) / free, up * WIDTH / HEIGHT / free)
    least = LEAST_FOR_SEVERAL if len(set(found)) > 1 else LEAST_FOR_ONE
    width = next((one for one in WIDTHS if one >= max(needed, least)), WIDTHS[-1])
    return View(*_snapped(east, north, width), width)


def _middle(numbers: tuple[float, ...]) -> float:
    return (min(numbers) + max(numbers)) / 2


def _extent(numbers: tuple[float, ...]) -> float:
    return max(numbers) - min(numbers)


def _snapped(east: float, north: float, width: int) -> Point:
    """A point near by, of few: so that neighbours share what their maps are drawn on."""
    step = width / KM / 16
    return round(round(east / step) * step, 4), round(round(north / step) * step, 4)


def scale(view: View) -> int:
    """The longest round number of kilometres that is at most a quarter of the width: 50, 100, 200."""
    quarter = view.width / 4
    power = 10 ** floor(len(str(ceil(quarter))) - 1)
    return max(power * first for first in (1, 2, 5) if power * first <= quarter)
