"""What the archive itself knows of how a year went: when each statement was ready, what was corrected, what was late.

It follows from acts, editions and reports. Of readers nothing is known, and nothing is asked.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import clock, rules
from archive.editions.models import ChangeKind, Edition, Interval
from archive.editorial.acknowledgements import Acknowledgement
from archive.editorial.models import Candidate
from archive.records.statements import Statement

from . import reports
from .models import Report, Task

# What is mended so soon after it went out is told.
SOON: Final = timedelta(days=7)
LOOKED_AT: Final = ("rehearsal", "probe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """A statement that readers have. ``mended`` are the editions within a week of its release: change, when, note."""

    statement: Statement
    submitted_at: datetime | None
    approved_at: datetime | None
    released_at: datetime
    acknowledged: int
    mended: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A task that was done so many ``days`` after it was due, or is not done yet."""

    task: Task
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """``begins_at`` is the instant at which the day began in the archive's zone, if it is known when that was."""

    begins_at: datetime | None
    went: tuple[Went, ...]
    late: tuple[Late, ...]
    looked_at: tuple[Report, ...]

    def __bool__(self) -> bool:
        return bool(self.went or self.late or self.looked_at)

    def in_words(self) -> str:
        """A line for each of what is known, in the language that is spoken now."""
        went = (f"{one.statement}: {_said_of(one, self.begins_at)}" for one in self.went)
        late = (f"{one.task}: {late_in_words(one)}" for one in self.late)
        looked = (
            f"{reports.name_of(one)}: {_('In order') if one.is_ok else _('Not in order')}" for one in self.looked_at
        )
        return "\n".join((*went, *looked, *late))


def of(
    statements: Sequence[Statement], day: date | None, tasks: Collection[Task], found: Collection[Report]
) -> LookBack:
    """Of what the dossier has read already: the ``statements`` of its year, its tasks and reports. Three queries."""
    return LookBack(
        begins_at=_begin(day) if day else None,
        went=tuple(_went(statements)) if statements else (),
        late=tuple(sorted(_late(tasks, day), key=lambda one: -one.days)) if day else (),
        looked_at=tuple(one for one in found if one.kind in LOOKED_AT),
    )


def _begin(day: date) -> datetime:
    try:
        return clock.resolve(datetime.combine(day, time()), settings.MEMORIAL_TIME_ZONE)
    except clock.ClockError:  # where clocks are set at midnight, some days have none
        return clock.resolve(datetime.combine(day, time(1)), settings.MEMORIAL_TIME_ZONE)


def _went(statements: Sequence[Statement]) -> list[Went]:
    stood = _stood([one.uuid for one in statements])
    firsts = _candidates([found[0].edition for found in stood.values()])
    lets_stand = Counter(
        Acknowledgement.objects.filter(candidate__record__in=[one.pk for one in statements]).values_list(
            "candidate__record", flat=True
        )
    )
    return [
        _of_one(one, stood[one.uuid], firsts.get(stood[one.uuid][0].edition), lets_stand[one.pk])
        for one in statements
        if one.uuid in stood
    ]


def _stood(records: Collection[UUID]) -> dict[UUID, list[Interval]]:
    found = defaultdict(list)
    begun = Interval.objects.begun(clock.now()).filter(record__in=records, state=Interval.State.LIVE)
    begun = begun.select_related("payload")
    for one in begun.order_by("live_from", "seq"):
        found[one.record].append(one)
    return found


def _candidates(editions: Collection[int]) -> dict[int, Candidate]:
    """Key of an edition → what was submitted and became it, with the verdict."""
    became = dict(Edition.objects.filter(pk__in=editions).values_list("candidate", "pk"))
    found = Candidate.objects.filter(uuid__in=became).select_related("review").defer("content")
    return {became[one.uuid]: one for one in found}


def _of_one(statement: Statement, stood: Sequence[Interval], first: Candidate | None, acknowledged: int) -> Went:
    released, *later = stood
    review = getattr(first, "review", None)
    return Went(
        statement=statement,
        submitted_at=first.submitted_at if first else None,
        approved_at=review.at if review else None,
        released_at=released.live_from,
        acknowledged=acknowledged,
        mended=tuple(one for one in later if one.live_from <= released.live_from + SOON and not one.is_again),
    )


def _late(tasks: Collection[Task], day: date) -> list[Late]:
    today = clock.today()
    ended = ((task, clock.local(task.done_at).date() if task.done_at else today) for task in tasks)
    days = ((task, (end - (rules.later(day, task.days) or end)).days) for task, end in ended)
    return [Late(task=task, days=late) for task, late in days if late > 0 and task.carried_from is None]


# --- in words -----------------------------------------------------------------------------------------


def _said_of(one: Went, begin: datetime | None) -> str:
    said = [
        _("submitted %(when)s") % {"when": from_the_day(one.submitted_at, begin)} if one.submitted_at else "",
        _("approved %(when)s") % {"when": from_the_day(one.approved_at, begin)} if one.approved_at else "",
        _("public %(when)s") % {"when": from_the_day(one.released_at, begin)},
        doubts_in_words(one.acknowledged) if one.acknowledged else "",
        *(f"{ChangeKind(mend.change).label} {from_the_day(mend.live_from, begin)}" for mend in one.mended),
    ]
    return "; ".join(filter(None, said))


def doubts_in_words(count: int) -> str:
    return ngettext("%(count)s doubt may stand", "%(count)s doubts may stand", count) % {"count": count}


def late_in_words(one: Late) -> str:
    if one.task.done_at:
        return ngettext("done %(count)s day late", "done %(count)s days late", one.days) % {"count": one.days}
    said = ngettext("not done, due %(count)s day ago", "not done, due %(count)s days ago", one.days)
    return said % {"count": one.days}


def from_the_day(instant: datetime, begin: datetime | None) -> str:
    """How far from the beginning of the day, in the largest unit that says it: “5 days before the day begins”."""
    if begin is None:
        return clock.local(instant).strftime("%Y-%m-%d %H:%M")
    minutes = round((instant - begin).total_seconds() / 60)
    if not minutes:
        return _("as the day begins")
    return _apart(abs(minutes), is_before=minutes < 0)


def _apart(minutes: int, *, is_before: bool) -> str:
    if minutes >= 2 * 24 * 60:
        count = minutes // (24 * 60)
        before = ngettext("%(count)s day before it begins", "%(count)s days before it begins", count)
        after = ngettext("%(count)s day after it began", "%(count)s days after it began", count)
    elif minutes >= 2 * 60:
        count = minutes // 60
        before = ngettext("%(count)s hour before it begins", "%(count)s hours before it begins", count)
        after = ngettext("%(count)s hour after it began", "%(count)s hours after it began", count)
    else:
        count = minutes
        before = ngettext("%(count)s minute before it begins", "%(count)s minutes before it begins", count)
        after = ngettext("%(count)s minute after it began", "%(count)s minutes after it began", count)
    return (before if is_before else after) % {"count": count}
