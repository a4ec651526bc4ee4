"""What one language of a record says and another does not: numbers, days, and the records of the archive it names.

Each translation is compared with the original, paragraph for paragraph where both have as many. A number is told when
another stands in its place: one that a language writes as a word is missing in one of them, and stands in neither's
way. A day or a name is told as well when it stands in one of both alone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext

from archive import languages, markup, names
from archive.aligning import Sentence, exchanged
from archive.date_words import Day, dates_in, days_in, is_said, months_in, without_days
from archive.editions.payloads import Block, Words
from archive.matching import Mention, Names, is_heard_in, may_be_named
from archive.records import known_names
from archive.records.known_names import Authority

from .problems import Doubt, Spot

# So much of what one of both says is told; of longer words the beginning.
MOST_TOLD: Final = 8
LONGEST: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The title, the summary, one paragraph, or where the paragraphs of two languages do not match, all of them.
    ``linked`` are the uuids of what it links to.
    """

    language: str
    block: str
    text: str
    linked: frozenset[str] = frozenset()
    is_summary: bool = False


def doubts(
    texts: Mapping[str, Words], original: str, *, known: Callable[[], Names[Authority]] = known_names.known
) -> Iterator[Doubt]:
    """Where a translation does not say what the ``original`` says there. Only for texts with a body it is asked which
    names are ``known``.
    """
    translated = sorted(texts.keys() - {original}) if original in texts else []
    called = known() if any(texts[one].blocks for one in translated) else Names[Authority](())
    for language in translated:
        for said, here in beside_each_other(texts, original, language):
            yield from _other_numbers(said, here)
            yield from _other_days_and_names(said, here, called)


def beside_each_other(texts: Mapping[str, Words], original: str, language: str) -> Iterator[tuple[Passage, Passage]]:
    """Titles, summaries, and paragraph for paragraph if there are as many in both; else the texts as they are."""
    one, other = texts[original], texts[language]
    yield _title(one, original), _title(other, language)
    if one.summary and other.summary:
        yield _summary(one, original), _summary(other, language)
    paragraphs, theirs = _paragraphs(one), _paragraphs(other)
    if len(paragraphs) == len(theirs):
        for block, translated in zip(paragraphs, theirs, strict=True):
            yield _passage((block,), original, block.id), _passage((translated,), language, translated.id)
    else:
        yield _passage(one.blocks, original), _passage(other.blocks, language)


def _paragraphs(words: Words) -> list[Block]:
    return [block for block in words.blocks if not markup.pictures(block.html)]


def _title(words: Words, language: str) -> Passage:
    return Passage(language=language, block="", text=words.title)


def _summary(words: Words, language: str) -> Passage:
    return Passage(language=language, block="", text=words.summary, is_summary=True)


def _passage(blocks: Collection[Block], language: str, number: str = "") -> Passage:
    return Passage(
        language=language,
        block=number,
        text="\n".join(markup.plain(block.html) for block in blocks),
        linked=frozenset(chain.from_iterable(markup.mentions(block.html) for block in blocks)),
    )


# --- numbers ----------------------------------------------------------------------------------------------


def _other_numbers(said: Passage, here: Passage) -> Iterator[Doubt]:
    """Those of days are compared as days."""
    gone, new = _exchanged(said.text, here.text)
    if gone and new:
        gone, new = _exchanged(without_days(said.text), without_days(here.text))
    if gone and new:
        numbers, others = (", ".join(map(str, sorted(found.elements()))) for found in (new, gone))
        yield _doubt("languages-disagree", _numbers_differ(here), here, said, numbers, others)


def _exchanged(before: str, now: str) -> tuple[Counter[int], Counter[int]]:
    return exchanged(Sentence(text=before).numbers, Sentence(text=now).numbers)


def _numbers_differ(here: Passage) -> str:
    if here.block:
        return gettext("Numbers differ in paragraph %(number)s") % {"number": here.block.removeprefix("p")}
    if here.is_summary:
        return gettext("Numbers differ in the summary")
    return gettext("Numbers differ")


# --- days and names ---------------------------------------------------------------------------------------


def _other_days_and_names(said: Passage, here: Passage, known: Names[Authority]) -> Iterator[Doubt]:
    """A day that belongs to a name, as to that of an observance, is part of that name."""
    named = {one: known.mentions(one.text, language=one.language) for one in (said, here)}
    for rule, differ, only in (
        ("dates-disagree", _dates_differ(here), _days_only),
        ("names-disagree", _names_differ(here), _names_only),
    ):
        there, own = only(said, here, named), only(here, said, named)
        if there or own:
            yield _doubt(rule, differ, here, said, _listed(own), _listed(there))


def _dates_differ(here: Passage) -> str:
    if here.block:
        return gettext("Dates differ in paragraph %(number)s") % {"number": here.block.removeprefix("p")}
    if here.is_summary:
        return gettext("Dates differ in the summary")
    return gettext("Dates differ")


def _names_differ(here: Passage) -> str:
    if here.block:
        return gettext("Names differ in paragraph %(number)s") % {"number": here.block.removeprefix("p")}
    if here.is_summary:
        return gettext("Names differ in the summary")
    return gettext("Names differ")


Named = Mapping[Passage, Sequence[Mention[Authority]]]


def _days_only(one: Passage, other: Passage, named: Named) -> list[str]:
    """The days and months that ``one`` says and ``other`` does not, in its words. Who names an observance may mean its
    day.
    """
    meant = {day for mention in named[other] for known in mention.authorities for day in known.days}
    each = {(day.month, day.day, day.year): day for day in reversed(days_in(one.text))}
    days = [
        _in_words(day, one)
        for day in reversed(each.values())
        if not (_is_named(day, named[one]) or (day.month, day.day) in meant or is_said(day, other.text))
    ]
    return [*days, *_months_only(one.text, other.text)]


def _months_only(text: str, other: str) -> Iterator[str]:
    """The months of a year that ``text`` says without a day, and ``other`` does not, whatever it says of the year."""
    written = names.words(text)
    months = [one for one in dates_in([word.folded for word in written]) if not one.day]
    folded = [word.folded for word in names.words(other)] if months else []
    dated = [*dates_in(folded)]
    for one in months:
        years = [said.year for said in dated if said.month == one.month]
        # A month that bears no year of its own is of the year that stands beside another: March and April 1918.
        is_open = sum(one.month in months_in([word]) for word in folded) > len(years)
        if not (is_open or {one.year, 0} & {*years}):
            yield text[written[one.first].start : written[one.end - 1].end]


def _is_named(day: Day, mentions: Iterable[Mention[Authority]]) -> bool:
    return any(one.start <= day.start and day.end <= one.end for one in mentions)


def _in_words(day: Day, passage: Passage) -> str:
    if not day.words.isdecimal():
        return day.words
    return languages.get(passage.language).day(day.day, day.month, day.year or 0)


def _names_only(one: Passage, other: Passage, named: Named) -> list[str]:
    """The words by which ``one`` names what ``other`` does not, which has a name in its language."""
    there = other.linked.union(known.uuid for mention in named[other] for known in mention.authorities)
    days = {(day.month, day.day) for day in days_in(other.text)}
    rest = _without_words(other.text, named[other])
    each = {mention.authorities: mention for mention in reversed(named[one])}
    return [
        mention.words
        for mention in reversed(each.values())
        if not any(
            known.uuid in there
            or known.days & days
            or any(is_heard_in(known, one.words, language=other.language) for one in named[other])
            or not _is_missed(known, mention, rest, other.language)
            for known in mention.authorities
        )
    ]


def _is_missed(known: Authority, mention: Mention[Authority], text: str, language: str) -> bool:
    """Whether it is named in one text, has a name in the ``language`` of the other, and is surely not meant there.

    What is written small where its name is not, "the parliament of", may only be spoken of.
    """
    is_named = mention.words[0].isupper() or not any(one[0].isupper() for one in known.spellings)
    return is_named and known.is_called_in(language) and not may_be_named(known, text, language=language)


def _without_words(text: str, mentions: Iterable[Mention[Authority]]) -> str:
    """Without those that name something by themselves: they are no form of another name."""
    for one in mentions:
        if " " not in one.words:
            text = f"{text[: one.start]}{' ' * len(one.words)}{text[one.end :]}"
    return text


def _listed(words: Collection[str]) -> str:
    each = [Truncator(one).chars(LONGEST) for one in dict.fromkeys(words)]
    return ", ".join(each[:MOST_TOLD]) + (" …" if len(each) > MOST_TOLD else "")


def _doubt(rule: str, differ: str, here: Passage, said: Passage, own: str, there: str) -> Doubt:
    told = {
        "differ": differ,
        "here": own or gettext("not said"),
        "language": languages.autonym(here.language),
        "there": there or gettext("not said"),
        "original": languages.autonym(said.language),
    }
    return Doubt(
        rule=rule,
        about=" ".join(filter(None, (here.language, here.block, "summary" if here.is_summary else ""))),
        message=gettext("%(differ)s: %(here)s (%(language)s), %(there)s (%(original)s).") % told,
        spot=Spot(language=here.language, block=here.block, field="summary" if here.is_summary else ""),
        words=(own, there),
    )
