"""Takes the pictures of docs/reading-room.md: ``pytest tests/pictures.py``, which is what ``make pictures`` does.

Always on the same day, so that a picture changes only when its page does.
"""

import io
from itertools import product
from pathlib import Path
from typing import Final

import pytest
import time_machine
from django.core.management import call_command
from PIL import Image

from tests.tour import TOUR

pytestmark = [pytest.mark.browser, pytest.mark.once]

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
TODAY: Final = "2026-11-08T10:00:00+04:00"  # one of the days that are kept

WIDTHS: Final = (1280, 768, 360)  # a desktop, a tablet, a phone
HEIGHT: Final = 1400
SCALE: Final = 0.32
GAP: Final = 12
GREY: Final = (128, 128, 128)

INTRODUCTION: Final = """\
# The reading room in pictures

Every kind of page of the sample archive on a desktop, a tablet and a phone, by day and by night, as it looks on
8 November. `make pictures` takes the pictures anew; look at each of them before a change of looks is called done.

"""


def test_pictures(served, new_page, monkeypatch, settings, tmp_path):
    settings.MEMORIAL_DATA_DIR = tmp_path
    page, told = new_page(), INTRODUCTION
    with time_machine.travel(TODAY):
        call_command("load_sample", stdout=io.StringIO())
        page.goto(f"{served}/en/")  # from here on the faces are there
        for number, (name, path) in enumerate(TOUR.items(), start=1):
            page.goto(f"{served}/en/{path}")
            file = f"pictures/{number:02}-{name.replace(' ', '-')}.webp"
            sheet(page).save(DOCS / file, quality=25, method=6)
            told += f"## {name[0].upper()}{name[1:]}\n\n![{name}]({file})\n\n"
    (DOCS / "reading-room.md").write_text(told.rstrip() + "\n", encoding="utf-8")


def sheet(page) -> Image.Image:
    """The page on every screen, by day above and by night below."""
    whole = Image.new("RGB", (round(sum(WIDTHS) * SCALE) + 4 * GAP, round(2 * HEIGHT * SCALE) + 3 * GAP), GREY)
    for (row, theme), (place, width) in product(enumerate(("light", "dark")), enumerate(WIDTHS)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        taken = Image.open(io.BytesIO(page.screenshot()))
        small = taken.resize((round(width * SCALE), round(HEIGHT * SCALE)), Image.Resampling.LANCZOS)
        left = round(sum(WIDTHS[:place]) * SCALE) + (place + 1) * GAP
        whole.paste(small, (left, GAP + row * (round(HEIGHT * SCALE) + GAP)))
    return whole
