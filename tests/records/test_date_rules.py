"""What the tables of date rules and single years refuse, and what their rows say."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.records.date_rules import DateRule, Override
from tests import making

pytestmark = pytest.mark.django_db


FIXED = {"kind": "fixed", "month": 11, "day": 8}


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({}, "date_rule_sets_a_date_if_its_act_does"),
        ({**FIXED, "effect": "renames"}, "date_rule_sets_a_date_if_its_act_does"),
        ({"kind": "fixed", "month": 11}, "date_rule_fixed_has_a_day"),
        ({"kind": "fixed", "month": 13, "day": 1}, "date_rule_fixed_has_a_day"),
        ({"kind": "nth-weekday", "month": 11, "nth": 2}, "date_rule_of_a_month_has_a_weekday"),
        ({"kind": "weekday-near", "weekday": "sun", "side": "before"}, "date_rule_near_has_one_anchor"),
        ({"kind": "offset", "days": 3}, "date_rule_offset_has_a_base"),
        ({"kind": "listed"}, "date_rule_listed_has_days"),
        ({"kind": "fixed", "month": 2, "day": 29}, "date_rule_of_29_february_has_a_leap_policy"),
        ({**FIXED, "duration": 0}, "date_rule_lasts_a_day_to_a_year"),
        ({**FIXED, "valid_from_year": 2021, "valid_to_year": 2020}, "date_rule_ends_after_it_begins"),
        ({"effect": "abolishes"}, "date_rule_that_abolishes_has_a_year"),
    ],
)
def test_a_rule_that_names_no_day_does_not_come_into_the_table(fields, constraint):
    observance = making.observance()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DateRule.objects.create(observance=observance, **fields)


def test_an_observance_is_not_counted_from_itself():
    observance = making.observance()

    with pytest.raises(IntegrityError, match="date_rule_is_not_counted_from_itself"), transaction.atomic():
        DateRule.objects.create(observance=observance, kind="offset", base=observance, days=1)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"outcome": "moved"}, "override_has_a_date_if_it_moves"),
        ({"outcome": "not-observed", "date": date(2026, 11, 9)}, "override_has_a_date_if_it_moves"),
        ({"outcome": "as-ruled"}, "override_without_a_move_gives_a_day_off"),
    ],
)
def test_a_single_year_says_what_happened(fields, constraint):
    observance, instrument = making.observance(), making.source()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Override.objects.create(observance=observance, year=2026, instrument=instrument, **fields)


def test_a_year_is_listed_once():
    observance, instrument = making.observance(), making.source()
    Override.objects.create(observance=observance, year=2026, instrument=instrument, outcome="not-observed")

    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(observance=observance, year=2026, instrument=instrument, outcome="not-observed")


def test_scenario_9_a_leap_day_without_a_policy_is_refused_in_words():
    rule = DateRule(observance=making.observance(), kind="fixed", month=2, day=29)

    with pytest.raises(ValidationError, match="29 February exists only in leap years"):
        rule.full_clean()


def test_a_checked_row_keeps_only_what_its_kind_uses():
    rule = DateRule(
        observance=making.observance(), month=11, day=8, weekday="sun", nth=2, kind="nth-weekday", shifts="SUN +1"
    )

    rule.full_clean()

    assert (rule.month, rule.day, rule.weekday, rule.nth, rule.shifts) == (11, None, "sun", 2, "sun +1")
