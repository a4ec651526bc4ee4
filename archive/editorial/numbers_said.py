"""Numbers in the words of a record that are other ones elsewhere: in another language of it, or a year before.

Only what was put in the place of something else is told: a number that a language writes as a word is missing in one of
them and stands in neither's way.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext

from archive import languages, markup
from archive.aligning import Passage, Sentence, exchanged, likeness, sentences
from archive.editions.payloads import Words

from .problems import Doubt, Spot

# Sentences with so much in common say the same of another number.
_ALIKE: Final = 2 / 3
_LONGEST: Final = 120


def between_languages(texts: Mapping[str, Words], original: str) -> Iterator[Doubt]:
    """Where a translation has another number than the ``original`` has there."""
    if original not in texts:
        return
    for language in sorted(texts.keys() - {original}):
        for said, here in zip(*_beside_each_other(texts[original], texts[language]), strict=True):
            others, numbers = _in_place_of(said.numbers, here.numbers)
            if numbers:
                yield _disagreement(language, here, numbers, original, others)


def since(
    before: Mapping[str, Words], texts: Mapping[str, Words], *, year: int, years: int, sourced: Collection[str]
) -> Iterator[Doubt]:
    """Where ``texts`` say another number than those of ``year`` did, so many ``years`` before, and nobody was cited.

    What a year makes more is no other number: the 35th anniversary of then is the 36th of now. ``sourced`` are the
    blocks for which a source is cited.
    """
    for language in sorted(texts.keys() & before.keys()):
        then = [one for one in _sentences(before[language], language) if one.numbers]
        for now in _sentences(texts[language], language):
            alike = _most_alike(now, then) if now.numbers and now.block not in sourced else None
            others, numbers = _in_place_of(alike.numbers, now.numbers, years=years) if alike else ([], [])
            if numbers:
                yield _other_than(year, language, now, numbers, others)


def _disagreement(language: str, here: Sentence, numbers: list[int], original: str, others: list[int]) -> Doubt:
    told = {
        "numbers": _listed(numbers),
        "language": languages.autonym(language),
        "others": _listed(others),
        "original": languages.autonym(original),
        "paragraph": here.block.removeprefix("p"),
    }
    if here.block:
        said = gettext(
            "Numbers differ in paragraph %(paragraph)s: %(numbers)s (%(language)s), %(others)s (%(original)s)."
        )
    else:
        said = gettext("Numbers differ: %(numbers)s (%(language)s), %(others)s (%(original)s).")
    return Doubt(
        rule="languages-disagree",
        about=f"{language} {here.block}".strip(),
        message=said % told,
        spot=Spot(language=language, block=here.block),
        words=(told["numbers"], told["others"]),
    )


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


def _beside_each_other(one: Words, other: Words) -> tuple[list[Sentence], list[Sentence]]:
    """Titles, and paragraph for paragraph if there are as many in both; else the texts as they are."""
    both = _passages(one), _passages(other)
    if len(both[0]) == len(both[1]):
        return both
    return [both[0][0], _joined(both[0][1:])], [both[1][0], _joined(both[1][1:])]


def _passages(words: Words) -> list[Sentence]:
    paragraphs = (Sentence(block=block.id, text=markup.plain(block.html)) for block in words.blocks)
    return [Sentence(block="", text=words.title), *paragraphs]


def _joined(passages: Collection[Sentence]) -> Sentence:
    return Sentence(block="", text="\n".join(one.text for one in passages))


def _sentences(words: Words, language: str) -> tuple[Sentence, ...]:
    passages = (Passage(id=block.id, text=markup.plain(block.html)) for block in words.blocks)
    return sentences([Passage(id="", text=words.title), *passages], language)


def _most_alike(sentence: Sentence, others: Collection[Sentence]) -> Sentence | None:
    """The one with most words in common; of several with as many, that with most numbers in common."""
    found = [likeness(sentence.words, other.words) for other in others]
    best = max(found, default=0.0)
    if best < _ALIKE:
        return None
    alike = (other for like, other in zip(found, others, strict=True) if like == best)
    return max(alike, key=lambda other: (sentence.numbers & other.numbers).total())


def _in_place_of(before: Counter[int], now: Counter[int], *, years: int = 0) -> tuple[list[int], list[int]]:
    """The numbers that are gone and those that came for them; nothing unless there are both."""
    if years and before.total() != now.total():
        return [], []  # the sentence tells of something else
    found = [sorted(numbers.elements()) for numbers in exchanged(before, now, years=years)]
    return (found[0], found[1]) if all(found) else ([], [])


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, numbers))
