"""The whole public site, as somebody who follows every link finds it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

LINK = re.compile(r'(?:href|action)="([^"]+)"')


def crawl(**options: Any) -> list[str]:
    """Every public address that links lead to, in a fixed order. Takes what ``pages`` takes."""
    return sorted(address for address, _page in pages(**options))


def pages(
    *, start: tuple[str, ...] = ("/en/", "/az/", "/ru/"), most: int = 2000, asking: bool = True
) -> Iterator[tuple[str, str]]:
    """Every address that links lead to from ``start``, or only those that ask nothing, with its page; "" for a file."""
    client, seen, waiting = Client(), set(start), list(start)
    while waiting:
        address = waiting.pop(0)
        response = client.get(address)
        assert response.status_code in (200, 301, 302, 410), (address, response.status_code)
        page = response.content.decode() if "html" in response.headers["Content-Type"] else ""
        yield address, page
        for link in LINK.findall(page):
            split = urlsplit(urljoin(f"http://testserver{address}", unescape(link)))
            found = f"{split.path}?{split.query}" if split.query else split.path
            ours = split.netloc in ("testserver", "127.0.0.1:8000") and not found.startswith(("/static/", "/desk/"))
            if ours and found not in seen and (asking or not split.query):
                seen.add(found)
                waiting.append(found)
        assert len(seen) < most, "the site links to no end of addresses"


def snapshot(addresses: list[str]) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Status, headers and bytes of each address, for somebody who comes for the first time."""
    answers = {}
    for address in addresses:
        response = Client().get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        answers[address] = (response.status_code, dict(response.headers), content)
    return answers
