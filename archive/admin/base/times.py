"""Instants and datings in the words of the desk."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from archive import languages
from archive.dates import DateError, Dating, in_words
from archive.editorial.moved_clocks import MovedClock
from archive.languages.named import zone_name
from archive.templatetags.desk import moment


def in_all_zones(instant: datetime, *zones: str) -> str:
    """The instant in the archive's zone, in UTC, and in whatever other ``zones`` it was given."""
    named = dict.fromkeys((settings.MEMORIAL_TIME_ZONE, *zones, "UTC"))
    return " = ".join(moment(instant, zone) for zone in named)


def moved_clock_in_words(moved: MovedClock) -> str:
    """As in “Planned for 20 January 2027, 00:00 in Baku. As the clocks there go now, it would go out at 01:00.”"""
    said = _("Planned for %(planned)s (%(zone)s). As the clocks there go now, it would go out on %(shown)s.")
    words = {"planned": _on_the_wall(moved.planned), "shown": _on_the_wall(moved.shown)}
    return said % {**words, "zone": zone_name(moved.release.zone)}


def _on_the_wall(wall: datetime) -> str:
    return f"{in_words(wall.date().isoformat(), languages.current())}, {wall:%H:%M}"


def dating_in_words(written: str, *, one_night: bool = False) -> str:
    """A dating in the words of the desk."""
    language = languages.current()
    try:
        is_night = one_night and Dating.parse(written).is_two_days
        return Dating.parse(written).night_in_words(language) if is_night else in_words(written, language)
    except DateError:
        return written  # a draft may say as yet what it likes
