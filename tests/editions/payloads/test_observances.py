"""The days that law made."""

from dataclasses import replace

import pytest

from archive.editions import payloads
from archive.editions.payloads.observances import DateRule, ObservancePayload

from .examples import COMMON, EXAMPLES, GOLDEN


def test_the_fixed_day_of_schema_1_is_a_rule_today():
    before = payloads.from_bytes((GOLDEN / "observance-1.json").read_bytes())
    rule = DateRule(effect="establishes", kind="fixed", month=9, day=27, from_year=2021)
    refrozen = ObservancePayload(kind="observance", rules=(rule,), **COMMON)

    assert before.of_today() == replace(refrozen, schema=1)
    assert before.days() == refrozen.days()
    assert payloads.same_content(before, refrozen)


@pytest.mark.parametrize("status", ["proposed", "stricken"])
def test_what_was_never_in_force_has_no_days(status):
    never = replace(EXAMPLES["observance"], status=status)

    assert (never.days(), never.single_years()) == ((), ())
