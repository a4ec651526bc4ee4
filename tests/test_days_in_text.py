"""Days in running text, with both ends of their spans."""

import pytest

from archive import date_words


def found(text: str) -> list[tuple[int, int, int | None]]:
    return [(one.day, one.month, one.year) for one in date_words.days_in(text)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On the night of 19–20 January 1990", [(19, 1, 1990), (20, 1, 1990)]),
        ("January 19 to 20, 1990", [(19, 1, 1990), (20, 1, 1990)]),
        ("в ночь с 19 на 20 января 1990 года", [(19, 1, 1990), (20, 1, 1990)]),
        ("20-го января", [(20, 1, None)]),
        ("1990-cı il yanvarın 19-dan 20-nə keçən gecə", [(19, 1, 1990), (20, 1, 1990)]),
        ("19-dan 20 yanvara keçən gecə", [(19, 1, None), (20, 1, None)]),
        ("с 27 сентября по 8 ноября 2020 г.", [(27, 9, None), (8, 11, 2020)]),
        # What is counted beside a day is no day.
        ("January 20, 4 people went missing", [(20, 1, None)]),
        ("He lost 12 on 20 January 1990", [(20, 1, 1990)]),
        ("20 yanvar 1990-cı il, 150 nəfər", [(20, 1, 1990)]),
        ("In all 4, January 20 being the last", [(20, 1, None)]),
        ("Sections 3 4 1990 and 3, 4, 1990", []),
        ("20.01.1990, 1990-01-20", [(20, 1, 1990), (20, 1, 1990)]),
        ("yanvarın 19-dan fevralın 20-nə", [(19, 1, None), (20, 2, None)]),
    ],
)
def test_days_are_found_with_the_other_end_of_their_span(text, days):
    assert found(text) == days


def test_a_day_may_be_said_without_its_year_and_in_pieces():
    (day,) = date_words.days_in("20 January 1990")

    assert date_words.is_said(day, "20 yanvarda")
    assert date_words.is_said(day, "yanvarın 18, 19 və 20-də")
    assert not date_words.is_said(day, "20 января 1991 года")
    assert not date_words.is_said(day, "20 nəfər")


def test_numbers_are_left_where_days_are_taken_out():
    assert date_words.without_days("On 20 January 1990, 150 people").split() == ["On", ",", "150", "people"]
