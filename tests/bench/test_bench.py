"""A small archive, filled as large ones are: it is as by the verbs, and every page that is measured is answered."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from archive.catalogue import rebuilding
from archive.catalogue.models import Word
from tests.bench import common_words, pages
from tests.bench.asking import asking
from tests.bench.filling.archives import Size, fill
from tests.bench.filling.checking import check
from tests.bench.people import cookie

pytestmark = pytest.mark.django_db

SMALL = Size(statements=30, institutions=4, observances=2, places=2, by_hand=1, scheduled=1)
# What is answered with another status than 200.
STATUSES = {"withdrawn": 410, "nothing there": 404}


@pytest.fixture
def stays_connected() -> Iterator[None]:
    """The test's own transaction is no reason to begin anew."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_filled_archive_is_as_the_verbs_leave_it_and_answers_every_kind_of_page(stays_connected, monkeypatch):
    fill(SMALL)

    assert check(SMALL, sample=0) == 11
    words = set(Word.objects.values_list("word", "language"))
    rebuilding.rebuild()
    assert set(Word.objects.values_list("word", "language")) == words
    answered = {kind.name: _status(kind) for kind in (*pages.public(), *pages.desk())}
    assert answered == {name: STATUSES.get(name, 200) for name in answered}
    page = asking(get_wsgi_application())("/en/statements/")
    assert len(page.sent) < len(page.body), "pages are asked for as browsers ask, which take them packed"
    assert page.body.decode().startswith("<!doctype html>")
    monkeypatch.setattr(common_words, "AT_ONCE", 7)  # texts are put beside the database's own order in several steps
    assert common_words.measured()["median"] > 0


def _status(kind: pages.Kind) -> int:
    cookies = {"HTTP_COOKIE": cookie(kind.who)} if kind.who else {}
    return asking(get_wsgi_application(), **cookies)(kind.addresses[0]).status
