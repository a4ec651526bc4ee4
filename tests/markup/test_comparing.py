"""How two texts differ."""

from hypothesis import given
from hypothesis import strategies as st

from archive.markup import Span, difference, difference_by_line


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
