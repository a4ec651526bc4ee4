"""Looks at every kind of page as everybody sees it and writes docs/accessibility.md: ``python -m tests.accessibility``.

The sample archive is served as in ``make demo``: the reading room, and the main screens of the desk, in each language,
by day and by night, on every screen. Whatever somebody could not use is printed, and makes it fail.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright

from tests import browsers
from tests.everybody import moving, too_wide, unoutlined, untold, violations
from tests.installation import PASSWORD, ROOT, served
from tests.tour import TOUR

LANGUAGES: Final = ("az", "en", "ru")
THEMES: Final = ("light", "dark")
# A desktop, a tablet, a phone; a small phone, which is also a desktop at 400 %.
WIDTHS: Final = (1280, 768, 360, 320)
HEIGHT: Final = 900
DESK_WIDTHS: Final = (1280, 360)
# What is called → who sits there, its address below the desk's, and the links that lead further, in their order.
DESK: Final[Mapping[str, tuple[str, ...]]] = {
    "dashboard": ("archivist", ""),
    "list": ("archivist", "archive/statement/"),
    "form of a statement": ("archivist", "archive/statement/?q=20-january-2024", "#result_list tbody a"),
    "form of an event": ("archivist", "archive/timelineentry/?q=night", "#result_list tbody a"),
    "versions": ("archivist", "archive/statement/?q=20-january-2024", "#result_list tbody a", "a[href$='/versions/']"),
    "comparison": (
        *("archivist", "archive/statement/?q=20-january-2024", "#result_list tbody a", "a[href$='/versions/']"),
        ".lines a[href*='/compare/']",
    ),
    "sheet": ("archivist", "archive/place/sheet/"),
    "form of a person": ("archivist", "archive/person/add/"),
    "form of a collection": ("archivist", "archive/collection/", "#result_list tbody a"),
    "where a record is used": ("archivist", "archive/place/?q=baku", "#result_list tbody a", "a[href$='/used-in/']"),
    "oneself": ("archivist", "me/"),
    "draft from last year's": ("archivist", "archive/statement/?q=27-september-2027", "#result_list tbody a"),
    "calendar of one's own": ("archivist", "me/calendar/"),
    "days ahead": ("archivist", "days/"),
    "dossier": ("archivist", "days/", ".expected .group a"),
    "what every year asks": ("archivist", "days/", ".expected .group a", ".every-year"),
    "a closed dossier": ("archivist", "archive/observance/?q=27", "#result_list tbody a", ".dossier-links a"),
    "figures of a statement": (
        *("archivist", "archive/statement/?q=20-january-2024", "#result_list tbody a"),
        "a[href$='/figures/']",
    ),
    "what was looked for": ("archivist", "go/?q=january"),
    "review": ("reviewer", "", ".pile a[href*='/review/']"),
    "notices": ("reviewer", "notices/"),
    "many": ("reviewer", "many/"),
    "release": ("publisher", "archive/release/", "#result_list tbody a"),
    "rehearsal": ("publisher", "rehearsal/"),
    "the first page, rehearsed": ("publisher", "rehearsal/", "#content-main .plain-lines a"),
}
PARTS: Final = ("reading room", "desk")
ASKED: Final = (moving, violations, unoutlined, too_wide)

INTRODUCTION: Final = """\
# Whether everybody can use it

Every kind of page of the sample archive, in Azerbaijani, English and Russian, by day and by night, on screens that are
1280, 768, 360 and 320 pixels wide, which is a desktop at 400 %; and the main screens of the desk, on 1280 and 360.
`make accessibility` looks at all of them and writes this file. It fails when anything is found.

Each time it asks: does axe-core find anything, the size of targets included; does everything show an outline when the
keyboard is on it; is any part of the page beside the screen; does anything move for somebody who wants less motion; and
in the reading room, has every table its headers, and every chart a table.

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How often a page was looked at in one language, and what somebody could not use."""

    name: str
    times: int
    wrong: tuple[str, ...]


def main() -> int:
    looked: list[Looked] = []
    with served() as address, ProcessPoolExecutor(os.cpu_count()) as processes:
        waiting = [processes.submit(walk, part, language, address) for part in PARTS for language in LANGUAGES]
        for one in as_completed(waiting):
            looked += one.result()
    (ROOT / "docs/accessibility.md").write_text(written(looked), encoding="utf-8")
    wrong = [line for one in looked for line in one.wrong]
    for line in wrong:
        print(line)
    return len(wrong) > 0


def walk(part: str, language: str, address: str) -> list[Looked]:
    with browser() as page:
        return [*(room if part == "reading room" else desk)(page, language, address)]


def room(page: Page, language: str, address: str) -> Iterator[Looked]:
    for name, path in TOUR.items():
        page.goto(f"{address}/{language}/{path}")
        yield look(page, name, WIDTHS, (*ASKED, untold))


def desk(page: Page, language: str, address: str) -> Iterator[Looked]:
    sitting = ""
    for name, (who, path, *links) in DESK.items():
        if who != sitting:
            sit_down(page, who, language, address)
            sitting = who
        page.goto(f"{address}/desk/{path}")
        for link in links:
            page.goto(address + page.locator(link).first.get_attribute("href"))
        yield look(page, f"desk: {name}", DESK_WIDTHS, ASKED)


def sit_down(page: Page, who: str, language: str, address: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/desk/login/?next=/desk/me/")
    page.fill("#id_username", who)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.select_option("#id_language", language)
    page.click("form[novalidate] [type=submit]")


def look(page: Page, name: str, widths: tuple[int, ...], asked: tuple[Callable[[Page], list[str]], ...]) -> Looked:
    """In all colours and widths."""
    wrong: list[str] = []
    for theme, width in product(THEMES, widths):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # As high as the page: what sticks to the foot of a screen covers nothing of what is looked at.
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(HEIGHT, whole)})
        found = (one for ask in asked for one in ask(page))
        wrong += [f"{name}, {page.url}, {theme}, {width} px: {one}" for one in found]
    return Looked(name=name, times=len(THEMES) * len(widths), wrong=tuple(wrong))


@contextmanager
def browser() -> Iterator[Page]:
    """A page of somebody who wants less motion."""
    with sync_playwright() as playwright:
        chrome = browsers.start(playwright)
        yield chrome.new_page(reduced_motion="reduce", timezone_id="Asia/Baku")
        chrome.close()


def written(looked: list[Looked]) -> str:
    times: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in looked:
        times[one.name] += one.times
        wrong[one.name] += len(one.wrong)
    names = [*TOUR, *(f"desk: {name}" for name in DESK)]
    rows = [f"| {name} | {times[name]} | {wrong[name]} |\n" for name in names]
    axe = AXE_SCRIPT.partition("axe v")[2].split()[0]
    return (
        INTRODUCTION
        + "| page | looked at | found |\n| --- | --- | --- |\n"
        + "".join(rows)
        + f"| all | {times.total()} | {wrong.total()} |\n"
        + f"\nLooked at with axe-core {axe}.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
