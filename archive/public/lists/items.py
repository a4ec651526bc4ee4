"""Records in lists."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Final

from archive import dates, languages, names
from archive.catalogue.listing import Entry
from archive.editions.payloads.observances import ObservancePayload
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.kinds.occurrences import Kept
from archive.public.pages import Group, Item, Link, Passage, When
from archive.public.time.pages import Day
from archive.public.words import labels
from archive.rules import Occurrence

# What reads from its beginning on: the days of the year, and what happened.
IN_ORDER: Final = ("observance", "timeline-entry")
MOST_PASSAGES: Final = 2


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
        tongue=languages.get(entry.language).autonym if is_foreign else "",
        issuers=tuple(_name(label, visit.language) for label in entry.issuers),
        is_best=entry.leads,
        passages=tuple(_passages(entry, terms, visit.language)) if terms else (),
    )


def _passages(entry: Entry, terms: tuple[str, ...], language: str) -> Iterator[Passage]:
    """Where the words stand in the record's text, and beside it."""
    texts = ((entry.language, entry.words), *entry.beside)
    found = ((code, one) for code, words in texts for one in names.passages(words.replace("\n", " · "), terms))
    for code, pieces in islice(found, MOST_PASSAGES):
        yield Passage(language=labels.tagged(code, pieces[0].text) if code != language else "", pieces=pieces)


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


def grouped_by_year(entries: Iterable[Entry], *, visit: Visit, observance: str = "") -> tuple[Group, ...]:
    """Under their years, in the order in which they come; those lead to the pages of ``observance``, a slug."""
    years = groupby(entries, key=lambda entry: entry.year)
    return tuple(
        Group(
            heading=str(year or ""),
            address=addresses.occurrence(visit.language, observance, year, as_of=visit.as_of)
            if observance and year
            else "",
            items=items(of_year, visit=visit),
        )
        for year, of_year in years
    )


def kept(found: Iterable[Kept], *, visit: Visit) -> tuple[Day, ...]:
    """Observances with a day on which each is kept, in the order in which they come."""
    return tuple(
        Day(
            item=_observance(payload, visit),
            when=span_of(occurrence, visit.language),
            address=addresses.occurrence(visit.language, payload.slug, occurrence.year, as_of=visit.as_of),
            is_today=occurrence.covers(visit.today),
        )
        for payload, occurrence in found
    )


def _observance(payload: ObservancePayload, visit: Visit) -> Item:
    language, words = payload.words(visit.language)
    is_foreign = language != visit.language
    return Item(
        title=Link(
            text=words.title,
            language=language if is_foreign else "",
            address=addresses.record(visit.language, payload.kind, payload.slug, as_of=visit.as_of),
        ),
        kind=labels.spoken(labels.KINDS, payload.kind),
        form="",
        when=None,
        summary=words.summary,
        tongue=languages.get(language).autonym if is_foreign else "",
    )


def span_of(occurrence: Occurrence, language: str) -> When:
    """The day of an occurrence, or its days."""
    first, last = occurrence.first.isoformat(), occurrence.last.isoformat()
    return When(machine=first, words=dates.span_in_words(first, last, language))


def _name(label: Mapping[str, str], language: str) -> Link:
    code, text = labels.chosen(label, language)
    return Link(text=text, language=code if code != language else "")


def _when(entry: Entry, language: str) -> When | None:
    if not entry.date:
        return None
    words = labels.event_in_words(entry.date, language, one_night=entry.one_night, time=entry.time, zone=entry.zone)
    return When(machine=labels.machine_date(entry.date), words=words)
