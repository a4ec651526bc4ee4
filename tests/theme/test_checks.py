import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from PIL import Image

from archive.theme import checks

FACE = '@font-face { font-family: "Own"; src: url("fonts/own.woff2") format("woff2"); }\n'
GOOD = """/* An archive's own. */
:root {
  --accent: #1b4d3e; /* pine */
  --face: "Own", serif;
}
@media (prefers-color-scheme: dark) {
  :root { --accent: rgb(143 203 178); }
}
"""


@pytest.fixture
def theme(tmp_path, settings):
    """Writes a theme and says what the check finds: ids and messages."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/own.woff2").write_bytes(b"wOF2")
    settings.MEMORIAL_THEME = tmp_path

    def found(sheet: str) -> list[tuple[str, str]]:
        (tmp_path / "theme.css").write_text(sheet)
        return [(one.id, one.msg) for one in run_checks(tags=[Tags.staticfiles]) if one.id.startswith("archive.")]

    return found


def test_a_theme_of_tokens_and_typefaces_is_taken(theme):
    assert theme(FACE + GOOD) == []


def test_without_a_theme_nothing_is_checked():
    assert settings.MEMORIAL_THEME is None
    assert checks.check_theme(None) == []


def test_a_theme_that_is_not_there_is_refused(settings, tmp_path):
    settings.MEMORIAL_THEME = tmp_path / "nowhere"

    (found,) = checks.check_theme(None)

    assert found.msg == f"MEMORIAL_THEME is {str(tmp_path / 'nowhere')!r}, where there is no theme.css."


def test_a_theme_of_low_contrast_is_refused(theme):
    (code, said), *_ = theme(":root { --soft: #8a8f98; }")

    assert code == "archive.E012"
    assert said == (
        "On light pages --soft (#8a8f98) can hardly be told from --paper (#fbfaf6): 3.11 to 1, and 4.5 are needed."
    )


def test_a_colour_that_is_given_once_is_weighed_on_dark_pages_as_well(theme):
    found = theme(":root { --ink: #000; }")

    assert {said.partition("(")[0] for _code, said in found} == {"On dark pages --ink "}


@pytest.mark.parametrize(
    ("sheet", "what"),
    [
        ("body { color: red; }", "body { color: red; }"),
        ('@import "https://example.org/all.css";', '@import "https://example.org/all.css";'),
        ("@media print { :root { --ink: #000; } }", "@media print {"),
        (":root { --ink #000 }", "--ink #000"),
        (":root { --ink: ; }", "--ink"),
        (":root, a { --ink: #000; }", ":root, a"),
        (":root { color: red; }", "color"),
        (":root { --inc: #000; }", "--inc"),
        (":root { --ink: var(--paper); }", "--ink: var(--paper)"),
        (':root { --face: url("https://example.org/face"); }', "https://example.org/face"),
        ('@font-face { src: url("https://example.org/own.woff2"); }', "https://example.org/own.woff2"),
        ('@font-face { src: url("../secret-key"); }', "../secret-key"),
        ("@font-face { src: url(fonts/own.woff2); }", "url(fonts/own.woff2)"),
        ('@font-face { src: url("fonts/other.woff2"); }', "fonts/other.woff2"),
    ],
)
def test_what_a_theme_may_not_hold_is_refused_and_named(theme, sheet, what):
    ((code, said),) = theme(sheet)

    assert code == "archive.E011"
    assert what in said


def test_a_mark_has_both_forms_and_the_picture_is_square(theme, tmp_path):
    (tmp_path / "mark.svg").write_text("<svg/>")
    alone = theme(GOOD)
    Image.new("RGB", (180, 90)).save(tmp_path / "mark.png")
    flat = theme(GOOD)
    Image.new("RGB", (180, 180)).save(tmp_path / "mark.png")

    missing = "The theme has a mark.svg, and the other form of its mark is missing."
    assert [said for _code, said in alone] == [missing]
    assert [said for _code, said in flat] == ["mark.png of the theme is no square of at least 180 pixels a side."]
    assert theme(GOOD) == []
