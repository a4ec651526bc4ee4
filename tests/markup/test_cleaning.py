"""The one form in which texts are kept, and that nothing is lost on the way to it."""

import re
import unicodedata

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from archive.markup import (
    ALLOWED,
    MarkupError,
    blocks,
    clean,
    mentions,
    pasted,
    pictures,
    plain,
    reworded,
    spell_out_links,
)
from archive.markup.markdown import from_markdown
from tests.markup.soup import BAKU, DOCUMENTS, SHUSHA, SOUP, Outline


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


SHOWN = f'<figure data-record="{SHUSHA}"></figure>'


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        (f"<p>a</p>{SHOWN}<p>b</p>", f"<p>a</p>\n{SHOWN}\n<p>b</p>"),
        (f'<figure class="x" data-record="{SHUSHA.upper()}" style="y"></figure>', SHOWN),
        # It stands by itself, and behind the list in which somebody has put it. Its own words it does not have.
        (f"<p>a{SHOWN}b</p>", f"<p>a</p>\n{SHOWN}\n<p>b</p>"),
        (f"<ul><li>a{SHOWN}</li><li>b</li></ul>", f"<ul><li><p>a</p></li><li><p>b</p></li></ul>\n{SHOWN}"),
        (f"<blockquote>{SHOWN}</blockquote>", SHOWN),
        (f'{SHOWN.removesuffix("</figure>")}<img src="x"><figcaption>a</figcaption></figure>', f"{SHOWN}\n<p>a</p>"),
        # What shows no record of ours is a box like any other.
        ('<figure><img src="x"><figcaption>a</figcaption></figure><figure data-record="5"></figure>', "<p>a</p>"),
    ],
)
def test_a_picture_stands_in_a_text_as_the_record_it_is(html: str, canonical: str) -> None:
    assert clean(html) == canonical
    assert clean(canonical) == canonical


def test_a_picture_in_a_text_is_named_and_says_nothing() -> None:
    body = clean(f'<p>Here <a data-record="{BAKU}">it</a> is.</p>{SHOWN}<ol start="2"><li>Two.</li></ol>')

    assert plain(body) == "Here it is.\n2. Two."
    assert [plain(block) for block in blocks(body)] == ["Here it is.", "", "2. Two."]
    assert (mentions(body), pictures(body), pictures("<p>a</p>")) == ((BAKU, SHUSHA), (SHUSHA,), ())
    assert reworded(body, "is", "was") == body.replace("is.", "was.")
    assert "<p>[Picture: A &amp; B]</p>" in spell_out_links(body, {SHUSHA: "A & B", BAKU: "Baku"})


def test_a_picture_is_never_pasted_from_elsewhere() -> None:
    made = pasted(f"<p>a</p>{SHOWN}<p>b</p>")

    assert (made.html, list(made.changed)) == ("<p>a</p>\n<p>b</p>", ["1 picture is left out."])


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        ('<p>It is <i lang="az">Zəfər Günü</i>.</p>', '<p>It is <span lang="az"><em>Zəfər Günü</em></span>.</p>'),
        ('<p><b><span lang="AZ-cyrl">Шуша</span></b></p>', '<p><span lang="az-Cyrl"><strong>Шуша</strong></span></p>'),
        ('<p><span lang="en">a </span><cite lang="en">b</cite></p>', '<p><span lang="en">a b</span></p>'),
        ('<p><span lang="en">a <span lang="fr">b</span></span></p>',
         '<p><span lang="en">a</span> <span lang="fr">b</span></p>'),
        ('<p><span lang="en"><a href="https://a.org/">a</a></span></p>',
         '<p><a href="https://a.org/"><span lang="en">a</span></a></p>'),
        # What is no language, and that of a whole block, which is one of the text.
        ('<p><span lang="x">a</span><span lang="">b</span><span lang="qq">c</span></p>', "<p>abc</p>"),
        ('<p lang="en">a <span lang="en"></span></p>', "<p>a</p>"),
        # A word processor's is that of its spelling checker.
        ('<p class="MsoNormal"><span lang="EN-US">Bakı</span></p>', "<p>Bakı</p>"),
        ('<p class="western" lang="en-GB"><span lang="ru-RU">Bakı</span></p>', "<p>Bakı</p>"),
    ],
)  # fmt: skip
def test_words_in_another_language_say_which(html: str, canonical: str) -> None:
    assert clean(html) == canonical
    assert clean(canonical) == canonical
    assert plain(canonical) == re.sub("<.*?>", "", canonical)


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


# --- by properties -----------------------------------------------------------------------------------


def _cleaned(html: str) -> str | None:
    try:
        return clean(html)
    except MarkupError:
        return None


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

    for tag, attributes in Outline(canonical).elements:
        assert attributes.keys() <= ALLOWED[tag]
        assert len(attributes) == 1 or tag != "a"
    assert not re.search(r"<(?!figure )(\w+)[^<>]*></\1>", canonical)
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
