"""What readers see of a picture has the colours that it was made with, however these are stored."""

import io

import pytest
from PIL import Image

from archive.imaging import cleaning, scaling
from archive.imaging.bounds import Refused
from archive.imaging.formats import TAKEN, media_type_of
from archive.imaging.recipes import Recipe
from tests.imaging.colours import ACROSS, BLUE, GREEN, PICTURES, RED, WHITE, WITHOUT, Colour, Shown, bars_of
from tests.imaging.corpus import saved, turned


def served(content: bytes, width: int = 64) -> Image.Image:
    """The largest file that readers get of it. Decoded by what the child runs; test_taking runs the child."""
    master, made = io.BytesIO(), io.BytesIO()
    cleaning.do(io.BytesIO(content), master, format=TAKEN[media_type_of(content)].upper())
    scaling.do(master, made, recipes=[Recipe(width=width, format="jpeg").to_json()])
    return Image.open(made).convert("RGB")


def differs(one: Colour, other: Colour) -> int:
    return max(abs(here - there) for here, there in zip(one, other, strict=True))


@pytest.mark.parametrize("name", PICTURES)
def test_colours_are_seen_as_they_were_meant(name):
    shown: Shown = PICTURES[name]

    image = served(shown.made())

    seen = [image.getpixel((number * ACROSS + ACROSS // 2, 8)) for number in range(len(shown.bars))]
    assert image.size == (64, 16)
    assert [pair for pair in zip(seen, shown.bars, strict=True) if differs(*pair) > shown.most] == []


@pytest.mark.parametrize("name", WITHOUT)
def test_what_cannot_be_shown_in_its_colours_is_refused_as_that(name):
    with pytest.raises(Refused, match="samples"):
        served(WITHOUT[name]())


# The quarters as they are stored, and as they are seen: above from left to right, and below.
QUARTERS = (RED, GREEN, BLUE, WHITE)
SEEN = {
    1: (RED, GREEN, BLUE, WHITE),
    2: (GREEN, RED, WHITE, BLUE),
    3: (WHITE, BLUE, GREEN, RED),
    4: (BLUE, WHITE, RED, GREEN),
    5: (RED, BLUE, GREEN, WHITE),
    6: (BLUE, RED, WHITE, GREEN),
    7: (WHITE, GREEN, BLUE, RED),
    8: (GREEN, WHITE, RED, BLUE),
}


@pytest.mark.parametrize("orientation", SEEN)
def test_whichever_way_it_was_held_it_stands_upright(orientation):
    image = bars_of("RGB", RED, RED, GREEN, GREEN)
    image.paste(bars_of("RGB", BLUE, BLUE, WHITE, WHITE), (0, 8))
    width, height = (64, 16) if orientation < 5 else (16, 64)

    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
        seen = served(saved(image, kind, quality=100, exif=turned(orientation)))

        places = [(width * x // 4, height * y // 4) for y in (1, 3) for x in (1, 3)]
        assert seen.size == (width, height)
        assert max(differs(seen.getpixel(place), SEEN[orientation][at]) for at, place in enumerate(places)) < 12, kind
