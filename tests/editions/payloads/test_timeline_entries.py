"""What an event names and cites, and its days."""

from dataclasses import replace

from archive.editions import payloads

from .examples import CITED, HOUSE, SECOND, SOURCE, TOWN


def test_a_first_and_a_last_day_are_the_same_content_as_the_span_between_them():
    told = SECOND["timeline-entry"]

    assert payloads.same_content(told, replace(told, date="1990-01-19/1990-01-20", date_end=""))
    assert replace(told, date_end="1990-01-19").of_today().date == "1990-01-19"


def test_an_event_names_the_speakers_places_and_sources_of_its_figures():
    speaker, place = replace(HOUSE, role="speaker"), TOWN
    event = replace(SECOND["timeline-entry"], observances=(), places=(), mentions=(), citations=())

    assert event.references() == (speaker, place)
    assert event.cited() == (replace(CITED, about=""), CITED)
    assert event.named_records() == {speaker.record, place.record, SOURCE.record}
