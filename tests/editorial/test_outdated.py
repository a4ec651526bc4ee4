"""What of carried words may not hold any more: found where it stands, with what it would be now and how that counts."""

import pytest

from archive.editorial import outdated
from archive.editorial.outdated import Since
from tests import making

SINCE = Since(then=2026, now=2027)


def found(text: str, language: str = "en", since: Since = SINCE) -> list[tuple[str, str, str, str]]:
    return [(one.rule, one.words, one.instead, one.why) for one in outdated.findings(text, language, since)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("language", "words", "instead"),
    [
        ("en", "36 years ago", "37 years ago"),
        ("az", "36 il əvvəl", "37 il əvvəl"),
        ("ru", "36 лет назад", "37 лет назад"),
    ],
)
def test_years_are_counted_anew_and_their_arithmetic_is_shown(language, words, instead):
    assert found(f"({words})", language) == [("ago", words, instead, "2027 − 1990 = 37")]


@pytest.mark.once
def test_the_year_of_the_statement_is_another_and_that_of_the_event_stays():
    assert [one[:3] for one in found("In 1990, and in 2026.")] == [("year", "in 2026", "in 2027")]


@pytest.mark.once
def test_whoever_is_named_beside_an_office_may_hold_another_by_now():
    since = Since(then=2026, now=2027, names=["Ana Quliyeva"])

    said = found("President Ana Quliyeva spoke; Ana Quliyeva was there.", since=since)

    assert said == [("office", "President Ana Quliyeva", "", "Is that still the office?")]


@pytest.mark.once
def test_a_date_is_said_anew_unless_the_day_is_another_one():
    words, today = "Sunday, 8 November 2026, and last year.", "Sunday, 8 November 2026"
    elsewhere = Since(then=2026, now=2027, day="2027-11-14")

    assert [one[1:3] for one in found(words)] == [(today, "Monday, 8 November 2027"), ("last year", "")]
    assert found(words, since=elsewhere)[0] == ("date", today, "", "This year it is 14 November 2027.")


@pytest.mark.django_db
def test_a_figure_that_its_speaker_has_stated_anew_since_is_proposed_in_the_same_form():
    ministry, other, source = making.institution(), making.institution("Other"), making.source()
    event = making.entry()
    making.figure(event, 744, by=ministry, source=source, stated_on="2020", measure="injured")
    for value, stated, by in ((147, "2022", ministry), (1250, "2022", other), (150, "2024", ministry)):
        making.figure(event, value, by=by, source=source, stated_on=stated)
    making.figure(event, 1275, by=other, source=source, stated_on="2024")
    since = Since(then=2026, now=2027, restated=outdated.restated([*event.figures.all()]))

    said = found("147 died, 744 were injured, 1,250 or 1250 were taken, 3147 and 14.7 were not.", since=since)

    assert [one[:3] for one in said] == [
        ("figure", "147", "150"),
        ("figure", "1,250", "1,275"),
        ("figure", "1250", "1275"),
    ]
    assert "Killed: 150 (2024)" in said[0][3]
