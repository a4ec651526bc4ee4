import re

import pytest
from django.conf import settings

from archive.theme import contrast
from archive.theme.checks import archive_tokens, cascade

TOKENS = cascade(archive_tokens())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_archives_own_colours_can_be_told_apart(scheme):
    assert list(contrast.weak(TOKENS[scheme])) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000", "white", 21.0),
        ("#777", "#fff", 4.48),
        ("#767676", "rgb(255 255 255)", 4.54),
        ("rgb(0, 0, 255)", "#ffffff", 8.59),
        ("red", "red", 1.0),
    ],
)
def test_a_contrast_is_that_of_wcag(one, other, expected):
    assert round(contrast.ratio(contrast.colour(one), contrast.colour(other)), 2) == expected


@pytest.mark.parametrize(
    "value", ["#0000007f", "#12", "var(--ink)", "oklch(40% 0.1 20)", "rgb(0 0 300)", "hsv(1,2%,3%)", "ink", "rgb(0, 0)"]
)
def test_what_is_no_colour_that_can_be_weighed_is_not_guessed(value):
    with pytest.raises(contrast.NoColour):
        contrast.colour(value)


def test_every_colour_of_the_archive_is_weighed():
    named = {name for name, value in archive_tokens().light.items() if value.startswith("#")}

    assert named == contrast.COLOURS
    assert set(archive_tokens().dark) <= named


def test_no_sheet_has_a_colour_besides_the_tokens():
    sheets = set((settings.ROOT / "static/css").glob("*.css")) - {settings.ROOT / "static/css/tokens.css"}
    colours = {sheet.name for sheet in sheets if re.search(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", sheet.read_text())}

    assert colours == {"print.css"}  # on paper, tokens have other values
