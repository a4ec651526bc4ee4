"""Dates as well as they are known, in three languages; the reader of the library `edtf` is asked as well."""

import re
from datetime import date

import edtf
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from archive import dates, languages
from archive.dates import DateError, Dating, PartialDate, day_in_words, in_words, validate_partial_date
from archive.datings import validate_date

WORDS = [
    # Known to the day, the month, the year.
    ("1990-01-20", "20 January 1990", "20 yanvar 1990", "20 января 1990"),
    ("1990-01", "January 1990", "yanvar 1990", "январь 1990"),
    ("1990", "1990", "1990", "1990"),
    ("0918", "918", "918", "918"),
    # From one to another: what both share is said once.
    ("1990-01-19/1990-01-20", "19–20 January 1990", "19–20 yanvar 1990", "19–20 января 1990"),
    ("1918-03/1918-04", "March–April 1918", "mart–aprel 1918", "март–апрель 1918"),
    ("1988/1994", "1988–1994", "1988–1994", "1988–1994"),
    (
        "2020-09-27/2020-11-10",
        "27 September – 10 November 2020",
        "27 sentyabr – 10 noyabr 2020",
        "27 сентября – 10 ноября 2020",
    ),
    (
        "1989-12-31/1990-01-01",
        "31 December 1989 – 1 January 1990",
        "31 dekabr 1989 – 1 yanvar 1990",
        "31 декабря 1989 – 1 января 1990",
    ),
    ("1988/1994-05-12", "1988 – 12 May 1994", "1988 – 12 may 1994", "1988 – 12 мая 1994"),
    # Open on one side, and not known.
    ("../1994", "1994 or earlier", "1994 və ya daha əvvəl", "1994 или ранее"),
    ("1994-05-12/..", "12 May 1994 or later", "12 may 1994 və ya daha sonra", "12 мая 1994 или позднее"),
    ("/1994", "beginning unknown – 1994", "başlanğıcı məlum deyil – 1994", "начало неизвестно – 1994"),
    ("1994/", "1994 – end unknown", "1994 – sonu məlum deyil", "1994 – конец неизвестен"),
    # About, and perhaps.
    ("1905~", "circa 1905", "təxminən 1905", "около 1905 года"),
    ("1905-03~", "circa March 1905", "təxminən mart 1905", "около марта 1905 года"),
    ("1905?", "perhaps 1905", "ehtimal ki, 1905", "предположительно 1905"),
    ("1905%", "perhaps circa 1905", "ehtimal ki, təxminən 1905", "предположительно около 1905 года"),
    (
        "1918-03~/1918-04",
        "circa March 1918 – April 1918",
        "təxminən mart 1918 – aprel 1918",
        "около марта 1918 года – апрель 1918",
    ),
    # Digits that are not known.
    ("199X", "1990s", "1990-cı illər", "1990-е годы"),
    ("199X~", "circa 1990s", "təxminən 1990-cı illər", "около 1990-х годов"),
    ("19XX", "20th century", "XX əsr", "XX век"),
    ("1990-01-XX", "January 1990, day unknown", "yanvar 1990, günü məlum deyil", "январь 1990, день неизвестен"),
    ("1990-XX", "1990, month unknown", "1990, ayı məlum deyil", "1990, месяц неизвестен"),
    (
        "1990-XX-XX",
        "1990, month and day unknown",
        "1990, ayı və günü məlum deyil",
        "1990, месяц и день неизвестны",
    ),
    # One of several.
    ("[1992,1993]", "1992 or 1993", "1992 və ya 1993", "1992 или 1993"),
    ("[1990-01-19,1990-01-20]", "19 or 20 January 1990", "19 və ya 20 yanvar 1990", "19 или 20 января 1990"),
    (
        "[1992-03,1992-05,1993]",
        "March 1992, May 1992 or 1993",
        "mart 1992, may 1992 və ya 1993",
        "март 1992, май 1992 или 1993",
    ),
    # Seasons.
    ("1990-21", "spring 1990", "yaz 1990", "весна 1990"),
    ("1990-24", "winter 1990", "qış 1990", "зима 1990"),
]


@pytest.mark.parametrize(("written", "en", "az", "ru"), WORDS)
def test_a_dating_is_said_in_words(written, en, az, ru):
    known = Dating.parse(written)

    assert {language: known.in_words(language) for language in ("en", "az", "ru")} == {"en": en, "az": az, "ru": ru}
    assert str(known) == written


@pytest.mark.parametrize(
    ("written", "en", "az", "ru"),
    [
        (
            "1990-01-19/1990-01-20",
            "night of 19–20 January 1990",
            "1990-cı il 19–20 yanvar gecəsi",
            "ночь с 19 на 20 января 1990",
        ),
        (
            "1992-02-29/1992-03-01",
            "night of 29 February – 1 March 1992",
            "1992-ci il 29 fevral – 1 mart gecəsi",
            "ночь с 29 февраля на 1 марта 1992",
        ),
        (
            "1989-12-31/1990-01-01",
            "night of 31 December 1989 – 1 January 1990",
            "31 dekabr 1989 – 1 yanvar 1990 gecəsi",
            "ночь с 31 декабря 1989 на 1 января 1990",
        ),
    ],
)
def test_a_night_is_said_in_words(written, en, az, ru):
    known = Dating.parse(written)

    assert known.is_two_days
    assert [known.night_in_words(language) for language in ("en", "az", "ru")] == [en, az, ru]


@pytest.mark.parametrize(
    "written", ["1990-01-19", "1990-01-19/1990-01-21", "1990-01/1990-02", "[1990-01-19,1990-01-20]"]
)
def test_a_night_lies_between_a_day_and_the_next(written):
    assert not Dating.parse(written).is_two_days


@pytest.mark.parametrize(
    ("language", "words"), [("en-gb", "20 January 1990"), ("az-Latn", "20 yanvar 1990"), ("fr", "20 yanvar 1990")]
)
def test_other_forms_of_a_language_count_as_it_and_other_languages_as_the_first(language, words):
    assert in_words("1990-01-20", language) == words


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (1900, "1900-cü illər"),
        (2000, "2000-ci illər"),
        (1910, "1910-cu illər"),
        (1960, "1960-cı illər"),
        (1980, "1980-ci illər"),
    ],
)
def test_azerbaijani_decades_have_the_ending_of_their_last_word(year, words):
    assert in_words(f"{year // 10}X", "az") == words


NO_DATES = [
    "",
    " 1990",
    "1990\n",
    "90",
    "19900",
    "1990-1",
    "1990-00",
    "1990-13",
    "1990-25",
    "1990-21-01",
    "1990-21~",
    "9999-24",
    "1990-01-00",
    "1990-04-31",
    "2027-02-29",
    "1990-XX-20",
    "199X-01",
    "1XXX",
    "1990/01/20",
    "20.01.1990",
    "19900120",
    "1990-01-20T00:00",
    "circa 1990",
    "1990~~",
    "١٩٩٠",
    "..",
    "/",
    "../..",
    "/..",
    "1990/1990",
    "199X/200X",
    "[1992]",
    "[1992, 1993]",
    "[1992,1992]",
    "[../1992]",
    "{1992,1993}",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused_and_nothing_is_guessed(text):
    with translation.override("en"), pytest.raises(DateError) as refused:
        Dating.parse(text)

    assert str(refused.value).startswith(f"“{text}” is not a date the archive can read. Write 1990-01-20, ")


@pytest.mark.parametrize("text", ["1994/1990", "[1993,1992]", "1990-02-01/1990-01-31"])
def test_dates_stand_in_their_order(text):
    with translation.override("en"), pytest.raises(DateError) as refused:
        Dating.parse(text)

    assert str(refused.value) == f"“{text}” runs backwards: write the earlier date first."


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1990", date(1990, 1, 1), date(1990, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1990-01-20", date(1990, 1, 20), date(1990, 1, 20)),
        ("1905~", date(1905, 1, 1), date(1905, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("1990-24", date(1990, 1, 1), date(1991, 2, 28)),
        ("1918-03/1918-04", date(1918, 3, 1), date(1918, 4, 30)),
        ("[1992,1993-05]", date(1992, 1, 1), date(1993, 5, 31)),
        ("../1994", None, date(1994, 12, 31)),
        ("/1994", None, date(1994, 12, 31)),
        ("1994/..", date(1994, 1, 1), None),
    ],
)
def test_a_dating_means_every_day_from_earliest_to_latest(text, earliest, latest):
    known = Dating.parse(text)

    assert (known.earliest, known.latest) == (earliest, latest)


def test_datings_stand_by_their_beginning_and_the_wider_first():
    in_order = ["199X", "../1994", "1994/..", "1994/1995", "1994", "1994-01", "1994-01-01", "[1994-02,1996]", "1995"]

    assert sorted({*in_order}, key=lambda written: Dating.parse(written).order) == in_order


def test_what_overlaps_has_no_order():
    assert Dating.parse("1992").is_before(Dating.parse("1993/.."))
    assert not Dating.parse("1992/..").is_before(Dating.parse("1993"))
    assert not Dating.parse("1992").is_before(Dating.parse("../1993"))
    assert not Dating.parse("1992-05").is_before(Dating.parse("1992"))


def test_the_validators_refuse_in_the_words_of_the_error():
    validate_partial_date("1990-01")
    validate_date("[1992,1993]")

    for validate, read in ((validate_partial_date, PartialDate.parse), (validate_date, Dating.parse)):
        with pytest.raises(DateError) as error:
            read("1990-13")
        with pytest.raises(ValidationError) as refused:
            validate("1990-13")
        assert refused.value.messages[0] == str(error.value)


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
    assert len({in_words(f"1990-{month:02}", language) for month in range(1, 13)}) == 12


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
    said = {language: languages.get(language).years_ago(count) for language in ("az", "en", "ru")}

    assert said == {"az": az, "en": en, "ru": ru}


# --- properties --------------------------------------------------------------------------------------

DAYS = st.dates()
PLAIN = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
)
DOUBTED = st.builds(str.__add__, PLAIN, st.sampled_from(("", "~", "?", "%")))
ALONE = st.one_of(
    DAYS.map(lambda day: day.isoformat()[:3] + "X").filter(lambda text: text > "001"),
    DAYS.map(lambda day: day.isoformat()[:7] + "-XX"),
    DAYS.map(lambda day: day.isoformat()[:4] + "-XX"),
    st.builds("{}-{}".format, DAYS.map(lambda day: day.isoformat()[:4]), st.integers(21, 23)),
)


def _earlier_first(one: str, other: str) -> list[str]:
    return sorted((one, other), key=lambda text: Dating.parse(text).order)


PAIRS = st.builds(_earlier_first, DOUBTED, DOUBTED).filter(lambda pair: pair[0] != pair[1])
DATINGS = st.one_of(
    DOUBTED,
    ALONE,
    PAIRS.map("/".join),
    PAIRS.map(lambda pair: f"[{','.join(pair)}]"),
    st.builds(str.__add__, DOUBTED, st.sampled_from(("/", "/.."))),
    st.builds(str.__add__, st.sampled_from(("/", "../")), DOUBTED),
)


@given(written=DATINGS)
def test_every_dating_is_written_as_it_was_read_and_lies_within_its_bounds(written):
    known = Dating.parse(written)

    assert str(known) == written
    assert Dating.parse(str(known)) == known
    assert (known.earliest or date.min) <= known.order[0] <= (known.latest or date.max)
    assert all(known.in_words(language) for language in ("az", "en", "ru"))


@given(written=DATINGS)
def test_the_library_reads_every_dating_and_finds_the_same_bounds(written):
    known, read = Dating.parse(written), edtf.parse_edtf(written)

    assert str(read).replace(" ", "") == written
    # Of open ends the library has no day, of unknown ones it makes one up.
    if known.earliest and known.latest:
        assert read.lower_strict()[:3] == known.earliest.timetuple()[:3]
        assert read.upper_strict()[:3] == known.latest.timetuple()[:3]


@given(written=DATINGS)
def test_what_is_of_level_0_the_library_finds_there_too(written):
    """So it need not be asked: most dates that anybody writes are such."""
    read = edtf.parse_edtf(written)
    ends = (read.lower, read.upper) if type(read) is edtf.Interval else (read,)

    assert Dating.parse(written).is_of_level_0 == all(type(end) is edtf.Date for end in ends)


@given(day=DAYS)
def test_what_is_contained_overlaps_and_is_never_before(day):
    inner, middle, outer = (Dating.parse(day.isoformat()[:length]) for length in (10, 7, 4))

    assert outer.earliest <= middle.earliest <= inner.earliest == inner.latest <= middle.latest <= outer.latest
    assert not any(one.is_before(other) for one in (inner, middle, outer) for other in (inner, middle, outer))


@given(one=DATINGS, other=DATINGS)
def test_what_ends_before_another_begins_stands_before_it(one, other):
    first, second = Dating.parse(one), Dating.parse(other)

    if first.is_before(second):
        assert first.order < second.order
        assert not second.is_before(first)


@given(text=st.text(alphabet="0123456789-X~?%/.,[]", max_size=24) | st.text())
def test_whatever_is_typed_is_either_refused_or_given_back(text):
    try:
        known = Dating.parse(text)
    except DateError:
        return

    assert str(known) == text
    edtf.parse_edtf(text)


# --- ordinals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        (
            "az",
            "1-ci 2-ci 3-cü 4-cü 5-ci 6-cı 7-ci 8-ci 9-cu 10-cu 16-cı 20-ci 30-cu 36-cı 40-cı 50-ci 60-cı 70-ci 80-ci "
            "90-cı 100-cü 1000-ci 1990-cı 2026-cı",
        ),
        ("en", "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 36th 100th 101st 111th"),
        ("ru", "1-я 36-я 100-я"),
    ],
)
def test_an_ordinal_ends_as_it_is_spoken(language: str, spoken: str) -> None:
    numbers = [int(re.match("[0-9]+", word)[0]) for word in spoken.split()]

    assert [languages.get(language).ordinal(number) for number in numbers] == spoken.split()


def test_a_beginning_has_the_case_of_its_language() -> None:
    assert [dates.since_in_words(written, "ru") for written in ("1990-01-20", "1990-01", "1990", "199X")] == [
        "20 января 1990 года",
        "января 1990 года",
        "1990 года",
        "1990-х годов",
    ]
    assert [dates.since_in_words("1990-01", language) for language in ("az", "en")] == ["yanvar 1990", "January 1990"]
    counted = [languages.get(language).counted_year(1993) for language in ("az", "en", "ru")]
    assert counted == ["1993-cü", "1993", "1993"]
