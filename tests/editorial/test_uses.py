"""Where a record is used: everything that names it, on the desk, before readers and in what is to come."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.editorial.models import State
from archive.editorial.uses import uses
from archive.records.institutions import Institution
from archive.records.places import Place
from tests import making

pytestmark = pytest.mark.django_db


def told(record) -> dict[str, tuple]:
    """Slug → state, ways and editions of each use."""
    return {
        use.record.slug: (use.state, use.ways, tuple((one.number, one.when) for one in use.editions))
        for use in uses(record)
    }


def test_drafts_that_name_a_place_are_found_by_every_field_and_by_links():
    place = making.place("Shusha", slug="shusha")
    seat = making.record(Institution, "Museum", slug="museum", place=place)
    source = making.source()
    entry = making.entry("Event", slug="event", places=[place])
    making.figure(entry, 5, by=seat, source=source, place=place)
    link = f'<p>In <a data-record="{place.uuid}">Shusha</a>.</p>'
    making.statement("Words", slug="words", issuers=[seat], places=[place], body=link)

    assert told(place) == {
        "museum": (State.DRAFT, ("seat",), ()),
        "event": (State.DRAFT, ("figure: place", "places"), ()),
        "words": (State.DRAFT, ("places", "link in a text"), ()),
    }


def test_a_source_is_used_by_citations_figures_and_instruments():
    source, institution = making.source(), making.institution(slug="ministry")
    making.observance(slug="day", rules=[{"kind": "fixed", "month": 9, "day": 27, "instrument": source}])
    entry = making.entry("Event", slug="event", sources=[source])
    making.figure(entry, 5, by=institution, source=source)

    assert {slug: sorted(ways) for slug, (_state, ways, _editions) in told(source).items()} == {
        "day": ["instrument and date rule: instrument"],
        "event": ["citation: source", "figure: stated in"],
    }


def test_editions_that_name_it_are_told_whether_readers_have_them_or_will():
    place, issuer = making.place(), making.institution()
    making.published(place)
    making.published(issuer)
    statement = making.statement(slug="words", issuers=[issuer], places=[place])
    making.published(statement)
    making.change(statement, title="New words")
    making.scheduled(statement, making.release(), change="update", note={"en": "New."})

    assert told(place) == {
        "words": (State.SCHEDULED, ("places",), ((1, "readers have it"), (None, "still to come"))),
    }


def test_what_readers_have_is_found_when_the_draft_no_longer_names_it():
    place, issuer = making.place(), making.institution()
    making.published(place)
    making.published(issuer)
    statement = making.statement(slug="words", issuers=[issuer], places=[place])
    making.published(statement)
    statement.places.clear()
    making.change(statement, title="New words")

    assert told(place) == {"words": (State.CHANGED, (), ((1, "readers have it"),))}

    making.published(statement, change="update", note={"en": "New."})

    assert told(place) == {"words": (State.PUBLISHED, (), ((1, "earlier"),))}


def test_a_record_is_not_used_by_itself_nor_by_what_only_mentions_its_letters():
    place = making.place()
    making.change(place, body=f'<p><a data-record="{place.uuid}">Here</a></p>')
    making.record(Place, "Other", body=f"<p>{place.uuid}</p>")

    assert uses(place) == ()


def test_uses_are_found_in_the_same_number_of_queries_for_one_and_many():
    place, issuer = making.place(), making.institution()
    making.statement(issuers=[issuer], places=[place])
    with CaptureQueriesContext(connection) as one:
        uses(place)
    for _each in range(5):
        making.statement(issuers=[issuer], places=[place])
    with CaptureQueriesContext(connection) as many:
        uses(place)

    assert len(one) == len(many)
