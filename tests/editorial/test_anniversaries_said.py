"""Anniversaries in the words of statements, compared with what they count from."""

import pytest

from archive.editorial.anniversaries_said import Miscount, Passage, Recalled, in_passages
from archive.editorial.readiness import doubts
from archive.records.statements import Statement
from tests import making
from tests.importing.test_seeds import FOLDER as SEEDS

pytestmark = pytest.mark.django_db


def _miscounts(
    text: str, *, language: str = "en", year: int = 2026, counted: tuple[int, ...] = (36,)
) -> list[Miscount]:
    passage = Passage(language=language, block="", html=text)
    return [*in_passages([passage], Recalled(year=year, counted=counted))]


def _sums(text: str, **recalled) -> list[tuple[str, str, str]]:
    return [(one.found.words, one.sums, one.right) for one in _miscounts(text, **recalled)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "36 years ago, on the thirty-sixth anniversary", []),
        ("en", "Thirty-five years ago", [("Thirty-five years ago", "2026 − 1990 = 36", "Thirty-six years ago")]),
        ("az", "35-ci ildönümündə", [("35-ci ildönümündə", "2026 − 1990 = 36", "36-cı ildönümündə")]),
        (
            "ru",
            "тридцать пятую годовщину",
            [("тридцать пятую годовщину", "2026 − 1990 = 36", "тридцать шестую годовщину")],
        ),
        ("ru", "31 год назад", [("31 год назад", "2026 − 1990 = 36", "36 лет назад")]),
        # Roughly, or of something else whose year the sentence says, or no distance from today.
        ("en", "more than thirty years ago; three decades ago", []),
        ("en", "Two years ago, in 2024, we returned. The 44-day war.", []),
        ("en", "Two years ago the school was opened, for 8 years of lessons", []),
        ("en", "For 35 years we have mourned", [("For 35 years", "2026 − 1990 = 36", "For 36 years")]),
    ],
)
def test_what_counts_otherwise_is_told_with_its_arithmetic(language, text, found):
    assert _sums(text, language=language) == found


def test_what_lasted_longer_has_two_right_answers():
    recalled = {"year": 2023, "counted": (90, 91)}

    assert _sums("90 years ago, on the 91st anniversary", **recalled) == []
    assert _sums("The 89th anniversary", **recalled) == [
        ("89th anniversary", "2023 − 1933 = 90, 2023 − 1932 = 91", "90th anniversary / 91st anniversary")
    ]


def test_the_sentence_says_itself_from_when_it_counts():
    said = "35 years ago, in 1990, it began."

    assert _sums(said, counted=()) == [("35 years ago", "2026 − 1990 = 36", "36 years ago")]
    assert _sums("35 years ago it began. That was 1990.", counted=()) == []


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("The 44-day war, between September 27 and November 9, 2020", None),
        (
            "The 44-day war, from 27 September to 10 November 2020",
            "27 September – 10 November 2020: 45 days if both ends are counted, 44 days if one is not",
        ),
        ("A 3-day mourning, from 27 September to 10 November 2020", None),
    ],
)
def test_days_are_counted_with_both_ends_and_it_is_told(text, sums):
    assert [one.sums for one in _miscounts(text, counted=())] == ([sums] if sums else [])


def test_a_weekday_is_that_of_its_date():
    assert _sums("On Tuesday, 20 January 2026; on Wednesday, 20 January") == [
        ("Wednesday, 20 January", "Tuesday, 20 January", "")
    ]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the documents are kept elsewhere")
@pytest.mark.parametrize(
    ("name", "year", "counted", "found"),
    [
        ("001_ed8b43ed8c2e4628.txt", 2026, (36,), []),
        ("002_69935cb61d4a6077.txt", 2022, (2,), []),
        ("003_b3869bfd9408b9d5.txt", 2025, (5,), []),
        ("004_ea6835b19a679b9a.txt", 2025, (5,), []),
        ("001_ed8b43ed8c2e4628.txt", 2027, (37,), ["36 years ago"]),
    ],
)
def test_the_seed_documents_hold(name, year, counted, found):
    text = (SEEDS / name).read_text(encoding="utf-8")

    assert [one.found.words for one in _miscounts(text, year=year, counted=counted)] == found


# --- with records ------------------------------------------------------------------------------------


@pytest.fixture
def day():
    made = making.observance("Victory Day", base_year=2020)
    making.published(made)
    return made


@pytest.fixture
def report():
    made = making.source("Report")
    making.published(made)
    return made


@pytest.fixture
def issuer():
    made = making.institution()
    making.published(made)
    return made


def _statement(issuer, day, body: str, **fields) -> Statement:
    return making.statement("Statement", issuers=[issuer], observance=day, year=2026, body=f"<p>{body}</p>", **fields)


def test_days_are_compared_with_the_events_that_the_observance_recalls(issuer, day, report):
    war = making.entry("War", date="2020-09-27/2020-11-09", observances=[day], sources=[report])
    making.published(war)

    assert doubts(_statement(issuer, day, "The 44-day war.")) == ()
    off_by_one, by_two = (doubts(_statement(issuer, day, f"The {days}-day war.")) for days in (43, 42))
    said = "44 days if both ends are counted, 43 days if one is not"
    assert [(said in one.message, one.keeps_back) for one in (*off_by_one, *by_two)] == [(True, False), (True, True)]


def test_an_event_that_the_paragraph_links_to_is_counted_from(issuer, day, report):
    khojaly = making.entry("Khojaly", date="1992-02-26", sources=[report])
    making.published(khojaly)
    link = f'<a data-record="{khojaly.uuid}">Khojaly</a>'

    assert doubts(_statement(issuer, day, f"{link}, 34 years ago.")) == ()
    assert doubts(_statement(issuer, day, "Khojaly, 34 years ago.")) == ()  # too far off to be about this day
    (doubt,) = doubts(_statement(issuer, day, f"{link}, 33 years ago."))
    assert "2026 − 1992 = 34" in doubt.message


def test_nothing_is_asked_where_no_words_count(day, django_assert_num_queries):
    passage = Passage(language="en", block="p1", html="<p>36 martyrs of Resolution 822, on 20 January Street.</p>")

    with django_assert_num_queries(0):
        assert [*in_passages([passage], Recalled(year=2026, counted=(6,), observance=str(day.uuid)))] == []
