"""Takes the pictures of docs/reading-room.md and docs/desk.md: ``pytest tests/pictures.py``, as ``make pictures`` does.

Always on the same day, so that a picture changes only when its page does.
"""

import io
from itertools import product
from pathlib import Path
from typing import Final

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Count
from django.urls import reverse
from PIL import Image

from archive.admin.base.rehearsals import rehearsal_url
from archive.dossiers.models import Dossier
from archive.editions.models import Release
from archive.editorial.carried import Carried
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.records.statements import Statement
from archive.records.timeline_entries import TimelineEntry
from tests.admin.desk import form_of
from tests.admin.test_in_a_browser import sign_in
from tests.tour import TOUR

pytestmark = [pytest.mark.browser, pytest.mark.once]

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
TODAY: Final = "2026-11-08T10:00:00+04:00"  # one of the days that are kept

WIDTHS: Final = (1280, 768, 360)  # a desktop, a tablet, a phone
HEIGHT: Final = 1400
SCALE: Final = 0.32
GAP: Final = 12
GREY: Final = (128, 128, 128)

READING_ROOM: Final = """\
# The reading room in pictures

Every kind of page of the sample archive on a desktop, a tablet and a phone, by day and by night, as it looks on
8 November. `make pictures` takes the pictures anew; look at each of them before a change of looks is called done.

"""


DESK: Final = """\
# The desk in pictures

The screens at which most of a day is spent, on a desktop, a tablet and a phone, by day and by night, with the sample
archive. `make pictures` takes the pictures anew; look at each of them before a change of looks is called done.

"""


@pytest.fixture
def page(new_page, settings, tmp_path):
    """A browser in front of the sample archive, on its day."""
    settings.MEMORIAL_DATA_DIR = tmp_path
    with time_machine.travel(TODAY):
        call_command("load_sample", stdout=io.StringIO())
        yield new_page()


def test_the_reading_room(served, page):
    page.goto(f"{served}/en/")  # from here on the faces are there
    named = {f"{number:02} {name}": f"/en/{path}" for number, (name, path) in enumerate(TOUR.items(), start=1)}
    told = "".join(taken(page, served + path, name) for name, path in named.items())
    write("reading-room.md", READING_ROOM + told)


def test_the_desk(served, page):
    told = ""
    for name, (who, path) in desk().items():
        sign_in(page, served, User.objects.get(username=who))
        told += taken(page, served + path, f"desk {name}")
    write("desk.md", DESK + told)


def desk() -> dict[str, tuple[str, str]]:
    """What it is called → who sits there, and the address."""
    event = TimelineEntry.objects.annotate(figures_there=Count("figures")).order_by("figures_there").last()
    statement = Statement.objects.filter(candidates__isnull=False).order_by("-version", "pk").first()
    waiting = Candidate.objects.filter(review=None).order_by("pk").last()
    carried = Carried.objects.latest("pk").statement
    dossier = Dossier.objects.filter(closed_at=None).latest("pk")
    coming = Release.objects.latest("instant")
    return {
        "start": ("archivist", reverse("admin:index")),
        "statement": ("archivist", form_of(statement)),
        "figures": ("archivist", f"{form_of(event)}#figures-group"),
        "review": ("reviewer", reverse("admin:review", args=[waiting.uuid])),
        "days ahead": ("archivist", reverse("admin:board")),
        "dossier": ("archivist", reverse("admin:dossier", args=[dossier.observance.uuid, dossier.year])),
        "draft from last year": ("archivist", f"{form_of(carried)}#carried"),
        "rehearsal": ("publisher", rehearsal_url(coming.instant, "/en/")),
        "versions": ("archivist", reverse("admin:versions", args=[statement.uuid])),
        "start of a publisher": ("publisher", reverse("admin:index")),
    }


def taken(page, address: str, name: str) -> str:
    """Takes the picture of a page, and tells of it."""
    page.goto(address)
    page.wait_for_load_state("load")
    file = f"pictures/{name.replace(' ', '-')}.webp"
    sheet(page).save(DOCS / file, quality=25, method=6)
    called = name.partition(" ")[2]
    return f"## {called[0].upper()}{called[1:]}\n\n![{called}]({file})\n\n"


def write(file: str, told: str) -> None:
    (DOCS / file).write_text(told.rstrip() + "\n", encoding="utf-8")


def sheet(page) -> Image.Image:
    """The page on every screen, by day above and by night below."""
    whole = Image.new("RGB", (round(sum(WIDTHS) * SCALE) + 4 * GAP, round(2 * HEIGHT * SCALE) + 3 * GAP), GREY)
    for (row, theme), (place, width) in product(enumerate(("light", "dark")), enumerate(WIDTHS)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate("document.querySelector(location.hash || 'html').scrollIntoView()")
        taken = Image.open(io.BytesIO(page.screenshot()))
        small = taken.resize((round(width * SCALE), round(HEIGHT * SCALE)), Image.Resampling.LANCZOS)
        left = round(sum(WIDTHS[:place]) * SCALE) + (place + 1) * GAP
        whole.paste(small, (left, GAP + row * (round(HEIGHT * SCALE) + GAP)))
    return whole
