"""Ukrainian: a fourth language, by which the tests see what adding one takes. It is no part of the archive."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from archive.languages.base import Case, Gender, Language
from archive.languages.calendar import ROMAN
from archive.languages.letters import LATIN, words
from archive.languages.numbers import MOST_CARDINAL, MOST_ORDINAL
from archive.languages.rules import LAST

ONES: Final = words(
    "нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять "
    "п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять"
)
FEMININE: Final = {1: "одна", 2: "дві"}
TENS: Final = words("_ десять двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто")
HUNDREDS: Final = words("_ сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот")
# Stems of ordinals; "третій" alone is soft.
STEMS: Final = dict(
    zip(
        (*range(20), *range(20, 100, 10), *range(100, 1000, 100)),
        words(
            "нульов перш друг трет четверт п’ят шост сьом восьм дев’ят десят одинадцят дванадцят тринадцят чотирнадцят "
            "п’ятнадцят шістнадцят сімнадцят вісімнадцят дев’ятнадцят двадцят тридцят сороков п’ятдесят шістдесят "
            "сімдесят вісімдесят дев’яност сот двохсот трьохсот чотирьохсот п’ятисот шестисот семисот восьмисот "
            "дев’ятисот"
        ),
        strict=True,
    )
)
HARD: Final = dict(zip(Gender, words("ий а е"), strict=True))
SOFT: Final = dict(zip(Gender, words("ій я є"), strict=True))
CASES: Final = words("ий а е ого ої ому ій у ою им ім")
SOFT_CASES: Final = words("ій я є ього ьої ьому ю ьою ім")
WEEKDAYS: Final = tuple(Gender(letter) for letter in "mmfmffn")


class Ukrainian(Language):
    code = "uk"
    locale = "uk_UA"
    autonym = "Українська"
    quotation_marks = ("«", "»")

    alphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    alphabet_after = LATIN
    # It was no letter of Soviet print, and many keyboards lack it.
    plain_letters = {"ґ": "г"}
    endings = re.compile(r"(?:ого|ому|ими|ами|ями|ові|еві|[аяиіоеує][хмй]|[оеє]ю|[аяоеєуюиіьй])$")
    sounds = (("ь", ""), ("щ", "шч"), ("[еи]", "і"), ("о", "у"), ("дз|дж", "д"))

    # --- numbers ---

    grouped_from = 10_000
    ordinal_marks = "-(?:й|а|я|у|ю|е|ї|ої|го|му)"
    further_cardinals = {"одна": 1, "одне": 1, "одну": 1, "дві": 2, "тисячі": 1000, "тисяч": 1000, "тисячу": 1000}
    this_year = "цього року"

    def cardinal(self, number: int) -> str:
        if number > MOST_CARDINAL:
            return self.grouped(number)
        thousands, rest = divmod(number, 1000)
        return " ".join(filter(None, (self._thousands(thousands), _below_a_thousand(rest, {})))) or ONES[0]

    def _thousands(self, count: int) -> str:
        noun = {"one": "тисяча", "few": "тисячі"}.get(self.plural(count), "тисяч")
        return noun if count == 1 else f"{_below_a_thousand(count, FEMININE)} {noun}" if count else ""

    def ordinal(self, number: int, gender: Gender | None = None) -> str:
        return f"{number}-{({Gender.FEMININE: 'а', Gender.NEUTER: 'е'}).get(gender or Gender.FEMININE, 'й')}"

    def ordinal_in_words(self, number: int, gender: Gender | None = None) -> str:
        if number > MOST_ORDINAL:
            return self.ordinal(number, gender)
        last = next(part for part in (number % 1000, number % 100, number % 10) if part in STEMS)
        before = (self.cardinal(number - last),) if number > last else ()
        return " ".join((*before, STEMS[last] + (SOFT if last == 3 else HARD)[gender or Gender.FEMININE]))

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """In every case."""
        forms = {number: (SOFT_CASES if number == 3 else CASES) for number in STEMS}
        return {self.plain(STEMS[number] + ending): number for number, endings in forms.items() for ending in endings}

    def anniversary(self, number: int, *, in_words: bool = False) -> str:
        return f"{self.ordinal_in_words(number) if in_words else self.ordinal(number)} річниця"

    # --- dates ---

    seasons = ("весна", "літо", "осінь", "зима")
    about = "близько {}"
    perhaps = "імовірно {}"
    or_earlier = "{} або раніше"
    or_later = "{} або пізніше"
    beginning_unknown = "початок невідомий – {}"
    end_unknown = "{} – кінець невідомий"
    month_unknown = "місяць невідомий"
    day_unknown = "день невідомий"
    month_and_day_unknown = "місяць і день невідомі"

    def year(self, year: int, case: Case = Case.ALONE) -> str:
        return str(year) if case is Case.ALONE else f"{year} року"

    def season(self, season: int, year: int, case: Case = Case.ALONE) -> str:
        name = self.seasons[season] if case is Case.ALONE else ("весни", "літа", "осені", "зими")[season]
        return f"{name} {self.year(year, case)}"

    def decade(self, year: int, case: Case = Case.ALONE) -> str:
        return f"{year}-ті роки" if case is Case.ALONE else f"{year}-х років"

    def century(self, number: int, case: Case = Case.ALONE) -> str:
        return f"{ROMAN[number]} {'століття' if case is Case.ALONE else 'ст.'}"

    def night(self, first: str, last: str, year: int = 0) -> str:
        return f"ніч із {first} на {last}"

    # --- days that laws set ---

    weekday_near = {
        "on-or-before": "{weekday}: {anchor} або найближчий такий день до",
        "on-or-after": "{weekday}: {anchor} або найближчий такий день після",
        "before": "{weekday}: найближчий такий день до {anchor}",
        "after": "{weekday}: найближчий такий день після {anchor}",
    }
    on_the_day_of = "день {name}"
    after = "{days} після дня {name}"
    before = "{days} до дня {name}"
    listed_days = "дні, указані окремо для кожного року"
    not_in_other_years = "в інші роки не відзначається"
    in_other_years = "в інші роки {}"

    def nth_weekday(self, nth: int, weekday: int, month: int) -> str:
        gender = WEEKDAYS[weekday]
        count = f"останн{SOFT[gender]}" if nth == LAST else self.ordinal_in_words(nth, gender)
        return f"{count} {self.weekdays[weekday]} {self.months_of_a_day[month - 1]}"

    # --- read ---

    days_written = (r"(?<![0-9.,])<day>\s+<month>(?:\s+<year>|\b)",)
    after_a_year = r"\s*р(?:\.|оку?\b)"
    beside_a_date = "р рік року дата"
    says_about = "близько|приблизно"
    says_perhaps = "можливо|імовірно|ймовірно"
    says_before = "до|раніше|не пізніше"
    says_after = "після|не раніше"
    says_or = "або|чи"
    says_midnight = "північ"
    says_before_our_era = r"до\s+(?:н\.?\s?е|нашої\s+ери)"
    says_decade = r"-?(?:ті|х)\b"
    says_years_ago = r"(?:рік|роки|років)\s+тому\b"
    says_a_year_ago = r"\bрік\s+тому\b"
    words_for_years = "рік року роки років"
    says_anniversary = r"річниц\w{1,3}\b"
    first_year_after = r"<in one sentence>\b<year>"
    small_words = frozenset(
        words("і й в у на не що з до та для із від як був була було це його її їх при за року також який")
    )
    foreign_letters = frozenset("ыэъёўқҳҷңұһөү")


def _below_a_thousand(number: int, feminine: Mapping[int, str]) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = (0, rest) if rest < len(ONES) else divmod(rest, 10)
    said = (
        HUNDREDS[hundreds] if hundreds else "",
        TENS[tens] if tens else "",
        feminine.get(ones, ONES[ones]) if ones else "",
    )
    return " ".join(filter(None, said))


LANGUAGE: Final = Ukrainian()
