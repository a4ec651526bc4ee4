"""Years that a question counts from what an observance recalls: the year in which it was so long ago."""

import pytest

from archive import clock
from archive.catalogue.listing.understanding import understand
from archive.editions import reading
from archive.records.names import Name
from archive.records.observances import Observance
from archive.records.saving import saving
from tests import making

from .questions import archive, public_source, titles  # noqa: F401

pytestmark = pytest.mark.django_db
YEARS = range(2023, 2026)


@pytest.fixture(autouse=True)
def of_the_bells(archive: None) -> Observance:  # noqa: F811
    """A day that recalls what was in 1991, with a statement in each of some years."""
    day = making.observance(
        {"en": "Day of Bells", "az": "Zənglər Günü", "ru": "День колоколов"},
        sources=[public_source()],
        month=5,
        day=3,
        base_year=1991,
    )
    Name.objects.create(record=day, language="en", text="Silent May")
    making.published(day)
    house = making.institution("House of Letters")
    making.published(house)
    for year in YEARS:
        said = making.statement(
            f"Word number {year - 2000}",
            issuers=[house],
            observance=day,
            year=year,
            date=f"{year}-05-03",
            slug=f"of-{year}",
        )
        making.published(said)
    return day


def now_recalls(day: Observance, **years: int) -> None:
    current = Observance.objects.get(pk=day.pk)
    with saving(current, by=making.archivist(), version=current.version):
        for field, year in years.items():
            setattr(current, field, year)
        current.save()
    day.version = current.version
    making.published(day, change="minor")


def dated(question: str) -> str:
    """The date that is understood of years that are counted, if any."""
    groups = understand(reading.at(clock.now()), question).groups
    return next((group.date for group in groups if group.years), "")


def test_an_anniversary_is_asked_for_as_its_year():
    for question in (
        *("33rd anniversary of the Day of Bells", "Day of Bells 33 years", "thirty-third anniversary Silent May"),
        *("Silent May 33 years ago", "33 years since the Day of Bells", "3 May 33 years", "33 Year Anniversary bells"),
        *("Zənglər Gününün 33-cü ildönümü", "Zənglər Gününün 33 illiyi", "otuz üçüncü ildönümü Zənglər Günü"),
        *("3 mayın 33 illiyi", "zenglerin 33 illiyi", "Zənglər Günündən 33 il keçir", "3 may 33 il"),
        *("33-я годовщина Дня колоколов", "33 года Дню колоколов", "33-летие Дня колоколов"),
        *("тридцать третья годовщина дня колоколов", "колоколам тридцать три года"),
    ):
        assert (question, dated(question)) == (question, "2024")
        said = [title for title in titles(question) if title.startswith("Word")]
        assert (question, said[0]) == (question, "Word number 24")


def test_what_counts_from_nothing_that_is_known_is_read_as_it_is():
    for question in (
        *("33rd anniversary", "33 years", "anniversary of the Day of Bells", "State of emergency 33 years ago"),
        *(
            "3 May 1993",
            "Day of Bells 1993",
            "3 мая 93 года",
            "may 93 ili",
            "Day of Bells 2024-cü il",
            "Day of Bells 33",
        ),
        *(
            "1 year Day of Bells",
            "20 January 33 years",
            "Day of Bells 5000 years",
            "3 may 91 il",
            "Day of Bells 77 years",
        ),
    ):
        assert (question, dated(question)) == (question, "")


def test_two_days_that_are_named_are_counted_from_both_and_the_surer_one_alone():
    other = making.observance("Day of Sails", sources=[public_source("Act")], month=6, day=1, base_year=1980)
    making.published(other)

    assert dated("Day of Bells and sails, 33 years") == "2024"
    (group,) = (one for one in understand(reading.at(clock.now()), "sails bells 33 years").groups if one.years)
    assert {word for one in group.alternatives for word in one.words} >= {"§2013", "§2024"}


def test_what_lasted_for_years_is_counted_from_its_first_and_from_its_last(of_the_bells: Observance):
    now_recalls(of_the_bells, base_year_last=1993)
    (group,) = (one for one in understand(reading.at(clock.now()), "Day of Bells 33 years").groups if one.years)

    assert {word for one in group.alternatives for word in one.words} >= {"§2024", "§2026"}


def test_endings_of_numbers_are_not_looked_for():
    for question in ("Day of Bells, 33-cü ildönümü", "Day of Bells, 33-я годовщина", "Day of Bells, 33rd anniversary"):
        (group,) = (one for one in understand(reading.at(clock.now()), question).groups if one.years)
        assert {"cu", "я", "rd"}.isdisjoint(word for one in group.alternatives for word in one.words)


def test_a_page_says_which_year_was_taken_for_an_anniversary(client):
    shown = client.get("/en/search/", {"q": "Day of Bells 33 years"}).content.decode()

    assert "as a date, 2024" in shown


def test_years_are_counted_from_what_the_day_recalls_by_now(of_the_bells: Observance):
    now_recalls(of_the_bells, base_year=1990)

    assert dated("Day of Bells 33 years") == "2023"
    assert titles("Day of Bells 33 years")[0] == "Word number 23"
