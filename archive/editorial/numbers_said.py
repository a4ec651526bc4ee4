"""Numbers in the words of a statement where what its issuer said a year before has others.

Only what was put in the place of something else is told.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext

from archive.aligning import Sentence, exchanged, likeness
from archive.editions.payloads import Words

from .problems import Doubt, Spot
from .sentences_said import sentences_of

# Sentences with so much in common say the same of another number.
_ALIKE: Final = 2 / 3
_LONGEST: Final = 120


def since(
    before: Mapping[str, Words], texts: Mapping[str, Words], *, year: int, years: int, sourced: Collection[str]
) -> Iterator[Doubt]:
    """Where ``texts`` say another number than those of ``year`` did, so many ``years`` before, and nobody was cited.

    What a year makes more is no other number: the 35th anniversary of then is the 36th of now. ``sourced`` are the
    blocks for which a source is cited.
    """
    for language in sorted(texts.keys() & before.keys()):
        then = [one for one in sentences_of(before[language], language) if one.numbers]
        for now in sentences_of(texts[language], language):
            alike = most_alike(now, then) if now.numbers and now.block not in sourced else None
            others, numbers = in_place_of(alike.numbers, now.numbers, years=years) if alike else ([], [])
            if numbers:
                yield _other_than(year, language, now, numbers, others)


def _other_than(year: int, language: str, here: Sentence, numbers: list[int], others: list[int]) -> Doubt:
    told = {
        "now": _listed(numbers),
        "year": str(year),
        "then": _listed(others),
        "sentence": Truncator(here.text).chars(_LONGEST),
    }
    said = gettext("It says %(now)s where the statement of %(year)s says %(then)s: “%(sentence)s”")
    return Doubt(
        rule="number-differs",
        about=f"{language} {here.block}".strip(),
        message=said % told,
        spot=Spot(language=language, block=here.block),
        words=(told["now"], told["year"], told["then"]),
        asks_why=True,
    )


def most_alike(sentence: Sentence, others: Collection[Sentence]) -> Sentence | None:
    """The one with most words in common; of several with as many, that with most numbers in common."""
    found = [likeness(sentence.words, other.words) for other in others]
    best = max(found, default=0.0)
    if best < _ALIKE:
        return None
    alike = (other for like, other in zip(found, others, strict=True) if like == best)
    return max(alike, key=lambda other: (sentence.numbers & other.numbers).total())


def in_place_of(before: Counter[int], now: Counter[int], *, years: int = 0) -> tuple[list[int], list[int]]:
    """The numbers that are gone and those that came for them; nothing unless there are both."""
    if years and before.total() != now.total():
        return [], []  # the sentence tells of something else
    found = [sorted(numbers.elements()) for numbers in exchanged(before, now, years=years)]
    return (found[0], found[1]) if all(found) else ([], [])


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, numbers))
