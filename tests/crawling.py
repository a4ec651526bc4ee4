"""The whole public site, as somebody who follows every link finds it."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import RequestFactory
from django.test.client import ClientHandler

from memorial import kept_pages

LINK = re.compile(r'(?:href|action)="([^"]+)"')
ANSWERING = ClientHandler(enforce_csrf_checks=False)
KEPT = kept_pages.KeptPages(settings.MEMORIAL_KEPT_PAGES)
# Status, headers and bytes.
Answer = tuple[int, dict[str, str], bytes]
# Of ways into every stretch of time, by every layout, there is no end: robots are asked not to follow them either.
NOT_FOLLOWED = re.compile(r'<(?:a|link) [^>]*rel="[^"]*nofollow[^>]*>')


def crawl(
    guesses: Iterable[str] = (),
    *,
    start: tuple[str, ...] = ("/en/", "/az/", "/ru/"),
    most: int = 2000,
    asking: bool = True,
) -> dict[str, Answer]:
    """What every address below ``start`` answers to which links lead from there; and every address guessed.

    Without ``asking``, only those that ask nothing.
    """
    found, waiting = {}, list(start)
    while waiting:
        address = waiting.pop()
        status, headers, content = found[address] = _answer(address)
        assert status in (200, 301, 302, 410), (address, status)
        if "html" not in headers["Content-Type"]:
            continue
        for link in LINK.findall(NOT_FOLLOWED.sub("", content.decode())):
            split = urlsplit(urljoin(f"http://testserver{address}", unescape(link)))
            linked = f"{split.path}?{split.query}" if split.query else split.path
            is_ours = split.netloc in ("testserver", "127.0.0.1:8000") and linked.startswith(start)
            if is_ours and (asking or not split.query) and linked not in found and linked not in waiting:
                waiting.append(linked)
        assert len(found) < most, "the site links to no end of addresses"
    return found | snapshot(set(guesses) - found.keys())


def snapshot(addresses: Iterable[str]) -> dict[str, Answer]:
    """What each address answers."""
    return {address: _answer(address) for address in addresses}


def _answer(address: str) -> Answer:
    """For somebody who comes for the first time. Without what Django's test client notes down of every template.

    What was kept of an earlier time is that answer, to the last byte.
    """
    request = RequestFactory().get(address)
    response = ANSWERING({**request.environ})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    made = kept_pages.answer_of(response, content, response.wsgi_request)
    assert KEPT.answer(request, lambda request: made) == made, address
    return response.status_code, dict(response.headers), content
