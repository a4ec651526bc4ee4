"""The figures of events, with their speakers: in tables by measure, and in the order in which they were stated."""

from collections.abc import Collection
from itertools import groupby

from django.utils.translation import gettext as _

from archive import languages
from archive.dates import Dating
from archive.editions import figures
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.public.detail import charts
from archive.public.detail.composing import Composing, when, when_it_was
from archive.public.frame import addresses
from archive.public.pages import EventFigures, FigureLine, FigureTable, Link
from archive.public.words import counting, labels


def of_events(made: Composing, *, stated_in: int | None = None) -> tuple[EventFigures, ...]:
    """The figures of the events that an observance recalls, the earliest event first; of one year, if it is given."""
    events = [payload for payload in made.related.with_figures if isinstance(payload, TimelineEntryPayload)]
    found = (_of_event(event, made, stated_in) for event in events)
    return tuple(one for one in found if one.tables)


def tables(said: Collection[FigureForm], made: Composing, *, stated_in: int | None = None) -> tuple[FigureTable, ...]:
    """One table for each measure, in the order of the archive's list of measures. All of ``said`` is compared."""
    order = {measure: place for place, measure in enumerate(labels.MEASURES)}
    chosen = [one for one in figures.in_order(said) if stated_in is None or _is_of(one, stated_in)]
    by_measure = sorted(chosen, key=lambda one: (order.get(one.measure, len(order)), one.measure))
    return tuple(
        _table(tuple(of_measure), said, made)
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
    return labels.spoken(labels.QUALIFIERS, figure.qualifier) % {"number": number, "than": than}


def measure_in_words(figure: FigureForm) -> str:
    return labels.spoken(labels.MEASURES, figure.measure)


def _is_of(figure: FigureForm, year: int) -> bool:
    return bool(figure.stated_on) and Dating.parse(figure.stated_on).touches(year)


def _of_event(event: TimelineEntryPayload, made: Composing, stated_in: int | None) -> EventFigures:
    language, title = labels.chosen(event.titles(), made.language)
    address = addresses.record(made.language, event.kind, event.slug, as_of=made.visit.as_of)
    return EventFigures(
        event=Link(text=title, language=language if language != made.language else "", address=address),
        when=when_it_was(event, made.language),
        tables=tables(event.figures, made, stated_in=stated_in),
    )


def _table(lines: tuple[FigureForm, ...], said: Collection[FigureForm], made: Composing) -> FigureTable:
    differing = figures.differing(lines)
    subjects = {figures.subject(one): _subject(one, made) for one in lines}
    claims = [(one, _line(one, said, made)) for one in lines]
    return FigureTable(
        measure=measure_in_words(lines[0]),
        differing=tuple(words for subject, words in subjects.items() if subject in differing),
        lines=tuple(line for _figure, line in claims),
        charts=charts.of_table(claims, made.language),
    )


def _line(figure: FigureForm, said: Collection[FigureForm], made: Composing) -> FigureLine:
    whole = next((one for one in said if one.id == figure.part_of), None)
    words = counting.noun_of(figure)
    if whole:
        of = {"counted": words, "number": number_in_words(whole, made.language)}
        words = _("%(counted)s, part of %(number)s") % of
    return FigureLine(
        number=number_in_words(figure, made.language),
        counted=words,
        place=made.link(figure.place) if figure.place else None,
        speaker=made.link(figure.stated_by),
        stated_on=when(figure.stated_on, made.language),
        as_of=when(figure.as_of, made.language),
        cited=made.citation(figure.stated_in),
        later=_later(figure, said, made),
        note=figure.note,
        note_language=figure.note_language,
        sources=made.sources_of(figure=figure.id) if figure in getattr(made.payload, "figures", ()) else (),
    )


def _later(figure: FigureForm, said: Collection[FigureForm], made: Composing) -> str:
    """What its own speaker said afterwards: the last of it is current."""
    afterwards = figures.later(figure, said)
    if not afterwards:
        return ""
    last = afterwards[-1]
    if figures.same_number(figure, last):
        return _("Its speaker has repeated it since.")
    return _("Its speaker has since stated: %(number)s.") % {"number": number_in_words(last, made.language)}


def _subject(figure: FigureForm, made: Composing) -> str:
    """On whom or what accounts differ; nothing to add where it is simply persons."""
    counted = counting.heading_of(figure) if figure.population or figure.unit != "persons" else ""
    place = made.link(figure.place).text if figure.place else ""
    return ", ".join(part for part in (counted, place) if part)
