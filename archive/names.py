"""Words as readers type them and as alphabets order them: folding, slugs, sort keys."""

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from archive import languages
from archive.languages import Language

__all__ = [
    "Word",
    "begun",
    "by_letters",
    "fold",
    "fold_each",
    "initials",
    "nearly_by_letters",
    "query_terms",
    "script",
    "slug",
    "sort_key",
    "words",
    "words_from",
]

LONGEST_WORD: Final = 100  # PostgreSQL refuses words of more than 2046 bytes; no name is this long
MOST_TERMS: Final = 12
LONGEST_SLUG: Final = 80
LONGEST_SORTED: Final = 100


class Word(NamedTuple):
    """A word of a text: ``text[start:end]`` is how it is written, ``folded`` how it is found."""

    start: int
    end: int
    folded: str


# --- folding -----------------------------------------------------------------------------------------
# One fold for both databases. Theirs disagree: PostgreSQL's unaccent leaves "ə" alone, SQLite's tokenizer
# does not bring "Bakı" and "Baki" together, and lower("I") depends on the collation.

# Letters that Unicode does not take apart into a letter and a mark, and that are nobody's in particular. The languages
# that are known add their own, whichever of them the archive speaks.
PLAIN_LETTERS: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
}  # fmt: skip

LETTER = r"[^\W_]"
# What stands on a letter: the marks of Latin, Cyrillic, Hebrew and Arabic script, and variation selectors.
MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f"
)
APOSTROPHE = "'\u2018\u2019\u02bb\u02bc\u2032\u00b4\u0060\uff07"
_APOSTROPHES = frozenset(APOSTROPHE)
# Where a word may be broken or joined: soft hyphen, zero-width blanks and joiners.
UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
# "2,783", "2.783" and "2 783" (with any of the blanks that typesetters use) are one number.
_GROUPED = r"\d{1,3}(?:[,.\u0020\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)"
_MAY_JOIN = re.compile(f"[{APOSTROPHE}{UNSEEN}]")
_IN_WORD = re.compile(f"{LETTER}|[{MARK}]")
WORD = re.compile(rf"(?:{_GROUPED}|{LETTER}+)(?:{LETTER}+|[{MARK}]+|[{APOSTROPHE}{UNSEEN}]+(?={LETTER}))*")


class _FoldedLetters(dict[int, str]):
    """What each character becomes inside a word, found out once: letters and digits, or nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = folded_character(chr(code))
        return self[code]


def folded_character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if not kind.startswith("L") and kind != "Nl":  # a footnote's "¹" is no part of the figure before it
        return ""
    lower = character.casefold()
    if lower == "й":  # a letter of its own, not an "и" with a mark
        return lower
    parts = unicodedata.normalize("NFKD", lower).casefold()
    return "".join(_plain_letters().get(part, part) for part in parts if _is_letter(part))


@lru_cache(maxsize=1)
def _plain_letters() -> dict[str, str]:
    return PLAIN_LETTERS | {letter: plain for one in languages.known() for letter, plain in one.plain_letters.items()}


@lru_cache(maxsize=1)
def _after_apostrophe() -> re.Pattern[str]:
    """What stands at the end of a word and is no part of the name: "Azerbaijan's"."""
    endings = "|".join(filter(None, (one.after_apostrophe for one in languages.known())))
    return re.compile(rf"(?<=.)[{APOSTROPHE}](?:{endings})$", re.IGNORECASE)


def _is_letter(character: str) -> bool:
    # Between these two stand apostrophes, half rings and signs of stress that Unicode calls letters.
    return unicodedata.category(character).startswith("L") and not "\u02b9" <= character <= "\u02d1"


_FOLDED_LETTERS: Final = _FoldedLetters()
# What belongs to a word or parts two of them, as its neighbours are; and what may be one number.
IN_DOUBT: Final = "\0"
IN_GROUPS: Final = re.compile("[0-9] [0-9]{3}")
# What nearly all texts are written with, beside the alphabets of languages: of so many each has a code of its own.
_USUAL: Final = (
    *map(chr, range(ord(" "), 0x7F)), *"\n\t\u00a0«»“”„–—…№·", *map(chr, range(0x400, 0x460)), *"əƏғҒҝҜөӨүҮһҺҹҸәӘ",
)  # fmt: skip
_MOST_CODES: Final = 255
_NO_LETTER: Final = "\ufffe"
# Characters beyond are rare, and many.
_REMEMBERED: Final = 0xFFFF


class _FoldedText(dict[int, str]):
    """What each character of a text becomes: what it is in a word, or a blank between words."""

    def __missing__(self, code: int) -> str:
        found = self._found(code)
        if code <= _REMEMBERED:
            self[code] = found
        return found

    def _found(self, code: int) -> str:
        if _MAY_JOIN.match(chr(code)):
            return IN_DOUBT
        return _FOLDED_LETTERS[code] if _IN_WORD.match(chr(code)) else " "


_FOLDED_TEXT: Final = _FoldedText()


@lru_cache(maxsize=20_000)
def fold_word(written: str) -> str:
    composed = unicodedata.normalize("NFC", written)
    if not _APOSTROPHES.isdisjoint(composed):
        composed = _after_apostrophe().sub("", composed)
    return composed.translate(_FOLDED_LETTERS)[:LONGEST_WORD]


@lru_cache(maxsize=10)  # whoever looks for one thing in a text looks for others too
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order, one folded word for each written one.

    Offsets are those of ``text`` as given, so that what is found folded can be shown as it was written.
    """
    return tuple(words_from(text, 0))


def words_from(text: str, position: int) -> Iterator[Word]:
    """Those from ``position`` on, in which none may be cut."""
    for match in WORD.finditer(text, position):
        if folded := fold_word(match[0]):
            yield Word(match.start(), match.end(), folded)


def begun(line: str, beginning: str) -> Iterator[tuple[str, str]]:
    """The words of a line that begin so: each folded, and as it is written. Few lines are taken apart for it."""
    letters = None if beginning[0].isdecimal() else by_letters(line)  # a number may be written in groups
    if letters is None:
        found = (word for word in words_from(line, 0) if word.folded.startswith(beginning))
        yield from ((word.folded, line[word.start : word.end]) for word in found)
    elif beginning in letters:
        for match in re.finditer(rf"(?<!\S){re.escape(beginning)}\S*", letters):
            yield match[0][:LONGEST_WORD], line[match.start() : match.end()]


def fold(text: str) -> str:
    """``text`` as it is found: folded words of letters and digits only, one blank between them.

    "Şuşa’nın" becomes "susanin", "Qarabağ's 2,783" becomes "qarabag 2783". Nothing but letters and digits
    is left, so that no search engine reads an operator in it.
    """
    spaced = by_letters(text)
    if spaced is not None:
        words = spaced.split()
        folded = " ".join(words)
        if not IN_GROUPS.search(folded) and max(map(len, words), default=0) <= LONGEST_WORD:
            return folded
    return " ".join(filter(None, map(_fold_line, text.split("\n"))))


def fold_each(texts: Sequence[str]) -> Iterator[str]:
    """Each of ``texts`` as ``fold`` has it. All are read letter by letter in one go, which is most of the work."""
    spaced, end = nearly_by_letters("\n".join(texts)), -1
    for text in texts:
        begin, end = end + 1, end + 1 + len(text)
        part = spaced[begin:end]
        yield " ".join(part.split()) if _is_plain(part) else fold(text)


def _is_plain(spaced: str) -> bool:
    return IN_DOUBT not in spaced and len(spaced) <= LONGEST_WORD and not IN_GROUPS.search(spaced)


def by_letters(text: str) -> str | None:
    """``text`` with each character folded by itself, and one blank or several between words; none if it has others than
    the usual ones, or what its neighbours decide. Numbers that are written in groups are still apart.
    """
    codes, folded = _usual_letters()
    try:
        return codecs.charmap_decode(codecs.charmap_encode(text, "strict", codes)[0], "strict", folded)[0]
    except UnicodeEncodeError:
        return None


def nearly_by_letters(text: str) -> str:
    """The same of any text: ``IN_DOUBT`` stands for each character that is not a usual one."""
    codes, folded = _usual_letters()
    return codecs.charmap_decode(codecs.charmap_encode(text, _LEAVING_DOUBT, codes)[0], "strict", folded)[0]


# The code 0 is that of no letter.
_LEAVING_DOUBT: Final = "archive.names.leaving-doubt"


def _leave_in_doubt(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return bytes(error.end - error.start), error.end


codecs.register_error(_LEAVING_DOUBT, _leave_in_doubt)


@lru_cache(maxsize=1)
def _usual_letters() -> tuple[Any, str]:
    """A code of one byte for each, and what each code becomes: Python reads those faster than any dictionary."""
    alphabets = "".join(one.alphabet + one.alphabet_after for one in languages.known())
    several = dict.fromkeys((*_USUAL, *alphabets, *alphabets.upper()))
    folded = {one: _FOLDED_TEXT[ord(one)] for one in several if unicodedata.is_normalized("NFC", one)}
    usual = [one for one, letter in folded.items() if len(letter) == 1 and letter != IN_DOUBT][:_MOST_CODES]
    # None has the code 0.
    table = "".join(("\0", *usual)).ljust(_MOST_CODES + 1, _NO_LETTER)
    return codecs.charmap_build(table), "".join(("\0", *map(folded.__getitem__, usual))).ljust(len(table), _NO_LETTER)


def _fold_line(line: str) -> str:
    """No word stands in two lines. Most lines need only be read letter by letter."""
    if unicodedata.is_normalized("NFC", line):
        words = line.translate(_FOLDED_TEXT).split(" ")
        folded = " ".join(filter(None, words))
        if IN_DOUBT not in folded and not IN_GROUPS.search(folded) and max(map(len, words)) <= LONGEST_WORD:
            return folded
    return " ".join(filter(None, map(fold_word, WORD.findall(line))))


def initials(name: str) -> str:
    """What is said of somebody whose name is withheld: "Anar Əliyev" becomes "A. Ə.", and that stays as it is."""
    return " ".join(f"{name[word.start]}." for word in words_from(name, 0)).upper()


# By ISO 15924.
_SCRIPTS: Final = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ARABIC": "Arab", "HEBREW": "Hebr",
    "GREEK": "Grek",
}  # fmt: skip


def script(text: str) -> str:
    """The script of the first letter, by the code of ISO 15924; empty if it is none of those known here."""
    letters = (unicodedata.name(character, "").partition(" ")[0] for character in text if character.isalpha())
    return _SCRIPTS.get(next(letters, ""), "")


def query_terms(text: str) -> tuple[str, ...]:
    """What somebody looks for: the folded words of a query, each once; more than twelve are not asked for."""
    return tuple(dict.fromkeys(word.folded for word in words_from(text, 0)))[:MOST_TERMS]


# --- slugs -------------------------------------------------------------------------------------------

# Cyrillic in Latin letters: Russian by the BGN/PCGN system of 1947, without its apostrophes for the two
# signs and with "e" in every position; the letters that only Ukrainian and Belarusian have by BGN/PCGN too;
# the old Azerbaijani Cyrillic letters by the Latin alphabet of 1991, without its marks.
LATIN_FOR_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
        "э": "e", "ю": "yu", "я": "ya",
        "і": "i", "є": "ye", "ґ": "g",
        "ә": "e", "ғ": "g", "ҝ": "g", "ө": "o", "ү": "u", "һ": "h", "ҹ": "c", "ј": "y",
    }
)  # fmt: skip


def slug(text: str) -> str:
    """``text`` as a part of an address: small ASCII letters and digits, words joined by hyphens.

    "Şuşa şəhəri" becomes "susa-seheri", "Ходжалы" "khodzhaly". A text of which nothing can be written in
    ASCII gets a short code of its own, always the same; a text without letters and digits gets "".
    """
    folded = fold(text)
    written = (re.sub("[^a-z0-9]", "", word.translate(LATIN_FOR_CYRILLIC)) for word in folded.split())
    joined = "-".join(word for word in written if word)
    if folded and not joined:
        return "x" + hashlib.sha256(folded.encode()).hexdigest()[:12]
    return _cut(joined)


def _cut(joined: str) -> str:
    """At most ``LONGEST_SLUG`` characters, ending with a whole word if there is one."""
    if len(joined) <= LONGEST_SLUG:
        return joined
    whole, hyphen, _rest = joined[: LONGEST_SLUG + 1].rpartition("-")
    return whole if hyphen else joined[:LONGEST_SLUG]


# --- alphabetical order ------------------------------------------------------------------------------
# The order of the Unicode collations (CLDR) for the letters of each language, computed here so that both databases sort
# alike and an upgrade of the system's libraries reorders nothing. Unlike there, numbers stand by their size, and names
# with letters that an alphabet lacks stand where its readers look.

# Weights are two hexadecimal digits: every database orders those alike, whatever its collation.
_END, _BETWEEN_WORDS, _NUMBER, _FIRST_LETTER, _OTHER_LETTER = "00", "01", "02", 0x10, "f0"


_NUMBER_OR_LETTER: Final = re.compile("[0-9]+|[^0-9]")


@lru_cache
def _order(spoken: Language) -> dict[str, str]:
    """The weight of each letter."""
    letters = spoken.alphabet + spoken.alphabet_after
    return {letter: f"{weight:02x}" for weight, letter in enumerate(letters, start=_FIRST_LETTER)}


@lru_cache(maxsize=5_000)
def sort_key(text: str, language: str) -> str:
    """A string by whose order texts stand in the alphabet of ``language``.

    Word by word; quotation marks and other signs do not count; numbers stand before letters and by their
    size. Letters that the alphabet lacks stand beside those they are made of, "é" after "e". Capital and
    small letters count the same.
    """
    spoken = languages.get(language)
    weighed = [_weighed(word, spoken) for word in WORD.findall(text[: LONGEST_SORTED * 2])]
    key = _BETWEEN_WORDS.join(firsts for firsts, _accents in weighed)[: LONGEST_SORTED * 2]
    return (key + _END + "".join(accents for _firsts, accents in weighed).rstrip("0")).removesuffix(_END)


@lru_cache(maxsize=5_000)
def _weighed(word: str, spoken: Language) -> tuple[str, str]:
    """The weights of its letters and numbers, and what tells it from words of the same weights."""
    order = _order(spoken)
    parts = _NUMBER_OR_LETTER.findall(spoken.lower(_letters_of(word)))
    weights = [_weights(part, order) for part in parts]
    return "".join(first for first, _accent in weights), "".join(accent for _first, accent in weights)


def initial(text: str, language: str) -> str:
    """The letter under which ``text`` stands in the alphabet of ``language``: "Ə"; of a number "0–9".

    Empty for what begins with no letter of any of our alphabets. What ``sort_key`` puts in order stays together.
    """
    spoken = languages.get(language)
    weight = sort_key(text, language)[: len(_NUMBER)]
    if weight == _NUMBER:
        return "0–9"
    letter = next((letter for letter, one in _order(spoken).items() if one == weight), "")
    return spoken.upper(letter)


def _letters_of(word: str) -> str:
    """The word without what is no letter or digit, and digits of all scripts as 0-9."""
    composed = unicodedata.normalize("NFC", word)
    return "".join(str(unicodedata.decimal(character, character)) for character in composed if character.isalnum())


def _weights(part: str, order: dict[str, str]) -> tuple[str, str]:
    """The weight of one letter or number, and what tells it from others of the same weight."""
    if part.isdecimal():
        digits = part.lstrip("0")[:99]
        return f"{_NUMBER}{len(digits):02x}" + "".join(f"{int(digit):02x}" for digit in digits), "0000"
    if part in order:
        return order[part], "0000"
    plain = folded_character(part)
    weights = "".join(order.get(letter, f"{_OTHER_LETTER}{ord(letter):06x}") for letter in plain)
    return weights, f"{ord(part[0]) & 0xFFFF:04x}"
