"""Collections, subjects and site pages go through the same door: what they lack, and what is frozen of them."""

import pytest

from archive import clock
from archive.editions import payloads
from archive.editions.payloads import Reference
from archive.editions.payloads.collections import MemberForm
from archive.editorial.readiness import problems
from tests import making

pytestmark = pytest.mark.django_db


def lacking(record) -> list[str]:
    return [problem.message for problem in problems(record, languages=["en"], at=clock.now())]


def test_a_collection_is_ready_when_it_has_members_that_readers_can_see():
    place = making.place("Shusha", slug="shusha")
    empty, full = making.collection("Empty"), making.collection("Full", members=[(place, "Where it was.")])

    assert lacking(empty) == ["Add at least one record to the collection."]
    assert lacking(full) == ["It names what readers cannot see yet: Shusha. Publish these first, or together."]
    making.published(place)
    assert lacking(full) == []


def test_a_collection_and_its_members_may_come_in_one_release():
    place, release = making.place("Shusha"), making.release()
    making.scheduled(place, release)
    collection = making.collection("Full", members=[place])

    edition = making.scheduled(collection, release, release=release)

    frozen = payloads.from_bytes(bytes(edition.payload.content))
    reference = Reference(record=str(place.uuid), kind="place", label={"en": "Shusha"}, role="member")
    assert frozen.members == (MemberForm(record=reference),)


def test_a_subject_waits_for_the_broader_one():
    broad = making.subject("Broad")
    narrow = making.subject("Narrow", broader=broad)

    assert lacking(narrow) == ["It names what readers cannot see yet: Broad. Publish these first, or together."]
    making.published(broad)
    frozen = payloads.from_bytes(bytes(making.published(narrow).payload.content))
    assert frozen.broader == Reference(record=str(broad.uuid), kind="subject", label={"en": "Broad"}, role="broader")


def test_a_record_waits_for_its_subjects_and_names_them():
    subject, issuer = making.subject("War"), making.institution()
    making.published(issuer)
    statement = making.statement(issuers=[issuer])
    statement.subjects.set([subject])

    assert lacking(statement) == ["It names what readers cannot see yet: War. Publish these first, or together."]
    making.published(subject)
    frozen = payloads.from_bytes(bytes(making.published(statement).payload.content))
    assert frozen.subjects == (
        Reference(record=str(subject.uuid), kind="subject", label={"en": "War"}, role="subject"),
    )


def test_a_site_page_needs_words():
    assert lacking(making.page(body="")) == ["There is no text in this language yet: English."]
