"""Shapes of what lies above some height, for ``tests.base_map``: lines of equal height around a grid of heights."""

import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from archive.public.maps.clipping import Line, Point, Window

# The tile of GLOBE that has the region: rows from 50° north to the equator, from 0° to 90° east, in metres, a cell for
# every half a minute; less than nothing is sea.
TILE: Final = "g10g"
NORTH: Final = 50
ACROSS: Final = 10800
OF_A_DEGREE: Final = 120
CELLS: Final = 4  # so many together, in each direction

Grid = list[list[float]]


def heights(folder: Path, window: Window) -> Grid:
    """Mean heights from the north, a cell for every two minutes, smoothed, and nothing around them."""
    tile = array.array("h", (folder / TILE).read_bytes())
    rows = range(round((NORTH - window.north) * OF_A_DEGREE), round((NORTH - window.south) * OF_A_DEGREE), CELLS)
    columns = range(round(window.west * OF_A_DEGREE), round(window.east * OF_A_DEGREE), CELLS)
    grid = [[_mean(tile, row, column) for column in columns] for row in rows]
    return _framed(_smoothed(_smoothed(grid)))


def above(grid: Grid, height: float, window: Window) -> Iterator[Line]:
    """The closed lines around what is higher than ``height`` metres, in degrees."""
    step = CELLS / OF_A_DEGREE
    for ring in _rings(grid, height):
        yield [(window.west + (x - 0.5) * step, window.north - (y - 0.5) * step) for x, y in ring]


def _mean(tile: "array.array[int]", row: int, column: int) -> float:
    cells = (tile[(row + down) * ACROSS + column + right] for down in range(CELLS) for right in range(CELLS))
    return sum(max(cell, 0) for cell in cells) / CELLS**2


def _smoothed(grid: Grid) -> Grid:
    """Each cell with those around it, which count half or a quarter as much."""
    along = [[_weighed(row, place) for place in range(len(row))] for row in grid]
    turned = [list(one) for one in zip(*along, strict=True)]
    return [list(one) for one in zip(*([_weighed(row, at) for at in range(len(row))] for row in turned), strict=True)]


def _weighed(row: list[float], place: int) -> float:
    return (row[max(place - 1, 0)] + 2 * row[place] + row[min(place + 1, len(row) - 1)]) / 4


def _framed(grid: Grid) -> Grid:
    nothing = [0.0] * (len(grid[0]) + 2)
    return [nothing, *([0.0, *row, 0.0] for row in grid), nothing]


def _rings(grid: Grid, height: float) -> Iterator[Line]:
    """Marching squares: every square between four cells is crossed by a line or two; together they close."""
    following: dict[Point, list[Point]] = defaultdict(list)
    for y in range(len(grid) - 1):
        for x in range(len(grid[0]) - 1):
            for begins, ends in _crossings(grid, height, x, y):
                following[begins].append(ends)
    while following:
        ring = [next(iter(following))]
        while (here := ring[-1]) in following:
            ring.append(following[here].pop())
            if not following[here]:
                del following[here]
        yield ring


def _crossings(grid: Grid, height: float, x: int, y: int) -> Iterator[tuple[Point, Point]]:
    """From edge to edge of one square, with what is higher on the right."""
    corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
    is_high = [grid[down][right] > height for right, down in corners]
    edges = range(4)
    enters = [at for at in edges if not is_high[at] and is_high[(at + 1) % 4]]
    leaves = [at for at in edges if is_high[at] and not is_high[(at + 1) % 4]]
    for one in enters:
        # The line runs from where the height is reached to where it is left again, around the corners between.
        other = min(leaves, key=lambda at: (at - one) % 4)
        points = (_between(grid, height, corners[at], corners[(at + 1) % 4]) for at in (one, other))
        yield next(points), next(points)


def _between(grid: Grid, height: float, one: tuple[int, int], other: tuple[int, int]) -> Point:
    (x1, y1), (x2, y2) = sorted((one, other))
    low, high = grid[y1][x1], grid[y2][x2]
    part = (height - low) / (high - low)
    return x1 + part * (x2 - x1), y1 + part * (y2 - y1)
