"""How little a first visit costs somebody on a slow line. That the sample's pages do is shown in ``tests/sample``."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.styles import whole

# Bytes as they are transferred. The faces stand apart: they are kept for ever, and nobody waits for them.
BUDGET = 60_000
OF_FACES = 35_000

_FILE = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="/static/([^"]+)"')
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


def stored(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


def compressed(name: str) -> int:
    """A style sheet with all its parts, as it is sent."""
    return len(gzip.compress(whole(name).encode() if name.endswith(".css") else stored(name)))


def test_a_style_sheet_brings_nothing_from_elsewhere():
    style = whole("css/reading.css")

    assert {address.partition("/fonts/")[0] for address in re.findall(r"url\(\"?([^\")]+)", style)} == {".."}
    assert "@import" not in style
