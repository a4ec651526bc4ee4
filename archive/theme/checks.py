"""A theme that cannot be used is refused before anybody sees it: by ``collectstatic`` and by ``check``."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core import checks
from PIL import Image, UnidentifiedImageError

from . import MARK, PICTURE, SHEET, contrast, sheets
from .sheets import Sheet, Unreadable

TOKENS: Final = "static/css/tokens.css"
# The mark on a home screen, in pixels a side.
LEAST_SIDE: Final = 180
_ADDRESS: Final = re.compile(r'url\("(?P<path>[^"]*)"\)')

Wrong = Callable[..., checks.Error]
_unusable: Wrong = partial(checks.Error, id="archive.E010")
_unreadable: Wrong = partial(checks.Error, id="archive.E011")
_too_weak: Wrong = partial(checks.Error, id="archive.E012")


@checks.register(checks.Tags.staticfiles)
def check_theme(app_configs: object, **kwargs: object) -> list[checks.CheckMessage]:
    """What is wrong with the theme, if there is one."""
    return list(wrong(settings.MEMORIAL_THEME)) if settings.MEMORIAL_THEME else []


def wrong(folder: Path) -> Iterator[checks.Error]:
    if not (folder / SHEET).is_file():
        hint = "Set MEMORIAL_THEME to a folder that holds a theme.css, or leave it out."
        yield _unusable(f"MEMORIAL_THEME is {str(folder)!r}, where there is no {SHEET}.", hint=hint)
        return
    yield from _wrong_marks(folder)
    try:
        theme = sheets.read((folder / SHEET).read_text(encoding="utf-8"))
    except (Unreadable, UnicodeDecodeError) as what:
        hint = (
            "A theme holds custom properties in :root, those in @media (prefers-color-scheme: dark) { :root { … } }, "
            "and @font-face, each written as “name: value;”."
        )
        yield _unreadable(f"{SHEET} of the theme holds something else: {what}", hint=hint)
        return
    yield from _wrong_faces(theme, folder)
    yield from _wrong_tokens(theme)


def archive_tokens() -> Sheet:
    return sheets.read((settings.ROOT / TOKENS).read_text(encoding="utf-8"))


def cascade(*given: Sheet) -> dict[str, dict[str, str]]:
    """What holds on light and on dark pages. A later sheet says it for both where it says it once."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for sheet in given:
        light |= sheet.light
        dark |= sheet.light | sheet.dark
    return {"light": light, "dark": dark}


def _wrong_marks(folder: Path) -> Iterator[checks.Error]:
    there = [name for name in (MARK, PICTURE) if (folder / name).is_file()]
    if len(there) == 1:
        hint = f"Pages show {MARK}; tabs and home screens that take no SVG show {PICTURE}. Give both, or neither."
        yield _unusable(f"The theme has a {there[0]}, and the other form of its mark is missing.", hint=hint)
    if PICTURE in there and not _is_square(folder / PICTURE):
        yield _unusable(
            f"{PICTURE} of the theme is no square of at least {LEAST_SIDE} pixels a side.",
            hint="Draw the mark on its ground, without transparent parts, and save it as PNG.",
        )


def _is_square(path: Path) -> bool:
    try:
        with Image.open(path, formats=["PNG"]) as picture:
            return picture.width == picture.height >= LEAST_SIDE
    except (UnidentifiedImageError, OSError):
        return False


def _wrong_faces(theme: Sheet, folder: Path) -> Iterator[checks.Error]:
    for value in (value for face in theme.faces for value in face.values()):
        paths = [Path(address["path"]) for address in _ADDRESS.finditer(value)]
        if len(paths) != value.count("url(") or not all(_is_within(folder, path) for path in paths):
            hint = 'Put the file into the theme and write its path there: url("fonts/name.woff2").'
            yield _unreadable(f"A typeface has an address that is no file of the theme: {value}", hint=hint)


def _is_within(folder: Path, path: Path) -> bool:
    place = (folder / path).resolve()
    return place.is_relative_to(folder.resolve()) and place.is_file()


def _wrong_tokens(theme: Sheet) -> Iterator[checks.Error]:
    ours, given = archive_tokens(), (*theme.light.items(), *theme.dark.items())
    known = sorted(name for name in ours.light if name.startswith("--"))
    if unknown := sorted({name for name, _value in given} - {*known}):
        yield _unreadable(
            f"The theme names what is no token: {', '.join(unknown)}", hint=f"Tokens: {', '.join(known)}."
        )
    if addresses := [f"{name}: {value}" for name, value in given if "url(" in value]:
        yield _unreadable(
            f"A token of the theme has an address: {', '.join(addresses)}",
            hint="Only typefaces are fetched, and @font-face says from where.",
        )
    no_colours = [f"{name}: {value}" for name, value in given if name in contrast.COLOURS and not _is_colour(value)]
    if no_colours:
        yield _unreadable(
            f"These colours of the theme cannot be weighed: {', '.join(no_colours)}",
            hint="Write a colour as #123456, #123, rgb(18, 52, 86) or by its name, and without transparency.",
        )
    else:
        yield from too_weak(cascade(ours, theme))


def too_weak(tokens: dict[str, dict[str, str]]) -> Iterator[checks.Error]:
    """``tokens`` for each scheme, light and dark."""
    hints = {"dark": "What stands in :root alone holds on dark pages as well: say there too what differs."}
    for scheme, values in tokens.items():
        for pair, found in contrast.weak(values):
            yield _too_weak(
                f"On {scheme} pages {pair.seen} ({values[pair.seen]}) can hardly be told from {pair.ground} "
                f"({values[pair.ground]}): {found:.2f} to 1, and {pair.least:g} are needed.",
                hint=hints.get(scheme),
            )


def _is_colour(value: str) -> bool:
    try:
        contrast.colour(value)
    except contrast.NoColour:
        return False
    return True
