"""Lines that an installation draws on its maps, of a file of its own: whose, of which day, and what they mean."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core import checks

from archive import languages
from archive.public.maps.clipping import Line

LARGEST: Final = 512 * 1024  # bytes
DEPTHS: Final = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


class NoOutline(ValueError):
    """The file cannot be drawn. Its text says why, to whoever runs the installation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """``note`` says in each language what the lines are; ``source`` whose, ``drawn_on`` of which day."""

    lines: tuple[Line, ...]
    source: str
    drawn_on: date
    note: Mapping[str, str]


def outline() -> Outline | None:
    """Those of this installation, if it has any."""
    return _read_once(settings.MEMORIAL_MAP_OUTLINE) if settings.MEMORIAL_MAP_OUTLINE else None


@checks.register
def check_outline(app_configs: object, **kwargs: object) -> list[checks.CheckMessage]:
    try:
        outline()
    except NoOutline as refused:
        hint = "docs/maps.md tells what such a file holds. Without MEMORIAL_MAP_OUTLINE maps have no outline."
        return [checks.Error(f"MEMORIAL_MAP_OUTLINE: {refused}", hint=hint, id="archive.E020")]
    return []


def read(path: Path) -> Outline:
    """Raises ``NoOutline``."""
    try:
        if path.stat().st_size > LARGEST:
            raise NoOutline(f"{path} is larger than {LARGEST // 1024} KB. Simplify its lines.")
        said = json.loads(path.read_bytes())
    except OSError as refused:
        raise NoOutline(f"{path} cannot be read ({refused.strerror}).") from refused
    except ValueError as wrong:
        if isinstance(wrong, NoOutline):
            raise
        raise NoOutline(f"{path} is no JSON ({wrong}).") from wrong
    if not isinstance(said, dict):
        raise NoOutline(f"{path} is no GeoJSON.")
    return Outline(
        lines=tuple(_lines(said)) or _refuse("it holds no line: LineString, Polygon or several of these."),
        source=_words(said.get("source"), "source", "whose the lines are"),
        drawn_on=_day(said.get("date")),
        note=_note(said.get("note")),
    )


_read_once = cache(read)


def _refuse(why: str) -> Any:
    raise NoOutline(why)


def _words(said: object, name: str, what: str) -> str:
    if isinstance(said, str) and said.strip():
        return said.strip()
    raise NoOutline(f"“{name}” has to say {what}.")


def _day(said: object) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError as wrong:
        raise NoOutline("“date” has to say of which day the lines are, as in 2024-01-24.") from wrong


def _note(said: object) -> dict[str, str]:
    notes = said if isinstance(said, dict) else {}
    return {code: _words(notes.get(code), f"note.{code}", "what the lines mean") for code in languages.spoken()}


def _lines(said: Mapping[str, Any]) -> Iterator[Line]:
    """The lines of whatever GeoJSON it is; points are no lines. Raises ``NoOutline`` for what is no place on earth."""
    match said:
        case {"features": list(features)}:
            for one in features:
                yield from _lines(one)
        case {"geometry": dict(geometry)}:
            yield from _lines(geometry)
        case {"geometries": list(geometries)}:
            for one in geometries:
                yield from _lines(one)
        case {"type": str(name), "coordinates": list(coordinates)} if name in DEPTHS:
            yield from _flattened(coordinates, DEPTHS[name])


def _flattened(coordinates: list[Any], depth: int) -> Iterator[Line]:
    if depth > 1:
        for one in coordinates:
            yield from _flattened(one, depth - 1)
    else:
        yield [_point(one) for one in coordinates]


def _point(said: object) -> tuple[float, float]:
    match said:
        case [float() | int() as east, float() | int() as north, *_] if abs(east) <= 180 and abs(north) <= 90:
            return east, north
    raise NoOutline(f"{json.dumps(said)[:60]} is no place on earth. Write degrees east and north, in this order.")
