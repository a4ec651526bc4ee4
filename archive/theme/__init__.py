"""An archive's own colours, mark and typefaces: a folder that stands over ``static/theme/``."""

import re
from pathlib import Path

from django.conf import settings

SHEET = "theme.css"
MARK = "mark.svg"
# The mark for programs that take no SVG.
PICTURE = "mark.png"
# The colours in which the archive's own mark is drawn.
GROUND, LINE, FLAME = "#1d2735", "#efe8d8", "#c98b6b"


def own(name: str) -> Path | None:
    """The theme's file of this name. ``None`` without a theme, and where it leaves the archive's own."""
    path = settings.MEMORIAL_THEME and settings.MEMORIAL_THEME / name
    return path if path and path.is_file() else None


def has_own_face() -> bool:
    """Whether pages are set in another typeface than the archive's."""
    sheet = own(SHEET)
    return bool(sheet and re.search(r"--face\s*:", sheet.read_text(encoding="utf-8", errors="replace")))
