"""What every test may ask for: a browser and a served archive."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import sqlite_version
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import client
from django.test.signals import template_rendered
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from archive import kept
from archive.catalogue.listing import rows_on_disk
from archive.public.detail.pages import FiguresOfEvents
from archive.public.frame import templates
from archive.public.time.pages import DaysOfMonth
from tests import making
from tests.browsers import chromium, start
from tests.programs import EVERYTHING
from tests.styles import SHEETS, whole

# Randomness that repeats: a red test is red for the next person as well.
# HYPOTHESIS_PROFILE=wide looks further, and elsewhere each time.
hypothesis_settings.register_profile("steady", max_examples=40, deadline=None, derandomize=True, database=None)
hypothesis_settings.register_profile("wide", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

NO_BROWSER = "no Chromium on this machine (set CHROMIUM to its path)"


# --- the network is closed ---------------------------------------------------------------------------


def _stay_at_home(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise PermissionError(f"A test tried to reach {address[0]}: tests stay on this machine.")


sys.addaudithook(_stay_at_home)


# --- what runs where ---------------------------------------------------------------------------------


def pytest_report_header() -> list[str]:
    database = f"SQLite {sqlite_version}" if connection.vendor == "sqlite" else "PostgreSQL"
    return [f"database: {database}", f"browser: {chromium() or NO_BROWSER}"]


def is_elsewhere(item: pytest.Item) -> bool:
    """Whether a test is about the other database, or about none, which one run with SQLite tells as well."""

    def has(*names: str) -> bool:
        return any(item.get_closest_marker(name) for name in names)

    if connection.vendor == "sqlite":
        return has("postgresql")
    asks = has("django_db", "postgresql") or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)
    return has("sqlite", "once") or not asks


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is elsewhere is left out, not skipped. Browsers come first: of several processes, few have to start one."""
    items.sort(key=lambda item: (not item.get_closest_marker("browser"), not item.get_closest_marker("long")))
    elsewhere = [item for item in items if is_elsewhere(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def pytest_collection_finish(session: pytest.Session) -> None:
    """All that was imported stays: looking for it among what is to be thrown away took a twentieth of the time.

    Looking often, among what a page leaves behind, took as much again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    missed = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if missed:
        terminalreporter.write_sep("!", f"{missed} BROWSER TESTS DID NOT RUN: {NO_BROWSER}", red=True, bold=True)


# --- what is kept ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def remembers_nothing() -> None:
    """What a page of an earlier test was made from: its archive is another one, whose versions are called alike.

    And whom it met there.
    """
    cache.clear()
    kept.forget()
    Path(settings.MEMORIAL_DATA_DIR, rows_on_disk.NAME).unlink(missing_ok=True)
    making.people.clear()


@pytest.fixture(autouse=True, scope="session")
def keeps_its_rows_apart() -> Iterator[None]:
    """Processes of tests share a folder, and each has an archive of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_on_disk, "NAME", f"{rows_on_disk.NAME}-{os.getpid()}")
        yield


@pytest.fixture(autouse=True, scope="session")
def notes_pages() -> Iterator[None]:
    """Django's client tells what its own templates were given, ``answer.context["page"]``; so it tells of pages."""
    written = templates.written

    def noted(template: str, page: object) -> str:
        if not isinstance(page, (DaysOfMonth, FiguresOfEvents)):  # a part of one
            template_rendered.send(sender=templates, template=SimpleNamespace(name=template), context={"page": page})
        return written(template, page)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "written", noted)
        yield


@pytest.fixture(autouse=True, scope="session")
def passes_over_widgets() -> Iterator[None]:
    """It keeps for a test what each template was given. No test asks that of the hundreds of widgets of a form, and
    keeping it took a tenth of the time of such a page.
    """
    noted = client.store_rendered_templates

    def noted_without(kept: dict, signal: Any, sender: Any, template: Any, context: Any, **sent: Any) -> None:
        if not (template.name or "").startswith("django/forms/widgets/"):
            noted(kept, signal, sender, template, context, **sent)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", noted_without)
        yield


# --- the language ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def speaks_english() -> Iterator[None]:
    """Whoever was answered in a test before, this one begins in the language its sentences are written in."""
    with translation.override("en"):
        yield


# --- the database ------------------------------------------------------------------------------------


@pytest.fixture
def committed(transactional_db: None, django_db_reset_sequences: None) -> Iterator[None]:
    """A database where transactions really commit, for several connections at once. Its keys begin anew each time.

    Emptying it afterwards would be refused by the guards of the append-only tables, so they are lifted
    first; the migrate signal that follows the emptying puts them back. What no model is of is emptied here.
    """
    yield
    from archive import guards
    from archive.records import finding, written

    guards.lift(connection)
    with connection.cursor() as cursor:
        for table in (finding.TABLE, written.TABLE):
            cursor.execute(f"DELETE FROM {table}")


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The style sheets as they are collected: browsers asked for twenty files a page, and took twice the time."""
    folder = tmp_path_factory.mktemp("sheets")
    for name in SHEETS:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(whole(name), encoding="utf-8")
    return folder


@pytest.fixture
def served(committed: None, live_server: object, sheets: Path, settings) -> str:
    """The address of the archive, served for a browser from the test's own database."""
    settings.STATICFILES_DIRS = [sheets, *settings.STATICFILES_DIRS]
    return str(live_server)


# --- the browser -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The machine's Chromium, started once per process."""
    if chromium() is None:
        (pytest.fail if EVERYTHING else pytest.skip)(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, and Django would take every query for a mistake.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chrome = start(playwright)
        yield chrome
        chrome.close()


@pytest.fixture
def new_page(browser) -> Iterator[Callable[..., object]]:
    """Opens pages, each with cookies of its own: several people at their desks.

    Takes what Playwright's ``new_context`` takes, such as ``viewport`` or ``java_script_enabled``.
    ``page.problems`` fills with what the page complained about: errors of scripts, files that were not
    there, and everything the content security policy refused.
    """
    contexts = []

    def open_page(**options):
        context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Asia/Baku", **options})
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.problems.append(said.text))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """One page of a desktop browser."""
    return new_page(viewport={"width": 1280, "height": 900})
