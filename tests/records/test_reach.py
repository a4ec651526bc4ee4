"""The ends of the calendar: what clocks elsewhere could not show is refused where it is written."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError

from archive.records.date_rules import Override
from archive.records.sources import Source
from archive.records.statements import Statement
from archive.records.timeline_entries import TimelineEntry

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOO_FAR = "No calendar reaches that far: check the year."


def refusal(row, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        row.full_clean(validate_unique=False, validate_constraints=False)
    return refused.value.message_dict[name][0]


@pytest.mark.parametrize(("day", "clock"), [("9999-12-31", time(23, 30)), ("0001-01-01", time(0, 30))])
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_a_time_at_the_ends_of_the_calendar_is_refused(day, clock, zone):
    at = {"date": day, "released_zone": zone, "embargo_zone": zone}

    assert refusal(TimelineEntry(date=day, time=clock, zone=zone), "zone") == TOO_FAR
    for name in ("released_wall", "embargo_wall"):
        assert refusal(Statement(**at, **{name: f"{day} {clock:%H:%M}"}), name) == TOO_FAR


@pytest.mark.parametrize(
    "moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=4)))]
)
def test_nobody_has_checked_an_address_before_the_calendar(moment):
    assert refusal(Source(checked_at=moment), "checked_at") == TOO_FAR


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2024, 12, 31), date(2028, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("field", ["date", "day_off"])
def test_a_single_year_is_told_of_days_near_it(day, field):
    row = Override(year=2026, outcome="moved", **{field: day})

    assert refusal(row, field) == "This day lies more than a year away. Check its year."
    for near in (date(2025, 12, 31), date(2027, 1, 1)):
        setattr(row, field, near)
        with pytest.raises(ValidationError) as refused:
            row.full_clean(validate_constraints=False)
        assert field not in refused.value.message_dict
