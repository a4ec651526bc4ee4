"""What names one another and that readers cannot see yet is submitted, read and released together."""

import pytest

from archive.editorial import packages
from archive.editorial.models import Candidate, HeldLabel
from tests import making

pytestmark = pytest.mark.django_db


def joining(record, first: Candidate, *named: Candidate) -> Candidate:
    """A candidate of ``record`` in the package of ``first`` that holds the labels of those it ``named``."""
    alone = making.submitted(record)
    columns = ("record_id", "record_version", "content", "digest", "change", "submitted_by", "submitted_at")
    same = {name: getattr(alone, name) for name in columns}
    candidate = Candidate.objects.create(**same, package=packages.key(first))
    for one in named:
        HeldLabel.objects.create(candidate=candidate, named=one)
    return candidate


def test_what_nobody_joined_is_read_alone():
    candidate = making.submitted(making.place())

    assert packages.of(candidate) == [candidate]


def test_a_package_is_read_with_what_others_name_first():
    village = making.submitted(making.place("Khojaly"))
    district = joining(making.place("Khojaly district"), village)
    statement = joining(making.place("What happened there"), village, village, district)

    assert [packages.of(one) for one in (village, district, statement)] == [[village, district, statement]] * 3


def test_what_was_submitted_anew_takes_the_place_of_what_it_was():
    village = making.submitted(making.place("Khojaly"))
    before = joining(making.place("What happened there"), village, village)
    anew = joining(village.record, village)

    assert packages.of(before) == [anew, before]
    assert packages.of(village) == [village]
