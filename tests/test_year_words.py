"""Words that depend on the year: found in a text, and said for another one."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from archive import languages, year_words
from archive.languages import Gender
from archive.languages.calendar import ROMAN
from archive.languages.years import YEARS
from archive.year_words import Kind

pytestmark = pytest.mark.once

CODES = [one.code for one in languages.known()]
EVERY = pytest.mark.parametrize("code", CODES)
NUMBERS = range(1, 151)
CORPORA = ("year-words.txt", "year-words-second.txt", "year-words-third.txt")
_MARKED = re.compile(r"\[(.*?) → (.*?)\]")


def _next_year(text: str, language: str) -> list[tuple[str, str]]:
    found = year_words.find(text, language, year=2026)
    return [(one.words, year_words.retold(one, language, year=2026)) for one in found]


# --- every number, said and read ------------------------------------------------------------------------


@EVERY
def test_years_ago_and_anniversaries_of_every_number_are_said_a_year_later(code: str) -> None:
    spoken = languages.get(code)
    for number in NUMBERS:
        cardinal = spoken.years_ago(number).replace(str(number), spoken.cardinal(number))
        later = spoken.years_ago(number + 1).replace(str(number + 1), spoken.cardinal(number + 1))
        assert _next_year(f"X, {cardinal}.", code) == [(cardinal, later)]
        for said, next_ in (
            (spoken.years_ago(number), spoken.years_ago(number + 1)),
            (spoken.anniversary(number), spoken.anniversary(number + 1)),
            (spoken.anniversary(number, in_words=True), spoken.anniversary(number + 1, in_words=True)),
        ):
            assert _next_year(f"X, {said}.", code) == [(said, next_)]
            assert _next_year(spoken.upper(said), code) == [(spoken.upper(said), spoken.upper(next_))]


# What stands around a number, its noun by CLDR's plural: each language's own forms, in each of its cases.
FORMS = {
    "en": (
        ("{} {noun} ago", {"one": "year", "other": "years"}),
        ("over the past {} {noun}", {"one": "year", "other": "years"}),
    ),
    "az": (("{} il əvvəl", {}), ("{} il ərzində", {}), ("son {} ildə", {}), ("{} ildir", {}), ("{} il keçir", {})),
    "ru": (
        ("{} {noun} назад", {"one": "год", "few": "года", "many": "лет"}),
        ("за {} {noun}", {"one": "год", "few": "года", "many": "лет"}),
        ("прошло {} {noun}", {"one": "год", "few": "года", "many": "лет"}),
        ("на протяжении {} {noun}", {"one": "года", "few": "лет", "many": "лет"}),
    ),
}


@EVERY
def test_what_is_counted_follows_the_plurals_of_cldr(code: str) -> None:
    plural = Locale.parse(languages.get(code).locale).plural_form
    for pattern, nouns in FORMS[code]:
        said = [pattern.format(number, noun=nouns.get(plural(number), "")) for number in (*NUMBERS, 151)]
        for here, next_ in pairwise(said):
            assert _next_year(here, code) == [(here, next_)]


# Endings of the noun, and those of an ordinal that go with them; for a language without genders and cases one.
ORDINALS = {
    "en": ("{} anniversary",),
    "az": tuple("{} ildönüm" + ending for ending in ("ü", "ünü", "ünə", "ündə", "ündən", "ünün")),
    "ru": ("{} годовщина",),
}
RUSSIAN_CASES = {"ая": "годовщина", "ой": "годовщины", "ую": "годовщину"}


@EVERY
def test_ordinals_keep_their_form_and_change_their_ending(code: str) -> None:
    spoken = languages.get(code)
    for number in NUMBERS:
        for pattern in ORDINALS[code]:
            for say in (spoken.ordinal, spoken.ordinal_in_words):
                here, next_ = pattern.format(say(number)), pattern.format(say(number + 1))
                assert _next_year(here, code) == [(here, next_)]


def _in_a_case(number: int, ending: str) -> str:
    """A feminine Russian ordinal: "третья" is soft."""
    said = languages.get("ru").ordinal_in_words(number, Gender.FEMININE)
    soft = {"ая": "ья", "ой": "ьей", "ую": "ью"}[ending]
    return said[:-2] + (soft if said.endswith("ья") else ending)


@pytest.mark.parametrize(("ending", "noun"), RUSSIAN_CASES.items())
def test_russian_ordinals_stay_in_their_case(ending: str, noun: str) -> None:
    for number in NUMBERS:
        here, next_ = (f"{_in_a_case(one, ending)} {noun}" for one in (number, number + 1))
        assert _next_year(here, "ru") == [(here, next_)]


def test_russian_cardinals_stay_in_the_genitive_and_inside_a_word() -> None:
    assert _next_year("в течение двадцати одного года", "ru") == [
        ("в течение двадцати одного года", "в течение двадцати двух лет")
    ]
    assert _next_year("на протяжении сорока лет", "ru") == [
        ("на протяжении сорока лет", "на протяжении сорока одного года")
    ]
    assert _next_year("девяностолетие", "ru") == [("девяностолетие", "девяностооднолетие")]


@EVERY
@given(number=st.integers(1, 99))
def test_roman_numbers_stay_roman(code: str, number: int) -> None:
    noun = languages.get(code).anniversary(1).split()[-1]
    here, next_ = (f"{ROMAN[one]} {noun}" for one in (number, number + 1))
    assert _next_year(here, code) == [(here, next_)]


# --- dates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "words", "next_"),
    [
        ("en", "Tuesday, 20 January 2026.", "Tuesday, 20 January 2026", "Wednesday, 20 January 2027"),
        ("az", "2026-cı ildə", "2026-cı ildə", "2027-ci ildə"),
        ("ru", "в среду, 21 января", "в среду, 21 января", "в четверг, 21 января"),
        ("en", "On 29 February 2028", None, None),
    ],
)
def test_dates_are_said_of_the_next_year(code: str, text: str, words: str | None, next_: str | None) -> None:
    assert _next_year(text, code) == ([(words, next_)] if words else [])


def test_a_day_that_the_next_year_does_not_have_is_not_guessed() -> None:
    (found,) = year_words.find("29 February 2028", "en")

    assert (found.words, year_words.retold(found, "en"), year_words.retold(found, "en", 4)) == (
        "29 February 2028",
        "",
        "29 February 2032",
    )


def test_history_stays_and_is_found_only_where_no_year_is_said() -> None:
    text = "On 20 January 1990, and in 1991; in 2026."

    assert [one.words for one in year_words.find(text, "en", year=2026)] == ["in 2026"]
    assert [one.words for one in year_words.find(text, "en")] == ["20 January 1990", "in 1991", "in 2026"]


@pytest.mark.parametrize(
    ("code", "words", "later"),
    [
        ("en", "in nineteen ninety", "in nineteen ninety-one"),
        ("en", "in nineteen hundred and ninety-nine", "in two thousand"),
        ("en", "since two thousand and nine", "since two thousand and ten"),
        ("az", "min doqquz yüz doxsanıncı ildə", "min doqquz yüz doxsan birinci ildə"),
        ("az", "Bir min doqquz yüz doxsan doqquzuncu ilin", "İki mininci ilin"),
        ("az", "ikiminiyirmialtıncı ildə", "ikiminiyirmiyeddinci ildə"),
        ("ru", "тысяча девятьсот девяностом году", "тысяча девятьсот девяносто первом году"),
        ("ru", "одна тысяча девятьсот девяносто девятого года", "двухтысячного года"),
    ],
)
def test_years_in_words_are_said_in_words(code: str, words: str, later: str) -> None:
    (found,) = year_words.find(words, code)

    assert (found.kind, found.words, year_words.retold(found, code)) == (Kind.YEAR, words, later)


@EVERY
def test_every_year_in_words_is_read(code: str) -> None:
    spoken = languages.get(code)
    told = (
        (year, {spoken.years_said[spoken.unspaced(way)] for way in spoken.ways_to_say_a_year(year)}) for year in YEARS
    )

    assert all(read == {year} for year, read in told)


@EVERY
def test_years_are_put_into_words_once(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are hundreds of them, and whoever meets the first text of a language waits for them."""
    spoken, said = type(languages.get(code))(), []
    ways = spoken.ways_to_say_a_year
    monkeypatch.setattr(spoken, "ways_to_say_a_year", lambda year: said.append(year) or ways(year), raising=False)

    found = [*spoken.year_words_in("36 1990"), *spoken.years_in("36 1990")]

    assert (said, found) == ([*YEARS], [])


# --- people -------------------------------------------------------------------------------------------


def test_people_are_found_beside_their_office() -> None:
    text = "President of the Republic Jane Roe and John Doe, Minister of Labour, met Jane Roe."
    found = year_words.find(text, "en", names=("Jane Roe", "John Doe"))

    assert [(one.kind, one.words, year_words.retold(one, "en")) for one in found] == [
        (Kind.OFFICE, "President of the Republic Jane Roe", ""),
        (Kind.OFFICE, "John Doe, Minister", ""),
    ]


# --- sentences ----------------------------------------------------------------------------------------


def _sentences(name: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    language = ""
    for line in (Path(__file__).parent / "sentences" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            language = line.removeprefix("== ")
        elif line and not line.startswith("#"):
            yield language, _MARKED.sub(r"\1", line), _MARKED.findall(line)


@pytest.mark.parametrize("name", CORPORA)
def test_what_depends_on_the_year_is_found_in_sentences_and_nothing_else(name: str) -> None:
    sentences = [*_sentences(name)]
    expected = [(text, told) for _language, text, marked in sentences for told in marked]
    found = [(text, told) for language, text, _marked in sentences for told in _next_year(text, language)]

    missed, wrong = [one for one in expected if one not in found], [one for one in found if one not in expected]
    assert (missed, wrong) == ([], [])
    assert {language for language, _text, _marked in sentences} == set(CODES)
    assert len(sentences) >= 150


PIECES = (*"IVX-,.– \n", "36", "9" * 5, "one", "bir", "один", "years ago", "il", " лет ", "2026", "th", "-cı", "20 May")


# --- whatever is written --------------------------------------------------------------------------------


@EVERY
@given(
    text=st.text(max_size=80) | st.from_regex(r"(?:[0-9]{1,9}|I|V|one|bir|один|[-,. –]|years ago|il|лет|2026){0,12}")
)
def test_whatever_is_written_what_is_found_stands_there(code: str, text: str) -> None:
    found = year_words.find(text, code, year=2026)

    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(one.end <= next_.start for one, next_ in pairwise(found))
    assert all(isinstance(year_words.retold(one, code, year=2026), str) for one in found)


@EVERY
@pytest.mark.parametrize("text", ["9" * 100_000, "1 " * 50_000, "one " * 25_000, " " * 100_000, "e\u0301" * 50_000])
def test_long_nonsense_holds_nothing(code: str, text: str) -> None:
    assert year_words.find(text, code, year=2026) == []
