"""The content security policy, under the setting names of Django 6: goes when Django 5.2 goes.

Everything is served from the archive itself, and nothing is written inline. The desk's editor needs
one inline import map, which carries a nonce: only there, and only on pages that asked for one.
"""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_urlsafe

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

Policy = Mapping[str, Sequence[str]]


def written(policy: Policy, *, nonce: str = "") -> str:
    """The header's value; a nonce joins ``script-src``."""
    directives = []
    for name, sources in policy.items():
        allowed = [*sources, f"'nonce-{nonce}'"] if nonce and name == "script-src" else sources
        directives.append(" ".join([name, *allowed]))
    return "; ".join(directives)


class ContentSecurityPolicyMiddleware:
    """Writes the policy on every answer; lends the desk ``request.csp_nonce``, made when first read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nonce = SimpleLazyObject(lambda: token_urlsafe(16))
        if request.path_info.startswith(settings.MEMORIAL_DESK_PATH):
            request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        # A nonce nobody read is not on the page, so the policy does not need it.
        was_read = nonce._wrapped is not empty
        policy = written(settings.SECURE_CSP, nonce=str(nonce) if was_read else "")
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
