"""What a question means: phrases, names of records, dates, words and their relatives, in this order.

See docs/searching.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Final

from archive import languages, names, sounds
from archive.catalogue import tokens
from archive.date_words import Said, counted_to, dates_in
from archive.editions.reading import Reading
from archive.languages.numbers import MOST_ORDINAL

from .anniversaries import counted_together, in_years_of_those_named, of_years
from .asking import Asked, Typed, asked, asks_for, written
from .groups import (
    DATED,
    IN_A_SUBJECT,
    ITS_YEAR,
    JOINED,
    RESPELLED,
    SAME_ROOT,
    SUBJECT,
    TAKES_PART,
    Alternative,
    Group,
    Sort,
    Understood,
)
from .in_digits import in_digits
from .initials import said_in_full
from .known_names import PART, PERSON_KIND, SUBJECT_KIND, Known, Named, named, nearly_named, partly_named
from .other_keys import on_other_keys
from .vocabulary import relatives, small_words, with_one_error, written_out

__all__ = [
    "Alternative",
    "Group",
    "Sort",
    "Understood",
    "guesses",
    "in_other_forms",
    "in_their_years",
    "literally",
    "on_other_keys",
    "small_words",
    "understand",
]

MOST_GROUPS: Final = 12
# So many spellings of one thing are looked for.
MOST_NAMES: Final = 60
_YEAR: Final = re.compile("1[0-9]{3}|20[0-9]{2}")
# A number, perhaps with the ending of an ordinal. Larger ones are counted by nobody.
_NUMBER: Final = re.compile(r"([0-9]+)[^\W\d_]{0,3}")
MOST_DIGITS: Final = 4
# So many letters follow the word for a thousand: "тысячами".
MOST_OF_AN_ENDING: Final = 3


def understand(reading: Reading, question: str, *, instead: Mapping[str, str] = MappingProxyType({})) -> Understood:
    """At most two queries, three where years are counted; and what a version knows of names. Nothing understood has no
    groups. ``instead`` are folded words to be taken for others.
    """
    said, parts = asked(question), list[Group]()
    # Where nothing is named from which years are counted, they are ordinary words.
    for words in dict.fromkeys((in_digits(counted_together(said.words)), in_digits(said.words))):
        said = replace(said, words=tuple(chain.from_iterable(_instead(one, instead) for one in words)))
        if parts := in_years_of_those_named(reading, [*_of_words(reading, said.words)]):
            break
    parts = [*_of_phrases(said), *parts]
    spelled = {one.words[0] for group in parts for one in group.alternatives if _is_word(one)}
    related = relatives(spelled)
    groups = [group if group.sort is Sort.PHRASE else _with_relatives(group, related) for group in parts]
    return _understood(said, _with_wholes(_with_pairs(groups), said.words))


def _of_words(reading: Reading, words: Sequence[Typed]) -> Iterator[Group]:
    """At most one query, and for a version those of ``partly_named``; none without words."""
    if not words:
        return
    folded = [one.folded for one in words]
    parts = [*_parts(words, named(reading, folded), _dates(folded))]
    yield from _with_parts_of_names(reading, parts)


def _instead(word: Typed, instead: Mapping[str, str]) -> Iterator[Typed]:
    """What is meant may have several words."""
    if word.folded not in instead:
        yield word
        return
    *others, last = instead[word.folded].split()
    yield from (Typed(written=one, folded=one, between=" ") for one in others)
    yield Typed(written=last, folded=last, between=word.between)


def literally(question: str) -> Understood:
    """Its very words and nothing else. No query."""
    said = asked(question)
    groups = [*_of_phrases(said), *map(_of_word, said.words)]
    return _understood(said, groups, is_literal=True)


def in_other_forms(understood: Understood) -> Understood:
    """The same with other forms of the words of its phrases. One query, none without phrases."""
    related = relatives({form for one in understood.phrases for word in one for form in word})
    return replace(
        understood,
        groups=tuple(_with_relatives(one, related) if one.sort is Sort.PHRASE else one for one in understood.groups),
        phrases=tuple(tuple(_forms(word, related) for word in one) for one in understood.phrases),
    )


def in_their_years(understood: Understood) -> Understood:
    """The same with the year of each day and month that has one: some things are dated by no more."""
    return replace(understood, groups=tuple(map(_in_its_year, understood.groups)))


def _in_its_year(group: Group) -> Group:
    if not group.is_of_a_year:
        return group
    return group.also([Alternative((tokens.year(int(group.date[:4])),), ITS_YEAR)])


def _forms(word: tuple[str, ...], related: Mapping[str, Sequence[Alternative]]) -> tuple[str, ...]:
    further = (
        form for one in word for other in related.get(one, ()) if other.weight >= SAME_ROOT for form in other.words
    )
    return tuple(dict.fromkeys((*word, *further)))


def guesses(reading: Reading, understood: Understood, unknown: Iterable[Group]) -> dict[str, tuple[str, ...]]:
    """For words of groups ``unknown`` to the archive: those for which they are short, and those that differ by one
    error; in the order in which they are typed. One query, none for none; and for a version those of ``said_in_full``.
    """
    words = dict.fromkeys(word for group in unknown if group.sort is Sort.WORD for word in group.typed)
    wrong = with_one_error(words)
    return {word: (*written_out(word), *said_in_full(reading, word), *wrong.get(word, ())) for word in words}


def _understood(said: Asked, groups: Sequence[Group], *, is_literal: bool = False) -> Understood:
    """What says nothing has not to be found, unless there is nothing else."""
    telling = [one for one in groups if not _says_little(one)] if not is_literal else []
    once = {one.alternatives: one for one in telling or groups}
    typed = [word for one in said.words for word in one.folded.split()]
    return Understood(
        groups=tuple(once.values())[:MOST_GROUPS],
        optional=tuple(word for one in groups if telling and _says_little(one) for word in one.typed),
        typed=tuple(typed),
        phrases=tuple(tuple((word,) for word in one.words) for one in said.phrases),
        without=said.without,
        asks_for=frozenset() if is_literal else asks_for(typed),
    )


def _says_little(group: Group) -> bool:
    return group.sort is Sort.WORD and all(word in small_words() for word in group.typed)


def _is_word(one: Alternative) -> bool:
    return len(one.words) == 1 and one.words[0].isalpha()


def _with_relatives(group: Group, related: dict[str, tuple[Alternative, ...]]) -> Group:
    """Of a name only other forms are taken, not what sounds like it: it is written in every way as it is. Of a phrase
    as well.
    """
    if group.sort is Sort.DATE:
        return group
    further = (
        Alternative(other.words, other.weight * one.weight)
        for one in group.alternatives
        if _is_word(one)
        for other in related.get(one.words[0], ())
        if group.sort is Sort.WORD or other.weight >= SAME_ROOT
    )
    return group.also(further)


# --- parts --------------------------------------------------------------------------------------------


def _of_phrases(said: Asked) -> Iterator[Group]:
    """A group for each word: in whichever form, if it comes to that."""
    for word in chain.from_iterable(one.words for one in said.phrases):
        yield Group(written=word, typed=(word,), sort=Sort.PHRASE, alternatives=(Alternative((word,)),))


def _of_word(typed: Typed) -> Group:
    return Group(
        written=typed.written, typed=(typed.folded,), sort=Sort.WORD, alternatives=(Alternative((typed.folded,)),)
    )


def _dates(words: Sequence[str]) -> dict[tuple[int, int], list[Said]]:
    """The dates that stand in each span of the question."""
    found: dict[tuple[int, int], list[Said]] = {}
    for said in dates_in(words):
        found.setdefault((said.first, said.end), []).append(said)
    return found


def _parts(words: Sequence[Typed], found: Sequence[Named], dates: dict[tuple[int, int], list[Said]]) -> Iterator[Group]:
    """A group for each date, name and word, in the order in which they are typed. A name inside a date goes with it."""
    place, folded = 0, [one.folded for one in words]
    while place < len(words):
        span = next((span for span in dates if span[0] == place), None)
        name = next((one for one in found if one.first == place), None)
        if span and not (name and name.end > span[1]):
            inside = [one for one in found if span[0] <= one.first and one.end <= span[1]]
            yield _of_date(words[slice(*span)], dates[span], inside)
            place = counted_to(folded, span[1] - 1)
        elif name:
            yield _of_name(words[name.first : name.end], name)
            place = name.end
        elif words[place].years:
            yield of_years(words[place])
            place += 1
        elif number := _NUMBER.fullmatch(words[place].folded):
            end = counted_to(folded, place)
            end += end == place + 1 and end < len(words) and bool(_times(words[end].folded))
            yield _of_number(words[place:end], number[1])
            place = end
        elif words[place].goes_on and place + 1 < len(words):
            yield _joined(words[place], words[place + 1])
            place += 2
        else:
            yield _respelled(words[place])
            place += 1


def _with_parts_of_names(reading: Reading, groups: Sequence[Group]) -> Iterator[Group]:
    """Runs of words that stand in a name mean what bears it as well. A run becomes one group."""
    words = [*map(_in_a_name, groups)]
    found = {one.first: one for one in partly_named(reading, words)}
    if near := nearly_named(reading, words):
        known, places = near
        borne = Named(0, len(groups), ((known, PART),))
        groups = [_borne(one, borne) if place in places else one for place, one in enumerate(groups)]
    place = 0
    while place < len(groups):
        if one := found.get(place):
            yield _of_part(groups[place : one.end], one)
            place = one.end
        else:
            yield groups[place]
            place += 1


def _with_pairs(groups: Sequence[Group]) -> list[Group]:
    """Two words that others write as one: "JAM news". Its other forms and its neighbours are not meant."""
    found, typed = [*groups], Counter(word for group in groups for word in group.typed)
    may_be_joined = [_is_alone(group) and typed[group.typed[0]] == 1 for group in groups]
    for place, both in enumerate(pairwise(may_be_joined)):
        if all(both):
            as_one = Alternative((groups[place].typed[0] + groups[place + 1].typed[0],), JOINED)
            found[place : place + 2] = (one.also([as_one]) for one in found[place : place + 2])
    return found


def _with_wholes(groups: Sequence[Group], words: Sequence[Typed]) -> list[Group]:
    """Hashtags stand in texts as well."""
    whole = {word.folded: word.whole for word in words if word.whole}
    return [
        group.also(Alternative((whole[word],)) for word in group.typed if word in whole)
        if group.sort is not Sort.PHRASE
        else group
        for group in groups
    ]


def _is_alone(group: Group) -> bool:
    is_word = group.sort is Sort.WORD and len(group.typed) == 1 and group.typed[0].isalpha()
    return is_word and not _says_little(group)


def _in_a_name(group: Group) -> str:
    """The word as it may stand in a name, in capitals if it is typed so; empty for what stands in none."""
    if group.sort is not Sort.WORD or _says_little(group):
        return ""
    return group.typed[0].upper() if sum(map(str.isupper, group.written)) > 1 else group.typed[0]


def _of_part(groups: Sequence[Group], name: Named) -> Group:
    typed = tuple(dict.fromkeys(word for group in groups for word in group.typed))
    alternatives = groups[0].alternatives if len(groups) == 1 else (Alternative(typed),)
    group = Group(
        written=" ".join(one.written for one in groups),
        typed=typed,
        sort=Sort.NAME if len(groups) > 1 and len(name.known) == 1 else Sort.WORD,
        alternatives=alternatives,
        bearers=groups[0].bearers,
    )
    return _borne(group, name)


def _respelled(word: Typed) -> Group:
    return _of_word(word).also(Alternative((one,), RESPELLED) for one in sounds.respellings(word.folded))


def _joined(first: Typed, second: Typed) -> Group:
    """ "cease-fire", which others write as one word."""
    words = (first.folded, second.folded)
    return Group(
        written=f"{first.written}-{second.written}",
        typed=words,
        sort=Sort.WORD,
        alternatives=(Alternative(words), Alternative(("".join(words),), JOINED)),
    )


def _of_number(words: Sequence[Typed], number: str) -> Group:
    """A number with what makes it an ordinal or a year: "36th", "36-я", "1990-cı il"."""
    typed = tuple(dict.fromkeys(one.folded for one in words))
    group = Group(
        written=written(words),
        typed=typed,
        sort=Sort.WORD,
        alternatives=(Alternative((number,)),),
    )
    if _YEAR.fullmatch(number):
        return replace(group, sort=Sort.DATE, date=number).also([Alternative((tokens.year(int(number)),), DATED)])
    if times := _times(typed[-1]):
        return replace(group, alternatives=(Alternative(typed), Alternative((str(int(number) * times),))))
    return group.also(_ordinals(int(number), is_ordinal=typed != (number,)) if len(number) < MOST_DIGITS else ())


def _times(folded: str) -> int:
    """How many times more a number is that stands before such a word: "50 тысяч". 0 for another word."""
    return next((times for word, times in _scales().items() if _is_scale(folded, word)), 0)


@lru_cache(maxsize=1)
def _scales() -> dict[str, int]:
    return {names.fold(word): times for one in languages.known() for word, times in one.scales.items()}


def _is_scale(folded: str, word: str) -> bool:
    """Short words have no endings."""
    return folded.startswith(word) and len(folded) - len(word) <= (MOST_OF_AN_ENDING if len(word) > 3 else 0)


def _ordinals(number: int, *, is_ordinal: bool) -> Iterator[Alternative]:
    """In whichever language; what was typed as one also in words: "36th", "thirty-sixth"."""
    for one in languages.known():
        said = names.fold(one.ordinal(number))
        if " " not in said:
            yield Alternative((said,), RESPELLED)
        if is_ordinal and number <= MOST_ORDINAL:
            yield Alternative(tuple(names.fold(one.ordinal_in_words(number)).split()), RESPELLED)


def _of_name(words: Sequence[Typed], name: Named) -> Group:
    """A word of a subject is one that people type, and names nothing by itself."""
    typed = tuple(one.folded for one in words)
    is_name = any(known.kind != SUBJECT_KIND for known, _weight in name.known)
    group = Group(
        written=written(words),
        typed=typed,
        sort=Sort.NAME if is_name else Sort.WORD,
        alternatives=(Alternative(tuple(dict.fromkeys(typed))),),
    )
    return _borne(group, name)


def _borne(group: Group, name: Named) -> Group:
    """With all that is called so."""
    weighed = [(known, weight * (SUBJECT if known.kind == SUBJECT_KIND else 1.0)) for known, weight in name.known]
    bearers = tuple(dict.fromkeys((*group.bearers, *((known.record, weight) for known, weight in weighed))))
    alternatives = chain.from_iterable(_called(known, weight) for known, weight in weighed)
    is_person = all(known.kind == PERSON_KIND for known, _weight in weighed)
    return replace(group, bearers=bearers, is_person=is_person).also(alternatives)


def _called(known: Known, weight: float) -> Iterator[Alternative]:
    """Wherever a record is, is named, or stands in any of its spellings; of a person, what she took part in.

    Words of a subject mean what is akin, and not the same.
    """
    yield Alternative((tokens.itself(known.record),), weight)
    yield Alternative((tokens.named(known.record),), weight)
    spelled = IN_A_SUBJECT if known.kind == SUBJECT_KIND else RESPELLED
    for spelling in known.names[:MOST_NAMES]:
        yield Alternative(tuple(dict.fromkeys(spelling.split())), weight * spelled)
    for event in known.events:
        yield Alternative((tokens.itself(event),), weight * TAKES_PART)


def _of_date(words: Sequence[Typed], said: Iterable[Said], inside: Iterable[Named]) -> Group:
    """A day, a month or a day of any year; with a year it may be said in another place than the day."""
    typed = tuple(dict.fromkeys(one.folded for one in words))
    several, bearers = [*said], [(known, weight) for one in inside for known, weight in one.known]
    found: list[Alternative] = []
    for one in several:
        found += _dated(one)
    for known, weight in bearers:
        of_name = [
            Alternative((tokens.itself(known.record),), weight),
            Alternative((tokens.named(known.record),), weight),
        ]
        found += [each for sign in of_name for each in _in_year(sign, several[0].year)]
    group = Group(
        written=written(words),
        typed=typed,
        sort=Sort.DATE,
        alternatives=(Alternative(typed, JOINED / 2),),
        bearers=tuple((known.record, weight) for known, weight in bearers),
        date=_machine(several[0]),
    )
    return group.also(found)


def _dated(said: Said) -> Iterator[Alternative]:
    if said.day and said.year:
        yield Alternative((tokens.day(said.month, said.day, said.year),))
    if said.day:
        yield from _in_year(Alternative((tokens.day(said.month, said.day),)), said.year)
    else:
        yield Alternative((tokens.month(said.year, said.month),))


def _in_year(one: Alternative, year: int) -> list[Alternative]:
    """The same in ``year``, if there is one: said, or of that year."""
    if not year:
        return [one]
    return [Alternative((*one.words, word), one.weight * DATED) for word in (str(year), tokens.year(year))]


def _machine(said: Said) -> str:
    day = f"-{said.day:02}" if said.day else ""
    return f"{said.year:04}-{said.month:02}{day}" if said.year else f"--{said.month:02}{day}"
