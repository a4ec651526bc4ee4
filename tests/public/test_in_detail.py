"""Large scans: read in detail by larger files, in steps where there is a script."""

import re
from io import BytesIO

import pytest
from django.test import Client

from archive import picture_files
from archive.editorial import publishing
from archive.imaging.recipes import Recipe
from archive.public.frame.responses import CACHE_CONTROL
from archive.records.pictures import Picture
from tests import making
from tests.everybody import untold, violations

# A sheet of A4 at 300 dots an inch.
SHEET = {"width": 2480, "height": 3508}
TITLES = {"en": "A letter", "az": "Məktub", "ru": "Письмо"}
# What is read of it here.
READ = (
    *(Recipe(width=width, format="avif") for width in (640, 960, 1280)),
    *(Recipe(width=width, format="jpeg") for width in (700, 2480)),
)
LARGER = ["960 × 1358", "1280 × 1811", "1920 × 2716", "2480 × 3508"]


def scan() -> Picture:
    """Of two pages: a sheet, and a smaller one."""
    made = making.picture(TITLES, slug="letter", content=making.drawn("#efe8d8", **SHEET))
    making.further_page(made, transcription="İkinci vərəq.", language="az")
    for file in (made.file, *(page.file for page in made.pages.all())):
        picture_files.derive_missing(file.master, READ)
    making.published(made)
    return made


def files(shown: str) -> list[tuple[str, str]]:
    """The larger files that a page leads to, by what it says of each."""
    listed = re.findall(r'<p class="small larger">(.*?)</p>', shown, re.S)
    return [(text.replace("\xa0", " "), to) for one in listed for to, text in re.findall(r'href="([^"]*)">(.*?)<', one)]


@pytest.mark.django_db
def test_each_page_leads_to_the_larger_files_of_it_which_answer_by_the_same_laws():
    made = scan()
    first, second = made.file.master, made.pages.get().file.master

    found = files(Client().get("/en/pictures/letter/").content.decode())
    largest = [address for _text, address in found[-2:]]
    answers = [Client().get(one) for one in largest]
    contents = [b"".join(one) for one in answers]
    again = Client().get(largest[0], headers={"if-none-match": answers[0].headers["ETag"]})
    publishing.withdraw(made, by=making.publisher(), reason_class="legal", note=dict.fromkeys(TITLES, "L."))

    assert [text for text, _address in found] == [*LARGER, "700 × 500"]
    assert largest == [f"/media/letter/{first}/whole-2480.jpeg", f"/media/letter/{second}/whole-700.jpeg"]
    assert [making.Image.open(BytesIO(one)).size for one in contents] == [(2480, 3508), (700, 500)]
    assert {one.headers["Cache-Control"] for one in answers} == {CACHE_CONTROL}
    assert again.status_code == 304
    assert [Client().get(one).status_code for one in largest] == [404, 404]


@pytest.mark.django_db
def test_a_small_picture_has_no_larger_files_and_one_on_request_has_them_for_nobody_who_follows_all_links():
    making.published(making.picture("Seal", slug="seal", content=making.drawn(width=600, height=400)))
    hard = making.picture("Crowd", slug="crowd", content=making.drawn("#1d2735"), sensitive=True)
    making.change(hard, content_note="It shows wounded people.")
    making.published(hard)

    small, hidden = (Client().get(f"/en/pictures/{one}/").content.decode() for one in ("seal", "crowd"))

    assert files(small) == []
    assert "enlarging" not in small
    assert f'href="/media/crowd/{hard.file.master}/whole-700.jpeg" rel="nofollow">700' in hidden
    assert hidden.partition("<article")[2].count("It shows wounded people.") == 1


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_scan_is_read_in_steps_by_keys_and_a_larger_file_is_asked_for_by_its_step(served, new_page):
    scan()
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]) if "/media/" in request.url else 0)
    page.goto(f"{served}/ru/pictures/letter/")
    page.wait_for_load_state("networkidle")
    image = page.locator(".pane img").first
    before = sorted(set(asked))

    page.locator("[data-step=larger]").first.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    with page.expect_response("**/whole-1280.avif"):
        page.keyboard.press("+")
    pane = page.locator(".enlarged .pane")
    pane.focus()
    page.keyboard.press("End")
    page.wait_for_function("(pane) => pane.scrollTop > 0", arg=pane.element_handle())

    assert before == ["whole-640.avif"]
    assert sorted(set(asked)) == ["whole-1280.avif", "whole-640.avif", "whole-960.avif"]
    assert image.evaluate("(image) => image.clientWidth") == 1280
    assert page.locator("output").first.inner_text() == "52\xa0%"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(page) + untold(page) == []
    page.locator("[data-step=fill]").first.click()
    assert page.get_by_role("dialog").locator("[data-step=close]").evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Escape")
    page.locator("[data-step=fill]").first.wait_for()
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert page.locator(".enlarged").count() == 0
    assert image.evaluate("(image) => image.clientWidth") == 350

    without = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    without.goto(f"{served}/ru/pictures/letter/")
    assert not without.locator("[data-step]").first.is_visible()
    without.get_by_role("link", name="2480").click()
    assert without.url.endswith("/whole-2480.jpeg")
