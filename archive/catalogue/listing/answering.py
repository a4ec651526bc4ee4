"""What answers a question: what holds its words, as they are understood, and is under all that is chosen."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from archive.catalogue.models import TEXTS
from archive.editions.reading import Reading

from . import finding, phrased, searching, standing
from .finding import Found
from .keeping import kept
from .queries import Query
from .searching import Search
from .selecting import instants
from .sql import among, ask, read_uuid
from .standing import Answer
from .understanding import Understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """``search`` says how the words were understood, ``found`` which texts hold them: none without words."""

    answer: Answer
    search: Search | None
    found: Found | None

    @property
    def read_of(self) -> int:
        """How many texts were read for phrases, where there are more; else 0."""
        return phrased.MOST_READ if self.found is not None and self.found.is_cut else 0


def answered(reading: Reading, query: Query, *, is_near: bool = True) -> Answered:
    """Where words are asked for those of ``searching.search`` and one more for a version, none for none, beside those
    of ``standing.at``. Without what ``is_near``, if anything of these kinds has all that is asked: where what answers
    best does not come first, it would be lost among it.
    """
    search = searching.search(reading, query.question, is_literal=query.is_literal)
    of_kinds = Query(kinds=query.kinds, question=query.question, is_literal=query.is_literal)
    if search and search.is_near and not is_near and in_full(reading, of_kinds, search):
        meant = _meant(reading, query, search)
        search = Search(understood=meant, groups=meant.groups, total=search.total, instead=search.instead)
    found = finding.found(reading, search.wanted) if search else None
    answer = standing.at(reading).answers(reading, query, None if found is None else found.bits)
    return Answered(answer=answer, search=search, found=found)


def in_full(reading: Reading, query: Query, search: Search) -> int:
    """How many of all that is asked have all of its words, as ``search`` understood them. Nothing is asked of the
    database that the search has not asked.
    """
    if not search.total:
        return 0
    holding = finding.found(reading, _meant(reading, query, search).wanted())
    return standing.at(reading).answers(reading, query, holding.bits).whole.bit_count()


def _meant(reading: Reading, query: Query, search: Search) -> Understood:
    """All that is asked, as ``search`` understood it."""
    mended = replace(search.understood, linked=()) if search.instead else None
    return mended or searching.understood(reading, query.question)


def titles_borne(reading: Reading, records: Collection[UUID]) -> Mapping[UUID, tuple[tuple[str, str], ...]]:
    """Record → the languages of its texts and their titles. One query for a version, none for none. Of ``records``
    readers see something.
    """

    def find() -> dict[UUID, tuple[tuple[str, str], ...]]:
        said: dict[str, Any] = {**instants(reading)}
        found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
        for record, language, title in ask(_TITLES.format(among("record", records, said)), said):
            found[read_uuid(record)].append((language, title))
        return {record: tuple(titles) for record, titles in found.items()}

    return kept(reading, ("titles", tuple(sorted(records))), find) if records else {}


_TITLES: Final = f"""
    SELECT edition.record, said.language, said.title
    FROM archive_row AS edition CROSS JOIN archive_rowtext AS said
    WHERE edition.record {{}} AND edition.live_from <= %(instant)s AND edition.live_until > %(instant)s
      AND said.id >= edition.id * {TEXTS} AND said.id < (edition.id + 1) * {TEXTS}
    ORDER BY edition.record, said.language
"""
