"""What an event names and cites, and its days."""

from dataclasses import replace

from archive.editions.payloads import UNSAID

from .examples import CITED, EXAMPLES, HOUSE, SOURCE, TOWN


def test_an_event_names_the_speakers_places_and_sources_of_its_figures():
    speaker, place = replace(HOUSE, role="speaker"), TOWN
    event = replace(EXAMPLES["timeline-entry"], observances=(), places=(), mentions=(), subjects=(), citations=())

    assert event.references() == (speaker, place)
    assert event.cited() == (replace(CITED, about=UNSAID), CITED)
    assert event.named_records() == {speaker.record, place.record, SOURCE.record}
