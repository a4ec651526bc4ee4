"""Dates known to the day, the month or the year, in three languages."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import DateError, PartialDate, day_in_words, validate_partial_date, years_ago

DAY = PartialDate(year=1990, month=1, day=20)
MONTH = PartialDate(year=1990, month=1)
YEAR = PartialDate(year=1990)

WRONG = [
    "",
    " 1990",
    "1990 ",
    "1990\n",
    "0000",
    "90",
    "19900",
    "1990-1",
    "1990-00",
    "1990-13",
    "1990-01-00",
    "1990-04-31",
    "2027-02-29",
    "1990/01/20",
    "20.01.1990",
    "19900120",
    "1990-01-20T00:00",
    "circa 1990",
    "1990~",
    "199X",
    "١٩٩٠",
    "-1990",
]


@pytest.mark.parametrize(("text", "known"), [("1990-01-20", DAY), ("1990-01", MONTH), ("1990", YEAR)])
def test_a_partial_date_is_read_and_written_as_precisely_as_it_is_known(text: str, known: PartialDate) -> None:
    assert PartialDate.parse(text) == known
    assert str(known) == text


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_date_is_refused_and_nothing_is_guessed(text: str) -> None:
    with translation.override("en"), pytest.raises(DateError) as refused:
        PartialDate.parse(text)

    assert str(refused.value) == (
        f"“{text}” is not a date of the calendar. Write the day as 1990-01-20, or the month as 1990-01, "
        "or only the year as 1990."
    )


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(0, None, None), (10_000, None, None), (1990, 0, None), (1990, 13, None), (1990, 2, 30), (1990, None, 20)],
)
def test_a_partial_date_cannot_be_made_of_parts_that_are_no_date(year: int, month: int | None, day: int | None) -> None:
    with pytest.raises(DateError):
        PartialDate(year=year, month=month, day=day)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1990", date(1990, 1, 1), date(1990, 12, 31)),
        ("1990-01", date(1990, 1, 1), date(1990, 1, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("1990-01-20", date(1990, 1, 20), date(1990, 1, 20)),
    ],
)
def test_a_partial_date_means_every_day_from_earliest_to_latest(text: str, earliest: date, latest: date) -> None:
    known = PartialDate.parse(text)

    assert (known.earliest, known.latest) == (earliest, latest)


def test_partial_dates_are_equal_only_when_known_equally_well() -> None:
    assert len({DAY, MONTH, YEAR, PartialDate.parse("1990-01-20")}) == 3


@pytest.mark.parametrize(
    ("known", "language", "words"),
    [
        (DAY, "en", "20 January 1990"),
        (DAY, "az", "20 yanvar 1990"),
        (DAY, "ru", "20 января 1990"),
        (MONTH, "en", "January 1990"),
        (MONTH, "az", "yanvar 1990"),
        (MONTH, "ru", "январь 1990"),
        (YEAR, "en", "1990"),
        (YEAR, "az", "1990"),
        (YEAR, "ru", "1990"),
        (PartialDate(year=2020, month=9, day=27), "ru", "27 сентября 2020"),
        (PartialDate(year=2020, month=9), "ru", "сентябрь 2020"),
        (PartialDate(year=918), "en", "918"),
        (DAY, "en-gb", "20 January 1990"),
        (DAY, "az-Latn", "20 yanvar 1990"),
        (DAY, "fr", "20 January 1990"),
    ],
)
def test_a_partial_date_is_said_in_words(known: PartialDate, language: str, words: str) -> None:
    assert known.in_words(language) == words


@pytest.mark.parametrize(
    ("month", "day", "language", "words"),
    [
        (1, 20, "en", "20 January"),
        (1, 20, "az", "20 yanvar"),
        (1, 20, "ru", "20 января"),
        (11, 8, "az", "8 noyabr"),
        (2, 29, "en", "29 February"),
        (5, 9, "ru", "9 мая"),
    ],
)
def test_a_day_of_every_year_is_said_in_words(month: int, day: int, language: str, words: str) -> None:
    assert day_in_words(month, day, language) == words


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 0), (2, 30), (4, 31)])
def test_a_day_that_no_year_has_is_refused(month: int, day: int) -> None:
    with pytest.raises(DateError):
        day_in_words(month, day, "en")


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_month_has_its_own_word(language: str) -> None:
    assert len({day_in_words(month, 1, language) for month in range(1, 13)}) == 12
    assert len({PartialDate(year=1990, month=month).in_words(language) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("count", "az", "en", "ru"),
    [
        (0, "bu il", "this year", "в этом году"),
        (1, "1 il əvvəl", "1 year ago", "1 год назад"),
        (2, "2 il əvvəl", "2 years ago", "2 года назад"),
        (5, "5 il əvvəl", "5 years ago", "5 лет назад"),
        (11, "11 il əvvəl", "11 years ago", "11 лет назад"),
        (12, "12 il əvvəl", "12 years ago", "12 лет назад"),
        (14, "14 il əvvəl", "14 years ago", "14 лет назад"),
        (20, "20 il əvvəl", "20 years ago", "20 лет назад"),
        (21, "21 il əvvəl", "21 years ago", "21 год назад"),
        (34, "34 il əvvəl", "34 years ago", "34 года назад"),
        (36, "36 il əvvəl", "36 years ago", "36 лет назад"),
        (111, "111 il əvvəl", "111 years ago", "111 лет назад"),
        (121, "121 il əvvəl", "121 years ago", "121 год назад"),
        (-1, "1 il sonra", "in 1 year", "через 1 год"),
        (-3, "3 il sonra", "in 3 years", "через 3 года"),
    ],
)
def test_years_ago_has_the_right_plural(count: int, az: str, en: str, ru: str) -> None:
    said = {language: years_ago(1990, 1990 + count, language) for language in ("az", "en", "ru")}

    assert said == {"az": az, "en": en, "ru": ru}


def test_the_validator_accepts_dates_and_refuses_in_the_same_words() -> None:
    validate_partial_date("1990-01")

    with pytest.raises(DateError) as error:
        PartialDate.parse("1990-13")
    with pytest.raises(ValidationError) as refused:
        validate_partial_date("1990-13")
    assert refused.value.messages == [str(error.value)]


@given(known=st.dates())
def test_every_day_is_read_back_from_what_is_written(known: date) -> None:
    day = PartialDate.parse(known.isoformat())

    assert str(day) == known.isoformat()
    assert day.earliest == day.latest == known


@given(year=st.integers(1, 9999), month=st.none() | st.integers(1, 12))
def test_months_and_years_are_read_back_too(year: int, month: int | None) -> None:
    known = PartialDate(year=year, month=month)

    assert PartialDate.parse(str(known)) == known
    assert known.earliest < known.latest


@given(text=st.text())
def test_whatever_is_typed_is_either_refused_or_given_back(text: str) -> None:
    try:
        known = PartialDate.parse(text)
    except DateError:
        return

    assert str(known) == text
