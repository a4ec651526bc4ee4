"""Spellings of one name are heard alike in whatever script, and forms of one word have one root."""

import pytest

from archive import names, sounds


@pytest.mark.parametrize(
    "spellings",
    [
        "Şuşa Shusha Susa Шуша",
        "Qarabağ Karabakh Garabagh Карабах Karabag",
        "Ağdam Aghdam Агдам",
        "Kəlbəcər Kelbajar Kalbajar Кельбаджар",
        "Xocalı Khojaly Khojali Hocali Ходжалы",
        "Cəbrayıl Jabrayil Джебраил",
        "Füzuli Fizuli Физули",
        "Əliyev Aliyev Алиев",
    ],
)
def test_spellings_of_a_name_are_heard_alike(spellings):
    assert len({sounds.sound(names.fold(one)) for one in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("az", "şəhid şəhidlər şəhidlərin şəhidlərinə şəhidlərimiz"),
        ("az", "Xocalı Xocalıda Xocalının"),
        ("az", "müharibə müharibəsi müharibədə müharibəsində"),
        ("az", "rayon rayonu rayonun rayonlar"),
        ("az", "gün günü gününün günlər"),
        ("az", "nazirlik nazirliyi nazirliyin"),
        ("az", "uşaq uşağın uşaqlar"),
        ("az", "başlayıb başladı başlayır başlayan başlanması"),
        ("az", "vermək verdi verilib verilən"),
        ("az", "alındı alınıb alınması"),
        ("en", "martyr martyrs"),
        ("en", "mediator mediators mediation"),
        ("en", "restored restoring restoration"),
        ("en", "victory victories victorious"),
        ("en", "independent independence"),
        ("en", "important importance"),
        ("en", "remove removed removal"),
        ("en", "buried burial"),
        ("en", "abolish abolished abolition"),
        ("en", "admit admission"),
        ("en", "kill kills killed killing"),
        ("en", "Ministry of Defence/Ministry of Defense"),
        ("ru", "Шуша Шушу Шуше Шуши"),
        ("ru", "Баку бакинский бакинского"),
        ("ru", "день дня дню"),
        ("ru", "вернулся вернулись вернуть"),
        ("ru", "объявил объявляет объявление"),
        ("ru", "обсудил обсуждение"),
        ("ru", "обратился обращение"),
        ("ru", "посредник посредники посредничество"),
        ("ru", "беженец беженцы"),
        ("ru", "отмечать отмечают отметить"),
        ("ru", "независимый независимость"),
    ],
)
def test_forms_of_a_word_have_one_root(language, forms):
    several = forms.split("/") if "/" in forms else forms.split()

    assert len({sounds.roots(names.fold(one), language) for one in several}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "statement", "state"),
        ("en", "army", "armenia"),
        ("en", "union", "unity"),
        ("en", "memorial", "memory"),
        ("en", "national", "native"),
        ("az", "elan", "əlaqə"),
        ("az", "nazir", "nazik"),
        ("az", "yardım", "yara"),
        ("az", "başlamaq", "baş"),
        ("ru", "память", "памфлет"),
        ("ru", "совет", "сова"),
        ("ru", "перемирие", "перемена"),
    ],
)
def test_what_is_not_akin_has_another_root(language, one, other):
    assert sounds.root(names.fold(one), language) != sounds.root(names.fold(other), language)


def test_azerbaijani_in_cyrillic_is_the_same_word_today():
    assert sounds.respellings(names.fold("шәһидләр")) == ("sehidler",)
    assert sounds.respellings("susa") == ()
