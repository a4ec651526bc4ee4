"""What every language keeps, whichever languages there are: the contract of ``archive.languages.base``."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import languages, names
from archive.languages import Case, Gender, Point, codes
from archive.languages.rules import LAST
from archive.rules import Side
from tests.languages import fourth

pytestmark = pytest.mark.once

EVERY = pytest.mark.parametrize("code", [*(one.code for one in languages.known()), "uk"])
SENTENCES = (
    *("about", "perhaps", "or_earlier", "or_later", "beginning_unknown", "end_unknown", "in_other_years"),
    *("on_the_day_of", "after", "before"),
)


@pytest.fixture(scope="module", autouse=True)
def with_a_fourth() -> Iterator[None]:
    with fourth.known():
        yield


@EVERY
def test_it_says_how_it_is_called_and_written(code: str) -> None:
    spoken = languages.get(code)
    codes.validate_language(spoken.code)

    assert languages.get(spoken.code) is languages.get(f"{code}-x1y2") is spoken
    assert spoken.locale.startswith(spoken.code)
    assert len(spoken.script) == 4
    assert spoken.direction in ("ltr", "rtl")
    assert spoken.typography("<p>a — b – c, 1990–1994") == "<p>a\xa0— b\xa0– c, 1990–1994"
    assert spoken.quoted("a") == "a".join(spoken.quotation_marks)
    named = [spoken.language_name(one.code) for one in languages.known()]
    assert all(len(name) > 2 and name[0].isupper() for name in (*named, spoken.autonym))
    assert len(set(named)) == len(named)
    assert spoken.language_name("qaa") == "qaa"


@EVERY
def test_its_keyboard_has_a_key_for_each_of_another_one(code: str) -> None:
    keys = languages.get(code).keys

    assert len(set(keys)) == len(keys) in (0, len(languages.get("en").keys))


@EVERY
def test_its_letters_stand_in_one_order_small_and_large(code: str) -> None:
    spoken = languages.get(code)
    letters = spoken.alphabet + spoken.alphabet_after

    assert len(set(letters)) == len(letters)
    assert [spoken.lower(spoken.upper(letter)) for letter in letters] == [*letters]
    keys = [names.sort_key(letter, spoken.code) for letter in letters]
    assert keys == sorted(keys)
    assert [names.initial(letter, spoken.code) for letter in letters] == [spoken.upper(letter) for letter in letters]


@EVERY
def test_every_form_of_a_date_is_said_and_none_like_another(code: str) -> None:
    spoken = languages.get(code)
    for case in Case:
        said = [
            *(spoken.month(month, 1990, case) for month in range(1, 13)),
            *(spoken.day(day, 2, 1990, case) for day in range(1, 30)),
            *(spoken.season(season, 1990, case) for season in range(4)),
            *(spoken.decade(year, case) for year in range(1900, 2000, 10)),
            *(spoken.century(number, case) for number in range(1, 101)),
            spoken.year(1990, case),
        ]
        assert all(words.strip() == words != "" for words in said)
        assert len(set(said)) == len(said)
    assert all("{" in getattr(spoken, name) for name in SENTENCES)
    assert len({spoken.month_unknown, spoken.day_unknown, spoken.month_and_day_unknown}) == 3
    assert all(not character.isspace() for character in spoken.month(5)[0])


@EVERY
def test_dates_of_one_year_say_it_once(code: str) -> None:
    spoken = languages.get(code)
    first, last = spoken.shortened((Point(1990, 1, 19), Point(1990, 1, 20)))

    assert f"{first} {last}".count("1990") == f"{first} {last}".count(spoken.months_of_a_day[0]) == 1
    assert {"19", "20"} <= {*spoken.night(first, last, 1990).replace("–", " ").split()}


@EVERY
def test_every_rule_is_said(code: str) -> None:
    spoken = languages.get(code)
    weekdays = [spoken.nth_weekday(nth, day, 11) for nth in (1, 2, 3, 4, 5, LAST) for day in range(7)]
    near = [spoken.near(side.value, day, "N") for side in Side for day in range(7)]
    offsets = [spoken.offset(days, "N") for days in (-21, -2, -1, 0, 1, 2, 5, 11, 21, 22)]

    assert set(spoken.weekday_near) == {side.value for side in Side}
    assert len({*weekdays, *near, *offsets}) == len(weekdays) + len(near) + len(offsets)
    assert not any("{" in words for words in (*near, *offsets))
    assert spoken.shifted(4, -1) == f"{spoken.weekdays[4]} → {spoken.weekdays[3]}"


# --- numbers, both ways ------------------------------------------------------------------------------


@EVERY
@given(number=st.integers(0, 999_999))
def test_a_cardinal_is_read_as_it_is_said(code: str, number: int) -> None:
    spoken = languages.get(code)
    said = spoken.cardinal(number)

    assert spoken.read_cardinal(said) == spoken.read_cardinal(spoken.upper(said)) == number
    assert spoken.read_cardinal(spoken.plain(said)) == spoken.read_cardinal(str(number)) == number
    assert not any(character.isdecimal() for character in said)


@EVERY
@given(number=st.integers(0, 999), gender=st.none() | st.sampled_from(Gender))
def test_an_ordinal_is_read_as_it_is_said(code: str, number: int, gender: Gender | None) -> None:
    spoken = languages.get(code)
    in_words, in_digits = spoken.ordinal_in_words(number, gender), spoken.ordinal(number, gender)

    assert spoken.read_ordinal(in_words) == spoken.read_ordinal(spoken.upper(in_words)) == number
    assert spoken.read_ordinal(in_digits) == number
    assert in_digits.startswith(str(number))
    assert spoken.read_cardinal(in_words) is None


@EVERY
@given(words=st.text(max_size=40), number=st.integers(10**6, 10**15))
def test_what_is_no_number_is_none_and_what_is_too_large_is_said_in_digits(code: str, words: str, number: int) -> None:
    spoken = languages.get(code)
    assert spoken.read_ordinal(f"{words} ~") is spoken.read_cardinal(f"{words} ~") is None
    assert spoken.cardinal(number) == spoken.grouped(number)
    assert spoken.ordinal_in_words(number) == spoken.ordinal(number)
    assert "".join(filter(str.isdecimal, spoken.than(number))) == str(number)


@EVERY
@given(count=st.integers(1, 999), before=st.sampled_from(("", "X, ", "«X» ")))
def test_years_ago_and_anniversaries_are_read_as_they_are_said(code: str, count: int, before: str) -> None:
    spoken = languages.get(code)
    cardinal = spoken.years_ago(count).replace(str(count), spoken.cardinal(count))
    for said in (spoken.years_ago(count), cardinal):
        (told,) = spoken.years_ago_in(f"{before}{said}. X")
        assert (told.number, told.words) == (count, said)
    for in_words in (True, False):
        said = spoken.anniversary(count, in_words=in_words)
        (told,) = spoken.anniversaries_in(f"{before}{said}.")
        assert (told.number, told.words, told.start) == (count, said, len(before))


@EVERY
def test_years_are_counted_by_each_word_for_them(code: str) -> None:
    spoken = languages.get(code)
    for word in spoken.words_for_years.split():
        for number in ("33", spoken.cardinal(33)):
            (told,) = spoken.years_counted_in(f"X {number} {word}, X")
            assert (told.number, told.words) == (33, f"{number} {word}")
    assert [*spoken.years_counted_in("33 X")] == []


@EVERY
def test_a_distance_of_none_and_one_to_come_are_no_past(code: str) -> None:
    spoken = languages.get(code)
    assert spoken.years_ago(0) == spoken.this_year
    assert [*spoken.years_ago_in(f"{spoken.years_ago(0)}, {spoken.years_ago(-2)}")] == []


# --- read --------------------------------------------------------------------------------------------


@EVERY
@given(day=st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_a_day_is_found_in_running_text_as_it_is_said(code: str, day: date) -> None:
    spoken = languages.get(code)
    said = spoken.day(day.day, day.month, day.year)
    found = [
        (match[0], spoken.month_of(match["month"]), int(match["day"]), int(match["year"]))
        for pattern in spoken.days_written_in_text
        for match in pattern.finditer(f"X {said}, X")
    ]

    assert (said, day.month, day.day, day.year) in found


@EVERY
def test_its_small_words_are_its_own(code: str) -> None:
    spoken = languages.get(code)
    assert len(spoken.small_words) > 15
    assert all(word == spoken.lower(word) for word in spoken.small_words)
    assert not spoken.foreign_letters & set("".join((*spoken.small_words, *spoken.months, *spoken.cardinals)))


@EVERY
@given(words=st.text(max_size=60))
def test_whatever_is_asked_of_its_words_nothing_breaks(code: str, words: str) -> None:
    spoken = languages.get(code)
    for word in names.fold(words).split():
        assert spoken.stem(word)
        assert len(spoken.sound(word)) > 0
    assert [*spoken.years_ago_in(words), *spoken.anniversaries_in(words)] == []
    assert spoken.month_of(words) in range(13)
