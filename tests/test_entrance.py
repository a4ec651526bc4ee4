"""The entrance: what is taken in from whom, and that nobody who sends or reads slowly keeps readers waiting."""

import asyncio
import os
from contextlib import closing
from http.client import HTTPConnection
from importlib import import_module
from io import BytesIO
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from memorial import entrance
from memorial.entrance import Entrance, Left, Refused
from tests import making
from tests.installation import serving
from tests.loops import told
from tests.public.archives import small
from tests.siege import LARGE, Siege, reading

FORM = settings.MEMORIAL_LARGEST_FORM


def heard(*parts: bytes | None, pause: float = 0, path: str = "/desk/login/", declared: int | None = None):
    """The body that is taken in when these parts come one by one, and how many were heard; ``None`` is who leaves."""
    headers = [] if declared is None else [(b"content-length", str(declared).encode())]
    messages = [
        {"type": "http.disconnect"}
        if part is None
        else {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, 1)
    ]
    coming = iter(messages)

    async def receive():
        await asyncio.sleep(pause)
        return next(coming)

    async def take_in():
        body = BytesIO()
        await Entrance().take_in(body, {"type": "http", "path": path, "headers": headers}, receive)
        return body.getvalue()

    try:
        return told(take_in()), len(parts) - len(list(coming))
    except Refused as refused:
        return refused.status, len(parts) - len(list(coming))


def test_body_is_taken_in_whole_however_it_comes():
    assert heard(b"a=1", b"", b"&b=2") == (b"a=1&b=2", 3)
    assert heard(b"a" * FORM) == (b"a" * FORM, 1)


def test_body_that_is_too_large_is_heard_to_its_end_and_refused():
    assert heard(b"a" * FORM, b"a", b"a") == (413, 3)


def test_body_that_comes_too_slowly_is_refused(monkeypatch):
    monkeypatch.setattr(entrance, "PATIENCE", 0.2)
    monkeypatch.setattr(entrance, "SLOWEST", 1000)

    assert heard(b"a", b"b", pause=0.5) == (408, 0)
    # A slow line may take longer, as long as enough comes on it: here two more seconds for each part.
    assert heard(*[b"a" * 2000] * 3, pause=0.1) == (b"a" * 6000, 3)


def test_reading_room_takes_nothing_in():
    assert heard(b"a" * FORM, b"a", path="/en/") == (b"", 0)


def test_whoever_leaves_is_not_answered():
    with pytest.raises(Left):
        heard(b"a", None)


# --- the server --------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.sqlite  # the server reads the test's own database
def test_slow_visitors_keep_no_reader_waiting(committed):
    small()
    cookie = signed_in(making.archivist())
    large = settings.STATIC_ROOT / LARGE
    large.write_bytes(bytes(30_000_000))
    own = {"MEMORIAL_DATABASE_URL": f"sqlite://{connection.settings_dict['NAME']}"}

    with serving({**os.environ, **own, "DJANGO_SETTINGS_MODULE": "tests.settings"}) as address:
        with Siege(address) as siege:
            read = reading(address, 1.5)
            sent = [posted(address, *form) for form in ((FORM + 1, ""), (FORM + 1, cookie), (3000, ""))]
            waiting = len(siege.waiting())
        with urlopen(f"{address}/static/{LARGE}") as file:
            size = len(file.read())
    large.unlink()

    assert len(read) >= 4
    assert {status for status, _ in read} == {200}
    assert waiting == 100  # those with slow headers and slow bodies
    # What is taken in has no token, and is refused by what reads it.
    assert [status for status, _ in sent] == [413, 403, 403]
    assert "Nothing was saved." in sent[0][1]
    assert size == 30_000_000


def signed_in(person) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def posted(address: str, size: int, cookie: str) -> tuple[int, str]:
    """The answer to a form of so many bytes."""
    form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=10)) as desk:
        desk.request("POST", "/desk/login/", b"a" * size, form)
        answer = desk.getresponse()
        return answer.status, answer.read().decode()
