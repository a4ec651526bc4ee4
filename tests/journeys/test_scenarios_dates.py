"""Dates as the scenarios tell of them: a time of elsewhere, midnight, a night, a date in words."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from archive import clock
from archive.catalogue import listing, rebuilding
from archive.catalogue.listing import Query
from archive.catalogue.models import Row, RowText, Term
from archive.editions import reading
from archive.records.timeline_entries import TimelineEntry
from tests import making
from tests.admin.desk import form_of, sits, typed
from tests.kept import kept
from tests.public.archives import listed

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def source():
    made = making.source()
    making.published(made)
    return made


def happened(title, written, *, source, **fields):
    making.published(
        making.entry(title, date=written, sources=[source], slug=title.lower().replace(" ", "-"), **fields)
    )


def timeline(**asked) -> list[str]:
    found = listing.timeline(reading.at(clock.now()), Query(kinds=("timeline-entry",), **asked), reader="en")
    return [entry.title for entry in found.entries]


def refusal(archivist, entry, **written) -> dict[str, list[str]]:
    """What the form of ``entry`` says of what was written into it."""
    address = form_of(entry)
    answer = archivist.get(address)
    answer = archivist.post(address, typed(answer) | written)
    found = answer.context["adminform"].form.errors if answer.context else {}
    return {name: list(messages) for name, messages in found.items()}


def test_scenario_8_a_time_of_elsewhere_is_shown_as_given_and_here(source):
    moscow = {"time": time(0, 0), "zone": "Europe/Moscow"}
    titles = {"en": "Ceasefire", "az": "Atəşkəs", "ru": "Прекращение огня"}
    entry = making.entry(titles, slug="ceasefire", date="2020-11-10", sources=[source], **moscow)
    making.published(entry)

    pages = {language: Client().get(f"/{language}/timeline/ceasefire/") for language in titles}

    assert {
        language: (page.context["page"].when.words, page.context["page"].here) for language, page in pages.items()
    } == {
        "en": ("00:00, 10 November 2020, Moscow time", "01:00 in Baku"),
        "az": ("00:00, 10 noyabr 2020, Moskva vaxtı ilə", "Bakıda 01:00"),
        "ru": ("00:00, 10 ноября 2020, по московскому времени", "01:00 в Баку"),
    }
    assert '<time datetime="2020-11-09T21:00:00+00:00">00:00, 10 November 2020, Moscow time</time>' in (
        pages["en"].content.decode()
    )


def test_scenario_8_it_stands_where_it_was_on_the_archives_clock(source):
    happened("Day after", "2020-11-11", source=source)
    happened("Ceasefire", "2020-11-10", source=source, time=time(0, 0), zone="Europe/Moscow")
    happened("Half past midnight", "2020-11-10", source=source, time=time(0, 30), zone="Asia/Baku")
    happened("That day", "2020-11-10", source=source)
    happened("Late evening", "2020-11-09", source=source, time=time(23, 30), zone="Asia/Baku")
    happened("Whole month", "2020-11", source=source)
    happened("London", "2020-11-09", source=source, time=time(23, 0), zone="Europe/London")

    assert timeline() == [
        "Whole month",
        "Late evening",
        "That day",
        "Half past midnight",
        "Ceasefire",
        "London",
        "Day after",
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("zone", "words", "here"),
    [
        ("UTC", "23:30, 9 November 2020, UTC", "10 November 2020, 03:30 in Baku"),
        ("America/New_York", "23:30, 9 November 2020, New York time", "10 November 2020, 08:30 in Baku"),
        ("Asia/Baku", "23:30, 9 November 2020, Baku time", ""),
    ],
)
def test_scenario_8_zones_are_told_in_words(source, zone, words, here):
    happened("Event", "2020-11-09", source=source, time=time(23, 30), zone=zone)

    page = Client().get("/en/timeline/event/").context["page"]
    (line,) = listed(Client().get("/en/timeline/"))

    assert (page.when.words, page.here, line.when.words) == (words, here, words)


@pytest.mark.once
@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        (
            {"zone": "Moscow"},
            {"zone": ["“Moscow” is not the name of a time zone. Names look like Asia/Baku or Europe/Moscow."]},
        ),
        (
            {"date": "2015-03-29", "time": time(4, 30), "zone": "Asia/Baku"},
            {
                "zone": [
                    "04:30 on 2015-03-29 does not exist in Asia/Baku: its clocks are set forward over that time. "
                    "Choose an earlier or a later time."
                ]
            },
        ),
        ({"date": "2020-11"}, {"time": ["Only a full day can have a time: write it as 1990-01-20."]}),
        ({"zone": ""}, {"__all__": ["A time needs its time zone, and a time zone its time."]}),
        ({"time": None}, {"__all__": ["A time needs its time zone, and a time zone its time."]}),
        (
            {"time": None, "zone": "", "one_night": True},
            {"one_night": ["A night lies between a day and the next: 1990-01-19/1990-01-20."]},
        ),
        ({"date_wording": "10 noyabr"}, {"__all__": ["Say in which language the source dates it."]}),
    ],
)
def test_scenario_8_a_time_that_never_was_is_refused(fields, refused):
    wanted = {"date": "2020-11-10", "time": time(0, 0), "zone": "Europe/Moscow", "slug": "event", **fields}

    with pytest.raises(ValidationError) as error:
        TimelineEntry(**wanted).full_clean()

    assert error.value.message_dict == refused


@pytest.mark.once
@pytest.mark.parametrize(
    ("written", "first", "second"),
    [("midnight 20 January", "20 January", "21 January"), ("31 yanvar 1990, gecə yarısı", "1990-01-31", "1990-02-01")],
)
def test_scenario_6_midnight_is_refused_and_both_days_are_offered(written, first, second):
    archivist, entry = sits(making.archivist()), making.entry(date="1990-01-20")

    refused = refusal(archivist, entry, date=written)["date"]

    assert refused[1:] == [
        "Midnight may be the beginning of a day or its end. Write the time as 00:00, "
        f"and the day on which it is 00:00: {first} or {second}."
    ]
    assert TimelineEntry.objects.get().date == "1990-01-20"


@pytest.mark.once
def test_scenario_6_midnight_is_no_time_either():
    archivist, entry = sits(making.archivist()), making.entry(date="1990-01-20")

    assert refusal(archivist, entry, time="midnight", zone="Asia/Baku") == {
        "time": ["Write hours and minutes, as in 23:30. Midnight is 00:00 of the day that begins with it."]
    }


@pytest.mark.once
@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("19-20 yanvar 1990", "1990-01-19/1990-01-20 (19–20 January 1990)"),
        ("circa 1905", "1905~ (circa 1905)"),
        ("March-April 1918", "1918-03/1918-04 (March–April 1918)"),
        ("1992 or 1993", "[1992,1993] (1992 or 1993)"),
    ],
)
def test_a_date_in_words_is_refused_and_what_it_may_mean_is_offered(written, offered):
    archivist, entry = sits(making.archivist()), making.entry(date="1990-01-20")

    refused = refusal(archivist, entry, date=written)["date"]

    assert refused[1:] == [f"Perhaps you mean: {offered}. If so, write that."]
    assert refusal(archivist, entry, date=offered.split()[0]) == {}
    assert TimelineEntry.objects.get().date == offered.split()[0]


def test_a_night_stands_in_every_language_beside_the_words_of_its_source(source):
    entry = making.entry(
        {"en": "The night", "az": "Gecə", "ru": "Ночь"},
        slug="the-night",
        date="1990-01-19/1990-01-20",
        one_night=True,
        date_wording="в ночь с девятнадцатого на двадцатое",
        date_wording_language="ru",
        sources=[source],
    )
    making.published(entry)

    told = {language: listed(Client().get(f"/{language}/timeline/")) for language in ("az", "en", "ru")}
    page = Client().get("/en/timeline/the-night/").content.decode()

    assert {language: item.when.words for language, (item,) in told.items()} == {
        "az": "1990-cı il 19–20 yanvar gecəsi",
        "en": "night of 19–20 January 1990",
        "ru": "ночь с 19 на 20 января 1990",
    }
    assert '<q lang="ru" dir="auto">в ночь с девятнадцатого на двадцатое</q>' in page
    assert '<time datetime="1990-01-19">night of 19–20 January 1990</time>' in page


def test_a_list_finds_what_may_have_been_in_a_period(source):
    for title, written in (
        ("Until", "../1989"),
        ("War", "1988/1994"),
        ("Decade", "199X"),
        ("Either", "[1992,1995]"),
        ("Since", "1994/.."),
        ("Day", "1990-01-20"),
    ):
        happened(title, written, source=source)

    assert timeline() == ["War", "Until", "Decade", "Day", "Either", "Since"]
    assert timeline(years=frozenset({1985})) == ["Until"]
    assert timeline(years=frozenset({1990})) == ["War", "Decade", "Day"]
    assert timeline(earliest=date(1995, 6, 1), latest=date(1995, 6, 30)) == ["Decade", "Either", "Since"]
    assert timeline(earliest=date(2026, 1, 1)) == ["Since"]
    assert timeline(latest=date(1987, 12, 31)) == ["Until"]
    found = listing.find(reading.at(clock.now()), Query(kinds=("timeline-entry",)), reader="en")
    assert found.facets["year"] == {1994: 4, 1992: 3, 1990: 3, 1989: 2, 1988: 2}
    assert {year: len(timeline(years=frozenset({year}))) for year in found.facets["year"]} == found.facets["year"]


def test_uncertain_dates_can_be_searched_and_are_derived_alike_again(source):
    other = making.source("Letters", slug="letters")  # what has the same source comes near
    making.published(other)
    happened("Ceasefire", "2020-11-10", source=other, time=time(0, 0), zone="Europe/Moscow")
    happened("Spring", "1918-03/1918-04", source=source, date_wording="весной 1918 года", date_wording_language="ru")
    tables = (Row, Term, RowText)
    before = [list(table.objects.order_by(*order).values()) for table, order in zip(tables, ORDERS, strict=True)]

    rebuilding.rebuild()

    after = [list(table.objects.order_by(*order).values()) for table, order in zip(tables, ORDERS, strict=True)]
    assert [[_content(row) for row in rows] for rows in after] == [[_content(row) for row in rows] for rows in before]
    assert timeline(question="noyabr 2020") == ["Ceasefire"]
    assert timeline(question="весной") == timeline(question="april 1918") == ["Spring"]


ORDERS = (("record",), ("row__record", "facet", "value"), ("row__record", "language"))


def _content(row: dict) -> dict:
    return {name: value for name, value in row.items() if name not in ("id", "row_id")}
