"""At which times a statement may be wanted: as its day begins, on the eve, at the ceremony."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from archive import clock
from archive.editions.payloads import Payload
from archive.editions.payloads.statements import StatementPayload
from archive.editorial.preparations import Preparation
from archive.records.observances import Observance

from . import days

ONE_PAST: Final = time(0, 1)
EVE: Final = time(22, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A time on the wall in the archive's zone, and the instant that it is."""

    label: str
    wall: datetime
    instant: datetime


def proposed_for(payload: Payload, *, since: datetime | None = None) -> tuple[Proposed, ...]:
    """What is still to come of them, and not before ``since``. One query of a statement; three more with a ceremony."""
    begin = max(since or clock.now(), clock.now())
    every = (at(label, wall) for label, wall in _walls(payload))
    return tuple(one for one in every if one and one.instant >= begin)


def at(label: str, wall: datetime) -> Proposed | None:
    """Nothing where clocks are set forward over that time, or back."""
    try:
        return Proposed(label=label, wall=wall, instant=clock.resolve(wall, settings.MEMORIAL_TIME_ZONE))
    except clock.ClockError:
        return None


def _walls(payload: Payload) -> Iterator[tuple[str, datetime]]:
    ceremony = _ceremony(payload)
    day = _day_on(payload)
    kept = _day_kept(payload) if ceremony or day is None else None
    if day := day or kept:
        yield _("00:00, as the day begins"), datetime.combine(day, time())
        yield _("00:01"), datetime.combine(day, ONE_PAST)
        yield _("22:00 on the eve"), datetime.combine(day - timedelta(days=1), EVE)
    if ceremony and (held := kept or day):
        yield _("%(time)s, at the ceremony") % {"time": f"{ceremony:%H:%M}"}, datetime.combine(held, ceremony)


def _day_on(payload: Payload) -> date | None:
    """The day that a document bears, if it is one."""
    dating = payload.dating()
    is_a_day = dating is not None and dating.earliest is not None and dating.earliest == dating.latest
    return dating.earliest if dating and is_a_day else None


def _ceremony(payload: Payload) -> time | None:
    if not isinstance(payload, StatementPayload) or payload.observance is None:
        return None
    said = Preparation.objects.filter(observance__uuid=payload.observance.record)
    return said.values_list("ceremony_at", flat=True).first()


def _day_kept(payload: Payload) -> date | None:
    """The day of its observance in its year."""
    if not isinstance(payload, StatementPayload) or payload.observance is None:
        return None
    observance = Observance.objects.filter(uuid=payload.observance.record).first()
    return days.of(observance, payload.year)[0].first if observance else None
