"""Where the sentences of running text end, in each language."""

import pytest

from archive import languages

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("en", ["On Nov. 10, 2020, Mr. J. Smith spoke to Dr. A.S. Brown.", "It was over."]),
        ("en", ["Decree No. 5 of 20.01.1990 was signed.", "In 1990 …", "And then?", "(It ended.)", "3. The third."]),
        ("en", ["“We won. We live,” he said.", "Nobody answered."]),
        ("en", ["He asked, “Who was it?” and left.", "In 1990.", "The end."]),
        ("az", ["Prof. Ə. Məmmədov 20.01.1990-cı ildə danışıb.", "Bax. Səh. 5.", "Sonra susub."]),
        ("az", ["“Unutmayacağıq! Bağışlamayacağıq!” dedilər.", "İl 1990 idi."]),
        ("ru", ["В 1990 г. Советские войска вошли в Баку.", "Ул. Низами, д. 5.", "Указ № 5 подписан."]),
        (
            "ru",
            ["«Мы помним! Мы скорбим!» — сказал И. Алиев.", "Погибли 147 чел. из них 5 детей и т.д.", "Все молчали."],
        ),
        ("ru", ["Город пал в мае.", "26 000 человек ушли к маю.", "12 вернулись 9 мая."]),
        ("uk", ["Перше речення.", "Друге речення."]),
    ],
)
def test_a_sentence_ends_where_it_is_read_to_end(code, sentences):
    assert [*languages.get(code).sentences(" ".join(sentences))] == sentences


@pytest.mark.parametrize("code", ["az", "en", "ru"])
def test_a_line_ends_a_sentence_and_nothing_is_none(code):
    spoken = languages.get(code)

    assert [*spoken.sentences("One\ntwo, and\nthree.")] == ["One", "two, and", "three."]
    assert [*spoken.sentences(" \n ")] == []


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "victories", "victory"),
        ("en", "killed", "killing"),
        ("az", "qarabagda", "qarabagin"),
        ("ru", "трагедии", "трагедию"),
    ],
)
def test_forms_of_a_word_have_one_term(code, one, other):
    spoken = languages.get(code)

    assert spoken.term(one) == spoken.term(other)
