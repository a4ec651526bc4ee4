"""What is refused of persons, and what their level of privacy forbids."""

import pytest
from django.db import IntegrityError, transaction

from archive.records.persons import Involvement, Person, tells_nothing
from tests import making
from tests.records.refusals import refused

pytestmark = pytest.mark.django_db


def test_nobody_dies_before_being_born():
    person = making.human(born="1990-02", died="1990-01-20")

    assert refused(person) == {"died": ["The day of death lies before that of birth."]}


@pytest.mark.parametrize("asked", ["", "zarifa-orujova", "p-orujova", "p-zarifa22", "person"])
def test_the_address_of_a_person_tells_nothing_and_stays(asked):
    person = Person(slug=asked)
    person.save()
    given = person.slug

    assert tells_nothing(given)
    assert given.startswith("p-")
    assert len(given) == 10
    person.save()
    assert Person.objects.get().slug == given
    assert not tells_nothing(asked)


def test_a_part_is_in_one_event_or_statement():
    person, source = making.human(), making.source()
    statement = making.statement(issuers=[making.institution()])

    for places in ({}, {"entry": making.entry(), "statement": statement}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Involvement.objects.create(person=person, role="witness", source=source, **places)


def test_privacy_forbids_what_it_says():
    names = ("Zərifə Orucova",)

    assert [Person(privacy=level).forbids(names) for level in ("public", "withheld", "hidden")] == [False, True, True]
    assert [Person(privacy=level).forbids(["Z. O."]) for level in ("withheld", "hidden")] == [False, True]
