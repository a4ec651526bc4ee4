"""Where the public site of an instant to come stands at the desk."""

from datetime import UTC, datetime
from typing import Final

from django.urls import reverse

# How an address writes an instant.
FORM: Final = "%Y%m%dT%H%M%SZ"


def rehearsal_url(instant: datetime, of: str = "/") -> str:
    """Where the page at the public address ``of`` is rehearsed."""
    return f"{reverse('admin:rehearsal', args=[instant.astimezone(UTC).strftime(FORM)])}{of.removeprefix('/')}"
