"""What other programs write is kept character by character, and what is not as it was is named."""

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.markup import clean, pasted, plain

from .clipboards import CLIPBOARDS, Copied


@pytest.mark.parametrize("copied", CLIPBOARDS, ids=lambda copied: copied.program)
def test_what_programs_copy_keeps_every_character_in_its_place(copied: Copied) -> None:
    made = pasted(copied.html)

    assert plain(made.html) == copied.says
    assert tuple(made.changed) == copied.changed
    assert clean(made.html) == made.html == clean(copied.html)
    assert pasted(made.html).changed == []


def test_lists_of_words_stand_in_each_other_and_keep_their_numbers() -> None:
    lists = next(copied for copied in CLIPBOARDS if copied.program == "Word: lists")

    assert pasted(lists.html).html.splitlines() == [
        '<ol start="5"><li><p>five killed 147</p><ol type="a"><li><p>one</p></li><li><p>two 744</p></li></ol></li>'
        "<li><p>six</p></li></ol>",
        "<p>Between.</p>",
        "<ul><li><p>a dot</p><ul><li><p>a ring</p></li></ul></li></ul>",
        "<p>1) with a bracket</p>",
        "<p>2.1. in parts</p>",
        '<ol start="4" type="i"><li><p>four</p></li></ol>',
        '<ol start="3" type="a"><li><p>a letter</p></li></ol>',
    ]


# --- by properties -----------------------------------------------------------------------------------
# Pages of any elements, in which every word is another number. What browsers show apart must stay apart: the numbers
# of the plain text are those of the page, one by one. A raised number is another one than a plain one.

INLINE = ("span", "b", "i", "u", "s", "font", "a", "em", "strong", "small", "code", "label", "q", "ins", "del", "x-y")
LISTS = ("ul", "ol", "dir", "menu")
# What the HTML standard shows in boxes of their own.
APART = (
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figcaption",
    ),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "legend"),
    *("listing", "main", "nav", "pre", "search", "section", "summary", "table", *LISTS),
)
STYLES = ("", " style='color:red;font-weight:700'", " class='MsoNormal'", " style='white-space:pre-wrap'", " lang=az")
NOTES = (
    *("", "<sup>^</sup>", "<sub>_</sub>", "<span style='vertical-align:super'>^</span>", "<b><sup>^</sup></b>"),
    *("<i style='vertical-align:-3pt'>_</i>", "<span style='mso-text-raise:4.0pt'>^</span>"),
    *("<a href='#n'><sup>^</sup></a>", "<sup><a href='#n' style='vertical-align:25%'>^</a></sup>", "<br>#"),
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

# "#" stands for a number of its own, "^" and "_" for a raised and a lowered one.
NUMBERS = st.tuples(st.sampled_from(INLINE), st.sampled_from(STYLES), st.sampled_from(NOTES)).map(
    lambda drawn: "<{0}{1}>#</{0}>{2}".format(*drawn)
)


def _box(drawn: tuple[str, str, list[str]]) -> str:
    tag, style, inside = drawn
    if tag == "table":
        cells = "".join(f"<td>{one}</td>" for one in inside)
        return f"<table{style}><tr>{cells}</tr><tr><th colspan=2>{inside[0]}</th></tr></table>"
    part = "li" if tag in LISTS else "dd" if tag == "dl" else "div" if len(inside) > 1 else "span"
    return f"<{tag}{style}>{''.join(f'<{part}>{one}</{part}>' for one in inside)}</{tag}>"


BOXES = st.recursive(
    NUMBERS,
    lambda inner: st.tuples(
        st.sampled_from(APART), st.sampled_from(STYLES), st.lists(inner, min_size=1, max_size=3)
    ).map(_box),
    max_leaves=8,
)


def _numbered(html: str) -> tuple[str, list[str]]:
    """``html`` with its numbers, and how they read."""
    numbers, read = count(101), []

    def number(sign: re.Match[str]) -> str:
        written = str(next(numbers))
        read.append(written.translate({"^": RAISED, "_": LOWERED}.get(sign[0], {})))
        return written

    return re.sub(r"(?<!')[#^_]", number, html), read


@given(boxes=st.lists(BOXES, min_size=1, max_size=3))
def test_numbers_of_any_page_stay_the_numbers_they_are(boxes: list[str]) -> None:
    html, read = _numbered("".join(f"<div>{box}</div>" for box in boxes))
    made = pasted(html)

    assert re.findall("[0-9]+|[⁰¹²³⁴-⁹]+|[₀-₉]+", plain(made.html)) == read
    assert clean(made.html) == made.html


@given(parts=st.lists(st.tuples(st.sampled_from(INLINE), st.sampled_from(("7", " 7", "7&nbsp;", "<br>7"))), min_size=1))
def test_what_stands_together_is_not_torn_apart(parts: list[tuple[str, str]]) -> None:
    html = "".join("<{0}>{1}</{0}>".format(*part) for part in parts if part[0] != "q")
    seen = re.sub("</?[^>]+>", "", html.replace("<br>", " ")).replace("&nbsp;", " ")

    assert plain(pasted(html).html).split() == seen.split()
