"""Other words in the place of some of a text: links, emphasis and what stands around them stay as they are."""

import pytest

from archive import markup

PLACE = "0" * 8 + "-0000-4000-8000-" + "0" * 12
pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("html", "words", "instead", "expected"),
    [
        ("<p>It is 36 years ago.</p>", "36 years ago", "37 years ago", "<p>It is 37 years ago.</p>"),
        ("<p>The 36<sup>th</sup> time.</p>", "36th", "37th", "<p>The 37<sup>th</sup> time.</p>"),
        (
            "<p><strong>36</strong> years ago.</p>",
            "36 years ago",
            "40 years ago",
            "<p><strong>40</strong> years ago.</p>",
        ),
        (
            f'<p>In <a data-record="{PLACE}">Baku 2026</a>.</p>',
            "Baku 2026",
            "Baku 2027",
            f'<p>In <a data-record="{PLACE}">Baku 2027</a>.</p>',
        ),
        ("<p>1 year ago</p>", "1 year ago", "2 years ago", "<p>2 years ago</p>"),
        ("<p>2 лет</p>", "2 лет", "21 год", "<p>21 год</p>"),
        ("<p>a &lt; 36 &amp; b</p>", "36", "37", "<p>a &lt; 37 &amp; b</p>"),
        ("<ul><li><p>36</p></li><li><p>1,250</p></li></ul>", "1,250", "1,275", None),
        ("<p>Nothing of it.</p>", "36", "37", "<p>Nothing of it.</p>"),
    ],
)
def test_only_what_differs_is_written_anew(html, words, instead, expected):
    made = markup.reworded(html, words, instead)

    assert made == markup.clean(made)
    assert markup.plain(made) == markup.plain(html).replace(words, instead)
    assert expected in (None, made)


def test_of_several_places_the_one_that_is_meant_is_changed():
    html = "<blockquote><p>36, 36</p><p>36</p></blockquote>"

    said = [markup.plain(markup.reworded(html, "36", "37", nth=nth)) for nth in range(4)]

    assert said == ["37, 36\n36", "36, 37\n36", "36, 36\n37", "36, 36\n36"]
