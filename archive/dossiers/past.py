"""What an observance brings along from the years before: statements, figures of its events, corrections."""

from collections import defaultdict
from collections.abc import Collection
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """``statements`` by year, the last one first."""

    statements: tuple[tuple[int, tuple[Expected, ...]], ...]
    events: tuple[OfEvent, ...]
    corrections: tuple[Correction, ...]


def of(observance: int, year: int) -> Past:
    """The ``YEARS`` before ``year``."""
    events = list(TimelineEntry.objects.filter(observances=observance).order_by("earliest", "pk")[:MOST_EVENTS])
    years = expected.of_years([(observance, year - back) for back in range(1, YEARS + 1)])
    issued = {key[1]: tuple(one for one in found if one.record) for key, found in years.items()}
    records: list[Record] = [one.record for found in issued.values() for one in found if one.record]
    return Past(
        statements=tuple((number, found) for number, found in issued.items() if found),
        events=_figures(events),
        corrections=_corrections([*records, *events]),
    )


def _figures(events: Collection[TimelineEntry]) -> tuple[OfEvent, ...]:
    if not events:
        return ()
    called = titles_of([event.pk for event in events])
    of_event = defaultdict(list)
    rows = Figure.objects.filter(entry__in=events).select_related("stated_by")
    for figure in rows.order_by("entry", "measure", "stated_on", "pk")[:MOST_FIGURES]:
        of_event[figure.entry_id].append(figure)
    speakers = titles_of([figure.stated_by_id for found in of_event.values() for figure in found])
    for event in events:
        event.listed_titles = called[event.pk]
        for figure in of_event[event.pk]:
            figure.stated_by.listed_titles = speakers[figure.stated_by_id]
    return tuple(OfEvent(event=event, figures=tuple(of_event[event.pk])) for event in events if of_event[event.pk])


def _corrections(records: Collection[Record]) -> tuple[Correction, ...]:
    """Of which readers were told, the last first."""
    known: dict[UUID, Record] = {record.uuid: record for record in records}
    if not known:
        return ()
    told = Interval.objects.filter(record__in=known, announced=True).order_by("-live_from", "-seq")
    return tuple(Correction(record=known[one.record], interval=one) for one in told[:MOST_CORRECTIONS])


def statements_of(observance: int, year: int) -> list[Statement]:
    """Those of one year, ours and others', without what was merged."""
    return list(Statement.objects.filter(observance=observance, year=year, merged_into=None).order_by("pk")[:200])
