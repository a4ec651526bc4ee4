"""Excerpts around the words that were looked for, as they are written in the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.names import fold, words
from archive.passages import Piece, passages


def test_a_passage_shows_hits_as_they_are_written() -> None:
    assert passages("In Şuşa’nın streets, and SUSA again.", ("susa",)) == (
        (
            Piece(text="In Şuşa’nın streets, and ", hit=False),
            Piece(text="SUSA", hit=True),
            Piece(text=" again.", hit=False),
        ),
    )


def test_a_passage_is_cut_between_words_and_says_that_the_text_goes_on() -> None:
    text = "one two three four five six seven eight nine"

    assert passages(text, ("five",), length=16) == (
        (
            Piece(text="… four ", hit=False),
            Piece(text="five", hit=True),
            Piece(text=" six …", hit=False),
        ),
    )
    assert passages(text, ("one",), length=10) == ((Piece(text="one", hit=True), Piece(text=" two …", hit=False)),)
    assert passages(text, ("nine",), length=10) == ((Piece(text="… eight ", hit=False), Piece(text="nine", hit=True)),)


def test_the_passage_with_the_most_different_terms_is_chosen() -> None:
    text = f"susa susa susa {'x ' * 200} susa baki {'y ' * 200}"

    (passage,) = passages(text, ("susa", "baki"), length=30, most=1)
    assert [piece.text for piece in passage if piece.hit] == ["susa", "baki"]


def test_two_passages_stand_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = f"Bakı {'x ' * 20} Şuşa Bakı {'y ' * 200}"

    first, second = passages(text, ("susa", "baki"), length=30)
    assert [piece.text for piece in first if piece.hit] == ["Bakı"]
    assert [piece.text for piece in second if piece.hit] == ["Şuşa", "Bakı"]
    assert "".join(piece.text for piece in first + second).count("x") <= 20


def test_words_may_be_looked_for_by_how_they_begin() -> None:
    (passage,) = passages("Şuşalılar, ŞUŞA, Bakı.", ("susa", "ba"), beginnings=True)

    assert [piece.text for piece in passage if piece.hit] == ["Şuşalılar", "ŞUŞA", "Bakı"]


@pytest.mark.parametrize(
    "written", ["и\u0306од", "Ｊod", "ʼjod", "¹jod", "ĳod", "ﬁod", "1 234 567", "Ⅳod", "ქალი", "한국"]
)
def test_a_word_is_found_however_its_beginning_is_written(written: str) -> None:
    (passage,) = passages(f"a {written}’b, {written}.", (fold(written),))

    assert [piece.text for piece in passage if piece.hit] == [written]


@pytest.mark.parametrize("between", [",", ".", " ", "\u00a0", "\u202f"])
def test_a_number_in_groups_is_one_word(between: str) -> None:
    text = f"158 of {between.join(('158', '613'))} in 158, {between.join(('1', '158', '613th'))}."

    def hits(*terms: str) -> list[str]:
        return [piece.text for passage in passages(text, terms) for piece in passage if piece.hit]

    assert hits("158") == ["158", "158"]
    assert hits("158613") == [between.join(("158", "613"))]
    assert hits("1158613th", "of") == ["of", between.join(("1", "158", "613th"))]
    assert hits("613") == hits("613th") == hits("158613th") == hits("1") == []


@given(text=st.text(st.sampled_from("12 ,a"), max_size=30))
def test_hits_are_the_words_that_are_the_terms(text: str) -> None:
    for term in {word.folded for word in words(text)}:
        shown = passages(text, (term,), length=60, most=1)
        wanted = [text[word.start : word.end] for word in words(text) if word.folded == term]
        assert [piece.text for passage in shown for piece in passage if piece.hit] == wanted


def test_only_whole_words_are_hits() -> None:
    assert passages("Şuşalılar", ("susa",)) == ()
    assert passages("", ("susa",)) == ()
    assert passages("Şuşa", ()) == ()


@given(
    text=st.text(st.sampled_from("abşəİйи ʼ¹12,’.\n\u0301\u0306\u00adａæ"), max_size=200),
    length=st.integers(1, 60),
    most=st.integers(0, 4),
)
@example(text="a" * 50 + " b", length=5, most=2)
def test_passages_are_pieces_of_the_text(text: str, length: int, most: int) -> None:
    terms = [word.folded for word in words(text)][::3]
    shown = passages(text, terms, length=length, most=most)

    assert len(shown) <= most
    assert bool(shown) == bool(terms and most)
    position = 0
    for passage in shown:
        joined = "".join(piece.text for piece in passage).removeprefix("… ").removesuffix(" …")
        assert joined in text[position:]
        position = text.index(joined, position) + len(joined)
        hits = [fold(piece.text) for piece in passage if piece.hit]
        assert set(hits) <= set(terms)
        assert len(hits) > 0
        assert len(joined) <= max(length, *(len(piece.text) for piece in passage if piece.hit))
        others = " ".join(piece.text for piece in passage if not piece.hit)
        assert not set(fold(others).split()) & set(terms)
        assert all(piece.text for piece in passage)
