"""Names of the archive's records in the words of a text, with the endings that its language gives them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from archive import languages, names

__all__ = ["Mention", "Named", "Names", "is_heard_in", "may_be_named", "mentions", "stem"]


class Named(Protocol):
    """Whatever may be named, with all the ways in which it is written. Equal ones are the same."""

    @property
    def spellings(self) -> tuple[str, ...]: ...

    def __hash__(self) -> int: ...


Authority = TypeVar("Authority", bound=Named)

# A shorter name is only found exactly as it is spelled: folded, "MFA" or "XİN" may be an ordinary word.
SHORTEST: Final = 4
# Of a word of a name so much has to stand somewhere.
FEWEST_LETTERS: Final = 3
MOST_OF_A_NAME: Final = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Generic[Authority]):
    """Where a text names something, in which words, and what it may be: usually one authority."""

    words: str
    start: int
    authorities: tuple[Authority, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def mentions(text: str, authorities: Iterable[Authority], *, language: str) -> tuple[Mention[Authority], ...]:
    """What ``text`` names, in its order, each once. Longer names win: inside "Lorin Lake" no Lorin is found."""
    once: dict[tuple[Authority, ...], Mention[Authority]] = {}
    for mention in Names(authorities).mentions(text, language=language):
        once.setdefault(mention.authorities, mention)
    return tuple(once.values())


class Names(Generic[Authority]):
    """``authorities``, taken apart once for each language: to be found in many texts."""

    def __init__(self, authorities: Iterable[Authority]) -> None:
        self._authorities = tuple(authorities)
        self._spelled: dict[str, Mapping[str, list[_Spelled[Authority]]]] = {}

    def exchanged(self, gone: Iterable[Authority], come: Iterable[Authority]) -> "Names[Authority]":
        """The same without some and with others, which alone are taken apart."""
        gone, come = frozenset(gone), tuple(come)
        names = Names([*(one for one in self._authorities if one not in gone), *come])
        for language, spelled in self._spelled.items():
            names._spelled[language] = _exchanged(spelled, gone, come, language)
        return names

    def mentions(
        self, text: str, *, language: str, may: Callable[[Authority, str], bool] | None = None
    ) -> tuple[Mention[Authority], ...]:
        """What ``text`` names, in its order, each as often as it stands there. ``may``: only those are looked for of
        which, and of the spelling in which, it is true.
        """
        matches = self._found(text, language)
        known = matches if may is None else (one for one in matches if may(one.authority, one.spelling))
        found = sorted(known, key=lambda match: (-match.length, match.first))
        taken: dict[int, tuple[int, int]] = {}
        chosen: dict[tuple[int, int], list[_Match[Authority]]] = defaultdict(list)
        for match in found:
            span = (match.first, match.length)
            if all(taken.get(place, span) == span for place in range(match.first, match.first + match.length)):
                taken |= dict.fromkeys(range(match.first, match.first + match.length), span)
                chosen[span].append(match)
        return tuple(_mention(chosen[span]) for span in sorted(chosen))

    def _found(self, text: str, language: str) -> "Iterator[_Match[Authority]]":
        written, spelled = names.words(text), self._spelled_in(language)
        stems = [stem(word.folded, language) for word in written]
        for first, one in enumerate(stems):
            for name in spelled.get(one, ()):
                if tuple(stems[first : first + len(name.stems)]) != name.stems:
                    continue
                start, end = written[first].start, written[first + len(name.stems) - 1].end
                if _may_be(text[start:end], name.spelling):
                    yield _Match(name.authority, name.spelling, first, len(name.stems), start, text[start:end])

    def _spelled_in(self, language: str) -> "Mapping[str, list[_Spelled[Authority]]]":
        """First stem of a name → the names that begin with it."""
        if language not in self._spelled:
            self._spelled[language] = _exchanged({}, (), self._authorities, language)
        return self._spelled[language]


class _Spelled(NamedTuple, Generic[Authority]):
    authority: Authority
    spelling: str
    stems: tuple[str, ...]


def _exchanged(
    spelled: "Mapping[str, list[_Spelled[Authority]]]",
    gone: Collection[Authority],
    come: Iterable[Authority],
    language: str,
) -> "dict[str, list[_Spelled[Authority]]]":
    """A copy of ``spelled`` without some authorities and with others."""
    found = dict(spelled)
    for one in (name for authority in gone for name in _spellings(authority, language)):
        found[one.stems[0]] = [name for name in found.get(one.stems[0], ()) if name.authority not in gone]
    come_to: dict[str, list[_Spelled[Authority]]] = defaultdict(list)
    for one in (name for authority in come for name in _spellings(authority, language)):
        come_to[one.stems[0]].append(one)
    return found | {stem: [*found.get(stem, ()), *several] for stem, several in come_to.items()}


def _spellings(authority: Authority, language: str) -> "Iterator[_Spelled[Authority]]":
    for spelling in authority.spellings:
        if stems := _stems(spelling, language):
            yield _Spelled(authority, spelling, stems)


class _Match(NamedTuple, Generic[Authority]):
    authority: Authority
    spelling: str
    first: int
    length: int
    start: int
    words: str


def _mention(matches: Sequence[_Match[Authority]]) -> Mention[Authority]:
    """Of all that is spelled so."""
    authorities = tuple(dict.fromkeys(match.authority for match in matches))
    return Mention(words=matches[0].words, start=matches[0].start, authorities=authorities)


@lru_cache(maxsize=5_000)
def _stems(spelling: str, language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in names.fold(spelling).split())


def may_be_named(authority: Named, text: str, *, language: str) -> bool:
    """Whether words of ``text`` may speak of it in whichever form, as "Russian" does of Russia; of longer names, some
    words do. It may well be wrong: for whoever asks what is surely missing.
    """
    said = _said(text, language)
    return any(_may_be_said(_stems(spelling, language), said) for spelling in authority.spellings)


@lru_cache(maxsize=10)
def _said(text: str, language: str) -> frozenset[str]:
    """The stems of its words: whoever looks for one name looks for others too."""
    return frozenset(stem(word.folded, language) for word in names.words(text))


def is_heard_in(authority: Named, words: str, *, language: str) -> bool:
    """Whether ``words`` sound like one of its spellings, as two spellings of one name do."""
    heard = _heard(words, language)
    return any(_heard(spelling, language) == heard for spelling in authority.spellings)


def _heard(words: str, language: str) -> list[str]:
    spoken = languages.get(language)
    return [spoken.sound(one) for one in _stems(words, language)]


def _may_be_said(stems: Collection[str], said: Collection[str]) -> bool:
    telling = [one for one in stems if len(one) >= FEWEST_LETTERS]
    there = [one for one in telling if any(_are_akin(one, other) for other in said)]
    return bool(there) and len(there) >= len(telling) / 2


def _are_akin(name: str, said: str) -> bool:
    """They begin alike, with most of the name: "москв" and "московск"."""
    alike = sum(1 for _both in takewhile(lambda both: both[0] == both[1], zip(name, said, strict=False)))
    return alike >= max(FEWEST_LETTERS, len(name) * MOST_OF_A_NAME)


def _may_be(words: str, spelling: str) -> bool:
    if len(names.fold(spelling)) < SHORTEST:
        return words == spelling
    # A single word may be an ordinary one: in Russian the folded "баки" are tanks, unless written large.
    return " " in spelling or words[0].isupper() or not spelling[0].isupper()


@lru_cache(maxsize=20_000)
def stem(folded: str, language: str) -> str:
    """A folded word without the endings of its language, if that is known."""
    spoken = languages.pack(language)
    return spoken.stem(folded) if spoken else folded
