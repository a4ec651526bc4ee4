"""The figures that running text gives: how many, in digits or in words. What dates, what counts years, and what says
which of a row something is, as the 36th anniversary and article 5, is none.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive import date_words, languages, year_words
from archive.languages import Language
from archive.languages.reading import MOST_WORDS
from archive.languages.years import Kind

__all__ = ["Said", "figures_in"]

# Smaller ones in words count rather seldom: "one of the first".
LEAST_IN_WORDS: Final = 10
# A number that is said in one of these words alone says "many".
_ROUND: Final = frozenset({100, 1000})
# What has more digits counts nothing.
_DIGITS: Final = 15
_GROUPED: Final = r"[0-9]{1,3}(?:[,.\u0020\u00a0\u2007\u2009\u202f][0-9]{3})+(?![0-9])"
_NUMBER: Final = re.compile(rf"(?<![\w/№#.,])(?<!\w[-–])(?:{_GROUPED}|[0-9]+(?:[.,][0-9]{{1,2}}(?![0-9]))?)(?!/|[0-9])")
_HOUR: Final = re.compile(r"(?<![0-9:])[0-2]?[0-9](?::[0-5][0-9]){1,2}(?![0-9:])")
_YEAR: Final = re.compile(r"(?<![0-9.,])(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])")
_FOLLOWING: Final = re.compile(r"\s([^\W\d_]{2,})")
_IN_A_LIST: Final = re.compile(r"(?m)^[0-9]{1,3}[.)](?=\s)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One figure: its ``number``, and the ``words`` that say it at ``start`` of the text."""

    number: int
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@lru_cache(maxsize=1_000)
def figures_in(text: str, language: str) -> tuple[Said, ...]:
    """In the order of ``text``, plain text of one block."""
    spoken = languages.get(language)
    left = _without(text, [*_others(text, language)])
    found = [*_in_digits(left, spoken)]
    found += _in_words(_without(left, [(one.start, one.end) for one in found]), spoken)
    return tuple(sorted(found, key=lambda one: one.start))


def _others(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that are no figures."""
    yield from ((one.first, one.last) for one in date_words.days_in(text))
    yield from ((one.start, one.end) for one in year_words.find(text, language) if one.kind is not Kind.YEAR)
    yield from (match.span() for match in _YEAR.finditer(text) if _is_a_year(text, match.end(), language))
    for pattern in (_HOUR, _IN_A_LIST, _says_which(language)):
        yield from (match.span() for match in pattern.finditer(text))


def _is_a_year(text: str, end: int, language: str) -> bool:
    """What may be one is none where a language says the word for a year after it, and another word stands there."""
    spoken = languages.get(language)
    following = _FOLLOWING.match(text, end)
    if not (spoken.word_for_a_year and following and following[1].islower()):
        return True
    word = following[1]
    return bool(word.startswith(spoken.word_for_a_year) or spoken.month_of(word) or word in spoken.small_words)


def _without(text: str, spans: Collection[tuple[int, int]]) -> str:
    """With a sign instead that stands in no number, so that nothing changes its place."""
    letters = [*text]
    for start, end in spans:
        letters[start:end] = "\0" * (end - start)
    return "".join(letters)


@lru_cache(maxsize=20)
def _says_which(language: str) -> re.Pattern[str]:
    """A number with the word before it that says of which row it is, or with the ending of an ordinal."""
    spoken = languages.get(language)
    words = rf"\b(?:{spoken.says_which})\.?\s+|" if spoken.says_which else ""
    return re.compile(rf"(?:{words}№\s*|#\s*)[0-9]+|(?<![\w.,])[0-9]+\s?(?:{spoken.ordinal_marks})\b", re.IGNORECASE)


# --- in digits --------------------------------------------------------------------------------------------


def _in_digits(text: str, spoken: Language) -> Iterator[Said]:
    for match in _NUMBER.finditer(text):
        scale = _scale(spoken).match(text, match.end())
        end = scale.end() if scale else match.end()
        number = _number(match[0], _times(spoken, scale[1]) if scale else 1)
        if number is not None and not _time().match(text, end):
            yield Said(number=number, words=text[match.start() : end], start=match.start())


def _number(written: str, times: int) -> int | None:
    """None for what is no whole number, or too long for one."""
    digits = re.sub(r"[^0-9]", "", written)
    if len(digits) > _DIGITS:
        return None
    if re.fullmatch(r"[0-9]+[.,][0-9]{1,2}", written):
        whole = int(digits) * times
        parts = 10 ** len(re.split("[.,]", written)[1])
        return whole // parts if not whole % parts else None
    return int(digits) * times


@lru_cache(maxsize=1)
def _time() -> re.Pattern[str]:
    """In every language: what is quoted may be in another."""
    words = "|".join(filter(None, (one.says_time for one in languages.known())))
    return re.compile(rf"[\s-]{{1,2}}(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=20)
def _scale(spoken: Language) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, spoken.scales), key=len, reverse=True))
    return re.compile(rf"[\s-]{{1,2}}((?:{words})[^\W\d_]*)\b" if words else "(?!)", re.IGNORECASE)


def _times(spoken: Language, word: str) -> int:
    small = spoken.lower(word)
    return next(times for beginning, times in spoken.scales.items() if small.startswith(beginning))


# --- in words -----------------------------------------------------------------------------------------------


def _in_words(text: str, spoken: Language) -> Iterator[Said]:
    """The longest runs of words that one can read as a number."""
    words = [*_WORD.finditer(text)]
    first = 0
    while first < len(words):
        if spoken.plain(words[first][0]) not in spoken.cardinals:
            first += 1
            continue
        read = next(_read(text, words[first : first + MOST_WORDS], spoken), None)
        if read:
            said, count = read
            tells_nothing = said.number < LEAST_IN_WORDS or (count == 1 and said.number in _ROUND)
            if not tells_nothing and not _time().match(text, said.end):
                yield said
        first += read[1] if read else 1


def _read(text: str, words: list[re.Match[str]], spoken: Language) -> Iterator[tuple[Said, int]]:
    """A number, and of how many words: first that of the most. What makes it so many times more belongs to it."""
    start = words[0].start()
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        number = _cardinal(text[start:end], spoken.code)
        if number is not None:
            scale = _scale(spoken).match(text, end)
            times = _times(spoken, scale[1]) if scale else 1
            end = scale.end() if scale else end
            yield Said(number=number * times, words=text[start:end], start=start), count


@lru_cache(maxsize=10_000)
def _cardinal(words: str, language: str) -> int | None:
    return languages.get(language).read_cardinal(words)
