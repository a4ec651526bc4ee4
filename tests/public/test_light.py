"""How little a first visit costs somebody on a slow line. That the sample's pages do is shown in ``tests/sample``."""

import gzip
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image, ImageFilter

from tests import making
from tests.styles import whole

# Bytes as they are transferred. The faces stand apart: they are kept for ever, and nobody waits for them.
BUDGET = 60_000
OF_FACES = 35_000
# The same with faces and pictures, on a screen of 1280 pixels.
WITH_PICTURES = 250_000
# On which a picture of a text is as wide as this; of its files a browser takes the next wider one of the first format.
SIZES, ACROSS = "(min-width: 44rem) 38rem, 94vw", 38 * 16

_FILE = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="/static/([^"]+)"')
_PICTURE = re.compile(r'<picture>\s*<source type="image/avif" srcset="([^"]+)" sizes="([^"]+)">')
_BLOCKING = re.compile(r"<script(?![^>]*\bdefer\b)(?![^>]*\btype=\"(?:module|application/ld\+json)\")[^>]*>")


def assert_light(client, address: str) -> None:
    """The page at ``address`` and all that a browser fetches for it."""
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    files = set(_FILE.findall(page))
    faces = {name for name in files if name.endswith(".woff2")}

    assert {name for name in files if name.endswith(".css")} == {"css/reading.css"}
    assert _BLOCKING.findall(page) == []
    assert (address, len(answer.content) + sum(map(compressed, files - faces)) < BUDGET) == (address, True)
    assert (address, sum(len(stored(name)) for name in faces) < OF_FACES) == (address, True)


def assert_light_with_pictures(client, address: str, *, pictures: int) -> None:
    """The same with so many pictures, be they in sight or not."""
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    chosen = [_chosen(srcset, sizes) for srcset, sizes in _PICTURE.findall(page)]
    files = [b"".join(client.get(one)) for one in chosen]
    assert [one[4:12] for one in files] == [b"ftypavif"] * pictures, address
    stood = len(answer.content) + sum(map(compressed, set(_FILE.findall(page))))
    assert (address, stood + sum(map(len, files)) < WITH_PICTURES) == (address, True)


def _chosen(srcset: str, sizes: str) -> str:
    assert sizes == SIZES
    offered = sorted((int(width.removesuffix("w")), file) for file, width in map(str.split, srcset.split(", ")))
    return next((file for width, file in offered if width >= ACROSS), offered[-1][1])


def stored(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


def compressed(name: str) -> int:
    """A style sheet with all its parts, as it is sent."""
    return len(gzip.compress(whole(name).encode() if name.endswith(".css") else stored(name)))


def test_a_style_sheet_brings_nothing_from_elsewhere():
    style = whole("css/reading.css")

    assert {address.partition("/fonts/")[0] for address in re.findall(r"url\(\"?([^\")]+)", style)} == {".."}
    assert "@import" not in style


def photographed(seed: int) -> bytes:
    """A picture with as much in it as a photograph has: soft shapes under a fine grain."""
    shapes = Image.effect_noise((80, 60), 120 + seed).resize((1600, 1200)).filter(ImageFilter.GaussianBlur(6))
    grain = Image.effect_noise((1600, 1200), 12)
    content = BytesIO()
    Image.merge("RGB", (Image.blend(shapes, grain, 0.3), shapes, grain.point(lambda one: one // 2))).save(
        content, "JPEG", quality=92
    )
    return content.getvalue()


@pytest.mark.django_db
@pytest.mark.once
def test_a_statement_and_the_first_page_are_light_with_pictures(client):
    contents = [photographed(seed) for seed in (1, 2)]
    pictures = [making.picture(slug=f"wall-{place}", content=one) for place, one in enumerate(contents)]
    house = making.institution()
    statement = making.statement("On the day", slug="day", issuers=[house], body="<p>We remember.</p>" * 20)
    making.show(statement, *pictures)
    for content in contents:
        making.derived_file(content)
    for record in (*pictures, house, statement):
        making.published(record)

    assert_light_with_pictures(client, "/en/statements/day/", pictures=2)
    assert_light_with_pictures(client, "/en/", pictures=0)
