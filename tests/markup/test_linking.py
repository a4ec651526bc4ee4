"""Records that a text names, and words of it that become links."""

import pytest
from django.utils.safestring import SafeString
from hypothesis import example, given
from hypothesis import strategies as st

from archive.markup import ALLOWED, clean, link, link_records, linkable, mentions, pictures, plain
from tests.markup.soup import BAKU, DOCUMENTS, SHUSHA, SOUP, Outline


def test_mentions_are_the_records_in_the_order_of_the_text() -> None:
    html = clean(
        f'<ul><li><a data-record="{BAKU}">Bakı</a></li></ul><p><a data-record="{SHUSHA}"><b>Ş</b>uşa</a> '
        f'<a data-record="{BAKU}">Baku</a> <a href="https://a.org/">a</a></p>'
    )

    assert mentions(html) == (BAKU, SHUSHA)
    assert mentions("") == ()


def test_records_are_linked_where_they_have_an_address_and_named_where_not() -> None:
    html = clean(
        f'<p><a data-record="{SHUSHA}">Şuşa <b>city</b></a>, <a data-record="{BAKU}">Bakı <b>city</b></a>, '
        '<a href="https://a.org/?b&c">a</a>, <a href="mailto:a@b.org">b</a></p><p>c</p>'
    )

    shown = link_records(html, {SHUSHA: "/en/places/susa/?a&b"})

    assert isinstance(shown, SafeString)
    assert shown == (
        '<p><a href="/en/places/susa/?a&amp;b" class="record">Şuşa <strong>city</strong></a>, '
        "Bakı <strong>city</strong>, "
        '<a href="https://a.org/?b&amp;c" rel="external noopener noreferrer">a</a>, '
        '<a href="mailto:a@b.org">b</a></p>\n<p>c</p>'
    )


def test_a_list_of_ours_is_linked_where_there_is_one() -> None:
    html = clean(
        '<p><a href="/corrections/">a</a> <a href="/nothing/">b</a> <a href="//a.org/">c</a> <a href="/a/b/">d</a></p>'
    )

    assert html == '<p><a href="/corrections/">a</a> <a href="/nothing/">b</a> c d</p>'
    assert link_records(html, {"/corrections/": "/en/corrections/"}) == '<p><a href="/en/corrections/">a</a> b c d</p>'


def test_a_text_without_links_is_shown_as_it_is_kept() -> None:
    html = clean(
        "<ul><li>b <b>c</b></li></ul><p>d<br><span lang=en>e</span> &lt; 613<sup>1</sup></p>"
        "<ol start=5 type=a><li>f</ol>"
    )

    assert html.endswith('613<sup>1</sup></p>\n<ol start="5" type="a"><li><p>f</p></li></ol>')

    assert link_records(html, {}) == html
    assert '<span lang="en">e</span>' in html


@given(html=SOUP, address=st.text(max_size=8))
@example(html=f'<a data-record="{SHUSHA}">x</a>', address='/"><script>')
def test_a_shown_text_brings_nothing_but_known_elements_even_unclean(html: str, address: str) -> None:
    for tag, attributes in Outline(link_records(html, {SHUSHA: address})).elements:
        assert tag in ALLOWED
        assert attributes.keys() <= ({"href", "class", "rel"} if tag == "a" else ALLOWED[tag])
        assert attributes.get("href", address) in (address, "https://a.org/?x=1&y=%20")


LINKED = "00000000-0000-4000-8000-000000000001"


def test_words_that_may_become_links_are_those_of_paragraphs_and_items():
    html = (
        '<h2>Head</h2>\n<p>One <strong>two</strong> <a href="https://a.example">three</a> four'
        "</p>\n<blockquote><p>Quoted</p></blockquote>\n<ul><li><p>Item</p></li></ul>"
    )

    assert linkable(html) == ("One two ", " four", "Item")


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("<p>In Şuşada and Şuşa.</p>", "Şuşa", "<p>In Şuşada and [Şuşa].</p>"),
        ("<p>Lorin <em>Lake</em> lies</p>", "Lorin Lake", "<p>[Lorin <em>Lake</em>] lies</p>"),
        (
            "<blockquote><p>Lorin</p></blockquote>\n<p>Lorin</p>",
            "Lorin",
            "<blockquote><p>Lorin</p></blockquote>\n<p>[Lorin]</p>",
        ),
        ("<p>A &amp; B, B</p>", "B", "<p>A &amp; [B], B</p>"),
        ("<p>Lorin<sup>1</sup> lies</p>", "Lorin", "<p>[Lorin]<sup>1</sup> lies</p>"),
        ('<p><a href="https://a.example">Lorin</a></p>', "Lorin", '<p><a href="https://a.example">Lorin</a></p>'),
        ("<p>Nothing of it</p>", "all", "<p>Nothing of it</p>"),
    ],
)
def test_the_first_words_that_may_become_a_link_do(before, words, after):
    linked = link(before, words, LINKED)

    assert linked == after.replace("[", f'<a data-record="{LINKED}">').replace("]", "</a>")
    assert clean(linked) == linked
    assert plain(linked) == plain(before)


@given(html=DOCUMENTS)
def test_what_is_shown_as_it_is_kept_would_be_written_anew_in_the_same_way(html: str) -> None:
    known = {SHUSHA: "/en/places/susa/?a&b", "/corrections/": "/en/corrections/"}

    for block in clean(html).splitlines():
        if pictures(block):
            continue  # they stand in no quotation
        for addresses in ({}, known):
            # Quotations are always written anew.
            quoted = link_records(f"<blockquote>{block}</blockquote>", addresses)

            assert quoted == f"<blockquote>{link_records(block, addresses)}</blockquote>"
        assert mentions(block) == mentions(f"<blockquote>{block}</blockquote>")
