"""One page of a list or a search, with what its filters would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from archive.editions.reading import Reading

from . import counting, finding, queries, standing
from .entries import Entry, entries
from .ordering import texts_shown
from .queries import Query

PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of a list. Counts are of records, and each facet's counts ignore its own choice.

    ``facets`` has under each facet so many values of it, the most first, and what they leave. ``words`` are the folded
    words by which it was searched: those that were asked for, and those of other names.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, Mapping[Any, int]]
    words: tuple[str, ...] = ()


def find(reading: Reading, query: Query, *, reader: str, page: int = 1, order: str = "newest") -> ResultPage:
    """One page of what is asked, for a reader of ``reader``. ``order`` is newest, oldest or title; of what words
    find the newest comes first.

    One query, and the first time for a publication version one more, beside those of ``standing.at``; where words are
    asked for two more.
    """
    spellings = queries.spellings(reading, query.terms)
    found = finding.found(reading, query.terms, spellings) if spellings else None
    answer = standing.at(reading).answers(reading, query, None if found is None else found.bits)
    counts = counting.counts(reading, query, answer)
    pages = max(1, -(-counts.total // PER_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PER_PAGE
    texts = texts_shown(
        reading, query, reader=reader, order=order, first=first, last=min(first + PER_PAGE, counts.total), answer=answer
    )
    shown = texts if found is None else found.texts(texts)
    return ResultPage(
        entries=entries(shown, reader=query.reader(reader), with_words=bool(query.terms)),
        total=counts.total,
        page=page,
        pages=pages,
        facets=counts.facets,
        words=tuple(dict.fromkeys(term for terms in spellings for term in terms)),
    )
