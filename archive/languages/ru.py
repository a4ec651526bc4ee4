"""Russian. A date has the genitive after "с", "до" and "около"; an ordinal has the gender of its word."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import Final

from .base import Case, Gender, Language
from .calendar import ROMAN
from .letters import CYRILLIC, LATIN, words
from .numbers import MOST_CARDINAL, MOST_ORDINAL
from .rules import LAST
from .years import Phrase

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
# Monday to Sunday.
WEEKDAYS: Final = tuple(Gender(letter) for letter in "mmfmffn")


class Russian(Language):
    code = "ru"
    locale = "ru_RU"
    autonym = "Русский"
    quotation_marks = ("«", "»")

    alphabet = CYRILLIC
    alphabet_after = LATIN
    endings = re.compile(
        r"(?:ого|его|ому|ему|ыми|ими|ами|ями|[аяыиоеёу][хмй]|[оеё]в|[ая]я|[оеы]е|и[еюя]|[аяоеуюыиьй])$"
    )
    # The word most names of observances begin with loses a vowel before its endings.
    irregular_stems = dict.fromkeys(("дня", "дню", "днем", "дне"), "день")
    # Unstressed vowels and consonants before others are written by rules that people forget.
    sounds = (
        ("[тд]ь?с", "ц"),
        ("[ьъ]", ""),
        ("вств", "ств"),
        ("[тд](?=н)(?<=[сз].)", ""),
        ("л(?=нц)|д(?=ц)", ""),
        ("сч|зч|жч|шч", "щ"),
        ("(?<=[ое])г(?=о$)", "в"),
        ("о", "а"),
        ("[еэияый]", "и"),
        ("ю", "у"),
        ("б", "п"),
        ("в", "ф"),
        ("г", "к"),
        ("д", "т"),
        ("ж", "ш"),
        ("з", "с"),
    )

    # --- numbers ---

    # Four digits stand together.
    grouped_from = 10_000
    ordinal_marks = "-(?:я|й|ю|е|м|го|му|ая|ой|ую|ое|ый|ий)"
    further_cardinals = {"одна": 1, "одно": 1, "одну": 1, "две": 2, "тысячи": 1000, "тысяч": 1000, "тысячу": 1000}
    this_year = "в этом году"

    def cardinal(self, number: int) -> str:
        if number > MOST_CARDINAL:
            return self.grouped(number)
        thousands, rest = divmod(number, 1000)
        return " ".join(filter(None, (self._thousands(thousands), _below_a_thousand(rest)))) or ONES[0]

    def _thousands(self, count: int) -> str:
        noun = {"one": "тысяча", "few": "тысячи"}.get(self.plural(count), "тысяч")
        return noun if count == 1 else f"{_below_a_thousand(count, FEMININE)} {noun}" if count else ""

    def ordinal(self, number: int, gender: Gender | None = None) -> str:
        return f"{number}-{({Gender.MASCULINE: 'й', Gender.NEUTER: 'е'}).get(gender or Gender.FEMININE, 'я')}"

    def ordinal_in_words(self, number: int, gender: Gender | None = None) -> str:
        if number > MOST_ORDINAL:
            return self.ordinal(number, gender)
        last = next(part for part in (number % 1000, number % 100, number % 10) if part in STEMS)
        before = (self.cardinal(number - last),) if number > last else ()
        return " ".join((*before, STEMS[last] + _ending(last)[gender or Gender.FEMININE]))

    @cached_property
    def cardinals(self) -> Mapping[str, int]:
        """In the genitive too."""
        nominative = super().cardinals
        return {self.plain(_genitive(word)): nominative[self.plain(word)] for word in WORDS} | dict(nominative)

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """In every case."""
        forms = {
            number: [stem + ending for ending in (SOFT_CASES if number == 3 else CASES)]
            for number, stem in STEMS.items()
        }
        return {self.plain(form): number for number, several in forms.items() for form in several}

    def anniversary(self, number: int, *, in_words: bool = False) -> str:
        return f"{self.ordinal_in_words(number) if in_words else self.ordinal(number)} годовщина"

    # --- dates ---

    seasons = ("весна", "лето", "осень", "зима")
    about = "около {}"
    perhaps = "предположительно {}"
    or_earlier = "{} или ранее"
    or_later = "{} или позднее"
    beginning_unknown = "начало неизвестно – {}"
    end_unknown = "{} – конец неизвестен"
    month_unknown = "месяц неизвестен"
    day_unknown = "день неизвестен"
    month_and_day_unknown = "месяц и день неизвестны"

    def year(self, year: int, case: Case = Case.ALONE) -> str:
        return str(year) if case is Case.ALONE else f"{year} года"

    def season(self, season: int, year: int, case: Case = Case.ALONE) -> str:
        name = self.seasons[season] if case is Case.ALONE else ("весны", "лета", "осени", "зимы")[season]
        return f"{name} {self.year(year, case)}"

    def decade(self, year: int, case: Case = Case.ALONE) -> str:
        return f"{year}-е годы" if case is Case.ALONE else f"{year}-х годов"

    def century(self, number: int, case: Case = Case.ALONE) -> str:
        return f"{ROMAN[number]} {'век' if case is Case.ALONE else 'века'}"

    def night(self, first: str, last: str, year: int = 0) -> str:
        return f"ночь с {first} на {last}"

    # --- days that laws set ---

    weekday_near = {
        "on-or-before": "{weekday}: {anchor} или ближайший такой день до",
        "on-or-after": "{weekday}: {anchor} или ближайший такой день после",
        "before": "{weekday}: ближайший такой день до {anchor}",
        "after": "{weekday}: ближайший такой день после {anchor}",
    }
    on_the_day_of = "день {name}"
    after = "{days} после дня {name}"
    before = "{days} до дня {name}"
    listed_days = "дни, указанные отдельно для каждого года"
    not_in_other_years = "в другие годы не отмечается"
    in_other_years = "в другие годы {}"

    def nth_weekday(self, nth: int, weekday: int, month: int) -> str:
        gender = WEEKDAYS[weekday]
        count = f"последн{LAST_OF_ALL[gender]}" if nth == LAST else self.ordinal_in_words(nth, gender)
        return f"{count} {self.weekdays[weekday]} {self.months_of_a_day[month - 1]}"

    # --- read ---

    days_written = (r"(?<![0-9.,])<day>\s+<month>(?:\s+<year>|\b)",)
    after_a_year = r"\s*г(?:\.|ода?\b)"
    beside_a_date = "г год года дата"
    says_about = r"около|ок\.|примерно|приблизительно"
    says_perhaps = "возможно|вероятно|предположительно"
    says_before = "до|ранее|не позднее"
    says_after = "после|не ранее"
    says_or = "или|либо"
    says_midnight = "полноч"
    says_before_our_era = r"до\s+(?:н\.?\s?э|нашей\s+эры)"
    says_decade = r"-?[ех]\b"
    says_years_ago = r"(?P<noun>года?|лет)\s+(?:тому\s+)?назад\b"
    says_a_year_ago = r"\bгод\s+(?:тому\s+)?назад\b"
    says_anniversary = r"годовщин\w{1,3}\b"
    says_anniversary_after_a_cardinal = r"лети[еяюй]\w?\b"
    first_year_after = r"<in one sentence>\b<year>"

    # --- words that depend on the year ---

    gender_of_an_anniversary = Gender.FEMININE
    counted_nouns = (
        (NOMINATIVE, {"one": "год", "few": "года", "many": "лет"}),
        (GENITIVE, {"one": "года", "few": "лет", "many": "лет"}),
    )

    def ways_to_say(self, phrase: Phrase) -> tuple[Callable[[int], str], ...]:
        """Cardinals in the nominative, in the genitive and inside a word; ordinals in every case of their gender."""
        if not phrase.is_ordinal:
            both = (self.cardinal, _in_the_genitive)
            return (*(both if phrase.case == NOMINATIVE else reversed(both)), _inside_a_word)
        return tuple(partial(self._ordinal_ending, index) for index in CASES_OF[phrase.gender or Gender.FEMININE])

    def _ordinal_ending(self, index: int, number: int) -> str:
        """In words, with the ending that stands at ``index`` of those of all cases."""
        said = self.ordinal_in_words(number, Gender.MASCULINE)
        third = said.endswith("ий")
        ending = (SOFT_CASES if third else CASES)[index]
        if not index:
            return said
        return said[:-2] + ending

    def mark_like(self, mark: str, old: int, number: int) -> str:
        """An ending is the same after every number."""
        return mark

    small_words = frozenset(
        words(
            "и в на не что с по к для из от о об как был была были было это его её их при за года году также "
            "который которые"
        )
    )
    # Of Ukrainian, Belarusian, Tajik, Kazakh and the old Azerbaijani alphabet.
    foreign_letters = frozenset("іїєґўӣӯқҳҷңұһөү")

    # --- documents ---

    line_labels = {
        "title": ("заголовок",),
        "date": ("дата", "опубликовано"),
        "author": ("автор",),
        "issuer": ("издатель заявления",),
        "publisher": ("издание", "источник"),
        "address": ("адрес", "ссылка"),
        "language": ("язык",),
    }
    comment_lines = (
        *("Комментарии", "Оставить комментарий", "Добавить комментарий", "Показать все комментарии", "Поделиться"),
    )
    read_on_lines = ("Читать далее", "Читать дальше")
    reference_lines = ("См. также", "Смотри также", "Примечания", "Ссылки")
    says_translation = "перевод"
    statement_forms = {
        "joint": "совместн заявлени",
        "statement": "заявлени",
        "message": "послани",
        "address": "обращени",
        "proclamation": "прокламаци",
        "condolence": "соболезновани",
    }
    issuer_in_heading = (
        r"(?i)\b(?:заявлени|обращени|послани)[а-я]{1,2}\s+(?P<who>.{3,120}?)(?=\s+(?:по|в связи|о|об|от|к|ко)\s|$)"
    )
    day_name_labels = ("название дня", "название праздника")
    day_box_labels = ("отмечается",)
    day_date_labels = ("дата",)
    day_words = ("день",)
    says_it_is_a_day = r"— (?:[\w-]{1,30} ){0,4}день\b"


def _below_a_thousand(number: int, feminine: Mapping[int, str] = MappingProxyType({})) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = (0, rest) if rest < len(ONES) else divmod(rest, 10)
    words = (
        HUNDREDS[hundreds] if hundreds else "",
        TENS[tens] if tens else "",
        feminine.get(ones, ONES[ones]) if ones else "",
    )
    return " ".join(filter(None, words))


def _genitive(word: str) -> str:
    return GENITIVES.get(word) or (word[:-1] + "и" if word.endswith(("ь", "т")) else word)


def _in_the_genitive(number: int) -> str:
    return " ".join(map(_genitive, LANGUAGE.cardinal(number).split()))


def _inside_a_word(number: int) -> str:
    """ "тридцатишести" in "тридцатишестилетие"."""
    return "".join(INSIDE.get(word) or _genitive(word) for word in LANGUAGE.cardinal(number).split())


def _ending(number: int) -> dict[Gender, str]:
    if number == 3:
        return SOFT
    return ON_ENDING if number in STRESSED else HARD


LANGUAGE: Final = Russian()
