"""What grammars of English say, as it is written in Britain."""

import pytest

from archive import languages

EN = languages.get("en")


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal", "digits"),
    [
        (1, "one", "first", "1st"),
        (2, "two", "second", "2nd"),
        (3, "three", "third", "3rd"),
        (5, "five", "fifth", "5th"),
        (8, "eight", "eighth", "8th"),
        (9, "nine", "ninth", "9th"),
        (11, "eleven", "eleventh", "11th"),
        (12, "twelve", "twelfth", "12th"),
        (13, "thirteen", "thirteenth", "13th"),
        (20, "twenty", "twentieth", "20th"),
        (21, "twenty-one", "twenty-first", "21st"),
        (36, "thirty-six", "thirty-sixth", "36th"),
        (40, "forty", "fortieth", "40th"),
        (90, "ninety", "ninetieth", "90th"),
        (100, "one hundred", "one hundredth", "100th"),
        (101, "one hundred and one", "one hundred and first", "101st"),
        (112, "one hundred and twelve", "one hundred and twelfth", "112th"),
        (613, "six hundred and thirteen", "six hundred and thirteenth", "613th"),
    ],
)
def test_numbers_are_spoken(number, cardinal, ordinal, digits):
    assert (EN.cardinal(number), EN.ordinal_in_words(number), EN.ordinal(number)) == (cardinal, ordinal, digits)


def test_large_numbers():
    assert EN.cardinal(1005) == "one thousand and five"
    assert EN.cardinal(2783) == "two thousand seven hundred and eighty-three"
    assert EN.cardinal(100_000) == "one hundred thousand"
    assert (EN.grouped(2783), EN.grouped(1.5), EN.than(200)) == ("2,783", "1.5", "200")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Thirty six", 36),
        ("one hundred thirty-six", 136),
        ("a hundred and six", 106),
        ("twenty-forty", None),
        ("and six", None),
        ("thirty, six", None),
        ("the six", None),
    ],
)
def test_numbers_are_read_from_any_hand(words, number):
    assert EN.read_cardinal(words) == number


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("That was 36 years ago.", 36, "36 years ago"),
        ("Thirty-six years ago, in one night", 36, "Thirty-six years ago"),
        ("a year ago today", 1, "a year ago"),
        ("of red and six years ago", 6, "six years ago"),
        ("one hundred and six years ago", 106, "one hundred and six years ago"),
        ("many years ago", None, ""),
        ("36 years later", None, ""),
    ],
)
def test_years_ago_are_found(text, number, words):
    found = [(told.number, told.words) for told in EN.years_ago_in(text)]

    assert found == ([(number, words)] if number else [])


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("on the 36th anniversary of", 36, "36th anniversary"),
        ("the thirty-sixth anniversary", 36, "thirty-sixth anniversary"),
        ("its First Anniversary", 1, "First Anniversary"),
        ("the happy anniversary", None, ""),
        ("in 1990 anniversaries", None, ""),
        ("the thirty-six anniversary", None, ""),
    ],
)
def test_anniversaries_are_found(text, number, words):
    found = [(told.number, told.words) for told in EN.anniversaries_in(text)]

    assert found == ([(number, words)] if number else [])


def test_a_list_has_no_comma_before_its_last():
    assert (EN.listed(("a", "b", "c")), EN.one_of(("a", "b", "c"))) == ("a, b and c", "a, b or c")
