"""What an observance brings along from the years before: statements, figures of its events, corrections."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from archive.editions.models import Interval
from archive.records.base import Record
from archive.records.figures import Figure
from archive.records.statements import Statement
from archive.records.texts import titles_of
from archive.records.timeline_entries import TimelineEntry

from . import expected
from .expected import Expected

YEARS: Final = 3
# So many of each are shown; the rest stands on the observance's page.
MOST_EVENTS: Final = 20
MOST_FIGURES: Final = 60
MOST_CORRECTIONS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEvent:
    event: Record
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    record: Record
    interval: Interval

    @property
    def note(self) -> Mapping[str, str]:
        return note_of(self.interval)


def note_of(interval: Interval) -> Mapping[str, str]:
    """What readers were told, by language: of a withdrawal, or of the edition that began."""
    held: Mapping[str, str] = interval.note or interval.payload.held.change.note
    return held


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """``statements`` by year, the last one first."""

    statements: tuple[tuple[int, tuple[Expected, ...]], ...]
    events: tuple[OfEvent, ...]
    corrections: tuple[Correction, ...]


def years(observance: int, year: int) -> dict[int, tuple[Expected, ...]]:
    """What is expected and said in ``year`` and the ``YEARS`` before, the last one first."""
    found = expected.of_years([(observance, year - back) for back in range(YEARS + 1)])
    return {number: every for (_observance, number), every in found.items()}


def of(observance: int, before: Mapping[int, Sequence[Expected]]) -> Past:
    """Of the years ``before``."""
    events = list(TimelineEntry.objects.filter(observances=observance).order_by("earliest", "pk")[:MOST_EVENTS])
    issued = {number: tuple(one for one in found if one.record) for number, found in before.items()}
    records: list[Record] = [one.record for found in issued.values() for one in found if one.record]
    return Past(
        statements=tuple((number, found) for number, found in issued.items() if found),
        events=_figures(events),
        corrections=_corrections([*records, *events]),
    )


def _figures(events: Collection[TimelineEntry]) -> tuple[OfEvent, ...]:
    if not events:
        return ()
    of_event = defaultdict(list)
    rows = Figure.objects.filter(entry__in=events).select_related("stated_by")
    figures = list(rows.order_by("entry", "measure", "stated_on", "pk")[:MOST_FIGURES])
    for figure in figures:
        of_event[figure.entry_id].append(figure)
    called = titles_of([*(event.pk for event in events), *(one.stated_by_id for one in figures)])
    for event in events:
        event.listed_titles = called[event.pk]
    for figure in figures:
        figure.stated_by.listed_titles = called[figure.stated_by_id]
    return tuple(OfEvent(event=event, figures=tuple(of_event[event.pk])) for event in events if of_event[event.pk])


def _corrections(records: Collection[Record]) -> tuple[Correction, ...]:
    """Of which readers were told, the last first."""
    known: dict[UUID, Record] = {record.uuid: record for record in records}
    if not known:
        return ()
    announced = Interval.objects.filter(record__in=known, announced=True).select_related("payload")
    told = announced.order_by("-live_from", "-seq")
    return tuple(Correction(record=known[one.record], interval=one) for one in told[:MOST_CORRECTIONS])


def statements_of(observance: int, year: int) -> list[Statement]:
    """Those of one year, ours and others', without what was merged."""
    return list(Statement.objects.filter(observance=observance, year=year, merged_into=None).order_by("pk")[:200])
