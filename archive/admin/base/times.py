"""Instants and datings in the words of the desk."""

from datetime import datetime

from django.conf import settings

from archive import languages
from archive.dates import DateError, Dating
from archive.templatetags.desk import moment


def in_all_zones(instant: datetime, *zones: str) -> str:
    """The instant in the archive's zone, in UTC, and in whatever other ``zones`` it was given."""
    named = dict.fromkeys((settings.MEMORIAL_TIME_ZONE, *zones, "UTC"))
    return " = ".join(moment(instant, zone) for zone in named)


def dating_in_words(written: str, *, one_night: bool = False) -> str:
    """A dating in the words of the desk."""
    language = languages.current()
    try:
        dating = Dating.parse(written)
    except DateError:
        return written  # a draft may say as yet what it likes
    return dating.night_in_words(language) if one_night and dating.is_two_days else dating.in_words(language)
