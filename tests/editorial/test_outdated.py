"""What of carried words may not hold any more: found where it stands, with what it would be now and how that counts."""

import pytest

from archive.editorial import outdated
from archive.editorial.outdated import Since
from tests import making

SINCE = Since(then=2026, now=2027)


def found(text: str, language: str = "en", since: Since = SINCE, html: str = "") -> list[tuple[str, str, str, str]]:
    return [(one.rule, one.words, one.instead, one.why) for one in outdated.findings(text, html, language, since)]


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
    assert [one[:3] for one in found("In 1990, and in 2026.")] == [("year", "2026", "2027")]


@pytest.mark.once
def test_whoever_is_linked_to_may_hold_another_office():
    since = Since(then=2026, now=2027, persons={"0" * 8 + "-0000-4000-8000-" + "0" * 12: "Ana Quliyeva"})
    html = f'<p>Minister <a data-record="{next(iter(since.persons))}">Ana Quliyeva</a> spoke.</p>'

    assert [one[:3] for one in found("Minister Ana Quliyeva spoke.", since=since, html=html)] == [
        ("person", "Ana Quliyeva", "")
    ]


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
