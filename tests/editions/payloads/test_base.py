"""What payloads of every kind know of themselves."""

from dataclasses import replace

import pytest

from archive import languages
from archive.editions.payloads import KINDS

from .examples import EXAMPLES


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_says_where_every_record_that_it_names_is_found(kind):
    payload = replace(EXAMPLES[kind], merged_into=None)  # what is merged is in no list

    assert {record for _facet, record in payload.terms()} == payload.named_records()


def test_the_language_of_a_document_stands_in_first():
    statement, place = EXAMPLES["statement"], EXAMPLES["place"]

    assert (place.lead_order(), place.first_language) == (languages.stand_ins(), "")
    assert statement.lead_order() == languages.stand_ins(first=statement.original_language)
