"""What names one another and that readers cannot see yet is submitted, read and released together."""

import pytest

from archive.editorial import packages, reviewing
from archive.editorial.models import Candidate, State
from archive.editorial.permissions import NotAllowed
from archive.editorial.situations import situation
from archive.records.base import Record
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db


def together(first, *others, **options) -> list[Candidate]:
    """The candidates of ``first`` and of those that are submitted with it, in this order."""
    versions = {one: Record.objects.get(pk=one.pk).version for one in others}
    making.submitted(first, together=versions, **options)
    return [last(one) for one in (first, *others)]


def last(record) -> Candidate:
    return Candidate.objects.filter(record=record.pk, companion_of=None).latest("pk")


def label_of(record, candidate: Candidate) -> dict[str, str]:
    """What ``candidate`` calls ``record``."""
    return next(one.label for one in candidate.payload.references() if one.record == str(record.uuid))


def approve(*candidates: Candidate) -> None:
    for one in candidates:
        reviewing.approve(one, by=making.reviewer(), digest=one.digest)


def linking(to: Record) -> str:
    return f'<p>We remember <a data-record="{to.uuid}">it</a>.</p>'


# --- reading ------------------------------------------------------------------------------------------


def test_what_nobody_joined_is_read_alone():
    candidate = making.submitted(making.place())

    assert candidate.package is None
    assert packages.of(candidate) == [candidate]


def test_a_package_is_read_with_what_others_name_first():
    district = making.place("Khojaly district")
    village = making.place("Khojaly", parent=district)
    entry = making.entry(places=[village], sources=[making.source()])
    source = entry.citations.get().source

    candidates = together(entry, village, district, source)

    assert {one.package for one in candidates} == {candidates[0].package} != {None}
    read = packages.of(candidates[1])
    assert read[-1] == candidates[0]
    assert [one.record_id for one in read if one.record.kind == "place"] == [district.pk, village.pk]
    assert packages.of(candidates[0]) == read


def test_what_was_submitted_anew_takes_the_place_of_what_it_was():
    district = making.place("Khojaly district")
    village = making.place("Khojaly", parent=district)
    before, above = together(village, district)
    making.change(village, summary="A town.")

    anew = making.submitted(village)

    assert packages.of(above) == [above, anew]
    assert packages.of(before) == [before]


# --- submitting ---------------------------------------------------------------------------------------


def test_a_statement_is_submitted_with_the_new_institution_it_names():
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])

    of_statement, of_issuer = together(statement, issuer)

    assert label_of(issuer, of_statement) == {"en": "Ministry"}
    assert [situation(one).state for one in (statement, issuer)] == [State.IN_REVIEW] * 2
    assert [one.named for one in of_statement.held_labels.all()] == [of_issuer]


def test_two_new_records_may_name_each_other():
    one, other = making.place("One"), making.place("Other")
    making.change(one, body=linking(other))
    making.change(other, body=linking(one))

    of_one, of_other = together(one, other)

    assert label_of(other, of_one) == {"en": "Other"}
    assert label_of(one, of_other) == {"en": "One"}
    assert packages.of(of_one) == packages.of(of_other)


def test_a_person_is_named_together_as_the_level_of_privacy_allows():
    """Her initials stand there, and not what the draft says."""
    person = making.human("Zərifə Orucova", privacy="withheld", slug="p-aaaaaaaa")
    source = making.source()
    event = making.entry(sources=[source])
    making.Involvement.objects.create(person=person, role="victim", entry=event, source=source)
    collection = making.collection(members=[person])

    of_collection, *_others = together(collection, person, event, source)

    assert label_of(person, of_collection) == {"en": "Z. O."}


def test_what_stands_in_review_already_is_joined():
    issuer = making.institution()
    of_issuer = making.submitted(issuer)
    statement = making.statement(issuers=[issuer])

    of_statement = making.submitted(statement)

    assert packages.of(of_issuer) == [of_issuer, of_statement]
    assert [one.named for one in of_statement.held_labels.all()] == [of_issuer]


def test_what_waits_for_its_release_is_named_without_asking_for_it():
    issuer = making.institution("Ministry")
    release = making.release()
    making.scheduled(issuer, release)

    candidate = making.submitted(making.statement(issuers=[issuer]))

    assert candidate.release == release
    assert candidate.package is None


def test_a_correction_comes_together_with_a_first_edition():
    place = making.place("Shusha")
    making.published(place)
    quarter = making.place("A quarter")
    making.change(place, body=linking(quarter))

    of_place, of_quarter = together(place, quarter, change="update", note={"en": "A quarter was added."})

    assert [of_place.change, of_quarter.change] == ["update", "first"]
    assert packages.of(of_place) == [of_quarter, of_place]


def test_what_is_not_ready_is_told_of_its_own_record_and_nothing_is_submitted():
    issuer = making.institution("Ministry")
    entry = making.entry("A night", sources=[making.source()])
    source = entry.citations.get().source
    with saving(entry, by=making.archivist(), version=entry.version):
        entry.date = ""
        entry.save()
    collection = making.collection(members=[entry, issuer])

    with pytest.raises(reviewing.NotReady, match=r"A night: Say when it happened\."):
        together(collection, entry, issuer, source)

    assert not Candidate.objects.exists()


def test_what_nobody_chose_keeps_the_rest_from_being_submitted():
    issuer = making.institution("Ministry")

    with pytest.raises(reviewing.NotReady, match="Ministry"):
        making.submitted(making.statement(issuers=[issuer]))


def test_somebody_who_saved_another_of_them_meanwhile_is_not_passed_over():
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])
    making.change(issuer, title="Another ministry")

    with pytest.raises(reviewing.StaleVersion, match="Another ministry"):
        making.submitted(statement, together={issuer: 1})


def test_what_readers_have_is_no_first_edition_together_either():
    issuer = making.institution("Ministry")
    making.published(issuer)

    with pytest.raises(reviewing.AlreadyPublic, match="Ministry"):
        together(making.statement(issuers=[issuer]), issuer)


def test_whoever_may_not_submit_submits_nothing_together():
    issuer = making.institution("Ministry")

    with pytest.raises(NotAllowed):
        together(making.statement(issuers=[issuer]), issuer, by=making.reviewer())


def test_all_that_comes_along_is_found_level_by_level():
    district = making.place("Khojaly district")
    village = making.place("Khojaly", parent=district)
    known, read = making.place("Shusha"), making.place("Lachin")
    making.published(known)
    in_review = making.submitted(read)
    entry = making.entry(places=[village, known, read])

    found = packages.around(entry, languages=["en"])

    assert {one.pk for one in found.drafts} == {village.pk, district.pk}
    assert found.joined == (in_review,)


def test_what_readers_see_all_of_needs_nothing_along(django_assert_num_queries):
    place = making.place("Shusha")
    making.published(place)
    entry = making.entry(places=[place])
    read = packages.read(entry)

    with django_assert_num_queries(1):
        found = packages.around(read, languages=["en"])

    assert (found.drafts, found.joined, found.release) == ((), (), None)


# --- another label ------------------------------------------------------------------------------------


def named_anew():
    """A statement and its issuer that were approved together; then the issuer is called otherwise."""
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])
    candidates = together(statement, issuer)
    approve(*candidates)
    making.change(issuer, title="Ministry of Memory", by=making.person("namer", "archivist"))
    making.submitted(issuer, by=making.person("namer", "archivist"))
    return statement, issuer, candidates[0]


def test_what_holds_a_label_is_frozen_anew_under_another_one_and_signed_anew():
    statement, issuer, before = named_anew()

    after = last(statement)

    assert after != before
    assert label_of(issuer, after) == {"en": "Ministry of Memory"}
    assert situation(statement).state == State.IN_REVIEW
    assert packages.of(after) == [last(issuer), after]
    assert [one.named for one in after.held_labels.all()] == [last(issuer)]
    assert set(after.authors.values_list("person__username", flat=True)) == {"archivist", "namer"}


def test_the_new_label_is_put_into_what_was_submitted_and_not_into_what_is_saved():
    """Words in a language that nobody submits are no other words."""
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])
    before, _issuer = together(statement, issuer, languages=["en"])
    making.change(statement, language="ru", title="Заявление")
    making.change(issuer, title="Ministry of Memory")

    making.submitted(issuer)

    assert last(statement).payload.texts == before.payload.texts
    assert last(statement).record_version == before.record_version


def test_what_is_called_as_before_is_not_signed_anew():
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])
    before, of_issuer = together(statement, issuer)
    approve(before)
    making.change(issuer, summary="It sits in Baku.")

    making.submitted(issuer)

    assert last(statement) == before
    assert last(issuer) != of_issuer
    assert situation(statement).state == State.APPROVED


def test_what_its_authors_have_changed_since_is_left_to_them():
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])
    before, _issuer = together(statement, issuer)
    making.change(statement, body="<p>We mourn.</p>")
    making.change(issuer, title="Ministry of Memory")

    making.submitted(issuer)

    assert last(statement) == before


def test_who_approved_it_under_the_other_label_is_told_to_the_next():
    statement, _issuer, before = named_anew()

    assert packages.approved_under_another_label(last(statement)) == before.review
    assert packages.approved_under_another_label(before) is None
