"""One page of a list or a search, with what its filters would leave."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from archive.editions.reading import Reading

from . import counting, finding, queries
from .entries import Entry, entries
from .ordering import texts_shown
from .queries import Query

PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of a list. Counts are of records, and each facet's counts ignore its own filter.

    ``words`` are the folded words by which it was searched: those that were asked for, and those of other names.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    kinds: dict[str, int]
    years: dict[int, int]
    languages: dict[str, int]
    words: tuple[str, ...] = ()


def find(reading: Reading, query: Query, *, reader: str, page: int = 1, order: str = "newest") -> ResultPage:
    """One page of what is asked, for a reader of ``reader``. ``order`` is newest, oldest or title; of what words
    find the newest comes first.

    One query, and the first time for a publication version two more; where words are asked for up to five.
    """
    spellings = queries.spellings(reading, query.terms)
    found = partial(finding.cells, reading, spellings=spellings) if spellings else None
    shown = partial(finding.newest, spellings=spellings) if spellings else partial(texts_shown, order=order)
    counts = counting.counts(reading, query, found)
    pages = max(1, -(-counts.total // PER_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PER_PAGE
    texts = shown(reading, query, reader=reader, first=first, last=min(first + PER_PAGE, counts.total))
    return ResultPage(
        entries=entries(texts, reader=reader, with_words=bool(query.terms)),
        total=counts.total,
        page=page,
        pages=pages,
        kinds=counts.kinds,
        years=counts.years,
        languages=counts.languages,
        words=tuple(dict.fromkeys(term for terms in spellings for term in terms)),
    )
