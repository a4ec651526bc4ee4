"""What payloads of every kind know of themselves."""

from dataclasses import replace

import pytest

from archive.editions.payloads import KINDS, lead_order

from .examples import EXAMPLES


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_says_where_every_record_that_it_names_is_found(kind):
    payload = replace(EXAMPLES[kind], merged_into=None)  # what is merged is in no list

    assert {record for _facet, record in payload.terms()} == payload.named_records()


def test_the_language_of_a_document_stands_in_first():
    statement, place = EXAMPLES["statement"], EXAMPLES["place"]

    assert (place.lead_order(), place.first_language) == (lead_order(), "")
    assert statement.lead_order() == (statement.original_language, *lead_order())
