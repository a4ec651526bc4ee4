"""English, as it is written in Britain."""

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from .base import Case, Gender, Language
from .letters import CYRILLIC, LATIN, words
from .numbers import MOST_CARDINAL, MOST_ORDINAL
from .rules import LAST
from .years import NAMES_NO_YEAR, Kind, Phrase

ONES: Final = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS: Final = words("_ ten twenty thirty forty fifty sixty seventy eighty ninety")
# Words that do not simply take "th".
IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
# Before so many years that reach to now, and after them.
FOR_YEARS: Final = (
    r"(?:for|over|during|in|throughout|within|across|of|after)?\s*(?:all\s+)?(?:the|these|those)?\s*(?:past|last)|"
    r"for\s+(?:the|these|all\s+these)|these|all\s+these|mark(?:s|ed|ing)?|it\s+(?:is|has\s+been)(?:\s+now)?|"
    r"(?:even|still|now)\s+after|throughout(?:\s+(?:the|these))?"
)
HAS_BEEN: Final = r"\bha(?:ve|s)\s+(?:been\s+)?\w+(?:ed|ing)\s+"
LONG: Final = r"(?:long|full|whole|bitter|painful)\s+"
YEARS: Final = rf"[\s-]+(?:{LONG})?(?P<noun>years?)\b(?!-)"
SINCE: Final = (
    r"(?:\s+(?:have|has)(?:\s+now|\s+already)?\s+(?:passed|elapsed|gone)(?:\s+by)?\b|\s+(?:since|on)\b|"
    r"(?=\s+(?:now\s+|already\s+)?(?:separate|divide)s?\b)|\s+to\s+the\s+day\b|"
    r"\s+that\s+(?:have|has)\s+(?:passed|elapsed|gone\s+by|followed)\b|(?=\s+have\s+(?:not|never|failed|made|taught)\b))"
)
# "For 36 years" reaches to now where the sentence does, and not where it tells of what was or will be.
TO_NOW: Final = (
    r"(?s)(?=.*\b(?:have|has|now|still|ever since)\b)|"
    r"(?!.*\b(?:was|were|will|shall|had|plans?|sentenced|mandate|terms?)\b)"
)
STILL: Final = r"(?s).*\b(?:we|our|still|today|now|have|has|remains?|continues?)\b"
# What is kept every year and has the year before it.
KEPT: Final = r"(?:commemoration|observance|remembrance|ceremony|anniversary|statement|edition|programme)"
IN_WAR: Final = r"(?s).*\b(?:wars?|army|armed|victor|liberat|battle|operation|offensive|fight|fought|troops|soldiers)"
WAR: Final = r"(?:war|conflict|battles?|fighting|hostilities|operations?|counter-?offensive|campaign)\b"
# What lasts and grows older every year; and the days that are kept.
LASTING: Final = (
    r"(?:wounds?|scars?|pain|grief|sorrow|mourning|waiting|wait|longing|silence|memory|remembrance|impunity|injustice|"
    r"struggle|quest|journey|search|mark|milestone|unity|question|peace|freedom|"
    r"independence|hope)"
)
DAYS_KEPT: Final = (
    r"(?:victory|remembrance|memorial|commemoration|mourning|genocide|independence|national|republic|constitution|flag)"
    r"\s+(?:[^\W\d_]+\s+)?day\b"
)
MONTH: Final = (
    "(?:january|february|april|june|july|august|september|october|november|december|spring|summer|autumn|winter)"
)
TH: Final = "(?:st|nd|rd|th)?"


class English(Language):
    code = "en"
    locale = "en_GB"
    autonym = "English"
    keys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."

    # "ə" and "ı" stand with "e" and "i", where an English reader looks.
    alphabet = LATIN
    alphabet_after = CYRILLIC
    after_apostrophe = "s"
    # Consonants tell English spellings of a name from one another: Shusha, Susha; Khojaly, Khodjali; Phizuli, Fizuli.
    sounds = (
        ("^kn", "n"),
        ("^wr", "r"),
        ("ph", "f"),
        ("t?ch", "tj"),
        ("d?zh|dj|dg(?=[ei])", "j"),
        ("ght", "t"),
        ("gh", "g"),
        ("kh|ck|q|c(?![eiy])", "k"),
        ("sch|sh|c", "s"),
        ("x", "ks"),
        ("[vw]", "f"),
        ("z", "s"),
        ("^[aeiouy]+", "a"),
        ("(?<!^)[aeiouyh]", ""),
    )

    # --- numbers ---

    ordinal_marks = "st|nd|rd|th"
    between_numbers = frozenset({"and"})
    further_cardinals = {"a": 1, "hundred": 100, "thousand": 1000}
    further_ordinals = {"hundredth": 100}
    scales = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
    says_which = r"no|nos|number|resolutions?|articles?|art|paragraphs?|para|pages?|pp?|points?|items?|chapter|section"
    this_year = "this year"

    def cardinal(self, number: int) -> str:
        if number > MOST_CARDINAL:
            return self.grouped(number)
        thousands, rest = divmod(number, 1000)
        if not thousands:
            return _below_a_thousand(rest)
        joint = " and " if 0 < rest < 100 else " "
        return f"{_below_a_thousand(thousands)} thousand" + (f"{joint}{_below_a_thousand(rest)}" if rest else "")

    def ordinal(self, number: int, gender: Gender | None = None) -> str:
        return f"{number}{({'one': 'st', 'two': 'nd', 'few': 'rd'}).get(self.cldr.ordinal_form(number), 'th')}"

    def ordinal_in_words(self, number: int, gender: Gender | None = None) -> str:
        if number > MOST_ORDINAL:
            return self.ordinal(number)
        said = self.cardinal(number)
        start = max(said.rfind(" "), said.rfind("-")) + 1
        return said[:start] + _ordinal(said[start:])

    def anniversary(self, number: int, *, in_words: bool = False) -> str:
        return f"{self.ordinal_in_words(number) if in_words else self.ordinal(number)} anniversary"

    # --- dates ---

    seasons = ("spring", "summer", "autumn", "winter")
    about = "circa {}"
    perhaps = "perhaps {}"
    or_earlier = "{} or earlier"
    or_later = "{} or later"
    beginning_unknown = "beginning unknown – {}"
    end_unknown = "{} – end unknown"
    month_unknown = "month unknown"
    day_unknown = "day unknown"
    month_and_day_unknown = "month and day unknown"

    def decade(self, year: int, case: Case = Case.ALONE) -> str:
        return f"{year}s"

    def century(self, number: int, case: Case = Case.ALONE) -> str:
        return f"{self.ordinal(number)} century"

    def night(self, first: str, last: str, year: int = 0) -> str:
        return f"night of {self.span(first, last, is_even=True)}"

    # --- days that laws set ---

    weekday_near = {
        "on-or-before": "the {weekday} on or before {anchor}",
        "on-or-after": "the {weekday} on or after {anchor}",
        "before": "the {weekday} before {anchor}",
        "after": "the {weekday} after {anchor}",
    }
    on_the_day_of = "the day of {name}"
    after = "{days} after {name}"
    before = "{days} before {name}"
    listed_days = "days listed for each year"
    not_in_other_years = "not in other years"
    in_other_years = "in other years {}"

    def nth_weekday(self, nth: int, weekday: int, month: int) -> str:
        count = "last" if nth == LAST else self.ordinal_in_words(nth)
        return f"the {count} {self.weekdays[weekday]} of {self.months[month - 1]}"

    # --- read ---

    days_written = (
        rf"(?<![0-9.,])<day>{TH}\s+(?:of\s+)?<month>(?:,?\s+<year>|\b)",
        rf"\b<month>\s+<day>{TH}(?![0-9])(?:,?\s+<year>)?",
    )
    says_time = r"(?:second|minute|hour|day|week|month|year|decade)s?|centur(?:y|ies)|o['’]clock|noon|[ap]\.?m\b"
    between_days = "and or to until till through"
    # Newspapers shorten all but the shortest.
    short_months = {
        **dict(
            zip(
                words("jan feb mar apr jun jul aug sep oct nov dec"),
                (1, 2, 3, 4, *range(6, 13)),
                strict=True,
            )
        ),
        "sept": 9,
    }
    beside_a_date = "date dated"
    before_a_month = "of the"
    within_a_date = "of the in st nd rd th"
    asked_beside_a_date = "in on of the year years"
    says_about = r"circa|ca?\.|about|around|approximately"
    says_perhaps = "perhaps|probably|possibly"
    says_before = "before|until"
    says_after = "after|since"
    says_or = "or"
    says_midnight = "midnight"
    says_before_our_era = r"b\.?\s?c\.?\s?e?"
    says_decade = r"['’]?s\b"
    says_years_ago = r"(?P<noun>years?)\s+ago\b"
    words_for_years = "year years"
    says_anniversary = r"anniversar(?:y|ies)\b"
    first_year_after = r"<in one sentence>\b<year>"

    # --- words that depend on the year ---

    year_phrases = (
        Phrase(kind=Kind.ANNIVERSARY, after=r"[\s-]+year\s+anniversar(?:y|ies)\b"),
        Phrase(kind=Kind.ANNIVERSARY, after=r"\s+(?:annual\s+)?(?:commemoration|observance)\b", is_ordinal=True),
        Phrase(kind=Kind.AGO, after=rf"\s+{LONG}(?P<noun>years?)\s+ago\b"),
        Phrase(kind=Kind.AGO, after=r"[\s-]+(?:decades?|centur(?:y|ies))\s+ago\b", is_about=True),
        Phrase(kind=Kind.AGO, after=r"\s+(?:winters?|springs?|summers?|autumns?)\s+ago\b", least=2),
        Phrase(
            kind=Kind.SO_LONG,
            after=r"[\s-]+(?:decades|centuries)\s+(?:on|later|since)\b",
            sentence=NAMES_NO_YEAR,
            is_about=True,
        ),
        Phrase(kind=Kind.AGO, after=r"-odd\s+years\s+ago\b", is_about=True),
        Phrase(
            kind=Kind.SO_LONG,
            before=rf"\b(?:for|{FOR_YEARS})\s+|{HAS_BEEN}",
            after=r"[\s-]+(?:odd\s+years|decades?|centur(?:y|ies))\b",
            is_about=True,
        ),
        Phrase(kind=Kind.SO_LONG, after=rf"[\s-]+(?:{LONG})?(?P<noun>years?)\b{SINCE}"),
        Phrase(kind=Kind.SO_LONG, after=r"[\s-]+(?P<noun>years?)\s+after\b", sentence=STILL),
        Phrase(kind=Kind.SO_LONG, after=r"[\s-]+(?P<noun>years?)\s+later\b", sentence=NAMES_NO_YEAR),
        Phrase(kind=Kind.SO_LONG, before=rf"\b(?:{FOR_YEARS})\s+", after=YEARS),
        Phrase(kind=Kind.SO_LONG, before=HAS_BEEN, after=YEARS, least=2),
        Phrase(
            kind=Kind.SO_LONG, before=r"\bfor\s+", after=rf"[\s-]+(?:{LONG})?(?P<noun>years?)\b(?!-)", sentence=TO_NOW
        ),
        Phrase(kind=Kind.SO_LONG, after=r"[\s-]+(?:years|decades)\b(?!-)", needs_about=True),
        Phrase(kind=Kind.AGO, after=r"\s+(?P<noun>years?)\s+back\b"),
        Phrase(kind=Kind.SO_LONG, before=r"\bfor\s+the\s+", after=r"\s+year\b", is_ordinal=True),
        Phrase(kind=Kind.SO_LONG, after=r"\s+year\s+(?:since|running|in\s+a\s+row)\b", is_ordinal=True),
        Phrase(
            kind=Kind.SO_LONG,
            after=r"\s+(?:consecutive|successive|straight)\s+(?:year|time)\b",
            is_ordinal=True,
            least=3,
        ),
        Phrase(kind=Kind.SO_LONG, before=r"\b(?:for|is|was)\s+the\s+", after=r"\s+time\b", is_ordinal=True, least=3),
        Phrase(
            kind=Kind.SO_LONG,
            before=r"\b(?:is|enter(?:s|ed|ing)?|begin(?:s|ning)?|in(?:to)?)\s+(?:now\s+)?(?:the|its|our|their)\s+",
            after=r"\s+year\b",
            is_ordinal=True,
            least=3,
            sentence=NAMES_NO_YEAR + STILL.removeprefix("(?s)"),
        ),
        Phrase(
            kind=Kind.SO_LONG,
            after=rf"\s+year\s+of\s+(?:the\s+|our\s+)?(?:tragedy|genocide|massacre|victory|liberation|{LASTING})\b",
            is_ordinal=True,
            least=3,
        ),
        Phrase(kind=Kind.SO_LONG, after=rf"{YEARS}(?=\s*[,.!:;–—])", unlike=r"[^\s.!?…“‘][”’)]*\s+", least=3),
        Phrase(kind=Kind.ANNIVERSARY, after=rf"\s+{DAYS_KEPT}", is_ordinal=True, least=3, needs_mark=True),
        Phrase(kind=Kind.SO_LONG, after=rf"[\s-]+year(?:-old|-long)?\s+{LASTING}\b"),
        Phrase(kind=Kind.SO_LONG, before=rf"\b{LASTING}\s+(?:is\s+)?", after=r"\s+(?P<noun>years?)\s+old\b"),
        Phrase(kind=Kind.SO_LONG, after=rf"\s+(?P<noun>years?)\s+of\s+{LASTING}\b", least=2),
        Phrase(
            kind=Kind.SO_LONG,
            before=r"\b(?:(?:would|will)\s+(?:now\s+|today\s+)?(?:have\s+)?)?(?:be(?:en)?|turn(?:s|ed|ing)?|is|are)\s+",
            unlike=r"\bthere\s+(?:are|is|will be|would be)\s+",
            after=r"(?:\s+(?P<noun>years?)\s+(?:old|of\s+age))?(?:\s+years?)?\s+(?:today|now|this\s+year)\b",
        ),
        Phrase(kind=Kind.DAYS, after=r"-day\b(?!-old)"),
        Phrase(kind=Kind.DAYS, after=rf"\s+days?\s+(?:of\s+)?(?:the\s+)?(?:[^\W\d_]+\s+){{0,2}}{WAR}"),
        Phrase(
            kind=Kind.DAYS,
            before=r"\b(?:lasted|lasting|took|for|in|within|during)\s+(?:just\s+|only\s+)?(?:the\s+|these\s+|those\s+)?",
            after=r"\s+days\b",
            sentence=IN_WAR,
        ),
        Phrase(kind=Kind.DAYS, after=r"\s+days\b", sentence=IN_WAR, least=3),
        Phrase(
            kind=Kind.DAYS,
            before=r"\bon\s+the\s+",
            after=rf"\s+day\s+of\s+(?:the\s+)?(?:[^\W\d_]+\s+){{0,2}}{WAR}",
            is_ordinal=True,
        ),
    )
    says_about_before = (
        r"about|around|nearly|almost|over|more than|some|approximately|roughly|close to|just over|well over|"
        r"less than|under|not quite|just under|upwards of"
    )
    says_relative = (
        r"(?:last|this|next|the\s+(?:past|previous|coming|current|present|preceding|following))\s+year(?:['’]s)?(?!-)"
        r"|a\s+year\s+(?:earlier|on|later)|(?:twelve|12)\s+months\s+ago"
        rf"|(?:last|(?<!ago )this|next|this\s+past|the\s+coming)\s+{MONTH}"
        r"|(?:last|next)\s+(?:march|may)|this\s+march(?=,)"
    )
    says_about_ago = (
        r"(?:(?:for\s+)?(?:well\s+)?over\s+|(?:for\s+)?(?:almost|nearly|about|more\s+than)\s+)?"
        r"(?:half\s+a|(?:a\s+)?(?:quarter|third)\s+of\s+a)\s+century(?:\s+(?:ago|later|on))?"
        r"|(?:several\s+)?decades\s+ago|a\s+generation\s+ago"
        r"|(?:[^\W\d_]+\s+and\s+a\s+half\s+(?:centuries|years)|a\s+(?:decade|century)\s+and\s+a\s+half)\s+(?:ago|later|on)"
        r"|(?:(?:more\s+than|over|almost|nearly|about)\s+)?[^\W\d_]+\s+and\s+a\s+half\s+decades(?:\s+(?:ago|later|on))?"
    )
    says_year_before = (
        r"(?:\b(?:in|of|by|since|until|till|during|throughout|from|for|and|year|early|mid-?|late|spring|summer|autumn|"
        r"winter|beginning|end)\s+(?:the\s+year\s+)?|(?:19|20)[0-9]{2}\s?[-–—/]\s?|<month>,?\s+)"
    )
    says_year_after = rf"(?=\s+(?:marks|{KEPT})\b)"
    beside_a_weekday = r"[\s,(]*(?:the|of|on)?[\s,]*"
    says_on_a_weekday = r"on\s+(?:<weekday>)"
    offices = (
        "president|prime minister|foreign minister|minister|chairman|chairwoman|chairperson|speaker|ambassador|"
        "secretary-general|commander-in-chief|chancellor|governor|mayor|king|queen|pope|first lady|vice-president"
    )

    def ways_to_say_a_year(self, year: int) -> tuple[str, ...]:
        """ "Nineteen hundred and ninety", "one thousand nine hundred (and) ninety", "nineteen ninety"."""
        century, rest = divmod(year, 100)
        whole = self.cardinal(year - rest) if century % 10 == 0 else f"{_below_a_hundred(century)} hundred"
        apart = f"{whole} and {_below_a_hundred(rest)}" if rest else whole
        pair = f"{_below_a_hundred(century)} {'oh ' if rest < 10 else ''}{_below_a_hundred(rest)}" if rest else whole
        said = self.cardinal(year)
        return apart, said, said.replace(" and ", " "), pair

    counted_nouns = ((0, {"one": "year", "other": "years"}),)

    def ways_to_say(self, phrase: Phrase) -> tuple[Callable[[int], str], ...]:
        return (*super().ways_to_say(phrase), self._with_an_article)

    def _with_an_article(self, number: int) -> str:
        """ "A year", "a hundred and one years"."""
        return "a" if number == 1 else re.sub("^one (?=hundred|thousand)", "a ", self.cardinal(number))

    small_words = frozenset(
        words(
            "the of and to in is was were for on with that by at as it are from this be which has have had not "
            "its their will"
        )
    )

    abbreviations = frozenset(
        words(
            "mr mrs ms messrs dr prof gen col lt maj capt sgt st mt rev hon gov sen rep pres vs cf viz e.g "
            "i.e approx ca"
        )
    )
    abbreviations_before_figures = frozenset(words("no nos art arts para paras p pp vol ch sec fig res"))
    function_words = frozenset(
        words(
            "a ago an all also although among any about above after again against because been before being between "
            "both but can could did do does during each even every further he her here him his how i if into "
            "itself just may "
            "many me more most must my no nor now off once only or other our ours out over own same shall she should "
            "since so some still such than them themselves then there these they those through thus to today "
            "together too under until up upon us very we what when where while who whom whose why within without "
            "would you your"
        )
    )

    question_words = frozenset(
        words(
            "how many much what which who whom whose when where why is are was were did does do happened happen "
            "happens tell brief briefly short info essay"
        )
    )
    asks_for = MappingProxyType(
        {
            "time": ("when", "what day", "which day", "what date", "what time", "what year", "which year"),
            "place": ("where",),
            "number": ("how many", "how much"),
            "event": ("what happened", "what did happen", "what took place", "what occurred", "what was happening"),
            "site": ("this archive", "this site", "your archive", "your site", "website", "on the site"),
        }
    )

    counted = MappingProxyType(
        {
            "killed": "killed died dead deaths death toll casualties fatalities losses victims fallen",
            "buried": "buried",
            "injured": "injured wounded casualties",
            "missing": "missing disappeared",
            "captured": "captured captives prisoners hostages",
            "arrested": "arrested detained",
            "displaced": "displaced refugees expelled",
            "orphaned": "orphans parents",
            "destroyed": "destroyed burnt",
            "servicemen": "servicemen soldiers military",
            "civilians": "civilians residents",
            "women": "women",
            "children": "children",
            "elderly": "elderly",
        }
    )

    # "colour" and "color", "defense" and "defence", "independent" and "independence", "recognize",
    # "abolish" and "abolition", "admit" and "admission", "important" and "importance", "victorious" and "victory".
    changing_letters = tuple(
        (re.compile(f"{letters}$"), one)
        for letters, one in (
            ("our", "or"),
            ("en[st]", "enc"),
            ("iz", "is"),
            ("(?<=..)ish", "it"),
            ("(?<=..)mit", "mi"),
            ("(?<=....)ant", "anc"),
            ("(?<=.....)i?ou", ""),
        )
    )

    def root(self, folded: str) -> str:
        """Of a country and its people, of who does something and what is done: "Armenians", "keepers", "mediator",
        "restoration", "agreement", "removal"; and whichever English it is.
        """
        bare = re.sub(r"(?<=...)(?:ian|ia)$|(?<=.....)(?:er|or|ion)$|(?<=......)(?:ement|ment)$", "", self.term(folded))
        bare = re.sub(r"(?<=.....)at$|(?<=....[vw])al$|(?<=^...)ial$", "", bare)
        for letters, one in self.changing_letters:
            bare = letters.sub(one, bare)
        return bare

    def term(self, folded: str) -> str:
        return re.sub(r"(?<=...)(?:ies|ied|ying|ing|ed|es|s|e|y)$", "", folded)

    # --- documents ---

    line_labels = {
        "title": ("title",),
        "date": ("date", "dated", "published", "published on"),
        "author": ("author", "written by", "by"),
        "issuer": ("issued by", "issuer"),
        "publisher": ("publisher", "published by", "source"),
        "address": ("url", "link", "address", "web address"),
        "language": ("language",),
    }
    comment_lines = (
        *("Notify of", "Inline Feedbacks", "Inline Feedback", "View all comments", "Oldest", "Newest", "Most Voted"),
        *("Leave a comment", "Leave a reply", "Post a comment", "Cancel reply", "Related posts"),
        *("Your email address will not be published", "Share this", "Share this article"),
        *("Share on Facebook", "Share on Twitter"),
    )
    read_on_lines = ("Read more", "Continue reading")
    reference_lines = ("See also", "References", "External links", "Further reading")
    says_translation = "translation"
    statement_forms = {
        "joint": "joint statement",
        "statement": "statement",
        "message": "message",
        "address": "address",
        "proclamation": "proclamation",
        "condolence": "condolence",
    }
    reports_a_statement = (
        r"\b(?:issue[sd]?|has issued|release[sd]?|publishe[sd]|made|circulated)\s+(?:an?\s+|its\s+)?"
        r"(?P<form>(?:joint\s+)?statement|message|address|proclamation)\b"
    )
    issuer_in_heading = (
        r"\b(?:of|by|from)\s+(?:the\s+)?(?P<who>[^\W\d_a-z].{2,120}?)"
        r"(?=\s+(?:on|regarding|concerning|about|for|to)\s|$)"
    )
    day_name_labels = ("holiday name", "name of day")
    day_box_labels = ("observed by", "scheduling", "frequency")
    day_date_labels = ("date",)
    day_words = ("day",)
    says_it_is_a_day = r"\bis (?:a|an|the) (?:[\w-]{1,30} ){0,4}(?:day|holiday)\b"


def _below_a_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_a_hundred(rest)
    return f"{ONES[hundreds]} hundred" + (f" and {_below_a_hundred(rest)}" if rest else "")


def _below_a_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < len(ONES):
        return ONES[number]
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]


def _ordinal(word: str) -> str:
    if word.endswith("y"):
        return f"{word[:-1]}ieth"
    return IRREGULAR.get(word, f"{word}th")


LANGUAGE: Final = English()
