"""What the table of rituals refuses, and what its rows say."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from archive.records.rituals import Ritual
from tests import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "zone", "local_everywhere"),
    [
        ({}, "", False),
        ({"zone": "Asia/Baku", "local_everywhere": True}, "", False),
        ({"time": time(12)}, "Asia/Baku", False),
        ({"time": time(12), "zone": "Africa/Kigali"}, "Africa/Kigali", False),
        ({"time": time(12), "zone": "Asia/Baku", "local_everywhere": True}, "", True),
    ],
)
def test_the_time_of_a_ritual_is_that_of_one_zone_or_of_every_one(fields, zone, local_everywhere):
    ritual = Ritual(observance=making.observance(), **fields)

    ritual.full_clean()
    ritual.save()

    assert (ritual.zone, ritual.local_everywhere) == (zone, local_everywhere)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"valid_from_year": 2021, "valid_to_year": 2020}, "The last year lies before the first."),
        ({"time": time(12), "zone": "Baku"}, "“Baku” is not the name of a time zone."),
    ],
)
def test_a_ritual_of_no_time_is_refused(fields, said):
    with pytest.raises(ValidationError, match=said):
        Ritual(observance=making.observance(), **fields).full_clean()
