"""Words that are other ones a year later: "36 years ago", "36th anniversary"; found in a text, and said of another
number in the same form.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Final

from .calendar import ROMAN
from .numbers import MOST_ORDINAL, Gender
from .reading import MOST_WORDS, Reading

# How far before a number the words may begin that belong to it.
_NEAR: Final = 60
# Numbers with more digits count no years.
_DIGITS: Final = "(?<![\\w№#])(?<![0-9][.,])[0-9]{1,4}(?![0-9])(?![.,][0-9])"
_BLANKS: Final = " -\u00a0\u202f\u2009"
_HYPHENS: Final = str.maketrans("\u2010\u2011", "--")
_ROMAN: Final = {numeral: number for number, numeral in enumerate(ROMAN) if number}


class Kind(StrEnum):
    """What words say that changes with the year."""

    AGO = "ago"  # 36 years ago
    ANNIVERSARY = "anniversary"  # 36th anniversary
    SO_LONG = "so-long"  # for 36 years
    DAYS = "days"  # the 44-day war: counted, but not from today
    DATE = "date"  # Tuesday, 20 January 2026
    WEEKDAY = "weekday"  # on Tuesday
    YEAR = "year"  # in 2026
    RELATIVE = "relative"  # last year
    OFFICE = "office"  # President Somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What stands around a number: patterns in small letters, ``before`` up to it and ``after`` from its end.

    In ``after`` the group "noun" is the word that is counted, if that changes with the number.
    """

    kind: Kind
    after: str
    before: str = ""
    is_ordinal: bool = False
    gender: Gender | None = None
    # In which case the number stands, as ``Years.counted_nouns`` and ``Years.cardinals_said`` count cases.
    case: int = 0
    # Nobody can say when it becomes another one: "three decades".
    is_about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearWords:
    """Words of a text that depend on the year; ``number`` counts years, or days, or is the year itself; or 0."""

    start: int
    words: str
    kind: Kind
    number: int = 0
    # Nobody can say when it becomes another one: "more than thirty years ago".
    is_about: bool = False
    # The words of the number alone, and what it was found by.
    said: str = field(default="", repr=False)
    phrase: Phrase | None = field(default=None, repr=False)

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    start: int
    end: int
    cardinal: int | None
    ordinal: int | None


class Years(Reading):
    """Patterns meet the text in small letters (``Letters.lower``), so they are written in small letters as well."""

    # Tried in this order, after those of "years ago" and of anniversaries that ``Reading`` names.
    year_phrases: ClassVar[tuple[Phrase, ...]] = ()
    gender_of_an_anniversary: ClassVar[Gender | None] = None
    # Just before a number, or just after what is counted: "more than".
    says_about_before: ClassVar[str] = ""
    says_about_after: ClassVar[str] = ""
    # Words without any number that tell of the year from which one speaks: "last year".
    says_relative: ClassVar[str] = ""
    # The forms of what is counted, by CLDR's plural, for each case: {"one": "year", "other": "years"}.
    counted_nouns: ClassVar[tuple[tuple[int, Mapping[str, str]], ...]] = ()

    # --- found ---

    def year_words_in(self, text: str) -> Iterator[YearWords]:
        """All that say it by a number or without one, in no order; they may overlap."""
        small = self.lower(text).translate(_HYPHENS)
        for number in self._numbers_in(text, small):
            yield from self._counting(text, small, number)

    def _counting(self, text: str, small: str, number: _Number) -> Iterator[YearWords]:
        if self._any_noun.match(small, number.end):
            found = (self._said(text, small, number, phrase) for phrase in self._phrases)
            yield from [one for one in found if one][:1]

    def _said(self, text: str, small: str, number: _Number, phrase: "_Compiled") -> YearWords | None:
        counted = number.ordinal if phrase.of.is_ordinal else number.cardinal
        after = phrase.after.match(small, number.end)
        if not after or not counted or counted > MOST_ORDINAL:
            return None
        start, is_about = number.start, phrase.of.is_about
        before, nearest = small[max(0, start - _NEAR) : start], max(0, start - _NEAR)
        if self._about_before and (about := self._about_before.search(before)):
            start, is_about, before = nearest + about.start(), True, before[: about.start()]
        if phrase.before:
            if not (found := phrase.before.search(before)):
                return None
            start = nearest + found.start()
        end = after.end()
        if self._about_after and (about := self._about_after.match(small, end)):
            end, is_about = about.end(), True
        return YearWords(
            start=start,
            words=text[start:end],
            kind=phrase.of.kind,
            number=counted,
            is_about=is_about,
            said=text[number.start : number.end],
            phrase=phrase.of,
        )

    @cached_property
    def _phrases(self) -> tuple["_Compiled", ...]:
        gender = self.gender_of_an_anniversary
        known = [
            Phrase(kind=Kind.AGO, after=rf"[\s-]+{self.says_years_ago}"),
            Phrase(kind=Kind.ANNIVERSARY, after=rf"[\s-]+{self.says_anniversary}", is_ordinal=True, gender=gender),
        ]
        if cardinal := self.says_anniversary_after_a_cardinal:
            known.append(Phrase(kind=Kind.ANNIVERSARY, after=rf"[\s-]*{cardinal}"))
        return tuple(_Compiled(phrase) for phrase in (*known, *self.year_phrases))

    @cached_property
    def _any_noun(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{re.sub('[?]P<.*?>', '?:', one.of.after)})" for one in self._phrases))

    @cached_property
    def _about_before(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b(?:{self.says_about_before})\s+$") if self.says_about_before else None

    @cached_property
    def _about_after(self) -> re.Pattern[str] | None:
        return re.compile(self.says_about_after) if self.says_about_after else None

    # --- numbers in running text ---

    @cached_property
    def _number_token(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<digits>{_DIGITS})(?:(?:{self.ordinal_marks})\b)?|[^\W\d_]+")

    def _numbers_in(self, text: str, small: str) -> Iterator[_Number]:
        run: list[re.Match[str]] = []
        for token in self._number_token.finditer(small):
            if token["digits"] is None and not self._counts(token[0]) and not self._is_roman(text, token):
                yield from self._number_of(text, small, run)
                run = []
                continue
            if run and small[run[-1].end() : token.start()].strip(_BLANKS):
                yield from self._number_of(text, small, run)
                run = []
            run.append(token)
        yield from self._number_of(text, small, run)

    def _counts(self, word: str) -> bool:
        return (plain := self.plain(word)) in self.cardinals or plain in self.ordinals or plain in self.between_numbers

    def _is_roman(self, text: str, token: re.Match[str]) -> bool:
        return text[token.start() : token.end()] in _ROMAN

    def _number_of(self, text: str, small: str, run: list[re.Match[str]]) -> Iterator[_Number]:
        """The number at the end of a run of words that count, in as many words as it has."""
        if not run:
            return
        end = run[-1].end()
        if roman := _ROMAN.get(text[run[-1].start() : end]):
            yield _Number(start=run[-1].start(), end=end, cardinal=None, ordinal=roman)
            return
        for first in run[-MOST_WORDS:]:
            words = small[first.start() : end]
            cardinal, ordinal = self.read_cardinal(words), self.read_ordinal(words)
            if cardinal is not None or ordinal is not None:
                yield _Number(start=first.start(), end=end, cardinal=cardinal, ordinal=ordinal)
                return

    # --- said of another number ---

    def retold(self, found: YearWords, number: int) -> str:
        """What was found, said of another ``number`` in the same form; empty where nobody can be sure of that."""
        if not found.phrase or found.is_about or number < 1:
            return ""
        before, _, after = found.words.partition(found.said)
        said = self._said_like(found, number)
        noun = self._counted_like(found, after, number)
        return f"{before}{said}{noun}" if said and noun is not None else ""

    def _said_like(self, found: YearWords, number: int) -> str:
        said, phrase = found.said, found.phrase
        assert phrase
        if said in _ROMAN:
            return ROMAN[number] if number < len(ROMAN) else ""
        if digits := re.match("[0-9]+", said):
            mark = said[digits.end() :]
            return f"{number}{self.mark_like(mark, found.number, number) if mark else ''}"
        for say in self.ways_to_say(phrase):
            if self._bare(said) == self._bare(old := say(found.number)):
                return self._styled(say(number), old, said)
        return ""

    def _bare(self, words: str) -> str:
        return " ".join(re.split(r"[\s-]+", self.plain(words)))

    def ways_to_say(self, phrase: Phrase) -> tuple[Callable[[int], str], ...]:
        """In words, as they may stand in ``phrase``; best first."""
        if phrase.is_ordinal:
            return (lambda number: self.ordinal_in_words(number, phrase.gender),)
        return (self.cardinal,)

    def mark_like(self, mark: str, old: int, number: int) -> str:
        """The ending that makes digits an ordinal, written as ``mark`` was after the ``old`` number."""
        new = self.ordinal(number).removeprefix(str(number))
        return self.upper(new) if mark == self.upper(mark) else new

    def _styled(self, new: str, old: str, said: str) -> str:
        """Capitals and hyphens as they were."""
        if "-" in old and "-" not in said:
            new = new.replace("-", " ")
        if len(said) > 1 and said == self.upper(said):
            return self.upper(new)
        return self.upper(new[0]) + new[1:] if said[0] != self.lower(said[0]) else new

    def _counted_like(self, found: YearWords, after: str, number: int) -> str | None:
        """The words after the number, with what is counted in the form that ``number`` asks for."""
        phrase = found.phrase
        assert phrase
        match = re.match(phrase.after, self.lower(after).translate(_HYPHENS))
        if not match or not match.groupdict().get("noun"):
            return after
        noun = after[match.start("noun") : match.end("noun")]
        for _case, forms in sorted(self.counted_nouns, key=lambda one: one[0] != phrase.case):
            if forms.get(self.plural(found.number)) == self.lower(noun):
                said = self._styled(forms[self.plural(number)], noun, noun)
                return f"{after[: match.start('noun')]}{said}{after[match.end('noun') :]}"
        return None


class _Compiled:
    def __init__(self, phrase: Phrase) -> None:
        self.of = phrase
        self.after = re.compile(phrase.after)
        self.before = re.compile(f"(?:{phrase.before})$") if phrase.before else None
