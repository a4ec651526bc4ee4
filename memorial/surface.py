"""Which room a request is for."""

from django.conf import settings


def is_at_desk(path: str) -> bool:
    """Whether it is for the desk, and there is one here."""
    return settings.MEMORIAL_SURFACE != "public" and path.startswith(settings.MEMORIAL_DESK_PATH)
