"""A picture on its way: from the file that an archivist chooses to the page that a reader sees, and away again."""

import pytest

from archive.editorial import publishing
from archive.records.pictures import Picture
from tests import making
from tests.admin.test_in_a_browser import sign_in
from tests.everybody import violations

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

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
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    assert page.problems == []
    found = violations(page)
    page.goto(f"{served}/desk/pictures/many/")
    assert found + violations(page) == []
    page.problems.clear()  # whoever looks for violations writes styles into the page
    picture = Picture.objects.get()
    assert picture.focus_x < 100
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


def _told() -> bytes:
    """EXIF with a description that nobody may read."""
    exif = making.Image.Exif()
    exif[0x010E] = CAMERA.decode()
    return exif.tobytes()
