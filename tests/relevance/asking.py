"""What readers are shown: the product's own search, asked through its page."""

from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve

from .judging import Query

# What answers a query: keys of records, the best first. More than are looked at may come.
Engine = Callable[[Query], Sequence[str]]


def product(query: Query) -> list[str]:
    """The records on the first page, in the order in which they stand there."""
    answer = Client().get(f"/{query.reader}/search/", {"q": query.typed})
    if answer.status_code != 200:
        raise AssertionError(f"The search answered {answer.status_code} to {query.typed}.")
    titles = _Titles()
    titles.feed(answer.content.decode())
    return [_key(address) for address in titles.addresses]


class _Titles(HTMLParser):
    """The addresses in the titles of results."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._is_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        self._is_title = self._is_title or "line-title" in (said.get("class") or "").split()
        if tag == "a" and self._is_title:
            self.addresses.append(said["href"] or "")
            self._is_title = False


def _key(address: str) -> str:
    where = resolve(urlsplit(address).path).kwargs
    return f"{where['kind']}/{where['slug']}"
