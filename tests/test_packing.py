"""What is stored packed takes less room, and nobody who asks the model notices."""

import zlib
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from archive.editions import ledger
from archive.editions.models import StoredPayload
from archive.editorial import publishing
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


@pytest.mark.parametrize(("model", "act"), [(Candidate, making.submitted), (StoredPayload, making.published)])
def test_payloads_are_stored_packed_and_asked_for_as_they_were_signed(model, act):
    act(making.place("Baku", summary="A city on the Caspian Sea. " * 20))

    asked = bytes(model.objects.get().content)
    assert (unpacked(stored(model)), 2 * len(stored(model)) < len(asked)) == (asked, True)
    assert ledger.broken_at() is None


def test_what_was_approved_is_kept_once_as_what_was_published(django_assert_num_queries):
    candidate = making.approved(making.place("Baku"))
    as_submitted = bytes(candidate.content)

    edition = publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)

    frozen = Candidate.objects.with_frozen().get()
    assert (frozen.content, bytes(edition.payload.content)) == (None, as_submitted)
    assert Candidate.objects.get().submitted == as_submitted
    with django_assert_num_queries(0):
        assert (frozen.submitted, frozen.payload) == (as_submitted, candidate.payload)


def test_what_is_pending_stands_where_no_reader_may_look():
    candidate = making.approved(making.place("Baku"))

    assert Candidate.objects.get().submitted == bytes(candidate.content)
    assert not StoredPayload.objects.exists()


def test_a_candidate_gives_up_nothing_but_bytes_that_are_frozen():
    pending = making.submitted(making.place("Shusha"))
    publishing.publish(
        published := making.approved(making.place("Baku")), by=making.publisher(), digest=published.digest
    )

    for refused in (
        f"UPDATE archive_candidate SET content = NULL WHERE id = {pending.pk}",
        f"UPDATE archive_candidate SET content = (SELECT content FROM archive_storedpayload) WHERE id = {published.pk}",
        f"UPDATE archive_candidate SET content = NULL, digest = 'another' WHERE id = {published.pk}",
        f"UPDATE archive_candidate SET remark = 'another' WHERE id = {pending.pk}",
    ):
        with pytest.raises(IntegrityError, match="candidate rows are written once"), transaction.atomic():
            connection.cursor().execute(refused)
    known = {field.attname: getattr(pending, field.attname) for field in Candidate._meta.fields if not field.unique}
    with pytest.raises(IntegrityError, match="what is submitted has bytes"), transaction.atomic():
        Candidate.objects.create(**{**known, "content": None})


def test_what_was_stored_as_it_is_stays_readable(client):
    edition = making.published(making.place("Baku", slug="baku"))
    as_it_is = bytes(edition.payload.content)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO archive_storedpayload (digest, content) VALUES ('plain', %s)", [as_it_is])
        cursor.execute("UPDATE archive_interval SET payload_id = 'plain'")

    assert bytes(StoredPayload.objects.get(digest="plain").content) == as_it_is
    assert b"Baku" in client.get("/en/places/baku/").content
