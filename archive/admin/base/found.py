"""What the search in the header has found: of each kind the first, a line each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from archive import languages
from archive.editorial import states
from archive.records import asked, finding, spelled
from archive.records.base import KINDS, Dated, Record, leading
from archive.records.figures import Figure
from archive.records.statements import Statement, issuers_of
from archive.records.texts import titles_of
from archive.records.timeline_entries import TimelineEntry

from ..site import site
from .differences import joined
from .links import address, record_url
from .lists import told
from .times import dating_in_words

# So many are shown of each kind; its list has the others.
MOST: Final = finding.ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A record that was found, where it stands, and beside it its date, its issuers and the figures that were found."""

    record: Record
    url: str
    state: SafeString
    date: str
    issuers: str
    figures: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind: the first ``lines`` of ``count``, and the list in which all of them stand.

    ``has_more``: there may be more than were counted.
    """

    name: str
    lines: Sequence[Line]
    count: int
    has_more: bool
    url: str

    @property
    def goes_on(self) -> bool:
        return self.has_more or self.count > len(self.lines)


def groups(written: str, kinds: Collection[str]) -> list[Group]:
    """Those of ``kinds`` of which some are called so, then those in which it stands; else as on the desk's shelves.

    As many queries for much as for little.
    """
    queries = tuple(dict.fromkeys((*asked.ways(written), *spelled.ways(written, kinds))))
    found = finding.everywhere(queries, kinds) if queries and kinds else {}
    lines = _lines([key for one in found.values() for key in one.keys[:MOST]], queries)
    in_order = sorted(found, key=lambda kind: (not found[kind].is_called, _desk(kind).shelf_order))
    return [_group(kind, found[kind], lines, written) for kind in in_order]


def _group(kind: str, found: finding.OfKind, lines: Mapping[int, Line], written: str) -> Group:
    model = KINDS[kind]
    listed = address(f"archive_{model._meta.model_name}_changelist")
    return Group(
        name=capfirst(str(model._meta.verbose_name_plural)),
        lines=[lines[key] for key in found.keys[:MOST] if key in lines],  # somebody may just have deleted one
        count=min(len(found.keys), finding.FEW),
        has_more=found.has_more,
        url=f"{listed}?{urlencode({'q': written})}",
    )


def _desk(kind: str) -> Any:
    return site.get_model_admin(KINDS[kind])


def _lines(keys: Sequence[int], queries: finding.Queries) -> dict[int, Line]:
    found = finding.among(Record.objects.all(), keys).select_related(*_dated().values())
    records = {one.pk: one for one in found.only("kind", "slug", *_told_of_dates())}
    of_kind = {kind: [key for key, one in records.items() if one.kind == kind] for kind in KINDS}
    issuers = issuers_of(of_kind[Statement.KIND]) if of_kind[Statement.KIND] else {}
    figures = _figures(of_kind[TimelineEntry.KIND], queries)
    others = {key for of_one in issuers.values() for key in of_one} | {one.stated_by_id for one in figures}
    called, reader = titles_of([*records, *others]), languages.current()
    named = {key: leading(called[key], reader) for key in others}
    state = states.states(records.values())
    stands = {one: told(one) for one in set(state.values())}
    for key, record in records.items():
        record.listed_titles = called[key]
        record.listed_as = leading(called[key], reader)
    return {
        key: Line(
            record=record,
            url=record_url(record),
            state=stands[state[key]],
            date=_date(record),
            issuers=", ".join(named[one] for one in issuers.get(key, ())),
            figures=[joined(str(one), named[one.stated_by_id]) for one in figures if one.entry_id == key],
        )
        for key, record in records.items()
    }


def _figures(entries: Sequence[int], queries: finding.Queries) -> list[Figure]:
    """Those of ``entries`` whose numbers begin with one that was asked for."""
    numbers = tuple({term for terms in queries for term in terms if term.isdecimal()})
    if not (entries and numbers):
        return []
    given = Figure.objects.filter(entry__in=entries)
    return [one for one in given if any(str(number).startswith(numbers) for number in (one.value, one.low, one.high))]


def _date(record: Record) -> str:
    """Its date in words; of a statement without one, its year."""
    if record.kind not in _dated():
        return ""
    own: Any = getattr(record, _dated()[record.kind])
    written = getattr(own, own.dated_by) or str(getattr(own, "year", "") or "")
    return dating_in_words(written, one_night=getattr(own, "one_night", False))


@cache
def _told_of_dates() -> tuple[str, ...]:
    """What ``_date`` reads of each kind, as a query names it."""
    return tuple(
        f"{path}__{field.name}"
        for kind, path in _dated().items()
        for field in KINDS[kind]._meta.local_fields
        if field.name in (KINDS[kind].dated_by, "year", "one_night")
    )


@cache
def _dated() -> dict[str, str]:
    """Kinds that have a date, and what leads from a record to it."""
    dated: dict[str, type[Model]] = {kind: model for kind, model in KINDS.items() if issubclass(model, Dated)}
    return {kind: f"as_{model._meta.model_name}" for kind, model in dated.items()}
