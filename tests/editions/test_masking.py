"""Whatever names a record, in whatever payload, its name can be withheld there."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from archive.editions import payloads
from archive.editions.masking import masked, name_withheld
from archive.editions.payloads import UNSAID, Cited, CitedSource, Reference
from archive.editions.payloads.collections import MemberForm

EXAMPLES = [
    payloads.from_bytes(path.read_bytes()) for path in sorted((Path(__file__).parent / "golden").glob("*.json"))
]
MASK = {"az": "?", "en": "?", "ru": "?"}


def parts(value) -> Iterator[object]:
    """Every part of a payload, whatever it is called."""
    yield value
    inside = (getattr(value, one.name) for one in fields(value)) if is_dataclass(value) else ()
    for one in (
        *inside,
        *(value if isinstance(value, tuple) else ()),
        *(value.values() if isinstance(value, dict) else ()),
    ):
        yield from parts(one)


def labels(payload) -> list[Reference | CitedSource]:
    return [part for part in parts(payload) if isinstance(part, Reference | CitedSource)]


@pytest.mark.parametrize("payload", EXAMPLES, ids=lambda one: f"{one.kind}-{one.schema}")
def test_a_payload_knows_every_record_that_it_names(payload):
    assert {one.record for one in labels(payload)} == payload.named_records()


@pytest.mark.parametrize("payload", EXAMPLES, ids=lambda one: f"{one.kind}-{one.schema}")
def test_each_record_that_a_payload_names_can_be_masked_and_no_other(payload):
    assert masked(payload, frozenset({"another"}), label=MASK) is payload
    for record in payload.named_records():
        shown = masked(payload, frozenset({record}), label=MASK)

        assert all((one.label == MASK) == (one.record == record) for one in labels(shown))
        assert [one.record for one in labels(shown)] == [one.record for one in labels(payload)]
        of_it = [one for one in parts(shown) if isinstance(one, Cited) and one.source.record == record]
        assert {(one.quotation, one.locator, one.source.address) for one in of_it} <= {("",) * 3}
        assert all(one.source == CitedSource(record=record, label=MASK, sort=one.source.sort) for one in of_it)
        assert all(
            one.caption == UNSAID for one in parts(shown) if isinstance(one, MemberForm) and one.record.record == record
        )
        assert shown.texts.keys() == payload.texts.keys()


def test_the_mask_speaks_every_language():
    assert list(name_withheld()) == ["az", "en", "ru"]
    assert name_withheld()["en"] == "[name withheld]"
