"""The days that law made."""

from dataclasses import replace

import pytest

from .examples import EXAMPLES


@pytest.mark.parametrize("status", ["proposed", "stricken"])
def test_what_was_never_in_force_has_no_days(status):
    never = replace(EXAMPLES["observance"], status=status)

    assert (never.days(), never.single_years()) == ((), ())
