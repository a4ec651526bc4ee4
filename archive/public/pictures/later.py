"""What is answered while a file is still being made."""

from typing import Final

from django.http import HttpResponse

# Seconds until somebody may ask again.
AGAIN: Final = 5


def not_yet() -> HttpResponse:
    """What cannot be shown now. Nobody keeps that."""
    return HttpResponse(status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
