"""What grammars of Azerbaijani say: endings follow the last vowel that is spoken."""

import pytest

from archive import languages

AZ = languages.get("az")


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal", "digits", "than"),
    [
        (0, "sıfır", "sıfırıncı", "0-cı", "0-dan"),
        (1, "bir", "birinci", "1-ci", "1-dən"),
        (2, "iki", "ikinci", "2-ci", "2-dən"),
        (3, "üç", "üçüncü", "3-cü", "3-dən"),
        (4, "dörd", "dördüncü", "4-cü", "4-dən"),
        (5, "beş", "beşinci", "5-ci", "5-dən"),
        (6, "altı", "altıncı", "6-cı", "6-dan"),
        (7, "yeddi", "yeddinci", "7-ci", "7-dən"),
        (8, "səkkiz", "səkkizinci", "8-ci", "8-dən"),
        (9, "doqquz", "doqquzuncu", "9-cu", "9-dan"),
        (10, "on", "onuncu", "10-cu", "10-dan"),
        (12, "on iki", "on ikinci", "12-ci", "12-dən"),
        (20, "iyirmi", "iyirminci", "20-ci", "20-dən"),
        (30, "otuz", "otuzuncu", "30-cu", "30-dan"),
        (36, "otuz altı", "otuz altıncı", "36-cı", "36-dan"),
        (40, "qırx", "qırxıncı", "40-cı", "40-dan"),
        (50, "əlli", "əllinci", "50-ci", "50-dən"),
        (60, "altmış", "altmışıncı", "60-cı", "60-dan"),
        (70, "yetmiş", "yetmişinci", "70-ci", "70-dən"),
        (80, "səksən", "səksəninci", "80-ci", "80-dən"),
        (90, "doxsan", "doxsanıncı", "90-cı", "90-dan"),
        (100, "yüz", "yüzüncü", "100-cü", "100-dən"),
        (613, "altı yüz on üç", "altı yüz on üçüncü", "613-cü", "613-dən"),
    ],
)
def test_numbers_are_spoken_and_end_as_they_are_spoken(number, cardinal, ordinal, digits, than):
    said = (AZ.cardinal(number), AZ.ordinal_in_words(number), AZ.ordinal(number), AZ.than(number))

    assert said == (cardinal, ordinal, digits, than)


def test_large_numbers():
    assert AZ.cardinal(1990) == "min doqquz yüz doxsan"
    assert AZ.cardinal(21_001) == "iyirmi bir min bir"
    assert AZ.read_cardinal("bir min doqquz yüz") == 1900
    assert [AZ.than(number) for number in (1000, 16_000, 1_000_000, 2_000_000)] == [
        "1000-dən",
        "16\xa0000-dən",
        "1\xa0000\xa0000-dan",
        "2\xa0000\xa0000-dan",
    ]


@pytest.mark.parametrize(
    ("words", "number"), [("OTUZ ALTI", 36), ("otuz alti", 36), ("yuz", 100), ("altı otuz", None), ("otuz qırx", None)]
)
def test_numbers_are_read_from_any_hand(words, number):
    assert AZ.read_cardinal(words) == number


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("36 il əvvəl həmin gecə", 36, "36 il əvvəl"),
        ("Otuz altı il bundan əvvəl", 36, "Otuz altı il bundan əvvəl"),
        ("OTUZ ALTI İL ƏVVƏL", 36, "OTUZ ALTI İL ƏVVƏL"),
        ("bundan 36 il öncə", 36, "36 il öncə"),
        ("36 il əvvəlki hadisə", 36, "36 il əvvəlki"),
        ("çox il əvvəl", None, ""),
        ("36 il sonra", None, ""),
    ],
)
def test_years_ago_are_found(text, number, words):
    found = [(told.number, told.words) for told in AZ.years_ago_in(text)]

    assert found == ([(number, words)] if number else [])


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("faciənin 36-cı ildönümündə", 36, "36-cı ildönümündə"),
        ("faciənin otuz altıncı ildönümünü qeyd edirik", 36, "otuz altıncı ildönümünü"),
        ("XOCALININ OTUZUNCU İLDÖNÜMÜ", 30, "OTUZUNCU İLDÖNÜMÜ"),
        ("faciənin 30 illiyi ilə bağlı", 30, "30 illiyi"),
        ("qələbənin beş illiyinə", 5, "beş illiyinə"),
        ("evliliyin ildönümü", None, ""),
    ],
)
def test_anniversaries_are_found(text, number, words):
    found = [(told.number, told.words) for told in AZ.anniversaries_in(text)]

    assert found == ([(number, words)] if number else [])


def test_what_cldr_says_otherwise():
    assert AZ.months[0] == "yanvar"
    assert AZ.weekdays == (
        "bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə", "bazar",
    )  # fmt: skip
    assert AZ.one_of(("1992", "1993")) == "1992 və ya 1993"
    assert AZ.listed(("a", "b", "c")) == "a, b və c"
    assert AZ.nth_weekday(2, 6, 11) == "noyabrın ikinci bazar günü"
    assert [AZ.nth_weekday(1, 0, month).partition(" ")[0] for month in (1, 4, 6, 8, 10)] == [
        "yanvarın",
        "aprelin",
        "iyunun",
        "avqustun",
        "oktyabrın",
    ]
    assert (AZ.upper("iı"), AZ.lower("Iİ")) == ("İI", "ıi")
