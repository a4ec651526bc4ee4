"""One page of every kind of the sample archive: what Lighthouse measures and what docs/reading-room.md shows."""

from typing import Final

# What it is called → its address after the language. A new kind of page is put here; a test misses it.
TOUR: Final = {
    "home": "",
    "observances": "observances/",
    "observance": "observances/20-january/",
    "observance in one year": "observances/20-january/2024/",
    "statements": "statements/",
    "statement": "statements/20-january-2024-memorial-archive/",
    "editions": "statements/20-january-2024-memorial-archive/editions/",
    "past edition": "statements/20-january-2024-memorial-archive/editions/1/",
    "timeline": "timeline/",
    "lanes": "timeline/?lanes=place",
    "event": "timeline/night-of-19-20-january-1990/",
    "on this day": "on-this-day/01-20/",
    "years": "years/",
    "year": "years/1990/",
    "corrections": "corrections/",
    "place": "places/baku/",
    "institution": "institutions/milli-majlis/",
    "person": "persons/p-k3w7m9xt/",
    "source": "sources/trilateral-statement-of-10-november-2020/",
    "collection": "collections/january-1990/",
    "subject": "subjects/acts-of-state/",
    "site page": "about/editorial-policy/",
    "the archive itself": "identity/archive/",
    "search": "search/?q=baku",
    "withdrawn": "statements/10-november-2023-memorial-archive/",
    "nothing there": "nothing/",
    "comparison": "observances/20-january/compare/ministry-of-foreign-affairs-of-azerbaijan/2022/2023/",
    "places": "places/",
    "pictures": "pictures/",
    "picture": "pictures/three-carnations/",
    "picture of two pages": "pictures/sheets-of-the-archives-statement-of-20-january-2024/",
    "gallery": "collections/drawn-by-the-archive/",
}
# Answered with 404 or 410, which Lighthouse refuses to look at.
WITHOUT_A_PAGE: Final = ("withdrawn", "nothing there")
