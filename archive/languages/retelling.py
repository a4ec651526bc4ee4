"""Words that depend on the year, said of another number in the same form."""

import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from .calendar import ROMAN
from .years import ROMANS, Phrase, Years, YearWords


class Retelling(Years):
    """Digits stay digits and words words; endings, plurals and cases follow the number."""

    # The forms of what is counted, by CLDR's plural, each with its case: {"one": "year", "other": "years"}.
    counted_nouns: ClassVar[tuple[tuple[int, Mapping[str, str]], ...]] = ()

    def retold(self, found: YearWords, number: int) -> str:
        """What was found, said of another ``number`` in the same form; empty where nobody can be sure of that."""
        if not found.phrase or found.is_about or number < 1:
            return ""
        before, after = found.words[: found.at], found.words[found.at + len(found.said) :]
        if not found.said:  # "год назад"
            before, after = self.styled(self.cardinal(number), "", after), f" {self.small(after)}"
        said = self._said_like(found, number, is_inside=after[:1].isalpha())
        noun = self._counted_like(found, after, number)
        return "" if said is None or noun is None else f"{before}{said}{noun}"

    def year_retold(self, found: YearWords, year: int) -> str:
        """A year by itself, or in a date, as another ``year``; of "2025–2026" both are other ones."""
        before, after = found.words[: found.at], found.words[found.at + len(found.said) :]
        said = self._year_like(found.said, found.number, year)
        mark = re.match(self.ordinal_marks, self.small(after)) if found.said[-1:].isdecimal() else None
        if not mark:
            return f"{before}{said}{after}"
        ending = self.mark_like(after[: mark.end()], found.number, year)
        return f"{before}{said}{ending}{after[mark.end() :]}"

    def _year_like(self, said: str, old: int, year: int) -> str:
        """In digits, or in words written as ``said`` was."""
        if digits := re.fullmatch("([0-9]{4})([^0-9]+)([0-9]{2,4})", said):
            return f"{int(digits[1]) + year - old}{digits[2]}{str(year)[-len(digits[3]) :]}"
        for old_way, way in zip(self.ways_to_say_a_year(old), self.ways_to_say_a_year(year), strict=True):
            if self.unspaced(old_way) == self.unspaced(said):
                return self.styled(way if " " in said else way.replace(" ", ""), old_way, said)
        return str(year)

    def _said_like(self, found: YearWords, number: int, *, is_inside: bool) -> str | None:
        said, phrase = found.said, found.phrase
        assert phrase
        if said in ROMANS:
            return ROMAN[number] if number < len(ROMAN) else None
        if digits := re.match("[0-9]+", said):
            mark = said[digits.end() :]
            return f"{number}{self.mark_like(mark, found.number, number) if mark else ''}"
        for say in (self.inside_a_word,) if is_inside else self.ways_to_say(phrase):
            if self._bare(said) == self._bare(old := say(found.number)):
                return self.styled(say(number), old, said)
        return None if said else ""

    def _bare(self, words: str) -> str:
        return " ".join(re.split(r"[\s-]+", self.plain(words)))

    def ways_to_say(self, phrase: Phrase) -> tuple[Callable[[int], str], ...]:
        """In words, as they may stand in ``phrase``; best first."""

        def say(number: int) -> str:
            return self.ordinal_in_words(number, phrase.gender) if phrase.is_ordinal else self.cardinal(number)

        return (say, lambda number: say(number).replace(" ", "")) if self.joins_numbers else (say,)

    def inside_a_word(self, number: int) -> str:
        """As in "тридцатишестилетие"."""
        return self.cardinal(number)

    def mark_like(self, mark: str, old: int, number: int) -> str:
        """The ending that makes digits an ordinal, written as ``mark`` was after the ``old`` number."""
        new = self.ordinal(number).removeprefix(str(number))
        return self.upper(new) if mark == self.upper(mark) else new

    def styled(self, new: str, old: str, said: str) -> str:
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
        match = re.match(phrase.after, self.small(after))
        if not match or not match.groupdict().get("noun"):
            return after
        noun = after[match.start("noun") : match.end("noun")]
        for _case, forms in sorted(self.counted_nouns, key=lambda one: one[0] != phrase.case):
            if forms.get(self.plural(found.number)) == self.lower(noun):
                said = self.styled(forms[self.plural(number)], noun, noun)
                return f"{after[: match.start('noun')]}{said}{after[match.end('noun') :]}"
        return None
