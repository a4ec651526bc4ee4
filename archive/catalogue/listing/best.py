"""What answers a question best, and then all that is found besides, the newest first."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from archive.catalogue import engines, tokens
from archive.catalogue.models import TEXTS
from archive.editions.reading import Reading
from archive.word_index import Wanted

from . import finding, ordering, ranking, standing
from .bits import Bits, joined, numbers_of
from .finding import Found
from .keeping import kept
from .known_rows import YES
from .ordering import PER_PAGE
from .queries import Query
from .searching import Search
from .standing import Standing

# What is asked for → what is it, or tells it.
ANSWERS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "time": (("kind", "timeline-entry"), ("kind", "observance")),
    "place": (("kind", "place"),),
    "number": (("figures", YES),),
    "event": (("kind", "timeline-entry"),),
    "site": (("kind", "page"),),
}


def texts(
    reading: Reading, query: Query, search: Search, found: Found, whole: Bits, *, reader: str, first: int, last: int
) -> Sequence[int]:
    """The texts that hold what is asked of the rows from ``first`` to before ``last`` of ``whole``, which are found.

    Two to eight queries for a version.
    """
    if first >= last:
        return ()
    shown_to = query.reader(reader)
    # Whoever reads on has all that is ranked put in order.
    most = PER_PAGE if last <= PER_PAGE and not search.is_near else None
    name = ("best", query, search.wanted, shown_to, most)
    best = kept(reading, name, lambda: _best(reading, search, found, whole, shown_to, most))
    rows = list(best[first:last])
    if last > len(best):
        rows += _further(reading, query, whole, best, shown_to, max(first - len(best), 0), last - len(best))
    return [text for row in rows for text in found.texts_of(row)]


def _best(reading: Reading, search: Search, found: Found, whole: Bits, reader: str, most: int | None) -> "array[int]":
    """The rows that are put in order by what they say: those that have it at their head, and the newest. The first
    ``most`` of them, or all.
    """
    there, rank = standing.at(reading), partial(_ranked, reading, search, found, reader, most)
    if whole.bit_count() <= ranking.MOST_RANKED:
        return array("q", rank(numbers_of(whole)))
    heads = [*_at_the_head(there, search, whole)][: ranking.MOST_RANKED]
    if (
        most
        and most <= len(heads) < ranking.MOST_RANKED
        and (elsewhere := ranking.at_most_elsewhere(search.understood))
    ):
        first = rank(heads)
        if min(first.values()) > elsewhere:
            return array("q", first)
    return array("q", rank(_with_newest(there, heads, whole)))


def _ranked(
    reading: Reading, search: Search, found: Found, reader: str, most: int | None, numbers: Iterable[int]
) -> dict[int, float]:
    there = standing.at(reading)
    chosen = {there.rows[number]: number for number in numbers}
    texts = found.texts_of_all(chosen)
    return ranking.ranked(
        texts,
        search.understood,
        dates={row: there.dates[number] for row, number in chosen.items()},
        own=there.in_language(texts, chosen, reader),
        in_all=search.wanted.in_all,
        answering=_answering(there, search.understood.asks_for, chosen),
        linked_alone=_linked_alone(reading, search, chosen),
        most=most,
    )


def _linked_alone(reading: Reading, search: Search, rows: Iterable[int]) -> frozenset[int]:
    """Those of ``rows`` that hold the words of a phrase at best, and not the phrase."""
    if not (search.wanted.phrases and search.wanted.beside):
        return frozenset()
    holding, there = finding.found(reading, replace(search.wanted, beside=())).bits, standing.at(reading)
    return frozenset(row for row in rows if not holding >> there.number(row) & 1)


def _answering(there: Standing, asks_for: Collection[str], rows: Iterable[int]) -> frozenset[int]:
    """Those of ``rows`` that are what is asked for, or tell it."""
    bits = joined((there.rows_under(*which) for what in asks_for for which in ANSWERS[what]), there.size)
    return frozenset(row for row in rows if bits >> there.number(row) & 1) if bits else frozenset()


def _with_newest(there: Standing, heads: Sequence[int], whole: Bits) -> Sequence[int]:
    if len(heads) == ranking.MOST_RANKED:
        return heads
    newest = ordering.newest_of(there, whole, ranking.MOST_RANKED)
    return [*dict.fromkeys((*heads, *newest))][: ranking.MOST_RANKED]


def _at_the_head(there: Standing, search: Search, whole: Bits) -> dict[int, None]:
    """Those of ``whole`` that have all of it at their head, what was stored last first. One query, two where more than
    one text of most rows is found.
    """
    groups = tuple(tuple(tuple(map(tokens.head, one)) for one in group) for group in search.wanted.groups)
    flags = whole.to_bytes(there.size // 8 + 1, "little")
    found: dict[int, None] = {}
    for most in (2 * ranking.MOST_RANKED, None):
        texts = engines.WORDS.all_that_hold(Wanted(groups, search.wanted.without), most)
        numbers = (there.number(text // TEXTS) for text in reversed(texts))
        found = dict.fromkeys(one for one in numbers if one >= 0 and flags[one >> 3] >> (one & 7) & 1)
        if len(found) >= ranking.MOST_RANKED or len(texts) != most:
            break
    return found


def _further(
    reading: Reading, query: Query, whole: Bits, best: Sequence[int], reader: str, first: int, last: int
) -> list[int]:
    """The rows from ``first`` to before ``last`` of the others, the newest first."""
    there = standing.at(reading)
    rest = whole & ~there.of_rows(best)
    kinds = query.kinds or tuple(kind for _many, kind in there.by_size("kind"))
    found = ordering.in_order(there, rest, kinds, reader=reader, order="newest", most=last)
    return [row for row, _text in found[first:]]
