"""The rows that answer a query, as SQL: one branch or several, each of which some index has in order.

Where joins are CROSS, SQLite keeps to their order: it knows nothing of how much there is of what.
"""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from archive import languages
from archive.catalogue import deriving, engines
from archive.catalogue.models import TEXTS
from archive.editions.reading import Reading

from .keeping import kept
from .queries import Query, Spellings, with_merged
from .sql import among, ask, unindexed

LISTED: Final = "shown.reader = %(reader)s AND shown.is_listed"
# In a past reading, without what is withheld now.
NOT_WITHHELD: Final = """shown.row_id NOT IN (
    SELECT edition.id FROM archive_interval AS notice CROSS JOIN archive_row AS edition
    WHERE notice.withheld AND notice.reason_class > '' AND notice.live_from <= %(now)s AND notice.live_until > %(now)s
      AND edition.record = notice.record)"""
# A record names itself where it names what was merged into it: that is not told.
NOT_ITSELF: Final = "shown.row_id NOT IN (SELECT own.id FROM archive_row AS own WHERE own.record = %(record)s)"
FROM_ITSELF: Final = "archive_row AS own CROSS JOIN archive_rowforreader AS shown"
ITSELF: Final = ("own.record = %(record)s", "shown.row_id = own.id")
FROM_LISTS: Final = "archive_rowforreader AS shown"
FROM_TERMS: Final = """archive_term AS term CROSS JOIN archive_rowforreader AS shown"""
# Each row once: ``first`` of its texts that were found, and the places of all of them as the bits of a number.
FROM_TEXTS: Final = f"""(
    SELECT id / {TEXTS} AS row_id, MIN(id) AS first,
           CAST(SUM(CAST(1 AS bigint) << CAST(id - id / {TEXTS} * {TEXTS} AS integer)) AS bigint) AS places
    FROM ({{}}) AS texts GROUP BY id / {TEXTS}
) AS found CROSS JOIN archive_rowforreader AS shown"""
# That the text which a reader is shown is one of them.
IS_IN_TEXT_SHOWN: Final = f"(found.places >> CAST(shown.text_id - shown.row_id * {TEXTS} AS integer)) & 1 = 1"

# As many of a facet's rows are counted to know which facet has the fewest.
MOST_COUNTED: Final = 5000


@dataclass(frozen=True, slots=True)
class Branch:
    """Rows from ``source`` for which all of ``where`` hold. An index has them in the order of ``table``'s dates.

    ``has_titles``: it has those of one date, or all of them, in the order of their titles as well.
    """

    source: str
    where: tuple[str, ...]
    table: str = "shown"
    is_search: bool = False
    has_titles: bool = False

    @property
    def sql(self) -> str:
        return f"FROM {self.source} WHERE {' AND '.join(self.where)}"


@dataclass(frozen=True, slots=True)
class Selection:
    """What answers: the rows of all branches. ``said`` are the values that their SQL speaks of."""

    branches: tuple[Branch, ...]
    said: dict[str, Any] = field(default_factory=dict)


def selection(reading: Reading, query: Query, reader: str, spellings: Spellings = ()) -> Selection:
    """One row for each record that answers, for a reader of ``reader``, in no order.

    In which language it can be read is asked of its readers: to them it is shown in it.
    """
    said: dict[str, Any] = {**instants(reading), "reader": query.language or reader, "language": query.language}
    where = [LISTED, *standing(reading)]
    if query.naming:
        said["record"] = query.naming
        where += [] if query.itself else [NOT_ITSELF]
    if query.language:
        where.append("shown.language = %(language)s")
    if query.kinds:
        where.append(_kinds("shown", query, said))
    if spellings:
        return Selection((_with_words(query, spellings, where, reading, said),), said)
    if query.facets:
        itself = (Branch(FROM_ITSELF, (*ITSELF, *where)),) if query.itself else ()
        return Selection((*_with_facets(reading, query, where, said), *itself), said)
    branches = [Branch(FROM_LISTS, tuple(where), has_titles=query.year is None)]
    if query.year is not None:
        branches = _of_year(branches[0], query, said)
    if query.earliest or query.latest:
        branches = [one for branch in branches for one in _in_span(branch, query, said, is_ordered=query.year is None)]
    return Selection(tuple(branches), said)


def instants(reading: Reading) -> dict[str, Any]:
    return {"instant": reading.instant, "now": reading.now}


def standing(reading: Reading) -> tuple[str, ...]:
    """What can be read at the instant."""
    begins, ends = unindexed("shown.live_from"), unindexed("shown.live_until")
    live = f"{begins} <= %(instant)s AND {ends} > %(instant)s"
    return (live, NOT_WITHHELD) if reading.is_past else (live,)


def _kinds(table: str, query: Query, said: dict[str, Any]) -> str:
    if len(query.kinds) == 1:
        said["kind"] = query.kinds[0]
        return f"{table}.kind = %(kind)s"
    return f"{table}.kind {among('kind', query.kinds, said)}"


def _of_year(branch: Branch, query: Query, said: dict[str, Any]) -> list[Branch]:
    """What stands under the year, and what only touches it."""
    said["year"] = query.year
    touching = ("shown.earliest < shown.latest", "shown.year <> %(year)s", *_touching("shown"))
    return [
        Branch(branch.source, (*branch.where, "shown.year = %(year)s")),
        Branch(branch.source, (*branch.where, *touching)),
    ]


def _touching(table: str) -> tuple[str, ...]:
    return f"{table}.first_year <= %(year)s", f"{table}.last_year >= %(year)s"


def _in_span(branch: Branch, query: Query, said: dict[str, Any], *, is_ordered: bool) -> list[Branch]:
    """What lies in the time that was asked for: where an index has it in order, single days apart from all else.

    A day is found by its place in the order; a time of day may have moved it to the one before or after.
    """
    where = list(branch.where)
    bounds: list[str] = []
    if query.earliest:
        said |= {"earliest": query.earliest, "from": deriving.begins(query.earliest, later=-1)}
        where.append("shown.latest >= %(earliest)s")
        bounds.append("shown.sort_date >= %(from)s")
    if query.latest:
        said |= {"latest": query.latest, "to": deriving.begins(query.latest, later=2)}
        where.append("shown.earliest <= %(latest)s")
        bounds.append("shown.sort_date < %(to)s")
    if not is_ordered:
        return [Branch(branch.source, tuple(where))]
    return [
        Branch(branch.source, (*where, "shown.earliest = shown.latest", *bounds), has_titles=True),
        Branch(branch.source, (*where, "shown.earliest < shown.latest")),
    ]


def _filtered(query: Query, where: list[str], said: dict[str, Any]) -> list[str]:
    """All that is asked, where no order of an index has to be kept."""
    if query.year is not None:
        said["year"] = query.year
        where = [*where, *_touching("shown")]
    if query.earliest or query.latest:
        (branch,) = _in_span(Branch("", tuple(where)), query, said, is_ordered=False)
        where = list(branch.where)
    return where


def _with_facets(reading: Reading, query: Query, where: list[str], said: dict[str, Any]) -> tuple[Branch, ...]:
    """From the facet that has the fewest rows: a branch for each of its values."""
    facets = {facet: with_merged(reading, values) for facet, values in query.facets.items()}
    rarest = min(facets, key=lambda facet: _count_of(reading, facets[facet])) if len(facets) > 1 else next(iter(facets))
    others = {facet: values for facet, values in facets.items() if facet != rarest}
    where = [*_filtered(query, where, said), *_naming(others, said), "shown.row_id = term.row_id"]
    said["facet"] = rarest
    of_term = ["term.facet = %(facet)s" if rarest else "term.is_first"]
    of_term += [_kinds("term", query, said)] if query.kinds else []
    said |= {f"value_{place}": value for place, value in enumerate(facets[rarest])}
    return tuple(
        Branch(FROM_TERMS, (f"term.value = %(value_{place})s", *of_term, *of_years, *where), table="term")
        for place in range(len(facets[rarest]))
        for of_years in _of_years(query)
    )


def _of_years(query: Query) -> tuple[tuple[str, ...], ...]:
    """What begins in the year, and what began before it and touches it; an index has either."""
    if query.year is None:
        return ((),)
    touching = ("term.first_year < term.last_year", "term.first_year < %(year)s", "term.last_year >= %(year)s")
    return ("term.first_year = %(year)s",), touching


def _naming(facets: dict[str, tuple[UUID, ...]], said: dict[str, Any]) -> list[str]:
    return [
        "EXISTS (SELECT 1 FROM archive_term AS besides WHERE besides.row_id = shown.row_id "
        f"AND {unindexed('besides.value')} {among(facet or 'any', values, said)}"
        + (f" AND besides.facet = '{facet}')" if facet else ")")
        for facet, values in facets.items()
    ]


def _count_of(reading: Reading, values: tuple[UUID, ...]) -> int:
    """How many terms have one of these values, as far as it matters. One query for a version."""

    def count() -> int:
        said: dict[str, Any] = {"most": MOST_COUNTED}
        named = f"SELECT 1 FROM archive_term WHERE value {among('value', values, said)} LIMIT %(most)s"
        ((found,),) = ask(f"SELECT COUNT(*) FROM ({named}) AS named", said)
        return int(found)

    return kept(reading, ("terms", values), count, weigh=lambda found: 1)


def _with_words(query: Query, spellings: Spellings, where: list[str], reading: Reading, said: dict[str, Any]) -> Branch:
    texts, said["words"] = engines.WORDS.rows_with(spellings)
    facets = {facet: with_merged(reading, values) for facet, values in query.facets.items()}
    where = [*_filtered(query, where, said), *_naming(facets, said), "shown.row_id = found.row_id"]
    if query.language:
        where.append(IS_IN_TEXT_SHOWN)
    return Branch(FROM_TEXTS.format(texts.format("%(words)s")), tuple(where), is_search=True)


def texts_with(reading: Reading, query: Query, spellings: Spellings) -> tuple[str, dict[str, Any]]:
    """SQL that yields the texts that hold the words, and the values that it speaks of.

    Their rows are as is asked, but of any kind, year and language; whether they stand is not asked.
    """
    said: dict[str, Any] = {"reader": any_reader()}
    texts, said["words"] = engines.WORDS.rows_with(spellings)
    facets = {facet: with_merged(reading, values) for facet, values in query.facets.items()}
    where = [*_filtered(query, [], said), *_naming(facets, said)]
    if query.naming and not query.itself:
        said["record"] = query.naming
        where.append(NOT_ITSELF)
    texts = texts.format("%(words)s")
    return _TEXTS_OF_ROWS.format(texts, " AND ".join(where)) if where else texts, said


_TEXTS_OF_ROWS: Final = f"""
    SELECT found.id FROM ({{}}) AS found CROSS JOIN archive_rowforreader AS shown
    WHERE shown.row_id = found.id / {TEXTS} AND shown.reader = %(reader)s AND {{}}
"""


def any_reader() -> str:
    """Where only records are counted, each is shown once to every reader."""
    return languages.spoken()[0]
