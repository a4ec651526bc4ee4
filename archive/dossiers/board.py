"""The days that come next, with all that is expected on them: a line for each statement, as ready as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import languages
from archive.editions.payloads.observances import ObservancePayload
from archive.records.observances import Observance
from archive.rules import Occurrence

from . import expected
from .expected import Expected

# An observance as readers know it, and one time that it is kept.
Kept = tuple[ObservancePayload, Occurrence]

SPAN: Final = timedelta(days=60)
# Nearer than so many days, something has to be ready.
NEAR: Final = 7
# So many days are shown: more than an archive of a whole country keeps in two months.
MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement that is expected; none where nobody has said that anything is."""

    expected: Expected | None
    days_left: int

    @property
    def alarm(self) -> str:
        """What will go wrong by itself, in words; empty if nothing will."""
        one = self.expected
        if one is None or not one.is_ours:
            return ""
        if one.goes_out_otherwise:
            return _("What will go out is not what is saved.")
        if self.days_left < NEAR and not one.is_frozen:
            return _("Nothing of it will go out.")
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDay:
    """One observance on its day. ``payload`` is what readers know of it."""

    observance: int
    payload: ObservancePayload
    occurrence: Occurrence
    days_left: int
    lines: tuple[Line, ...]

    @property
    def record(self) -> UUID:
        return UUID(self.payload.record)

    @property
    def year(self) -> int:
        return self.occurrence.year

    @property
    def first(self) -> date:
        return self.occurrence.first

    @property
    def title(self) -> str:
        return self.payload.words(languages.current())[1].title

    @property
    def is_alarming(self) -> bool:
        return any(line.alarm for line in self.lines)

    @property
    def distance(self) -> str:
        return distance(self.days_left)


def soon(kept: Iterable[Kept], today: date) -> list[Kept]:
    """Of these days those of the next weeks, as many as are shown."""
    return _within(kept, today)[:MOST]


def days_left_out(kept: Iterable[Kept], today: date) -> int:
    """How many days of the next weeks are more than are shown."""
    return max(0, len(_within(kept, today)) - MOST)


def _within(kept: Iterable[Kept], today: date) -> list[Kept]:
    return [one for one in kept if one[1].last >= today and one[1].first <= today + SPAN]


class Board(list[BoardDay]):
    """Days in their order; ``left_out`` are so many statements of these that were not read."""

    left_out = 0


def board(kept: Sequence[Kept], today: date) -> Board:
    """``kept`` with what is expected on each day. Seven queries, however many there are."""
    if not kept:
        return Board()
    uuids = [UUID(payload.record) for payload, _day in kept]
    keys = dict(Observance.objects.filter(uuid__in=uuids).values_list("uuid", "pk"))
    years = {(keys[UUID(payload.record)], day.year) for payload, day in kept}
    found = expected.of_years(years)
    shown = Board(_day(keys[UUID(payload.record)], payload, day, today, found) for payload, day in kept)
    shown.left_out = expected.left_out(found)
    return shown


def _day(
    key: int,
    payload: ObservancePayload,
    day: Occurrence,
    today: date,
    found: dict[expected.Year, tuple[Expected, ...]],
) -> BoardDay:
    left = (day.first - today).days
    told = [one for one in found[key, day.year] if one.is_ours or one.obligation]
    lines = tuple(Line(expected=one, days_left=left) for one in told or (None,))
    return BoardDay(observance=key, payload=payload, occurrence=day, days_left=left, lines=lines)


def distance(days: int) -> str:
    """How far a day is from today: “in 52 days”."""
    if not days:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return ngettext("%(count)s day ago", "%(count)s days ago", -days) % {"count": -days}
