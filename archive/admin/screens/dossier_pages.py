"""What stands on the page of a dossier."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from archive import clock, languages, rules
from archive.dates import in_words
from archive.dossiers import board, days, doubts, looking_back, opening, past, reports, source_checks, tasks, watching
from archive.dossiers.board import Kept
from archive.dossiers.days import Days
from archive.dossiers.doubts import Open
from archive.dossiers.expected import Expected
from archive.dossiers.looking_back import LookBack, Went
from archive.dossiers.models import AddressCheck, Dossier, Report, Task
from archive.dossiers.past import Correction, Past
from archive.editions import acts, reading
from archive.editions.models import ChangeKind
from archive.editions.payloads.observances import ObservancePayload
from archive.editorial import sensitivity
from archive.editorial.models import Candidate, State
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.public.detail.figures import number_in_words
from archive.public.frame import addresses
from archive.public.kinds import observance_calendar
from archive.public.kinds.observance_calendar import Calendar
from archive.records.base import Record, leading
from archive.records.figures import Figure
from archive.records.observances import Observance
from archive.records.statements import Statement
from archive.templatetags.desk import moment

from ..base import sensitivity_told
from ..base.expected_lines import begin_url, columns, line
from ..base.links import carry_url, dossier_url, record_url
from ..base.margins import Thread, ToldDoubt, thread_of, told_open
from ..base.times import in_all_zones

# So many days before, a dossier has to do with today's work.
OPENS: Final = timedelta(days=30)
MOST_REPORTS: Final = 20
# In these somebody has to do something about what was submitted.
WAITING: Final = (State.IN_REVIEW, State.APPROVED)


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
    years = past.years(observance.pk, year)
    said = [one.record for one in years[year] if one.record]
    kept_reports = list(dossier.reports.select_related("by")[:MOST_REPORTS]) if dossier.pk else []
    watched = watching.of(dossier)
    earlier = [one.record for number, every in years.items() if number != year for one in every if one.record]
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
        "reports": [(reports.name_of(one), one) for one in kept_reports],
        "went": _went(went) if (went := _look_back(said, found, shown, kept_reports)) else None,
        "checks": _checks([observance.pk, *(one.pk for one in said)]),
        "begun": bool(said),
        "watched": watched,
        "early": _early(said) if any(one.changed_at for one in watched) else [],
        "not_looked_at": _not_looked_at(years[year]),
        "open": [] if dossier.is_closed else _open(observance, said, earlier),
        **_past(past.of(observance.pk, {number: every for number, every in years.items() if number != year})),
        "record_url": record_url(observance),
        "public_url": _public_url(payload, year),
        "url": dossier_url(observance, year),
        "around": [(other, dossier_url(observance, other)) for other in (year - 1, year + 1) if other in rules.YEARS],
        **_expected(observance, found, years[year], person),
    }


def _expected(observance: Observance, found: Days, every: Sequence[Expected], person: User) -> dict[str, Any]:
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


def _look_back(
    said: Sequence[Statement], found: Days, shown: Sequence[ShownTask], kept: Sequence[Report]
) -> LookBack | None:
    """How the year went, once its day is over."""
    if found.last is None or found.last >= clock.today():
        return None
    return looking_back.of(said, found.first, [one.task for one in shown], kept) or None


def _went(found: LookBack) -> dict[str, Any]:
    return {
        "statements": [_went_of(one, found.begins_at) for one in found.went],
        "late": [(str(one.task), looking_back.late_in_words(one)) for one in found.late],
        "looked_at": [(reports.name_of(one), one) for one in found.looked_at],
    }


def _went_of(one: Went, begin: datetime | None) -> dict[str, Any]:
    def when(instant: datetime | None) -> tuple[str, str] | None:
        return (looking_back.from_the_day(instant, begin), moment(instant)) if instant else None

    mends = [
        (ChangeKind(mend.change).label, when(mend.live_from), leading(past.note_of(mend), languages.current()))
        for mend in one.mended
    ]
    return {
        "told": _told(one.statement),
        "submitted": when(one.submitted_at),
        "approved": when(one.approved_at),
        "released": when(one.released_at),
        "doubts": one.acknowledged,
        "mends": mends,
    }


def _open(
    observance: Observance, now: Sequence[Statement], before: Sequence[Statement]
) -> list[tuple[Told, list[ToldDoubt], list[Thread]]]:
    """Statements of which something is open, each with its doubts and its comments."""
    records = {one.pk: one for one in (*now, *before)}
    return [_told_open(records[one.statement], one) for one in doubts.of(observance, now, before)]


def _not_looked_at(every: Sequence[Expected]) -> list[Told]:
    """What waits, and does not go out before somebody has looked at it for sensitivity. No query if nothing waits."""
    waiting = {one.candidate: one.record for one in every if one.record and one.candidate and one.state in WAITING}
    found = Candidate.objects.filter(uuid__in=waiting) if waiting else ()
    return [
        Told(title=str(waiting[one.uuid]), url=sensitivity_told.spot_of(one))
        for one in found
        if sensitivity.is_missing(one)
    ]


def _told_open(record: Statement, one: Open) -> tuple[Told, list[ToldDoubt], list[Thread]]:
    told = Told(title=str(record), url=record_url(record), said=str(record.year))
    return told, list(told_open(record, one.doubts)), [thread_of(record, said) for said in one.comments]


def _early(said: Sequence[Statement]) -> list[tuple[str, str]]:
    """The releases with which something of the year is still to come: when, and where one makes them public now."""
    coming = {one.release_id: one.release for one in acts.pending(records=[one.uuid for one in said])}
    return [
        (in_all_zones(one.instant, one.zone), reverse("admin:archive_release_change", args=[key]))
        for key, one in coming.items()
    ]


def _checks(records: Collection[int]) -> list[Told]:
    """What was found at the addresses of sources that this year's statements and the observance cite."""
    return [_checked(one) for one in source_checks.of_records(records)]


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
    return _told(one.record, said=said, note=leading(one.note, languages.current()))


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
