"""How a language is called and written; how its words are ordered, folded, bared of endings and heard."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import ClassVar, Final

from babel import Locale, core, localedata

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# "ё" is missing on purpose: it stands directly after "е" when words are otherwise the same ("все", "всё"), as in
# Russian catalogues and in CLDR. The neighbours' letters stand where their alphabets have them.
CYRILLIC: Final = "абвгґдеєжзиійклмнопрстуфхцчшщъыьэюя"
APOSTROPHES: Final = "'\u2019\u02bc"
LONGEST_SOUND: Final = 12
_SAID_TWICE: Final = re.compile(r"(\D)\1+")
# What CLDR knows and no page says: half of it, some megabytes for three languages.
UNASKED: Final = frozenset(
    (
        *("currency_names", "currency_names_plural", "currency_symbols", "currency_unit_patterns"),
        *("compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "unit_display_names"),
        *("datetime_skeletons", "interval_formats", "scripts", "variants"),
    )
)
# Of hundreds of units these are said.
UNITS: Final = ("duration-day", "duration-year")


def words(line: str) -> tuple[str, ...]:
    """A row of words, written as one line."""
    return tuple(line.split())


class Letters:
    """A language's names, letters and the forms of its words."""

    # What it is called by programs: the code of BCP 47, in small letters, as in addresses; and the locale, with the
    # country whose customs it follows, as CLDR and cards on other sites have it: "az", "az_AZ".
    code: ClassVar[str]
    locale: ClassVar[str]
    # Its own name, as its speakers put it into a list: "Azərbaycanca".
    autonym: ClassVar[str]
    # What stands around what is quoted, and around names: “ ”, « ».
    quotation_marks: ClassVar[tuple[str, str]] = ("“", "”")
    # Its small letters in their order, and those of another script that follow them. What stands in neither is ordered
    # beside the letters that it is made of.
    alphabet: ClassVar[str]
    alphabet_after: ClassVar[str] = ""
    # Letters that Unicode does not take apart, and what people type in their place: {"ə": "e"}. All languages' together
    # make the one folding of ``archive.names``, so a letter means the same in each.
    plain_letters: ClassVar[Mapping[str, str]] = {}
    # What stands after an apostrophe at the end of a word and is no part of the name: the "s" of "Azerbaijan's".
    after_apostrophe: ClassVar[str] = ""
    # Folded endings of case and possession, to be taken off one after another; and folded forms that lose more than an
    # ending. Names and texts are bared alike, so taking too much does little harm.
    endings: ClassVar[re.Pattern[str] | None] = None
    irregular_stems: ClassVar[Mapping[str, str]] = {}
    # Its letters in a script in which it is written no longer, as they are folded, and what stands for each today.
    former_letters: ClassVar[Mapping[str, str]] = {}
    # Beginnings that stand for a whole word before another one: the first letters of "Минобороны".
    shortened_words: ClassVar[Mapping[str, str]] = {}
    # What the keys of its keyboard type, from the first row to the last, as many as in every other language, so that
    # what is typed with those of another can be read: "[jl;fks" is "ходжалы".
    keys: ClassVar[str] = ""
    # What is heard alike: patterns over a folded word and what all that they find becomes, in this order.
    sounds: ClassVar[tuple[tuple[str, str], ...]] = ()

    @cached_property
    def cldr(self) -> Locale:
        """What CLDR knows of it, as far as anybody asks here."""
        return _in_short(Locale.parse(self.locale))

    @cached_property
    def script(self) -> str:
        """Its script by ISO 15924: "Latn"."""
        return self.cldr.script or usual_script(self.code)

    @cached_property
    def direction(self) -> str:
        """Where its lines run: "ltr" or "rtl"."""
        return "rtl" if self.cldr.character_order == "right-to-left" else "ltr"

    def language_name(self, code: str) -> str:
        """Another language's name as it stands in a list: "Azerbaijani". Unknown codes stand for themselves."""
        languages = self.cldr.languages
        name = languages.get(code.replace("-", "_")) or languages.get(code.partition("-")[0])
        return self.upper(name[0]) + name[1:] if name else code

    def quoted(self, words: str) -> str:
        opening, closing = self.quotation_marks
        return f"{opening}{words}{closing}"

    def typography(self, text: str) -> str:
        """``text``, which may be HTML, as it is shown: no line begins with a dash that stands between blanks."""
        for dash in "–—":
            if dash in text:  # by itself it is found many times as fast as with the blank before it
                *before, last = text.split(dash)
                text = dash.join([*map(_held, before), last])
        return text

    def lower(self, text: str) -> str:
        """In small letters; "İ" is everywhere the capital of "i"."""
        return text.replace("İ", "i").lower()

    def upper(self, text: str) -> str:
        return text.upper()

    def plain(self, text: str) -> str:
        """In small letters without marks and apostrophes: how words are compared in this room."""
        apart = unicodedata.normalize("NFKD", self.lower(text))
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter) and letter not in APOSTROPHES)
        return "".join(self.plain_letters.get(letter, letter) for letter in bare)

    def stem(self, folded: str) -> str:
        """A folded word without its endings, of which at least three letters stay: "bakidan" → "bak"."""
        folded = self.irregular_stems.get(folded, folded)
        while self.endings:
            shorter = self.endings.sub("", folded)
            if shorter == folded or len(shorter) < 3:
                break
            folded = shorter
        return folded

    def rewritten(self, folded: str) -> str:
        """A folded word in which former letters stand in those of today."""
        return "".join(self.former_letters.get(letter, letter) for letter in folded)

    def sound(self, folded: str) -> str:
        """How a folded word is heard, roughly: what people write differently and mean alike has the same key.

        It joins more than it should, so whoever offers what it finds compares the spellings as well.
        """
        heard = folded
        for pattern, sound in self._sounds:
            heard = pattern.sub(sound, heard)
        return _SAID_TWICE.sub(r"\1", heard)[:LONGEST_SOUND] or folded

    @cached_property
    def _sounds(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(pattern), sound) for pattern, sound in self.sounds)


def _held(text: str) -> str:
    """``text`` with what comes after it held at its end, if it ends with a blank."""
    return f"{text[:-1]}\N{NO-BREAK SPACE}" if text.endswith(" ") else text


def _in_short(locale: Locale) -> Locale:
    """Without most of what CLDR knows, and without what it is made of: each is a copy of all that it is made of."""
    known = localedata.load(str(locale))
    for name in UNASKED & known.keys():
        del known[name]
    known["unit_patterns"] = {unit: known["unit_patterns"][unit] for unit in UNITS}
    assert locale.plural_form  # from now on it has what is left
    _forget()
    return locale


def _forget() -> None:
    """What was read besides: locales, and what is common to all, which takes milliseconds to read and megabytes."""
    localedata.clear_caches()
    core._global_data = None


@lru_cache(maxsize=100)
def usual_script(code: str) -> str:
    """The script in which a language is written today, so that only another one needs to be said; empty if unknown."""
    likely = core.get_global("likely_subtags").get(code, "").split("_")
    _forget()
    return likely[1] if len(likely) > 1 else ""
