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
from .russian_numbers import (
    CASES,
    CASES_OF,
    FEMININE,
    GENITIVE,
    LAST_OF_ALL,
    NOMINATIVE,
    ONES,
    SOFT_CASES,
    STEMS,
    WORDS,
    below_a_thousand,
    ending,
    genitive,
    in_the_genitive,
    inside_a_word,
    ordinal,
)
from .years import NAMES_NO_YEAR, Kind, Phrase

# Before so many years that reach to now, and after them.
THESE: Final = r"(?:эти|этих|последни[ехй]|последние|прошедши[ех]|минувши[ех]|все\s+эти)\s+"
SINCE: Final = r"прошло|прошли|минул[оа]|со\s+(?:дня|времени)|отделя\w+|исполн\w+|как"
ODD: Final = r"\s+с\s+(?:лишним|небольшим)\s+(?:года?|лет)"
DAYS: Final = r"\s+(?:день|дня|дней)"
LASTED: Final = r"длил\w+|длив\w+|продолжа\w+|шла|велась|за|в\s+течение"
IN_WAR: Final = r"(?s).*\b(?:войн|арми|побед|освобо|операци|бо[йяе]|боев|боёв|войск|солдат|сражал)"
WAR: Final = r"(?:войн|бо[её]в|сражени|операци|контрнаступлени)\w*"
# What lasts and grows older every year.
LASTING: Final = (
    r"(?:бол[иью]|ран[аыу]|ожидани|скорб|памят|молчани|борьб|тоск|безнаказанност|надежд|горе|горя|траур|поиск|пут[иь]|"
    r"мир[ан]|свобод|независимост)\w*"
)
MONTHS: Final = r"(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
# Monday to Sunday.
WEEKDAYS: Final = tuple(Gender(letter) for letter in "mmfmffn")


class Russian(Language):
    code = "ru"
    locale = "ru_RU"
    autonym = "Русский"
    quotation_marks = ("«", "»")

    alphabet = CYRILLIC
    alphabet_after = LATIN
    shortened_words = MappingProxyType(
        {
            **{"мин": "министерство", "гос": "государственный", "ген": "генеральный", "воен": "военный"},
            **{"глав": "главный", "нац": "национальный", "спец": "специальный"},
        }
    )
    keys = "ёйцукенгшщзхъфывапролджэячсмитьбю"
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
    scales = {
        **{"тысяч": 1_000, "тыс": 1_000, "миллион": 1_000_000, "млн": 1_000_000},
        **{"миллиард": 1_000_000_000, "млрд": 1_000_000_000},
    }
    says_which = r"номер\w*|резолюци\w+|стать\w+|ст|пункт\w*|п|страниц\w+|стр|параграф\w*|глав\w+|раздел\w*"
    this_year = "в этом году"

    def cardinal(self, number: int) -> str:
        if number > MOST_CARDINAL:
            return self.grouped(number)
        thousands, rest = divmod(number, 1000)
        return " ".join(filter(None, (self._thousands(thousands), below_a_thousand(rest)))) or ONES[0]

    def _thousands(self, count: int) -> str:
        noun = {"one": "тысяча", "few": "тысячи"}.get(self.plural(count), "тысяч")
        return noun if count == 1 else f"{below_a_thousand(count, FEMININE)} {noun}" if count else ""

    def ordinal(self, number: int, gender: Gender | None = None) -> str:
        return f"{number}-{({Gender.MASCULINE: 'й', Gender.NEUTER: 'е'}).get(gender or Gender.FEMININE, 'я')}"

    def ordinal_in_words(self, number: int, gender: Gender | None = None) -> str:
        if number > MOST_ORDINAL:
            return self.ordinal(number, gender)
        last = next(part for part in (number % 1000, number % 100, number % 10) if part in STEMS)
        before = (self.cardinal(number - last),) if number > last else ()
        return " ".join((*before, STEMS[last] + ending(last)[gender or Gender.FEMININE]))

    @cached_property
    def cardinals(self) -> Mapping[str, int]:
        """In the genitive too."""
        nominative = super().cardinals
        return {self.plain(genitive(word)): nominative[self.plain(word)] for word in WORDS} | dict(nominative)

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

    days_written = (r"(?<![0-9.,])<day>(?:-?(?:ого|го|ому|му|ое|е))?\s+<month>(?:\s+<year>|\b)",)
    says_time = (
        r"секунд\w?|минут\w?|час(?:а|ов)?|день|дн(?:я|ей)|недел\w{1,2}|месяц\w{0,2}|год(?:а|ов)?|лет|век(?:а|ов)?"
    )
    word_for_a_year = "г"
    short_months = {
        **dict(zip(words("янв фев мар апр июн июл авг сен окт ноя дек"), (1, 2, 3, 4, *range(6, 13)), strict=True)),
        **{"февр": 2, "сент": 9, "нояб": 11},
    }
    month_forms = dict.fromkeys(words("мае маю маем"), 5)
    between_days = "и или на по до"
    after_a_year = r"\s*г(?:\.|ода?\b)"
    beside_a_date = "г год года дата"
    within_a_date = "г год года году го я й е м"
    asked_beside_a_date = "в году годов годы годах от дня"
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
    words_for_years = "год года лет"
    says_anniversary = r"годовщин\w{1,3}\b"
    says_anniversary_after_a_cardinal = r"лети[еяюй]\w?\b"
    first_year_after = r"<in one sentence>\b<year>"

    # --- words that depend on the year ---

    gender_of_an_anniversary = Gender.FEMININE
    year_phrases = (
        Phrase(kind=Kind.ANNIVERSARY, after=r"[\s-]*летн\w+\s+(?:годовщин|юбиле)\w+"),
        Phrase(kind=Kind.SO_LONG, after=r"[\s-]*летней\s+давности\b"),
        Phrase(kind=Kind.AGO, after=r"\s+десятилети[еяй]\s+(?:тому\s+)?назад\b", is_about=True),
        Phrase(kind=Kind.AGO, after=rf"{ODD}\s+(?:тому\s+)?назад\b", is_about=True),
        Phrase(
            kind=Kind.SO_LONG,
            after=rf"(?:{ODD}|\s+десятилети[еяй]\w*)\b",
            is_about=True,
        ),
        Phrase(kind=Kind.SO_LONG, after=rf"\s+(?P<noun>года?|лет)\s+(?:{SINCE})\b"),
        Phrase(
            kind=Kind.SO_LONG,
            before=rf"\b(?:за|через|спустя|прошло|минуло|исполн(?:я\w+|илось|ится)|вот|уже)\s+(?:уже\s+)?(?:{THESE})?",
            after=r"\s+(?P<noun>года?|лет)\b",
        ),
        Phrase(
            kind=Kind.SO_LONG,
            before=rf"\b(?:на\s+протяжении|в\s+течение|в\s+продолжение|по\s+(?:прошествии|истечении)|после|со\s+времени)\s+(?:уже\s+)?(?:{THESE})?",
            after=r"\s+(?P<noun>года?|лет)\b",
            case=GENITIVE,
        ),
        Phrase(kind=Kind.SO_LONG, after=r"\s+(?P<noun>года?|лет)\s+спустя\b", sentence=NAMES_NO_YEAR),
        Phrase(kind=Kind.SO_LONG, before=r"(?<=[–—]\s)", after=r"\s+(?P<noun>года?|лет)(?=\s*(?:[.!,\n]|$))"),
        Phrase(kind=Kind.SO_LONG, before=rf"\b(?:{THESE})", after=r"\s+(?P<noun>года?|лет)\b"),
        Phrase(kind=Kind.SO_LONG, after=r"\s+(?:года?|лет)\b", needs_about=True),
        Phrase(
            kind=Kind.SO_LONG,
            before=r"\b(?:уже|вот|ид[её]т|пош[её]л|наступил|начался)\s+",
            after=r"\s+год\b",
            is_ordinal=True,
            gender=Gender.MASCULINE,
        ),
        Phrase(kind=Kind.SO_LONG, after=r"\s+(?P<noun>года?|лет)\s+подряд\b"),
        Phrase(
            kind=Kind.SO_LONG,
            after=r"\s+(?P<noun>года?|лет)(?=\s*[,.!:;–—])",
            unlike=r"[^\s.!?…“«][”»)]*\s+",
            least=3,
        ),
        Phrase(
            kind=Kind.SO_LONG,
            after=r"\s+год\s+(?:трагеди|памяти|победы|траур|мир)\w*",
            is_ordinal=True,
            gender=Gender.MASCULINE,
            least=3,
        ),
        Phrase(kind=Kind.SO_LONG, after=r"\s+год\s+подряд\b", is_ordinal=True, gender=Gender.MASCULINE),
        Phrase(
            kind=Kind.SO_LONG, before=r"\bв\s+", after=r"\s+раз\b", is_ordinal=True, gender=Gender.MASCULINE, least=3
        ),
        Phrase(
            kind=Kind.SO_LONG,
            before=r"\bна\s+",
            after=r"\s+году\b(?!\s+жизни)",
            is_ordinal=True,
            gender=Gender.MASCULINE,
            least=3,
        ),
        Phrase(kind=Kind.SO_LONG, after=rf"[\s-]*летн\w+\s+{LASTING}"),
        Phrase(kind=Kind.SO_LONG, after=rf"\s+(?P<noun>года?|лет)\s+{LASTING}"),
        Phrase(
            kind=Kind.SO_LONG,
            before=r"\b(?:было|исполнилось)\s+бы\s+(?:сегодня\s+|сейчас\s+|уже\s+)?",
            after=r"\s+(?P<noun>года?|лет)\b",
        ),
        Phrase(kind=Kind.DAYS, after=r"[\s-]*дневн\w+"),
        Phrase(kind=Kind.DAYS, after=rf"{DAYS}\s+(?:[^\W\d_]+\s+){{0,2}}{WAR}"),
        Phrase(
            kind=Kind.DAYS,
            before=r"\bна\s+",
            after=rf"\s+день\s+(?:[^\W\d_]+\s+){{0,2}}{WAR}",
            is_ordinal=True,
            gender=Gender.MASCULINE,
        ),
        Phrase(kind=Kind.DAYS, before=rf"\b(?:{LASTED})\s+(?:эти\s+)?", after=rf"{DAYS}\b", sentence=IN_WAR),
        Phrase(kind=Kind.DAYS, after=rf"{DAYS}\b", sentence=IN_WAR, least=3),
    )
    nouns_inside_words = "лети|летн|дневн"
    says_about_before = (
        r"более(?:\s+чем)?|свыше|около|почти|примерно|приблизительно|больше|порядка|без\s+малого|чуть\s+более|"
        r"менее(?:\s+чем)?"
    )
    says_relative = (
        r"(?:(?:в|во|с|до|к)\s+)?(?:позапрошл|прошл|минувш|нынешн|текущ|будущ|следующ|предыдущ|наступивш|эт|сам|прошедш|истекш)"
        r"(?:ом|ем|ого|его|ый|ий|от|ому|ему)\s+год(?:а|у|ом)?|прошлогодн\w+|сего\s+года|[ст]\.\s?г(?=\.)"
        rf"|(?:в\s+)?(?:позапрошл|прошл|минувш|нынешн|будущ|следующ|предстоящ)(?:ом|ем|ого|его|ий|ый|им|ым)\s+{MONTHS}"
    )
    says_about_ago = (
        r"(?:пол|четверть\s+|треть\s+|полу|четверти\s+|трети\s+)века(?:\s+(?:тому\s+)?назад)?|"
        r"[^\W\d_]+\s+с\s+половиной\s+десятилети[яей]\w*(?:\s+(?:тому\s+)?назад)?|"
        r"полтора\s+(?:десятилетия|века)(?:\s+(?:тому\s+)?назад)?|"
        r"(?:более|свыше|больше|почти|около)\s+(?:чем\s+)?(?:полу)?(?:века|столетия)(?:\s+(?:тому\s+)?назад)?|"
        r"(?:(?:несколько\s+)?десятилетий|век|столетие)\s+(?:тому\s+)?назад|лет\s+[^\W\d_]{3,20}\s+назад"
    )
    says_year_before = r"(?:(?:19|20)[0-9]{2}\s?[-–—/]\s?)"
    says_year_after_words = r"\s+год(?:а|у|ом)?\b"
    says_year_after = (
        r"(?:\s+учебн\w+\s+год(?:а|у|ом)?\b)|(?:-(?:го|й|м|му|ый|ом))?\s?(?:гг?\.|год(?:а|у|ом|ов)?\b)|-(?:го|м|му)\b"
    )
    weekday_forms = (
        ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"),
        words("понедельник вторник среда четверг пятница суббота воскресенье"),
        words("понедельник вторник среду четверг пятницу субботу воскресенье"),
    )
    beside_a_weekday = r"[\s,(]*"
    says_on_a_weekday = r"(?=во?\s)(?:<weekday>)"
    offices = (
        "президент|премьер-министр|министр|председател|спикер|посол|посл|генеральн\\w+ секретар|главнокомандующ|"
        "верховн\\w+ главнокомандующ|канцлер|губернатор|мэр|король|вице-президент"
    )
    counted_nouns = (
        (NOMINATIVE, {"one": "год", "few": "года", "many": "лет"}),
        (GENITIVE, {"one": "года", "few": "лет", "many": "лет"}),
    )

    def ways_to_say(self, phrase: Phrase) -> tuple[Callable[[int], str], ...]:
        """Cardinals in the nominative and the genitive; ordinals in every case of their gender."""
        if phrase.is_ordinal:
            return tuple(partial(self._ordinal_at, place) for place in CASES_OF[phrase.gender or Gender.FEMININE])
        return self.cardinal, self._genitive

    def ways_to_say_a_year(self, year: int) -> tuple[str, ...]:
        """In every case: "тысяча девятьсот девяностый", "две тысячи двадцать шестого"."""
        thousands, rest = divmod(year, 1000)
        if not rest:
            last = "двухтысячный" if thousands == 2 else "тысячный"
        else:
            last = f"{self._thousands(thousands)} {self.ordinal_in_words(rest, Gender.MASCULINE)}"
        said = [ordinal(last, place) for place in CASES_OF[Gender.MASCULINE]]
        return (*said, *(f"одна {one}" if last.startswith("тысяча") else one for one in said))

    def _ordinal_at(self, place: int, number: int) -> str:
        return ordinal(self.ordinal_in_words(number, Gender.MASCULINE), place)

    def _genitive(self, number: int) -> str:
        return in_the_genitive(self.cardinal(number))

    def inside_a_word(self, number: int) -> str:
        return inside_a_word(self.cardinal(number))

    @cached_property
    def numbers_inside_words(self) -> Mapping[str, int]:
        return {self.plain(self.inside_a_word(number)): number for number in range(1, MOST_ORDINAL + 1)}

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

    question_words = frozenset(
        words(
            "сколько кто кого кому что чего ко во со обо где куда когда как какой какая какое какие какого каком "
            "какую каких каким почему зачем чей был была было были произошло происходит случилось кем чем ком "
            "который которого откуда чья чье чьи ли скольких есть кратко краткая краткое краткий расскажи реферат "
            "эссе"
        )
    )
    asks_for = MappingProxyType(
        {
            "time": ("когда", "какого числа", "какого года", "в каком году", "в каком месяце", "во сколько"),
            "place": ("где", "куда", "откуда"),
            "number": ("сколько", "скольких"),
            "event": ("что произошло", "что случилось", "что происходило", "что было", "что там было"),
            "site": (
                *("этот архив", "этого архива", "этому архиву", "этом архиве", "этим архивом"),
                *("сайт", "сайта", "сайту", "сайте", "сайтом"),
                *("ваш архив", "вашего архива", "вашем архиве"),
            ),
        }
    )

    counted = MappingProxyType(
        {
            "killed": "погибли погибшие убиты убитые умерли жертвы потери",
            "buried": "похоронены захоронены",
            "injured": "ранены раненые пострадавшие",
            "missing": "пропали пропавшие без вести",
            "captured": "пленные плен заложники",
            "arrested": "арестованы задержаны",
            "displaced": "беженцы переселенцы перемещённые изгнаны",
            "orphaned": "сироты родители",
            "destroyed": "разрушены сожжены",
            "servicemen": "военнослужащие солдаты военные",
            "civilians": "мирные жители гражданские",
            "women": "женщины",
            "children": "дети",
            "elderly": "пожилые старики",
        }
    )

    # Of verbs: "вернулся", "вернулись", "объявляет", "вернуть", "говорят".
    endings_of_verbs = re.compile(
        r"(?<=...)(?:ся|(?<=л[аио])сь|[аяуеи](?:ет|ют))$|(?<=....)[аяеиыу]ть$|(?<=.....)[иуюя]т$"
    )
    # Of what is done and who does it: "подписал", "подписавшие", "подписано", "посредничество"; of a place and what is
    # of it: "Баку", "бакинский".
    further_endings = (
        re.compile(r"(?<=....)(?:вш|ш|л|нн|н|имост)$"),
        re.compile(r"(?<=...)(?:инск|овск|евск)$|(?<=....)ск$|(?<=.....)(?:ничеств|ник)$"),
    )
    # What becomes another before an ending: "беженец", "беженцы"; "обсудить", "обсуждение"; "обратиться", "обращение";
    # "отмечать", "отметить".
    changing_letters = (
        (re.compile(r"(?<=..)[ео](?=[кц]$)"), ""),
        (re.compile(r"(?<=...)(?:щ|ст)$"), "т"),
        (re.compile(r"(?<=..)жд$"), "д"),
        (re.compile(r"(?<=..)еч$"), "ет"),
    )

    def root(self, folded: str) -> str:
        found = self.stem(self.endings_of_verbs.sub("", folded))
        for endings in self.further_endings:
            found = endings.sub("", found)
        for letters, one in self.changing_letters:
            found = letters.sub(one, found)
        return found

    abbreviations = frozenset(
        words(
            "г гг ул им пр просп пер д к кв обл р п пп ст стр см св т тт т.е т.к т.н акад проф ген полк млн "
            "млрд тыс чел руб напр ср н.э"
        )
    )
    abbreviations_before_figures = frozenset(words("гл рис табл ч л с рез"))
    function_words = frozenset(
        words(
            "а без более больше будет будут бы был была были было быть вам вас весь во все всех всё всем всего вы где "
            "даже для до его ее её ей ему если есть ещё же за здесь и из или им их к как какая какой когда которая "
            "которого которое которой которые который которых кто лишь между меня мне мой мы на над нам нас наш наша "
            "наше наши нашего нашей не него нее неё ней нем нём нет ни них но ну о об однако он она они оно "
            "от очень по "
            "под после потом потому при про раз с сам сама сами само свой своего своей своих себя со среди так также "
            "такая такие такой там те тем то того тоже той только том тот ту ты у уже хотя чего чей чем "
            "через что чтобы "
            "эта эти этим этих это этого этой этом этот эту я"
        )
    )

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
    reports_a_statement = (
        r"\b(?:выступил[аио]?|опубликовал[аио]?|распространил[аио]?|сделал[аио]?)\s+(?:с\s+)?"
        r"(?P<form>(?:совместн\w+\s+)?(?:заявлени|обращени|послани)\w+)"
    )
    issuer_in_heading = (
        r"(?i)\b(?:заявлени|обращени|послани)[а-я]{1,2}\s+(?P<who>.{3,120}?)(?=\s+(?:по|в связи|о|об|от|к|ко)\s|$)"
    )
    day_name_labels = ("название дня", "название праздника")
    day_box_labels = ("отмечается",)
    day_date_labels = ("дата",)
    day_words = ("день",)
    says_it_is_a_day = r"— (?:[\w-]{1,30} ){0,4}день\b"


LANGUAGE: Final = Russian()
