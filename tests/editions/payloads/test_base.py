"""What payloads of every kind know of themselves."""

from dataclasses import replace

import pytest

from archive import languages
from archive.editions.payloads import KINDS, UNSAID, Phrase

from .examples import EXAMPLES


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_says_where_every_record_that_it_names_is_found(kind):
    payload = replace(EXAMPLES[kind], merged_into=None)  # what is merged is in no list

    assert {record for _facet, record in payload.terms()} == payload.named_records()


def test_the_language_of_a_document_stands_in_first():
    statement, place = EXAMPLES["statement"], EXAMPLES["place"]

    assert (place.lead_order(), place.first_language) == (languages.stand_ins(), "")
    assert statement.lead_order() == languages.stand_ins(first=statement.original_language)


def test_a_phrase_is_read_in_the_language_of_the_reader_or_as_it_was_written_first():
    said = Phrase.of({"fr": "Silence", "ru": "Молчание", "en": ""})

    assert said == Phrase(words={"ru": "Молчание", "fr": "Silence"}, original="fr")
    assert [said.localized(code) for code in ("ru", "en")] == [("ru", "Молчание"), ("fr", "Silence")]


def test_what_nobody_says_is_said_in_one_way_only():
    assert Phrase.of({"en": ""}) == Phrase.of({}) == UNSAID
    assert UNSAID.localized("en") == ("", "")
    for words, original in (({}, "en"), ({"en": ""}, "en"), ({"en": "W"}, ""), ({"en": "W"}, "az")):
        with pytest.raises(ValueError, match="no phrase"):
            Phrase(words=words, original=original)
