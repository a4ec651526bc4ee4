"""Lines of points, cut to a window and without the points that nobody would see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """In degrees, or whatever its lines are in."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def within(self, other: "Window") -> bool:
        return other.holds((self.west, self.south)) and other.holds((self.east, self.north))

    def wider(self, by: float) -> "Window":
        """By a part of its width and height on every side."""
        x, y = (self.east - self.west) * by, (self.north - self.south) * by
        return Window(west=self.west - x, south=self.south - y, east=self.east + x, north=self.north + y)


def ring(line: Line, window: Window) -> Line:
    """The part of a closed line that lies in ``window``, closed along its edges; empty for none."""
    for axis, edge, is_inside in _edges(window):
        line = list(_cut(line, axis, edge, is_inside))
    return line


def pieces(line: Line, window: Window) -> Iterator[Line]:
    """The parts of an open line that lie in ``window``, each with the point before and after."""
    piece: Line = []
    for before, after in pairwise(line):
        if window.holds(before) or window.holds(after):
            piece = piece or [before]
            piece.append(after)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def simplified(line: Line, stray: float) -> Line:
    """Without the points that lie nearer than ``stray`` to the line between those that are kept."""
    kept = {0, len(line) - 1} if line else set()
    open_ends = [(0, len(line) - 1)] if line else []
    while open_ends:
        first, last = open_ends.pop()
        farthest, distance = _farthest(line, first, last)
        if distance > stray:
            kept.add(farthest)
            open_ends += [(first, farthest), (farthest, last)]
    return [line[place] for place in sorted(kept)]


def _farthest(line: Line, first: int, last: int) -> tuple[int, float]:
    (x1, y1), (x2, y2) = line[first], line[last]
    across, up = x2 - x1, y2 - y1
    length = (across**2 + up**2) ** 0.5
    place, most = first, 0.0
    for number in range(first + 1, last):
        x, y = line[number][0] - x1, line[number][1] - y1
        distance = abs(across * y - up * x) / length if length else (x**2 + y**2) ** 0.5
        if distance > most:
            place, most = number, distance
    return place, most


def _edges(window: Window) -> Iterator[tuple[int, float, Callable[[float], bool]]]:
    yield 0, window.west, lambda x: x >= window.west
    yield 0, window.east, lambda x: x <= window.east
    yield 1, window.south, lambda y: y >= window.south
    yield 1, window.north, lambda y: y <= window.north


def _cut(line: Line, axis: int, edge: float, is_inside: Callable[[float], bool]) -> Iterator[Point]:
    """Sutherland and Hodgman: what of a closed line lies on one side of an edge."""
    for before, after in zip([line[-1], *line] if line else [], line, strict=False):
        if is_inside(before[axis]) != is_inside(after[axis]):
            yield _crossing(before, after, axis, edge)
        if is_inside(after[axis]):
            yield after


def _crossing(before: Point, after: Point, axis: int, edge: float) -> Point:
    part = (edge - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + part * (after[1 - axis] - before[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)
