"""Changes marked in a page: what was added and removed can be read out of it, and it stays what it is."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.admin.base.as_readers import marked, page

SPOKEN = re.compile(r'<span class="spoken"[^>]*>[^<]*</span>')
DELETED = re.compile(r"<del[^>]*>.*?</del>")


def told(html: str) -> str:
    return SPOKEN.sub("", html)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("<p>We remember.</p>", "<p>We remember.</p>", "<p>We remember.</p>"),
        (
            "<h1>Statement of 2026</h1>",
            "<h1>Statement of 2025</h1>",
            "<h1>Statement of<del> 2026</del><ins> 2025</ins></h1>",
        ),
        (
            "<p>One.</p><p>It went away whole.</p><p>Last.</p>",
            "<p>One.</p><p>Last.</p>",
            '<p>One.<del class="line">It went away whole.</del></p><p>Last.</p>',
        ),
        (
            "<p>One.</p>",
            "<p>One.</p><ul><li>A &lt;b&gt;</li></ul>",
            "<p>One.</p><ul><li><ins>A &lt;b&gt;</ins></li></ul>",
        ),
        (
            "<p>In <a href='/x'>Shusha</a> then.</p>",
            "<p>In <a href='/x'>Shusha</a> <em>now</em>.</p>",
            "<p>In <a href='/x'>Shusha</a><del> then</del> <em><ins>now</ins></em>.</p>",
        ),
        (
            "<p>16 000\n of them</p>",
            "<p>16\u202f000 of them</p>",
            "<p>16<del> 000</del><ins>\u202f000</ins> of them</p>",
        ),
        ("<svg><text>1</text></svg><p>a</p>", "<svg><text>2</text></svg><p>a</p>", "<svg><text>2</text></svg><p>a</p>"),
    ],
)
def test_marks_stand_where_words_are_others(before, after, shown):
    assert told(marked(after, before)) == shown


words = st.lists(st.sampled_from(["one", "two", "three", "<em>four</em>", "five &amp; six", "seven."]), max_size=8)
pages = st.lists(words.map(lambda said: f"<p>{' '.join(said)}</p>"), max_size=6).map(
    lambda lines: "".join((*lines, "<p>End.</p>"))
)


@given(pages, pages)
def test_without_its_marks_it_is_the_page_that_it_was(before, after):
    shown = told(marked(after, before))

    assert DELETED.sub("", shown).replace("<ins>", "").replace("</ins>", "") == after


@given(pages, pages)
def test_what_was_removed_and_what_stayed_is_the_page_before(before, after):
    shown = re.sub("<ins>.*?</ins>", "", told(marked(after, before)))

    def said(html: str) -> list[str]:
        return unescape(re.sub("<[^>]*>", " ", html)).split()

    assert "".join(said(shown)) == "".join(said(before))


def test_links_open_beside_the_desk_and_those_of_a_text_say_where_they_lead():
    html = (
        '<html><head></head><body><main><a href="#p1">1</a> <div class="prose"><div id="p1">'
        '<a href="/en/places/shusha/" class="record">Shusha</a></div></div><a href="/en/">Home</a></main></body></html>'
    )

    shown = page(html, html.replace("shusha", "lachin"))

    assert '<a href="#p1">1</a>' in shown
    assert '<a target="_blank" href="/en/">Home</a>' in shown
    assert "lachin</del>" in shown
    assert told(shown).count('<span class="leads-to">') == 1
