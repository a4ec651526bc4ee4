"""Excerpts of texts around the words that were looked for."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final

from archive.names import APOSTROPHE, LETTER, MARK, UNSEEN, WORD, Word, fold_word, folded_character

USUAL_WORD: Final = 40
# So many letters tell most words apart.
READ_AT_ONCE: Final = 3


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
    """The words that were looked for. Of a long text only those are read that begin as one of ``terms`` does."""
    wanted, prefixes = frozenset(terms), tuple(terms) if beginnings else ()
    hits: list[Word] = []
    read = 0
    for begins in _beginnings(text, wanted):
        if begins < read:
            continue
        word = WORD.search(text, _gap(text, begins, read))
        while word and word.end() <= begins:
            word = WORD.search(text, word.end())
        if not word:
            break
        folded, read = fold_word(word[0]), word.end()
        if folded in wanted or (prefixes and folded.startswith(prefixes)):
            hits.append(Word(word.start(), read, folded))
    return hits


def _beginnings(text: str, terms: Collection[str]) -> list[int]:
    """Where a word may begin that begins as one of ``terms`` does: perhaps too often, never too seldom.

    What is plainly written is told apart by its first letters; most of it is another word.
    """
    found = [one.start() for one in _beginning_as(frozenset(term[0] for term in terms)).finditer(text)]
    plain, ended = _plain_letters(), text + " " * READ_AT_ONCE
    for place in range(1, READ_AT_ONCE):
        if "" in (letters := frozenset(term[place : place + 1] for term in terms)):
            break
        wanted = _written_as(letters)
        found = [
            one for one in found if ended[one + place] in wanted or not plain.issuperset(ended[one : one + place + 1])
        ]
    return found


# Between what a word may go on from and what it may go on with.
_GOES_ON = re.compile(rf"{LETTER}|[{MARK}{APOSTROPHE}{UNSEEN}]|(?<=\d)[,.\u0020\u00a0\u2007\u2009\u202f](?=\d)")
# How letters are folded is known of so many characters: Latin, Greek, Cyrillic, and those up to the Georgian. Of those
# beyond, some may be folded to one that is known: ligatures, letters of full width, of mathematics, and the like.
_KNOWN_LETTERS: Final = 0x1100
_MAY_BE_KNOWN: Final = (
    "\u1369-\u137c\u16ee-\u2189\u2460-\u24ff\u2776-\u2793\u2c62-\u2cfd\u3007-\u32bf\ua620-\uabf9\ufb00-\uff9f"
    "\U00010000-\U0010ffff"
)


def _gap(text: str, position: int, earliest: int = 0) -> int:
    """The last place up to ``position`` that no word goes over. ``earliest`` is such a place."""
    while position > earliest and _GOES_ON.match(text, position - 1):
        position -= 1
    return position


@lru_cache(maxsize=500)
def _beginning_as(letters: frozenset[str]) -> re.Pattern[str]:
    """Where a word may begin that begins with one of these when it is folded: perhaps too often, never too seldom."""
    known = _known_letters()
    written = "".join(sorted({one for letter in ("", *letters) for one in known.get(letter, "")}))
    beyond = _MAY_BE_KNOWN if max(letters, default="") < chr(_KNOWN_LETTERS) else f"{chr(_KNOWN_LETTERS)}-\U0010ffff"
    return re.compile(rf"[{written}{beyond}](?<!{LETTER}.)", re.DOTALL)  # before it stands no letter


@lru_cache(maxsize=500)
def _written_as(letters: frozenset[str]) -> frozenset[str]:
    """The known characters that may be folded to something that begins with one of these."""
    return frozenset(one for letter in letters for one in _known_letters().get(letter, ""))


@lru_cache(maxsize=1)
def _plain_letters() -> frozenset[str]:
    """Known characters that are folded to one letter, unless a mark follows."""
    return frozenset(letter for letter in _every_known() if len(folded_character(letter)) == 1)


@lru_cache(maxsize=1)
def _known_letters() -> dict[str, str]:
    """Letter → the characters that may be folded to something that begins with it; "" → those that leave nothing.

    What follows may change them: a mark makes "й" of "и".
    """
    of_letter, folded = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    letters = _every_known()
    for letter in letters:
        folded[unicodedata.normalize("NFD", letter)[0]].add(folded_character(letter)[:1])
    for letter in letters:
        for one in folded[unicodedata.normalize("NFD", letter)[0]]:
            of_letter[one].add(letter)
    return {letter: "".join(sorted(written)) for letter, written in of_letter.items()}


def _every_known() -> list[str]:
    return [chr(code) for code in range(_KNOWN_LETTERS) if re.match(LETTER, chr(code))]


def _richest(hits: list[Word], length: int) -> tuple[Word, Word]:
    """The first and last of the neighbouring hits within ``length`` that name the most different terms."""
    best, richness = (hits[0], hits[0]), (0, 0)
    for index, first in enumerate(hits):
        near = [hit for hit in hits[index : index + length] if hit.end - first.start <= length] or [first]
        found = (len({hit.folded for hit in near}), len(near))
        if found > richness:
            best, richness = (first, near[-1]), found
    return best


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
