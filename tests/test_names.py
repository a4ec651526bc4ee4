"""Folding, passages, slugs and alphabetical order, in the spellings that readers really type."""

import random
import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.names import Word, begun, fold, initial, query_terms, slug, sort_key, words

AZERBAIJANI = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# What people type and paste: the two alphabets in both cases, digits, marks on their own, apostrophes,
# blanks of all widths, signs that mean something to search engines.
TYPED = st.text(
    st.sampled_from(
        AZERBAIJANI + AZERBAIJANI.upper() + "İI" + RUSSIAN + RUSSIAN.upper() + string.digits + string.punctuation
        + "\u0301\u0306\u0307\u0308\u0327’‘ʼ\u00a0\u2009\u202f\u00ad\u200b\n «»—…½²Ⅳ١٢"
    ),
    max_size=60,
)  # fmt: skip


# --- folding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (("Şuşa", "ŞUŞA", "şuşa", "Susa", "SUSA", "S\u0327us\u0327a"), "susa"),
        (("Bakı", "BAKI", "Baki", "bakı", "BAKİ"), "baki"),
        (("İlham", "Ilham", "ilham", "ILHAM", "I\u0307lham"), "ilham"),
        (("Əliyev", "əliyev", "ƏLİYEV", "Eliyev", "ǝliyev"), "eliyev"),
        (("Kəlbəcər", "KƏLBƏCƏR", "Kelbecer"), "kelbecer"),
        (("Qarabağ", "QARABAĞ", "Qarabag"), "qarabag"),
        (("Xocalı", "XOCALI", "Xocali"), "xocali"),
        (("Füzuli", "FÜZULİ", "Fuzuli"), "fuzuli"),
        (("Ёлка", "елка", "ЁЛКА", "Е\u0308лка"), "елка"),
        (("йод", "ЙОД", "и\u0306од"), "йод"),
        (("за́мок", "замок"), "замок"),
        (("Müller", "MULLER"), "muller"),
        (("Straße", "STRASSE"), "strasse"),
        (("２７８３", "٢٧٨٣", "2783"), "2783"),
    ],
)
def test_spellings_of_one_name_fold_to_one_word(spellings: tuple[str, ...], folded: str) -> None:
    assert {spelling: fold(spelling) for spelling in spellings} == dict.fromkeys(spellings, folded)


def test_letters_that_are_not_the_same_stay_apart() -> None:
    assert fold("йод иод") == "йод иод"
    assert fold("съезд сезд") == "съезд сезд"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Azerbaijan's", "azerbaijan"),
        ("AZERBAIJAN’S armies", "azerbaijan armies"),
        ("the martyrs' day", "the martyrs day"),
        ("Şuşa’nın", "susanin"),
        ("Qur'an, Qurʼan", "quran quran"),
        ("'s", "s"),
        ("‘Şuşa’", "susa"),
    ],
)
def test_apostrophes_are_dropped(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("2,783", "2783"),
        ("2 783", "2783"),
        ("2.783", "2783"),
        ("2\u00a0783", "2783"),
        ("2\u202f783", "2783"),
        ("1 234 567", "1234567"),
        ("2,783-cü", "2783 cu"),
        ("1990, 1991", "1990 1991"),
        ("1990 150", "1990 150"),
        ("January 20, 150 civilians", "january 20 150 civilians"),
        ("20.01.1990", "20 01 1990"),
        ("12,34", "12 34"),
        ("2,7834", "2 7834"),
        ("2\n783", "2 783"),
    ],
)
def test_grouped_digits_are_one_number(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nagorno-Karabakh", "nagorno karabakh"),
        ("20-ci il", "20 ci il"),
        ("  a\n\tb ", "a b"),
        ('"x AND (y OR -z*) _e42:', "x and y or z e42"),
        ("5e0m9", "5e0m9"),
        ("killed 150¹ and 744²", "killed 150 and 744"),
        ("½ ① ² — «»", ""),
        ("Azer\u00adbai\u200bjan", "azerbaijan"),
        ("", ""),
    ],
)
def test_only_words_of_letters_and_digits_are_left(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_word_is_found_where_it_is_written() -> None:
    text = "«Şuşa’nın» 2 783"

    assert words(text) == (Word(start=1, end=9, folded="susanin"), Word(start=11, end=16, folded="2783"))


def test_a_word_longer_than_any_name_is_cut() -> None:
    assert fold("ə" * 5000) == "e" * 100


@given(text=TYPED | st.text())
def test_there_is_one_folded_word_for_each_written_word(text: str) -> None:
    found = words(text)

    assert fold(text).split(" ") == ([word.folded for word in found] or [""])
    for word in found:
        written = text[word.start : word.end]
        assert words(written) == (Word(start=0, end=len(written), folded=word.folded),)
        assert word.folded.isalnum()


@given(line=TYPED | st.text(st.sampled_from("şSsuU ’2,")), beginning=st.text(st.sampled_from("suае12"), min_size=1))
@example(line="Şuşa’nın, Susanın", beginning="susa")
@example(line="Şuşa, 2 783 nəfər", beginning="278")
@example(line="s" * 101, beginning="s")
def test_what_begins_so_is_found_as_if_all_words_were_read(line: str, beginning: str) -> None:
    line = line.replace("\n", " ")

    assert [*begun(line, beginning)] == [
        (word.folded, line[word.start : word.end]) for word in words(line) if word.folded.startswith(beginning)
    ]


@given(text=TYPED | st.text())
def test_no_letter_and_no_digit_falls_between_words(text: str) -> None:
    ends = [0, *(word.end for word in words(text))]
    starts = [*(word.start for word in words(text)), len(text)]

    assert starts == sorted(starts)
    assert ends == sorted(ends)
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert [fold(gap) for gap in between] == [""] * len(between)


@given(text=st.text(st.sampled_from(AZERBAIJANI + RUSSIAN + " ’-1")))
def test_folding_sees_neither_case_nor_how_marks_are_encoded(text: str) -> None:
    folded = fold(text)

    assert fold(text.upper()) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(text.replace("ə", "e").replace("ş", "s").replace("ё", "е")) == folded


# --- queries -----------------------------------------------------------------------------------------


def test_query_terms_are_folded_and_each_asked_once() -> None:
    assert query_terms('"Şuşa" OR susa* (Bakı)') == ("susa", "or", "baki")


def test_no_more_than_twelve_terms_are_asked_for() -> None:
    assert query_terms(" ".join(string.ascii_lowercase)) == tuple("abcdefghijkl")


@given(text=TYPED | st.text())
def test_query_terms_mean_nothing_to_a_search_engine(text: str) -> None:
    terms = query_terms(text)

    assert len(terms) == len(set(terms)) <= 12
    assert all(term.isalnum() and len(term) <= 100 for term in terms)


# --- slugs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 Yanvar — Ümumxalq Hüzn Günü", "20-yanvar-umumxalq-huzn-gunu"),
        ("Xocalı soyqırımı: İlham Əliyev", "xocali-soyqirimi-ilham-eliyev"),
        ("Azerbaijan’s 2,783 servicemen", "azerbaijan-2783-servicemen"),
        ("Ходжалы", "khodzhaly"),
        ("Чёрный январь в Баку", "chernyy-yanvar-v-baku"),
        ("Подъезд, Щука, Цель, Эхо, Юг", "podezd-shchuka-tsel-ekho-yug"),
        ("Әлијев", "eliyev"),
        ("Київ", "kiiv"),
        ("--A__b--", "a-b"),
        ("«…» !", ""),
        ("", ""),
    ],
)
def test_a_slug_is_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_is_cut_between_words() -> None:
    text = " ".join(["twelve-chars"] * 20)

    assert slug(text) == "-".join(["twelve-chars"] * 6)
    assert slug("a" * 79 + " b") == "a" * 79
    assert slug("a" * 78 + " b") == "a" * 78 + "-b"
    assert slug("a" * 90) == "a" * 80


def test_letters_that_cannot_be_written_in_ascii_get_a_code_of_their_own() -> None:
    assert slug("上海") == slug("上海!") != slug("北京")
    assert slug("ъь") != ""


@given(text=TYPED | st.text())
def test_every_text_with_letters_has_a_slug_that_fits_an_address(text: str) -> None:
    made = slug(text)

    assert bool(made) == bool(fold(text))
    assert len(made) <= 80
    assert set(made) <= set(string.ascii_lowercase + string.digits + "-")
    assert made == "-".join(part for part in made.split("-") if part)


# --- alphabetical order ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("az", [*AZERBAIJANI]),
        ("az", ["Ağ dam", "Ağdam", "Əliyev", "Füzuli", "Gəncə", "Xocalı", "Ilıca", "İlham", "Qarabağ", "Laçın"]),
        ("az", ["Cəbrayıl", "Çaldıran", "Sabah", "Susmaq", "Şabran", "Zəngilan", "Washington", "Баку"]),
        ("ru", [*RUSSIAN]),
        ("ru", ["Агдам", "все", "всё", "всегда", "Ёлка", "Ель", "Жук", "иод", "йод", "Шуша", "Aghdam"]),
        ("en", ["Ağdam", "Baku", "Cəbrayıl", "Eldar", "Əliyev", "Emin", "Şuşa", "Susha", "Zangilan", "Агдам"]),
        ("en", ["2 May", "20 January", "20 May", "1990", "2,783 names", "April"]),
        ("xx", ["«Alpha»", "beta", "(gamma)"]),
    ],
)
def test_texts_stand_in_the_order_of_the_alphabet(language: str, ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))

    assert sorted(shuffled, key=lambda text: sort_key(text, language)) == ordered


@pytest.mark.parametrize(
    ("language", "text", "letter"),
    [
        ("az", "ismayıllı", "İ"),
        ("az", "«Ilıca»", "I"),
        ("az", "Əhmədli", "Ə"),
        ("en", "Əhmədli", "E"),
        ("en", "Баку", "Б"),
        ("ru", "Ёлка", "Е"),
        ("ru", "20 января", "0–9"),
        ("en", "Արցախ", ""),
        ("en", "…", ""),
    ],
)
def test_a_text_stands_under_a_letter_of_the_alphabet(language: str, text: str, letter: str) -> None:
    assert initial(text, language) == letter


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_case_signs_and_encoding_do_not_count_in_the_order(language: str) -> None:
    spellings = ["Şuşa, 1992", "«ŞUŞA» — 1992", "s\u0327us\u0327a 1992"]

    assert len({sort_key(text, language) for text in spellings}) == 1
    assert sort_key("Şuşa", language) != sort_key("Susa", language)


@given(text=TYPED | st.text(), language=st.sampled_from(["az", "en", "ru"]))
def test_a_sort_key_is_hexadecimal_so_that_every_database_orders_it_alike(text: str, language: str) -> None:
    key = sort_key(text, language)

    assert set(key) <= set("0123456789abcdef")
    assert len(key) <= 2000


@given(
    first=st.text(st.sampled_from(AZERBAIJANI), min_size=1, max_size=6),
    second=st.text(st.sampled_from(AZERBAIJANI), min_size=1, max_size=6),
)
def test_azerbaijani_words_stand_letter_by_letter(first: str, second: str) -> None:
    letters = [[AZERBAIJANI.index(letter) for letter in word] for word in (first, second)]

    assert (sort_key(first, "az") < sort_key(second, "az")) == (letters[0] < letters[1])


@given(
    first=st.text(st.sampled_from(RUSSIAN), min_size=1, max_size=6),
    second=st.text(st.sampled_from(RUSSIAN), min_size=1, max_size=6),
)
def test_russian_words_stand_letter_by_letter_and_yo_follows_ye(first: str, second: str) -> None:
    letters = [(word.replace("ё", "е"), [letter == "ё" for letter in word]) for word in (first, second)]

    assert (sort_key(first, "ru") < sort_key(second, "ru")) == (letters[0] < letters[1])
