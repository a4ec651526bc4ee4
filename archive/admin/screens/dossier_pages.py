"""What stands on the page of a dossier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from archive import clock, languages, rules
from archive.dates import in_words
from archive.dossiers import board, days, expected, opening, past, reports, source_checks, tasks
from archive.dossiers.board import Kept
from archive.dossiers.days import Days
from archive.dossiers.expected import Expected
from archive.dossiers.models import AddressCheck, Dossier, Report, Task
from archive.dossiers.past import Correction, Past
from archive.editions import reading
from archive.editions.models import ChangeKind
from archive.editions.payloads.observances import ObservancePayload
from archive.editorial.models import State
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.public.detail.figures import number_in_words
from archive.public.frame import addresses
from archive.public.kinds import observance_calendar
from archive.public.kinds.observance_calendar import Calendar
from archive.records.base import Record, leading
from archive.records.figures import Figure
from archive.records.observances import Observance
from archive.templatetags.desk import moment

from ..base.expected_lines import begin_url, columns, line
from ..base.links import carry_url, dossier_url, record_url

# So many days before, a dossier has to do with today's work.
OPENS: Final = timedelta(days=30)
MOST_REPORTS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTask:
    task: Task
    due: date | None
    is_late: bool
    may_tick: bool

    @property
    def due_in_words(self) -> str:
        return in_words(self.due.isoformat(), languages.current()) if self.due else ""

    @property
    def done_on(self) -> str:
        """The day, on the clock of whoever looks."""
        done_at = self.task.done_at
        return in_words(timezone.localtime(done_at).date().isoformat(), languages.current()) if done_at else ""

    @property
    def distance(self) -> str:
        """As people who prepare a day count: T-30, T, T+7."""
        return in_days(self.task.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A record of the years before, and what is said of it."""

    title: str
    url: str
    said: str = ""
    note: str = ""
    state: State | None = None


def in_days(days: int) -> str:
    """How far from the day itself, as people who prepare one say it: T−30, T, T+7."""
    return f"T{days:+}".replace("-", "−") if days else "T"


def calendar() -> Calendar:
    """The days of all observances that readers can see: found out once for each version of what is public."""
    return observance_calendar.everything(reading.at(clock.now()))


def context(observance: Observance, year: int, *, person: User) -> dict[str, Any]:
    """All of it but the forms."""
    dossier, kept = opening.of(observance, year), calendar()
    found, before = days.of(observance, year, year - 1)
    payload = kept.known.get(str(observance.uuid))
    left = (found.first - clock.today()).days if found.first else None
    may_write = may(person, opening.RIGHT)
    shown = shown_tasks(dossier, found.first, person)
    return {
        "title": days.called(observance),
        "observance": observance,
        "year": year,
        "dossier": dossier,
        "days": found,
        "opens": found.first - OPENS if found.first else None,
        "distance": board.distance(left) if left is not None else "",
        "is_past": left is not None and left < 0,
        "warnings": _warnings(observance, found, before, payload, kept),
        "may_write": may_write and not dossier.is_closed,
        "may_reopen": may_write and dossier.is_closed,
        "open_tasks": [one for one in shown if not one.task.done_at],
        "done_tasks": [one for one in shown if one.task.done_at],
        "notes": opening.notes(dossier),
        "reports": _reports(dossier),
        "checks": _checks(observance, year),
        **_past(past.of(observance.pk, year)),
        "record_url": record_url(observance),
        "public_url": _public_url(payload, year),
        "url": dossier_url(observance, year),
        "around": [(other, dossier_url(observance, other)) for other in (year - 1, year + 1) if other in rules.YEARS],
        **expected_context(observance, found, person),
    }


def expected_context(observance: Observance, found: Days, person: User) -> dict[str, Any]:
    every = expected.of_year(observance.pk, found.year)
    codes = columns(every)
    left = (found.first - clock.today()).days if found.first else board.NEAR
    lines = [
        line(
            one,
            codes,
            person=person,
            begun=begin_url(one, observance.pk, found.year, found.first),
            alarm=board.Line(expected=one, days_left=left).alarm,
        )
        for one in every
    ]
    return {
        "columns": codes,
        "ours": [one for one in lines if one.expected.is_ours],
        "recorded": [one for one in lines if not one.expected.is_ours],
        "begin_url": begin_url(None, observance.pk, found.year, found.first),
        "carry_url": "" if _is_begun(every) else carry_url(observance=observance.uuid, year=found.year),
        "may_begin": may(person, "submit"),
    }


def _is_begun(every: Sequence[Expected]) -> bool:
    """Whether each statement that is expected of ours is there."""
    ours = [one.record for one in every if one.is_ours]
    return bool(ours) and all(ours)


def shown_tasks(dossier: Dossier, day: date | None, person: User) -> list[ShownTask]:
    today = clock.today()
    return [_shown(task, tasks.due_on(task, day), today, dossier, person) for task in opening.tasks(dossier)]


def _shown(task: Task, due: date | None, today: date, dossier: Dossier, person: User) -> ShownTask:
    is_late = bool(due and due < today and not task.done_at and not dossier.is_closed)
    return ShownTask(
        task=task, due=due, is_late=is_late, may_tick=not dossier.is_closed and tasks.may_tick(task, person)
    )


def _reports(dossier: Dossier) -> list[tuple[str, Report]]:
    found = dossier.reports.select_related("by")[:MOST_REPORTS] if dossier.pk else ()
    return [(reports.name_of(one), one) for one in found]


def _checks(observance: Observance, year: int) -> list[Told]:
    """What was found at the addresses of sources that this year's statements and the observance cite."""
    return [_checked(one) for one in source_checks.of_year(observance, year)]


def _checked(one: source_checks.Told) -> Told:
    state, is_ok = AddressCheck.State(one.check.state).label, one.check.state == AddressCheck.State.OK
    said = " · ".join(filter(None, (str(state), "" if is_ok else one.check.answer, moment(one.check.checked_at))))
    return _told(one.source, said=said, note=one.check.moved_to)


def _past(found: Past) -> dict[str, Any]:
    return {
        "statements_before": [(year, [_statement(one) for one in issued]) for year, issued in found.statements],
        "events": [(_told(one.event), [_figure(row) for row in one.figures]) for one in found.events],
        "corrections": [_correction(one) for one in found.corrections],
    }


def _told(record: Record, **said: Any) -> Told:
    return Told(title=str(record), url=record_url(record), **said)


def _statement(one: Expected) -> Told:
    assert one.record
    state = None if one.state == State.PUBLISHED else one.state
    return _told(one.record, said=" · ".join(filter(None, (one.issuer, one.form_label))), state=state)


def _figure(row: Figure) -> tuple[str, str]:
    """What it counts and the number as its speaker puts it; who that is, and when it was said."""
    counted = f"{row.get_measure_display()}: {number_in_words(row, languages.current())}"
    population = row.get_population_display()
    said = (str(row.stated_by), in_words(row.stated_on, languages.current()) if row.stated_on else "")
    return f"{counted} ({population})" if population else counted, " · ".join(filter(None, said))


def _correction(one: Correction) -> Told:
    said = f"{ChangeKind(one.interval.change).label} · {moment(one.interval.live_from)}"
    return _told(one.record, said=said, note=leading(one.interval.note, languages.current()))


def _warnings(
    observance: Observance, found: Days, before: Days, payload: ObservancePayload | None, kept: Calendar
) -> list[str]:
    others: Sequence[Kept] = kept.on(found.first) if found.first else ()
    known = kept.occurrences(payload, found.year) if payload else None
    return [*days.warnings(observance, found, before, others), *_unlike(found, known)]


def _unlike(found: Days, known: Any) -> Iterator[str]:
    if said := days.unlike_readers(found, known):
        yield said


def _public_url(payload: ObservancePayload | None, year: int) -> str:
    return addresses.occurrence(languages.current(), payload.slug, year) if payload else ""
