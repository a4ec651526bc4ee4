"""Excerpts of texts around the words that were looked for."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final

from archive.names import (
    APOSTROPHE,
    IN_DOUBT,
    IN_GROUPS,
    LETTER,
    LONGEST_WORD,
    MARK,
    UNSEEN,
    WORD,
    Word,
    fold_word,
    folded_character,
    nearly_by_letters,
    words,
)

USUAL_WORD: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a passage: one word that was looked for (``hit``), or what stands between such words."""

    text: str
    hit: bool


def passages(
    text: str, terms: Collection[str], *, beginnings: bool = False, length: int = 240, most: int = 2
) -> tuple[tuple[Piece, ...], ...]:
    """Up to ``most`` excerpts of ``text`` around the words whose folded form is among ``terms``, or with ``beginnings``
    begins with one of them.

    Those with the most different terms are chosen and given in the order of the text. Each is cut at word borders, is
    about ``length`` characters long, and says "…" where the text goes on. No hit, no passage.
    """
    hits = _hits(text, terms, beginnings=beginnings)
    left = hits
    chosen: list[tuple[int, int]] = []
    while left and len(chosen) < most:
        first, last = _richest(left, length)
        low = max((end for start, end in chosen if end <= first.start), default=0)
        high = min((start for start, end in chosen if start >= last.end), default=len(text))
        start, end = _widened(text, first.start, last.end, low=low, high=high, length=length)
        chosen.append((start, end))
        left = [hit for hit in left if hit.end <= start or hit.start >= end]
    return tuple(_pieces(text, hits, start, end) for start, end in sorted(chosen))


def _hits(text: str, terms: Collection[str], *, beginnings: bool) -> list[Word]:
    """The words that were looked for. The text is folded letter by letter; what is in doubt then, word by word."""
    wanted = frozenset(terms)
    meant = (lambda word: word.startswith(tuple(wanted))) if beginnings else wanted.__contains__
    folded = f" {nearly_by_letters(text)} "
    if not _are_of_letters(wanted) and IN_GROUPS.search(folded):
        return [word for word in words(text) if meant(word.folded)]
    hits = {hit for term in wanted for hit in _standing(term, folded, "" if beginnings else " ")}
    if IN_DOUBT in folded:
        doubtful = (word for span in _in_doubt(folded) for word in WORD.finditer(text, *span))
        hits |= {Word(*word.span(), one) for word in doubtful if meant(one := fold_word(word[0]))}
    return sorted(hits)


def _are_of_letters(terms: Collection[str]) -> bool:
    """Numbers may be written in groups, and longer words are cut."""
    return all(term.isalpha() and len(term) < LONGEST_WORD for term in terms)


def _standing(term: str, folded: str, end: str) -> Iterator[Word]:
    """The words that are ``term``, or begin so if there is no ``end``; a blank stands before and after each word."""
    place, wanted = -1, f" {term}{end}"
    while (place := folded.find(wanted, place + 1)) >= 0:
        word = folded[place + 1 : folded.index(" ", place + 1)]
        if IN_DOUBT not in word:
            yield Word(place, place + len(word), word[:LONGEST_WORD])


def _in_doubt(folded: str) -> Iterator[tuple[int, int]]:
    """Where in the text begins and ends what stands between two blanks and is in doubt."""
    end = 0
    while (place := folded.find(IN_DOUBT, end)) >= 0:
        begin, end = folded.rindex(" ", 0, place), folded.index(" ", place)
        yield begin, end - 1


# Between what a word may go on from and what it may go on with.
_GOES_ON = re.compile(rf"{LETTER}|[{MARK}{APOSTROPHE}{UNSEEN}]|(?<=\d)[,.\u0020\u00a0\u2007\u2009\u202f](?=\d)")
# Latin, Greek, Cyrillic, and what stands up to the Georgian.
_KNOWN_LETTERS: Final = 0x1100


def _gap(text: str, position: int) -> int:
    """The last place up to ``position`` that no word goes over."""
    while position > 0 and _GOES_ON.match(text, position - 1):
        position -= 1
    return position


@lru_cache(maxsize=1)
def _plain_letters() -> frozenset[str]:
    """Known characters that are folded to one letter, unless a mark follows."""
    known = (chr(code) for code in range(_KNOWN_LETTERS) if re.match(LETTER, chr(code)))
    return frozenset(letter for letter in known if len(folded_character(letter)) == 1)


def _richest(hits: list[Word], length: int) -> tuple[Word, Word]:
    """The first and last of the neighbouring hits within ``length`` that name the most different terms."""
    best, richness = (hits[0], hits[0]), (0, 0)
    for index, first in enumerate(hits):
        near = [*_until(first.start + length, hits[index : index + length])] or [first]
        found = (len({hit.folded for hit in near}), len(near))
        if found > richness:
            best, richness = (first, near[-1]), found
    return best


def _until(end: int, hits: Iterable[Word]) -> Iterator[Word]:
    return takewhile(lambda hit: hit.end <= end, hits)


def _widened(text: str, start: int, end: int, *, low: int, high: int, length: int) -> tuple[int, int]:
    """The span grown to ``length`` on both sides, inside ``low`` and ``high``, to whole words."""
    spare = max(0, length - (end - start))
    before = min(start - low, max(spare // 2, spare - (high - end)))
    first, last = start - before, end + min(high - end, spare - before)
    return _next_beginning(text, first), high if last == high == len(text) else _last_end(text, last)


def _next_beginning(text: str, first: int) -> int:
    """Where the first word begins that begins at ``first`` or after. There is one."""
    beginnings = (word.start() for word in WORD.finditer(text, _gap(text, first)) if fold_word(word[0]))
    return next(start for start in beginnings if start >= first) if first > 0 else 0


# Up to where the last word ends, if between that and what comes next stands nothing that may belong to either.
_TO_LAST_END = re.compile(rf".*[^\W\d_](?=[^\w{MARK}{APOSTROPHE}{UNSEEN}]+{LETTER}*\Z)", re.DOTALL)


def _last_end(text: str, last: int) -> int:
    """Where the last word ends that ends by ``last``. There is one, and most often it is near."""
    near = _TO_LAST_END.match(text, max(0, last - USUAL_WORD), last + 1)
    if near and text[near.end() - 1] in _plain_letters():
        return near.end()
    for begins in (max(0, last - USUAL_WORD), 0):
        by_then = takewhile(lambda word: word.end() <= last, WORD.finditer(text, _gap(text, begins)))
        if ends := [word.end() for word in by_then if fold_word(word[0])]:
            break
    return ends[-1]


def _pieces(text: str, hits: list[Word], start: int, end: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    position = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            pieces.append(Piece(text=text[position : hit.start], hit=False))
            pieces.append(Piece(text=text[hit.start : hit.end], hit=True))
            position = hit.end
    pieces.append(Piece(text=text[position:end], hit=False))
    if start > 0:
        pieces[0] = Piece(text="… " + pieces[0].text, hit=False)
    if end < len(text):
        pieces[-1] = Piece(text=pieces[-1].text + " …", hit=False)
    return tuple(piece for piece in pieces if piece.text)
