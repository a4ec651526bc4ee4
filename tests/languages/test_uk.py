"""A fourth language says what it says correctly, with nothing but its own module."""

from collections.abc import Iterator

import pytest

from archive import dates
from archive.languages import Gender, Language
from tests.languages import fourth

pytestmark = pytest.mark.once


@pytest.fixture
def uk() -> Iterator[Language]:
    with fourth.known() as language:
        yield language


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1986-04-26", "26 квітня 1986"),
        ("1991-08", "серпень 1991"),
        ("1990-01-19/1990-01-20", "19–20 січня 1990"),
        ("1986~", "близько 1986 року"),
    ],
)
def test_dates_are_said_in_their_cases(uk, written, said):
    assert dates.in_words(written, "uk") == said


def test_numbers_are_said_in_their_genders_and_cases(uk):
    assert uk.anniversary(36, in_words=True) == "тридцять шоста річниця"
    assert uk.anniversary(103, in_words=True) == "сто третя річниця"
    assert uk.ordinal_in_words(40, Gender.MASCULINE) == "сороковий"
    assert uk.cardinal(2022) == "дві тисячі двадцять два"
    assert [uk.years_ago(count) for count in (0, 1, 4, 36)] == [
        *("цього року", "1 рік тому", "4 роки тому", "36 років тому"),
    ]
