"""Spellings that people confuse are heard alike."""

import pytest

from archive import languages, names


def heard(code: str, *spellings: str) -> set[str]:
    return {languages.get(code).sound(names.fold(word)) for word in spellings}


@pytest.mark.parametrize(
    ("code", "spellings"),
    [
        ("az", ("Xocalı", "XOCALI", "Khojaly", "Khodzhaly", "Hocali")),
        ("az", ("Qubadlı", "Gubadly", "Kubatly")),
        ("az", ("Şuşa", "Shusha", "Susa")),
        ("az", ("Füzuli", "Fizuli")),
        ("az", ("Cəbrayıl", "Jabrayil", "Djebrail")),
        ("az", ("Ağdam", "Aghdam", "Agdam")),
        ("ru", ("участвовать", "учавствовать", "участвавать")),
        ("ru", ("годовщина", "гадовщина", "годавщина")),
        ("ru", ("независимость", "незовисимость", "низависимость")),
        ("ru", ("сердце", "серце")),
        ("ru", ("праздник", "празник")),
        ("ru", ("стараться", "старатся")),
        ("en", ("Khojaly", "Khodjaly", "Khojali")),
        ("en", ("remembrance", "rememberance", "remembrence")),
        ("en", ("massacre", "masacre", "massaker")),
        ("en", ("anniversary", "aniversary", "anniversery")),
        ("en", ("Fizuli", "Phizuli", "Fuzuli")),
    ],
)
def test_what_sounds_alike_has_one_key(code, spellings):
    assert len(heard(code, *spellings)) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("az", ("Şuşa", "Laçın", "Ağdam", "Kəlbəcər", "Zəngilan", "Qubadlı")),
        ("ru", ("память", "скорбь", "победа", "закон", "указ")),
        ("en", ("day", "law", "victim", "minute", "silence", "statement")),
    ],
)
def test_other_words_have_other_keys(code, words):
    assert len(heard(code, *words)) == len(words)
