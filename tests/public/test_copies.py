"""Captured copies before readers: nothing of them is public until a source that is live offers one."""

import re

import pytest
from django.test import Client

from archive import copies
from archive.editorial import publishing
from archive.records.saving import saving
from archive.records.sources import Source
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7 open to readers"


@pytest.fixture
@kept
def source():
    source = making.source("The letter", slug="letter", rights="NKC", language="az")
    making.published(source)
    making.published(making.entry("An event", slug="event", sources=[source]))
    return source


def offer(source: Source, copy) -> Source:
    source = Source.objects.get(pk=source.pk)
    with saving(source, by=making.archivist(), version=source.version):
        source.offered_copy = copy
        source.save()
    return source


def address(copy) -> str:
    return f"/en/sources/letter/copies/{copy.sha256}/"


def got(address: str) -> tuple[int, bytes]:
    answer = Client().get(address)
    said = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, re.sub(rb'value="[^"]*"', b"", said)  # what may be looked for instead


def status(copy) -> int:
    return got(address(copy))[0]


def test_a_copy_is_reached_only_while_the_live_source_offers_it(source):
    copy, other = making.captured(source, CONTENT), making.captured(source, b"%PDF-1.7 another")
    nonsense = got(f"/en/sources/letter/copies/{'0' * 64}/")
    before = Client().get("/en/sources/letter/").content

    captured = got(address(copy))
    source = offer(source, copy)
    drafted = status(copy)
    making.published(source, change="minor")
    offered = got(address(copy))
    making.published(offer(source, other), change="minor")

    assert (captured, drafted) == (nonsense, 404)
    assert offered == (200, CONTENT)
    assert (status(copy), status(other)) == (404, 200)
    assert b"Captured copy" not in before
    # An earlier edition tells of the copy it offered, and does not lead to it.
    earlier = Client().get("/en/sources/letter/editions/2/").content.decode()
    assert copy.sha256 in earlier
    assert address(copy) not in earlier


def test_a_copy_is_handed_out_to_be_saved(source):
    copy = making.captured(source, CONTENT)
    making.published(offer(source, copy), change="minor")

    answer = Client().get(address(copy))
    b"".join(answer)
    again = Client().get(address(copy), headers={"if-none-match": answer.headers["ETag"]})

    shown = {name: answer.headers[name] for name in ("Content-Disposition", "Content-Type", "Content-Language")}
    assert shown == {
        "Content-Disposition": 'attachment; filename="letter.pdf"',
        "Content-Type": "application/pdf",
        "Content-Language": "az",
    }
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (again.status_code, Client().post(address(copy)).status_code) == (304, 405)


def test_pages_that_cite_a_source_offer_its_copy(source):
    copy = making.captured(source, CONTENT)
    making.published(offer(source, copy), change="minor")

    pages = [Client().get(where).content.decode() for where in ("/en/timeline/event/", "/en/sources/letter/")]

    assert [f'<a href="{address(copy)}" download>' in page for page in pages] == [True, True]
    assert copy.sha256 in pages[1]
    assert "24 bytes" in pages[1].replace("\xa0", " ")


def test_a_withdrawn_source_hands_out_nothing(source):
    copy = making.captured(source, CONTENT)
    making.published(offer(source, copy), change="minor")
    publishing.withdraw(source, by=making.publisher(), reason_class="legal", note={"en": "For legal reasons."})

    assert status(copy) == 410
    assert address(copy) not in Client().get("/en/timeline/event/").content.decode()


def test_a_lost_file_is_not_found(source, caplog):
    copy = making.captured(source, b"%PDF-1.7 lost")
    making.published(offer(source, copy), change="minor")
    copies.store().delete(f"{copy.sha256[:2]}/{copy.sha256}")

    assert status(copy) == 404
    assert copy.sha256 in caplog.text


@pytest.mark.parametrize("digest", ["0" * 63, "A" * 64, "..%2F..%2Fsecret-key", "0" * 64 + "/.."])
def test_no_other_file_can_be_named(source, digest):
    assert Client().get(f"/en/sources/letter/copies/{digest}/").status_code == 404
