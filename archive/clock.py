"""The one place that says what time it is."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = [
    "ClockError",
    "NoPlace",
    "is_place",
    "local",
    "now",
    "require_place",
    "require_reach",
    "resolve",
    "stamp",
    "stored",
    "today",
    "validate_zone",
    "wall_time",
]


# No clock is a whole day away from UTC: every one can show what lies between these two.
_FIRST, _LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
_WALL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")


# The zones that are places, and UTC. The rest are offsets with their signs turned round ("Etc/GMT+4" lies west),
# rules that no place keeps ("EST5EDT"), old names of countries, and files that only some machines have ("localtime").
_PLACE = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z/_-]+|UTC"
)


class ClockError(ValueError):
    """A time that no clock shows, or that means no one moment. Its text is for the archivist."""


class NoPlace(ClockError):
    """What was written for a zone is none, or names no place."""


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(tz=UTC)


def resolve(wall: datetime, zone: str) -> datetime:
    """The instant, aware and in UTC, at which clocks in ``zone`` show ``wall`` (naive).

    Raises ``ClockError`` for an unknown zone, for a time that the zone skips or shows twice because its clocks are
    changed (guessing would publish an hour early or late), and for one that clocks elsewhere could not show.
    """
    if wall.tzinfo is not None:
        raise ClockError(_("A time on the wall has no zone of its own: give the zone beside it."))
    where = _zone(zone)
    before, after = (wall.replace(tzinfo=where, fold=fold) for fold in (0, 1))
    words = {"time": f"{wall:%H:%M}", "day": f"{wall.date()}", "zone": zone}
    if _offset(before) != _offset(after):
        # PEP 495: the later reading of a repeated time lies further west; of a skipped one, further east.
        if _offset(before) < _offset(after):
            raise ClockError(
                _(
                    "%(time)s on %(day)s does not exist in %(zone)s: its clocks are set forward over that "
                    "time. Choose an earlier or a later time."
                )
                % words
            )
        raise ClockError(
            _(
                "%(time)s on %(day)s comes twice in %(zone)s: its clocks are set back over that time. "
                "Choose an earlier or a later time, or give the time in the zone UTC."
            )
            % words
        )
    require_reach(before)
    return before.astimezone(UTC)


def is_place(zone: str) -> bool:
    """Whether ``zone`` names a place whose clocks are known, or UTC."""
    try:
        return bool(_PLACE.fullmatch(zone) and ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return False


def require_place(zone: str) -> None:
    """Raises ``NoPlace`` unless ``is_place``: asked wherever a zone is typed.

    What is stored already is not asked: it can be told as long as any clock knows it.
    """
    _zone(zone)
    if not is_place(zone):
        raise NoPlace(
            _("“%(zone)s” is not a place. Name the place whose clocks are meant, as in Asia/Baku, or write UTC.")
            % {"zone": zone}
        )


def validate_zone(zone: str) -> None:
    """``require_place`` for fields of models and forms."""
    try:
        require_place(zone)
    except NoPlace as refused:
        raise ValidationError(str(refused), code="zone") from refused


def require_reach(moment: datetime) -> None:
    """Raises ``ClockError`` for a moment (aware) so far away that the clocks of some zone could not show it."""
    # Aware datetimes are compared as instants, without a calendar.
    if not _FIRST <= moment <= _LAST:
        raise ClockError(_("No calendar reaches that far: check the year."))


def wall_time(written: str) -> datetime:
    """The naive time that "2026-01-19T22:01" names; a blank may stand for the T. Raises ``ClockError`` for others."""
    try:
        if not _WALL_TIME.fullmatch(written.strip()):
            raise ValueError
        return datetime.fromisoformat(written.strip())
    except ValueError as error:
        words = _("“%(text)s” is not a time. Write the day and the time as in 2026-01-19 22:01.")
        raise ClockError(words % {"text": written}) from error


def stored(instant: datetime) -> datetime:
    """``instant`` as a database gave it. SQLite keeps it without its zone, which is UTC."""
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def stamp(wall: str, zone: str) -> str:
    """What a wall showed and which instant that was, in one: "2026-01-19T22:01" in Baku is "2026-01-19T22:01+04:00".

    Raises ``ClockError`` like ``resolve``.
    """
    return local(resolve(wall_time(wall), zone), zone).isoformat(timespec="minutes")


def local(instant: datetime, zone: str | None = None) -> datetime:
    """What the calendar and clock of ``zone`` show at ``instant`` (aware); by default the archive's zone.

    Of the calendar's own ends, which that zone may not reach, it is given as it came.
    """
    if instant.tzinfo is None:
        raise ClockError(_("A moment without a zone is not a moment: resolve it first."))
    where = _zone(zone or _archive_zone())
    try:
        return instant.astimezone(where)
    except OverflowError:
        return instant


def today() -> date:
    """The archive's day: in Baku it begins hours before the day of UTC."""
    return local(now()).date()


def _archive_zone() -> str:
    # Read at every call, so that a test may move the archive.
    zone: str = getattr(settings, "MEMORIAL_TIME_ZONE", "Asia/Baku")
    return zone


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        # ZoneInfo tells an unknown name, a malformed one and the name of a folder ("Asia") apart; nobody
        # who types a zone does.
        raise NoPlace(
            _("“%(zone)s” is not the name of a time zone. Names look like Asia/Baku or Europe/Moscow.") % {"zone": name}
        ) from error


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
