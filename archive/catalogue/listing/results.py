"""One page of a list or a search, with what its filters would leave."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.catalogue import tokens
from archive.editions.reading import Reading

from . import best, counting
from .answering import answered
from .entries import Entry, of_rows
from .keeping import kept
from .ordering import PER_PAGE, texts_shown
from .queries import Query
from .searching import Search
from .understanding import Sort, small_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of a list. Counts are of records, and each facet's counts ignore its own choice.

    ``facets`` has under each facet so many values of it, the most first, and what they leave. ``search`` says how a
    question was understood and asked; ``read_of`` how many texts were read for its phrases, where there are more.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, Mapping[Any, int]]
    search: Search | None = None
    read_of: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words by which it was searched: those that were asked for, and what stands for them; of small
        ones those of phrases, if there is anything else.
        """
        groups = self.search.understood.groups if self.search else ()
        found = (word for group in groups for one in group.alternatives for word in one.words)
        words = dict.fromkeys(word for word in found if word[0] not in tokens.SIGNS)
        said = {word for group in groups if group.sort is Sort.PHRASE for word in group.typed}
        telling = tuple(word for word in words if word in said or word not in small_words())
        return telling or tuple(words)


def find(
    reading: Reading, query: Query, *, reader: str, page: int = 1, order: str = "newest", most: int = 0
) -> ResultPage:
    """One page of what is asked, for a reader of ``reader``. ``order`` is newest, oldest or title; with words also
    best. It has ``most`` records, or ``PER_PAGE``.

    One query, and the first time for a publication version one more, beside those of ``standing.at``; where words are
    asked for also those of ``answered`` and of ``best.texts``, however many these are.
    """
    most = most or PER_PAGE
    asked = ("page of results", query, reader, page, order, most)
    found, texts = kept(reading, asked, lambda: _find(reading, query, reader, page, order, most), weigh=_weight)
    shown = of_rows(texts, reader=query.reader(reader), with_words=bool(found.search))
    return replace(found, entries=shown)


def _find(
    reading: Reading, query: Query, reader: str, page: int, order: str, most: int
) -> "tuple[ResultPage, array[int]]":
    """The page without its records, and the texts of these. What was found besides is large, and not kept with it."""
    asked = answered(reading, query)
    search, found, answer = asked.search, asked.found, asked.answer
    counts = counting.counts(reading, query, answer)
    pages = max(1, -(-counts.total // most))
    page = min(max(page, 1), pages)
    first, last = (page - 1) * most, min(page * most, counts.total)
    if search is not None and found is not None and order == "best":
        shown = best.texts(reading, query, search, found, answer.whole, reader=reader, first=first, last=last)
    else:
        order = "newest" if order == "best" else order
        shown = texts_shown(reading, query, reader=reader, order=order, first=first, last=last, answer=answer)
        shown = shown if found is None else found.shown(shown)
    found_page = ResultPage(
        entries=(),
        total=counts.total,
        page=page,
        pages=pages,
        facets=counts.facets,
        search=search,
        read_of=asked.read_of,
    )
    return found_page, array("q", shown)


def _weight(found: "tuple[ResultPage, array[int]]") -> float:
    page, texts = found
    return len(texts) / 10 + len(page.facets)
