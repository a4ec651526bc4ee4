"""What other sites show of a page: a picture with what the page says, drawn by the archive."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from PIL import Image, ImageChops

from archive import checks, theme
from archive.editorial import publishing
from archive.public.programs import cards, drawing
from archive.public.programs.cards import CardWords
from tests import making
from tests.public.archives import PAGES, small

LONG = {
    "az": "Xocalı soyqırımının 34-cü ildönümü ilə əlaqədar Azərbaycan Respublikasının İnsan Hüquqları üzrə "
    "Müvəkkilinin, Milli Məclisin və Xarici İşlər Nazirliyinin birgə bəyanatı: heç bir günahkar cəzasız qalmamalıdır",
    "en": "Statement of the Ministry of Foreign Affairs on the occasion of the anniversary of the night on which "
    "troops entered the city, with an annex that lists everybody who is known to have been killed, by their names",
    "ru": "О годовщине освобождения города от оккупации и о дне памяти павших военнослужащих и гражданских лиц, чьи "
    "имена перечислены в приложении к настоящему документу и в книгах памяти всех районов Азербайджанской Республики",
}


def told(client, address: str) -> dict[str, str]:
    """What a page tells other sites."""
    html = client.get(address).content.decode()
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z:]+)" content="([^"]*)">', html)
    return {name: unescape(said) for name, said in found}


def picture(client, address: str) -> Image.Image:
    answer = client.get(urlsplit(address).path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png"), address
    assert len(answer.content) < 50_000
    return Image.open(BytesIO(answer.content)).convert("RGB")


def written(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all that is no ground."""
    return ImageChops.difference(picture, Image.new("RGB", picture.size, theme.GROUND)).getbbox()


@pytest.mark.django_db
@pytest.mark.once
def test_every_page_leads_to_a_card_of_what_it_is(client):
    small()

    seen = set()
    for address in PAGES:
        said = told(client, f"/en/{address}")
        if not said:
            continue
        size = said["og:image:width"], said["og:image:height"], said["twitter:card"]
        assert size == (str(drawing.WIDTH), str(drawing.HEIGHT), "summary_large_image"), address
        seen.add((said["og:image"], said["og:image:alt"]))
    for address in [*{address for address, _alt in seen}][::4]:
        assert picture(client, address).size == (1200, 630)
    alts = {urlsplit(address).path: alt for address, alt in seen}
    assert alts["/en/card.png"] == "House of Memory · What it is."
    assert alts["/en/statements/27-september-2026/card.png"] == (
        "Statement · 27 September 2026 · A statement of the office · Office of Remembrance · House of Memory"
    )
    assert alts["/en/places/shusha/card.png"] == "Place · Shusha · House of Memory"
    assert len(alts) > 8
    year = told(client, "/en/observances/27-september/2026/")
    assert urlsplit(year["og:image"]).path == "/en/observances/27-september/card.png"

    first = client.get("/en/places/shusha/card.png")
    again = client.get("/en/places/shusha/card.png", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.once
def test_a_summary_is_the_archives_on_its_card_too(client):
    house = making.institution("House", slug="house")
    making.published(house)
    making.published(making.statement("On the day", slug="day", issuers=[house], completeness="summary"))

    alt = told(client, "/en/statements/day/")["og:image:alt"]

    assert alt.endswith(
        "Summary of: On the day · The archive’s summary of a document issued by House. · Memorial Archive"
    )


@pytest.mark.django_db
@pytest.mark.once
def test_there_is_no_card_of_what_is_not_there(client):
    with time_machine.travel("2026-03-01T08:00:00Z"):
        making.approved(making.place("Waits", slug="waits"))
        making.scheduled(making.place("Ahead", slug="ahead"), making.release(hours=48))
        town = making.place({"en": "Town", "az": "Şəhər"}, slug="town")
        making.published(town)
        moved = making.place("Moved", slug="before")
        making.published(moved)
        making.Record.objects.filter(pk=moved.pk).update(slug="after")
        making.change(moved, summary="There.")
        making.published(moved, change="minor")
        nothing = client.get("/en/places/nothing/card.png")
        assert nothing.status_code == 404
        for slug in ("waits", "ahead"):
            answer = client.get(f"/en/places/{slug}/card.png")
            assert (answer.status_code, answer.content.replace(slug.encode(), b"nothing")) == (404, nothing.content)
        assert client.get("/ru/places/town/card.png").status_code == 404
        assert client.get("/en/places/before/card.png").headers["Location"] == "/en/places/after/card.png"
    with time_machine.travel("2026-03-02T08:00:00Z"):
        note = {"en": "No.", "az": "Yox."}
        publishing.withdraw(town, by=making.publisher(), reason_class="safety", note=note)
        gone = client.get("/en/places/town/card.png")
        assert (gone.status_code, b"Town" in gone.content) == (410, False)


@pytest.mark.parametrize("language", LONG)
def test_what_is_long_stands_within_its_margins(language):
    words = CardWords("Xatirə Arxivi " * 8, LONG[language], LONG[language], LONG[language])

    long, longer = (drawn(one) for one in (words, words._replace(title=LONG[language] * 9)))

    for card in (long, longer, drawn(words._replace(title="ə" * 400))):
        left, top, right, bottom = written(card)
        assert (left, top) >= (drawing.MARGIN - 4, 40)
        assert right <= drawing.WIDTH - drawing.MARGIN + 4
        assert bottom <= drawing.HEIGHT - 40
    assert len(cards._short(LONG[language] * 9)) <= cards.LONGEST + 2


def test_letters_of_three_scripts_are_drawn_and_no_boxes():
    """A letter that the typeface has is not drawn as one that it has not."""
    missing = drawn(CardWords("", "", "\U000e0041", ""))
    for letter in "əğıİşçöüƏĞŞЁёЩыъ№«»“”’–":
        assert ImageChops.difference(drawn(CardWords("", "", letter, "")), missing).getbbox(), letter
    assert CardWords("", "Xatirə", "Ёлка, «İşıq» – №1", "").can_be_drawn()
    assert not CardWords("", "", "სამგლოვიარო", "").can_be_drawn()


def test_an_operator_is_told_where_the_typeface_cannot_be_read(settings, tmp_path):
    assert checks.cards_can_be_drawn() == []
    (tmp_path / "static/fonts").mkdir(parents=True)
    (tmp_path / "static/fonts/roman-latin.woff2").write_bytes(b"wOF2")
    settings.ROOT = tmp_path

    assert [one.id for one in checks.cards_can_be_drawn()] == ["archive.W020"]


@pytest.mark.django_db
@pytest.mark.once
def test_what_cannot_be_drawn_leads_to_the_card_of_the_archive(client):
    making.published(making.place("Հուշարձան", slug="other"))

    assert urlsplit(told(client, "/en/places/other/")["og:image"]).path == "/en/card.png"
    assert client.get("/en/places/other/card.png").status_code == 404


@pytest.mark.django_db
@pytest.mark.once
def test_a_home_screen_is_told_name_and_mark(client):
    small()

    html = client.get("/az/").content.decode()
    answer = client.get("/az/manifest.webmanifest")

    assert '<link rel="manifest" href="/az/manifest.webmanifest">' in html
    assert answer.headers["Content-Type"] == "application/manifest+json"
    said = answer.json()
    assert (said["name"], said["lang"], said["start_url"]) == ("Yaddaş Evi", "az", "/az/")
    for icon in said["icons"]:
        drawn_icon = Image.open(BytesIO(client.get(icon["src"]).content))
        assert icon["sizes"] == "x".join(map(str, drawn_icon.size))
    assert "desk" not in client.get("/robots.txt").content.decode()
    sheet = (settings.ROOT / "static/css/tokens.css").read_text()
    assert f"--paper: {said['background_color']};" in sheet
    assert f"--badge: {said['theme_color']};" in sheet


def drawn(words: CardWords) -> Image.Image:
    return Image.open(BytesIO(drawing.drawn(words, cards.faces()))).convert("RGB")
