"""The days of observances for calendars that readers keep themselves: iCalendar, RFC 5545 and 7986."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from archive import characters, rules
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.detail.builder import plain_link
from archive.public.frame import addresses, identity
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances, occurrences
from archive.public.kinds.observance_calendar import days_of
from archive.public.words import labels
from archive.rules import Occurrence

# Years of days in the calendar of all observances, counted from this one.
YEARS: Final = range(-1, occurrences.YEARS_AHEAD + 1)
PROGRAM: Final = "-//Memorial Archive//Observances//EN"


def of_all(visit: Visit) -> HttpResponse:
    """Every observance, around this year. One query."""
    writer = _EventWriter(visit)
    years = [visit.today.year + number for number in YEARS]
    events = [event for snapshot in writer.snapshots for year in years for event in writer.events(snapshot, year)]
    archive = identity.of(visit.reading, version=visit.version, language=visit.language)
    name = f"{archive.name} – {_('Observances')}"
    return _answer(events, name=name, here=addresses.calendar(visit.language))


def of_year(snapshot: Snapshot, year: int, *, visit: Visit) -> HttpResponse | None:
    """The days of one observance in one year; nothing where it has none. One query."""
    payload = snapshot.payload
    events = _EventWriter(visit).events(snapshot, year)
    name = payload.words(visit.language)[1].title
    return _answer(events, name=name, here=addresses.calendar(visit.language, payload.slug, year)) if events else None


class _EventWriter:
    """The observances that can be read, by their addresses, and the days that follow from them."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.snapshots = sorted(visit.reading.snapshots("observance"), key=lambda one: one.payload.slug)
        self.since = {one.payload.record: one.since for one in self.snapshots}
        self.calendar = observance_calendar.of(one.payload for one in self.snapshots)

    def events(self, snapshot: Snapshot, year: int) -> list[Event]:
        payload = snapshot.payload
        assert isinstance(payload, ObservancePayload)
        days = self.calendar.occurrences(payload, year)
        return [self._event(day, place, snapshot, payload) for place, day in enumerate(days)]

    def _event(self, day: Occurrence, place: int, snapshot: Snapshot, payload: ObservancePayload) -> Event:
        """A whole day, or several. What names it is its year, not its day: that may be moved."""
        language = self.visit.language
        spoken, words = payload.words(language)
        changed = self.calendar.last_change(snapshot, self.since)
        address = addresses.absolute(addresses.occurrence(language, payload.slug, day.year))
        event = Event()
        event.add("uid", str(uuid5(snapshot.record, f"{day.year}/{place}/{language}")))
        event.add("sequence", snapshot.number - 1)
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        event.add("dtstart", day.first)
        event.add("dtend", rules.later(day.last, 1))  # the first day that is not kept any more
        event.add("summary", characters.line(words.title), parameters={"LANGUAGE": spoken})
        notes = [*self._notes(day, payload), address]
        event.add("description", "\n\n".join(notes), parameters={"LANGUAGE": language})
        event.add("url", address)
        event.add("categories", [str(kinds.of(payload.kind).label)])
        event.add("transp", "TRANSPARENT")
        return event

    def _notes(self, day: Occurrence, payload: ObservancePayload) -> Iterable[str]:
        """What the page of this year says of its day, and what is done on it."""
        language = self.visit.language
        _spoken, words = payload.words(language)
        yield from filter(None, (observances.status(payload), characters.line(words.summary)))
        if day.is_moved:
            yield _("In this year it was moved to this day.")
        if day.at_sunset:
            yield _("It begins at sunset on the evening before.")
        if instrument := observances.instrument(day, payload):
            title = characters.line(plain_link(instrument, language).text)
            yield f"{_('The instrument it rests on:')} {title}"
        if day.day_off:
            yield f"{_('A day off was given on:')} {labels.date_in_words(day.day_off.isoformat(), language)}"
        for body in payload.bodies():
            own = self.calendar.occurrences(payload, day.year, kept_by=body)
            days = "; ".join(days_of(one, language).words for one in own) or _("no day in this year")
            yield f"{characters.line(plain_link(body, language).text)}: {days}"
        for ritual in payload.rituals:
            if ritual.is_of(day.year):
                what = characters.line(ritual.what.localized(language)[1])
                time = labels.time_in_words(ritual.time, ritual.zone)
                yield f"{what} ({time})" if time else what


def _answer(events: Iterable[Event], *, name: str, here: str) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for property in ("name", "x-wr-calname"):  # what the standard says, and what programs understand
        calendar.add(property, characters.line(name))
    calendar.add("source", addresses.absolute(here), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
