"""Names of the archive's records in the words of a text, with the endings that its language gives them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, Protocol, TypeVar

from archive import languages, names

__all__ = ["Mention", "Named", "mentions", "stem"]


class Named(Protocol):
    """Whatever may be named, with all the ways in which it is written. Equal ones are the same."""

    @property
    def spellings(self) -> tuple[str, ...]: ...

    def __hash__(self) -> int: ...


Authority = TypeVar("Authority", bound=Named)

# A shorter name is only found exactly as it is spelled: folded, "MFA" or "XİN" may be an ordinary word.
SHORTEST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Generic[Authority]):
    """Where a text first names something, in which words, and what it may be: usually one authority."""

    words: str
    start: int
    authorities: tuple[Authority, ...]


def mentions(text: str, authorities: Iterable[Authority], *, language: str) -> tuple[Mention[Authority], ...]:
    """What ``text`` names, in its order, each once. Longer names win: inside "Lorin Lake" no Lorin is found."""
    found = sorted(_found(text, authorities, language), key=lambda match: (-match.length, match.first))
    taken: dict[int, tuple[int, int]] = {}
    chosen: dict[tuple[int, int], list[_Match[Authority]]] = defaultdict(list)
    for match in found:
        span = (match.first, match.length)
        if all(taken.get(place, span) == span for place in range(match.first, match.first + match.length)):
            taken |= dict.fromkeys(range(match.first, match.first + match.length), span)
            chosen[span].append(match)
    once: dict[tuple[Authority, ...], Mention[Authority]] = {}
    for span in sorted(chosen):
        group = tuple(dict.fromkeys(match.authority for match in chosen[span]))
        match = chosen[span][0]
        once.setdefault(group, Mention(words=match.words, start=match.start, authorities=group))
    return tuple(once.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match(Generic[Authority]):
    authority: Authority
    first: int
    length: int
    start: int
    words: str


def _found(text: str, authorities: Iterable[Authority], language: str) -> Iterator[_Match[Authority]]:
    written = names.words(text)
    stems = [stem(word.folded, language) for word in written]
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(stems):
        places[one].append(place)
    for authority in authorities:
        for spelling in authority.spellings:
            wanted = [stem(word, language) for word in names.fold(spelling).split()]
            for first in places.get(wanted[0], ()) if wanted else ():
                if stems[first : first + len(wanted)] != wanted:
                    continue
                start, end = written[first].start, written[first + len(wanted) - 1].end
                if _may_be(text[start:end], spelling):
                    yield _Match(
                        authority=authority, first=first, length=len(wanted), start=start, words=text[start:end]
                    )


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
