"""The figures of events, with their speakers: in tables by measure, and in the order in which they were stated."""

from collections.abc import Collection
from itertools import groupby
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from archive import languages
from archive.catalogue import listing
from archive.dates import Dating
from archive.editions import figures
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.kept import Kept
from archive.public.detail import charts
from archive.public.detail.builder import PageBuilder, phrase, when
from archive.public.detail.pages import EventFigures, FigureLine, FiguresOfEvents, FigureTable
from archive.public.frame import addresses, templates
from archive.public.frame.pages import Link, When
from archive.public.words import counting, labels

# In characters: some thousands for each event.
_KEPT: Final = Kept[Markup](most=4_000_000)
_KEY: Final = 500
# Which payloads these are; they are kept themselves.
_EVENTS: Final = Kept[listing.WithFigures](most=200)


def of_events(builder: PageBuilder, *, stated_in: int | None = None) -> Markup:
    """The figures of the events that an observance recalls, the earliest event first; of one year, if it is given.

    They are HTML, and empty where there are none. Two queries, once for a publication version: whichever page comes
    first, they lead where its readers can go, and nowhere that only a preview knows.
    """
    visit, record = builder.visit, builder.payload.record

    def made() -> Markup:
        found = _events(builder)
        events = (payload for payload in found.events if isinstance(payload, TimelineEntryPayload))
        knowing = PageBuilder(builder.payload, visit=visit, related=listing.Related()).knowing(found.behind)
        shown = (_of_event(event, knowing, stated_in) for event in events)
        return _written(tuple(one for one in shown if one.tables))

    return _KEPT.get((visit.version, record, visit.language, visit.as_of, stated_in), made, weight=_weight)


def _events(builder: PageBuilder) -> listing.WithFigures:
    visit, record = builder.visit, builder.payload.record

    def found() -> listing.WithFigures:
        return listing.with_figures(visit.reading, UUID(record), reader=visit.language)

    return _EVENTS.get((visit.version, record, visit.language, visit.as_of), found)


def stated(builder: PageBuilder) -> tuple[FigureForm, ...]:
    """All figures of those events that are no part of another one. What ``of_events`` has asked for is kept."""
    events = (payload for payload in _events(builder).events if isinstance(payload, TimelineEntryPayload))
    return tuple(figure for event in events for figure in event.figures if not figure.part_of)


def _written(events: tuple[EventFigures, ...]) -> Markup:
    return Markup(templates.written(FiguresOfEvents.template, FiguresOfEvents(events=events)) if events else "")


def _weight(written: Markup) -> int:
    return _KEY + len(written)


def tables(
    event: TimelineEntryPayload, builder: PageBuilder, *, stated_in: int | None = None
) -> tuple[FigureTable, ...]:
    """One table for each measure, in the order of the archive's list of measures. All figures are compared."""
    order = {measure: place for place, measure in enumerate(labels.MEASURES)}
    chosen = [one for one in figures.in_order(event.figures) if stated_in is None or _is_of(one, stated_in)]
    by_measure = sorted(chosen, key=lambda one: (order.get(one.measure, len(order)), one.measure))
    return tuple(
        _table(tuple(of_measure), event, builder)
        for _measure, of_measure in groupby(by_measure, key=lambda figure: figure.measure)
    )


def number_in_words(figure: FigureForm, language: str) -> str:
    """The number as its speaker puts it: "more than 200", "500–1,000"."""
    given = counting.given(figure)
    if not given:
        return _("no number given")
    number = "–".join(languages.get(language).grouped(one) for one in given)
    if figure.qualifier not in labels.QUALIFIERS:
        return number
    than = languages.get(language).than(given[-1])
    return labels.label_of(labels.QUALIFIERS, figure.qualifier) % {"number": number, "than": than}


def measure_in_words(figure: FigureForm) -> str:
    return labels.label_of(labels.MEASURES, figure.measure)


def _is_of(figure: FigureForm, year: int) -> bool:
    return bool(figure.stated_on) and Dating.parse(figure.stated_on).touches(year)


def _of_event(event: TimelineEntryPayload, builder: PageBuilder, stated_in: int | None) -> EventFigures:
    language, title = labels.localized(event.titles(), builder.language)
    address = addresses.record(builder.language, event.kind, event.slug, as_of=builder.visit.as_of)
    return EventFigures(
        event=Link(text=title, language=language if language != builder.language else "", address=address),
        when=when_it_was(event, builder.language),
        tables=tables(event, builder, stated_in=stated_in),
    )


def when_it_was(event: TimelineEntryPayload, language: str) -> When:
    words = labels.event_in_words(event.date, language, one_night=event.one_night, time=event.time, zone=event.zone)
    return When(machine=event.instant or labels.machine_date(event.date), words=words)


def _table(lines: tuple[FigureForm, ...], event: TimelineEntryPayload, builder: PageBuilder) -> FigureTable:
    differing = figures.differing(lines)
    subjects = {figures.subject(one): _subject(one, builder) for one in lines}
    claims = [(one, _line(one, event, builder)) for one in lines]
    return FigureTable(
        measure=measure_in_words(lines[0]),
        differing=tuple(words for subject, words in subjects.items() if subject in differing),
        lines=tuple(line for _figure, line in claims),
        charts=charts.of_table(claims, builder.language),
    )


def _line(figure: FigureForm, event: TimelineEntryPayload, builder: PageBuilder) -> FigureLine:
    is_own = event.record == builder.payload.record
    whole = next((one for one in event.figures if one.id == figure.part_of), None)
    words = counting.noun_of(figure)
    if whole:
        of = {"counted": words, "number": number_in_words(whole, builder.language)}
        words = _("%(counted)s, part of %(number)s") % of
    return FigureLine(
        number=number_in_words(figure, builder.language),
        counted=words,
        place=builder.link(figure.place) if figure.place else None,
        speaker=builder.link(figure.stated_by),
        stated_on=when(figure.stated_on, builder.language),
        as_of=when(figure.as_of, builder.language),
        cited=builder.quoted(figure.stated_in),
        later=_later(figure, event.figures, builder),
        note=phrase(figure.note, builder.language),
        sources=builder.sources_of(figure=figure.id) if is_own else (),
    )


def _later(figure: FigureForm, said: Collection[FigureForm], builder: PageBuilder) -> str:
    """What its own speaker said afterwards: the last of it is current."""
    afterwards = figures.later(figure, said)
    if not afterwards:
        return ""
    last = afterwards[-1]
    if figures.same_number(figure, last):
        return _("Its speaker has repeated it since.")
    return _("Its speaker has since stated: %(number)s.") % {"number": number_in_words(last, builder.language)}


def _subject(figure: FigureForm, builder: PageBuilder) -> str:
    """On whom or what accounts differ; nothing to add where it is simply persons."""
    counted = counting.heading_of(figure) if figure.population or figure.unit != "persons" else ""
    place = builder.link(figure.place).text if figure.place else ""
    return ", ".join(part for part in (counted, place) if part)
