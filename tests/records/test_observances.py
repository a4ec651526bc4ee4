"""What the table of observances refuses, and what its rows say."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from archive.rules import Occurrence
from tests import making

pytestmark = pytest.mark.django_db


def test_scenario_15_what_was_stricken_is_not_made_active():
    bill = making.observance("A day that was only proposed", status="stricken")
    bill.status = "in-force"

    with pytest.raises(ValidationError) as refused:
        bill.full_clean()

    assert refused.value.message_dict == {
        "status": [
            "This observance was stricken before it came into force, so it cannot be made active. If a later "
            "instrument established it, describe that as an observance of its own."
        ]
    }
    assert (
        making.observance(status="stricken").occurrences(2026),
        making.observance(status="proposed").occurrences(2026),
    ) == (
        (),
        (),
    )


def test_the_desk_counts_from_another_observance():
    yom = making.observance("Yom HaShoah", rules=[{"kind": "listed", "dates": "2025-04-25", "shifts": "fri -1"}])
    week = making.observance(
        "Days of Remembrance",
        rules=[{"kind": "weekday-near", "weekday": "sun", "side": "on-or-before", "base": yom, "duration": 8}],
    )

    assert (week.occurrences(2025), week.occurrences(2026)) == (
        (Occurrence(year=2025, first=date(2025, 4, 20), last=date(2025, 4, 27), ref=str(week.rules.get().pk)),),
        (),
    )
