"""The one form in which texts are kept, and that nothing is lost on the way to it."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from hypothesis import example, given
from hypothesis import strategies as st

from archive.markup import (
    ALLOWED,
    MarkupError,
    Span,
    blocks,
    clean,
    difference,
    difference_by_line,
    from_markdown,
    link,
    link_records,
    linkable,
    mentions,
    plain,
)

SHUSHA = "11111111-2222-3333-4444-555555555555"
BAKU = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


# --- the canonical form ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        # What the editor writes stays as it is.
        ("<p>One.</p><p>Two.</p>", "<p>One.</p>\n<p>Two.</p>"),
        ("<ul><li><p>one</p></li></ul>", "<ul><li><p>one</p></li></ul>"),
        (
            "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>",
            "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>",
        ),
        ("<blockquote><p>q</p><p>r</p></blockquote>", "<blockquote><p>q</p><p>r</p></blockquote>"),
        ("<h2>A</h2><h3>B</h3><p>c<br>d</p>", "<h2>A</h2>\n<h3>B</h3>\n<p>c<br>d</p>"),
        # What means the same becomes the same.
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>A</h1><h4>B</h4><h6>C</h6>", "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>"),
        ("<ul><li>one<li>two</ul>", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        ("<blockquote>q</blockquote>", "<blockquote><p>q</p></blockquote>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<table><tr><td>150</td><td>744</td></tr></table>", "<p>150 | 744</p>"),
        ("<h2><div>A</div></h2>", "<h2>A</h2>"),
        ("<span>a <u>b", "<p>a b</p>"),
        ("a<hr>b", "<p>a</p>\n<p>b</p>"),
        # Words outside blocks, and items outside lists, get their block and their list.
        ("bare <b>words</b>", "<p>bare <strong>words</strong></p>"),
        ("bare<p>a</p>words", "<p>bare</p>\n<p>a</p>\n<p>words</p>"),
        (
            "typed\r\nby hand\r\n \r\n<b>without\n\nan</b> editor",
            "<p>typed by hand</p>\n<p><strong>without</strong></p>\n<p><strong>an</strong> editor</p>",
        ),
        ("<li>a</li><li>b</li>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        (
            "<ul>a<li>b</li><ul><li>c</li></ul></ul>",
            "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>",
        ),
        # Nothing is empty, and no blank is idle.
        ("", ""),
        (" \n ", ""),
        ("<p></p><p> </p><p>&nbsp;</p><p><br></p><ul><li></li></ul><p>a</p>", "<p>a</p>"),
        ("<p>  a \n\t b  </p>", "<p>a b</p>"),
        ("<p><br>a <br> b<br><br>c<br></p>", "<p>a<br>b<br><br>c</p>"),
        ("<p>&nbsp;a&nbsp;b&nbsp;</p>", "<p>a\u00a0b</p>"),
        ("<p>a\u2028b\u0085c\x0bd\x1fe</p>", "<p>a b c d e</p>"),
        # Marks nest in one order, meet, and leave blanks and breaks alone.
        ("<p><em><strong>a</strong></em></p>", "<p><strong><em>a</em></strong></p>"),
        ("<p><b>a</b><strong>b</strong></p>", "<p><strong>ab</strong></p>"),
        ("<p><b>a </b>b<b> c</b></p>", "<p><strong>a</strong> b <strong>c</strong></p>"),
        ("<p><b>a b<br>c</b></p>", "<p><strong>a b<br>c</strong></p>"),
        ("<p><b>a<br></b>b</p>", "<p><strong>a</strong><br>b</p>"),
        ("<p><b>a<i>b</b>c</i></p>", "<p><strong>a<em>b</em></strong><em>c</em></p>"),
        ("<p><b><b>a</b></b><em></em></p>", "<p><strong>a</strong></p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
        # Characters stand for themselves.
        ("<p>&quot;a&quot; &amp; &lt;b&gt; &#399; &eacute; it's</p>", '<p>"a" &amp; &lt;b&gt; Ə é it\'s</p>'),
        ("<p>Şus\u0327a</p>", "<p>Şuşa</p>"),
        ("<p>a\x00\ufeff\ud800\x08b</p>", "<p>ab</p>"),
        ("<p>\u0338a<b>\u0338b</b></p>", "<p>&#824;a<strong>&#824;b</strong></p>"),
        # A footnote's figure does not become part of the figure before it.
        (
            "<p>150<sup>1</sup> on the 20<sup>th</sup>, <b>H<sub>2</sub></b>O, 613¹</p>",
            "<p>150<sup>1</sup> on the 20<sup>th</sup>, <strong>H<sub>2</sub></strong>O, 613¹</p>",
        ),
        # Lists keep their numbers, and their signs.
        (
            '<ol start="5"><li>e</ol><ol type="a" start="1"><li>a</ol>',
            '<ol start="5"><li><p>e</p></li></ol>\n<ol type="a"><li><p>a</p></li></ol>',
        ),
        ('<ol start="x" type="disk" class="y"><li>a</ol>', "<ol><li><p>a</p></li></ol>"),
    ],
)
def test_the_same_content_has_one_form(html: str, canonical: str) -> None:
    assert clean(html) == canonical
    assert clean(canonical) == canonical


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        ('<a href="https://example.org/a?b=1&c=2" class="x" target="_blank" rel="y">a</a>',
         '<p><a href="https://example.org/a?b=1&amp;c=2">a</a></p>'),
        ("<a href=' HTTPS://example.org/ə \"x\"\n '>a</a>",
         '<p><a href="https://example.org/%C9%99%20%22x%22">a</a></p>'),
        ('<a href="mailto:archive@example.org">a</a>', '<p><a href="mailto:archive@example.org">a</a></p>'),
        (f'<a data-record="{SHUSHA}">Şuşa</a>', f'<p><a data-record="{SHUSHA}">Şuşa</a></p>'),
        (f'<a href="https://example.org/" data-record="{BAKU.upper()}" title="t">Bakı</a>',
         f'<p><a data-record="{BAKU}">Bakı</a></p>'),
        ('<b><a href="https://a.org/">a</a></b>', '<p><a href="https://a.org/"><strong>a</strong></a></p>'),
        ('<a href="https://a.org/">a</a><a href="https://a.org/">b</a>',
         '<p><a href="https://a.org/">ab</a></p>'),
        ('<a href="https://a.org/">a </a><a href="https://b.org/">b</a>',
         '<p><a href="https://a.org/">a</a> <a href="https://b.org/">b</a></p>'),
        ('<a href="https://a.org/"><p>a</p><p>b</p></a>',
         '<p><a href="https://a.org/">a</a></p>\n<p><a href="https://a.org/">b</a></p>'),
        # A link that leads nowhere, or where a text may not lead, is its words.
        ('<a href="javascript:alert(1)">a</a>', "<p>a</p>"),
        ('<a href="java\nscript:alert(1)">a</a>', "<p>a</p>"),
        ('<a href="data:text/html,x">a</a>', "<p>a</p>"),
        ('<a href="ftp://example.org/">a</a>', "<p>a</p>"),
        ('<a href="/en/places/susa/">a</a><a href="//example.org">b</a><a href="#n">c</a>', "<p>abc</p>"),
        ('<a href="https://">a</a><a href="https:example.org">b</a><a href="mailto:">c</a>', "<p>abc</p>"),
        ('<a name="n">a</a><a>b</a><a data-record="5">c</a><a data-record="">d</a>', "<p>abcd</p>"),
        ('<p>a<a href="https://a.org/"> </a><a href="https://a.org/"></a></p>', "<p>a</p>"),
    ],
)  # fmt: skip
def test_links_keep_their_address_or_their_record_and_nothing_else(html: str, canonical: str) -> None:
    assert clean(html) == canonical
    assert clean(canonical) == canonical


def test_what_a_word_processor_leaves_behind_goes() -> None:
    pasted = """<html><head><title>Untitled</title><style>p {color: red}</style></head><body lang=EN>
        <!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->
        <meta name=x><svg><path d="M0"/></svg><x-y>
        </x-y><p class="MsoNormal" style="margin:0"><b><span style='font-family:"Calibri"'>150 civilians</span></b>
        were killed<o:p></o:p></p><script>alert(1)</script><template>hidden</template>
        <h1 style="x">Heading</h1><img src="x.png" onerror="alert(1)">
        <![if !supportLists]>1.<![endif]> <a href="javascript:alert(1)" onclick="alert(1)">bad</a></body></html>"""

    assert blocks(pasted) == (
        "<p><strong>150 civilians</strong> were killed</p>",
        "<h2>Heading</h2>",
        "<p>1. bad</p>",
    )


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<p>one two <svg><g> three <a href="https://a.org/">four</a></p><p>five</p>', "<svg> <g> three four five"),
        ("<p>one</p><p>two <b unfinished", "<b unfinished"),
        ("one <!-- two three", "<!-- two three"),
        ("one <script>two three", "<script>two three"),
        ("one <style>two</p>", "<style>two</p>"),
        ("<p>Write to <press@example.org> today", "<press@example.org> today"),
        ("«a» <<Azadlıq>> qəzeti", "<Azadlıq> > qəzeti"),
        ("<span>one</span> <two and three> four", "<two and three> four"),
        ("one </3 two> three", "</3 two> three"),
        ("<table><tr><td>one</td></tr>two</table>", "one two"),
        ("<p>" + "word " * 30 + "<!-- " + "lost " * 30, "<!-- lost lost lost lost lost lost lost"),
        ("<svg><g>" + "x" * 200, "<svg> <g> " + "x" * 69 + "…"),
    ],
)
def test_a_text_that_would_lose_words_is_refused_and_the_words_are_named(html: str, lost: str) -> None:
    with translation.override("en"), pytest.raises(MarkupError) as refused:
        clean(html)

    assert str(refused.value) == (
        f"This text cannot be kept without losing words, from “{lost}” on. Look there for an unfinished tag "
        "or a drawing, or paste the text without its formatting."
    )


def test_lists_deeper_than_anybody_reads_are_refused() -> None:
    assert clean("<ul><li>" * 10 + "x") == "<ul><li>" * 10 + "<p>x</p>" + "</li></ul>" * 10
    with pytest.raises(MarkupError):
        clean("<ul><li>" * 200 + "x")
    assert clean("<div>" * 2000 + "x") == "<p>x</p>"


def test_blocks_are_the_lines_of_the_canonical_form() -> None:
    assert blocks("<p>a</p><ul><li>b</li><li>c</li></ul>") == (
        "<p>a</p>",
        "<ul><li><p>b</p></li><li><p>c</p></li></ul>",
    )
    assert blocks("") == ()


# --- by properties -----------------------------------------------------------------------------------

SIGNS = "abŞİə1’\"'&<>=\u0301\u0338\u00a0\u00ad\u200b \n\t"
WORDS = st.text(st.sampled_from(SIGNS), max_size=8)
TAGS = [
    *(f"<{end}{tag}>" for tag in (*ALLOWED, "b", "i", "h1", "div", "td", "tr", "table", "sup", "u", "svg")
      for end in ("", "/")),
    '<ol start="7">', '<ol type="i" start="-1">', '<li value="3">', '<span style="vertical-align:super">',
    '<td rowspan="2">', '<p style="mso-list:l0 level1">', '<span style="mso-list:Ignore">', "<q>", "</q>",
    "<pre>", "</pre>", "<msup>",
    '<a href="https://a.org/?x=1&y=%20">', '<a href="javascript:x">', f'<a data-record="{SHUSHA}">',
    f'<p class="x" data-record="{SHUSHA}">', "<script>", "</script>", "<style>", "<title>", "<textarea>",
    "<!--", "-->", "<!", "<?", "</", "<a ", "&#0;", "&#1;", "&#x80;", "&amp", "&lt;p&gt;", "&#xfffe;", "&#x1fffe;",
]  # fmt: skip
SOUP = st.lists(WORDS | st.sampled_from(TAGS), max_size=25).map("".join)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(
    WORDS.map(_escaped) | st.just("<br>"),
    lambda inner: st.tuples(
        st.sampled_from(["strong", "em", "b", "i", "span", f'a data-record="{SHUSHA}"', 'a href="https://a.org/"']),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "h3", "div", "h5"]), INLINE).map(lambda pair: "<{0}>{1}</{0}>".format(*pair)),
    lambda inner: st.tuples(
        st.sampled_from(["blockquote", "ul", "ol", "li"]), st.lists(inner | INLINE, max_size=3).map("".join)
    ).map(lambda pair: "<{0}>{1}</{0}>".format(*pair)),
    max_leaves=6,
)  # fmt: skip
DOCUMENTS = st.lists(BLOCK | INLINE, max_size=5).map("".join)


def _cleaned(html: str) -> str | None:
    try:
        return clean(html)
    except MarkupError:
        return None


class _Outline(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@given(html=SOUP | DOCUMENTS | st.text())
def test_whatever_comes_is_cleaned_once_for_all_or_refused(html: str) -> None:
    canonical = _cleaned(html)
    if canonical is None:
        return

    assert clean(canonical) == canonical
    assert "\n".join(blocks(html)) == canonical
    assert canonical.splitlines() == ([] if not canonical else canonical.split("\n"))
    assert unicodedata.is_normalized("NFC", canonical)
    canonical.encode()  # no half characters


@given(html=SOUP | DOCUMENTS)
def test_a_kept_text_holds_only_what_is_allowed(html: str) -> None:
    canonical = _cleaned(html) or ""

    for tag, attributes in _Outline(canonical).elements:
        assert attributes.keys() <= ALLOWED[tag]
        assert len(attributes) == 1 or tag != "a"
    assert not re.search(r"<(\w+)[^<>]*></\1>", canonical)
    assert not re.search(r"(^|\n)[^<]", canonical)


@given(html=DOCUMENTS)
def test_no_word_of_a_well_formed_text_is_lost(html: str) -> None:
    shown = re.sub("<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    assert _seen(plain(clean(html))) == _seen(shown)


def _seen(text: str) -> str:
    return unicodedata.normalize("NFD", re.sub("[\\s\u00ad\u200b]", "", text))


@given(html=SOUP)
@example(html="<q>")
def test_no_word_of_a_broken_text_is_lost_unless_it_is_refused(html: str) -> None:
    canonical = _cleaned("<p>kept</p>" + html + "<p>also kept</p>")

    if canonical is not None:
        kept = plain(canonical)
        assert kept.startswith("kept")
        assert kept.endswith("also kept")


@given(html=SOUP, address=st.text(max_size=8))
@example(html=f'<a data-record="{SHUSHA}">x</a>', address='/"><script>')
def test_a_shown_text_brings_nothing_but_known_elements_even_unclean(html: str, address: str) -> None:
    for tag, attributes in _Outline(link_records(html, {SHUSHA: address})).elements:
        assert tag in ALLOWED
        assert attributes.keys() <= ({"start", "type"} if tag == "ol" else {"href", "class", "rel"})
        assert attributes.get("href", address) in (address, "https://a.org/?x=1&y=%20")


# --- reading stored text -----------------------------------------------------------------------------


def test_plain_text_has_a_line_for_each_paragraph_item_and_break() -> None:
    html = clean("<h2>A &amp; B</h2><p>c <b>d</b><br>e</p><ul><li>f<ul><li>g</li></ul></li><li>h</li></ul>")

    assert plain(html) == "A & B\nc d\ne\nf\ng\nh"
    assert (
        plain(clean("<p>613<sup>1</sup> (10<sup>−6</sup>)<br>a<sub>12</sub>, 5<sup>٣</sup></p>"))
        == "613¹ (10⁻⁶)\na₁₂, 5³"
    )
    assert plain(clean('<ol start="4"><li>d<ol type="i"><li>x<li>y</ol></ol>')) == "4. d\ni. x\nii. y"
    assert plain("") == ""


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
    html = clean("<ul><li>b <b>c</b></li></ul><p>d<br>e &lt; 613<sup>1</sup></p><ol start=5 type=a><li>f</ol>")

    assert html.endswith('613<sup>1</sup></p>\n<ol start="5" type="a"><li><p>f</p></li></ol>')

    assert link_records(html, {}) == html


# --- Markdown ----------------------------------------------------------------------------------------


def test_markdown_becomes_canonical() -> None:
    text = (
        "# Title\n\nOne *two* **three**\nfour [five](https://a.org/).\n\n"
        "- six\n- seven\n  1. eight\n\n> nine\n\n### Ten\n\neleven  \ntwelve\n\n---\n"
    )

    assert from_markdown(text).splitlines() == [
        "<h2>Title</h2>",
        '<p>One <em>two</em> <strong>three</strong> four <a href="https://a.org/">five</a>.</p>',
        "<ul><li><p>six</p></li><li><p>seven</p><ol><li><p>eight</p></li></ol></li></ul>",
        "<blockquote><p>nine</p></blockquote>",
        "<h3>Ten</h3>",
        "<p>eleven<br>twelve</p>",
    ]


def test_markdown_hides_nothing_that_was_written() -> None:
    text = (
        "<b>a</b> <script>b</script> <!-- c -->\n\n![d](https://a.org/d.png) [e](javascript:e)\n\n"
        "    f\n\n[1]: https://a.org/g\n"
    )

    assert plain(from_markdown(text)).split("\n") == [
        "<b>a</b> <script>b</script> <!-- c -->",
        "!d [e](javascript:e)",
        "f",
        "[1]: https://a.org/g",
    ]


@given(text=st.text())
def test_any_text_can_be_read_as_markdown(text: str) -> None:
    html = from_markdown(text)

    assert clean(html) == html


@given(text=st.text(st.sampled_from('abŞ 1*_#>-+.`~=!<>/:;\\|"\n\t'), max_size=80))
@example(text="```ab\nb\n```")
def test_no_letter_of_a_markdown_text_is_lost(text: str) -> None:
    letters = re.compile("[abŞ]")

    assert letters.findall(plain(from_markdown(text))) == letters.findall(text)


# --- difference --------------------------------------------------------------------------------------


def test_the_difference_is_told_in_words() -> None:
    assert difference("150 civilians were killed.", "147 civilians were killed, many hurt.") == (
        Span(op="removed", text="150"),
        Span(op="added", text="147"),
        Span(op="same", text=" civilians were killed"),
        Span(op="added", text=", many hurt"),
        Span(op="same", text="."),
    )


def test_texts_that_do_not_differ_have_no_difference() -> None:
    assert difference("a b\nc", "a b\nc") == (Span(op="same", text="a b\nc"),)
    assert difference("", "") == ()
    assert difference("", "a") == (Span(op="added", text="a"),)
    assert difference("a", "") == (Span(op="removed", text="a"),)


def test_a_difference_line_by_line_keeps_the_lines_that_did_not_change() -> None:
    before = "A heading\n147 killed\nThe end\nA name"
    after = "A heading\n150 killed\nThe end\nOne, two"

    assert difference_by_line(before, after) == (
        (Span(op="same", text="A heading"),),
        (Span(op="removed", text="147"), Span(op="added", text="150"), Span(op="same", text=" killed")),
        (Span(op="same", text="The end"),),
        (Span(op="removed", text="A name"), Span(op="added", text="One, two")),
    )
    assert difference_by_line("", "One\nTwo") == ((Span(op="added", text="One"),), (Span(op="added", text="Two"),))


TEXTS = st.text(st.sampled_from("abŞ 1,.\n\u0301"), max_size=40)


@given(before=TEXTS, after=TEXTS)
def test_a_difference_makes_up_both_texts(before: str, after: str) -> None:
    spans = difference(before, after)

    assert "".join(span.text for span in spans if span.op != "added") == before
    assert "".join(span.text for span in spans if span.op != "removed") == after
    assert all(span.text for span in spans)


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
