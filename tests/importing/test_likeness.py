"""Texts are compared by their letters and figures, and what differs is shown."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.likeness import Change, changes, letters, likeness, sketch

pytestmark = pytest.mark.once

WORDS = (
    "In the early morning the river rose above the bridge of Lorin, and 137 people lost their lives. "
    "The Ministry calls upon everybody to keep a minute of silence at 12:00 and to remember those who were lost."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He said: “We remember.”", '  he said : "we   remember" '),
        ("co-operation, 20-yanvar", "cooperation 20 yanvar"),
        ("Şuşa\u00a0– İsmayıllı", "şuşa i̇smayıllı".replace("i̇", "i")),
        ("Kе\u0301лья", "Kе́лья"),
    ],
)
def test_blanks_signs_and_capitals_do_not_count(one, other):
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1, 20", "120"), ("150¹", "1501"), ("137", "138"), ("a 1 2", "a 12"), ("qız", "qiz"), ("कि", "का")],
)
def test_figures_and_letters_count(one, other):
    assert letters(one) != letters(other)


@given(st.text(max_size=200), st.sampled_from(string.punctuation + "“”«»—… \n\t"), st.integers(0, 200))
def test_a_sign_beside_a_letter_changes_nothing(text, sign, place):
    place = min(place, len(text))
    around = text[max(0, place - 1) : place + 1]
    if not any(map(str.isdigit, around)) and letters(text[:place]) + letters(text[place:]) == letters(text):
        assert letters(text[:place] + sign + text[place:]) == letters(text)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (WORDS, []),
        (WORDS.replace(",", " —").replace("  ", " ").upper(), []),
        (WORDS.replace("137", "147"), [("of Lorin, and 137 people lost their", "of Lorin, and 147 people lost their")]),
        (WORDS.replace(" early", ""), [("In the early morning the river", "In the morning the river")]),
        (f"{WORDS} Amen.", [("who were lost.", "who were lost. Amen.")]),
    ],
)
def test_changed_words_are_shown_among_their_neighbours(after, told):
    assert changes(WORDS, after) == tuple(Change(before=old, after=new) for old, new in told)


def test_what_is_too_long_to_be_compared_is_not():
    assert changes("one\n" + "two " * 20_000, "one\n" + "three " * 20_000) is None
    assert changes("word " * 20_000 + "\nend 1", "word " * 20_000 + "\nend 2") == (
        Change(before="end 1", after="end 2"),
    )


def test_likeness_falls_with_what_differs_and_is_found_by_a_few_numbers():
    nearly, half = WORDS.replace("137", "147"), WORDS[:100] + "x" * 100
    other = "The institute has published a report on the harvest of last year, with tables and a long list of thanks."

    assert 1 == likeness(WORDS, WORDS.upper()) > likeness(WORDS, nearly) > 0.8 > likeness(WORDS, half)
    assert likeness(WORDS, other) < 0.1
    assert likeness("", "") == likeness("!", "?") == 0
    assert set(sketch(WORDS)) & set(sketch(nearly))
    assert not set(sketch(WORDS)) & set(sketch(other))
    assert sketch(" … ") == ()
