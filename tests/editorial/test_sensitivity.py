"""What may hurt goes out only after somebody who did not write it has looked at it."""

import pytest
from django.db import IntegrityError, transaction

from archive.editorial import publishing, sensitivity
from archive.editorial.permissions import NotAllowed
from archive.editorial.preparations import Preparation
from archive.editorial.sensitivity import LookedAt, NotLookedAt, OwnWords, SensitivityReview
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    """A statement with a content note; nothing else asks for anything."""
    issuer = making.institution()
    making.published(issuer)
    made = making.statement("Words", issuers=[issuer])
    making.change(made, content_note="It tells of a death.")
    return made


def publish(candidate):
    return publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def sign(candidate, by=None, **said):
    return sensitivity.sign(candidate, by=by or making.reviewer(), digest=candidate.digest, **said)


def test_what_has_a_content_note_goes_out_only_once_somebody_has_looked_at_it(words):
    candidate, release = making.approved(words), making.release()

    with pytest.raises(NotLookedAt, match="Words"):
        publish(candidate)
    with pytest.raises(NotLookedAt):
        publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=release)
    signed = sign(candidate, remark="The note says it all.")
    with pytest.raises(LookedAt):
        sign(candidate)

    assert publish(candidate).payload_id == candidate.digest
    assert (signed.by, signed.digest, sensitivity.of(candidate)) == (making.reviewer(), candidate.digest, signed)


def test_whoever_wrote_it_signs_only_if_she_may_do_so_alone_and_says_why(words):
    candidate = making.submitted(words)
    mine = making.sole()
    making.change(words, by=mine, summary="Short.")
    own = making.submitted(words, by=mine)

    with pytest.raises(NotAllowed):
        sign(candidate, by=making.publisher())
    making.archivist().groups.add(*making.reviewer().groups.all())
    with pytest.raises(OwnWords):
        sign(candidate, by=type(mine).objects.get(pk=making.archivist().pk), remark="I know it.")
    with pytest.raises(OwnWords):
        sign(own, by=mine)
    with pytest.raises(IntegrityError), transaction.atomic():
        SensitivityReview.objects.create(candidate=own, digest=own.digest, by=mine, at=own.submitted_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        SensitivityReview.objects.create(
            candidate=own, digest="another", by=making.reviewer(), at=own.submitted_at, remark=""
        )

    assert sign(own, by=mine, remark="Nobody else is here.").by == mine


def test_the_database_keeps_a_content_note_back_by_itself(words, monkeypatch):
    candidate = making.approved(words)
    monkeypatch.setattr(sensitivity, "require_looked_at", lambda candidates: None)

    with pytest.raises(IntegrityError, match="once somebody has looked at it"), transaction.atomic():
        publish(candidate)
    sign(candidate)

    assert publish(candidate).payload_id == candidate.digest


def test_other_words_are_looked_at_anew(words):
    first = making.submitted(words)
    sign(first)
    making.change(words, summary="Other words.")
    second = making.approved(words)

    with pytest.raises(NotLookedAt):
        publish(second)
    sign(second)

    assert publish(second)


def test_an_observance_may_ask_it_of_all_its_statements():
    issuer, day = making.institution(), making.observance()
    making.published(issuer), making.published(day)
    plain = making.approved(making.statement("Plain", issuers=[issuer], observance=day, year=2026))

    assert sensitivity.reasons(plain.payload) == ()
    Preparation.objects.create(observance=day, asks_sensitivity=True)

    assert sensitivity.reasons(plain.payload) == ("It is asked of every statement of this observance.",)
    with pytest.raises(NotLookedAt):
        publish(plain)


def test_a_person_whose_name_is_withheld_is_looked_at_before_readers_see_the_initials():
    source = making.source()
    making.published(source)
    somebody = making.approved(making.human("Z. O.", privacy="withheld", sources=[source]))

    assert sensitivity.reasons(somebody.payload) == ("It tells of somebody whose name is withheld.",)
    assert list(sensitivity.missing()) == [somebody]
    with pytest.raises(NotLookedAt):
        publish(somebody)
    sign(somebody)
    assert list(sensitivity.missing()) == []
    assert publish(somebody)


def test_nothing_is_asked_of_what_may_hurt_nobody(words):
    making.change(words, content_note="")

    assert publish(making.approved(words)).payload_id
