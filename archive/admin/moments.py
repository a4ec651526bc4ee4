"""Instants in words: in the archive's zone, in UTC, and in the zone they were given in."""

from datetime import datetime

from django.conf import settings

from archive.templatetags.desk import moment


def everywhere(instant: datetime, *zones: str) -> str:
    """The instant in the archive's zone, in UTC, and in whatever other ``zones`` it was given."""
    named = dict.fromkeys((settings.MEMORIAL_TIME_ZONE, *zones, "UTC"))
    return " = ".join(moment(instant, zone) for zone in named)
