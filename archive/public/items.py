"""Records in lists."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Final

from archive import names
from archive.catalogue.listing import Entry

from . import addresses, labels
from .pages import Day, Group, Item, Link, When
from .visits import Visit

# What reads from its beginning on: the days of the year, and what happened.
IN_ORDER: Final = ("observance", "timeline-entry")


def item(entry: Entry, *, visit: Visit, terms: tuple[str, ...] = ()) -> Item:
    """A line of a list. ``terms`` are the folded words that were looked for."""
    is_foreign = entry.language != visit.language
    return Item(
        title=Link(
            text=entry.title,
            language=entry.language if is_foreign else "",
            address=addresses.record(visit.language, entry.kind, entry.slug, as_of=visit.as_of),
        ),
        kind=labels.spoken(labels.KINDS, entry.kind),
        form=labels.spoken(labels.FORMS, entry.form) if entry.form else "",
        when=_when(entry, visit.language),
        summary=entry.summary,
        tongue=labels.AUTONYMS[entry.language] if is_foreign else "",
        is_best=entry.leads,
        passages=names.passages(entry.words.replace("\n", " · "), terms) if terms else (),
    )


def items(entries: Iterable[Entry], *, visit: Visit) -> tuple[Item, ...]:
    return tuple(item(entry, visit=visit) for entry in entries)


def grouped_by_kind(entries: tuple[Entry, ...], *, visit: Visit) -> tuple[Group, ...]:
    """Under the headings of the room's sections and in their order; ``entries`` come newest first."""
    of_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in addresses.SEGMENTS}
    for kind in IN_ORDER:
        of_kind[kind].reverse()
    return tuple(
        Group(heading=str(labels.SECTIONS[kind]), items=items(found, visit=visit))
        for kind, found in of_kind.items()
        if found
    )


def grouped_by_year(entries: Iterable[Entry], *, visit: Visit) -> tuple[Group, ...]:
    """Under their years, in the order in which they come."""
    years = groupby(entries, key=lambda entry: entry.year)
    return tuple(Group(heading=str(year or ""), items=items(of_year, visit=visit)) for year, of_year in years)


def days(entries: Iterable[Entry], *, visit: Visit) -> tuple[Day, ...]:
    """Observances with the next day on which each is kept, the nearest first."""
    found = [
        Day(item=item(entry, visit=visit), next=day_of(day, visit.language), is_today=day == visit.today)
        for day, entry in sorted(
            ((next_day(entry.date, visit.today), entry) for entry in entries),
            key=lambda pair: (pair[0], pair[1].title),
        )
    ]
    return tuple(found)


def next_day(every_year: str, today: date) -> date:
    """The next "--01-20" from ``today`` on, today included."""
    month, day = int(every_year[2:4]), int(every_year[5:7])
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def day_of(day: date, language: str) -> When:
    return When(machine=day.isoformat(), words=labels.day_in_words(day, language))


def _when(entry: Entry, language: str) -> When | None:
    if not entry.date:
        return None
    return When(machine=entry.date, words=labels.span_in_words(entry.date, entry.date_end, language))
