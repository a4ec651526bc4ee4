"""Recurring parts of statements, from the desk to readers."""

import pytest

from archive.editions import payloads
from archive.editions.payloads import SlotForm
from archive.editorial import freezing
from archive.records.slots import Slot
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    made = making.institution("House", slug="house")
    source = making.source()
    made.day = making.observance("20 January", slug="20-january", month=1, day=20, sources=[source])
    for record in (source, made, made.day):
        making.published(record)
    return made


def say(house, year, body):
    return making.statement(
        f"Of {year}", issuers=[house], observance=house.day, year=year, date=f"{year}-01-20", body=body
    )


def test_parts_are_frozen_beside_the_blocks_and_align_the_comparison(client, house):
    first = say(house, 2025, "<p>Honour to all the fallen ones.</p>\n<p>We shall not forget.</p>")
    later = say(house, 2026, "<p>All of us honour them now.</p>\n<p>We shall never forget the fallen ones.</p>")
    for made, part, paragraph in ((first, "tribute", 1), (later, "tribute", 2), (first, "pledge", 9)):
        Slot.objects.create(statement=made, language="en", paragraph=paragraph, part=part)
    editions = [making.published(one) for one in (first, later)]

    assert [edition.payload.held.texts["en"].slots for edition in editions] == [
        (SlotForm(block="p1", part="tribute"),),
        (SlotForm(block="p2", part="tribute"),),
    ]
    page = client.get("/en/observances/20-january/compare/house/2025/2026/").context["page"]
    assert [line.label for line in page.lines if line.slot == "Tribute"] == ["Changed"]


def test_a_payload_without_parts_has_no_word_of_them(house):
    made = say(house, 2026, "<p>We remember.</p>")
    edition = making.published(made)

    content = payloads.to_bytes(edition.payload.held)

    assert b"slots" not in content
    assert payloads.digest(content) == edition.payload_id
    assert payloads.from_bytes(content) == edition.payload.held
    Slot.objects.create(statement=made, language="en", paragraph=1, part="day")
    assert b'"slots":[{"block":"p1","part":"day"}]' in payloads.to_bytes(freezing.draft(made, at=making.clock.now()))
