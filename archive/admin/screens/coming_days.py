"""The observances of the next weeks, each with what the archive will say on it."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from archive import clock, dates, languages
from archive.editions import reading
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.states import states
from archive.public.kinds import observance_calendar
from archive.public.kinds.observance_calendar import Kept
from archive.records.base import Record
from archive.records.observances import Observance
from archive.records.statements import Statement

from ..base.links import carry_url, record_url
from .piles import MOST, Step, Waiting

# So many days ahead.
SPAN: Final = timedelta(days=60)


def coming_days(person: User) -> list[Waiting]:
    """What is kept within ``SPAN``, the next one first, each with its statement or where one is begun."""
    now = clock.now()
    today = clock.local(now).date()
    calendar = observance_calendar.everything(reading.at(now))
    kept = [one for one in calendar.next_of_each(today) if one[1].first <= today + SPAN][:MOST]
    return list(_told(kept, person)) if kept else []


def _told(kept: list[Kept], person: User) -> Iterator[Waiting]:
    keys = dict(Observance.objects.filter(uuid__in=[UUID(one.record) for one, _day in kept]).values_list("uuid", "pk"))
    own = _own_statements(keys.values(), {day.year for _one, day in kept})
    state = states(own.values())
    for payload, day in kept:
        record, when = UUID(payload.record), dates.in_words(day.first.isoformat(), languages.current())
        statement = own.get((keys[record], day.year))
        if statement:
            said = _("Statement: %(state)s") % {"state": state[statement.pk].label}
            steps = (Step(label=_("Go on with the statement"), url=record_url(statement)),)
        else:
            said, steps = _("No statement of ours yet"), ()
            if may(person, "submit"):
                from_last = Step(label=_("Begin from last year’s"), url=carry_url(observance=record, year=day.year))
                steps = (Step(label=_("Write the statement"), url=_new(keys[record], day)), from_last)
        yield Waiting(record=record, said=f"{when} · {said}", steps=steps)


def _own_statements(observances: Collection[int], years: Collection[int]) -> dict[tuple[int, int], Record]:
    """By observance and year the last statement of the archive's own. One query."""
    own = Statement.objects.filter(observance__in=observances, year__in=years, origin=Statement.Origin.AUTHORED)
    found = own.only("kind", "year", "observance").order_by("pk")[: 10 * MOST]
    return {(one.observance_id or 0, one.year): one for one in found}


def _new(observance: int, day) -> str:
    said = {
        "observance": observance,
        "year": day.year,
        "date": day.first.isoformat(),
        "origin": Statement.Origin.AUTHORED.value,
    }
    return f"{reverse('admin:archive_statement_add')}?{urlencode(said)}"
