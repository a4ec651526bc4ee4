"""What answers a question: what holds its words, as they are understood, and is under all that is chosen."""

from dataclasses import dataclass, replace

from archive.editions.reading import Reading

from . import finding, searching, standing
from .finding import Found
from .queries import Query
from .searching import Search
from .standing import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """``search`` says how the words were understood, ``found`` which texts hold them: none without words."""

    answer: Answer
    search: Search | None
    found: Found | None


def answered(reading: Reading, query: Query) -> Answered:
    """A dozen queries for a version where words are asked for, none for none, beside those of ``standing.at``."""
    search = searching.search(reading, query.question, is_literal=query.is_literal)
    found = finding.found(reading, search.wanted) if search else None
    answer = standing.at(reading).answers(reading, query, None if found is None else found.bits)
    return Answered(answer=answer, search=search, found=found)


def in_full(reading: Reading, query: Query, search: Search) -> int:
    """How many of all that is asked have all of its words, as ``search`` understood them. Nothing is asked of the
    database that the search has not asked.
    """
    mended = replace(search.understood, linked=()) if search.instead else None
    meant = mended or searching.understood(reading, query.question)
    holding = finding.found(reading, meant.wanted())
    return standing.at(reading).answers(reading, query, holding.bits).whole.bit_count()
