"""What is refused of names, places, institutions and persons."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.records.identifiers import Identifier
from archive.records.names import Name
from archive.records.persons import Involvement, Person, tells_nothing
from tests import making

pytestmark = pytest.mark.django_db


def refused(row) -> dict[str, list[str]]:
    """What is said against ``row``, by field."""
    with pytest.raises(ValidationError) as error:
        row.full_clean(exclude=("folded", "slug", "kind"))
    return error.value.message_dict


def test_no_place_lies_in_itself_in_the_end():
    region = making.place("Region")
    town = making.place("Town", parent=region)
    street = making.place("Street", parent=town)
    region.parent = street

    assert refused(region) == {"parent": ["In the end this place would lie in itself."]}
    region.parent = region
    assert refused(region) == {"parent": ["In the end this place would lie in itself."]}
    assert street.parents() == (town, region)


def test_what_two_people_made_a_loop_at_once_is_still_read_to_an_end():
    one = making.place("One")
    other = making.place("Other", parent=one)
    type(one).objects.filter(pk=one.pk).update(parent=other)

    assert type(one).objects.get(pk=one.pk).parents() == (other,)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("parent", "In the end this institution would be a part of itself."),
        ("predecessor", "In the end this institution would be its own predecessor."),
    ],
)
def test_no_institution_is_its_own_part_or_predecessor_in_the_end(link, said):
    first = making.institution("Council")
    second = making.institution("Organisation", **{link: first})
    setattr(first, link, second)

    assert refused(first) == {link: [said]}


@pytest.mark.parametrize(
    ("register", "right", "wrong"),
    [
        ("wikidata", "Q9248", ("9248", "q9248", "Q0", "Q92 48", "https://www.wikidata.org/wiki/Q9248")),
        ("geonames", "587084", ("Q587084", "0587084", "587 084")),
        ("viaf", "148462599", ("viaf/148462599", "148462599x")),
    ],
)
def test_an_identifier_is_written_as_its_register_writes_it(register, right, wrong):
    place = making.place()

    Identifier(record=place, register=register, value=right).full_clean()
    for value in wrong:
        assert list(refused(Identifier(record=place, register=register, value=value))) == ["value"]


def test_a_name_and_an_institution_end_after_they_begin():
    name = Name(record=making.place(), text="Pənahabad", language="az", since="1991-12", until="1991-11-26")
    house = making.institution(since="2021", until="2009-10-03")

    assert refused(name) == {"until": ["It was borne no longer before it was borne first."]}
    assert refused(house) == {"until": ["It ended before it was founded."]}
    Name(record=name.record, text="Pənahabad", language="az", since="1991", until="1991-11-26").full_clean(
        exclude=("folded",)
    )


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
