"""What names one another and that readers cannot see yet is submitted, read and released together."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import clock
from archive.editions import acts, ledger, reading
from archive.editions.models import Edition, LedgerEntry, Release
from archive.editorial import packages, publishing, reviewing
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

    found = packages.around(one, languages=["en"])
    of_one, of_other = together(one, other)

    assert [each.pk for each in found.drafts] == [other.pk]
    assert set(found.public.payloads) == {str(one.uuid), str(other.uuid)}
    assert label_of(other, of_one) == {"en": "Other"}
    assert label_of(one, of_other) == {"en": "One"}
    assert packages.of(of_one) == packages.of(of_other)


def test_a_record_may_lead_to_itself():
    place = making.place("One")
    making.change(place, body=linking(place))

    candidate = making.submitted(place)
    approve(candidate)

    assert label_of(place, candidate) == {"en": "One"}
    assert packages.around(place, languages=["en"]).drafts == ()
    publish(candidate)


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


def test_of_two_packages_that_of_what_was_submitted_first_is_joined_and_the_other_goes_out_before():
    later, issuer, other = making.institution("Later"), making.institution("Ministry"), making.institution("Council")
    first = together(issuer, other)
    second = together(later, making.place("Baku"))
    statement = making.submitted(making.statement(issuers=[later, issuer]))
    approve(*first, *second, statement)

    assert set(packages.of(statement)) == {*first, statement}
    with pytest.raises(acts.NotPublished, match="Later"):
        publish(*first, statement)
    publish(*second)
    publish(*first, statement)


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


def test_where_another_name_for_what_is_scheduled_is_returned_what_took_it_is_submitted_once_more():
    issuer, release = making.institution("Ministry"), making.release()
    statement = making.statement(issuers=[issuer])
    _statement, of_issuer = together(statement, issuer)
    approve(of_issuer)
    schedule(of_issuer, release=release)
    making.change(issuer, title="Ministry of Memory")
    renamed = making.submitted(issuer)
    reviewing.return_(renamed, by=making.reviewer(), digest=renamed.digest, remark="It is called as before.")
    taken = last(statement)
    approve(taken)

    assert label_of(issuer, taken) == {"en": "Ministry of Memory"}
    with pytest.raises(acts.NotPublished, match="Submit it again"):
        schedule(taken, release=release)
    again = making.submitted(statement)
    approve(again)
    assert label_of(issuer, again) == {"en": "Ministry"}
    assert schedule(again, release=release)


def test_who_approved_it_under_the_other_label_is_told_to_the_next():
    statement, _issuer, before = named_anew()

    assert packages.approved_under_another_label(last(statement)) == before.review
    assert packages.approved_under_another_label(before) is None


def test_what_changes_together_with_it_still_does_under_another_label():
    """A village is scheduled, and an event that names it; it is renamed, in words that name a new district."""
    release, source = making.release(), making.source()
    making.published(source)
    village, district = making.place("Village"), making.place("District")
    making.scheduled(village, release)
    event = making.entry(places=[village], sources=[source])
    making.scheduled(event, release)
    making.change(village, title="The village", body=linking(district))
    before, _of_district = together(village, district)
    making.change(district, title="The district")

    of_district = making.submitted(district)
    of_village = last(village)
    approve(of_district, of_village)
    publish(of_district)
    (scheduled,) = acts.pending(records=[village.uuid])
    publishing.replace(of_village, by=making.publisher(), digest=of_village.digest, scheduled=scheduled)

    assert before.companions.count() == of_village.companions.count() == 1
    (coming,) = acts.pending(records=[event.uuid])
    assert [one.label for one in coming.payload.held.references()] == [{"en": "The village"}]


# --- publishing ---------------------------------------------------------------------------------------


def publish(*candidates: Candidate, **options) -> Edition:
    lead, *others = candidates
    told = {"by": making.publisher(), "digest": lead.digest, "together": {one: one.digest for one in others}}
    return publishing.publish(lead, **told | options)


def schedule(*candidates: Candidate, release) -> Edition:
    lead, *others = candidates
    told = {"by": making.publisher(), "digest": lead.digest, "together": {one: one.digest for one in others}}
    return publishing.schedule(lead, release=release, **told)


def is_seen(record: Record) -> bool:
    return reading.at(clock.now()).find(record.kind, record.slug) is not None


def approved_together() -> tuple[Record, Record, list[Candidate]]:
    issuer = making.institution("Ministry")
    statement = making.statement(issuers=[issuer])
    candidates = together(statement, issuer)
    approve(*candidates)
    return statement, issuer, candidates


def test_a_package_is_published_in_one_act():
    one, other = making.place("One"), making.place("Other")
    making.change(one, body=linking(other))
    making.change(other, body=linking(one))
    candidates = together(one, other)
    approve(*candidates)

    edition = publish(*candidates)

    assert [is_seen(record) for record in (one, other)] == [True, True]
    assert {act.release_id for act in LedgerEntry.objects.all()} == {edition.release_id}
    assert [situation(record).state for record in (one, other)] == [State.PUBLISHED] * 2
    assert ledger.broken_at() is None


def test_a_part_of_a_package_is_published_where_what_it_names_is_public():
    statement, issuer, (of_statement, of_issuer) = approved_together()

    with pytest.raises(acts.NotPublished, match="Ministry"):
        publish(of_statement)
    publish(of_issuer)
    publish(of_statement)

    assert is_seen(statement)
    assert is_seen(issuer)


def test_what_readers_cannot_see_is_told_in_the_language_that_stands_in(settings):
    settings.MEMORIAL_LANGUAGES = ["ru", "az", "en"]
    issuer = making.institution({"az": "Nazirlik", "ru": "Министерство"})
    candidates = together(making.statement(issuers=[issuer]), issuer)
    approve(*candidates)

    with pytest.raises(acts.NotPublished, match="Министерство"):
        publish(candidates[0])


def test_nothing_of_it_is_published_as_long_as_one_was_not_approved():
    issuer = making.institution("Ministry")
    candidates = together(making.statement(issuers=[issuer]), issuer)
    approve(candidates[0])

    with pytest.raises(publishing.NotApproved, match="Ministry: A second person"):
        publish(*candidates)

    assert not Edition.objects.exists()


def test_what_stood_otherwise_on_the_page_is_not_published_together():
    _statement, _issuer, (of_statement, of_issuer) = approved_together()

    with pytest.raises(reviewing.StaleDigest, match="Ministry"):
        publish(of_statement, together={of_issuer: of_statement.digest})


def test_a_package_becomes_public_at_one_instant():
    statement, issuer, candidates = approved_together()
    release = making.release()

    schedule(*candidates, release=release)

    assert [is_seen(one) for one in (statement, issuer)] == [False, False]
    with time_machine.travel(release.instant):
        assert [is_seen(one) for one in (statement, issuer)] == [True, True]


def test_what_was_published_is_in_its_package_no_more_when_it_is_corrected():
    statement, _issuer, candidates = approved_together()
    publish(*candidates)
    making.change(statement, body="<p>We mourn.</p>")

    correction = making.submitted(statement, change="minor")

    assert packages.of(correction) == [correction]


@pytest.mark.parametrize("others", [0, 3])
def test_publishing_together_takes_as_many_statements_for_each(others):
    """Those of one alone, and less for each that comes along."""
    places = [making.place(f"Place {number}") for number in range(1 + others)]
    candidates = together(*places)
    approve(*candidates)
    making.publisher().has_perm("archive.publish")

    with CaptureQueriesContext(connection) as asked:
        publish(*candidates)

    lock = connection.vendor == "postgresql"
    assert len(asked) == 18 + lock + (1 + 7 * others if others else 0)


# --- releases -----------------------------------------------------------------------------------------


def scheduled_together():
    statement, issuer, candidates = approved_together()
    release = making.release(title="20 January")
    schedule(*candidates, release=release)
    return statement, issuer, release


def test_what_was_planned_is_live_at_once_in_one_act_with_its_reason():
    """The issuer released it on the eve: the document keeps its date."""
    statement, issuer, release = scheduled_together()

    moved = publishing.release_now(release, by=making.publisher(), reason="The issuer has released it.")

    assert len(moved) == 2
    assert [is_seen(one) for one in (statement, issuer)] == [True, True]
    assert reading.at(clock.now()).find("statement", statement.slug).payload.date == "2026-01-20"
    act = LedgerEntry.objects.latest("seq")
    assert (act.act, act.reason) == ("reschedule", "The issuer has released it.")
    assert act.instant == Release.objects.get(pk=release.pk).instant
    assert [situation(one).state for one in (statement, issuer)] == [State.PUBLISHED] * 2
    assert ledger.broken_at() is None


def test_what_is_live_at_once_names_only_what_readers_know():
    issuer = making.institution("Ministry")
    making.scheduled(issuer, making.release(hours=10))
    later = making.release(hours=20)
    making.scheduled(making.statement(issuers=[issuer]), later)

    with pytest.raises(acts.NotPublished):
        publishing.release_now(later, by=making.publisher(), reason="So.")

    assert not is_seen(issuer)


def test_what_is_past_is_not_released_again():
    _statement, _issuer, release = scheduled_together()

    with time_machine.travel(release.instant), pytest.raises(acts.ReleaseIsLive):
        publishing.release_now(release, by=making.publisher(), reason="So.")


def test_all_of_a_release_is_recalled_in_one_act():
    statement, issuer, release = scheduled_together()

    publishing.recall_all(release, by=making.publisher(), reason="It is not to be.")

    assert acts.pending() == []
    assert [situation(one).state for one in (statement, issuer)] == [State.APPROVED] * 2
    assert packages.of(last(statement)) == [last(issuer), last(statement)]
    making.change(statement, body="<p>We mourn.</p>")
    assert making.submitted(statement).package == last(issuer).package


def test_what_others_name_is_not_recalled_with_its_release():
    issuer = making.institution("Ministry")
    release = making.release(hours=10)
    making.scheduled(issuer, release)
    making.scheduled(making.statement(issuers=[issuer]), making.release(hours=20))

    with pytest.raises(acts.NotPublished):
        publishing.recall_all(release, by=making.publisher(), reason="So.")


@pytest.mark.parametrize("verb", [publishing.release_now, publishing.recall_all])
def test_a_release_is_changed_by_publishers_with_a_reason(verb):
    _statement, _issuer, release = scheduled_together()

    with pytest.raises(acts.Refused):
        verb(release, by=making.publisher(), reason=" ")
    with pytest.raises(NotAllowed):
        verb(release, by=making.archivist(), reason="So.")
