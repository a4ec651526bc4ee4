"""The days of observances for calendars that readers keep themselves: iCalendar, RFC 5545 and 7986."""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _

from archive import characters, rules
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.reading import Snapshot
from archive.kept import Kept
from archive.public import kinds
from archive.public.detail.builder import plain_link
from archive.public.frame import addresses, identity
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances, occurrences
from archive.public.kinds.observance_calendar import days_of
from archive.public.programs import content_lines
from archive.public.programs.content_lines import moment, text
from archive.public.words import labels
from archive.rules import Occurrence

# Years of days in the calendar of all observances, counted from this one.
YEARS: Final = range(-1, occurrences.YEARS_AHEAD + 1)
# In bytes: programs of many readers ask again every day, and a hundred observances take a third of a megabyte.
_WHOLE: Final = Kept[bytes](most=2_000_000)
PROGRAM: Final = "-//Memorial Archive//Observances//EN"


def of_all(visit: Visit) -> HttpResponse:
    """Every observance, around this year."""

    def made() -> bytes:
        writer, years = _EventWriter(visit), [visit.today.year + number for number in YEARS]
        snapshots = writer.calendar.snapshots
        events = [line for snapshot in snapshots for year in years for line in writer.events(snapshot, year)]
        archive = identity.of(visit.reading, version=visit.version, language=visit.language)
        name = f"{archive.name} – {_('Observances')}"
        return _written(events, name=name, here=addresses.calendar(visit.language))

    return _answer(_WHOLE.get((visit.version, visit.language, visit.today.year), made, weight=len))


def of_year(snapshot: Snapshot, year: int, *, visit: Visit) -> HttpResponse | None:
    """The days of one observance in one year; nothing where it has none."""
    payload = snapshot.payload
    events = list(_EventWriter(visit).events(snapshot, year))
    name = payload.words(visit.language)[1].title
    here = addresses.calendar(visit.language, payload.slug, year)
    return _answer(_written(events, name=name, here=here)) if events else None


def of_every_year(snapshot: Snapshot, *, visit: Visit) -> HttpResponse:
    """All days of one observance: from the first year of which one is known to those that readers can leaf to."""
    payload = snapshot.payload
    assert isinstance(payload, ObservancePayload)
    until = visit.today.year + occurrences.YEARS_AHEAD
    first = max(observance_calendar.since(payload) or visit.today.year + YEARS[0], rules.YEARS[0])
    writer = _EventWriter(visit)
    events = [line for year in range(first, until + 1) for line in writer.events(snapshot, year)]
    name = payload.words(visit.language)[1].title
    return _answer(_written(events, name=name, here=addresses.calendar(visit.language, payload.slug)))


class _EventWriter:
    """Writes the days that follow from the observances that can be read."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.calendar = observance_calendar.everything(visit.reading)

    def events(self, snapshot: Snapshot, year: int) -> Iterator[str]:
        payload = snapshot.payload
        assert isinstance(payload, ObservancePayload)
        for place, day in enumerate(self.calendar.occurrences(payload, year)):
            yield from self._event(day, place, snapshot, payload)

    def _event(self, day: Occurrence, place: int, snapshot: Snapshot, payload: ObservancePayload) -> Iterator[str]:
        """A whole day, or several. What names it is its year, not its day: that may be moved."""
        language = self.visit.language
        spoken, words = payload.words(language)
        changed = moment(self.calendar.last_change(snapshot))
        address = addresses.absolute(addresses.occurrence(language, payload.slug, day.year))
        notes = "\n\n".join((*self._notes(day, payload), address))
        yield "BEGIN:VEVENT"
        yield f"SUMMARY;LANGUAGE={spoken}:{text(characters.line(words.title))}"
        yield f"DTSTART;VALUE=DATE:{content_lines.day(day.first)}"
        yield f"DTEND;VALUE=DATE:{content_lines.day(rules.later(day.last, 1))}"  # the first that is not kept any more
        yield f"DTSTAMP:{changed}"
        yield f"UID:{uuid5(snapshot.record, f'{day.year}/{place}/{language}')}"
        yield f"SEQUENCE:{snapshot.number - 1}"
        yield f"CATEGORIES:{text(str(kinds.of(payload.kind).label))}"
        yield f"DESCRIPTION;LANGUAGE={language}:{text(notes)}"
        yield f"LAST-MODIFIED:{changed}"
        yield "TRANSP:TRANSPARENT"
        yield f"URL:{address}"
        yield "END:VEVENT"

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


def _written(events: Iterable[str], *, name: str, here: str) -> bytes:
    called = text(characters.line(name))
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PROGRAM}",
        "METHOD:PUBLISH",
        f"NAME:{called}",  # what the standard says, and what programs understand
        f"X-WR-CALNAME:{called}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        f"SOURCE;VALUE=URI:{addresses.absolute(here)}",
        *events,
        "END:VCALENDAR",
    )
    return content_lines.written(lines)


def _answer(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
