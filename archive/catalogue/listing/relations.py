"""The records that one record names, and those that name it, as its page shows them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.editions.payloads import Payload, part_of
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import Access
from archive.editions.reading import Reading
from archive.kept import Kept
from archive.packing import unpacked

from .alike import MOST_AKIN, rows_akin
from .beside import InTime
from .choices import Named
from .entries import COLUMNS, WIDTH, Entry, entry
from .keeping import kept
from .naming import naming
from .queries import with_merged
from .selecting import FROM_TERMS, LISTED, instants, standing
from .siblings import Siblings
from .sql import among, ask, read_uuid, written_uuid

# So many of those that records name are kept, some hundred bytes each: institutions and places stand on many pages.
_NAMED: Final = Kept["Shown"](most=3_000)
# An observance shows the figures of so many events.
MOST_WITH_FIGURES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The records that one record names, and those that name it. A record may be in both.

    ``stands`` says where they are: uuid → kind and slug; ``named`` are those that it names, if that was asked for.
    Of those that name it, ``naming`` are the newest of each kind; ``counts`` says how many there are of each.
    ``sources`` are those of the sources it names: uuid → where it can be read, which changes after it was cited.
    ``places`` are in short those of all places among these: where a place lies.
    ``earlier`` and ``later`` are what one issuer said on one observance in the nearest year before and after, if that
    was asked for; ``before`` and ``after`` what is next to it in time, ``akin`` what names most of the same.
    """

    stands: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    named: Mapping[str, Entry] = field(default_factory=dict)
    naming: tuple[Entry, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, Access] = field(default_factory=dict)
    places: tuple[PlacePayload, ...] = ()
    earlier: Entry | None = None
    later: Entry | None = None
    before: Named | None = None
    after: Named | None = None
    akin: tuple[Named, ...] = ()


class Shown(NamedTuple):
    """A row: where its record is, of a source where it can be read, of a place the payload in short, and ``COLUMNS`` if
    that was asked for.
    """

    row: int
    record: str
    kind: str
    slug: str
    says: Payload | Access | None
    columns: Sequence[Any] = ()

    @property
    def entry(self) -> Entry:
        return entry(self.columns)

    @property
    def named(self) -> Named:
        """What it is called, and no more."""
        record, kind, slug, _number, _digest, _since, language, title, _summary, date, *_rest = self.columns
        return Named(read_uuid(record), kind, slug, title, language, date)


def related(
    reading: Reading,
    payload: Payload,
    *,
    reader: str,
    siblings: Siblings | None = None,
    in_time: InTime | None = None,
    with_akin: bool = False,
    with_named: bool = False,
    apart: Collection[str] = (),
) -> Related:
    """The live records that the record of ``payload`` names, those that name it, newest first, and what is beside it.

    Of the kinds that stand ``apart`` nothing is read that names it, only counted. Two queries. For what many name two
    more, once for a publication version.
    """
    found = naming(reading, payload, reader=reader, siblings=siblings, in_time=in_time)
    rows, named = found.shown(apart), payload.named_records()
    akin = rows_akin(reading, payload, apart=rows) if with_akin else []
    next_to_it = (row for row in (found.before, found.after) if row)
    shown = [*_shown(reading, (*rows, *akin, *next_to_it), named, reader, whole=with_named)]
    of = {one.row: one for one in shown if one.columns}
    return Related(
        stands={one.record: (one.kind, one.slug) for one in shown if one.row in rows or one.record in named},
        named={one.record: one.entry for one in of.values() if one.record in named} if with_named else {},
        naming=tuple(of[row].entry for rows in found.rows.values() for row in rows if row in of),
        counts=found.counts,
        sources={one.record: one.says for one in shown if isinstance(one.says, Access) and one.record in named},
        places=tuple(one.says for one in shown if isinstance(one.says, PlacePayload)),
        earlier=of[found.earlier].entry if found.earlier in of else None,
        later=of[found.later].entry if found.later in of else None,
        before=of[found.before].named if found.before in of else None,
        after=of[found.after].named if found.after in of else None,
        akin=tuple(of[row].named for row in akin if row in of and of[row].record != payload.record)[:MOST_AKIN],
    )


def _shown(
    reading: Reading, rows: Collection[int], named: Collection[str], reader: str, *, whole: bool
) -> Iterator[Shown]:
    """``rows``, and the live rows of ``named``: where these are, or each as a ``whole``. One query; where most of what
    is named is, is known at one version.
    """
    before = () if whole else ((record, _NAMED.find((reading.version(), record))) for record in named)
    known = {record: one for record, one in before if one}
    yield from known.values()
    unknown = {UUID(record) for record in named if record not in known}
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    parts = [_whole(reading, rows, unknown if whole else (), said)] if rows or whole else []
    parts += [_located(reading, unknown, said)] if unknown and not whole else []
    for row, content, *columns in ask(" UNION ALL ".join(parts), said) if parts else ():
        record, kind, slug, number, digest, *_rest = columns
        says = _said(reading, kind, bytes(content), digest) if content else None
        found = Shown(row, written_uuid(record), kind, slug, says, columns if number else ())
        if not number:
            _NAMED.keep((reading.version(), found.record), found)
        yield found


def _said(reading: Reading, kind: str, content: bytes, digest: str) -> Payload | Access:
    return part_of(unpacked(content), Access) if kind == "source" else reading.in_short(content, digest)


def _whole(reading: Reading, rows: Iterable[int], named: Collection[UUID], said: dict[str, Any]) -> str:
    wanted = f"(edition.id {among('row', rows, said)} OR edition.record {among('named', named, said)})"
    return _LOADED.format(wanted=wanted, where=_standing_for(reading))


def _located(reading: Reading, named: Collection[UUID], said: dict[str, Any]) -> str:
    """The same without what only lists say."""
    where = " AND ".join(standing(reading, of="edition", row="edition.id"))
    return _LOCATED.format(among("named", named, said), where)


def _loaded(
    reading: Reading, rows: Iterable[int], named: Collection[UUID], reader: str
) -> list[tuple[int, Entry, Any]]:
    """``rows`` and the live rows of ``named``, each with its key; of sources and places the content too. One query."""
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    found = ask(_whole(reading, rows, named, said), said)
    return [(row, entry(columns), content) for row, content, *columns in found]


def located(reading: Reading, records: Iterable[UUID], *, reader: str) -> Mapping[UUID, tuple[Entry, PlacePayload]]:
    """The places among ``records``, each with its payload in short. One query for a publication version."""
    wanted = frozenset(records)

    def find() -> Mapping[UUID, tuple[Entry, PlacePayload]]:
        loaded = _loaded(reading, (), wanted, reader) if wanted else []
        said = ((one, reading.in_short(bytes(content), one.digest)) for _row, one, content in loaded if content)
        return {one.record: (one, payload) for one, payload in said if isinstance(payload, PlacePayload)}

    return kept(reading, ("located", wanted, reader), find, weigh=len)


def _standing_for(reading: Reading) -> str:
    """What was merged is among it: its address leads on."""
    return " AND ".join(("shown.row_id = edition.id", "shown.reader = %(reader)s", *standing(reading)))


# Nothing is looked up for other kinds: asked for digest and kind, a server looks up the payloads of all.
_LOADED: Final = f"""
    SELECT edition.id, payload.content, {COLUMNS}
    FROM archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    LEFT JOIN archive_storedpayload AS payload
        ON payload.digest = CASE WHEN edition.kind IN ('source', 'place') THEN edition.digest END
    WHERE {{wanted}} AND {{where}} AND said.id = shown.text_id
"""


_LOCATED: Final = f"""
    SELECT edition.id, payload.content, edition.record, edition.kind, edition.slug, NULL, edition.digest
           {", NULL" * (WIDTH - 5)}
    FROM archive_row AS edition
    LEFT JOIN archive_storedpayload AS payload
        ON payload.digest = CASE WHEN edition.kind IN ('source', 'place') THEN edition.digest END
    WHERE edition.record {{}} AND {{}}
"""


# --- figures --------------------------------------------------------------------------------------------


class WithFigures(NamedTuple):
    """The payloads, in short, of events that hold figures; and where who and what is behind these stands: record →
    kind and slug.
    """

    events: tuple[Payload, ...]
    behind: Mapping[str, tuple[str, str]]


def with_figures(reading: Reading, record: UUID, *, reader: str) -> WithFigures:
    """The earliest events that name ``record`` as their observance and hold figures. Two queries."""
    said: dict[str, Any] = {**instants(reading), "reader": reader, "most": MOST_WITH_FIGURES}
    where = " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading)))
    values = with_merged(reading, (record,))
    said |= {f"value_{place}": value for place, value in enumerate(values)}
    branches = (_EARLIEST.format(where, place) for place in range(len(values)))
    united = " UNION ".join(f"SELECT * FROM ({one}) AS part_{place}" for place, one in enumerate(branches))
    found = ask(_EVENTS.format(united), said)
    events = tuple(reading.in_short(bytes(content), digest) for content, digest in found)
    return WithFigures(events, _behind(reading, events, reader) if events else {})


def _behind(reading: Reading, events: Iterable[Payload], reader: str) -> dict[str, tuple[str, str]]:
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    named = sorted({UUID(one) for payload in events for one in payload.named_records()})
    sql = _BEHIND.format(among("named", named, said), _standing_for(reading))
    return {str(read_uuid(record)): (kind, slug) for record, kind, slug in ask(sql, said)}


_EVENTS: Final = """
    SELECT payload.content, payload.digest
    FROM ({}) AS found CROSS JOIN archive_row AS edition CROSS JOIN archive_storedpayload AS payload
    WHERE edition.id = found.row_id AND payload.digest = edition.digest
    ORDER BY found.sort_date, found.sort_key, found.row_id LIMIT %(most)s
"""
_BEHIND: Final = """
    SELECT edition.record, edition.kind, edition.slug
    FROM archive_row AS edition CROSS JOIN archive_rowforreader AS shown
    WHERE edition.record {} AND {}
"""
_EARLIEST: Final = f"""
    SELECT term.row_id, term.sort_date, shown.sort_key FROM {FROM_TERMS}
    WHERE {{}} AND term.value = %(value_{{}})s AND term.facet = 'figures'
    ORDER BY term.sort_date, shown.sort_key, term.row_id LIMIT %(most)s
"""
