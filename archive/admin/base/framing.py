"""Which pages of the desk may stand in a frame of another, and which may have one: nobody else's are ever framed."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpResponse

Response = TypeVar("Response", bound=HttpResponse)


def may_be_framed(response: Response) -> Response:
    """Let the desk show this page in a frame of its own."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return _under(response, "frame-ancestors")


def has_frames(response: Response) -> Response:
    """Let this page of the desk show others of ours in frames."""
    return _under(response, "frame-src")


def _under(response: Response, directive: str) -> Response:
    policy = {**settings.SECURE_CSP, directive: ["'self'"]}
    response.headers["Content-Security-Policy"] = "; ".join(" ".join([name, *said]) for name, said in policy.items())
    return response
