"""Whose words a candidate holds: whoever saved them, and whoever wrote what came along from another record."""

import pytest
from django.db import IntegrityError, transaction

from archive.editions.histories import History
from archive.editorial import authorship, deleting, merging, reviewing
from archive.editorial.models import Candidate, Review
from archive.records.institutions import Institution
from archive.records.persons import Person
from archive.records.saving import saving
from archive.records.sources import Source
from tests import making

pytestmark = pytest.mark.django_db


def writer():
    """Somebody who would approve her own words if she were let."""
    return making.person("writer", "archivist", "reviewer")


def merge(old, into) -> None:
    merging.merge(old, into=into, by=making.archivist(), seen=merging.plan(old, into=into).seen)
    old.refresh_from_db(), into.refresh_from_db()


def authors(candidate: Candidate) -> set[str]:
    return set(candidate.authors.values_list("person__username", flat=True))


def test_whoever_wrote_what_was_merged_cannot_approve_the_kept_record():
    old, kept = making.place("Shushi", by=writer()), making.place("Shusha")
    merge(old, kept)
    candidate = making.submitted(kept)

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=writer(), digest=candidate.digest)
    with pytest.raises(IntegrityError, match="nobody approves their own words"), transaction.atomic():
        Review.objects.create(
            candidate=candidate,
            verdict="approved",
            digest=candidate.digest,
            by=writer(),
            at=candidate.submitted_at,
        )


def test_authors_come_along_through_several_mergings():
    first, second, kept = making.place("First", by=writer()), making.place("Second"), making.place("Kept")
    merge(first, second)
    merge(second, kept)

    assert authors(making.submitted(kept)) == {"archivist", "writer"}


def test_undoing_a_merge_removes_nobody_nor_does_deleting_what_was_merged():
    old, kept = making.place("Shushi", by=writer()), making.place("Shusha")
    merge(old, kept)
    merging.separate(old, by=making.archivist(), version=old.version)
    old.refresh_from_db()
    deleting.delete(old, by=making.archivist(), version=old.version)

    assert authors(making.submitted(kept)) == {"archivist", "writer"}


def test_what_readers_have_brings_nobody_along():
    old, kept = making.place("Shushi", by=writer()), making.place("Shusha")
    making.published(old)

    merge(old, kept)

    assert authors(making.submitted(kept)) == {"archivist"}


def test_a_language_that_readers_do_not_have_brings_its_authors_along():
    old, kept = making.place("Shushi"), making.place("Shusha")
    making.change(old, by=writer(), language="ru", title="Шуши")
    making.published(old, languages=["en"])

    merge(old, kept)

    assert authors(making.submitted(kept)) == {"archivist", "writer"}


def test_once_readers_have_it_whoever_was_brought_in_may_approve_what_follows():
    old, kept = making.place("Shushi", by=writer()), making.place("Shusha")
    merge(old, kept)
    making.published(kept)
    making.change(kept, summary="A town.")

    candidate = making.submitted(kept, change="minor")
    reviewing.approve(candidate, by=writer(), digest=candidate.digest)


def test_naming_a_record_does_not_make_its_authors_authors():
    town = making.place("Town", by=writer())
    other = making.place("The same town")
    seat = making.record(Institution, "Museum", place=other)
    making.published(town)
    making.change(town, by=writer(), summary="A town.")
    merge(other, town)

    assert authors(making.submitted(seat)) == {"archivist"}


def test_words_of_an_edition_that_only_led_on_are_still_new_to_readers():
    old, kept = making.place("Shushi"), making.place("Shusha")
    making.published(old)
    making.published(kept)
    making.change(old, by=writer(), summary="A town.")
    merge(old, kept)
    making.published(old, change="minor")
    merging.separate(old, by=making.archivist(), version=old.version)

    assert authors(making.submitted(old, change="minor")) == {"archivist", "writer"}


def test_a_name_that_was_withheld_is_still_new_to_readers():
    citing = {"sources": [making.source()], "summary": "Witness."}
    making.published(citing["sources"][0])
    person = making.human("Zərifə Orucova", by=writer(), privacy="withheld", slug="person", **citing)
    making.published(person)
    making.change(person, summary="A witness.")
    assert authors(making.submitted(person, change="minor")) == {"archivist"}

    stored = Person.objects.get(pk=person.pk)
    with saving(stored, by=making.archivist(), version=stored.version):
        stored.privacy = Person.Privacy.PUBLIC
        stored.save()

    assert authors(making.submitted(person, change="minor")) == {"archivist", "writer"}


def test_whoever_captured_the_copy_that_is_offered_is_an_author_until_readers_have_it():
    source = making.source(rights="NKC")
    copy = making.captured(source, by=writer())
    Source.objects.filter(pk=source.pk).update(offered_copy=copy)

    assert authors(making.submitted(source)) == {"archivist", "writer"}

    making.published(source)
    making.change(source, summary="A decree.")
    assert authors(making.submitted(source, change="minor")) == {"archivist"}


def test_what_is_submitted_once_more_by_somebody_else_keeps_its_authors():
    place = making.place("Shusha")
    making.published(place)
    making.change(place, title="Shusha town")
    before = making.submitted(place, by=writer(), change="minor")
    again = Candidate.objects.create(
        record=before.record,
        record_version=before.record_version,
        content=bytes(before.content),
        digest=before.digest,
        change=before.change,
        languages=before.languages,
        submitted_by=making.person("another", "archivist"),
        submitted_at=before.submitted_at,
    )

    authorship.sign(again, history=History.of(place.uuid), again=before)

    assert authors(again) == {"another", "archivist", "writer"}


def test_the_database_knows_that_what_is_approved_says_who_wrote_it():
    before = making.submitted(making.place("Shusha"))
    unsigned = Candidate.objects.create(
        record=before.record,
        record_version=before.record_version,
        content=bytes(before.content),
        digest=before.digest,
        change=before.change,
        submitted_by=making.archivist(),
        submitted_at=before.submitted_at,
    )

    with pytest.raises(IntegrityError, match="who wrote it"), transaction.atomic():
        reviewing.approve(unsigned, by=making.reviewer(), digest=unsigned.digest)
