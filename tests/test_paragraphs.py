"""Paragraphs that keep their numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.paragraphs import numbered

A = "<p>On the night of 20 January troops entered the city and opened fire.</p>"
A_CHANGED = "<p>On the night of 20 January 1990 troops entered the city and opened fire.</p>"
B = "<p>The Supreme Court has published its findings.</p>"
C = "<h2>What was said</h2>"
NEW = "<p>Nobody had written of this before.</p>"


def test_a_first_text_is_numbered_in_its_order():
    assert numbered([A, B, C], [], last=0) == (1, 2, 3)


def test_what_stands_around_a_new_paragraph_keeps_its_number():
    assert numbered([A, NEW, B, C], [(1, A), (2, B), (3, C)], last=3) == (1, 4, 2, 3)


def test_a_changed_paragraph_is_the_same():
    assert numbered([A_CHANGED, B], [(1, A), (2, B)], last=2) == (1, 2)


def test_a_rewritten_paragraph_is_another():
    assert numbered([NEW, B], [(1, A), (2, B)], last=2) == (3, 2)


def test_a_moved_paragraph_takes_its_number_along():
    assert numbered([C, B, A], [(1, A), (2, B), (3, C)], last=3) == (3, 2, 1)


def test_links_and_marks_do_not_make_another_paragraph():
    linked = '<p>The <a href="https://example.org/">Supreme Court</a> has published its findings.</p>'
    assert numbered([linked], [(7, B)], last=9) == (7,)


def test_a_number_that_was_given_up_is_not_given_again():
    assert numbered([A, NEW], [(1, A)], last=5) == (1, 6)


def test_of_two_alike_each_keeps_its_own():
    one, other = "<p>Minute of silence at noon in Baku</p>", "<p>Minute of silence at noon in Ganja</p>"
    changed = "<p>A minute of silence at noon in Ganja</p>"
    assert numbered([one, changed], [(1, one), (2, other)], last=2) == (1, 2)


def test_halves_of_a_paragraph_do_not_both_take_its_number():
    one, other = "<p>one two three four five six</p>", "<p>seven eight nine ten</p>"
    whole = "<p>one two three four five six seven eight nine ten</p>"
    assert numbered([one, other], [(1, whole)], last=1) == (1, 2)


WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), min_size=1, max_size=6)
BLOCKS = st.lists(WORDS.map(lambda words: f"<p>{' '.join(words)}</p>"), max_size=8)


@settings(deadline=None)
@given(BLOCKS, BLOCKS)
def test_numbers_are_given_once_and_kept_by_what_stays(before, now):
    first = numbered(before, [], last=0)
    second = numbered(now, list(zip(first, before, strict=True)), last=len(first))
    assert len(set(second)) == len(now)
    assert numbered(before, list(zip(first, before, strict=True)), last=len(first)) == first
    given_anew = [number for number in second if number not in first]
    assert given_anew == list(range(len(first) + 1, len(first) + 1 + len(given_anew)))
