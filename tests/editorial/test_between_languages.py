"""What one language of a record says and another does not: numbers, days and names."""

import pytest

from archive.editions.payloads import Block, Words
from archive.editorial import between_languages
from archive.matching import Names
from archive.records.known_names import TITLE, Authority, Called


def words(*paragraphs: str, title: str = "Statement") -> Words:
    numbered = enumerate(paragraphs, 1)
    return Words(title=title, blocks=tuple(Block(id=f"p{number}", html=f"<p>{text}</p>") for number, text in numbered))


def authority(uuid: str, **titles: str) -> Authority:
    called = (Called(language=language, text=text, sort=TITLE) for language, text in titles.items())
    return Authority(uuid=uuid, kind="place", names=tuple(called))


KNOWN = Names(
    [
        authority("11111111-1111-4111-8111-111111111111", az="Şuşa", en="Shusha", ru="Шуша"),
        authority("2", az="Ağdam", en="Aghdam", ru="Агдам"),
        authority("3", az="20 Yanvar – Ümumxalq Hüzn Günü", en="National Mourning Day", ru="День всенародной скорби"),
        authority("4", az="Bakı", en="Baku", ru="Баку"),
        authority("5", az="Xarici İşlər Nazirliyi", en="Ministry of Foreign Affairs"),
        authority("6", az="Azərbaycan Respublikası", en="Republic of Azerbaijan", ru="Азербайджанская Республика"),
    ]
)


def between(original: Words, translation: Words, *, languages=("az", "ru")) -> list[tuple[str, tuple[str, ...]]]:
    first, second = languages
    found = between_languages.doubts({first: original, second: translation}, first, known=lambda: KNOWN)
    return [(doubt.about, doubt.words) for doubt in found]


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("150 nəfər həlak oldu.", "Погибли 147 человек.", [("ru p1", ("147", "150"))]),
        ("150 nəfər həlak oldu.", "Погибли 150 человек.", []),
        ("16.000 nəfər, 20.01.1990", "16 000 человек, 20 января 1990 года", []),
        ("16,000 nəfər", "1600 человек", [("ru p1", ("1600", "16000"))]),
        ("44 gün", "сорок четыре дня", []),
        ("36-cı ildönümü, 1990-cı il", "35-я годовщина, 1990 год", [("ru p1", ("35", "36"))]),
        ("36-cı ildönümü", "35th anniversary", [("ru p1", ("35", "36"))]),
        (f"No {'1' * 5000}", f"№ {'2' * 5000}", []),
    ],
)
def test_languages_disagree_where_one_number_stands_for_another(original, translation, found):
    assert between(words(original), words(translation)) == found


def test_paragraphs_are_compared_with_their_own_and_texts_of_another_cut_as_a_whole():
    assert between(words("150 nəfər.", "744 nəfər."), words("744 человека.", "150 человек.")) == [
        ("ru p1", ("744", "150")),
        ("ru p2", ("150", "744")),
    ]
    assert between(words("150 nəfər.", "744 nəfər."), words("150 и 744.")) == []
    assert between(words("150 nəfər.", "744 nəfər."), words("150 и 774.")) == [("ru", ("774", "744"))]
    assert between(words(title="36-cı il"), words(title="35-й год")) == [("ru", ("35", "36"))]


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("20 yanvar 1990-cı il", "21 января 1990 года", [("21 января 1990", "20 yanvar 1990")]),
        ("20 yanvar 1990-cı il", "20 января 1991 года", [("20 января 1991", "20 yanvar 1990")]),
        ("1990-cı il yanvarın 20-də", "20 января 1990 года", []),
        ("1990-cı il yanvarın 19-dan 20-nə keçən gecə", "В ночь с 19 на 20 января 1990 года", []),
        (
            "1990-cı il yanvarın 19-dan 20-nə keçən gecə",
            "В ночь с 18 на 20 января",
            [("18 января", "1990-cı il yanvarın 19")],
        ),
        ("20.01.1990", "20 января", []),
        ("20 yanvarda", "20-го января", []),
        ("2020-ci il 27 sentyabr – 8 noyabr", "с 27 сентября по 8 ноября 2020 года", []),
        ("O gecə.", "В ночь на 20 января 1990 года.", [("20 января 1990", "")]),
        ("20 yanvar 1990-cı il gecəsi.", "В ту ночь.", [("", "20 yanvar 1990")]),
        # Only for a reader who takes the number and the month together.
        ("yanvarın 19, 20 və 21-i", "19, 20 и 21 января", []),
    ],
)
def test_a_day_that_one_language_says_and_another_does_not(original, translation, found):
    assert [words for _about, words in between(words(original), words(translation))] == found


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("Şuşada döyüşlər getdi.", "Бои шли в Шуше.", []),
        ("Şuşada döyüşlər getdi.", "Бои шли в Агдаме.", [("Агдаме", "Şuşada")]),
        ("Şuşada və Ağdamda.", "В Шуше.", [("", "Ağdamda")]),
        ("Şəhərdə.", "В городе Шуша.", [("Шуша", "")]),
        ("Bakının küçələrində.", "На бакинских улицах.", []),
        ("Azərbaycan Respublikasının vətəndaşı.", "Гражданин Азербайджана.", []),
        ('<a data-record="11111111-1111-4111-8111-111111111111">Şəhərdə</a> sakitlik idi.', "В Шуше было тихо.", []),
        ("Xarici İşlər Nazirliyi bildirir.", "Как сообщает МИД.", []),  # nobody has said what it is called there
        ("20 Yanvarda yad edirik.", "В День всенародной скорби.", []),  # its day is part of its name
        ("20 Yanvar – Ümumxalq Hüzn Günü.", "День всенародной скорби.", []),  # a day that is part of a name
    ],
)
def test_a_name_that_one_language_says_and_another_does_not(original, translation, found):
    assert [words for _about, words in between(words(original), words(translation))] == found


def test_both_spots_are_told_with_their_languages_and_the_paragraph():
    original, translation = words("20 yanvar. Şuşada."), words("On 21 January. In Aghdam.")
    found = list(between_languages.doubts({"az": original, "en": translation}, "az", known=lambda: KNOWN))

    assert [(doubt.rule, doubt.message) for doubt in found] == [
        ("dates-disagree", "Dates differ in paragraph 1: 21 January (English), 20 yanvar (Azərbaycanca)."),
        ("names-disagree", "Names differ in paragraph 1: Aghdam (English), Şuşada (Azərbaycanca)."),
    ]
    assert {(doubt.spot.language, doubt.spot.block) for doubt in found} == {("en", "p1")}
    assert not any(doubt.keeps_back or doubt.asks_why for doubt in found)


def test_texts_of_another_cut_are_compared_as_a_whole():
    assert between(words("Şuşada.", "20 yanvar."), words("20 января, в Шуше.")) == []
    assert between(words("Şuşada.", "20 yanvar."), words("21 января, в Агдаме.")) == [
        ("ru", ("21 января", "20 yanvar")),
        ("ru", ("Агдаме", "Şuşada")),
    ]


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("1990-cı ilin yanvarında baş verdi.", "Это произошло в январе 1990 года.", []),
        (
            "1990-cı ilin yanvarında baş verdi.",
            "Это произошло в феврале 1990 года.",
            [("ru p1", ("феврале 1990", "1990-cı ilin yanvarında"))],
        ),
        (
            "1990-cı ilin yanvarında baş verdi.",
            "Это произошло 20 января 1990 года.",
            [("ru p1", ("20 января 1990", ""))],
        ),
        ("Yanvarda, 1990-cı ildə.", "В январе того же 1990 года.", []),
        ("1990-cı ilin yanvarında baş verdi.", "Это произошло в январе.", []),
    ],
)
def test_months_without_a_day_are_compared(original, translation, found):
    assert between(words(original), words(translation)) == found


def test_summaries_are_compared_like_texts():
    original, translation = (
        Words(title="Statement", summary=summary, blocks=(Block(id="p1", html="<p>.</p>"),))
        for summary in ("150 nəfər Bakıda həlak oldu.", "Погибли 147 человек в Шуше.")
    )
    doubts = list(between_languages.doubts({"az": original, "ru": translation}, "az", known=lambda: KNOWN))

    assert [(one.about, one.spot.field, one.message) for one in doubts] == [
        ("ru summary", "summary", "Numbers differ in the summary: 147 (Русский), 150 (Azərbaycanca)."),
        ("ru summary", "summary", "Names differ in the summary: Шуше (Русский), Bakıda (Azərbaycanca)."),
    ]
