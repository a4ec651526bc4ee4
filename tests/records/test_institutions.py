"""What is refused of institutions."""

import pytest

from tests import making
from tests.records.refusals import refused

pytestmark = pytest.mark.django_db


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


def test_an_institution_ends_after_it_begins():
    house = making.institution(since="2021", until="2009-10-03")

    assert refused(house) == {"until": ["It ended before it was founded."]}
