"""What is refused of places."""

import pytest

from tests import making
from tests.records.refusals import refused

pytestmark = pytest.mark.django_db


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
