"""What names the bytes of a page: of two answers under one name, every byte is the same.

A page is made from the publication version, from the archive's files and settings, from its day, and from what was
asked: an address and those of its parameters that are understood there. Their digest is the page's ETag, and the name
under which it is kept (``memorial.kept_pages``).
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import babel
import django
from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_path

from archive import languages
from archive.public.frame import addresses

# Characters of the longest path of a page: what is remembered of paths is bounded by it.
LONGEST: Final = 300


def named(version: str, today: date, path: str, asked: QueryDict) -> str:
    """``asked`` holds what is understood at ``path`` and nothing else; ``today`` is the day of the reading."""
    # The day is part of it: pages say what is today, and which day comes next.
    shown = f"{version} {renderer()} {today} {path}?{asked.urlencode() if asked else ''}"
    digest = sha256(shown.encode(errors="backslashreplace")).hexdigest()
    return f'"{digest[:32]}"'


def is_known(name: str, if_none_match: str) -> bool:
    """Whether the reader's browser, which sends ``if_none_match``, still has the page called ``name``."""
    return bool(if_none_match) and name in {etag.removeprefix("W/") for etag in parse_etags(if_none_match)}


def understood(asked: QueryDict, parameters: Collection[str]) -> QueryDict:
    """What a page is asked: what else stands in an address, such as by which campaign a reader came, changes none."""
    kept = QueryDict(mutable=True)
    for name, values in asked.lists():
        if name in parameters or name == addresses.AS_OF:
            kept.setlist(name, values)
    return kept


@lru_cache(maxsize=4096)
def parameters(path: str) -> Collection[str] | None:
    """The parameters, besides the instant, that are understood at ``path``; ``None`` where no page can be."""
    if len(path) > LONGEST or settings.MEMORIAL_SURFACE == "desk":  # where no reader is answered
        return None
    language = get_language_from_path(path) or ""
    urls = None
    if language.islower():  # among those of a language alone: in a third of the time
        path, urls = path.removeprefix(f"/{language}"), "archive.public.urls"
    try:
        found = resolve(path, urls)
    except Resolver404:
        return None
    named = getattr(found.func, "parameters", None)
    return named(**found.kwargs) if named else None


def renderer() -> str:
    """Changes whenever the same records may be shown otherwise: with code, templates, style or translations."""
    return _renderer_now() if settings.DEBUG else _renderer_once()


def _renderer_now() -> str:
    chosen = (settings.MEMORIAL_ADDRESS, settings.MEMORIAL_TIME_ZONE, languages.spoken(), languages.retired())
    # What Unicode knows of languages changes with Babel, and how headers are written with Django.
    shown = sha256(repr((chosen, babel.__version__, django.__version__)).encode())
    for path in _shown():
        shown.update(path.name.encode() + path.read_bytes())
    return shown.hexdigest()


def _shown() -> Iterator[Path]:
    """The files that make pages of records and their headers, those of a theme among them."""
    folders = [
        ("archive", "*.py"),
        ("archive", "*.json"),
        ("archive", "*.mo"),
        ("memorial", "*.py"),
        ("templates", "*.*"),
        ("static", "*.*"),
    ]
    places = [(settings.ROOT / folder, pattern) for folder, pattern in folders]
    if settings.MEMORIAL_THEME:
        places.append((settings.MEMORIAL_THEME, "*"))
    if settings.MEMORIAL_MAP_OUTLINE:
        places.append((settings.MEMORIAL_MAP_OUTLINE.parent, settings.MEMORIAL_MAP_OUTLINE.name))
    return (path for folder, pattern in places for path in sorted(folder.rglob(pattern)) if path.is_file())


_renderer_once = cache(_renderer_now)
