"""Words that are other ones a year later, found in a text: "36 years ago", "36th anniversary"."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import ClassVar, Final

from .calendar import ROMAN
from .numbers import MOST_ORDINAL, Gender
from .reading import MOST_WORDS
from .sentences import Sentences

# How far before a number the words may begin that belong to it, and how much of its sentence is read on either side.
_NEAR: Final = 60
_SENTENCE: Final = 160
# Of a sentence that tells of no other year than the one from which one speaks.
NAMES_NO_YEAR: Final = r"(?s)(?!.*(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9]))"
# Those that are known in words.
YEARS: Final = range(1800, 2101)
# Two years that follow each other: "2025–2026", "2025/26".
_TWO_YEARS: Final = re.compile(
    r"(?<![\w№#.,])(?P<first>(?:1[5-9]|20)[0-9]{2})\s?[-–—/]\s?(?P<last>[0-9]{4}|[0-9]{2})(?![0-9])"
)
_YEAR: Final = re.compile(r"(?<![\w№#.,])(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])")
# Numbers with more digits count no years.
_DIGITS: Final = "(?<![\\w№#])(?<![0-9][.,])[0-9]{1,4}(?![0-9])(?![.,][0-9])"
_BLANKS: Final = " -\u00a0\u202f\u2009"
HYPHENS: Final = str.maketrans("\u2010\u2011", "--")
ROMANS: Final = {numeral: number for number, numeral in enumerate(ROMAN) if number}


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
    # What may not stand before it.
    unlike: str = ""
    is_ordinal: bool = False
    gender: Gender | None = None
    # In which case the number stands, as ``Years.counted_nouns`` and ``Years.cardinals_said`` count cases.
    case: int = 0
    # Nobody can say when it becomes another one: "three decades".
    is_about: bool = False
    # It is only one behind a word that says so: "more than thirty years".
    needs_about: bool = False
    # Less is said of other things: "for the second time".
    least: int = 1
    # Digits alone are no ordinal here: "20 January anniversary".
    needs_mark: bool = False
    # What the sentence is like, if that matters.
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearWords:
    """Words of a text that depend on the year; ``number`` counts years, or days, or is the year itself; or 0."""

    start: int
    words: str
    kind: Kind
    number: int = 0
    # Nobody can say when it becomes another one: "more than thirty years ago".
    is_about: bool = False
    # The words of the number alone, how far from the first they stand, and what it was found by.
    said: str = field(default="", repr=False)
    at: int = field(default=0, repr=False)
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


class Years(Sentences):
    """Patterns meet the text in small letters (``Letters.lower``), so they are written in small letters as well."""

    # Tried in this order, after those of "years ago" and of anniversaries that ``Reading`` names.
    year_phrases: ClassVar[tuple[Phrase, ...]] = ()
    gender_of_an_anniversary: ClassVar[Gender | None] = None
    # Just before a number: "more than".
    says_about_before: ClassVar[str] = ""
    # Words without any number that tell of the year from which one speaks: "last year"; and those that tell how long
    # ago or how long, as nobody counts: "half a century ago".
    says_relative: ClassVar[str] = ""
    says_about_ago: ClassVar[str] = ""
    # Just before digits and just after them: that they are a year. "in", "-cı ildə".
    says_year_before: ClassVar[str] = ""
    says_year_after: ClassVar[str] = ""
    # The same just after a year in words: " ildə".
    says_year_after_words: ClassVar[str] = ""
    # Weekdays from Monday to Sunday, in each form that stands beside a date; what may stand between the two; and where
    # one stands by itself, with <weekday>.
    weekday_forms: ClassVar[tuple[tuple[str, ...], ...]] = ()
    beside_a_weekday: ClassVar[str] = ""
    says_on_a_weekday: ClassVar[str] = ""
    # How words begin that a number may be written together with: "лети" in "тридцатишестилетие".
    nouns_inside_words: ClassVar[str] = ""
    # With which the word for an office begins: "president".
    offices: ClassVar[str] = ""

    @cached_property
    def numbers_inside_words(self) -> Mapping[str, int]:
        """As they are written there, plain."""
        return {}

    # --- found ---

    def year_words_in(self, text: str) -> Iterator[YearWords]:
        """All but dates, in no order; they may overlap."""
        small = self.small(text)
        for number in (*self._numbers_in(text, small), *self._inside_words(small)):
            yield from self._counting(text, small, number)
        for kind, pattern in self._without_a_number:
            for match in pattern.finditer(small):
                words = text[match.start() : match.end()]
                yield YearWords(start=match.start(), words=words, kind=kind, is_about=kind is Kind.SO_LONG)
        yield from self._a_year_ago(text, small)

    def small(self, text: str) -> str:
        """In small letters and with plain hyphens, as long as ``text`` is."""
        return self.lower(text).translate(HYPHENS)

    def years_in(self, text: str) -> Iterator[YearWords]:
        """Years by themselves: "in 2026", "2026-cı ildə", "in twenty twenty-six", "2025/26"."""
        small = self.small(text)
        for match in _TWO_YEARS.finditer(small):
            if match["last"] == str(last := int(match["first"]) + 1)[-len(match["last"]) :]:
                yield from self._year_at(text, small, match.span(), last, is_alone=True)
        for match in _YEAR.finditer(small):
            if not self._decade.match(small, match.end()):
                yield from self._year_at(text, small, match.span(), int(match[0]))
        for span, year in self._years_in_words(text, small):
            yield from self._year_at(text, small, span, year)

    def _year_at(
        self, text: str, small: str, span: tuple[int, int], year: int, *, is_alone: bool = False
    ) -> Iterator[YearWords]:
        """With what says that it is one; ``is_alone`` if nothing has to."""
        at, end = span
        is_in_words = not small[at:end][0].isdecimal()
        nearest = max(0, at - _NEAR)
        before = self._year_before.search(small[nearest:at])
        after = (self._year_after_words if is_in_words else self._year_after).match(small, end)
        if not (after or before or is_alone) or (is_in_words and not after and self._counts_what_follows(small, span)):
            return
        start, end = nearest + before.start() if before else at, after.end() if after else end
        said = text[at : span[1]]
        yield YearWords(start=start, words=text[start:end], kind=Kind.YEAR, number=year, said=said, at=at - start)

    def _years_in_words(self, text: str, small: str) -> Iterator[tuple[tuple[int, int], int]]:
        """Where they stand, and which they are."""
        for run in self._runs(text, small):
            end = run[-1].end()
            for first in run[-MOST_WORDS:]:
                if year := self.years_said.get(self.unspaced(small[first.start() : end])):
                    yield (first.start(), end), year
                    break

    def _counts_what_follows(self, small: str, span: tuple[int, int]) -> bool:
        """Whether they are just as well a number of something: "two thousand and six trees"."""
        if self.read_cardinal(small[slice(*span)]) is None:
            return False
        following = re.match(r"\s+([^\W\d_]+)", small[span[1] : span[1] + _NEAR])
        return bool(following and self.plain(following[1]) not in self._says_nothing)

    def ways_to_say_a_year(self, year: int) -> tuple[str, ...]:
        """In words, in one order for every year; none where the language has not been taught any."""
        return ()

    @property
    def years_said(self) -> Mapping[str, int]:
        """Those of three centuries in all ways, unspaced."""
        return self._years[0]

    @cached_property
    def _years(self) -> tuple[Mapping[str, int], frozenset[str]]:
        """The same, and the words in which they are said: both at once, and each word is made plain once."""
        plain, said, words = cache(self.plain), dict[str, int](), set[str]()
        for year in YEARS:
            for way in self.ways_to_say_a_year(year):
                apart = [*map(plain, way.split())]
                said["".join(apart).replace("-", "")] = year
                words.update(apart)
        return said, frozenset(words)

    def unspaced(self, words: str) -> str:
        """Plain, without what stands between words."""
        return re.sub(r"[\s-]+", "", self.plain(words))

    @cached_property
    def _says_nothing(self) -> frozenset[str]:
        return frozenset(map(self.plain, self.small_words | self.function_words))

    def _a_year_ago(self, text: str, small: str) -> Iterator[YearWords]:
        """ "Год назад": one, without a number. Where one stands before it, that is found as well, and is longer."""
        for match in re.finditer(self.says_a_year_ago, small) if self.says_a_year_ago else ():
            words, phrase = text[match.start() : match.end()], self._phrases[0].of
            yield YearWords(start=match.start(), words=words, kind=Kind.AGO, number=1, phrase=phrase)

    def _counting(self, text: str, small: str, number: _Number) -> Iterator[YearWords]:
        found = (self._said(text, small, number, phrase) for phrase in self._phrases)
        yield from islice(filter(None, found), 1)

    def _said(self, text: str, small: str, number: _Number, phrase: "_Compiled") -> YearWords | None:
        counted = number.ordinal if phrase.of.is_ordinal else number.cardinal
        after = phrase.after.match(small, number.end)
        if (
            not after
            or not counted
            or not phrase.of.least <= counted <= MOST_ORDINAL
            or (phrase.of.needs_mark and number.cardinal is not None)
        ):
            return None
        start, is_about = self._from(small, number.start, phrase)
        if start is None or (phrase.of.needs_about and not is_about):
            return None
        if phrase.sentence and not phrase.sentence.match(_sentence(small, number.start)):
            return None
        return YearWords(
            start=start,
            words=text[start : after.end()],
            kind=phrase.of.kind,
            number=counted,
            is_about=is_about,
            said=text[number.start : number.end],
            at=number.start - start,
            phrase=phrase.of,
        )

    def _from(self, small: str, start: int, phrase: "_Compiled") -> tuple[int | None, bool]:
        """Where the words begin that belong to a number at ``start``, if they are there; and whether it is roughly."""
        nearest = max(0, start - _NEAR)
        before, is_about = small[nearest:start], phrase.of.is_about
        if self._about_before and (about := self._about_before.search(before)):
            before, is_about = before[: about.start()], True
        start = nearest + len(before)
        if phrase.unlike and phrase.unlike.search(before):
            return None, is_about
        if not phrase.before:
            return start, is_about
        found = phrase.before.search(before)
        return (nearest + found.start() if found else None), is_about

    @cached_property
    def _phrases(self) -> tuple["_Compiled", ...]:
        anniversary = Phrase(kind=Kind.ANNIVERSARY, after="", is_ordinal=True, gender=self.gender_of_an_anniversary)
        noun = self.says_anniversary
        known = [
            Phrase(kind=Kind.AGO, after=rf"[\s-]+{self.says_years_ago}"),
            replace(anniversary, after=rf"[\s-]+(?:[^\W\d_]+\s+)?{noun}", needs_mark=True),
            replace(anniversary, after=rf"[\s-]+{noun}", unlike=rf"\b{self.any_month}\s+"),
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
    def _without_a_number(self) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
        alone = self.says_on_a_weekday.replace("<weekday>", self.any_weekday)
        said = ((Kind.RELATIVE, self.says_relative), (Kind.SO_LONG, self.says_about_ago), (Kind.WEEKDAY, alone))
        return tuple((kind, re.compile(rf"\b(?:{pattern})\b")) for kind, pattern in said if pattern)

    @cached_property
    def _year_before(self) -> re.Pattern[str]:
        return self.pattern(f"(?:{self.says_year_before or '(?!)'})$")

    @cached_property
    def _decade(self) -> re.Pattern[str]:
        return re.compile(self.says_decade)

    @cached_property
    def _year_after(self) -> re.Pattern[str]:
        return re.compile(self.says_year_after or "(?!)")

    @cached_property
    def _year_after_words(self) -> re.Pattern[str]:
        return re.compile(self.says_year_after_words or "(?!)")

    @cached_property
    def any_weekday(self) -> str:
        """A pattern of its weekdays in every form."""
        forms = {form for several in (self.weekday_forms or (self.weekdays,)) for form in several}
        return "|".join(re.escape(self.lower(form)) for form in sorted(forms, key=len, reverse=True))

    # --- numbers in running text ---

    @cached_property
    def _number_token(self) -> re.Pattern[str]:
        marks = rf"(?:-?(?:{self.ordinal_marks})(?![^\W\d_]))?"
        return re.compile(rf"(?P<digits>{_DIGITS}){marks}|(?<!\w)[^\W\d_]+")

    def _numbers_in(self, text: str, small: str) -> Iterator[_Number]:
        for run in self._runs(text, small):
            yield from self._number_of(text, small, run)

    def _runs(self, text: str, small: str) -> Iterator[list[re.Match[str]]]:
        """Words that count, as many as stand side by side."""
        run: list[re.Match[str]] = []
        for token in self._number_token.finditer(small):
            if run and (end := run[-1].end()) != token.start() and small[end : token.start()].strip(_BLANKS):
                yield run
                run = []
            if token["digits"] or self._counts(token[0]) or text[token.start() : token.end()] in ROMANS:
                run.append(token)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _inside_words(self, small: str) -> Iterator[_Number]:
        """ "Тридцатишести" in "тридцатишестилетие"."""
        if not self.nouns_inside_words:
            return
        for match in re.finditer(rf"(?<!\w)[^\W\d_]{{2,40}}?(?=(?:{self.nouns_inside_words}))", small):
            if number := self.numbers_inside_words.get(self.plain(match[0])):
                yield _Number(start=match.start(), end=match.end(), cardinal=number, ordinal=None)

    @cached_property
    def _counts(self) -> Callable[[str], bool]:
        return lru_cache(maxsize=5_000)(self._is_counting)

    def _is_counting(self, word: str) -> bool:
        return word in self._counting_words or (not word.isascii() and self.plain(word) in self._counting_words)

    @cached_property
    def _counting_words(self) -> frozenset[str]:
        said, in_years = self._years
        return frozenset((*self.cardinals, *self.ordinals, *self.between_numbers, *self.joined, *said, *in_years))

    def _number_of(self, text: str, small: str, run: list[re.Match[str]]) -> Iterator[_Number]:
        """The number at the end of a run of words that count, in as many words as it has, if anything follows it."""
        if not self._any_noun.match(small, end := run[-1].end()):
            return
        if roman := ROMANS.get(text[run[-1].start() : end]):
            yield _Number(start=run[-1].start(), end=end, cardinal=None, ordinal=roman)
            return
        if (digits := run[-1]["digits"]) and digits != run[-1][0]:
            yield _Number(start=run[-1].start(), end=end, cardinal=None, ordinal=int(digits))
            return
        for first in run[-MOST_WORDS:]:
            words = small[first.start() : end]
            if self.unspaced(words) in self.years_said:
                return
            cardinal, ordinal = self.read_cardinal(words), self.read_ordinal(words)
            if cardinal is not None or ordinal is not None:
                yield _Number(start=first.start(), end=end, cardinal=cardinal, ordinal=ordinal)
                return


def _sentence(small: str, place: int) -> str:
    """As much of it as stands near."""
    before, after = small[max(0, place - _SENTENCE) : place], small[place : place + _SENTENCE]
    return re.split(r"[.!?\n]", before)[-1] + re.split(r"[.!?\n]", after, maxsplit=1)[0]


class _Compiled:
    def __init__(self, phrase: Phrase) -> None:
        self.of = phrase
        self.after = re.compile(phrase.after)
        self.before = re.compile(f"(?:{phrase.before})$") if phrase.before else None
        self.unlike = re.compile(f"(?:{phrase.unlike})$") if phrase.unlike else None
        self.sentence = re.compile(phrase.sentence) if phrase.sentence else None
