"""What a language counts with: digits and words, ordinals, and the forms of what is counted."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import cached_property, partial
from typing import ClassVar, Final

from babel.dates import format_timedelta
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.units import format_unit

from .letters import Letters

MOST_CARDINAL: Final = 999_999
MOST_ORDINAL: Final = 999
HUNDRED, THOUSAND = 100, 1000


class Gender(StrEnum):
    """Of the word that is counted. Languages without genders pay no heed to it."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class Numbers(Letters, ABC):
    """Numbers said and read. Words are known for cardinals up to 999,999 and ordinals up to 999."""

    # The smallest number whose thousands stand apart; and what stands between them, if not what CLDR says.
    grouped_from: ClassVar[int] = 1_000
    group_sign: ClassVar[str] = ""
    # What may stand after digits to make them an ordinal, as a pattern: "st|nd|rd|th".
    ordinal_marks: ClassVar[str]
    # Words inside numbers that add nothing to them: "and".
    between_numbers: ClassVar[frozenset[str]] = frozenset()
    # Further forms of words for numbers, plain, and what they count: {"hundred": 100, "a": 1}.
    further_cardinals: ClassVar[Mapping[str, int]] = {}
    further_ordinals: ClassVar[Mapping[str, int]] = {}
    # How words begin that make a number so many times more: {"million": 1_000_000}.
    scales: ClassVar[Mapping[str, int]] = {}
    # Whether people write the words of a number together as well: "otuzaltı".
    joins_numbers: ClassVar[bool] = False
    # Before a number that counts nothing: "article", "№".
    says_which: ClassVar[str] = ""
    # "this year": no years ago.
    this_year: ClassVar[str]

    # --- said ---

    def grouped(self, number: float) -> str:
        """In digits, its thousands apart: "16,000", "16 000", "2783", "1,5"."""
        return (f"{number:,}" if number >= self.grouped_from else str(number)).translate(self._signs)

    @cached_property
    def _signs(self) -> dict[int, str]:
        """What stands between thousands and before fractions, in place of Python's."""
        signs = {",": self.group_sign or get_group_symbol(self.cldr), ".": get_decimal_symbol(self.cldr)}
        return str.maketrans(signs)

    def than(self, number: int) -> str:
        """In digits, as it stands after “more than”; with its ending in languages that have one: "200-dən"."""
        return self.grouped(number)

    def plural(self, number: float) -> str:
        """Which of CLDR's forms a number asks for: "one", "few", "many", "other"."""
        return self.cldr.plural_form(number)

    @abstractmethod
    def cardinal(self, number: int) -> str:
        """In words, as one counts: "thirty-six". Beyond 999,999 in digits."""

    @abstractmethod
    def ordinal(self, number: int, gender: Gender | None = None) -> str:
        """The place in a row, in digits: "36th", "36-cı". Without a gender it is that of an anniversary: "36-я"."""

    @abstractmethod
    def ordinal_in_words(self, number: int, gender: Gender | None = None) -> str:
        """The same in words: "thirty-sixth", "otuz altıncı", "тридцать шестая". Beyond 999 in digits."""

    @abstractmethod
    def anniversary(self, number: int, *, in_words: bool = False) -> str:
        """ "36th anniversary", or "thirty-sixth anniversary"."""

    def counted_year(self, year: int) -> str:
        """A year as it stands before the word for one: "1990-cı" in "1990-cı ildən", but "1990"."""
        return str(year)

    def days(self, count: int) -> str:
        """ "8 days"."""
        return format_unit(count, "duration-day", format="0", locale=self.cldr)

    def years(self, count: int) -> str:
        """ "36 years"."""
        return format_unit(count, "duration-year", format="0", locale=self.cldr)

    def years_ago(self, count: int) -> str:
        """ "36 years ago"; of none "this year", of less than none "in 2 years"."""
        if not count:
            return self.this_year
        return format_timedelta(timedelta(days=-365 * count), "year", add_direction=True, locale=self.cldr)

    def listed(self, words: Sequence[str]) -> str:
        """ "a, b and c"."""
        return format_list(words, "standard", locale=self.cldr)

    def one_of(self, words: Sequence[str]) -> str:
        """ "a, b or c"."""
        return format_list(words, "or", locale=self.cldr)

    # --- read ---

    def read_cardinal(self, words: str) -> int | None:
        """The number that ``words`` say, in digits or in words and by whichever hand: "OTUZ ALTI", "thirty six"."""
        if words.isdecimal():
            return int(words)
        return self._read(self._numbers_of(words, ordinal=False), ordinal=False)

    def read_ordinal(self, words: str) -> int | None:
        """The same of an ordinal, of whichever gender and in whichever case: "36-cı", "тридцать шестую"."""
        if digits := re.fullmatch(rf"([0-9]+)(?:{self.ordinal_marks})?", words, re.IGNORECASE):
            return int(digits[1])
        return self._read(self._numbers_of(words, ordinal=True), ordinal=True)

    @cached_property
    def cardinals(self) -> Mapping[str, int]:
        """Every word that counts, plain, by what it counts."""
        return self._single_words(self.cardinal) | dict(self.further_cardinals)

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """Every word with which an ordinal ends, plain."""
        found = dict(self.further_ordinals)
        for gender in Gender:
            found |= self._single_words(partial(self.ordinal_in_words, gender=gender))
        return found

    @cached_property
    def joined(self) -> Mapping[str, tuple[str, ...]]:
        """Numbers below a thousand that are written in one word, plain, with the words that it is made of."""
        counted = range(11, 1000) if self.joins_numbers else ()
        said = (self.plain(say(number)).split() for number in counted for say in (self.cardinal, self.ordinal_in_words))
        return {"".join(words): tuple(words) for words in said if len(words) > 1}

    def _single_words(self, said: Callable[[int], str]) -> dict[str, int]:
        words = {number: self._words(said(number)) for number in (*range(101), *range(200, 1000, 100), 1000)}
        return {only[0]: number for number, only in words.items() if len(only) == 1}

    def _words(self, text: str) -> list[str]:
        """Those of a number; none where other signs stand between them, or it begins or ends with what adds nothing."""
        plain = self.plain(text)
        words = re.findall(r"[^\W_]+", plain) if re.fullmatch(r"[^\W_]+(?:[\s-]+[^\W_]+)*", plain) else []
        if words and self.between_numbers & {words[0], words[-1]}:
            return []
        apart = (part for word in words for part in self.joined.get(word, (word,)))
        return [word for word in apart if word not in self.between_numbers]

    def _numbers_of(self, text: str, *, ordinal: bool) -> list[int]:
        """What each word counts; nothing if one of them does not count."""
        words = self._words(text)
        tables = [self.cardinals] * len(words)
        if ordinal and words:
            tables[-1] = self.ordinals
        found = [table.get(word) for table, word in zip(tables, words, strict=True)]
        return [] if None in found else _without_ones([number for number in found if number is not None])

    def _read(self, numbers: list[int], *, ordinal: bool) -> int | None:
        """What ``numbers`` make together, if that is how the language says it: no "twenty forty"."""
        total = _total(numbers)
        if not numbers or total > (MOST_ORDINAL if ordinal else MOST_CARDINAL):
            return None
        said = self.ordinal_in_words(total) if ordinal else self.cardinal(total)
        return total if self._numbers_of(said, ordinal=ordinal) == numbers else None


def _without_ones(numbers: list[int]) -> list[int]:
    """ "One thousand" is "a thousand", but "twenty-one thousand" stays."""
    kept: list[int] = []
    for number in numbers:
        if number in (HUNDRED, THOUSAND) and kept[-1:] == [1] and kept[-2:-1] in ([], [THOUSAND]):
            kept.pop()
        kept.append(number)
    return kept


def _total(numbers: list[int]) -> int:
    thousands = rest = 0
    for number in numbers:
        match number:
            case 1000:
                thousands, rest = thousands + (rest or 1) * THOUSAND, 0
            case 100:
                rest = (rest or 1) * HUNDRED
            case _:
                rest += number
    return thousands + rest
