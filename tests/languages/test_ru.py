"""What grammars of Russian say: three forms of what is counted, three genders of ordinals, and their cases."""

import pytest

from archive import languages
from archive.languages import Case, Gender

RU = languages.get("ru")


@pytest.mark.parametrize(
    ("number", "cardinal", "masculine", "feminine", "neuter"),
    [
        (1, "один", "первый", "первая", "первое"),
        (2, "два", "второй", "вторая", "второе"),
        (3, "три", "третий", "третья", "третье"),
        (4, "четыре", "четвёртый", "четвёртая", "четвёртое"),
        (6, "шесть", "шестой", "шестая", "шестое"),
        (7, "семь", "седьмой", "седьмая", "седьмое"),
        (8, "восемь", "восьмой", "восьмая", "восьмое"),
        (11, "одиннадцать", "одиннадцатый", "одиннадцатая", "одиннадцатое"),
        (21, "двадцать один", "двадцать первый", "двадцать первая", "двадцать первое"),
        (36, "тридцать шесть", "тридцать шестой", "тридцать шестая", "тридцать шестое"),
        (40, "сорок", "сороковой", "сороковая", "сороковое"),
        (50, "пятьдесят", "пятидесятый", "пятидесятая", "пятидесятое"),
        (90, "девяносто", "девяностый", "девяностая", "девяностое"),
        (100, "сто", "сотый", "сотая", "сотое"),
        (103, "сто три", "сто третий", "сто третья", "сто третье"),
        (200, "двести", "двухсотый", "двухсотая", "двухсотое"),
        (613, "шестьсот тринадцать", "шестьсот тринадцатый", "шестьсот тринадцатая", "шестьсот тринадцатое"),
    ],
)
def test_numbers_are_spoken_and_ordinals_have_a_gender(number, cardinal, masculine, feminine, neuter):
    assert RU.cardinal(number) == cardinal
    assert [RU.ordinal_in_words(number, gender) for gender in Gender] == [masculine, feminine, neuter]
    assert RU.ordinal_in_words(number) == feminine  # of a годовщина


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1000, "тысяча"),
        (1990, "тысяча девятьсот девяносто"),
        (2001, "две тысячи один"),
        (5000, "пять тысяч"),
        (11_000, "одиннадцать тысяч"),
        (21_000, "двадцать одна тысяча"),
        (142_000, "сто сорок две тысячи"),
    ],
)
def test_thousands_are_feminine(number, words):
    assert RU.cardinal(number) == words


def test_digits_take_the_endings_of_their_words():
    assert [RU.ordinal(36, gender) for gender in Gender] == ["36-й", "36-я", "36-е"]
    assert [RU.days(count) for count in (1, 2, 5, 11, 21, 22)] == [
        "1 день", "2 дня", "5 дней", "11 дней", "21 день", "22 дня",
    ]  # fmt: skip
    assert [RU.plural(count) for count in (1, 2, 5, 11, 21, 1.5)] == ["one", "few", "many", "many", "one", "other"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("тридцать шестую", 36),
        ("ТРИДЦАТЬ ШЕСТОЙ", 36),
        ("четвертой", 4),
        ("третьей", 3),
        ("36-ю", 36),
        ("36-летие", None),
        ("шестую тридцать", None),
    ],
)
def test_ordinals_are_read_in_every_case(words, number):
    assert RU.read_ordinal(words) == number


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Это было 36 лет назад.", 36, "36 лет назад"),
        ("тридцать шесть лет тому назад", 36, "тридцать шесть лет тому назад"),
        ("Двадцать один год назад", 21, "Двадцать один год назад"),
        ("ровно год назад", 1, "год назад"),
        ("много лет назад", None, ""),
        ("через 36 лет", None, ""),
    ],
)
def test_years_ago_are_found(text, number, words):
    found = [(told.number, told.words) for told in RU.years_ago_in(text)]

    assert found == ([(number, words)] if number else [])


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("36-я годовщина трагедии", 36, "36-я годовщина"),
        ("в тридцать шестую годовщину", 36, "тридцать шестую годовщину"),
        ("к 36-й годовщине", 36, "36-й годовщине"),
        ("по случаю третьей годовщины", 3, "третьей годовщины"),
        ("в 30-летие победы", 30, "30-летие"),
        ("к 30-летию победы", 30, "30-летию"),
        ("печальная годовщина", None, ""),
    ],
)
def test_anniversaries_are_found(text, number, words):
    found = [(told.number, told.words) for told in RU.anniversaries_in(text)]

    assert found == ([(number, words)] if number else [])


def test_dates_have_the_genitive_where_it_is_asked_for():
    assert RU.month(1, 1990) == "январь 1990"
    assert RU.month(1, 1990, Case.SINCE) == "января 1990 года"
    assert RU.season(3, 1990, Case.ABOUT) == "зимы 1990 года"
    assert RU.century(20, Case.SINCE) == "XX века"


def test_the_weekdays_of_laws_have_their_gender():
    assert [RU.nth_weekday(nth, weekday, 11) for nth, weekday in ((1, 0), (2, 2), (3, 4), (4, 6), (-1, 6))] == [
        "первый понедельник ноября",
        "вторая среда ноября",
        "третья пятница ноября",
        "четвёртое воскресенье ноября",
        "последнее воскресенье ноября",
    ]
