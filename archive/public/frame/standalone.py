"""Pages that stand alone, for when nothing else does: no database, no style sheet, every language at once."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string

_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def render(template: str, *, status: int) -> HttpResponse:
    """The page, under a policy that allows the style written in it and nothing else. Nobody keeps it."""
    page, policy = _made(template)
    return HttpResponse(page, status=status, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


@cache
def _made(template: str) -> tuple[str, str]:
    page = render_to_string(template)
    digests = (b64encode(sha256(style.encode()).digest()).decode() for style in _STYLE.findall(page))
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return page, f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
