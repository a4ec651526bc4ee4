"""Pages that stand alone, for when nothing else does: no database, no style sheet, every language at once.

A file of its own for each, so that a server can send one while the archive is away; of what is written in it, readers
are shown the languages that the archive speaks.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string

from archive import languages

_SECTION: Final = re.compile(r' *<section lang="([^"]+)">.*?</section>\n', re.DOTALL)
_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def render(template: str, *, status: int) -> HttpResponse:
    """The page, under a policy that allows the style written in it and nothing else. Nobody keeps it."""
    page, policy = _made(template)
    return HttpResponse(page, status=status, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


@cache
def _made(template: str) -> tuple[str, str]:
    page = _in_languages_spoken(render_to_string(template))
    digests = (b64encode(sha256(style.encode()).digest()).decode() for style in _STYLE.findall(page))
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return page, f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _in_languages_spoken(page: str) -> str:
    """Without what is said in others, unless nothing would be left."""
    if not set(_SECTION.findall(page)) & set(languages.spoken()):
        return page
    return _SECTION.sub(lambda section: section[0] if section[1] in languages.spoken() else "", page)
