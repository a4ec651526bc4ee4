"""Azerbaijani. Endings follow the last vowel that is spoken: 1990-cı, 1992-ci, 200-dən, 90-dan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Final

from .base import Case, Gender, Language
from .calendar import ROMAN
from .letters import CYRILLIC, words
from .numbers import MOST_CARDINAL, MOST_ORDINAL
from .rules import LAST
from .years import NAMES_NO_YEAR, Kind, Phrase

# The close vowel that an ending has after each vowel; and the vowels spoken at the back of the mouth.
CLOSE: Final = {"a": "ı", "ı": "ı", "e": "i", "ə": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
BACK: Final = frozenset("aıou")

ONES: Final = ("sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz")
TENS: Final = ("", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan")
# After digits, or after "1990": the ending of an ordinal, and the word for a year.
MARK: Final = r"-?\s?c[ıiuü]"
YEAR: Final = rf"{MARK}\s+il(?:in)?"
# After so many years that reach to now.
FOR_YEARS: Final = (
    r"ərzində|müddət\w*|boyu\w*|keç(?:ir|di|ib|miş\w*|mə\w*|ən\w*|dikdə)|öt(?:ür|dü|üb|müş\w*|mə\w*|ən\w*)|"
    r"tamam\w*|ayırır"
)
IN_WAR: Final = r"(?s).*\b(?:müharibə|ordu|zəfər|qələbə|qəhrəman|azad|əməliyyat|döyüş|əsgər)"
# What lasts and grows older every year.
LASTING: Final = (
    r"(?:ağrı|acı|həsrət|kədər|hüzn|nisgil|yara|sükut|intizar|gözləm|yaddaş|qəm|dərd|mübarizə|susqunlu|"
    r"cəzasızlı|yol)\w*"
)
CASES: Final = r"(?:[ıiuü]n?|[ıiuü]?n?d[aə]n?|[aə](?:d[əe]k|can|cən)?|l[aə])?"


class Azerbaijani(Language):
    code = "az"
    locale = "az_AZ"
    autonym = "Azərbaycanca"

    # The alphabet of 1991; "w" is not in it and stands at the end.
    alphabet = "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw"
    alphabet_after = CYRILLIC
    keys = "`qüertyuiopöğasdfghjklıəzxcvbnmçş"
    # "ə" is typed "e" on keyboards that lack it; "ǝ" is what some fonts and scanners put in its place; "ı" and "İ" meet
    # in "i", whoever's alphabet it is.
    plain_letters = {"ə": "e", "ǝ": "e", "ı": "i"}
    endings = re.compile(r"(?<=...)(?:n[iu]n|[iu]n|d[ae]k[iu]|n?d[ae]n?|y[aei]|n?[aeiu]|l[ae]r)$")
    # Those of possession and of saying that something is so, which names in running text hardly have. Of a word that
    # ends in a vowel "s" begins its ending: "müharibəsi"; not where it is of a verb: "dayanmış", "danış".
    further_endings = re.compile(
        r"(?<=...)(?:[iu]?m[iu]z|s[iu]n?|d[iu]r|l[iu]?[kqgy]|y?[iu]b)$|(?<=..[ae])s$|(?<=.....)(?<!m[iu])s$"
    )
    # Of verbs: who did it, that it was done, is done, is not done; who does it.
    endings_of_verbs = re.compile(
        r"(?<=...)(?:m[iu]s|d[iu][gkqy]|m[ae][kqg]?|(?<=[rlmyz])d)$|(?<=....)(?:[ae]r[ae][kq]|l|(?<=[^aeiu])m)$"
        r"|(?<=.....)(?:m?[iu]r|d)$"
    )
    # With which an ending may begin, or which become others before one: endings take them along.
    last_letters = re.compile(r"(?<=...)n+$|(?<=....)(?:[yk]|(?<=[^aeiun])c)$|(?<=...n)d$")
    # The alphabet of 1958.
    former_letters = dict(zip("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш", "abvqgdeejziiykglmnooprstuufxhccs", strict=True)) | {
        "й": "y",
        "э": "e",
        "ц": "s",
        "ю": "yu",
        "я": "ya",
    }
    # Between spellings of its names in Latin letters: Xocalı, Khojaly, Hocali; Qubadlı, Gubadly; Füzuli, Fizuli.
    sounds = (
        ("dzh|dj", "c"),
        ("sh", "s"),
        ("ch|j", "c"),
        ("kh|x", "h"),
        ("gh|[gq]", "k"),
        ("d", "t"),
        ("b", "p"),
        ("w", "v"),
        ("e", "a"),
        ("[yu]", "i"),
    )

    def lower(self, text: str) -> str:
        return super().lower(text.replace("I", "ı"))

    def upper(self, text: str) -> str:
        return text.replace("i", "İ").upper()

    def language_name(self, code: str) -> str:
        """As one says what a text is written in: "İngiliscə", "Rusca". Of "krım türkcəsi" it is said already."""
        name = super().language_name(code)
        if name == code or not name[-1].isalpha() or name.endswith("cəsi"):
            return name
        last = next((letter for letter in reversed(self.lower(name)) if letter in CLOSE), "")
        return f"{name}c{'a' if last in BACK else 'ə'}"

    # --- numbers ---

    # Four digits stand together; the blank may not break.
    grouped_from = 10_000
    group_sign = "\N{NO-BREAK SPACE}"
    ordinal_marks = MARK
    joins_numbers = True
    scales = {
        **{"min": 1_000, "milyon": 1_000_000, "mln": 1_000_000},
        **{"milyard": 1_000_000_000, "mlrd": 1_000_000_000},
    }
    says_which = r"saat|nömrə(?:li)?|qətnamə\w*|maddə\w*|bənd\w*|səh(?:ifə)?|paraqraf|fəsil|bölmə"
    this_year = "bu il"

    def cardinal(self, number: int) -> str:
        if number > MOST_CARDINAL:
            return self.grouped(number)
        thousands, rest = divmod(number, 1000)
        words = ("" if thousands == 1 else _below_a_thousand(thousands), "min") if thousands else ()
        return " ".join(filter(None, (*words, _below_a_thousand(rest)))) or ONES[0]

    def ordinal(self, number: int, gender: Gender | None = None) -> str:
        return f"{number}-c{CLOSE[_last_vowel(number)]}"

    def ordinal_in_words(self, number: int, gender: Gender | None = None) -> str:
        if number > MOST_ORDINAL:
            return self.ordinal(number)
        return self._with_its_ending(number)

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """A day is said so as well, after its month: "noyabrın səkkizi"."""
        several = [*enumerate(ONES[1:], start=1), *((10 * tens, word) for tens, word in enumerate(TENS) if word)]
        owned = {self.plain(form): number for number, word in several for form in _owned(word)}
        return owned | dict(super().ordinals)

    def _with_its_ending(self, number: int) -> str:
        said, close = self.cardinal(number), CLOSE[_last_vowel(number)]
        return f"{said}nc{close}" if said[-1] in CLOSE else f"{said}{close}nc{close}"

    def ways_to_say_a_year(self, year: int) -> tuple[str, ...]:
        """ "Min doqquz yüz doxsanıncı", "bir min doqquz yüz doxsanıncı"."""
        said = self._with_its_ending(year)
        return said, f"bir {said}" if said.startswith("min") else said

    def anniversary(self, number: int, *, in_words: bool = False) -> str:
        return f"{self.ordinal_in_words(number) if in_words else self.ordinal(number)} ildönümü"

    def counted_year(self, year: int) -> str:
        return self.ordinal(year)

    def than(self, number: int) -> str:
        return f"{self.grouped(number)}-d{'a' if _last_vowel(number) in BACK else 'ə'}n"

    def years_ago(self, count: int) -> str:
        return f"{self.years(abs(count))} {'əvvəl' if count > 0 else 'sonra'}" if count else self.this_year

    def one_of(self, words: Sequence[str]) -> str:
        return f"{', '.join(words[:-1])} və ya {words[-1]}"

    # --- dates ---

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """Small, as its months are."""
        return tuple(self.lower(name) for name in super().weekdays)

    seasons = ("yaz", "yay", "payız", "qış")
    about = "təxminən {}"
    perhaps = "ehtimal ki, {}"
    or_earlier = "{} və ya daha əvvəl"
    or_later = "{} və ya daha sonra"
    beginning_unknown = "başlanğıcı məlum deyil – {}"
    end_unknown = "{} – sonu məlum deyil"
    month_unknown = "ayı məlum deyil"
    day_unknown = "günü məlum deyil"
    month_and_day_unknown = "ayı və günü məlum deyil"

    def decade(self, year: int, case: Case = Case.ALONE) -> str:
        return f"{self.ordinal(year)} illər"

    def century(self, number: int, case: Case = Case.ALONE) -> str:
        return f"{ROMAN[number]} əsr"

    def night(self, first: str, last: str, year: int = 0) -> str:
        days = self.span(first, last, is_even=True)
        return f"{self.ordinal(year)} il {days.removesuffix(f' {year}')} gecəsi" if year else f"{days} gecəsi"

    # --- days that laws set ---

    weekday_near = {
        "on-or-before": "{anchor} və ya ondan əvvəlki ilk {weekday} günü",
        "on-or-after": "{anchor} və ya ondan sonrakı ilk {weekday} günü",
        "before": "{anchor} tarixindən əvvəlki {weekday} günü",
        "after": "{anchor} tarixindən sonrakı {weekday} günü",
    }
    on_the_day_of = "{name} günü"
    after = "{name} günündən {days} sonra"
    before = "{name} günündən {days} əvvəl"
    listed_days = "hər il üçün ayrıca göstərilən günlər"
    not_in_other_years = "başqa illərdə qeyd olunmur"
    in_other_years = "başqa illərdə {}"

    def nth_weekday(self, nth: int, weekday: int, month: int) -> str:
        count = "sonuncu" if nth == LAST else self.ordinal_in_words(nth)
        name = self.months[month - 1]
        return f"{name}{CLOSE[_vowel(name)]}n {count} {self.weekdays[weekday]} günü"

    # --- read ---

    days_written = (
        rf"\b<year>{YEAR}\s+<day>\s+<month>{CASES}\b",
        rf"\b<year>{YEAR}\s+<month>[ıiuü]n\s+<day>(?![0-9])",
        # With its endings ("20 yanvarda", "20 yanvarın"), but not "20 martyrs".
        rf"(?<![0-9.,])<day>\s+<month>{CASES}(?:,?\s+<year>|\b)",
        r"\b<month>[ıiuü]n\s+<day>(?![0-9])",
    )
    says_time = r"(?:saniyə|dəqiqə|saat|gün|həftə|ay|il|onil|əsr)(?:l[iıuü]k)?(?:dir|dır|dür|[dn]?[aəiıuü]n?|d[aə]n?)?"
    word_for_a_year = "il"
    # The others are words: "dək" is "until".
    short_months = dict(zip(words("fev apr avq okt noy"), (2, 4, 8, 10, 11), strict=True))
    between_days = "və ilə yaxud ya dan dən"
    month_ending = CASES
    after_a_year = rf"{MARK}\s+il(?:də|in)?\b"
    beside_a_date = "cı ci cu cü il ili tarix günü"
    within_a_date = "cı ci cu cü il ilin ili ildə si su də da"
    asked_beside_a_date = "ilin ilində ildə ildən illər illəri günündə tarixində"
    says_about = "təxminən"
    says_perhaps = "ehtimal"
    says_before = "əvvəl|qədər"
    says_after = "sonra|bəri"
    says_or = "və ya|yaxud"
    says_midnight = r"gecə\s?yarı"
    says_before_our_era = r"e\.?\s?ə|(?:eramızdan|miladdan)\s+(?:əvvəl|öncə)\w*"
    says_decade = r"-?c[ıiuü]\s+illər"
    says_years_ago = r"il\s+(?:bundan\s+)?(?:əvvəl|öncə|qabaq)(?:k[iı]\w*|lər\w*)?\b"
    words_for_years = "il ildir ildən illik"
    says_anniversary = r"[iİıI]ldönüm(?:ü|lər)\w*"
    says_anniversary_after_a_cardinal = r"[iİıI]lliy[iİıI]\w*"
    first_year_before = rf"\b<year>{YEAR}<in one sentence>\s"

    # --- words that depend on the year ---

    year_phrases = (
        Phrase(kind=Kind.ANNIVERSARY, after=r"[\s-]+illik\s+(?:yubiley|ildönüm)\w*"),
        Phrase(kind=Kind.AGO, after=r"\s+ildən\s+(?:çox|artıq)\s+(?:əvvəl|öncə|qabaq)\w*", is_about=True),
        Phrase(kind=Kind.AGO, after=r"\s+onillik\s+(?:bundan\s+)?(?:əvvəl|öncə|qabaq)\w*", is_about=True),
        Phrase(
            kind=Kind.SO_LONG,
            after=rf"\s+(?:ildən\s+(?:çox|artıq)|ilə\s+yaxın)(?:d[ıi]r)?(?:\s+(?:{FOR_YEARS}))?\b",
            is_about=True,
        ),
        Phrase(kind=Kind.SO_LONG, after=rf"\s+onillik\w*(?:\s+(?:çox|artıq))?(?:\s+(?:{FOR_YEARS}))?\b", is_about=True),
        Phrase(kind=Kind.ANNIVERSARY, after=r"\s+il\s+dönüm\w+", is_ordinal=True),
        Phrase(kind=Kind.SO_LONG, after=r"\s+ildir\b"),
        Phrase(kind=Kind.SO_LONG, after=r"\s+il(?:dən)?\s+sonra\b", sentence=NAMES_NO_YEAR),
        Phrase(kind=Kind.SO_LONG, after=r"\s+il(?=\s*[,.!:;–—])", unlike=r"[^\s.!?…“«][”»)]*\s+", least=3),
        Phrase(kind=Kind.SO_LONG, after=r"\s+dəfə\b", is_ordinal=True, least=3),
        Phrase(
            kind=Kind.SO_LONG, after=r"\s+ili(?:n(?:i|də|ə|dən)?)?\b", is_ordinal=True, least=3, sentence=NAMES_NO_YEAR
        ),
        Phrase(kind=Kind.SO_LONG, after=rf"\s+il(?:in|lik)\s+{LASTING}"),
        Phrase(kind=Kind.SO_LONG, after=r"\s+yaş\w*\s+(?:tamam\s+ol\w+|ol(?:ardı|acaqdı|ur))\b"),
        Phrase(kind=Kind.SO_LONG, after=r"\s+ildən\s+bəri\b"),
        Phrase(kind=Kind.SO_LONG, after=rf"\s+il(?:in|i|lik)?\s+(?:{FOR_YEARS})"),
        Phrase(kind=Kind.SO_LONG, before=r"\b(?:son|ötən|keçən|bu|həmin)\s+", after=r"\s+il(?:də|in|i|dən)?\b"),
        Phrase(kind=Kind.SO_LONG, after=r"\s+ildir\b", is_ordinal=True),
        Phrase(kind=Kind.DAYS, after=r"[\s-]*günlük\b"),
        Phrase(
            kind=Kind.DAYS,
            before=r"\b(?:müharibənin|döyüşlərin|əməliyyatın)\s+",
            after=r"\s+gün(?:ü|ündə)?\b",
            is_ordinal=True,
        ),
        Phrase(kind=Kind.DAYS, after=r"\s+gün(?:də|ün|ə|\s+(?:ərzində|müddətində))\b", sentence=IN_WAR),
        Phrase(kind=Kind.DAYS, after=r"\s+gün\s+(?:davam|sür|çək|müharibə|döyüş)\w*"),
    )
    nouns_inside_words = "günlük|illik|illiy"
    says_about_before = (
        "təxminən|təqribən|az qala|demək olar ki|ən azı|azı|hardasa|düz olmasa da|haradasa|nə az, nə çox"
    )
    says_relative = (
        r"(?:keçən|ötən|bu|gələn|növbəti|cari|hazırkı|qarşıdan gələn|əvvəlki|indiki)\s+il(?:in|i|ə|də|dən|k[iı]\w*)?"
        r"|(?:keçən|ötən|gələn|qarşıdan gələn|növbəti)\s+"
        r"(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr)\w*"
        r"|builki\w*|bıldır\w*|ilin əvvəlində"
    )
    says_about_ago = (
        r"(?:yarım|bir)\s+əsrdən\s+(?:çox|artıq)(?:\s+(?:əvvəl|öncə|qabaq)\w*)?|(?:yarım|bir|rübü?)\s+əsr(?:dən\s+(?:çox|artıq)|ə\s+yaxın)?\s+(?:bundan\s+)?(?:əvvəl|öncə|qabaq|ərzində)\w*"
        r"|əsrin\s+(?:dörddə|üçdə)\s+bir\w*(?:\s+(?:əvvəl|öncə|ərzində))?|rüb\s+əsr\w*(?:\s+(?:əvvəl|öncə|ərzində))?"
    )
    says_year_after_words = r"\s+il(?:in|i|ə|də|dən|k[iı]\w*)?\b"
    says_year_after = rf"{MARK}(?:\s+tədris)?(?:\s+il(?:in(?:də|dən|ə|in|i)?|i|ə|də|dən|k[iı]\w*)?)?\b"
    beside_a_weekday = r"(?:-?[a-zə]{1,4}\b)?[\s,(]*(?:günü)?[\s,]*"
    says_on_a_weekday = r"(?:<weekday>)\s+günü"
    offices = (
        "prezident|baş nazir|nazir|sədr|spiker|səfir|baş katib|ali baş komandan|müzəffər ali baş komandan|"
        "vitse-prezident|rektor|direktor|general"
    )

    def mark_like(self, mark: str, old: int, number: int) -> str:
        """With whatever stands between digits and ending."""
        between = mark[: self.lower(mark).index("c")]
        ending = self.ordinal(number).removeprefix(f"{number}-")
        return between + (self.upper(ending) if mark[len(between)].isupper() else ending)

    @cached_property
    def numbers_inside_words(self) -> Mapping[str, int]:
        return {self.plain(self.inside_a_word(number)): number for number in range(1, MOST_ORDINAL + 1)}

    def inside_a_word(self, number: int) -> str:
        return self.cardinal(number).replace(" ", "")

    small_words = frozenset(
        words(
            "və ilə üçün isə də həm hər həmin kimi olan edən sonra əsasən görə haqqında ildə ilin edib etdi edir "
            "olub oldu əvvəl artıq üzrə"
        )
    )

    question_words = frozenset(
        words(
            "kim kimin kimə kimi nə nəyi necə neçə hara harada hansı niyə vaxt zaman baş verib verdi verir olunur "
            "olunub olunan olunması edilib edilən edilməsi olmuşdu olması kimdir nədir haradadır hansıdır haçan "
            "neçədə neçədədir neçənci neçəsi neçəsində kimlər kimlərdir nələr nəyə necədir niçin nədən haraya "
            "haradan harda hardadır hansılar olub olur oldu vaxtdır zamandır qısa qısaca məlumat referat esse"
        )
    )
    asks_for = MappingProxyType(
        {
            "time": (
                *("nə vaxt", "nə zaman", "haçan", "hansı gün", "hansı il", "hansı ildə", "neçənci il", "neçənci ildə"),
                *("nə vaxtdır", "nə zamandır", "saat neçədə", "saat neçədədir", "ayın neçəsi", "ayın neçəsində"),
            ),
            "place": ("hara", "harada", "haradadır", "haraya", "harda", "hardadır"),
            "number": ("neçə", "nə qədər"),
            "event": (
                *("nə baş verdi", "nə baş verib", "nə baş vermişdi", "nələr baş verdi", "nələr baş verib"),
                *("nə olub", "nə oldu"),
            ),
            "site": (
                *("bu arxiv", "bu arxivi", "bu arxivin", "bu arxivə", "bu arxivdə", "arxiviniz", "arxivinizi"),
                *("sayt", "saytı", "saytın", "sayta", "saytda", "saytdan", "saytınız", "saytınızı", "saytınızda"),
            ),
        }
    )

    counted = MappingProxyType(
        {
            "killed": "həlak ölən ölmüş öldürülmüş öldürülən qurban itki tələfat ölü",
            "buried": "dəfn basdırılmış",
            "injured": "yaralı yaralanmış yaralanan xəsarət",
            "missing": "itkin",
            "captured": "əsir girov",
            "arrested": "həbs tutulmuş saxlanılmış",
            "displaced": "köçkün qaçqın didərgin qovulmuş",
            "orphaned": "yetim valideyn",
            "destroyed": "dağıdılmış yandırılmış",
            "servicemen": "hərbçi əsgər hərbi qulluqçu",
            "civilians": "mülki sakin",
            "women": "qadın",
            "children": "uşaq",
            "elderly": "qoca yaşlı",
        }
    )

    def root(self, folded: str) -> str:
        """Whatever an ending may take along is taken off, so that all forms have the same: "rayon", "rayonu"; "g" and
        "q" at the end are one: "uşaq", "uşağı".
        """
        bare = self.stem(folded)
        shorter = self.endings_of_verbs.sub("", self.further_endings.sub("", bare))
        shorter = self.last_letters.sub("", shorter)
        return self.root(shorter) if shorter != bare else re.sub("g$", "q", bare)

    abbreviations = frozenset(
        words("prof dr akad gen cən polk küç pr prosp ş məs müq bax mln mlrd hörm m.ə b.e.ə e.ə red tərt")
    )
    abbreviations_before_figures = frozenset(words("səh s md b maddə"))
    function_words = frozenset(
        words(
            "a bir bu o onun onlar onların biz bizim siz mən öz özü ki nə nəyi kim çox az ən daha yalnız "
            "belə elə bütün "
            "bəzi heç hamı ya və yaxud lakin amma ancaq əgər çünki qədər doğru qarşı bəri tərəfindən haqda barədə "
            "arasında üzərində altında içində olduğu olduğunu olduğunun olaraq idi imiş olmuş olmuşdur olmaq bizi "
            "onu ona onda bunu buna bunun burada orada indi hələ yenə bilər deyil var yox etmək etmişdir"
        )
    )

    # --- documents ---

    line_labels = {
        "title": ("başlıq",),
        "date": ("tarix",),
        "author": ("müəllif",),
        "issuer": ("yayan qurum",),
        "publisher": ("nəşr edən", "mənbə"),
        "address": ("ünvan", "keçid"),
        "language": ("dil",),
    }
    comment_lines = ("Şərhlər", "Şərh yaz", "Bütün şərhlərə bax", "Paylaş")
    read_on_lines = ("Ardını oxu", "Davamı")
    reference_lines = ("Həmçinin bax", "İstinadlar", "Xarici keçidlər")
    says_translation = "tərcümə"
    statement_forms = {
        "joint": "birgə bəyanat",
        "statement": "bəyanat",
        "message": "mesaj",
        "address": "müraciət",
        "proclamation": "bəyannamə",
        "condolence": "başsağlığı",
    }
    reports_a_statement = (
        r"\b(?P<form>(?:birgə\s+)?bəyanat|mesaj|müraciət|bəyannamə)\s+"
        r"(?:yayıb|yaydı|verib|paylaşıb|dərc edib|ünvanlayıb)\b"
    )
    issuer_in_heading = r"(?i)\A(?P<who>.{3,120}?)\s+(?:[0-9].{0,120}\s)?(?:birgə\s+)?(?:bəyanat|müraciət|mesaj)[ıi]\b"
    day_name_labels = ("bayramın adı", "günün adı")
    day_box_labels = ("qeyd edir",)
    day_date_labels = ("tarix", "tarixi")
    day_words = ("günü",)
    says_it_is_a_day = r"[\w-]{1,30} günüdür\b"


def _owned(word: str) -> Iterator[str]:
    """Of something, in each case: "səkkizi", "səkkizində", "iyirmisi"."""
    close = CLOSE[next(letter for letter in reversed(word) if letter in CLOSE)]
    owned, open_ = f"{word}{'s' if word[-1] in CLOSE else ''}{close}", "a" if close in "ıu" else "ə"
    yield from (owned, *(f"{owned}n{case}" for case in (close, f"{close}n", open_, f"d{open_}", f"d{open_}n")))


def _below_a_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = (
        ONES[hundreds] if hundreds > 1 else "",
        "yüz" if hundreds else "",
        TENS[tens],
        ONES[ones] if ones else "",
    )
    return " ".join(filter(None, words))


def _vowel(word: str) -> str:
    """The last one."""
    return next(letter for letter in reversed(word) if letter in CLOSE)


def _last_vowel(number: int) -> str:
    """Of the last word with which it is spoken."""
    if number and not number % 1_000_000:
        return "o"  # milyon; of milyard and trilyon the ending is the same
    return _vowel(LANGUAGE.cardinal(number % 1_000_000))


LANGUAGE: Final = Azerbaijani()
