"""A word agrees with the number before it, in every language, wherever one stands before the other."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from archive import languages
from archive.editions.payloads import Cited, CitedSource, Reference
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.detail.figures import number_in_words
from archive.public.words import counting
from archive.records.figures import Figure

pytestmark = pytest.mark.once

LOCALES = Path(__file__).parents[2] / "archive" / "locale"
NUMBERS = (0, 1, 2, 4, 5, 11, 21, 22, 100, 1.5)
SPOKEN = {
    "en": {
        "persons": "people person people people people people people people people people",
        "villages": "villages village villages villages villages villages villages villages villages villages",
        "children": "children child children children children children children children children children",
    },
    "az": {
        "persons": " ".join(["nəfər"] * 10),
        "villages": " ".join(["kənd"] * 10),
        "children": " ".join(["uşaq"] * 10),
        "civilians": "|".join(["mülki şəxs"] * 10),
    },
    "ru": {
        "persons": "человек человек человека человека человек человек человек человека человек человека",
        "villages": "сёл село села села сёл сёл село села сёл села",
        "children": "детей ребёнок ребёнка ребёнка детей детей ребёнок ребёнка детей ребёнка",
        "families": "семей семья семьи семьи семей семей семья семьи семей семьи",
        "cities": "городов город города города городов городов город города городов города",
    },
}
# After "more than", "at least" and "about", Russian has the genitive.
SPOKEN_INEXACTLY = {
    "en": {"persons": "people person people people people people people people people people"},
    "az": {"women": " ".join(["qadın"] * 10)},
    "ru": {
        "persons": "человек человека человек человек человек человек человека человек человек человек",
        "civilians": "мирных жителей|мирного жителя|мирных жителей|мирных жителей|мирных жителей|мирных жителей|"
        "мирного жителя|мирных жителей|мирных жителей|мирных жителей",
    },
}
KINDS = {
    "ru": {
        "statement": "0 заявлений|1 заявление|2 заявления|4 заявления|5 заявлений|11 заявлений|21 заявление",
        "observance": "0 дней памяти|1 день памяти|2 дня памяти|4 дня памяти|5 дней памяти|11 дней памяти|"
        "21 день памяти",
        "place": "0 мест|1 место|2 места|4 места|5 мест|11 мест|21 место",
    },
    "az": {"statement": "0 bəyanat|1 bəyanat|2 bəyanat|4 bəyanat|5 bəyanat|11 bəyanat|21 bəyanat"},
    "en": {"statement": "0 statements|1 statement|2 statements|4 statements|5 statements|11 statements|21 statements"},
}


def parts(said: str) -> list[str]:
    return said.split("|") if "|" in said else said.split()


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_noun_agrees_with_its_number(language):
    with translation.override(language):
        for thing, said in SPOKEN[language].items():
            assert [counting.noun(thing, number) for number in NUMBERS] == parts(said)
        for thing, said in SPOKEN_INEXACTLY[language].items():
            for put in sorted(counting.INEXACT):
                assert [counting.noun(thing, number, qualifier=put) for number in NUMBERS] == parts(said)
        for kind, said in KINDS[language].items():
            assert [counting.counted(kind, number, language) for number in (0, 1, 2, 4, 5, 11, 21)] == said.split("|")


def figure(qualifier: str, *numbers: int, **fields) -> FigureForm:
    given = {"value": numbers[0]} if len(numbers) == 1 else dict(zip(("low", "high"), numbers, strict=False))
    return FigureForm(
        id="f1",
        measure="killed",
        qualifier=qualifier,
        stated_by=Reference(record="a", kind="institution", label={"en": "A"}),
        stated_in=Cited(source=CitedSource(record="s", label={"en": "S"}, sort="report")),
        **given,
        **fields,
    )


FIGURES = [
    (figure("exact", 1), "1 person", "1 nəfər", "1 человек"),
    (figure("exact", 4), "4 people", "4 nəfər", "4 человека"),
    (figure("exact", 22, population="children"), "22 children", "22 uşaq", "22 ребёнка"),
    (figure("at-least", 161), "at least 161 people", "ən azı 161 nəfər", "не менее 161 человека"),
    (figure("more-than", 4, unit="villages"), "more than 4 villages", "4-dən çox kənd", "более 4 сёл"),
    (figure("about", 21, unit="cities"), "about 21 cities", "təxminən 21 şəhər", "около 21 города"),
    (figure("nearly", 2, unit="families"), "nearly 2 families", "demək olar ki, 2 ailə", "почти 2 семьи"),
    (figure("range", 5, 7), "5–7 people", "5–7 nəfər", "5–7 человек"),
    (figure("range", 1, 3), "1–3 people", "1–3 nəfər", "1–3 человека"),
    (figure("range", 20, 21, unit="villages"), "20–21 villages", "20–21 kənd", "20–21 село"),
    (figure("exact", 16000), "16,000 people", "16\xa0000 nəfər", "16\xa0000 человек"),
    (figure("exact", 2783, population="servicemen"), "2,783 servicemen", "2783 hərbçi", "2783 военнослужащих"),
    (figure("unquantified"), "no number given persons", "rəqəm göstərilməyib insanlar", "число не названо люди"),
]


@pytest.mark.parametrize(("claim", "en", "az", "ru"), FIGURES)
def test_a_claim_reads_as_a_sentence_would_have_it(claim, en, az, ru):
    found = {}
    for language in ("en", "az", "ru"):
        with translation.override(language):
            found[language] = f"{number_in_words(claim, language)} {counting.noun_of(claim)}"

    assert found == {"en": en, "az": az, "ru": ru}


def test_everything_that_can_be_counted_has_its_words():
    things = {*Figure.Unit.values, *Figure.Population.values}

    assert set(counting.COUNTED) == set(counting.COUNTED_INEXACTLY) == things
    assert set(Figure.Qualifier.values) > counting.INEXACT
    assert counting.noun("boats", 5) == "boats"  # a word frozen once and forgotten since


def test_fractions_and_thousands_are_written_as_each_language_does():
    written = {code: [languages.get(code).grouped(one) for one in (1.5, 2783, 50_000)] for code in ("az", "en", "ru")}

    assert written == {
        "az": ["1,5", "2783", "50\xa0000"],
        "en": ["1.5", "2,783", "50,000"],
        "ru": ["1,5", "2783", "50\xa0000"],
    }


# A number before a word: not the name of a thing, as in "edition 2" or "row 5".
BEFORE_A_WORD = re.compile(r"(?<![a-z] )%\((?:count|counter|total|number|days|years)\)s [a-z]")


@pytest.mark.parametrize("language", ["az", "ru"])
def test_no_sentence_has_a_number_before_a_word_without_its_plural(language):
    """Of every sentence of the interface, as it was collected from sources and templates."""
    catalogue = (LOCALES / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    entries = [one for one in catalogue.split("\n\n") if not one.startswith("#~") and "\nmsgid " in f"\n{one}"]
    single = [one for one in entries if "msgid_plural" not in one and BEFORE_A_WORD.search(one.partition("msgstr")[0])]
    plural = [one for one in entries if "msgid_plural" in one]

    assert single == []
    assert len(plural) > 20
    empty = [one for one in plural if re.search(r'^msgstr\[\d\] ""$(?!\n")', one, re.MULTILINE)]
    assert empty == []
    if language == "az":  # after a number stands the singular
        assert [one for one in plural if re.search(r"msgstr.*%\(\w+\)s \w+l[aə]r\b", one)] == []
