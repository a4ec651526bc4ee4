"""Collected files are found when they are asked for, and nothing else is."""

from contextlib import closing

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from memorial.files import CollectedFilesMiddleware

pytestmark = pytest.mark.once

SCRIPT = "js/one.0123456789ab.js"


@pytest.fixture
def asked(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    (settings.STATIC_ROOT / "js").mkdir(parents=True)
    (settings.STATIC_ROOT / SCRIPT).write_text("one();" * 20)
    (settings.STATIC_ROOT / f"{SCRIPT}.gz").write_bytes(b"packed")
    (tmp_path / "secret").write_text("of nobody's")
    answer = CollectedFilesMiddleware(lambda request: HttpResponse(status=404))
    return lambda path, **headers: answer(RequestFactory().get(path, **headers))


def body(response) -> bytes:
    with closing(response):
        return b"".join(response)


def test_a_file_is_sent_as_it_was_collected(asked):
    plain, packed = asked(f"/static/{SCRIPT}"), asked(f"/static/{SCRIPT}", HTTP_ACCEPT_ENCODING="gzip")

    assert (plain.status_code, plain["Content-Type"]) == (200, 'text/javascript; charset="utf-8"')
    assert body(plain) == b"one();" * 20
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert body(packed) == b"packed"


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/js",
        "/static/js/two.js",
        f"/static/{SCRIPT}/more",
        "/static/js/\0.js",
        f"/static/{'a' * 300}.js",
        "/static/../secret",
        "/static//secret",
        "/secret",
        "/en/",
    ],
)
def test_what_is_no_file_is_for_others_to_answer(asked, path):
    assert asked(path).status_code == 404
