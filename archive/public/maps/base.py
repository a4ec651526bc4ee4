"""What maps are drawn on: coast, depths, lakes, rivers and mountains, from a file that comes with the archive."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from archive.public.maps.clipping import Line, Window

FILE: Final = Path(__file__).with_name("base.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Layer → its lines, in degrees east and north. ``window`` is where it can be trusted."""

    window: Window
    layers: Mapping[str, Sequence[Line]]


@cache
def region() -> Base:
    """The South Caucasus and its surroundings, fine."""
    return _read("region")


@cache
def world() -> Base:
    """Everything, coarse."""
    return _read("world")


def _read(part: str) -> Base:
    found = json.loads(FILE.read_bytes())[part]
    west, south, east, north = found["bounds"]
    return Base(
        window=Window(west=west, south=south, east=east, north=north),
        layers={
            name: [list(_points(one, found["degree"])) for one in lines] for name, lines in found["layers"].items()
        },
    )


def _points(steps: Sequence[int], degree: int) -> Iterator[tuple[float, float]]:
    """Each point is told by how far it lies from the one before."""
    east = north = 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        east, north = east + across, north + up
        yield east / degree, north / degree
