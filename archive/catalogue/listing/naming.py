"""Which rows name a record: all of them where they are few, else the newest of each kind, and how many there are; and
which stand beside it, in a series and in time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.catalogue.models import TEXTS
from archive.editions.payloads import Payload
from archive.editions.reading import Reading

from . import beside
from .beside import InTime
from .keeping import kept, known
from .ordering import texts_shown
from .queries import Query, with_merged
from .selecting import FROM_TERMS, LISTED, NOT_ITSELF, instants, standing
from .siblings import Siblings, in_years_beside
from .sql import ask
from .standing import at

# Most records are named by few: all of these are asked for at once. Of what is named by more, the newest of each kind.
FEW: Final = 100
OF_A_KIND: Final = 20

# The keys of the newest rows of each kind, and how many there are of it.
OfKinds = tuple[Mapping[str, Sequence[int]], Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Keys of rows: of each kind the newest, ``counts`` of them in all; the siblings, if there are any; and what is
    before it in time, and after it.
    """

    rows: Mapping[str, Sequence[int]]
    counts: Mapping[str, int]
    earlier: int | None = None
    later: int | None = None
    before: int | None = None
    after: int | None = None

    def shown(self, apart: Collection[str]) -> set[int]:
        """All of these but what is only next to it in time, and what is of kinds that stand ``apart``."""
        of_kinds = (row for kind, rows in self.rows.items() if kind not in apart for row in rows)
        return {*of_kinds, *(row for row in (self.earlier, self.later) if row)}


class _Row(NamedTuple):
    part: str
    kind: str
    row: int
    sort_date: int
    sort_key: bytes | None


def naming(
    reading: Reading, payload: Payload, *, reader: str, siblings: Siblings | None = None, in_time: InTime | None = None
) -> Naming:
    """What names the record of ``payload``, itself apart. One query; where many do a few more, once for a publication
    version.

    That many do is known from then on. Then what stands beside it is all that is asked for, if that is shown.
    """
    record = UUID(payload.record)
    by_many = ("named by many", record, reader)
    many: OfKinds | None = known(reading, by_many)
    said: dict[str, Any] = {"reader": reader, "record": record, "kind": payload.kind}
    found = _found(reading, said, in_time, has_naming=many is None)
    if len(found["naming"]) > FEW:
        many = kept(reading, by_many, lambda: _of_many(reading, record, reader), weigh=_weight)
    earlier, later = in_years_beside(reading, siblings) if siblings else (None, None)
    rows, counts = many or _of_kinds(found["naming"])
    of_one = "_of_one" if found["before_of_one"] or found["after_of_one"] else ""
    before, after = (next((row.row for row in found[f"{part}{of_one}"]), None) for part in ("before", "after"))
    return Naming(
        rows=rows,
        counts=counts,
        earlier=earlier,
        later=later,
        before=before,
        after=after,
    )


def _found(
    reading: Reading, said: dict[str, Any], in_time: InTime | None, *, has_naming: bool
) -> dict[str, list[_Row]]:
    """The rows of each part: what names it, as far as that is few, and what is beside it in time. One query, none for
    nothing.
    """
    said |= {**instants(reading), "most": FEW + 1}
    parts = [*beside.parts(reading, in_time, said)] if in_time else []
    if has_naming:
        values = {f"value_{place}": value for place, value in enumerate(with_merged(reading, (said["record"],)))}
        said |= values
        parts += [_ANY.format(_where(reading), value=value) for value in values]
    found: dict[str, list[_Row]] = defaultdict(list)
    united = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part_{place}" for place, part in enumerate(parts))
    sql = f"{beside.own(reading)} {united}" if in_time else united
    for row in map(_Row._make, ask(sql, said) if parts else ()):
        found[row.part].append(row)
    return found


def _where(reading: Reading) -> str:
    """It names itself where it names what was merged into it: that is not told."""
    return " AND ".join(("shown.row_id = term.row_id", LISTED, *standing(reading), NOT_ITSELF))


# What is asked for is told in a question of its own: knowing it, PostgreSQL would plan anew each time, which takes more
# than the answer.
_ANY: Final = f"""
    SELECT 'naming' AS part, term.kind, term.row_id, term.sort_date, shown.sort_key
    FROM {FROM_TERMS}
    WHERE {{}} AND term.value = (SELECT %({{value}})s) AND term.is_first
    ORDER BY term.kind, term.sort_date DESC LIMIT %(most)s
"""


def _newest(row: _Row) -> tuple[int, bytes, int]:
    return -row.sort_date, bytes(row.sort_key or b""), row.row


def _of_kinds(found: Iterable[_Row]) -> OfKinds:
    """The newest of each kind, and how many there are."""
    of_kind: dict[str, list[int]] = defaultdict(list)
    for row in sorted({row.row: row for row in found}.values(), key=_newest):
        of_kind[row.kind].append(row.row)
    counts = {kind: len(rows) for kind, rows in of_kind.items()}
    return {kind: rows[:OF_A_KIND] for kind, rows in of_kind.items()}, counts


def _of_many(reading: Reading, record: UUID, reader: str) -> OfKinds:
    """The same where many name it. One query for each kind and one for all, once for a publication version."""
    counts = dict(sorted(at(reading).answers(reading, Query(naming=record)).counted("kind", most=FEW).items()))
    rows = {}
    for kind, count in counts.items():
        query, last = Query(kinds=(kind,), naming=record), min(OF_A_KIND, count)
        texts = texts_shown(reading, query, reader=reader, order="newest", first=0, last=last)
        rows[kind] = [text // TEXTS for text in texts]
    return rows, counts


def _weight(found: OfKinds) -> int:
    return sum(map(len, found[0].values()))
