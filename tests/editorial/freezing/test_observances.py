"""What a day of remembrance needs before it is frozen."""

import pytest

from archive import clock
from archive.editorial.readiness import problems
from archive.records.rituals import Ritual
from tests import making


@pytest.mark.django_db
def test_a_ritual_of_which_nothing_is_said_keeps_a_day_from_readers():
    day = making.observance()
    Ritual.objects.create(observance=day)

    found = [problem.message for problem in problems(day, languages=["en"], at=clock.now())]

    assert found == ["Say of each ritual what is done, in one language at least."]
