"""Readers and archivists served by processes of their own: each answers for its room and for nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from archive.catalogue import grants
from tests import making
from tests.crawling import snapshot
from tests.public.archives import small
from tests.test_entrance import signed_in
from tests.test_setup import python

ROOT = Path(__file__).resolve().parent.parent
OF_THE_DESK = ("archive.admin", "django.contrib.admin", "django.contrib.sessions", "axes", "django_prose_editor")

# One for each way a page is made.
PAGES = (
    *("/", "/az/", "/en/", "/robots.txt", "/sitemap.xml", "/sitemaps/2026.xml", "/en/feed.atom"),
    *("/en/places/", "/en/places/shusha/", "/en/places/shusha/editions/", "/en/places/shusha/editions/1/"),
    *("/en/sources/decree/", "/en/statements/27-september-2026/", "/en/timeline/", "/en/timeline/an-event/"),
    *("/en/observances/27-september/2026/", "/en/observances/calendar.ics", "/en/years/2020/"),
    *("/en/search/?q=shusha", "/en/on-this-day/09-27/"),
    *("/en/persons/p-zr7f2rjv/", "/en/collections/a-night/", "/en/corrections/", "/en/nonsense/", "/EN/Places/Shusha"),
)

# What each address answers, and which of the desk's modules were loaded for it.
ASK = """
import json, sys
from hashlib import sha256
from memorial.wsgi import application
from django.test import RequestFactory
from tests.crawling import ANSWERING
asked, cookie, modules = json.load(sys.stdin)
answers = {}
for address in asked:
    response = ANSWERING(RequestFactory().get(address, headers={"cookie": cookie}).environ)
    answers[address] = response.status_code, response.headers.get("ETag"), sha256(response.getvalue()).hexdigest()
print(json.dumps([answers, [name for name in modules if name in sys.modules]]))
"""


def served(surface: str, addresses: list[str], *, database: str, cookie: str = "") -> tuple[dict[str, Any], list[str]]:
    """What a process answers that serves this surface of the test's archive; and what of the desk it has loaded."""
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MEMORIAL_SURFACE": surface,
        "MEMORIAL_DATABASE_URL": database,
        "MEMORIAL_SECRET_KEY": settings.SECRET_KEY,
        "MEMORIAL_HOSTS": "testserver",
    }
    question = json.dumps([addresses, cookie, OF_THE_DESK])
    said = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env={**os.environ, **own}, input=question, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    answers, loaded = json.loads(said.stdout)
    return answers, loaded


def as_told(answer: tuple[int, dict[str, str], bytes]) -> list[object]:
    status, headers, content = answer
    return [status, headers.get("ETag"), sha256(content).hexdigest()]


@pytest.fixture
def of_readers() -> Iterator[str]:
    """The address of the test's database for a role that may read the public tables alone."""
    own = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE public_surface LOGIN PASSWORD 'hush'")
        grants.grant(connection, "public_surface")
        yield f"postgres://public_surface:hush@/{own['NAME']}?host={own['HOST']}&port={own['PORT']}"
        cursor.execute("DROP OWNED BY public_surface; DROP ROLE public_surface")


@pytest.mark.postgresql
def test_public_process_answers_every_page_and_knows_no_desk(committed, of_readers):
    small()
    known = {address: as_told(answer) for address, answer in snapshot(PAGES).items()}

    answers, loaded = served("public", [*PAGES, "/desk/", "/desk/login/", "/dusk/"], database=of_readers)

    assert [answers.pop(address)[0] for address in ("/desk/", "/desk/login/", "/dusk/")] == [404, 404, 404]
    assert answers == known
    assert {status for status, _, _ in answers.values()} == {200, 301, 302, 404}
    assert loaded == []


@pytest.mark.sqlite
def test_desk_process_shows_previews_and_answers_no_reader(committed):
    making.published(making.place({"en": "Shusha"}, slug="shusha"))
    candidate = making.submitted(making.place({"en": "Lachin"}))
    preview = reverse("admin:preview", args=[candidate.uuid, "en"])
    public = ["/", "/en/", "/en/places/", "/EN/Places/Shusha", "/en/nonsense/", "/sitemap.xml", "/en/feed.atom"]

    answers, _ = served(
        "desk",
        [*public, "/desk/", preview, "/desk/nonsense/"],
        database=f"sqlite://{connection.settings_dict['NAME']}",
        cookie=signed_in(making.reviewer()),
    )

    assert {answers[address][0] for address in public} == {404}
    assert [answers[address][0] for address in ("/desk/", preview, "/desk/nonsense/")] == [200, 200, 404]


@pytest.mark.once
def test_surface_that_does_not_exist_is_refused_in_words():
    said = python("-c", "import memorial.settings", MEMORIAL_SURFACE="window")

    assert "MEMORIAL_SURFACE is 'window'. Set it to both, public or desk" in said.stderr
