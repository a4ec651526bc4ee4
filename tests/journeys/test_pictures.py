"""A picture on its way: from the file that an archivist chooses to the page that a reader sees, and away again."""

import pytest

from archive.editorial import publishing
from archive.records.pictures import Picture
from tests import making
from tests.admin.test_in_a_browser import sign_in
from tests.everybody import violations

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

COLOURS = ("#224466", "#664422")
# A place that a camera has written into it.
CAMERA = b"GPS 40.3661 N 49.8352 E"


def test_from_upload_to_the_public_page_and_away_again(served, page):
    sign_in(page, served, making.archivist())
    page.goto(f"{served}/desk/archive/picture/add/")
    content = making.drawn("#335577", format="JPEG", exif=_told())
    page.set_input_files("#id_upload", {"name": "wall.jpg", "mimeType": "image/jpeg", "buffer": content})
    page.locator("input[id$=-title]:visible").fill("A wall")
    page.fill("#id_alternative_en", "A light sheet on a blue wall.")
    page.select_option("#id_rights", "CC0-1.0")
    page.locator("#id_slug").evaluate("(field) => { field.value = 'wall' }")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.locator("[data-focus] img").click(position={"x": 10, "y": 10})
    page.locator(".focus").press("ArrowRight")
    around = page.locator(".crop img").first.evaluate("(image) => [image.src, image.style.left]")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    assert page.problems == []
    found = violations(page)
    page.goto(f"{served}/desk/pictures/many/")
    assert found + violations(page) == []
    page.problems.clear()  # whoever looks for violations writes styles into the page
    picture = Picture.objects.get()
    assert 10 <= picture.focus_x < 100
    assert around == [f"{served}/desk/archive/picture/media/{picture.file.master}/whole-700.jpeg", "0%"]
    assert CAMERA in content
    making.published(picture)
    page.goto(f"{served}/en/pictures/wall/")
    image = page.get_by_alt_text("A light sheet on a blue wall.")
    image.evaluate("(image) => image.decode()")
    seen = image.evaluate("(image) => [image.currentSrc, image.naturalWidth > 0]")
    assert seen[0].startswith(f"{served}/media/wall/{picture.file.master}/whole-")
    assert seen[0].endswith(".avif")
    assert seen[1]
    answers = [page.request.get(one) for one in (seen[0], served + image.get_attribute("src"))]
    assert [CAMERA in answer.body() for answer in answers] == [False, False]
    assert page.problems == []

    publishing.withdraw(picture, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "As asked."})

    page.reload()
    assert page.get_by_text("The picture itself is not shown.").is_visible()
    assert page.request.get(seen[0]).status == 404


def test_what_did_not_get_through_is_sent_again_and_each_file_makes_one_draft(served, page):
    sign_in(page, served, making.archivist())
    page.goto(f"{served}/desk/pictures/many/")
    files = [{"name": f"{colour}.png", "mimeType": "image/png", "buffer": making.drawn(colour)} for colour in COLOURS]
    page.set_input_files("#files", [*files, {**files[0], "name": "again.png"}])
    sent = []

    def on_the_way(route) -> None:
        if route.request.method == "POST":
            sent.append(route)
            if len(sent) == 1:
                return route.abort()
            if len(sent) == 3:
                page.context.clear_cookies()
        return route.continue_()

    page.route("**/desk/pictures/many/", on_the_way)
    page.click("#many button[type=submit]")
    page.get_by_text("Still to be sent: 2").wait_for()
    stopped = page.locator("#lines li").all_inner_texts()
    sign_in(page, served, making.archivist())
    page.click("#again")
    page.get_by_text("There already: 1").wait_for()
    page.locator("#doing").wait_for(state="hidden")

    assert [line.partition(": ")[2][:20] for line in stopped] == [
        "A draft was made.",
        "It was not taken in:",
        "It was not sent yet.",
    ]
    assert [str(one) for one in Picture.objects.order_by("pk")] == list(COLOURS)


def _told() -> bytes:
    """EXIF with a description that nobody may read."""
    exif = making.Image.Exif()
    exif[0x010E] = CAMERA.decode()
    return exif.tobytes()
