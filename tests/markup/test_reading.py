"""The words of a text, without its marks."""

from hypothesis import example, given

from archive.markup import MarkupError, blocks, clean, plain
from archive.markup.reading import read
from tests.markup.test_cleaning import SOUP


def test_plain_text_has_a_line_for_each_paragraph_item_and_break() -> None:
    html = clean("<h2>A &amp; B</h2><p>c <b>d</b><br>e</p><ul><li>f<ul><li>g</li></ul></li><li>h</li></ul>")

    assert plain(html) == "A & B\nc d\ne\nf\ng\nh"
    assert (
        plain(clean("<p>613<sup>1</sup> (10<sup>−6</sup>)<br>a<sub>12</sub>, 5<sup>٣</sup></p>"))
        == "613¹ (10⁻⁶)\na₁₂, 5³"
    )
    assert plain(clean('<ol start="4"><li>d<ol type="i"><li>x<li>y</ol></ol>')) == "4. d\ni. x\nii. y"
    assert plain("") == ""


@given(html=SOUP)
@example(html="<h2>A &amp; B</h2><p>c <b>d</b></p><p>e</p>")
def test_a_text_is_as_plain_at_a_glance_as_it_is_when_it_is_read(html: str) -> None:
    try:
        canonical = clean(html)
    except MarkupError:
        return
    assert plain(canonical) == read(canonical).text()
    assert [plain(block) for block in blocks(canonical)] == [read(block).text() for block in blocks(canonical)]
