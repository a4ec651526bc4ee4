"""What other sites show of a page that shows a picture."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from PIL import Image

from archive import theme
from archive.editorial import publishing
from archive.public.programs import cards, drawing
from archive.records.pictures import Picture
from tests import making

pytestmark = pytest.mark.django_db

RED, BLUE = making.drawn("#b3202a"), making.drawn("#1d2dc7")
NOTE = {"en": "Another one."}


@pytest.fixture(autouse=True)
def _files():
    """As the desk leaves them."""
    making.derived_file(RED), making.derived_file(BLUE)


def told(where: str) -> tuple[str, str, str]:
    """The card to which a page leads: its path, its type, and what stands for it."""
    html = Client().get(where).content.decode()
    said = dict(re.findall(r'<meta property="(og:image[a-z:]*)" content="([^"]*)">', html))
    return urlsplit(said["og:image"]).path, said["og:image:type"], unescape(said["og:image:alt"])


def card(where: str) -> Image.Image:
    answer = Client().get(where)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg"), where
    assert len(answer.content) < 120_000
    return Image.open(BytesIO(answer.content)).convert("RGB")


def shown_on(where: str) -> str:
    """Which colour stands beside the words, roughly: red, blue or other."""
    red, green, blue = card(where).getpixel((drawing.WIDTH - drawing.BESIDE // 2, drawing.HEIGHT // 2))
    return "red" if red > 2 * blue and red > 2 * green else "blue" if blue > 2 * red else "other"


def status(where: str) -> int:
    return Client().get(where).status_code


def event_with(*pictures: Picture):
    source = making.source()
    event = making.entry("An event", slug="event", sources=[source])
    making.show(event, *pictures)
    for record in (source, event):
        making.published(record)
    return event


def test_a_record_has_the_first_picture_that_everybody_is_shown_on_its_card():
    crowd = making.change(making.picture("Crowd", slug="crowd", content=BLUE), content_note="It shows wounded people.")
    wall = making.picture("Wall", slug="wall", content=RED, alternative={"en": "A red wall."})
    making.published(crowd), making.published(wall)
    event_with(crowd, wall)

    assert told("/en/timeline/event/") == (
        "/en/timeline/event/card.jpeg",
        "image/jpeg",
        "Timeline entry · 20 January 1990 · An event · Memorial Archive · A red wall.",
    )
    assert shown_on("/en/timeline/event/card.jpeg") == shown_on("/en/pictures/wall/card.jpeg") == "red"
    assert told("/en/pictures/wall/")[0] == "/en/pictures/wall/card.jpeg"
    # Of one that is shown on request only nothing is on any card.
    assert told("/en/pictures/crowd/")[:2] == ("/en/pictures/crowd/card.png", "image/png")
    assert status("/en/pictures/crowd/card.jpeg") == status("/en/timeline/nothing/card.jpeg") == 404
    assert status("/en/timeline/event/card.png") == 200
    words = card("/en/timeline/event/card.jpeg").crop((0, 0, drawing.WIDTH - drawing.BESIDE, drawing.HEIGHT))
    ground = Image.new("RGB", words.size, theme.GROUND)
    assert words.tobytes() != ground.tobytes()


def test_a_card_follows_the_picture():
    wall = making.picture("Wall", slug="wall", content=RED)
    making.published(wall)
    event_with(wall)
    before, name = (
        shown_on("/en/timeline/event/card.jpeg"),
        Client().get("/en/timeline/event/card.jpeg").headers["ETag"],
    )

    current = making.replace_file(wall, BLUE)
    saved = shown_on("/en/timeline/event/card.jpeg")
    making.published(current, change="update", note=NOTE)
    after = shown_on("/en/timeline/event/card.jpeg")
    again = Client().get("/en/timeline/event/card.jpeg", headers={"if-none-match": name})

    assert (before, saved, after, again.status_code) == ("red", "red", "blue", 200)

    making.change(Picture.objects.get(pk=wall.pk), content_note="It shows wounded people.")
    making.published(wall, change="update", note=NOTE)

    assert status("/en/timeline/event/card.jpeg") == status("/en/pictures/wall/card.jpeg") == 404
    assert told("/en/timeline/event/")[1] == "image/png"


def test_nobody_whose_name_is_withheld_is_on_a_card():
    source = making.source()
    somebody = making.human("Zərifə Orucova", sources=[source])
    making.published(source), making.published(somebody)
    portrait = making.picture("Portrait", slug="portrait", content=RED, persons=[somebody], consent="own")
    making.published(portrait)
    event_with(portrait)
    before = status("/en/timeline/event/card.jpeg"), status("/en/pictures/portrait/card.jpeg")

    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})

    after = status("/en/timeline/event/card.jpeg"), status("/en/pictures/portrait/card.jpeg")
    assert (before, after) == ((200, 200), (404, 404))
    assert told("/en/timeline/event/")[1] == told("/en/pictures/portrait/")[1] == "image/png"


def test_a_picture_that_is_still_to_come_is_on_no_card():
    wall = making.picture("Wall", slug="wall", content=RED)
    event = event_with()
    making.show(event, wall)
    release = making.release()
    making.scheduled(wall, release)

    assert told("/en/timeline/event/")[1] == "image/png"
    assert status("/en/timeline/event/card.jpeg") == status("/en/pictures/wall/card.jpeg") == 404


def test_what_is_smaller_than_its_place_stands_in_the_middle_of_it():
    small = BytesIO()
    Image.new("RGB", (100, 150), "#ff0000").save(small, "JPEG")

    made = Image.open(
        BytesIO(drawing.drawn_beside(cards.CardWords("", "", "A title", ""), cards.faces(), small.getvalue()))
    )

    place = made.convert("RGB").crop((drawing.WIDTH - drawing.BESIDE, 0, drawing.WIDTH, drawing.HEIGHT))
    red = place.getchannel("R").point(lambda value: 255 if value > 200 else 0).getbbox()
    assert all(abs(one - other) < 4 for one, other in zip(red, (160, 240, 260, 390), strict=True))


def test_no_picture_stands_on_the_card_of_what_was_withdrawn_or_of_a_past_reading():
    wall = making.picture("Wall", slug="wall", content=RED)
    making.published(wall)
    event = event_with(wall)
    today = making.clock.today()
    with time_machine.travel(making.clock.now() + timedelta(days=2)):
        before = told("/en/timeline/event/")[1], told(f"/en/timeline/event/?as_of={today}")[1]

    publishing.withdraw(event, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "As asked."})

    assert before == ("image/jpeg", "image/png")
    assert told("/en/timeline/event/")[1] == "image/png"
    assert status("/en/timeline/event/card.jpeg") == 404
