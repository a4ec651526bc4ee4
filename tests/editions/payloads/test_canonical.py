"""What is frozen stays readable for ever: one golden file per kind and schema number."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.editions import payloads
from archive.editions.payloads import Block, Change, Phrase, Words
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import Access
from archive.editions.payloads.timeline_entries import TimelineEntryPayload

from .examples import EXAMPLES, GOLDEN, RECORD


def test_every_kind_has_an_example():
    assert set(EXAMPLES) == set(payloads.KINDS)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_what_was_frozen_is_still_read_and_written_alike(kind):
    frozen = (GOLDEN / f"{kind}-{payloads.SCHEMA}.json").read_bytes()

    assert payloads.from_bytes(frozen) == EXAMPLES[kind]
    assert payloads.to_bytes(EXAMPLES[kind]) == frozen


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_golden_file_revives(path):
    payload = payloads.from_bytes(path.read_bytes())

    assert f"{payload.kind}-{payload.schema}" == path.stem


def test_where_a_source_can_be_read_is_read_without_the_rest_of_it():
    frozen = (GOLDEN / f"source-{payloads.SCHEMA}.json").read_bytes()

    assert payloads.part_of(frozen, Access) == EXAMPLES["source"].access()
    assert EXAMPLES["source"].access().offered_copy is not None


def test_what_is_not_said_is_one_and_the_same():
    said = payloads.from_bytes(payloads.to_bytes(replace(EXAMPLES["source"], creator=Phrase())))

    assert said.creator is payloads.UNSAID
    assert said.publisher == EXAMPLES["source"].publisher != payloads.UNSAID


def test_bytes_are_canonical():
    decomposed = PlacePayload(
        kind="place",
        record=RECORD,
        slug="a",
        change=Change(kind="first"),
        texts={"en": Words(title="Gu\u0308n"), "az": Words(title="Gün")},
    )

    content = payloads.to_bytes(decomposed)

    assert list(json.loads(content)["texts"]) == ["az", "en"]
    assert b" " not in content
    assert payloads.from_bytes(content).texts["en"].title == "Gün"


def test_who_uses_a_name_is_in_the_bytes_only_where_it_is_said():
    users = Phrase(words={"az": "Ev", "en": "House"}, original="az")
    (name,) = EXAMPLES["place"].names
    told = replace(EXAMPLES["place"], names=(name, replace(name, used_by="", users=users)))

    content = payloads.to_bytes(told)

    assert ["users" in one for one in json.loads(content)["names"]] == [False, True]
    assert payloads.from_bytes(content) == told


def test_a_float_is_no_part_of_a_payload():
    with pytest.raises(TypeError):
        payloads.to_bytes(
            PlacePayload(kind="place", record=RECORD, slug="a", change=Change(kind="first"), texts={}, latitude=39.5)
        )


@pytest.mark.parametrize(
    "content", [b"{}", b'{"kind":"place","schema":2}', b'{"kind":"place"}', b'{"kind":"nothing","schema":1}']
)
def test_an_unknown_payload_is_refused(content):
    with pytest.raises(ValueError, match="unknown payload"):
        payloads.from_bytes(content)


@given(st.text(), st.text(), st.integers(1, 9999))
def test_whatever_is_written_can_be_read(title, html, year):
    payload = TimelineEntryPayload(
        kind="timeline-entry",
        record=RECORD,
        slug="a",
        change=Change(kind="first"),
        texts={"en": Words(title=title, blocks=(Block(id="p1", html=html),))},
        date=str(year),
    )
    content = payloads.to_bytes(payload)

    assert payloads.to_bytes(payloads.from_bytes(content)) == content
