"""What one person did alone: who may, what the database refuses, and what another says of it afterwards."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from archive import clock
from archive.audit import AuditEvent
from archive.editions import reading
from archive.editions.acts import Refused
from archive.editions.models import LedgerEntry
from archive.editorial import permissions, publishing, reviewing, second_opinions
from archive.editorial.models import Review, SecondOpinion, State
from archive.editorial.people import User
from archive.editorial.situations import situation
from tests import making

pytestmark = pytest.mark.django_db


def both() -> User:
    """Who might look at it herself, were it not her own act."""
    return making.person("withdraws", "publisher", "reviewer")


def withdrawn() -> second_opinions.DoneAlone:
    place = making.place("Withdrawn")
    making.published(place)
    publishing.withdraw(place, by=both(), reason_class="superseded", note={"en": "Elsewhere."})
    return second_opinions.withdrawn_alone(LedgerEntry.objects.latest("seq"), place)


def alone() -> second_opinions.DoneAlone:
    place = making.place("Alone", by=making.sole())
    return second_opinions.approved_alone(making.approved_alone(place).review)


def test_one_person_brings_a_record_to_readers_alone():
    sole, place = making.sole(), making.place("Shusha", by=making.sole())
    candidate = making.submitted(place, by=sole)

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=sole, digest=candidate.digest)
    reviewing.approve_alone(candidate, by=sole, digest=candidate.digest, reason="I am the only one here.")
    assert situation(place).state == State.APPROVED
    publishing.publish(candidate, by=sole, digest=candidate.digest)

    assert reading.at(clock.now()).find("place", place.slug).payload.texts["en"].title == "Shusha"
    said = AuditEvent.objects.filter(record=place.uuid).order_by("pk").values_list("act", "by_name")
    assert list(said) == [("submit", "Sole"), ("alone", "Sole"), ("publish", "Sole")]


@pytest.mark.once
def test_alone_takes_a_right_of_its_own_a_reason_and_words_of_ones_own():
    sole, both = making.sole(), making.person("both", "archivist", "reviewer", "publisher", "administrator")
    own, others = (making.submitted(making.place(by=by), by=by) for by in (sole, making.archivist()))
    lacking = making.submitted(making.place(by=both), by=both)

    for candidate, by, reason, refusal in (
        (lacking, both, "Nobody else is here.", permissions.NotAllowed),
        (own, sole, " ", Refused),
        (others, sole, "Nobody else is here.", reviewing.NotOwnText),
    ):
        with pytest.raises(refusal):
            reviewing.approve_alone(candidate, by=by, digest=candidate.digest, reason=reason)

    assert not Review.objects.exists()
    assert [one.name for one in Group.objects.filter(permissions__codename="alone")] == ["alone"]


def test_the_database_lets_exactly_that_through():
    sole, other = making.sole(), making.archivist()
    own = making.submitted(making.place(by=sole), by=sole)
    signed = {"candidate": own, "digest": own.digest, "at": clock.now()}

    for said, refusal in (
        ({"verdict": "approved", "by": sole}, "own words"),
        ({"verdict": "alone", "by": other, "remark": "So."}, "wrote themselves"),
        ({"verdict": "alone", "by": sole}, None),
        ({"verdict": "alone", "by": sole, "remark": "So.", "digest": "0" * 64}, "digest"),
    ):
        with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
            Review.objects.create(**signed | said)

    Review.objects.create(**signed, verdict="alone", by=sole, remark="So.")


@pytest.mark.parametrize("what", [alone, withdrawn])
def test_another_person_looks_at_it_once_and_readers_see_the_same(what):
    done, second = what(), making.reviewer()
    doer = making.people[done.by.lower()]
    before = situation(done.record).state

    with pytest.raises(second_opinions.OwnAct):
        second_opinions.confirm(done, by=doer)
    with pytest.raises(IntegrityError, match="did themselves"), transaction.atomic():
        SecondOpinion.objects.create(
            record_id=done.record.pk, review=done.review, act=done.act, verdict="confirmed", by=doer, at=clock.now()
        )
    with pytest.raises(Refused):
        second_opinions.object_to(done, by=second, remark="")
    second_opinions.object_to(done, by=second, remark="The year is wrong: correct it.")
    with pytest.raises(second_opinions.AlreadySaid):
        second_opinions.confirm(done, by=making.person("third", "reviewer"))

    opinion = SecondOpinion.objects.get()
    assert (opinion.verdict, opinion.remark) == ("objected", "The year is wrong: correct it.")
    assert situation(done.record).state == before


def test_what_was_not_done_alone_takes_no_second_opinion():
    place = making.place()
    making.published(place)
    review, act = Review.objects.get(), LedgerEntry.objects.get()

    for of in ({"review": review}, {"act": act}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SecondOpinion.objects.create(
                record_id=place.pk, verdict="confirmed", by=making.person("third"), at=clock.now(), **of
            )


@pytest.mark.once
def test_each_person_finds_what_others_did_and_what_of_their_own_waits():
    approved, gone = alone(), withdrawn()

    def waiting(reviews, acts, person):
        return [one.pk for one in reviews(person)], [one.pk for one in acts(person)]

    others, own = (
        (second_opinions.reviews_for, second_opinions.acts_for),
        (second_opinions.reviews_of, second_opinions.acts_of),
    )
    assert waiting(*others, making.reviewer()) == ([approved.review.pk], [gone.act.pk])
    assert waiting(*others, making.sole()) == ([], [gone.act.pk])
    assert waiting(*own, making.sole()) == ([approved.review.pk], [])
    assert waiting(*own, both()) == ([], [gone.act.pk])
    second_opinions.confirm(approved, by=making.reviewer())
    second_opinions.confirm(gone, by=making.reviewer())

    assert waiting(*others, making.reviewer()) == ([], [])
    assert waiting(*own, making.sole()) == ([], [])


@pytest.mark.once
def test_what_a_second_person_approved_since_is_no_longer_marked():
    done = alone()
    assert second_opinions.last_approvals_alone([done.record]) == {done.record.pk: done.review}

    making.change(done.record, title="Once more")
    making.approved(done.record)

    assert second_opinions.last_approvals_alone([done.record]) == {}


def test_companions_are_approved_alone_together_with_what_they_name():
    sole = making.sole()
    house = making.institution("House", by=sole)
    release = making.release()
    making.scheduled(house, release)
    said = making.statement(issuers=[house], by=sole)
    making.scheduled(said, release, release=release)
    making.change(house, title="Hall", by=sole)

    candidate = making.approved_alone(house, by=sole)

    assert set(Review.objects.filter(verdict="alone").values_list("candidate", flat=True)) == {
        candidate.pk,
        *candidate.companions.values_list("pk", flat=True),
    }
    assert candidate.companions.count() == 1
    assert [one.candidate_id for one in second_opinions.reviews_for(making.reviewer())] == [candidate.pk]
    assert second_opinions.last_approvals_alone([house, said]).keys() == {house.pk}
