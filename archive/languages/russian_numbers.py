"""Russian numbers in words: their genders, their cases, and what they are inside another word."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .letters import words
from .numbers import Gender

ONES: Final = words(
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
FEMININE: Final = {1: "одна", 2: "две"}
TENS: Final = words("_ десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
HUNDREDS: Final = words("_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")

WORDS: Final = frozenset((*ONES, *FEMININE.values(), *TENS[1:], *HUNDREDS[1:], "тысяча"))

# Stems of ordinals; those stressed on their ending have "ой", and "третий" is soft.
STEMS: Final = dict(
    zip(
        (*range(20), *range(20, 100, 10), *range(100, 1000, 100)),
        words(
            "нулев перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
            "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат сороков пятидесят "
            "шестидесят семидесят восьмидесят девяност сот двухсот трёхсот четырёхсот пятисот шестисот семисот "
            "восьмисот девятисот"
        ),
        strict=True,
    )
)
STRESSED: Final = frozenset({0, 2, 6, 7, 8, 40})
GENDERS: Final = (Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER)
HARD, ON_ENDING, SOFT, LAST_OF_ALL = (
    dict(zip(GENDERS, endings.split(), strict=True)) for endings in ("ый ая ое", "ой ая ое", "ий ья ье", "ий яя ее")
)
# The endings of an ordinal in every case, those of "третий" in the same order; and which of them a gender has.
CASES: Final = words("ый ой ая ое ого ому ым ом ую ою")
SOFT_CASES: Final = words("ий ьей ья ье ьего ьему ьим ьем ью ьею")
CASES_OF: Final = {Gender.MASCULINE: (0, 4, 5, 6, 7), Gender.FEMININE: (2, 8, 1, 9), Gender.NEUTER: (3, 4, 5, 6, 7)}
# Cases of numbers and of what is counted.
NOMINATIVE, GENITIVE = 0, 1
# Words whose genitive is no "и" in place of their last letter, and the same in the words made of numbers.
GENITIVES: Final = {
    "ноль": "ноля",
    "один": "одного",
    "два": "двух",
    "три": "трёх",
    "четыре": "четырёх",
    "восемь": "восьми",
    "сорок": "сорока",
    "пятьдесят": "пятидесяти",
    "шестьдесят": "шестидесяти",
    "семьдесят": "семидесяти",
    "восемьдесят": "восьмидесяти",
    "девяносто": "девяноста",
    "сто": "ста",
    "двести": "двухсот",
    "триста": "трёхсот",
    "четыреста": "четырёхсот",
    "пятьсот": "пятисот",
    "шестьсот": "шестисот",
    "семьсот": "семисот",
    "восемьсот": "восьмисот",
    "девятьсот": "девятисот",
    "тысяча": "тысячи",
    "тысячи": "тысяч",
    "тысяч": "тысяч",
    "одна": "одной",
    "две": "двух",
}
INSIDE: Final = {"один": "одно", "девяносто": "девяносто", "сто": "сто"}


def below_a_thousand(number: int, feminine: Mapping[int, str] = MappingProxyType({})) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = (0, rest) if rest < len(ONES) else divmod(rest, 10)
    words = (
        HUNDREDS[hundreds] if hundreds else "",
        TENS[tens] if tens else "",
        feminine.get(ones, ONES[ones]) if ones else "",
    )
    return " ".join(filter(None, words))


def genitive(word: str) -> str:
    return GENITIVES.get(word) or (word[:-1] + "и" if word.endswith(("ь", "т")) else word)


def in_the_genitive(cardinal: str) -> str:
    return " ".join(map(genitive, cardinal.split()))


def inside_a_word(cardinal: str) -> str:
    """ "Тридцатишести" in "тридцатишестилетие"."""
    return "".join(INSIDE.get(word) or genitive(word) for word in cardinal.split())


def ordinal(masculine: str, place: int) -> str:
    """An ordinal with the ending that stands at ``place`` of those of all cases."""
    endings = SOFT_CASES if masculine.endswith("ий") else CASES
    return masculine[:-2] + endings[place] if place else masculine


def ending(number: int) -> dict[Gender, str]:
    if number == 3:
        return SOFT
    return ON_ENDING if number in STRESSED else HARD
