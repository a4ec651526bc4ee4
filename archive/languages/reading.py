"""How dates, anniversaries and distances stand in running text of a language, and how it is recognised."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import ClassVar, Final

from .numbers import MOST_ORDINAL
from .rules import Rules

# Parts of patterns. A year nobody would take for another number.
PARTS: Final = {
    "<day>": r"(?P<day>[0-3]?[0-9])",
    "<year>": r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])",
    "<in one sentence>": r"[^.!?\n]{0,120}?",
}
# No number of years has more.
MOST_WORDS: Final = 8
_WORD: Final = re.compile(r"[0-9]+(?:-?[^\W\d_]{1,4})?|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number that a text tells of: "36 years ago" at ``start``."""

    number: int
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


class Reading(Rules):
    """Patterns are regular expressions, for small and capital letters alike. In them <month> stands for its months,
    and <day>, <year> and <in one sentence> for what ``PARTS`` says.
    """

    # Ways to write a day: r"<day>\s+<month>(?:\s+<year>|\b)".
    days_written: ClassVar[tuple[str, ...]]
    # What may stand between two days of one month, besides a dash: "and to".
    between_days: ClassVar[str] = ""
    # How the word begins that stands after every year, where there is one: "год".
    word_for_a_year: ClassVar[str] = ""
    # After a number, what makes it a time and no figure: "days".
    says_time: ClassVar[str] = ""
    # Short names of months, in small letters.
    short_months: ClassVar[Mapping[str, int]] = {}
    # Forms of a month that are written whole and do not begin as others of it do: "мае".
    month_forms: ClassVar[Mapping[str, int]] = {}
    # Endings that a month may have: "(?:da|də)?".
    month_ending: ClassVar[str] = ""
    # What may follow a year that ends a date: "г.", "-cı il".
    after_a_year: ClassVar[str] = ""
    # Words around a date that fills a line, besides weekdays: "dated", "il".
    beside_a_date: ClassVar[str] = ""
    # What may stand between a day in words and its month: "of the". Anything else is of another thing: "first in May".
    before_a_month: ClassVar[str] = ""
    # What stands between the parts of a date when it is folded: "of the", "ci il", "г".
    within_a_date: ClassVar[str] = ""
    # Words around a date in what somebody looks for, which say no more: "in the year".
    asked_beside_a_date: ClassVar[str] = ""
    # Words that make a date another one; a pattern each.
    says_about: ClassVar[str]
    says_perhaps: ClassVar[str]
    says_before: ClassVar[str]
    says_after: ClassVar[str]
    says_or: ClassVar[str]
    says_midnight: ClassVar[str]
    says_before_our_era: ClassVar[str]
    # What stands after the first year of a decade: "1990" and "s".
    says_decade: ClassVar[str]
    # After a cardinal: "years ago". Without any number: "год назад".
    says_years_ago: ClassVar[str]
    says_a_year_ago: ClassVar[str] = ""
    # After an ordinal: "anniversary". After a cardinal: "illiyi".
    says_anniversary: ClassVar[str]
    says_anniversary_after_a_cardinal: ClassVar[str] = ""
    # After a cardinal, in what somebody looks for: "year years".
    words_for_years: ClassVar[str] = ""
    # Where the first year of an anniversary stands, seen from it.
    first_year_before: ClassVar[str] = ""
    first_year_after: ClassVar[str] = ""
    # Words that no text goes without and that the neighbours write otherwise; and letters that only neighbours have.
    small_words: ClassVar[frozenset[str]]
    foreign_letters: ClassVar[frozenset[str]] = frozenset()

    @cached_property
    def month_numbers(self) -> Mapping[str, int]:
        """Every word that names a month, in small letters, with marks and without: what it is."""
        both = (*enumerate(self.months, 1), *enumerate(self.months_of_a_day, 1))
        spelled = {write(name): number for number, name in both for write in (self.lower, self.plain)}
        return {**self.short_months, **self.month_forms, **spelled}

    @cached_property
    def any_month(self) -> str:
        """A pattern of its months; a short one may have a full stop."""
        whole = "|".join(sorted(set(self.month_numbers) - set(self.short_months), key=len, reverse=True))
        # In capitals Azerbaijani writes İYUN, where Python's ignoring of case does not look.
        months = f"(?:{whole})".replace("i", "[iİıI]")
        return rf"(?:{months}|(?:{'|'.join(self.short_months)})\.?)" if self.short_months else months

    def pattern(self, written: str) -> re.Pattern[str]:
        """``written`` with its parts filled in."""
        for part, filled in {**PARTS, "<month>": f"(?P<month>{self.any_month})"}.items():
            written = written.replace(part, filled)
        return re.compile(written, re.IGNORECASE)

    @cached_property
    def days_written_in_text(self) -> tuple[re.Pattern[str], ...]:
        return tuple(self.pattern(written) for written in self.days_written)

    def month_of(self, word: str) -> int:
        """Which month ``word`` names, perhaps with an ending; 0 for none."""
        if found := self.month_numbers.get(self.lower(word).rstrip(".")) or self.month_numbers.get(self.plain(word)):
            return found
        ended = self.month_ending and re.fullmatch(f"({self.any_month}){self.month_ending}", word, re.IGNORECASE)
        return self.month_of(ended[1]) if ended and ended[1] != word else 0

    # --- anniversaries and distances ---

    def years_ago_in(self, text: str) -> Iterator[Told]:
        """Where ``text`` says how many years ago something was: "36 years ago", "otuz altı il əvvəl"."""
        yield from self._counted(text, self.says_years_ago, self.read_cardinal)
        for match in re.finditer(self.says_a_year_ago, text, re.IGNORECASE) if self.says_a_year_ago else ():
            if not self._number_before(text, match.start(), self.read_cardinal):
                yield Told(number=1, words=match[0], start=match.start())

    def years_counted_in(self, text: str) -> Iterator[Told]:
        """Where ``text``, which somebody looks for, counts years: "36 years", "otuz altı il"."""
        if words := self.words_for_years.split():
            found = self._counted(text, rf"(?:{'|'.join(words)})\b", self.read_cardinal)
            yield from (told for told in found if 1 < told.number <= MOST_ORDINAL)

    def anniversaries_in(self, text: str) -> Iterator[Told]:
        """Where ``text`` tells of the anniversary of something: "36th anniversary", "otuz altıncı ildönümü"."""
        found = [self._counted(text, self.says_anniversary, self.read_ordinal)]
        if self.says_anniversary_after_a_cardinal:
            found.append(self._counted(text, self.says_anniversary_after_a_cardinal, self.read_cardinal))
        # A larger number is a year: "in 1990, the anniversary".
        yield from (told for told in chain.from_iterable(found) if told.number <= MOST_ORDINAL)

    def first_year_of(self, text: str, told: Told) -> tuple[int, str] | None:
        """The year that the same sentence says is the first, and the words from the one to the other."""
        if after := self.first_year_after and self.pattern(self.first_year_after).match(text, told.end):
            return int(after["year"]), text[told.start : after.end()]
        nearest = max(0, told.start - 160)
        before = self.first_year_before and self.pattern(self.first_year_before + "$").search(text, nearest, told.start)
        return (int(before["year"]), text[before.start() : told.end]) if before else None

    def _counted(self, text: str, noun: str, read: Callable[[str], int | None]) -> Iterator[Told]:
        for match in re.finditer(rf"\b(?:{noun})", text, re.IGNORECASE):
            if found := self._number_before(text, match.start(), read):
                number, start = found
                yield Told(number=number, words=text[start : match.end()], start=start)

    def _number_before(self, text: str, end: int, read: Callable[[str], int | None]) -> tuple[int, int] | None:
        """The number just before ``end``, in as many words as it has, and where they begin."""
        nearest = max(0, end - 120)
        words = [match.start() + nearest for match in _WORD.finditer(text[nearest:end])][-MOST_WORDS:]
        for start in words:
            said = text[start:end]
            # Nothing but blanks and hyphens stands between the words of a number, and something before its noun.
            if said != said.rstrip(" \u00a0-–") and (number := read(said.rstrip(" \u00a0-–"))):
                return number, start
        return None
