"""Rules and the days that follow from them, against days that were really kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import rules
from archive.rules import LAST, WEEKDAYS, Kind, Leap, Occurrence, Outcome, Override, Rule, RuleError, Side

# 27 Nisan, as the Hebrew calendar gives it.
NISAN = (date(2021, 4, 9), date(2022, 4, 28), date(2024, 5, 5), date(2025, 4, 25), date(2026, 4, 14))
YOM_HASHOAH = Rule(kind=Kind.LISTED, dates=NISAN, shifts=(("fri", -1), ("sun", 1)), at_sunset=True)
YEARS = st.integers(rules.YEARS[0] + 1, rules.YEARS[-1] - 1)


def days(rule: Rule, *years: int, **options) -> list[date]:
    return [one.first for year in years for one in rules.occurrences((rule,), (), year, **options)]


# --- scenarios ---------------------------------------------------------------------------------------


def test_scenario_9_a_leap_day_needs_a_policy_and_follows_it():
    with pytest.raises(RuleError, match="29 February exists only in leap years"):
        Rule(kind=Kind.FIXED, month=2, day=29)

    kept = {leap: days(Rule(kind=Kind.FIXED, month=2, day=29, leap=leap), 2027, 2028) for leap in list(Leap)[1:]}

    assert kept == {
        Leap.FEBRUARY: [date(2027, 2, 28), date(2028, 2, 29)],
        Leap.MARCH: [date(2027, 3, 1), date(2028, 2, 29)],
        Leap.NOTHING: [date(2028, 2, 29)],
    }


def test_scenario_10_the_second_sunday_of_november():
    sunday = Rule(kind=Kind.NTH, month=11, weekday="sun", nth=2)

    assert days(sunday, 2024, 2025, 2026, 2027) == [
        date(2024, 11, 10),
        date(2025, 11, 9),
        date(2026, 11, 8),
        date(2027, 11, 14),
    ]


def test_scenario_11_27_nisan_by_listed_days_is_shifted_where_the_rule_says_so():
    assert rules.occurrences((YOM_HASHOAH,), (), 2024) == (
        Occurrence(year=2024, first=date(2024, 5, 6), last=date(2024, 5, 6), at_sunset=True),
    )
    assert days(YOM_HASHOAH, 2025, 2026) == [date(2025, 4, 24), date(2026, 4, 14)]
    assert days(replace(YOM_HASHOAH, shifts=()), 2025) == [date(2025, 4, 25)]


def test_scenario_12_a_rule_changed_within_a_day_never_has_an_occurrence():
    first = Rule(kind=Kind.FIXED, month=11, day=10, from_year=2021, signed="2020-12-02", ref="10 November")
    second = Rule(kind=Kind.FIXED, month=11, day=8, from_year=2021, signed="2020-12-03", ref="8 November")
    both = (first, second)

    kept = {year: rules.occurrences(both, (), year) for year in (2020, 2021, 2022)}

    assert kept == {
        2020: (),
        2021: (Occurrence(year=2021, first=date(2021, 11, 8), last=date(2021, 11, 8), ref="8 November"),),
        2022: (Occurrence(year=2022, first=date(2022, 11, 8), last=date(2022, 11, 8), ref="8 November"),),
    }
    assert [rules.ever_in_force(one, both) for one in both] == [False, True]


def test_days_of_remembrance_are_those_that_were_proclaimed():
    """Eight days from the Sunday on or before Yom HaShoah: the ranges of the proclamations of four years."""
    week = Rule(kind=Kind.NEAR, weekday="sun", side=Side.ON_OR_BEFORE, base="yom", duration=8)

    def yom(base, year):
        return days(YOM_HASHOAH, year)[0]

    found = [rules.occurrences((week,), (), year, first_day_of=yom)[0] for year in (2021, 2022, 2024, 2025)]

    assert [(one.first, one.last) for one in found] == [
        (date(2021, 4, 4), date(2021, 4, 11)),
        (date(2022, 4, 24), date(2022, 5, 1)),
        (date(2024, 5, 5), date(2024, 5, 12)),
        (date(2025, 4, 20), date(2025, 4, 27)),
    ]


def test_holodomor_is_kept_on_the_fourth_saturday_of_november():
    saturday = Rule(kind=Kind.NTH, month=11, weekday="sat", nth=4)

    assert days(saturday, 2021, 2022, 2023, 2024) == [
        date(2021, 11, 27),
        date(2022, 11, 26),
        date(2023, 11, 25),
        date(2024, 11, 23),
    ]


# --- what else can be said -----------------------------------------------------------------------------


def test_a_year_may_be_moved_or_left_out_and_a_day_off_moves_nothing():
    rule = Rule(kind=Kind.FIXED, month=11, day=8, from_year=2021, ref="rule")
    single = (
        Override(year=2020, outcome=Outcome.MOVED, day=date(2020, 12, 10), ref="parade"),
        Override(year=2022, outcome=Outcome.NOT_OBSERVED, ref="left out"),
        Override(year=2026, outcome=Outcome.AS_RULED, day_off=date(2026, 11, 10), ref="day off"),
    )

    kept = {year: rules.occurrences((rule,), single, year) for year in (2020, 2022, 2026)}

    assert kept == {
        2020: (Occurrence(year=2020, first=date(2020, 12, 10), last=date(2020, 12, 10), ref="parade", is_moved=True),),
        2022: (),
        2026: (
            Occurrence(
                year=2026, first=date(2026, 11, 8), last=date(2026, 11, 8), ref="rule", day_off=date(2026, 11, 10)
            ),
        ),
    }


def test_what_is_abolished_is_kept_no_longer():
    first = Rule(kind=Kind.FIXED, month=6, day=17, from_year=1954)
    end = Rule(kind=Kind.NONE, from_year=1990)

    assert [len(rules.occurrences((first, end), (), year)) for year in (1953, 1954, 1989, 1990, 2000)] == [
        0,
        1,
        1,
        0,
        0,
    ]


def test_a_rule_with_a_last_year_gives_way_to_the_one_before_it():
    lasting = Rule(kind=Kind.FIXED, month=5, day=1, from_year=2000)
    passing = Rule(kind=Kind.FIXED, month=5, day=2, from_year=2010, to_year=2011)

    assert days(lasting, 2009) + [
        one.first for year in (2010, 2011, 2012) for one in rules.occurrences((lasting, passing), (), year)
    ] == [date(2009, 5, 1), date(2010, 5, 2), date(2011, 5, 2), date(2012, 5, 1)]


def test_another_calendar_may_bring_two_days_in_one_year():
    twice = Rule(kind=Kind.LISTED, dates=(date(2030, 12, 26), date(2030, 1, 6)))

    assert days(twice, 2030) == [date(2030, 1, 6), date(2030, 12, 26)]


def test_a_day_counted_from_what_was_not_kept_is_not_kept():
    assert days(Rule(kind=Kind.OFFSET, base="other", days=7), 2026) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": Kind.FIXED, "month": 4, "day": 31}, "no such day"),
        ({"kind": Kind.FIXED, "month": 4}, "on which day of which month"),
        ({"kind": Kind.FIXED, "month": 13, "day": 1}, "no such day"),
        ({"kind": Kind.NTH, "month": 11, "weekday": "sun"}, "which weekday of which month"),
        ({"kind": Kind.NTH, "month": 11, "weekday": "sun", "nth": 6}, "which weekday of which month"),
        ({"kind": Kind.NEAR, "month": 5, "day": 25, "weekday": "mon"}, "before or after"),
        ({"kind": Kind.NEAR, "weekday": "mon", "side": "before", "base": "x", "month": 5, "day": 1}, "not from both"),
        ({"kind": Kind.NEAR, "weekday": "mon", "side": "before", "month": 2, "day": 29}, "only in leap years"),
        ({"kind": Kind.OFFSET, "days": 3}, "from which observance"),
        ({"kind": Kind.OFFSET, "base": "other"}, "from which observance"),
        ({"kind": Kind.LISTED}, "List at least one day"),
        ({"kind": Kind.LISTED, "dates": (date(2026, 1, 1), date(2026, 1, 1))}, "listed twice"),
        ({"kind": Kind.FIXED, "month": 1, "day": 1, "duration": 0}, "at least one day"),
        ({"kind": Kind.FIXED, "month": 1, "day": 1, "from_year": 2000, "to_year": 1999}, "before the first"),
    ],
)
def test_a_rule_that_names_no_day_is_refused_in_words(fields, said):
    with pytest.raises(RuleError, match=said):
        Rule(**fields)


def test_what_is_typed_is_read():
    assert rules.dates_from("2025-04-24, 2026-04-14\n2027-05-04") == (
        date(2025, 4, 24),
        date(2026, 4, 14),
        date(2027, 5, 4),
    )
    assert rules.shifts_from("fri -1, Sun +1") == (("fri", -1), ("sun", 1))


@pytest.mark.parametrize("text", ["2025-4-24", "20250424", "24 April", "0999-01-01", "2025-02-29"])
def test_what_is_no_day_is_not_read(text):
    with pytest.raises(RuleError, match="is no day"):
        rules.dates_from(text)


@pytest.mark.parametrize("text", ["fri", "fri 1", "fri -7", "fri -0", "friday -1", "fri -1, fri -2"])
def test_what_is_no_shift_is_not_read(text):
    with pytest.raises(RuleError, match="cannot be understood"):
        rules.shifts_from(text)


@pytest.mark.parametrize(
    ("rule", "az", "en", "ru"),
    [
        (Rule(kind=Kind.FIXED, month=11, day=10), "10 noyabr", "10 November", "10 ноября"),
        (
            Rule(kind=Kind.NTH, month=11, weekday="sun", nth=2),
            "noyabrın ikinci bazar günü",
            "the second Sunday of November",
            "второе воскресенье ноября",
        ),
        (
            Rule(kind=Kind.NTH, month=5, weekday="fri", nth=LAST),
            "mayın sonuncu cümə günü",
            "the last Friday of May",
            "последняя пятница мая",
        ),
        (
            Rule(kind=Kind.NEAR, weekday="sun", side=Side.ON_OR_BEFORE, base="x", duration=8),
            "“Gün” və ya ondan əvvəlki ilk bazar günü (8 gün)",
            "the Sunday on or before “Gün” (8 days)",
            "воскресенье: «Gün» или ближайший такой день до (8 дней)",
        ),
        (
            Rule(kind=Kind.OFFSET, base="x", days=-2),
            "“Gün” günündən 2 gün əvvəl",
            "2 days before “Gün”",
            "2 дня до дня «Gün»",
        ),
        (
            Rule(kind=Kind.FIXED, month=2, day=29, leap=Leap.MARCH),
            "29 fevral (başqa illərdə 1 mart)",
            "29 February (in other years 1 March)",
            "29 февраля (в другие годы 1 марта)",
        ),
        (
            YOM_HASHOAH,
            "hər il üçün ayrıca göstərilən günlər (cümə → cümə axşamı; bazar → bazar ertəsi)",
            "days listed for each year (Friday → Thursday; Sunday → Monday)",
            "дни, указанные отдельно для каждого года (пятница → четверг; воскресенье → понедельник)",
        ),
    ],
)
def test_a_rule_is_said_in_three_languages(rule, az, en, ru):
    assert tuple(rules.in_words(rule, language, base="Gün") for language in ("az", "en", "ru")) == (az, en, ru)


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        (Rule(kind=Kind.FIXED, month=11, day=8), "--11-08"),
        (Rule(kind=Kind.FIXED, month=11, day=8, shifts=(("sun", 1),)), "--11"),
        (Rule(kind=Kind.NTH, month=11, weekday="sun", nth=2), "--11"),
        (Rule(kind=Kind.OFFSET, base="x", days=1), ""),
        (None, ""),
    ],
)
def test_a_rule_is_sorted_by_what_is_the_same_every_year(rule, written):
    assert rules.every_year(rule) == written


# --- properties ----------------------------------------------------------------------------------------

fixed = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(
    lambda day: Rule(kind=Kind.FIXED, month=day.month, day=day.day, leap=Leap.MARCH)
)
nth = st.builds(
    Rule,
    kind=st.just(Kind.NTH),
    month=st.integers(1, 12),
    weekday=st.sampled_from(WEEKDAYS),
    nth=st.sampled_from((1, 2, 3, 4, 5, LAST)),
)
near = st.builds(
    lambda rule, weekday, side: replace(rule, kind=Kind.NEAR, weekday=weekday, side=side),
    fixed,
    st.sampled_from(WEEKDAYS),
    st.sampled_from(Side),
)


@given(rule=st.one_of(fixed, nth, near), year=YEARS, length=st.integers(1, rules.LONGEST))
def test_there_is_at_most_one_occurrence_and_it_is_as_long_as_the_rule_says(rule, year, length):
    found = rules.occurrences((replace(rule, duration=length),), (), year)

    assert len(found) <= 1
    assert len(found) == 1 or (rule.kind, rule.nth) == (Kind.NTH, 5)
    assert all((one.last - one.first).days == length - 1 for one in found)
    assert all(abs((one.first - date(year, 7, 1)).days) <= 191 for one in found)


@given(rule=nth, year=YEARS)
def test_a_weekday_of_a_month_is_that_weekday_in_that_month(rule, year):
    for day in days(rule, year):
        assert (WEEKDAYS[day.weekday()], day.month, day.year) == (rule.weekday, rule.month, year)
        if rule.nth == LAST:
            assert (day + timedelta(days=7)).month != rule.month
        else:
            assert (day.day - 1) // 7 == rule.nth - 1


@given(rule=near, year=YEARS)
def test_a_weekday_near_a_day_lies_within_a_week_on_its_side(rule, year):
    (day,) = days(rule, year)
    (anchor,) = days(replace(rule, kind=Kind.FIXED), year)
    distance = (day - anchor).days

    assert WEEKDAYS[day.weekday()] == rule.weekday
    assert (
        distance
        in {
            Side.ON_OR_BEFORE: range(-6, 1),
            Side.ON_OR_AFTER: range(7),
            Side.BEFORE: range(-7, 0),
            Side.AFTER: range(1, 8),
        }[Side(rule.side)]
    )


@given(rule=st.one_of(fixed, nth), year=YEARS, distance=st.integers(-rules.FARTHEST, rules.FARTHEST))
def test_an_offset_is_so_many_days_from_its_base(rule, year, distance):
    base = days(rule, year)
    counted = Rule(kind=Kind.OFFSET, base="base", days=distance)

    found = days(counted, year, first_day_of=lambda name, asked: base[0] if base else None)

    assert found == [day + timedelta(days=distance) for day in base]


@given(
    rule=st.one_of(fixed, nth, near),
    year=YEARS,
    shifts=st.dictionaries(st.sampled_from(WEEKDAYS), st.integers(-6, 6).filter(bool)),
)
def test_a_shift_moves_its_own_weekday_and_no_other(rule, year, shifts):
    for plain in days(rule, year):
        expected = plain + timedelta(days=shifts.get(WEEKDAYS[plain.weekday()], 0))

        assert days(replace(rule, shifts=tuple(shifts.items())), year) == [expected]


@given(
    found=st.lists(fixed, min_size=2, max_size=5),
    begin=st.permutations(range(1990, 1995)),
    year=st.integers(1985, 2005),
    data=st.data(),
)
def test_the_order_in_which_rules_are_written_down_does_not_matter(found, begin, year, data):
    dated = [replace(rule, from_year=start, ref=str(start)) for rule, start in zip(found, begin, strict=False)]
    other = data.draw(st.permutations(dated))

    assert rules.occurrences(dated, (), year) == rules.occurrences(other, (), year)
    assert all(int(one.ref) <= year for one in rules.occurrences(dated, (), year))


@given(rule=st.one_of(fixed, nth, near), day=st.dates(date(1801, 1, 1), date(2199, 12, 31)))
def test_what_was_said_of_one_year_holds_against_every_rule(rule, day):
    moved = Override(year=day.year, outcome=Outcome.MOVED, day=day)
    left_out = Override(year=day.year, outcome=Outcome.NOT_OBSERVED)

    assert [one.first for one in rules.occurrences((rule,), (moved,), day.year)] == [day]
    assert rules.occurrences((rule,), (left_out,), day.year) == ()
