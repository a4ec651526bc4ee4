"""The figures of events, with their speakers: the board of one event, and a line for each measure elsewhere."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import count, groupby
from string import ascii_uppercase
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from archive import languages
from archive.catalogue import listing
from archive.dates import Dating
from archive.editions import figures
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.kept import Kept
from archive.public.detail import citing, plots
from archive.public.detail.builder import PageBuilder, phrase, when
from archive.public.detail.pages import (
    Board,
    BoardCell,
    BoardColumn,
    BoardRow,
    EventFigures,
    FigureInLine,
    FigureLine,
    FiguresOfEvents,
    MeasureLine,
)
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
        return _written(tuple(one for one in shown if one.lines))

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


def board(event: TimelineEntryPayload, builder: PageBuilder) -> Board | None:
    """All figures of an event: who states what on each measure. They are compared, and not added up."""
    if not event.figures:
        return None
    claims = [(figure, _line(figure, event, builder)) for figure in _by_measure(event.figures)]
    speakers = _speakers(event.figures)
    letters = dict(zip(speakers, _letters(), strict=False))
    return Board(
        columns=tuple(_column(measure, event, builder) for measure in _measures(event.figures)),
        rows=tuple(_row(record, letters[record], claims, event, builder) for record in speakers),
        claims=tuple(line for _figure, line in claims),
        plot=plots.of_event(claims, letters, builder.language),
    )


def _measures(several: Collection[FigureForm]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.measure for figure in _by_measure(several)))


def _by_measure(several: Collection[FigureForm]) -> list[FigureForm]:
    """In the order of the archive's list of measures, and then in that in which they were stated."""
    order = {measure: place for place, measure in enumerate(labels.MEASURES)}
    return sorted(figures.in_order(several), key=lambda one: (order.get(one.measure, len(order)), one.measure))


def _speakers(several: Collection[FigureForm]) -> tuple[str, ...]:
    """By the day on which each stated something first, never by size."""
    return tuple(dict.fromkeys(figure.stated_by.record for figure in figures.in_order(several)))


def _letters() -> Iterable[str]:
    """A to Z, A1 to Z1, A2 …"""
    return (f"{letter}{turn or ''}" for turn in count() for letter in ascii_uppercase)


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


def _of_event(event: TimelineEntryPayload, builder: PageBuilder, stated_in: int | None) -> EventFigures:
    language, title = labels.localized(event.titles(), builder.language)
    address = addresses.record(builder.language, event.kind, event.slug, as_of=builder.visit.as_of)
    total = len(event.figures)
    return EventFigures(
        event=Link(text=title, language=language if language != builder.language else "", address=address),
        when=when_it_was(event, builder.language),
        lines=tuple(_in_lines(event, address, builder, stated_in)),
        all=Link(
            text=ngettext("%(number)s figure with its source", "All %(number)s figures with their sources", total)
            % {"number": total},
            address=f"{address}#figures",
        ),
    )


def _in_lines(
    event: TimelineEntryPayload, address: str, builder: PageBuilder, stated_in: int | None
) -> Iterable[MeasureLine]:
    """What is current, parts of others apart; or all that was stated in a year."""
    shown = figures.current([one for one in event.figures if not one.part_of])
    if stated_in is not None:
        shown = tuple(one for one in event.figures if _is_of(one, stated_in))
    differing = {measure for measure, *_of in figures.differing(event.figures)}
    for measure, several in groupby(_by_measure(shown), key=lambda one: one.measure):
        claims = tuple(_in_line(one, address, builder) for one in several)
        yield MeasureLine(
            measure=labels.label_of(labels.MEASURES, measure), differs=measure in differing, claims=claims
        )


def _is_of(figure: FigureForm, year: int) -> bool:
    return bool(figure.stated_on) and Dating.parse(figure.stated_on).touches(year)


def _in_line(figure: FigureForm, address: str, builder: PageBuilder) -> FigureInLine:
    place = replace(builder.link(figure.place), address="") if figure.place else None
    return FigureInLine(
        number=Link(text=number_in_words(figure, builder.language), address=f"{address}#{figure.id}"),
        counted="" if _is_of_people(figure) else counting.noun_of(figure),
        place=place,
        speaker=builder.link(figure.stated_by),
        year=_year(figure, builder.language),
    )


def _is_of_people(figure: FigureForm) -> bool:
    return not figure.population and figure.unit == "persons"


def _year(figure: FigureForm, language: str) -> str:
    """The year in which it was stated; if it may be one of several, as it is written."""
    if not figure.stated_on:
        return ""
    dating = Dating.parse(figure.stated_on)
    years = {day.year for day in (dating.earliest, dating.latest) if day}
    is_one = len(years) == 1 and dating.is_plain
    return str(years.pop()) if is_one else labels.date_in_words(figure.stated_on, language)


def when_it_was(event: TimelineEntryPayload, language: str) -> When:
    words = labels.event_in_words(event.date, language, one_night=event.one_night, time=event.time, zone=event.zone)
    return When(machine=event.instant or labels.machine_date(event.date), words=words)


def _column(measure: str, event: TimelineEntryPayload, builder: PageBuilder) -> BoardColumn:
    of_measure = [one for one in _by_measure(event.figures) if one.measure == measure]
    differing = figures.differing(event.figures)
    subjects = {figures.subject(one): _subject(one, builder) for one in of_measure}
    return BoardColumn(
        measure=labels.label_of(labels.MEASURES, measure),
        differing=tuple(words for subject, words in subjects.items() if subject in differing),
    )


def _row(
    speaker: str,
    letter: str,
    claims: Iterable[tuple[FigureForm, FigureLine]],
    event: TimelineEntryPayload,
    builder: PageBuilder,
) -> BoardRow:
    own: Mapping[str, list[FigureLine]] = {measure: [] for measure in _measures(event.figures)}
    for figure, line in claims:
        if figure.stated_by.record == speaker:
            own[figure.measure].append(line)
    by = next(figure.stated_by for figure in event.figures if figure.stated_by.record == speaker)
    return BoardRow(
        letter=letter, speaker=builder.link(by), cells=tuple(_cell(measure, lines) for measure, lines in own.items())
    )


def _cell(measure: str, lines: Collection[FigureLine]) -> BoardCell:
    """The newest of what was stated anew comes first."""
    earlier = tuple(line for line in reversed([*lines]) if line.later)
    unfold = ngettext("%(number)s earlier", "%(number)s earlier", len(earlier)) % {"number": len(earlier)}
    return BoardCell(
        measure=labels.label_of(labels.MEASURES, measure),
        current=tuple(line for line in lines if not line.later),
        earlier=earlier,
        unfold=unfold if earlier else "",
    )


def _line(figure: FigureForm, event: TimelineEntryPayload, builder: PageBuilder) -> FigureLine:
    whole = next((one for one in event.figures if one.id == figure.part_of), None)
    words = counting.noun_of(figure)
    if whole:
        of = {"counted": words, "number": number_in_words(whole, builder.language)}
        words = _("%(counted)s, part of %(number)s") % of
    line = FigureLine(
        id=figure.id,
        measure=measure_in_words(figure),
        number=number_in_words(figure, builder.language),
        counted=words,
        is_of_people=_is_of_people(figure) and whole is None,
        place=builder.link(figure.place) if figure.place else None,
        speaker=builder.link(figure.stated_by),
        stated_on=when(figure.stated_on, builder.language),
        year=_year(figure, builder.language),
        as_of=when(figure.as_of, builder.language),
        cited=builder.quoted(figure.stated_in),
        later=_later(figure, event.figures, builder),
        note=phrase(figure.note, builder.language),
        sources=builder.sources_of_figure(figure),
        citation=(),
    )
    citation = citing.figure(line, builder.cite, title=builder.words.title, language=builder.language)
    return replace(line, citation=citation)


def _later(figure: FigureForm, said: Collection[FigureForm], builder: PageBuilder) -> str:
    """What its own speaker said afterwards: the last of it is current."""
    afterwards = figures.later(figure, said)
    if not afterwards:
        return ""
    last = afterwards[-1]
    if figures.same_number(figure, last):
        return _("Later gave the same number.")
    return _("Later gave %(number)s.") % {"number": number_in_words(last, builder.language)}


def _subject(figure: FigureForm, builder: PageBuilder) -> str:
    """On whom or what accounts differ; nothing to add where it is simply persons."""
    counted = counting.heading_of(figure) if figure.population or figure.unit != "persons" else ""
    place = builder.link(figure.place).text if figure.place else ""
    return ", ".join(part for part in (counted, place) if part)
