"""What time it is, and which moment a time on the wall means."""

# Times on a wall are naive: that is what these tests are about.
# ruff: noqa: DTZ901

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from archive import clock
from archive.clock import ClockError

BAKU = "Asia/Baku"
# Clocks change in all of them, at other hours and by other amounts (Lord Howe by thirty minutes).
ZONES = (BAKU, "Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "UTC")


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        # The embargo of a day of remembrance: midnight in Baku.
        (datetime(2026, 1, 20), BAKU, datetime(2026, 1, 19, 20, tzinfo=UTC)),
        # Summer time was kept until 2015, and ended that year on 25 October.
        (datetime(2015, 10, 20, 12), BAKU, datetime(2015, 10, 20, 7, tzinfo=UTC)),
        (datetime(2015, 11, 20, 12), BAKU, datetime(2015, 11, 20, 8, tzinfo=UTC)),
        (datetime(1992, 2, 26, 12), BAKU, datetime(1992, 2, 26, 9, tzinfo=UTC)),
        # The statement of 10 November 2020 gives its hour in Moscow; in Baku it was 01:00.
        (datetime(2020, 11, 10), "Europe/Moscow", datetime(2020, 11, 9, 21, tzinfo=UTC)),
    ],
)
def test_resolve_gives_the_instant_of_a_wall_time(wall: datetime, zone: str, instant: datetime) -> None:
    assert clock.resolve(wall, zone) == instant
    assert clock.resolve(wall, zone).tzinfo is UTC


def test_resolve_refuses_a_time_that_the_zone_skips() -> None:
    with translation.override("en"), pytest.raises(ClockError) as refused:
        clock.resolve(datetime(2015, 3, 29, 4, 30), BAKU)

    assert str(refused.value) == (
        "04:30 on 2015-03-29 does not exist in Asia/Baku: its clocks are set forward over that time. "
        "Choose an earlier or a later time."
    )
    assert clock.resolve(datetime(2015, 3, 29, 5), BAKU) == datetime(2015, 3, 29, tzinfo=UTC)


@pytest.mark.parametrize("fold", [0, 1])
def test_resolve_refuses_a_time_that_comes_twice(fold: int) -> None:
    with translation.override("en"), pytest.raises(ClockError) as refused:
        clock.resolve(datetime(2015, 10, 25, 4, 30, fold=fold), BAKU)

    assert str(refused.value) == (
        "04:30 on 2015-10-25 comes twice in Asia/Baku: its clocks are set back over that time. "
        "Choose an earlier or a later time, or give the time in the zone UTC."
    )


@pytest.mark.parametrize("zone", ["", "Baku", "Asia", "../../etc/passwd", "/etc/localtime", "Asia/Baku\0", "a" * 5000])
def test_resolve_refuses_an_unknown_zone(zone: str) -> None:
    with translation.override("en"), pytest.raises(ClockError, match="is not the name of a time zone"):
        clock.resolve(datetime(2026, 1, 20), zone)


NO_PLACES = (
    "Etc/GMT+4",
    "Etc/UTC",
    "GMT",
    "GMT+4",
    "GMT0",
    "EST5EDT",
    "MSK",
    "Turkey",
    "US/Eastern",
    "Factory",
    "localtime",
)


@pytest.mark.parametrize("zone", [*NO_PLACES, "posixrules", "posix/Asia/Baku", "", "Asia", "asia/baku", "Asia/Baku\n"])
def test_a_zone_that_is_no_place_is_refused_wherever_one_is_typed(zone: str) -> None:
    with (
        translation.override("en"),
        pytest.raises(clock.NoPlace, match=r"is not a place|is not the name of a time zone"),
    ):
        clock.require_place(zone)
    with pytest.raises(ValidationError):
        clock.validate_zone(zone)


def test_zones_of_places_and_utc_are_taken() -> None:
    for zone in (*ZONES, "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Antarctica/DumontDUrville"):
        clock.validate_zone(zone)
    places = {zone for zone in available_timezones() if clock.is_place(zone)}
    assert {zone.partition("/")[0] for zone in available_timezones() - places} & {"Asia", "Europe", "America"} == set()


def test_a_zone_that_was_stored_long_ago_can_still_be_told() -> None:
    assert clock.local(datetime(2026, 1, 19, 20, tzinfo=UTC), "Etc/GMT+4").isoformat() == "2026-01-19T16:00:00-04:00"


def test_resolve_refuses_a_wall_time_that_already_has_a_zone() -> None:
    with pytest.raises(ClockError):
        clock.resolve(datetime(2026, 1, 20, tzinfo=UTC), BAKU)


def test_resolve_refuses_a_year_that_no_calendar_reaches() -> None:
    with pytest.raises(ClockError):
        clock.resolve(datetime.min, BAKU)


@given(wall=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), zone=st.sampled_from(ZONES))
def test_every_resolved_instant_shows_the_wall_time_again(wall: datetime, zone: str) -> None:
    try:
        instant = clock.resolve(wall, zone)
    except ClockError:
        return

    assert clock.local(instant, zone).replace(tzinfo=None) == wall


@example(instant=datetime(2015, 10, 24, 23, 30), zone=BAKU)
@given(instant=st.datetimes(datetime(1980, 1, 1), datetime(2037, 1, 1)), zone=st.sampled_from(ZONES))
def test_every_instant_is_resolved_or_refused_because_it_comes_twice(instant: datetime, zone: str) -> None:
    moment = instant.replace(tzinfo=UTC)
    wall = clock.local(moment, zone).replace(tzinfo=None, fold=0)
    twins = [moment + timedelta(minutes=minutes) for minutes in (-60, -30, 30, 60)]
    repeated = wall in [clock.local(twin, zone).replace(tzinfo=None, fold=0) for twin in twins]

    if repeated:
        with pytest.raises(ClockError):
            clock.resolve(wall, zone)
    else:
        assert clock.resolve(wall, zone) == moment


def test_local_speaks_the_archives_zone_unless_told_another() -> None:
    instant = datetime(2026, 1, 19, 20, tzinfo=UTC)

    assert clock.local(instant).isoformat() == "2026-01-20T00:00:00+04:00"
    assert clock.local(instant, "America/New_York").isoformat() == "2026-01-19T15:00:00-05:00"
    with override_settings(MEMORIAL_TIME_ZONE="Europe/Moscow"):
        assert clock.local(instant).isoformat() == "2026-01-19T23:00:00+03:00"


def test_local_refuses_a_moment_without_a_zone() -> None:
    with pytest.raises(ClockError):
        clock.local(datetime(2026, 1, 20))


def test_today_is_the_day_in_baku_not_in_utc() -> None:
    with time_machine.travel(datetime(2026, 1, 19, 19, 59, 59, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 1, 19)
    with time_machine.travel(datetime(2026, 1, 19, 20, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 1, 20)


def test_now_is_this_moment_in_utc() -> None:
    with time_machine.travel(datetime(2026, 1, 19, 20, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 1, 19, 20, tzinfo=UTC)
        assert clock.now().tzinfo is UTC
