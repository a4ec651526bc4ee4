"""Makes ``archive/public/maps/base.json`` of Natural Earth's physical layers: ``python -m tests.base_map FOLDER``.

``FOLDER`` has them as GeoJSON, under the names that ``LAYERS`` and ``RIVERS`` say; docs/maps.md tells where they come
from. Nothing of the archive is asked, and no political layer is read.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from archive.public.maps import clipping
from archive.public.maps.base import FILE
from archive.public.maps.clipping import Line, Window
from tests import relief

Layers = dict[str, tuple[str, ...]]

REGION: Final = Window(west=38.0, south=36.0, east=54.5, north=45.0)
WORLD: Final = Window(west=-180.0, south=-60.0, east=180.0, north=84.0)

# Layer → its files, in the order in which they are drawn; how far a line may leave its course, and how small a shape
# is left out, both in degrees.
LAYERS: Final[Layers] = {
    "land": ("ne_10m_land",),
    "shelf": ("ne_10m_bathymetry_K_200",),
    "deep": ("ne_10m_bathymetry_J_1000",),
    "lakes": ("ne_10m_lakes", "ne_10m_lakes_europe"),
}
RIVERS: Final = ("ne_10m_rivers_lake_centerlines", "ne_10m_rivers_europe")
PEAKS: Final = "ne_10m_geography_regions_elevation_points"
WORLD_LAYERS: Final[Layers] = {"land": ("ne_50m_land",), "lakes": ("ne_50m_lakes",)}
STRAY: Final = 0.003
STRAY_IN_WORLD: Final = 0.15
SMALLEST: Final = 0.015
SMALLEST_IN_WORLD: Final = 1.1
# In how many parts a degree is counted.
DEGREE: Final = 500
DEGREE_OF_WORLD: Final = 20
HEIGHTS: Final = (500, 1000, 1500, 2000, 3000)  # metres
STRAY_OF_RELIEF: Final = 0.012
SMALLEST_HEIGHT: Final = 0.14
HIGH: Final = 2500  # metres


def main(folder: Path) -> None:
    made = {
        "source": "Natural Earth, physical vectors at 1:10m and 1:50m",
        "licence": "public domain",
        "made_by": "python -m tests.base_map",
        "region": {
            "bounds": [REGION.west, REGION.south, REGION.east, REGION.north],
            "degree": DEGREE,
            "layers": {
                **_relief(folder),
                **_layers(folder, LAYERS, REGION, STRAY, SMALLEST, DEGREE),
                "rivers": _packed(_rivers(folder), DEGREE),
                "peaks": _packed([_peaks(folder)], DEGREE),
            },
        },
        "world": {
            "bounds": [-360, -90, 360, 90],
            "degree": DEGREE_OF_WORLD,
            "layers": _layers(folder, WORLD_LAYERS, WORLD, STRAY_IN_WORLD, SMALLEST_IN_WORLD, DEGREE_OF_WORLD),
        },
    }
    FILE.write_text(json.dumps(made, separators=(",", ":")).replace("]],", "]],\n") + "\n", encoding="ascii")
    print(f"{FILE}: {FILE.stat().st_size} bytes")


def _layers(
    folder: Path, files: Layers, window: Window, stray: float, smallest: float, degree: int
) -> dict[str, list[list[int]]]:
    return {name: _packed(_shapes(folder, of, window, stray, smallest), degree) for name, of in files.items()}


def _relief(folder: Path) -> dict[str, list[list[int]]]:
    """What lies above each of ``HEIGHTS``."""
    grid = relief.heights(folder, REGION)
    return {f"above-{height}": _packed(_above(grid, height), DEGREE) for height in HEIGHTS}


def _above(grid: relief.Grid, height: int) -> Iterator[Line]:
    for ring in relief.above(grid, height, REGION):
        if max(_extent(ring)) >= SMALLEST_HEIGHT:
            yield clipping.simplified(ring, STRAY_OF_RELIEF)


def _shapes(folder: Path, files: Iterable[str], window: Window, stray: float, smallest: float) -> Iterator[Line]:
    """The rings of all polygons within ``window``."""
    for feature in _features(folder, files):
        if feature["properties"]["featurecla"] in ("Bathymetry", "Land") or _is_drawn(feature["properties"]):
            for ring in _lines(feature["geometry"]):
                if max(_extent(ring)) >= smallest and (kept := clipping.ring(ring, window)):
                    yield clipping.simplified(kept, stray)


def _is_drawn(properties: dict[str, Any]) -> bool:
    return "Lake" in properties["featurecla"] or properties["featurecla"] == "Reservoir"


def _rivers(folder: Path) -> Iterator[Line]:
    for feature in _features(folder, RIVERS):
        for line in _lines(feature["geometry"]):
            for piece in clipping.pieces(line, REGION):
                yield clipping.simplified(piece, STRAY)


def _peaks(folder: Path) -> Line:
    points = (one for one in _features(folder, (PEAKS,)) if one["properties"]["elevation"] >= HIGH)
    found = (tuple(one["geometry"]["coordinates"][:2]) for one in points)
    return [(x, y) for x, y in found if REGION.west <= x <= REGION.east and REGION.south <= y <= REGION.north]


def _features(folder: Path, files: Iterable[str]) -> Iterator[dict[str, Any]]:
    for name in files:
        for feature in json.loads((folder / f"{name}.json").read_bytes())["features"]:
            if feature["geometry"]:
                yield feature


def _lines(geometry: dict[str, Any]) -> Iterator[Line]:
    """Its lines or rings, whatever it is."""
    found: list[Any] = [geometry["coordinates"]]
    while found:
        one = found.pop(0)
        if isinstance(one[0][0], int | float):
            yield [(x, y) for x, y, *_height in one]
        else:
            found = [*one, *found]


def _extent(line: Line) -> tuple[float, float]:
    across, up = zip(*line, strict=True)
    return max(across) - min(across), max(up) - min(up)


def _packed(lines: Iterable[Line], degree: int) -> list[list[int]]:
    """Each as how far every point lies from the one before, in parts of a degree."""
    return [packed for line in lines if len(packed := list(_steps(line, degree))) > 2]


def _steps(line: Sequence[tuple[float, float]], degree: int) -> Iterator[int]:
    before = (0, 0)
    for x, y in line:
        here = round(x * degree), round(y * degree)
        if here != before:
            yield from (here[0] - before[0], here[1] - before[1])
        before = here


if __name__ == "__main__":
    main(Path(sys.argv[1]))
