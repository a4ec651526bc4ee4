"""Where a source can be read: as cited, today, and elsewhere."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.records.sources import FurtherAddress, Source
from tests import making

pytestmark = pytest.mark.django_db


def test_a_source_that_moved_says_where_to():
    source = making.source()
    source.address_state = Source.State.MOVED

    with pytest.raises(ValidationError, match="Say to which address it has moved"):
        source.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        source.save()


def test_an_original_title_is_in_a_language():
    source = making.source(original_title="Sərəncam", language="az")
    source.language = ""

    with pytest.raises(ValidationError, match="Say in which language the document is"):
        source.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        source.save()


@pytest.mark.parametrize("later", [{"accessed": date(9000, 1, 1)}, {"checked_at": datetime(9000, 1, 1, tzinfo=UTC)}])
def test_nobody_has_read_a_source_tomorrow(later):
    with pytest.raises(ValidationError, match="This is still to come"):
        making.source(**later).full_clean()


def test_a_source_knows_each_of_its_addresses_once():
    source = making.source(address="https://a.example/1", current_address="https://b.example/1")
    for address in ("https://c.example/1", "https://d.example/1"):
        FurtherAddress.objects.create(source=source, address=address)

    assert source.addresses() == (
        "https://a.example/1",
        "https://b.example/1",
        "https://c.example/1",
        "https://d.example/1",
    )
    assert source.address_today == "https://b.example/1"


@pytest.mark.parametrize("address", ["https://a.example/1", "https://b.example/1"])
def test_a_further_address_is_another_one(address):
    source = making.source(address="https://a.example/1", current_address="https://b.example/1")

    with pytest.raises(ValidationError, match="This is its address already"):
        FurtherAddress(source=source, address=address).full_clean()
