"""What is stored packed takes less room, and nobody who asks the model notices."""

import zlib
from hashlib import sha256

import pytest
from django.db import connection

from archive.editions import ledger
from archive.editions.models import StoredPayload
from archive.editorial.models import Candidate
from archive.packing import COMMON, packed, unpacked
from tests import making

pytestmark = pytest.mark.django_db


def stored(model: type) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT content FROM {model._meta.db_table}")
        return bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("content", [b"", b"{}", b'{"title":"Bak\xc4\xb1"}', b"\x78\x9c{"])
def test_what_was_packed_is_unpacked_as_it_was(content):
    assert unpacked(packed(content)) == content


@pytest.mark.once
def test_what_was_packed_by_itself_is_unpacked_as_it_was():
    assert unpacked(zlib.compress(b'{"title":"Baku"}')) == b'{"title":"Baku"}'


@pytest.mark.once
def test_what_payloads_have_in_common_is_what_it_was_when_they_were_packed():
    assert sha256(COMMON).hexdigest() == "e60dec7c33366e831b77347f693c983c8dd1b0047301fca63a45d200e19d7804"


def test_payloads_are_stored_packed_and_asked_for_as_they_were_signed():
    edition = making.published(making.place("Baku", summary="A city on the Caspian Sea. " * 20))

    for model in (StoredPayload, Candidate):
        asked = bytes(model.objects.get().content)
        assert (unpacked(stored(model)), 2 * len(stored(model)) < len(asked)) == (asked, True)
    assert edition.payload.held.titles() == {"en": "Baku"}
    assert ledger.broken_at() is None


def test_what_was_stored_as_it_is_stays_readable(client):
    edition = making.published(making.place("Baku", slug="baku"))
    as_it_is = bytes(edition.payload.content)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO archive_storedpayload (digest, content) VALUES ('plain', %s)", [as_it_is])
        cursor.execute("UPDATE archive_interval SET payload_id = 'plain'")

    assert bytes(StoredPayload.objects.get(digest="plain").content) == as_it_is
    assert b"Baku" in client.get("/en/places/baku/").content
