"""What a theme changes: colours, typefaces, the mark, and the version of pages."""

from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from archive.public.frame import icons, naming
from archive.theme import sheets
from archive.theme.checks import archive_tokens, cascade
from tests.styles import whole

SHEET = """@font-face { font-family: "Own"; src: url("fonts/own.woff2"); }
:root { --accent: #1b4d3e; --face: "Own", serif; }
@media (prefers-color-scheme: dark) { :root { --accent: #8fcbb2; } }
"""


@pytest.fixture
def folder(tmp_path, settings):
    (tmp_path / "theme.css").write_text(SHEET)
    (tmp_path / "mark.svg").write_text("<svg>own</svg>")
    Image.new("RGB", (200, 200), "#1b4d3e").save(tmp_path / "mark.png")
    settings.MEMORIAL_THEME = tmp_path
    settings.STATICFILES_DIRS = [("theme", tmp_path), *settings.STATICFILES_DIRS]
    icons.drawn.cache_clear()
    yield tmp_path
    icons.drawn.cache_clear()


def test_a_themes_tokens_and_typefaces_are_sent_after_the_archives_own(folder):
    sent = whole("css/reading.css")

    assert '--face: "Source Serif 4"' in sent.partition(":root { --accent: #1b4d3e;")[0]
    assert 'src: url("../theme/fonts/own.woff2");' in sent
    assert sent.index("--accent: #8fcbb2;") < sent.index("@media print {")


def test_dark_pages_have_what_a_theme_says_of_them_and_of_all(folder):
    tokens = cascade(archive_tokens(), sheets.read(SHEET))

    assert (tokens["light"]["--accent"], tokens["dark"]["--accent"]) == ("#1b4d3e", "#8fcbb2")
    assert (tokens["light"]["--paper"], tokens["dark"]["--paper"]) == ("#fbfaf6", "#15181d")
    assert tokens["dark"]["--face"] == '"Own", serif'


def test_a_themes_mark_stands_on_pages_in_tabs_and_on_home_screens(folder, client):
    picture = Image.open(BytesIO(client.get("/apple-touch-icon.png").content))

    assert finders.find("theme/mark.svg") == str(folder / "mark.svg")
    assert (picture.size, picture.getpixel((90, 90))) == ((180, 180), (0x1B, 0x4D, 0x3E))


@pytest.mark.django_db
def test_no_typeface_of_the_archive_is_fetched_early_for_a_theme_that_has_its_own(client, folder):
    own = client.get("/en/").content.decode()
    (folder / "theme.css").write_text(":root { --accent: #1b4d3e; }")
    archives = client.get("/en/").content.decode()

    assert ("fonts/roman-latin.woff2" in own, "fonts/roman-latin.woff2" in archives) == (False, True)
    assert "/static/theme/mark.svg" in own


def test_pages_have_another_version_when_a_theme_changes(folder, settings):
    settings.DEBUG = True
    before = naming.renderer()
    (folder / "theme.css").write_text(SHEET.replace("#1b4d3e", "#1b4d3f"))
    changed = naming.renderer()
    settings.MEMORIAL_THEME = None

    assert len({before, changed, naming.renderer()}) == 3


@pytest.mark.browser
@pytest.mark.once
def test_a_browser_follows_the_imports_and_a_themes_tokens_hold_on_screens_and_not_on_paper(
    folder, committed, live_server, page
):
    (folder / "theme.css").write_text(":root { --accent: #1b4d3e; --paper: #fffdf0; }")
    token = "getComputedStyle(document.documentElement).getPropertyValue('--{}')"

    page.goto(f"{live_server}/en/")
    on_screen = [page.evaluate(token.format(name)) for name in ("accent", "paper", "measure")]
    page.emulate_media(media="print")
    on_paper = [page.evaluate(token.format(name)) for name in ("accent", "paper", "measure")]

    assert on_screen == ["#1b4d3e", "#fffdf0", "40rem"]
    assert on_paper == ["#000", "#fff", "none"]
    assert page.problems == []
