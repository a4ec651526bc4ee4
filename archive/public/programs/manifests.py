"""What a home screen is told of the archive: its name, its mark and its colours, for the web application manifest."""

import json
from typing import Final

from django.http import HttpResponse

from archive import theme
from archive.public.frame import addresses
from archive.public.frame.pages import Identity

# The ground of a page, before the page is there.
PAPER: Final = "#fbfaf6"
SIDES: Final = (192, 512)


def answer(archive: Identity, language: str) -> HttpResponse:
    icons = [
        {"src": f"/icon-{side}.png", "sizes": f"{side}x{side}", "type": "image/png", "purpose": "any maskable"}
        for side in SIDES
    ]
    said = {
        "name": archive.name,
        "description": " ".join(archive.summary.split()),
        "lang": archive.language or language,
        "start_url": addresses.home(language),
        "scope": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": theme.GROUND,
        "icons": icons,
    }
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json")
